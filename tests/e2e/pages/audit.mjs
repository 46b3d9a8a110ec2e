// The audit log.

export class AuditPage {
  constructor(page) {
    this.page = page;
    this.entries = page.locator("#audit > li");
  }

  async open() {
    await this.page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Audit log" }).click();
    await this.page.getByRole("heading", { level: 1, name: "Audit log" }).waitFor();
    await this.entries.first().waitFor();
  }

  /** Asks for what fits; each is the label of a field with what is typed there. */
  async filter(fields) {
    const form = this.page.getByRole("search");
    for (const [label, value] of Object.entries(fields)) {
      if (label === "What") await form.getByLabel(label, { exact: true }).selectOption(value);
      else await form.getByLabel(label, { exact: true }).fill(value);
    }
    await form.getByRole("button", { name: "Show", exact: true }).click();
  }

  /** What was done to what, the newest first. */
  async actions() {
    return this.entries.locator(".audit-what").evaluateAll((all) => all.map((each) => each.textContent.replaceAll(/\s+/g, " ").trim()));
  }
}
