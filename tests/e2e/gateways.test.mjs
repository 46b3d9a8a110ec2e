// The list of gateways: found, sorted, followed as they change, and handled many at once.
import { strict as assert } from "node:assert";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { openPerson } from "./lib/people.mjs";
import { assertLooksRight } from "./lib/looks.mjs";
import { GatewaysPage } from "./pages/gateways.mjs";
import { signIn } from "./pages/sign-in.mjs";

const MANY = 10_000;
const [FIRST, SECOND] = ["fast-disks", "vm-disks"];

/** Runs `steps` over the demo, with the list open. */
function withList(test, steps, options) {
  return withApp(test, options ?? {}, async (app) => {
    const list = new GatewaysPage(app.page);
    await signIn(app.page, app.server.signInLink);
    await list.findActiveNode(FIRST);
    await list.findActiveNode(SECOND);
    await steps({ ...app, list });
  });
}

/** A gateway as the server tells it. */
function row(number, more = {}) {
  const node = { node: "node-a", simulated: false, snippet: "enabled", state: "active", units: [] };
  return {
    resource: `r${number}`,
    kind: ["iscsi", "nfs", "nvmeof"][number % 3],
    name: `iqn.2026-01.com.example:disk-${number}`,
    service_ips: [`10.0.${number >> 8}.${number & 255}/16`],
    revision: 1 + (number % 9),
    author: "grace",
    saved_at: "2026-01-01T00:00:00Z",
    removed: false,
    status: { state: "active", primary_on: "node-a", simulated: false, nodes: [node] },
    ...more,
  };
}

/** Has the page see these gateways in the place of the server's. */
async function show(page, rows) {
  // The stream ends at once and is not begun again; after that, the list is asked for.
  const body = `retry: 3600000\nevent: gateways\ndata: ${JSON.stringify(rows)}\n\n`;
  await page.route("**/api/v1/events?*", (route) => route.fulfill({ contentType: "text/event-stream", body }));
  await page.route("**/api/v1/gateways", (route) => route.fulfill({ json: rows }));
  await page.reload();
}

test("what is searched, filtered and sorted stands in the address, and the way back leads through it", (test) =>
  withList(test, async ({ page, list }) => {
    await list.filter("Kind").selectOption("iSCSI");
    await list.counts("1 of 2 gateways");
    assert.deepEqual(await list.names(), [SECOND]);
    await page.waitForURL("**/?kind=iscsi");

    await list.search.fill("nothing like it");
    await page.getByText("No gateway is like that.").waitFor();
    await page.getByRole("button", { name: "Clear search and filters" }).click();
    await list.counts("2 gateways");

    await list.sortBy("Resource");
    await page.waitForURL("**/?sort=-resource");
    await page.locator("tbody th").first().getByText(SECOND).waitFor();
    assert.equal(await list.head("Resource").getAttribute("aria-sort"), "descending");
    await page.goBack();
    await page.locator("tbody th").first().getByText(FIRST).waitFor();
    assert.equal(await list.head("Resource").getAttribute("aria-sort"), "ascending");
    await page.goBack();
    await page.getByText("No gateway is like that.").waitFor();
    assert.equal(await list.search.inputValue(), "nothing like it");
    await page.goBack();
    await list.counts("2 gateways");
  }));

test("a link shows the same list to somebody else", (test) =>
  withList(test, async ({ server, browser, page, list }) => {
    await list.toggleColumn("Name");
    await list.search.fill("VM");
    await list.counts("1 of 2 gateways");
    await page.waitForURL("**/?q=VM&columns=*");
    const other = await openPerson(server, browser, "viewer");
    await other.page.goto(page.url());
    const theirs = new GatewaysPage(other.page);
    await theirs.counts("1 of 2 gateways");
    assert.deepEqual(await theirs.names(), [SECOND]);
    assert.equal(await theirs.head("Name").count(), 0);
    other.faults.assertNone();
  }));

