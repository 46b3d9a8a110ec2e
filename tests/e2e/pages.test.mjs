// Every page is accessible and fits, in both languages, light and dark, wide and narrow.
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { openPage } from "./lib/browser.mjs";
import { assertLooksRight, assertLooksRightAsItIs } from "./lib/looks.mjs";
import { takeDocumentationPicture } from "./lib/screenshot.mjs";
import { Builder } from "./pages/builder.mjs";
import { DeployPage } from "./pages/deploy.mjs";
import { GatewayPage } from "./pages/gateway.mjs";
import { GatewaysPage } from "./pages/gateways.mjs";
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

    await builder.openNew("nfs");
    await page.getByRole("button", { name: "Load example" }).click();
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
    await page.locator("#conflict summary").click();
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

test("the description of the interface looks right", (test) =>
  withApp(test, { page: WIDE }, async ({ server, page }) => {
    await signIn(page, server.signInLink);
    await page.getByRole("link", { name: "API docs" }).click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await assertLooksRightAsItIs(page, "api-docs");
  }));
