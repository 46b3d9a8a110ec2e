// A gateway of each kind on the same nodes.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { readGolden } from "./lib/golden.mjs";
import { DIRECTORY, SIMULATED, filesOn, modeOf } from "./lib/nodes.mjs";
import { Builder } from "./pages/builder.mjs";
import { DeployPage } from "./pages/deploy.mjs";
import { GatewayPage } from "./pages/gateway.mjs";
import { GatewaysPage } from "./pages/gateways.mjs";
import { signIn } from "./pages/sign-in.mjs";

const loadExample = (builder) => builder.page.getByRole("button", { name: "Load example" }).click();
const typeIt = (builder, draft) => builder.typeAll(draft);

const GATEWAYS = [
  { kind: "iscsi", resource: "r0", enter: loadExample },
  { kind: "nfs", resource: "nfs-data", enter: typeIt },
  { kind: "nvmeof", resource: "nvme", enter: loadExample },
];

test("a gateway of each kind runs on one node, and a directory has the three files as previewed", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    await signIn(page, server.signInLink);
    const list = new GatewaysPage(page);
    const previews = {};
    for (const { kind, resource, enter } of GATEWAYS) {
      const golden = await readGolden(kind);
      await list.open();
      const builder = new Builder(page);
      await builder.openNew(kind);
      await enter(builder, golden.draft);
      await builder.isComplete();
      const preview = await builder.preview();
      assert.equal(preview, golden.text, `the preview of ${resource}`);
      previews[`sds-${kind}-${resource}.toml`] = preview;
      await builder.saveAs(resource);

      await new GatewayPage(page).plan();
      const { state } = await new DeployPage(page).carryOut();
      assert.equal(state, "done: every node has what was planned", resource);
    }
    for (const { resource } of GATEWAYS) {
      const gateway = new GatewayPage(page);
      await gateway.open(resource);
      const active = await gateway.findActiveNode();
      const states = await gateway.stateOnNodes();
      const expected = SIMULATED.map((node) => [node, node === active ? "active" : "inactive"]);
      assert.deepEqual(states, { ...Object.fromEntries(expected), [DIRECTORY]: "files only" }, resource);
    }
    assert.deepEqual(await filesOn(server, DIRECTORY), previews);
    for (const file of Object.keys(previews)) assert.equal(await modeOf(server, DIRECTORY, file), "0600", file);
  }));