test("columns are remembered", (test) =>
  withList(test, async ({ server, page, list }) => {
    await list.toggleColumn("Drift");
    await list.head("Drift").waitFor({ state: "detached" });
    await page.goto(server.address);
    await list.counts("2 gateways");
    await page.waitForURL("**/?columns=*");
    assert.equal(await list.head("Drift").count(), 0);
    await list.toggleColumn("Drift");
    await list.head("Drift").waitFor();
  }));

test("ten thousand gateways need few rows, by pointer, by keyboard and by page", (test) =>
  withList(test, async ({ page, list }) => {
    await show(page, Array.from({ length: MANY }, (_, number) => row(number)));
    await list.counts("10,000 gateways");
    const made = () => page.locator("tbody tr").count();
    assert.ok((await made()) < 200);

    await list.row("r0").getByRole("link").focus();
    await page.keyboard.press("ArrowDown");
    await page.locator('tr[aria-rowindex="3"] a:focus').waitFor();
    await page.keyboard.press("End");
    await page.locator('tr[aria-rowindex="10001"] a:focus', { hasText: "r9999" }).waitFor();
    assert.ok((await made()) < 200);
    await page.waitForURL("**/?page=200");
    assert.match(await page.getByRole("navigation", { name: "Pages of the list" }).innerText(), /–10,000 of 10,000/);

    await page.getByRole("button", { name: "First page" }).click();
    await list.row("r0").waitFor();
    await page.getByRole("button", { name: "Next page" }).click();
    await page.waitForURL("**/?page=2");
    await list.row("r50").waitFor();

    await page.getByRole("region", { name: "List of gateways" }).evaluate((area) => area.scrollTo(0, area.scrollHeight / 2));
    await list.row("r5000").waitFor();
    assert.ok((await made()) < 200);
    await list.search.fill("disk-777");
    await list.counts("11 of 10,000 gateways");
    assert.equal((await list.names())[0], "r777");
  }));

test("the focus stays where it is while rows come and go around it, and in the list when its row goes", (test) =>
  withList(test, async ({ page, list }) => {
    await show(page, Array.from({ length: MANY }, (_, number) => row(number)));
    await list.counts("10,000 gateways");
    const area = page.getByRole("region", { name: "List of gateways" });
    const scroll = (to) => area.evaluate((area, to) => area.scrollTo(0, to), to);
    await scroll(4000);
    await list.row("r105").getByRole("link").focus();
    const before = Number(await page.locator("tbody tr[aria-rowindex]").first().getAttribute("aria-rowindex"));
    await scroll(3500);
    await page.waitForFunction((before) => document.querySelector("tbody tr[aria-rowindex]").ariaRowIndex < before, before);
    await page.locator("a:focus", { hasText: "r105" }).waitFor();
    await scroll(0);
    await list.row("r0").waitFor();
    await page.locator(".gateways-area:focus").waitFor();
  }));

test("a status changes without a reload, and nothing else is made anew", (test) =>
  withList(test, async ({ page, list }) => {
    await list.row(FIRST).getByRole("link").evaluate((link) => (link.dataset.seen = "yes"));
    const status = await page.evaluate(async (resource) => {
      return (await fetch(`/api/v1/gateways/${resource}/stop`, { method: "POST" })).status;
    }, FIRST);
    assert.equal(status, 202);
    await list.status(FIRST).getByText("stopped").waitFor();
    assert.equal(await list.row(FIRST).getByRole("link").getAttribute("data-seen"), "yes");
    await list.findActiveNode(SECOND);
  }));

test("evidence is shown by focus, and Escape hides it", (test) =>
  withList(test, async ({ page, list }) => {
    await list.row(FIRST).getByRole("link").focus();
    await page.keyboard.press("Tab");
    await list.evidence.getByText("drbd-promote@").first().waitFor();
    await list.evidence.getByText(/^since /).first().waitFor();
    await page.keyboard.press("Escape");
    await list.evidence.waitFor({ state: "hidden" });
    assert.ok(await list.status(FIRST).evaluate((button) => button === document.activeElement));
    await list.status(SECOND).hover();
    await page.getByRole("group", { name: `Evidence of ${SECOND}` }).waitFor();
    await page.mouse.move(0, 0);
    await list.evidence.waitFor({ state: "hidden" });
  }));

