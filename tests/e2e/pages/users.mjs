// Everybody's accounts, as an admin sees them.

export class UsersPage {
  constructor(page) {
    this.page = page;
    this.dialog = page.getByRole("dialog");
  }

  async open() {
    await this.page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Users" }).click();
    await this.page.getByRole("heading", { level: 1, name: "Users" }).waitFor();
  }

  /** Adds somebody, and gives the link that is shown once. */
  async add(account, role) {
    const form = this.page.locator("details", { hasText: "New user" });
    if (!(await form.evaluate((details) => details.open))) await form.locator("summary").click();
    await this.page.locator("#user-account").fill(account);
    await this.page.locator("#user-role").selectOption(role);
    await this.page.getByRole("button", { name: "Add the user" }).click();
    return this.page.locator("#user-link").inputValue();
  }

  /** The row of an account. */
  row(account) {
    return this.page.locator("table.users tbody tr").filter({ has: this.page.locator("th", { hasText: account }) });
  }

  /** Presses a button of a row and confirms what its dialog asks. */
  async act(account, button, { confirm = button, role } = {}) {
    await this.row(account).getByRole("button", { name: button, exact: true }).click();
    if (role !== undefined) await this.dialog.getByRole("combobox").selectOption(role);
    await this.dialog.getByRole("button", { name: confirm, exact: true }).click();
  }
}
