// The installation into one file, and out of it on another server.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { openPage } from "./lib/browser.mjs";
import { openPerson } from "./lib/people.mjs";
import { startServer } from "./lib/server.mjs";
import { AccountPage } from "./pages/account.mjs";
import { SettingsPage } from "./pages/settings.mjs";
import { SignInPage, signIn } from "./pages/sign-in.mjs";

const PASSWORD = "correct horse battery";
const PASSPHRASE = "a passphrase for the archive";

test("an installation that was exported is there after its import on another server", (test) =>
  withApp(test, { page: { viewport: { width: 1440, height: 900 } } }, async ({ server, browser, page }) => {
    await signIn(page, server.signInLink);
    await new AccountPage(page).open();
    await new AccountPage(page).setPassword(PASSWORD);
    const settings = new SettingsPage(page);
    await settings.open();
    await page.locator("#export-passphrase").fill("short");
    await page.getByRole("button", { name: "Export", exact: true }).click();
    await page.getByText(/expected a password of 12 to 256 characters/).waitFor();
    await page.getByText("the two are not the same").waitFor();
    const file = await settings.export(PASSPHRASE);

    const second = await startServer({ arguments: [] });
    try {
      const other = await openPage(browser);
      other.faults.expect(/archive\/import: 4\d\d/);
      other.faults.expect(/: 401/);
      await signIn(other.page, second.signInLink);
      await new SettingsPage(other.page).open();
      await new SettingsPage(other.page).import(file, "not the passphrase");
      await other.page.getByRole("dialog").getByRole("alert").waitFor();
      await other.page.keyboard.press("Escape");
      await new SettingsPage(other.page).import(file, PASSPHRASE);
      await other.page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
      await new SignInPage(other.page).signIn("admin", PASSWORD);
      await other.page.getByRole("rowheader", { name: "vm-disks" }).waitFor();
      other.faults.assertNone();
    } finally {
      await second.stop();
    }

    const person = await openPerson(server, browser, "operator");
    await person.page.locator(".account-menu > summary").click();
    assert.equal(await person.page.getByRole("link", { name: "Settings" }).count(), 0);
    await person.page.goto(`${server.address}/settings`);
    await person.page.getByText(/your role is Operator/).waitFor();
    await person.context.close();
  }));
