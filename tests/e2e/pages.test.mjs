// Every page is accessible and fits, in both languages, light and dark, wide and narrow.
import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { openPage } from "./lib/browser.mjs";
import { assertLooksRight, assertLooksRightAsItIs } from "./lib/looks.mjs";
import { SIMULATED, directoryOf } from "./lib/nodes.mjs";
import { takeDocumentationPicture } from "./lib/screenshot.mjs";
import { Builder } from "./pages/builder.mjs";
import { readExample } from "./pages/check.mjs";
import { DeployPage } from "./pages/deploy.mjs";
import { GatewayPage } from "./pages/gateway.mjs";
import { GatewaysPage } from "./pages/gateways.mjs";
import { NodesPage } from "./pages/nodes.mjs";
import { signIn } from "./pages/sign-in.mjs";

const KINDS = ["iscsi", "nfs", "nvmeof"];
const WIDE = { viewport: { width: 1440, height: 900 } };

test("what stands before signing in looks right", (test) =>
  withApp(test, { page: WIDE }, async ({ server, page, faults }) => {
    faults.expect(/GET .*\/api\/v1\/session: 401/);
    faults.expect(/POST .*\/api\/v1\/session: 40\d/);
    await page.goto(server.address);
    await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    await assertLooksRight(page, "sign-in");
    await page.goto(`${server.address}/sign-in#0123`);
    await page.getByText("This link does not sign anybody in").waitFor();
    await assertLooksRight(page, "sign-in-refused");
  }));

test("a server without gateways and nodes looks right", (test) =>
  withApp(test, { page: WIDE, server: { arguments: [] } }, async ({ server, page }) => {
    await signIn(page, server.signInLink);
    await page.getByText("No gateways yet").waitFor();
    await assertLooksRight(page, "gateways-empty");
    await page.getByRole("link", { name: "Nodes" }).click();
    await page.getByText("The server knows no nodes yet.").waitFor();
    await assertLooksRight(page, "nodes-empty");
  }));

test("every form looks right, empty, with problems and filled in", (test) =>
  withApp(test, { page: WIDE }, async ({ server, page }) => {
    const [list, builder] = [new GatewaysPage(page), new Builder(page)];
    await signIn(page, server.signInLink);
    for (const kind of KINDS) {
      await list.open();
      await builder.openNew(kind);
      await assertLooksRight(page, `builder-${kind}-empty`);
      await builder.save.click();
      await page.locator('[aria-invalid="true"]').first().waitFor();
      await assertLooksRight(page, `builder-${kind}-problems`);
      await page.getByRole("button", { name: "Load example" }).click();
      await builder.isComplete();
      if (kind === "iscsi") await takeDocumentationPicture(page, "builder");
      await builder.uncoverAll();
      await assertLooksRight(page, `builder-${kind}-example`);
    }
  }));

test("gateways, their deployment and the nodes look right", (test) =>
  withApp(test, { page: WIDE }, async ({ server, page, browser, faults }) => {
    const [list, builder, gateway] = [new GatewaysPage(page), new Builder(page), new GatewayPage(page)];
    const deploy = new DeployPage(page);
    await signIn(page, server.signInLink);
    await list.findActiveNode("vm-disks");
    await assertLooksRight(page, "gateways");

    await builder.openExample("nfs");
    await builder.saveAs("nfs-data");
    await gateway.plan();
    await assertLooksRight(page, "deploy-create");
    await deploy.carryOut();
    await assertLooksRight(page, "deployment");
    await takeDocumentationPicture(page, "deployment");
    await list.open();
    await list.findActiveNode("nfs-data");
    await takeDocumentationPicture(page, "gateways");

    await gateway.open("vm-disks");
    await builder.openSaved();
    await builder.addRow("/luns", 2);
    await assertLooksRight(page, "builder-saved");
    const other = await openPage(browser);
    await signIn(other.page, await server.makeSignInLink());
    await new GatewayPage(other.page).open("vm-disks");
    await new Builder(other.page).openSaved();
    await new Builder(other.page).type("/iqn", "iqn.2024-01.com.example:demo.vm-disks-of-another");
    await new Builder(other.page).saveAs("vm-disks");
    await other.context.close();
    faults.expect(/PUT .*: 412/);
    await builder.save.click();
    await page.locator("#conflict").waitFor();
    for (const folded of await page.locator("#conflict summary").all()) await folded.click();
    await assertLooksRight(page, "builder-conflict");
    await page.getByRole("button", { name: "Overwrite with mine" }).click();
    await page.locator(".revisions").waitFor();
    await gateway.findActiveNode();
    await assertLooksRight(page, "gateway");

    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await assertLooksRight(page, "gateway-delete");
    await page.getByRole("button", { name: "Cancel" }).click();
    await gateway.openRevision(1);
    await page.locator("pre.diff").waitFor();
    await assertLooksRight(page, "revision");

    await page.getByRole("link", { name: "To the gateway" }).click();
    await gateway.plan();
    await deploy.diffOn("node-a");
    await assertLooksRight(page, "deploy-replace");

    await page.getByRole("link", { name: "Nodes" }).click();
    await page.locator("#node-node-a summary").first().click();
    await assertLooksRight(page, "nodes");

    await page.goto(`${server.address}/no/such/page`);
    await page.getByRole("heading", { level: 1, name: "Page not found" }).waitFor();
    await assertLooksRight(page, "not-found");
  }));

