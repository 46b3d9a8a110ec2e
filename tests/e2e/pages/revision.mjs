// The page of one revision of a gateway.

export class RevisionPage {
  constructor(page) {
    this.page = page;
    this.snippet = page.locator("#snippet");
    this.diff = page.getByRole("region", { name: "What changed from it to the newest" });
  }

  /** Opens the dialog that restores it. */
  async askToRestore(number) {
    await this.page.getByRole("button", { name: `Restore revision ${number}` }).click();
    const dialog = this.page.getByRole("dialog", { name: `Restore revision ${number}?` });
    await dialog.waitFor();
    return dialog;
  }

  /** Makes the revision the newest, and waits for the page of the gateway. */
  async restore(number, why = "") {
    const dialog = await this.askToRestore(number);
    await dialog.getByRole("textbox", { name: "Why" }).fill(why);
    await dialog.getByRole("button", { name: "Restore", exact: true }).click();
    await this.page.getByRole("heading", { level: 1, name: /gateway / }).waitFor();
  }
}
