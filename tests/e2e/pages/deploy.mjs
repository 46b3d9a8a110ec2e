// Planning a deployment, and the deployment itself.
import { wordOf } from "./state.mjs";

export class DeployPage {
  constructor(page) {
    this.page = page;
    this.deploy = page.getByRole("button", { name: "Deploy now" });
    this.known = page.getByRole("textbox", { name: "Name of the resource" });
    this.interrupts = page.locator("#interrupts");
  }

  /** What the plan says of each node, such as `{ "node-a": "gets the file" }`. */
  async actions() {
    const nodes = await this.page.locator("#plan > .node").all();
    const entries = nodes.map(async (node) => [
      (await node.locator("h3").innerText()).split(/\s/)[0],
      (await node.locator("p").first().innerText()).trim(),
    ]);
    return Object.fromEntries(await Promise.all(entries));
  }

  /** Names of the nodes that are labelled as simulated. */
  simulated() {
    return this.page
      .locator("#plan > .node h3", { has: this.page.locator(".tag.simulated") })
      .evaluateAll((heads) => heads.map((head) => head.textContent.split(/\s/)[0]));
  }

  /** Says that clients may be interrupted, by typing the name of the gateway. */
  async typeName() {
    const [, resource] = this.page.url().match(/gateways\/([^/]+)/);
    await this.known.fill(resource);
  }

  /** The change of the file on a node. */
  async diffOn(node) {
    const planned = this.page.locator("#plan > .node").filter({ has: this.page.locator("h3", { hasText: node }) });
    await planned.locator("summary").click();
    return planned.locator("pre.diff").textContent();
  }

  /** Confirms, waits for the end, and gives what was told on the way and in the end. */
  async carryOut() {
    await this.page.evaluate(recordProgress);
    await this.deploy.click();
    return this.outcome();
  }

  /** Waits for the end of the deployment that the page shows. */
  async outcome() {
    await this.page.locator("#results").waitFor();
    const state = await wordOf(this.page.locator("#deployment-state .state:not(.busy)"));
    const rows = await this.page.locator("#results > li").all();
    const results = await Promise.all(
      rows.map(async (row) => [await row.locator("strong").innerText(), await wordOf(row.locator(".state"))]),
    );
    const told = await this.page.evaluate(() => globalThis.told ?? []);
    return { state, results: Object.fromEntries(results), told };
  }
}

/** In the page: writes down each state that a deployment shows, with the number of steps that are done by then. */
function recordProgress() {
  globalThis.told = [];
  const look = () => {
    const state = document.querySelector("#deployment-state .state")?.textContent;
    if (!state) return;
    const line = `${state}, ${document.querySelectorAll(".steps .state.good").length} steps done`;
    if (globalThis.told.at(-1) !== line) globalThis.told.push(line);
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
}
