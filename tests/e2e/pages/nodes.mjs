// The list of nodes.

export class NodesPage {
  constructor(page) {
    this.page = page;
  }

  async open() {
    await this.page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Nodes" }).click();
    await this.page.getByRole("heading", { level: 1, name: "Nodes" }).waitFor();
  }

  /** All that is said of a node. */
  node(name) {
    return this.page.locator(`#node-${name}`);
  }

  /** Asks whether a node is ready, and gives what was found: `{ severity, text }`, the folded ones too. */
  async check(name) {
    await this.node(name).getByRole("button", { name: "Check now" }).click();
    await this.node(name).locator(".checked").waitFor();
    return this.findings(name);
  }

  /** What was found on a node when it was looked at last. */
  findings(name) {
    return this.node(name)
      .locator(".checked .findings > .problem")
      .evaluateAll((items) =>
        items.map((item) => ({
          severity: [...item.classList].find((each) => each !== "problem"),
          text: item.textContent.trim(),
        })),
      );
  }

  /** Unfolds a snippet of a node. */
  async unfold(name, file) {
    await this.node(name).locator("summary").filter({ hasText: file }).click();
  }

  /** Begins the maintenance of a node, and waits until it is said what that does. */
  async beginMaintenance(name) {
    await this.node(name).getByRole("button", { name: "Begin maintenance", exact: true }).click();
    await this.page.getByRole("dialog").getByRole("button", { name: "Begin maintenance now" }).click();
    await this.page.getByRole("dialog").waitFor({ state: "hidden" });
  }
}
