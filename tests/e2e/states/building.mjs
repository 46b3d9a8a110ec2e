// The builder and what stands beside it.
import { openPage } from "../lib/browser.mjs";
import { Builder } from "../pages/builder.mjs";
import { GatewayPage } from "../pages/gateway.mjs";
import { signIn } from "../pages/sign-in.mjs";

/** Opens the form of a new gateway, with nothing left of what was typed before. */
async function openNew({ page, address }, kind) {
  await page.goto(`${address}/help`);
  await page.evaluate(() => localStorage.clear());
  await page.goto(`${address}/new/${kind}`);
  await page.getByRole("form", { name: "Settings" }).waitFor();
}

async function openSaved({ page, address }) {
  await page.goto(`${address}/gateways/vm-disks/edit`);
  await page.getByRole("form", { name: "Settings" }).waitFor();
  await new Builder(page).preview();
}

async function loadExample({ page }) {
  await page.getByRole("button", { name: "Load example" }).click();
  await new Builder(page).isComplete();
}

const tab = (page, name) => page.getByRole("tab", { name, exact: true }).click();

const NEW = ["iscsi", "nfs", "nvmeof"].flatMap((kind) => [
  [`builder-${kind}-empty`, (app) => openNew(app, kind)],
  [`builder-${kind}-problems`, async ({ page }) => {
    await new Builder(page).save.click();
    await page.locator('[aria-invalid="true"]').first().waitFor();
  }],
  [`builder-${kind}`, async (app) => {
    await openNew(app, kind);
    await loadExample(app);
  }],
  [`builder-${kind}-unfolded`, ({ page }) => new Builder(page).uncoverAll()],
]);

export const BUILDING = [
  ...NEW,
  ["preview-problems", async (app) => {
    const { page } = app;
    const builder = new Builder(page);
    await openNew(app, "iscsi");
    await loadExample(app);
    await builder.type("/iqn", "IQN.2024-01.com.example:R0");
    await builder.addRow("/luns", 2);
    await builder.type("/luns/2/volume", "");
    await page.getByRole("option", { name: /^Error: .*iSCSITarget/ }).click();
    await page.locator("#snippet-told").getByRole("button", { name: /^Fix: / }).waitFor();
  }],
  ["builder-presets", async (app) => {
    await openNew(app, "iscsi");
    await loadExample(app);
    await new Builder(app.page).openPresets();
  }],
  ["preview-line", async ({ page }) => {
    await page.keyboard.press("Escape");
    await page.getByRole("option", { name: /iSCSITarget/ }).click();
    await page.locator("#snippet-told").getByText("The iSCSI target").waitFor();
  }],
  ["preview-units", async ({ page }) => {
    await tab(page, "Units");
    await page.getByText("/reactor.conf").first().waitFor();
  }],
  ["preview-start-order", async ({ page }) => {
    await tab(page, "Start order");
    await page.locator(".graph [data-unit='4']").click();
    await page.getByRole("list", { name: "Start order" }).getByText("ocf.rs@service_ip0_r0.service").first().waitFor();
  }],
  ["builder-saved", openSaved],
  ["preview-share", async ({ page }) => {
    await page.getByRole("button", { name: "Share…" }).click();
    await page.getByRole("dialog", { name: "Share this gateway" }).waitFor();
  }],
  ["preview-changes", async ({ page }) => {
    await page.keyboard.press("Escape");
    await new Builder(page).type("/service_ips/0/ip", "192.168.1.77/24");
    await tab(page, "Changes");
    await page.locator(".diff-added .changed-words").first().waitFor();
  }],
  ["preview-nodes", async ({ page }) => {
    await tab(page, "Nodes");
    await page.locator(".on-nodes").waitFor();
  }],
  ["builder-conflict", async (app) => {
    const { server, browser, page, faults } = app;
    const other = await openPage(browser);
    await signIn(other.page, await server.makeSignInLink());
    await new GatewayPage(other.page).open("vm-disks");
    const theirs = new Builder(other.page);
    await theirs.openSaved();
    await theirs.type("/service_ips/0/ip", "192.168.1.88/24");
    await theirs.saveAs("vm-disks");
    await other.context.close();
    faults.expect(/PUT .*: 412/);
    await new Builder(page).save.click();
    await page.locator("#conflict").waitFor();
    for (const folded of await page.locator("#conflict summary").all()) await folded.click();
  }],
];
