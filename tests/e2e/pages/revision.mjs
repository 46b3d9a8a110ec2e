// The page of one revision of a gateway.

export class RevisionPage {
  constructor(page) {
    this.page = page;
    this.snippet = page.locator("#snippet");
    this.diff = page.locator("pre.diff");
  }

  /** Makes the revision the newest, and waits for the page of the gateway. */
  async restore(number) {
    await this.page.getByRole("button", { name: `Restore revision ${number}` }).click();
    await this.page.getByRole("heading", { level: 1, name: /gateway / }).waitFor();
  }
}
