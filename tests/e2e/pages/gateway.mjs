// The page of one gateway.
import { wordOf } from "./state.mjs";

export class GatewayPage {
  constructor(page) {
    this.page = page;
    this.snippet = page.locator("#snippet");
    this.revisions = page.locator(".revisions > li");
  }

  /** Comes here by the list of gateways. */
  async open(resource) {
    await this.page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Gateways" }).click();
    await this.page.getByRole("rowheader", { name: resource }).getByRole("link").click();
    await this.page.getByRole("heading", { level: 1, name: new RegExp(`gateway ${resource}$`) }).waitFor();
  }

  /** Plans a deployment. */
  async plan() {
    await this.page.getByRole("link", { name: "Deploy", exact: true }).click();
    await this.page.locator("#plan").waitFor();
  }

  /** Waits until the gateway is active, and gives the node that the page names. */
  async findActiveNode() {
    await this.page.locator("#status .state.good").waitFor();
    return (await this.page.locator("#status .on-node").innerText()).replace("on ", "");
  }

  /** What the table says of the whole gateway on each node, such as `{ "node-a": "active" }`. */
  async stateOnNodes() {
    const table = this.page.locator("table.units");
    await table.waitFor();
    const heads = await table.locator("thead th").allInnerTexts();
    const cells = await table.locator("tbody tr").first().locator("td").all();
    const words = await Promise.all(cells.map((cell) => wordOf(cell.locator("> :first-child"))));
    return Object.fromEntries(heads.slice(1).map((head, index) => [head.split(/\s/)[0], words[index]]));
  }

  /** Opens a revision from the list of revisions. */
  async openRevision(number) {
    await this.page.getByRole("link", { name: `View revision ${number}`, exact: true }).click();
    await this.page.getByRole("heading", { level: 1, name: new RegExp(`revision ${number}$`) }).waitFor();
  }

  /** Deletes the gateway, and waits for the plan of its removal. */
  async remove() {
    await this.page.getByRole("button", { name: "Delete", exact: true }).click();
    await this.page.getByRole("dialog").getByRole("button", { name: "Delete and plan the removal" }).click();
    await this.page.locator("#plan").waitFor();
  }
}
