// What is there before anybody signed in: the app without a server, signing in, help, and checking.
import { readGolden } from "../lib/golden.mjs";
import { CheckPage } from "../pages/check.mjs";

const title = (page) => page.getByRole("heading", { level: 1 }).waitFor();

/** The bundle as plain files. */
export const WITHOUT_SERVER = [
  ["gateways-without-server", async ({ page, files }) => {
    await page.goto(files.address);
    await page.getByRole("alert").filter({ hasText: "Without a server you can build" }).waitFor();
  }],
  ["builder-without-server", async ({ page }) => {
    await page.getByRole("link", { name: "New iSCSI gateway" }).click();
    await page.getByRole("form", { name: "Settings" }).waitFor();
    await page.getByRole("button", { name: "Load example" }).click();
    await page.locator(".preview:not(.outdated) > #snippet").waitFor();
  }],
];

/** Each as `[name, open]`: `open` goes there, often from where the one before it has been. */
export const WITHOUT_ACCOUNT = [
  ["sign-in", async ({ page, address }) => {
    await page.goto(address);
    await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
  }],
  ["sign-in-refused", async ({ page, address }) => {
    await page.goto(`${address}/sign-in#0123`);
    await page.getByText("This link does not sign anybody in").waitFor();
  }],
  ["help", async ({ page, address }) => {
    await page.goto(`${address}/help`);
    await page.locator(".contents a").first().waitFor();
  }],
  ["help-found", async ({ page }) => {
    await page.getByRole("searchbox").fill("service ip");
    await page.getByRole("main").getByRole("link").first().waitFor();
  }],
  ["help-chapter", async ({ page, address }) => {
    await page.goto(`${address}/help/iscsi-gateways`);
    await page.locator(".help-text h1").waitFor();
  }],
  ["help-entry", async ({ page, address }) => {
    await page.goto(`${address}/help/service-ip`);
    await title(page);
  }],
  ["help-unknown", async ({ page, address }) => {
    await page.goto(`${address}/help/nothing`);
    await title(page);
  }],
  ["check-empty", ({ page, address }) => new CheckPage(page).open(address)],
  ["check-problems", async ({ page }) => {
    await page.getByRole("button", { name: "Load example" }).click();
    await new CheckPage(page).daemonAccepts(false);
  }],
  ["check-mended", async ({ page }) => {
    const check = new CheckPage(page);
    await check.fixAll.click();
    await page.getByText(/^Fixed \d+ problems/).waitFor();
  }],
  ["check-explained", async ({ page, address }) => {
    const check = new CheckPage(page);
    await check.open(address);
    await check.paste((await readGolden("nfs")).text);
    await check.adopt.waitFor();
    await page.getByRole("button", { name: "What each line does" }).click();
    await check.lines.locator(".explained").first().waitFor();
  }],
];
