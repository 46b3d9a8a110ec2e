// The main job on nodes that are reached over SSH, as in a customer's cluster.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { assertLooksRight } from "./lib/looks.mjs";
import { startMachines } from "./lib/machines.mjs";
import { Builder } from "./pages/builder.mjs";
import { DeployPage } from "./pages/deploy.mjs";
import { GatewayPage } from "./pages/gateway.mjs";
import { GatewaysPage } from "./pages/gateways.mjs";
import { NodesPage } from "./pages/nodes.mjs";
import { signIn } from "./pages/sign-in.mjs";

const NODES = ["node-a", "node-b"];
const KINDS = ["iscsi", "nfs", "nvmeof"];
const DONE = "done: every node has what was planned";

/** Runs `steps` with two nodes and a server that knows them by the settings file. */
async function withMachines(test, steps) {
  const machines = await startMachines(NODES.length);
  try {
    const server = { arguments: ["--config", machines.settings] };
    await withApp(test, { server }, async (app) => {
      await signIn(app.page, app.server.signInLink);
      await steps({ ...app, machines, ...pagesOf(app.page) });
    });
  } finally {
    await machines.stop();
  }
}

function pagesOf(page) {
  return {
    list: new GatewaysPage(page),
    builder: new Builder(page),
    gateway: new GatewayPage(page),
    deploy: new DeployPage(page),
    nodes: new NodesPage(page),
  };
}

/** Where a field is in the draft. */
async function pointerOf(field) {
  return (await field.getAttribute("id")).replace(/^f-/, "").replaceAll("-", "/");
}

/** Saves and deploys the example of a kind, and gives its resource, its file and its text. */
async function deployExample({ page, list, builder, gateway, deploy }, kind) {
  await list.open();
  await builder.openExample(kind);
  await builder.isComplete();
  // The examples count devices from 0, which only one resource of a node can have.
  await builder.uncoverAll();
  for (const field of await page.locator('input[id$="-device"]').all()) await builder.type(`/${await pointerOf(field)}`, "");
  await builder.isComplete();
  const [text, resource] = [await builder.preview(), await builder.field("/resource").inputValue()];
  await builder.saveAs(resource);
  await gateway.plan();
  await deploy.deploy.waitFor();
  const { state } = await deploy.carryOut();
  assert.equal(state, DONE, resource);
  await page.getByRole("link", { name: "To the gateway" }).click();
  return { resource, file: `sds-${kind}-${resource}.toml`, text };
}

test("the three examples run on one node each, and both nodes have the files byte for byte", (test) =>
  withMachines(test, async (app) => {
    const { machines, gateway } = app;
    const files = {};
    for (const kind of KINDS) {
      const { resource, file, text } = await deployExample(app, kind);
      files[file] = text;
      const active = await gateway.findActiveNode();
      const passive = NODES.find((node) => node !== active);
      assert.deepEqual(await gateway.stateOnNodes(), { [active]: "active", [passive]: "inactive" }, resource);
      const units = await gateway.unitsOn(active);
      assert.ok(Object.keys(units).length > 2, resource);
      assert.deepEqual([...new Set(Object.values(units))], ["active"], JSON.stringify(units));
    }
    for (const node of NODES) {
      for (const [file, text] of Object.entries(files)) {
        assert.equal(await machines.run(node, "cat", `/etc/drbd-reactor.d/${file}`), text, `${file} on ${node}`);
      }
    }
  }));

test("a gateway on real nodes is stopped and started", (test) =>
  withMachines(test, async (app) => {
    const { page, machines, gateway, deploy } = app;
    const { file } = await deployExample(app, "iscsi");
    await gateway.findActiveNode();
    await gateway.stop.click();
    await gateway.confirm("Stop it now");
    assert.equal((await deploy.outcome()).state, "done: the gateway is stopped on every node");
    for (const node of NODES) {
      assert.match(await machines.run(node, "ls", "/etc/drbd-reactor.d"), new RegExp(`^${file}\\.disabled$`, "m"));
    }
    await page.getByRole("link", { name: "To the gateway" }).click();
    await gateway.is("stopped");
    await gateway.start.click();
    assert.equal((await deploy.outcome()).state, "done: the gateway is started");
    await page.getByRole("link", { name: "To the gateway" }).click();
    await gateway.findActiveNode();
  }));

test("a node that was cut off is unknown, and nothing of it is green", (test) =>
  withMachines(test, async (app) => {
    const { page, machines, gateway, nodes } = app;
    await deployExample(app, "iscsi");
    const active = await gateway.findActiveNode();
    await machines.make("cut-off", active);
    await gateway.isOn(active, "unknown");
    await gateway.is("unknown");
    assert.equal(await page.locator("#status .state.good").count(), 0);
    const states = Object.values(await gateway.unitsOn(active));
    assert.deepEqual([...new Set(states)], ["unknown"]);
    await page.locator(".notice.error", { hasText: active }).waitFor();
    await assertLooksRight(page, "gateway-cut-off");
    await nodes.open();
    await nodes.node(active).locator(".notice.error").waitFor();
    await assertLooksRight(page, "nodes-cut-off");

    await machines.make("start-sshd", active);
    await gateway.open("r0");
    assert.equal(await gateway.findActiveNode(), active);
  }));

test("units that reload the daemon are installed where a node has none", (test) =>
  withMachines(test, async ({ page, nodes }) => {
    await nodes.open();
    const found = await nodes.check("node-a");
    const reload = ({ text }) => text.includes("drbd-reactor-reload.path");
    assert.equal(found.find(reload).severity, "info");
    await assertLooksRight(page, "nodes-ssh");
    await nodes.node("node-a").getByRole("button", { name: "Install reload units" }).click();
    await nodes.node("node-a").getByRole("button", { name: "Install reload units" }).waitFor({ state: "detached" });
    assert.equal((await nodes.findings("node-a")).find(reload).severity, "fine");
  }));

test("a plan says what a node lacks, and goes on where that keeps nothing away", (test) =>
  withMachines(test, async ({ page, builder, gateway, deploy }) => {
    await builder.openExample("iscsi");
    await builder.isComplete();
    await builder.saveAs("r0");
    await gateway.plan();
    const planned = page.locator("#plan > .node").first();
    await planned.getByText(/^Found on the node/).click();
    await planned.locator(".findings .problem.info").first().waitFor();
    assert.ok(await deploy.deploy.isEnabled());
    await assertLooksRight(page, "deploy-ssh");
  }));
