// The command palette.

export class Palette {
  constructor(page) {
    this.page = page;
    this.dialog = page.getByRole("dialog", { name: /^(Commands|命令)$/ });
    this.field = this.dialog.getByRole("combobox");
    this.options = this.dialog.getByRole("option");
    this.button = page.getByRole("button", { name: "Find", exact: true });
  }

  /** Opens it as most people do. */
  async open() {
    await this.page.keyboard.press("Control+k");
    await this.field.waitFor();
  }

  /** Types, and waits until an entry of this title is the one that Enter takes. */
  async find(typed, title) {
    await this.field.fill(typed);
    // Word for word: the way on to Help names whatever is typed, and is there before the gateways are.
    await this.chosen().filter({ has: this.page.getByText(title, { exact: true }) }).waitFor();
  }

  /** The entry that Enter takes. */
  chosen() {
    return this.dialog.getByRole("option", { selected: true });
  }

  /** The titles of all entries, in order. */
  titles() {
    return this.options.locator(".palette-title").allInnerTexts();
  }
}
