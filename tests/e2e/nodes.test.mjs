// What can be found out and done on nodes.
import { strict as assert } from "node:assert";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { DIRECTORY, directoryOf } from "./lib/nodes.mjs";
import { CheckPage, readExample } from "./pages/check.mjs";
import { DeployPage } from "./pages/deploy.mjs";
import { GatewayPage } from "./pages/gateway.mjs";
import { GatewaysPage } from "./pages/gateways.mjs";
import { NodesPage } from "./pages/nodes.mjs";
import { signIn } from "./pages/sign-in.mjs";

/** Runs `steps` on the list of nodes. */
function withNodes(test, steps) {
  return withApp(test, {}, async (app) => {
    await signIn(app.page, app.server.signInLink);
    await steps({ ...app, nodes: new NodesPage(app.page) });
  });
}

test("maintenance sends away what runs on a node, and keeps it away until it ends", (test) =>
  withNodes(test, async ({ page, nodes }) => {
    const list = new GatewaysPage(page);
    const active = await list.findActiveNode("vm-disks");
    await nodes.open();
    await nodes.beginMaintenance(active);
    await nodes.node(active).getByText("in maintenance", { exact: true }).waitFor();
    await nodes.node(active).getByText("Nothing starts on this node").waitFor();
    await nodes.node(active).getByText("Sent away:").getByRole("link", { name: "vm-disks" }).click();
    assert.equal((await new DeployPage(page).outcome()).state, "done: another node runs the gateway");
    await list.open();
    assert.notEqual(await list.findActiveNode("vm-disks"), active);
    const gateway = new GatewayPage(page);
    await gateway.open("vm-disks");
    await gateway.isOn(active, "maintenance");

    await nodes.open();
    await nodes.node(active).getByRole("button", { name: "End maintenance" }).click();
    await nodes.node(active).getByText("The node may run gateways again.").waitFor();
    await nodes.node(active).getByText("in maintenance", { exact: true }).waitFor({ state: "detached" });
    assert.equal(await nodes.node(DIRECTORY).getByRole("button", { name: "Begin maintenance" }).count(), 0);
  }));

test("what a node lacks is found before a deployment, the worst first", (test) =>
  withNodes(test, async ({ server, page, nodes, faults }) => {
    await nodes.open();
    assert.deepEqual((await nodes.check("node-a")).filter(({ severity }) => severity !== "fine"), []);
    await nodes.node("node-a").getByText(/\d+ as it should be$/).waitFor();
    const directory = directoryOf(server, "node-a");
    await writeFile(join(directory, "broken.toml"), "[[promoter]\n");
    await writeFile(join(directory, "left.toml.sds-unfinished"), "");
    await nodes.check("node-a");
    await nodes.node("node-a").locator(".problem.error").first().waitFor();
    const found = await nodes.findings("node-a");
    const severities = found.map(({ severity }) => severity);
    assert.deepEqual([...new Set(severities)], ["error", "warning", "fine"]);
    assert.match(found.find(({ severity }) => severity === "error").text, /broken\.toml/);
    // What `backticks` mark is code, and not the marks.
    assert.equal(await nodes.node("node-a").locator(".problem.warning code").innerText(), "left.toml.sds-unfinished");

    faults.expect(/GET .*\/preflight: 50\d/);
    await page.route("**/preflight", (route) => route.fulfill({ status: 502, body: "" }));
    await nodes.node("node-a").getByRole("button", { name: "Check now" }).click();
    await nodes.node("node-a").getByRole("alert").waitFor();
    assert.deepEqual(await nodes.findings("node-a"), found, "a failing answer takes nothing away");
  }));

test("a snippet of a node leads to its gateway, or is checked and taken along to where it is adopted", (test) =>
  withNodes(test, async ({ server, page, nodes }) => {
    const example = await readExample();
    await writeFile(join(directoryOf(server, "node-a"), "by-hand.toml"), example);
    await nodes.open();
    const node = nodes.node("node-a");
    await node.getByText("somebody else's", { exact: true }).waitFor();
    await nodes.unfold("node-a", "by-hand.toml");
    await node.locator(".findings .problem.error").first().waitFor();
    await node.getByRole("button", { name: "Open in Check & import" }).click();
    const check = new CheckPage(page);
    await check.text.waitFor();
    assert.equal(await check.text.inputValue(), example);
    assert.equal(await check.name.inputValue(), "by-hand.toml");

    await nodes.open();
    await node.getByRole("link", { name: "gateway vm-disks" }).click();
    await page.getByRole("heading", { level: 1, name: "iSCSI gateway vm-disks" }).waitFor();
  }));