test("what is done with a running gateway looks right", (test) =>
  withApp(test, { page: WIDE }, async ({ server, page }) => {
    const [list, builder, gateway] = [new GatewaysPage(page), new Builder(page), new GatewayPage(page)];
    const deploy = new DeployPage(page);
    await signIn(page, server.signInLink);
    await builder.openExample("iscsi");
    await builder.saveAs("r0");
    await gateway.plan();
    await deploy.carryOut();
    await page.getByRole("link", { name: "To the gateway" }).click();
    const active = await gateway.findActiveNode();
    const others = SIMULATED.filter((node) => node !== active);
    const [changed, gone] = others.map((node) => join(directoryOf(server, node), "sds-iscsi-r0.toml"));
    await writeFile(changed, `# by hand\n${await readFile(changed, "utf8")}`);
    await rm(gone);

    await list.open();
    await list.row("r0").locator(".tag.drift").waitFor();
    await list.findActiveNode("r0");
    await assertLooksRight(page, "gateways-drift");
    await gateway.open("r0");
    await gateway.drift.locator("pre.diff").first().waitFor();
    await gateway.findActiveNode();
    await assertLooksRight(page, "gateway-drift");
    await page.getByRole("button", { name: "Take over" }).click();
    await assertLooksRight(page, "gateway-take-over");
    await gateway.dialog.getByRole("button", { name: "Save as the newest revision" }).click();
    await gateway.drift.getByText("Saved as revision 2.").waitFor();
    await assertLooksRight(page, "gateway-taken-over");

    await page.route("**/journal?*", (route) =>
      route.fulfill({ contentType: "text/plain", body: "2026-01-01T00:00:00+0000 node-a systemd[1]: Started it.\n".repeat(100) }),
    );
    await page.getByRole("button", { name: /Journal of/ }).first().click();
    await gateway.dialog.locator("pre").waitFor();
    await assertLooksRight(page, "gateway-journal");
    await page.keyboard.press("Escape");
    await gateway.move.click();
    await assertLooksRight(page, "gateway-move");
    await page.keyboard.press("Escape");
    await gateway.stop.click();
    await assertLooksRight(page, "gateway-stop");
    await gateway.confirm("Stop it now");
    await deploy.outcome();
    await assertLooksRight(page, "deployment-stop");
    await page.getByRole("link", { name: "To the gateway" }).click();
    await gateway.is("stopped");
    await assertLooksRight(page, "gateway-stopped");
  }));

test("nodes look right when they are checked, changed by others and in maintenance", (test) =>
  withApp(test, { page: WIDE }, async ({ server, page }) => {
    const nodes = new NodesPage(page);
    await signIn(page, server.signInLink);
    const directory = directoryOf(server, "node-a");
    await writeFile(join(directory, "by-hand.toml"), await readExample());
    await writeFile(join(directory, "left.toml.sds-unfinished"), "");
    await nodes.open();
    await nodes.unfold("node-a", "by-hand.toml");
    await nodes.node("node-a").locator(".findings .problem").first().waitFor();
    await nodes.check("node-a");
    await nodes.check("node-b");
    await nodes.node("node-b").locator("summary").filter({ hasText: "as it should be" }).click();
    await assertLooksRight(page, "nodes-checked");
    await nodes.node("node-b").getByRole("button", { name: "Begin maintenance", exact: true }).click();
    await assertLooksRight(page, "nodes-maintenance-dialog");
    await page.keyboard.press("Escape");
    await nodes.beginMaintenance("node-b");
    await nodes.node("node-b").getByText("in maintenance", { exact: true }).waitFor();
    await assertLooksRight(page, "nodes-maintenance");
  }));

test("the description of the interface looks right", (test) =>
  withApp(test, { page: WIDE }, async ({ server, page }) => {
    await signIn(page, server.signInLink);
    await page.getByRole("link", { name: "API docs" }).click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await assertLooksRightAsItIs(page, "api-docs");
  }));
