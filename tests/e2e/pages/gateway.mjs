// The page of one gateway.
import { strict as assert } from "node:assert";
import { wordOf } from "./state.mjs";

export class GatewayPage {
  constructor(page) {
    this.page = page;
    this.snippet = page.locator("#snippet");
    this.revisions = page.locator("table.revisions tbody tr");
    this.start = page.getByRole("button", { name: "Start", exact: true });
    this.stop = page.getByRole("button", { name: "Stop", exact: true });
    this.move = page.getByRole("button", { name: "Move away", exact: true });
    this.drift = page.locator("#drift");
    this.dialog = page.getByRole("dialog");
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

  /** What the table says of every unit on a node, such as `{ "drbd-promote@r0.service": "active" }`. */
  async unitsOn(node) {
    const table = this.page.locator("table.units");
    const heads = await table.locator("thead th").allInnerTexts();
    const column = heads.findIndex((head) => head.split(/\s/)[0] === node);
    const rows = await table.locator("tbody tr", { has: this.page.locator("th code") }).all();
    const entries = rows.map(async (row) => {
      const state = row.locator("td").nth(column - 1).locator(".state");
      const word = (await state.count()) === 0 ? "" : await wordOf(state);
      return [await row.locator("th").innerText(), word];
    });
    return Object.fromEntries(await Promise.all(entries));
  }

  /** Waits until a node's column says this of the whole gateway. */
  async isOn(node, state) {
    const column = this.page.locator("table.units thead th").filter({ hasText: node });
    await column.waitFor();
    const index = await column.evaluate((head) => head.cellIndex);
    const cell = this.page.locator("table.units tbody tr").first().locator("td").nth(index - 1);
    await cell.locator(".state", { hasText: state }).waitFor();
  }

  #resource() {
    return this.page.url().match(/gateways\/([^/?]+)/)[1];
  }

  /** Waits until the page says this of the whole gateway. */
  async is(state) {
    await this.page.locator("#status .state").filter({ hasText: state }).waitFor();
  }

  /** Confirms what the open dialog asks, and waits for the page of the deployment. */
  async confirm(name) {
    const typed = this.dialog.getByRole("textbox", { name: "Name of the resource" });
    if ((await typed.count()) > 0) await typed.fill(this.#resource());
    await this.dialog.getByRole("button", { name }).click();
    await this.page.waitForURL("**/deployments/*");
  }

  /** Opens a revision from the list of revisions. */
  async openRevision(number) {
    await this.page.getByRole("link", { name: `View revision ${number}`, exact: true }).click();
    await this.page.getByRole("heading", { level: 1, name: new RegExp(`revision ${number}$`) }).waitFor();
  }

  /** Deletes the gateway, and waits for the plan of its removal. */
  async remove() {
    await this.page.getByRole("button", { name: "Delete", exact: true }).click();
    const confirm = this.dialog.getByRole("button", { name: "Delete and plan the removal" });
    assert.ok(await confirm.isDisabled(), "the name is asked for");
    await this.dialog.getByRole("textbox", { name: "Name of the resource" }).fill(this.#resource());
    await confirm.click();
    await this.page.locator("#plan").waitFor();
  }
}
