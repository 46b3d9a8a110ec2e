// One's own account.

export class AccountPage {
  constructor(page) {
    this.page = page;
    this.dialog = page.getByRole("dialog");
    this.menu = page.locator(".account-menu > summary");
  }

  async open() {
    await this.menu.click();
    await this.page.getByRole("link", { name: "Your account" }).click();
    await this.page.getByRole("heading", { level: 1, name: "Your account" }).waitFor();
  }

  async signOut() {
    await this.menu.click();
    await this.page.locator(".account-pages").getByRole("button", { name: "Sign out", exact: true }).click();
    await this.page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
  }

  async signOutEverywhere() {
    await this.page.getByRole("button", { name: "Sign out everywhere" }).click();
    await this.dialog.getByRole("button", { name: "Sign out everywhere" }).click();
    await this.page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
  }

  /** Types a new password twice and presses Enter; `current` where there is one. */
  async typePassword(password, { current, again = password } = {}) {
    if (current !== undefined) await this.page.getByLabel("Current password").fill(current);
    await this.page.getByLabel("New password", { exact: true }).fill(password);
    await this.page.getByLabel("New password again").fill(again);
    await this.page.getByLabel("New password again").press("Enter");
  }

  /** Sets a password, and waits until the page says that it is set. */
  async setPassword(password, more) {
    await this.typePassword(password, more);
    await this.page.getByText(/^The password is set\./).waitFor();
  }

  /** Makes a token and gives it. */
  async makeToken(name, { role, days } = {}) {
    await this.page.locator("summary", { hasText: "New token" }).click();
    await this.page.locator("#token-name").fill(name);
    if (role !== undefined) await this.page.locator("#token-role").selectOption(role);
    if (days !== undefined) await this.page.locator("#token-days").fill(String(days));
    await this.page.getByRole("button", { name: "Make the token" }).click();
    return this.page.locator("#token").inputValue();
  }

  /** The row of a token. */
  token(name) {
    return this.page.locator("table.tokens tbody tr").filter({ has: this.page.getByRole("rowheader", { name, exact: true }) });
  }

  async revoke(name) {
    await this.token(name).getByRole("button", { name: "Revoke" }).click();
    await this.dialog.getByRole("button", { name: "Revoke it now" }).click();
    await this.token(name).waitFor({ state: "detached" });
  }
}
