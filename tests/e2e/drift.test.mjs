// Files that somebody changed on nodes after a deployment.
import { strict as assert } from "node:assert";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { openPage } from "./lib/browser.mjs";
import { SIMULATED, directoryOf, filesOn } from "./lib/nodes.mjs";
import { Builder } from "./pages/builder.mjs";
import { DeployPage } from "./pages/deploy.mjs";
import { GatewayPage } from "./pages/gateway.mjs";
import { GatewaysPage } from "./pages/gateways.mjs";
import { signIn } from "./pages/sign-in.mjs";

const RESOURCE = "r0";
const FILE = `sds-iscsi-${RESOURCE}.toml`;

/** Runs `steps` with a deployed gateway; `change` replaces its file on a node as an administrator would. */
function withDeployed(test, steps) {
  return withApp(test, {}, async (app) => {
    const { server, page } = app;
    const [builder, gateway, deploy] = [new Builder(page), new GatewayPage(page), new DeployPage(page)];
    await signIn(page, server.signInLink);
    await builder.openExample("iscsi");
    await builder.isComplete();
    const text = await builder.preview();
    await builder.saveAs(RESOURCE);
    await gateway.plan();
    await deploy.carryOut();
    await page.getByRole("link", { name: "To the gateway" }).click();
    await gateway.findActiveNode();
    assert.equal(await gateway.drift.count(), 0);
    const change = (node, text) => writeFile(join(directoryOf(server, node), FILE), text);
    await steps({ ...app, builder, gateway, deploy, text, change });
  });
}

test("what a node has instead is shown, taken over, and deployed to all nodes", (test) =>
  withDeployed(test, async ({ server, page, gateway, deploy, text, change }) => {
    const changed = `# by hand\n${text.replaceAll("/24", "/25").replaceAll("cidr_netmask=24", "cidr_netmask=25")}`;
    assert.notEqual(changed.split("\n").slice(1).join("\n"), text);
    await change("node-b", changed);
    const item = gateway.drift.getByRole("listitem").filter({ hasText: "node-b" });
    await item.getByText("snippet changed").waitFor();
    assert.match(await item.locator("pre.diff").textContent(), /^\+# by hand$/m);
    assert.equal(await gateway.drift.getByRole("listitem").count(), 1, "the others have what was deployed");

    await item.getByRole("button", { name: "Take over" }).click();
    await gateway.dialog.getByText("This is not kept:").waitFor();
    assert.ok((await gateway.dialog.getByRole("listitem").count()) > 0);
    await gateway.dialog.getByRole("button", { name: "Save as the newest revision" }).click();
    await gateway.drift.getByText("Saved as revision 2.").waitFor();
    await page.locator("#snippet", { hasText: "25" }).waitFor();
    const taken = await gateway.snippet.textContent();
    assert.ok(!taken.includes("by hand"));
    assert.equal((await filesOn(server, "node-b"))[FILE], changed, "no node changes before a deployment");

    await gateway.drift.getByRole("status").getByRole("link", { name: "Deploy" }).click();
    await page.locator("#plan").waitFor();
    if ((await deploy.known.count()) > 0) await deploy.typeName();
    assert.equal((await deploy.carryOut()).state, "done: every node has what was planned");
    for (const node of SIMULATED) assert.equal((await filesOn(server, node))[FILE], taken, node);
    await page.getByRole("link", { name: "To the gateway" }).click();
    await gateway.findActiveNode();
    assert.equal(await gateway.drift.count(), 0);
  }));

test("a snippet that is gone is marked in the list, and deployed again", (test) =>
  withDeployed(test, async ({ server, page, gateway, deploy, text }) => {
    const list = new GatewaysPage(page);
    await rm(join(directoryOf(server, "node-c"), FILE));
    await list.open();
    const mark = list.row(RESOURCE).locator(".tag.drift");
    await mark.waitFor();
    assert.equal(await mark.getAttribute("title"), "on node-c");
    await gateway.open(RESOURCE);
    const item = gateway.drift.getByRole("listitem").filter({ hasText: "node-c" });
    await item.getByText("snippet gone").waitFor();
    assert.equal(await item.getByRole("button", { name: "Take over" }).count(), 0, "there is nothing to take over");
    await gateway.drift.getByRole("link", { name: "Deploy again" }).click();
    await page.locator("#plan").waitFor();
    assert.equal((await deploy.actions())["node-c"], "gets the file");
    await deploy.carryOut();
    assert.equal((await filesOn(server, "node-c"))[FILE], text);
    await list.open();
    await mark.waitFor({ state: "detached" });
  }));

test("a gateway stops even on a node that runs it and has lost its file", (test) =>
  withDeployed(test, async ({ server, page, gateway, deploy }) => {
    const active = await gateway.findActiveNode();
    await rm(join(directoryOf(server, active), FILE));
    await gateway.drift.getByRole("listitem").filter({ hasText: active }).getByText("snippet gone").waitFor();
    await gateway.stop.click();
    await gateway.confirm("Stop it now");
    assert.equal((await deploy.outcome()).state, "done: the gateway is stopped on every node");
    await page.getByRole("link", { name: "To the gateway" }).click();
    await gateway.is("stopped");
  }));

test("taking over a file is refused where somebody else saved meanwhile, and nothing is lost", (test) =>
  withDeployed(test, async ({ server, browser, page, gateway, text, change, faults }) => {
    await change("node-b", text.replaceAll("/24", "/25").replaceAll("cidr_netmask=24", "cidr_netmask=25"));
    const item = gateway.drift.getByRole("listitem").filter({ hasText: "node-b" });
    await item.getByRole("button", { name: "Take over" }).click();

    const other = await openPage(browser);
    await signIn(other.page, await server.makeSignInLink());
    await new GatewayPage(other.page).open(RESOURCE);
    const theirs = new Builder(other.page);
    await theirs.openSaved();
    await theirs.addRow("/luns", 2);
    await theirs.saveAs(RESOURCE);
    other.faults.assertNone();

    faults.expect(/POST .*\/take-over: 412/);
    await gateway.dialog.getByRole("button", { name: "Save as the newest revision" }).click();
    await gateway.dialog.getByRole("alert").waitFor();
    await page.keyboard.press("Escape");
    assert.ok(await item.locator("pre.diff").isVisible());
    await gateway.open(RESOURCE);
    await gateway.revisions.nth(1).waitFor();
    assert.equal(await gateway.revisions.count(), 2);
    await item.getByRole("button", { name: "Take over" }).click();
    await gateway.dialog.getByRole("button", { name: "Save as the newest revision" }).click();
    await gateway.drift.getByText("Saved as revision 3.").waitFor();
  }));
