// Keyboard shortcuts: single keys outside fields, listed by `?`, and off where they are not wanted.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { Palette } from "./pages/palette.mjs";
import { signIn } from "./pages/sign-in.mjs";

const list = (page) => page.getByRole("dialog", { name: "Keyboard shortcuts" });
const heading = (page, name) => page.getByRole("heading", { level: 1, name, exact: true });

test("g and a letter lead to a page, / to its search, and n to what can be made", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    const palette = new Palette(page);
    await signIn(page, server.signInLink);
    await page.keyboard.type("gn");
    await heading(page, "Nodes").waitFor();
    await page.keyboard.type("gh");
    await heading(page, "Help").waitFor();
    await page.keyboard.press("/");
    await page.locator("input[type=search]:focus").waitFor();
    // In a field, keys write.
    await page.keyboard.type("gn?");
    assert.equal(await page.getByRole("searchbox").inputValue(), "gn?");
    await page.locator("h1").focus();
    await page.keyboard.press("n");
    await palette.field.waitFor();
    assert.deepEqual((await palette.titles()).slice(0, 3), [
      "New iSCSI gateway",
      "New NFS gateway",
      "New NVMe-oF gateway",
    ]);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/new/iscsi");
  }));

test("? lists the shortcuts, and single keys stay off once they are switched off there", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    await signIn(page, server.signInLink);
    await page.keyboard.press("?");
    await list(page).getByRole("row", { name: "g n Go to: Nodes" }).waitFor();
    const single = list(page).getByRole("checkbox", { name: "Single keys are shortcuts" });
    await single.uncheck();
    await list(page).getByRole("button", { name: "Close" }).click();
    await list(page).waitFor({ state: "hidden" });
    await page.keyboard.press("?");
    await page.keyboard.type("gn");
    await page.reload();
    await heading(page, "Gateways").waitFor();
    await page.keyboard.type("gn");
    // What leads back is no single key.
    const palette = new Palette(page);
    await palette.open();
    await palette.find("shortcuts", "Keyboard shortcuts");
    assert.equal(new URL(page.url()).pathname, "/");
    await page.keyboard.press("Enter");
    assert.ok(!(await single.isChecked()));
    await single.check();
    await page.keyboard.press("Escape");
    await page.keyboard.type("gn");
    await heading(page, "Nodes").waitFor();
  }));

test("no key does anything below a dialog", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    await signIn(page, server.signInLink);
    await page.keyboard.press("?");
    await list(page).waitFor();
    await page.keyboard.type("gn");
    await page.keyboard.press("Control+k");
    assert.equal(await new Palette(page).dialog.count(), 0);
    assert.equal(new URL(page.url()).pathname, "/");
  }));
