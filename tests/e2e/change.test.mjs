// What becomes of a gateway after its first deployment.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { DIRECTORY, SIMULATED, filesOn } from "./lib/nodes.mjs";
import { Builder } from "./pages/builder.mjs";
import { DeployPage } from "./pages/deploy.mjs";
import { GatewayPage } from "./pages/gateway.mjs";
import { RevisionPage } from "./pages/revision.mjs";
import { GatewaysPage } from "./pages/gateways.mjs";
import { signIn } from "./pages/sign-in.mjs";

const FILE = "sds-iscsi-r0.toml";
const NODES = [...SIMULATED, DIRECTORY];
const onEachNode = (action) => Object.fromEntries(NODES.map((node) => [node, action]));
const replaced = {
  ...Object.fromEntries(SIMULATED.map((node) => [node, "its file is replaced, the gateway stops there for it"])),
  [DIRECTORY]: "its file is replaced",
};
const removed = Object.fromEntries(
  Object.entries(replaced).map(([node, action]) => [node, action.replace("replaced", "removed")]),
);

test("a running gateway is changed, restored and removed, each after its plan was confirmed", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    const [list, builder, gateway] = [new GatewaysPage(page), new Builder(page), new GatewayPage(page)];
    const [deploy, revision] = [new DeployPage(page), new RevisionPage(page)];
    const toGateway = () => page.getByRole("link", { name: "To the gateway" }).click();
    const deployKnowing = async () => {
      assert.ok(await deploy.deploy.isDisabled(), "an interruption has to be confirmed");
      await deploy.typeName();
      assert.equal((await deploy.carryOut()).state, "done: every node has what was planned");
    };
    const assertFiles = async (text) => {
      for (const node of NODES) assert.equal((await filesOn(server, node))[FILE], text, node);
    };

    await signIn(page, server.signInLink);
    await builder.openExample("iscsi");
    const first = await builder.preview();
    await builder.saveAs("r0");
    await gateway.plan();
    await deploy.carryOut();
    await assertFiles(first);

    // What is deployed already needs nothing, and says so.
    await toGateway();
    await gateway.plan();
    assert.deepEqual(await deploy.actions(), onEachNode("has what is wanted"));
    await page.getByText("There is nothing to deploy.").waitFor();
    assert.equal(await deploy.deploy.count(), 0);

    // A change of a running gateway interrupts it.
    await toGateway();
    await builder.openSaved();
    assert.ok(!(await builder.field("/resource").isEditable()), "a gateway keeps its resource");
    await builder.addRow("/luns", 2);
    assert.equal(await builder.field("/luns/2/volume").inputValue(), "3");
    await builder.isComplete();
    const second = await builder.preview();
    assert.notEqual(second, first);
    await builder.saveAs("r0");
    await assertFiles(first);
    await gateway.plan();
    assert.deepEqual(await deploy.actions(), replaced);
    assert.match(await deploy.interrupts.textContent(), /^clients of 192\.168\.1\.100:3260 lose the connection for some seconds/);
    assert.match(await deploy.diffOn("node-a"), /^\+ .*\blu3\b/m);
    await deployKnowing();
    await assertFiles(second);

    // An old revision becomes the newest.
    await toGateway();
    await gateway.openRevision(1);
    assert.equal(await revision.snippet.textContent(), first);
    assert.match(await revision.diff.textContent(), /^\+ .*\blu3\b/m);
    await revision.restore(1);
    assert.equal(await gateway.snippet.textContent(), first);
    await gateway.plan();
    await deployKnowing();
    await assertFiles(first);

    // A removal is a revision, too; only its deployment takes the gateway away.
    await toGateway();
    await gateway.remove();
    await assertFiles(first);
    await list.open();
    await list.row("r0").getByText("removed").waitFor();
    await gateway.open("r0");
    await page.getByText("This gateway is to be removed.").waitFor();
    await gateway.plan();
    assert.deepEqual(await deploy.actions(), removed);
    assert.match(await deploy.interrupts.textContent(), /^clients of 192\.168\.1\.100:3260 lose the connection for good/);
    assert.match(await page.locator("#stays").textContent(), /all data stays/);
    await deployKnowing();
    assert.deepEqual(await filesOn(server, DIRECTORY), {});
    for (const node of SIMULATED) assert.ok(!Object.keys(await filesOn(server, node)).join().includes("r0"), node);

    // Of a gateway that no node has any more, the history stays.
    await toGateway();
    await page.locator("#status").getByText("not deployed").waitFor();
    // The list comes on its own, maybe after the status.
    await gateway.revisions.nth(3).waitFor();
    assert.equal(await gateway.revisions.count(), 4);
    await list.open();
    await list.row("vm-disks").waitFor();
    assert.deepEqual(await list.names(), ["fast-disks", "vm-disks"]);
    await page.getByText("Removed gateways").click();
    await page.getByRole("link", { name: "r0", exact: true }).click();
    await page.getByText("and no node has its snippet").waitFor();
  }));
