// The list of gateways.

export class GatewaysPage {
  constructor(page) {
    this.page = page;
  }

  async open() {
    await this.page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Gateways" }).click();
    await this.page.getByRole("heading", { level: 1, name: "Gateways" }).waitFor();
  }

  /** The row of a gateway. */
  row(resource) {
    return this.page.getByRole("row").filter({ has: this.page.getByRole("rowheader", { name: resource }) });
  }

  /** Waits until the list says that a gateway is active, and gives the node that it names. */
  async findActiveNode(resource) {
    const status = this.row(resource).locator(".status").filter({ has: this.page.locator(".good") });
    await status.waitFor();
    return (await status.locator(".on-node").innerText()).replace("on ", "");
  }

  /** The names of all gateways, as they are listed. */
  names() {
    return this.page.locator("tbody th a").allInnerTexts();
  }
}
