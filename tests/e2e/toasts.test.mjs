// Messages that follow from page to page: successes go, errors stay.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { assertLooksRight } from "./lib/looks.mjs";
import { Builder } from "./pages/builder.mjs";
import { Palette } from "./pages/palette.mjs";
import { signIn } from "./pages/sign-in.mjs";

const WIDE = { viewport: { width: 1440, height: 900 } };
const messages = (page) => page.getByRole("region", { name: "Messages" });

/** In the page: what takes seconds takes a moment, and how often that time was over is counted. */
function hurry() {
  const native = globalThis.setTimeout;
  globalThis.passed = 0;
  globalThis.setTimeout = (then, time, ...rest) => {
    if (time < 10_000) return native(then, time, ...rest);
    const count = (...given) => {
      globalThis.passed += 1;
      then(...given);
    };
    return native(count, 50, ...rest);
  };
}

const passed = (page, times) => page.waitForFunction((times) => globalThis.passed >= times, times);

async function save(page, server) {
  const builder = new Builder(page);
  await signIn(page, server.signInLink);
  await builder.openExample("iscsi");
  await builder.saveAs("r0");
}

/** Chooses *Sign out* while the server does not answer. */
async function failToSignOut(page, faults) {
  faults.expect(/DELETE .*session/);
  await page.route("**/session", (route) => (route.request().method() === "DELETE" ? route.abort() : route.continue()));
  const palette = new Palette(page);
  await palette.open();
  await palette.find("sign out", "Sign out");
  await page.keyboard.press("Enter");
}

for (const viewport of [WIDE.viewport, { width: 360, height: 800 }]) {
  test(`a message lies over nothing that saves again, ${viewport.width} pixels wide`, (test) =>
    withApp(test, { page: { viewport } }, async ({ server, page }) => {
      await save(page, server);
      const builder = new Builder(page);
      await builder.openSaved();
      await messages(page).getByText("r0 is saved as revision 1.").waitFor();
      // It acts only where nothing lies over it, and gives up before the message goes.
      await builder.save.click({ timeout: 2_000, trial: true });
    }));
}

test("what was saved is told on the next page, leads on to its deployment, and goes when nobody reads it", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    await page.addInitScript(hurry);
    // Whoever points at it from the start, as somebody who reads, keeps it.
    await page.mouse.move(1200, 850);
    await save(page, server);
    const saved = messages(page).getByText("r0 is saved as revision 1.");
    await saved.waitFor();
    await messages(page).getByRole("link", { name: "See the plan" }).focus();
    await passed(page, (await page.evaluate(() => globalThis.passed)) + 3);
    assert.ok(await saved.isVisible());
    await page.mouse.move(10, 10);
    await page.locator("h1").focus();
    await saved.waitFor({ state: "detached" });
  }));

test("a message is closed by its button, by Escape, and by going where it leads", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    await save(page, server);
    await messages(page).getByRole("link", { name: "See the plan" }).click();
    await page.getByRole("heading", { level: 1, name: "Deploy r0" }).waitFor();
    assert.equal(await page.locator(".toast").count(), 0);
    await page.getByRole("link", { name: "To the gateway" }).click();
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Name of the resource" }).fill("r0");
    await dialog.getByRole("button", { name: "Delete and plan the removal" }).click();
    await messages(page).getByText("r0 is to be removed.").waitFor();
    await messages(page).getByRole("button", { name: "Close message" }).focus();
    await page.keyboard.press("Escape");
    await page.locator(".toast").waitFor({ state: "detached" });
  }));

test("an error stays until it is closed", (test) =>
  withApp(test, {}, async ({ server, page, faults }) => {
    await page.addInitScript(hurry);
    await signIn(page, server.signInLink);
    await failToSignOut(page, faults);
    const failed = messages(page).getByRole("alert").getByText("The server does not answer.");
    await failed.waitFor();
    await page.getByRole("link", { name: "Nodes" }).click();
    await page.getByRole("heading", { level: 1, name: "Nodes" }).waitFor();
    assert.equal(await page.evaluate(() => globalThis.passed), 0, "no time runs out for it");
    assert.ok(await failed.isVisible());
    await messages(page).getByRole("button", { name: "Close message" }).click();
    await failed.waitFor({ state: "detached" });
  }));

test("messages look right", (test) =>
  withApp(test, { page: WIDE }, async ({ server, page, faults }) => {
    await save(page, server);
    await failToSignOut(page, faults);
    await messages(page).getByRole("alert").getByText("The server does not answer.").waitFor();
    await assertLooksRight(page, "toasts");
  }));
