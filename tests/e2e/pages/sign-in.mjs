// Signing in: with the link that the server prints, or with name and password.

/** Signs in with a link that nobody has used, and waits for the list of gateways. */
export async function signIn(page, link) {
  await page.goto(link);
  await page.getByRole("heading", { level: 1, name: "Gateways" }).waitFor();
}

export class SignInPage {
  constructor(page) {
    this.page = page;
    this.account = page.getByLabel("Account", { exact: true });
    this.password = page.getByLabel("Password", { exact: true });
    this.failure = page.getByRole("alert");
  }

  /** Types both and presses Enter, as people do. */
  async signIn(account, password) {
    await this.account.fill(account);
    await this.password.fill(password);
    await this.password.press("Enter");
  }
}
