// Gateways that run, their deployments and revisions, and the nodes.
import { rm, writeFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { openPage } from "../lib/browser.mjs";
import { directoryOf } from "../lib/nodes.mjs";
import { Builder } from "../pages/builder.mjs";
import { readExample } from "../pages/check.mjs";
import { DeployPage } from "../pages/deploy.mjs";
import { GatewayPage } from "../pages/gateway.mjs";
import { GatewaysPage } from "../pages/gateways.mjs";
import { NodesPage } from "../pages/nodes.mjs";
import { ReviewPage } from "../pages/review.mjs";
import { RevisionPage } from "../pages/revision.mjs";

const DEPLOYMENT = /\/api\/v1\/deployments\/[0-9a-f-]+(\/events)?$/;
const FILE = "sds-nfs-nfs-data.toml";

/** Goes to the page of a gateway, and waits until it says how that is doing. */
async function openGateway({ page, address }, resource) {
  await page.goto(`${address}/gateways/${resource}`);
  const gateway = new GatewayPage(page);
  await page.locator("table.units").waitFor();
  return gateway;
}

/** Shows a deployment as it was halfway. */
async function showHalf({ page }) {
  await page.route(DEPLOYMENT, async (route) => {
    if (route.request().url().endsWith("/events")) return route.abort();
    const deployment = await (await route.fetch()).json();
    const half = Math.floor(deployment.steps.length / 2);
    const steps = deployment.steps.map((step, index) => {
      if (index < half) return step;
      return { ...step, state: index === half ? "running" : "waiting", detail: null };
    });
    await route.fulfill({ json: { ...deployment, state: "running", ended_at: null, results: [], steps } });
  });
  await page.reload();
  await page.locator("#deployment-state").waitFor();
}

export const DEPLOYING = [
  ["deploy-plan", async (app) => {
    const { page, address } = app;
    const builder = new Builder(page);
    await page.goto(`${address}/new/nfs`);
    await page.getByRole("form", { name: "Settings" }).waitFor();
    await page.getByRole("button", { name: "Load example" }).click();
    await builder.isComplete();
    await builder.saveAs("nfs-data");
    await new GatewayPage(page).plan();
  }],
  ["deployment", async ({ page }) => {
    await page.getByRole("button", { name: "Close message" }).click();
    await new DeployPage(page).carryOut();
  }],
  ["deployment-running", showHalf],
];

export const GATEWAYS = [
  ["gateways", async ({ page, address }) => {
    await page.unroute(DEPLOYMENT);
    const list = new GatewaysPage(page);
    await page.goto(address);
    for (const resource of ["fast-disks", "nfs-data", "vm-disks"]) await list.findActiveNode(resource);
  }],
  ["gateways-evidence", async ({ page }) => {
    const list = new GatewaysPage(page);
    await list.status("vm-disks").click();
    await list.evidence.waitFor();
  }],
  ["gateways-selected", async ({ page }) => {
    await page.keyboard.press("Escape");
    const list = new GatewaysPage(page);
    await list.selectAll();
    await list.action("Stop").waitFor();
  }],
  ["gateways-stop", async ({ page }) => {
    await new GatewaysPage(page).action("Stop").click();
    await page.getByRole("dialog").waitFor();
  }],
  ["gateways-no-match", async ({ page, address }) => {
    await page.goto(`${address}/?q=nothing+like+it`);
    await page.getByText("No gateway is like that.").waitFor();
  }],
  ["gateway", async (app) => {
    await (await openGateway(app, "vm-disks")).findActiveNode();
  }],
  ["gateway-start-order", async ({ page }) => {
    await page.getByRole("tab", { name: "Start order" }).click();
    await page.locator(".graph .state").first().waitFor();
    await page.getByRole("button", { name: "Next", exact: true }).click();
  }],
  ["gateway-shared", async (app) => {
    const { page } = app;
    await page.getByRole("button", { name: "Create link" }).click();
    app.shared = await page.getByLabel("The link").inputValue();
  }],
  ["gateway-delete", async ({ page }) => {
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await page.getByRole("dialog").waitFor();
  }],
  ["gateway-journal", async (app) => {
    const { page } = app;
    const gateway = await openGateway(app, "vm-disks");
    const body = "2026-01-01T00:00:00+0000 node-a systemd[1]: Started it.\n".repeat(100);
    await page.route("**/journal?*", (route) => route.fulfill({ contentType: "text/plain", body }));
    await page.getByRole("button", { name: /Journal of/ }).first().click();
    await gateway.dialog.locator("pre").waitFor();
  }],
  ["gateway-move", async ({ page }) => {
    await page.keyboard.press("Escape");
    await new GatewayPage(page).move.click();
    await page.getByRole("dialog").waitFor();
  }],
  ["gateway-stop", async ({ page }) => {
    await page.keyboard.press("Escape");
    await new GatewayPage(page).stop.click();
    await page.getByRole("dialog").waitFor();
  }],
  ["gateway-drift", async (app) => {
    const [changed, gone] = ["node-a", "node-b"].map((node) => join(directoryOf(app.server, node), FILE));
    await writeFile(changed, `# by hand\n${await readFile(changed, "utf8")}`);
    await rm(gone);
    const gateway = await openGateway(app, "nfs-data");
    await gateway.drift.locator("pre.diff").first().waitFor();
  }],
  ["gateway-take-over", async ({ page }) => {
    await page.getByRole("button", { name: "Take over" }).click();
    await page.getByRole("dialog").waitFor();
  }],
  ["gateways-drift", async ({ page, address }) => {
    await page.goto(address);
    await new GatewaysPage(page).row("nfs-data").locator(".tag.drift").waitFor();
  }],
  ["deploy-interrupting", async ({ page, address }) => {
    await page.goto(`${address}/gateways/vm-disks/deploy`);
    await page.locator("#plan").waitFor();
    await new DeployPage(page).diffOn("node-a");
  }],
  ["deployment-stopped", async (app) => {
    const gateway = await openGateway(app, "fast-disks");
    await gateway.stop.click();
    await gateway.confirm("Stop it now");
    await new DeployPage(app.page).outcome();
  }],
  ["gateway-stopped", async (app) => {
    await (await openGateway(app, "fast-disks")).is("stopped");
  }],
  ["revision", async ({ page, address }) => {
    await page.goto(`${address}/gateways/vm-disks/revisions/1`);
    await new RevisionPage(page).diff.waitFor();
  }],
  ["revision-restore", ({ page }) => new RevisionPage(page).askToRestore(1).then(() => undefined)],
  ["compare", async (app) => {
    const { page } = app;
    await openGateway(app, "vm-disks");
    await page.getByRole("link", { name: "Compare", exact: true }).click();
    await page.locator("pre.diff").waitFor();
  }],
  ["review", async ({ server, page }) => {
    const review = new ReviewPage(page);
    await review.open(server, "vm-disks", 2);
    await review.explain(2);
    await review.commentOn(2, "is this the right place?");
    await review.comment("looks good to me otherwise");
  }],
  ["review-shared", async ({ browser, shared }) => {
    const other = await openPage(browser, { viewport: { width: 1440, height: 900 } });
    await other.page.goto(shared);
    await new ReviewPage(other.page).isShown();
    return { other };
  }],
];

export const NODES = [
  ["nodes", async ({ page, address }) => {
    await page.goto(`${address}/nodes`);
    await page.locator("#node-node-a summary").first().click();
  }],
  ["nodes-checked", async ({ server, page }) => {
    const nodes = new NodesPage(page);
    const directory = directoryOf(server, "node-a");
    await writeFile(join(directory, "by-hand.toml"), await readExample());
    await writeFile(join(directory, "left.toml.sds-unfinished"), "");
    await page.reload();
    await nodes.unfold("node-a", "by-hand.toml");
    await nodes.node("node-a").locator(".findings .problem").first().waitFor();
    await nodes.check("node-a");
    await nodes.check("node-b");
    await nodes.node("node-b").locator("summary").filter({ hasText: "as it should be" }).click();
  }],
  ["nodes-maintenance-dialog", async ({ page }) => {
    await new NodesPage(page).node("node-b").getByRole("button", { name: "Begin maintenance", exact: true }).click();
    await page.getByRole("dialog").waitFor();
  }],
  ["nodes-maintenance", async ({ page }) => {
    const nodes = new NodesPage(page);
    await page.keyboard.press("Escape");
    await nodes.beginMaintenance("node-b");
    await nodes.node("node-b").getByText("in maintenance", { exact: true }).waitFor();
  }],
];

export const NOTHING = [
  ["gateways-empty", ({ page }) => page.getByText("No gateways yet").waitFor()],
  ["nodes-empty", async ({ page, address }) => {
    await page.goto(`${address}/nodes`);
    await page.getByText("The server knows no nodes yet.").waitFor();
  }],
];