test("several gateways are stopped and started again, after their number was typed", (test) =>
  withList(test, async ({ page, list }) => {
    await list.select(FIRST);
    await list.select(SECOND, { modifiers: ["Shift"] });
    await page.getByText("2 selected").waitFor();
    await list.action("Stop").click();
    const stop = list.dialog.getByRole("button", { name: "Stop it now" });
    assert.ok(await stop.isDisabled());
    await list.dialog.getByLabel("Type how many gateways stop (2)").fill("2");
    await stop.click();
    await list.dialog.getByRole("button", { name: "Go on in the background" }).click();
    await page.locator("#orders").getByText("Ended: 2 as wanted, 0 failed").waitFor();
    await page.getByRole("button", { name: "Show" }).click();
    assert.equal(await list.dialog.getByRole("link", { name: "To the deployment" }).count(), 2);
    await list.dialog.getByRole("button", { name: "Close" }).click();
    await list.status(FIRST).getByText("stopped").waitFor();
    await list.status(SECOND).getByText("stopped").waitFor();

    await list.action("Start").click();
    await list.dialog.getByRole("button", { name: "Start" }).click();
    await list.dialog.getByText("Ended: 2 as wanted, 0 failed").waitFor();
    await list.dialog.getByRole("button", { name: "Close" }).click();
    await list.findActiveNode(FIRST);
    await list.findActiveNode(SECOND);
  }));

test("a deployment of several tells what happens to each, and then leaves what has nothing to do", (test) =>
  withList(test, async ({ list }) => {
    await list.selectAll();
    await list.action("Deploy").click();
    const deploy = list.dialog.getByRole("button", { name: "Deploy now" });
    for (const resource of [FIRST, SECOND]) {
      const item = list.dialog.getByRole("listitem").filter({ hasText: resource });
      await item.getByText("demo-directory: gets the file").waitFor();
      await item.getByText("Clients notice nothing.").waitFor();
    }
    await deploy.click();
    await list.dialog.getByText("Ended: 2 as wanted, 0 failed").waitFor();
    await list.dialog.getByRole("button", { name: "Close" }).click();
    await list.action("Deploy").click();
    await list.dialog.getByText("There is nothing to do.").waitFor();
    assert.ok(await deploy.isDisabled());
  }));

test("an export has the snippets of the selected gateways without their secrets", (test) =>
  withList(test, async ({ page, list }) => {
    await list.selectAll();
    await list.action("Export").click();
    const downloaded = page.waitForEvent("download");
    await list.dialog.getByRole("button", { name: "Export now" }).click();
    const download = await downloaded;
    assert.equal(download.suggestedFilename(), "sds-gateways.tar");
    const content = await readFile(await download.path(), "latin1");
    for (const file of ["sds-iscsi-vm-disks.toml", "sds-nvmeof-fast-disks.toml"]) assert.ok(content.includes(file), file);
    assert.equal(content.slice(257, 262), "ustar");
    await list.dialog.getByText("Download started").waitFor();
  }));

test("who may only look exports, and is offered nothing else", (test) =>
  withList(test, async ({ server, browser }) => {
    const { page, faults } = await openPerson(server, browser, "viewer");
    const list = new GatewaysPage(page);
    await list.counts("2 gateways");
    await list.selectAll();
    await list.action("Export").waitFor();
    for (const name of ["Deploy", "Start", "Stop"]) assert.equal(await list.action(name).count(), 0, name);
    faults.assertNone();
  }));

test("the list looks right with very many", (test) =>
  withList(test, async ({ page, list }) => {
    const some = { approvals: { needed: 2, given: 1, rejected: 0 } };
    await show(page, Array.from({ length: MANY }, (_, number) => row(number, number % 2 ? some : {})));
    await list.counts("10,000 gateways");
    await assertLooksRight(page, "gateways-many");
  }));
