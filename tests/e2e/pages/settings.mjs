// The installation as a whole.

export class SettingsPage {
  constructor(page) {
    this.page = page;
  }

  async open() {
    await this.page.locator(".account-menu > summary").click();
    await this.page.getByRole("link", { name: "Settings" }).click();
    await this.page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
  }

  /** Exports with a passphrase, and gives the path of the file. */
  async export(passphrase, again = passphrase) {
    await this.page.locator("#export-passphrase").fill(passphrase);
    await this.page.locator("#export-again").fill(again);
    const download = this.page.waitForEvent("download");
    await this.page.getByRole("button", { name: "Export", exact: true }).click();
    return (await download).path();
  }

  /** Imports a file, and confirms it. */
  async import(path, passphrase) {
    await this.page.locator("#import-file").setInputFiles(path);
    await this.page.locator("#import-passphrase").fill(passphrase);
    await this.page.getByRole("button", { name: "Import", exact: true }).click();
    await this.page.getByRole("dialog").getByRole("button", { name: "Import and replace" }).click();
  }
}
