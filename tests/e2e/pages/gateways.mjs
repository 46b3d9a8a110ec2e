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
    const row = this.row(resource);
    await row.locator(".status .good").waitFor();
    return row.locator(".on-node").innerText();
  }

  /** The button of a gateway's status, which shows the evidence. */
  status(resource) {
    return this.row(resource).getByRole("button", { name: "Evidence" });
  }

  /** What says why a status is what it is. */
  get evidence() {
    return this.page.getByRole("group", { name: "Evidence of" });
  }

  get search() {
    return this.page.getByRole("searchbox", { name: "Search" });
  }

  /** A filter by its label: `Kind`, `Status` or `Node`. */
  filter(label) {
    return this.page.getByRole("search").getByRole("combobox", { name: label, exact: true });
  }

  /** The head of a column, which sorts. */
  head(column) {
    return this.page.getByRole("columnheader", { name: column, exact: true });
  }

  async sortBy(column) {
    await this.head(column).getByRole("button").click();
  }

  /** Shows a column, or hides it. */
  async toggleColumn(column) {
    await this.page.getByRole("button", { name: "Columns" }).click();
    await this.page.getByRole("group", { name: "Columns" }).getByRole("checkbox", { name: column }).click();
    await this.page.keyboard.press("Escape");
  }

  /** Waits until the list says how many it has. */
  async counts(text) {
    await this.page.locator("#listed").getByText(text, { exact: true }).waitFor();
  }

  async select(resource, options) {
    await this.row(resource).getByRole("checkbox").click(options);
  }

  /** Selects everything that is listed. */
  async selectAll() {
    await this.page.getByRole("checkbox", { name: "Select all that are listed" }).click();
  }

  /** A button of what is done with the selected gateways. */
  action(name) {
    return this.page.getByRole("group", { name: "What is done with the selected gateways" }).getByRole("button", { name, exact: true });
  }

  get dialog() {
    return this.page.getByRole("dialog");
  }

  /** The names of all gateways, as they are listed. */
  names() {
    return this.page.locator("tbody th a").allInnerTexts();
  }
}
