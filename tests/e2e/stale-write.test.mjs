// Two people change the same gateway at the same time.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { assertAccessible } from "./lib/axe.mjs";
import { openPage } from "./lib/browser.mjs";
import { Builder } from "./pages/builder.mjs";
import { GatewayPage } from "./pages/gateway.mjs";
import { signIn } from "./pages/sign-in.mjs";

const RESOURCE = "vm-disks";
const FIRST = "10.9.0.1/24";
const SECOND = "10.9.0.2/24";

/** Saves another address as somebody else, in a browser context of their own. */
async function saveAsAnother(server, browser, address) {
  const other = await openPage(browser);
  await signIn(other.page, await server.makeSignInLink());
  await new GatewayPage(other.page).open(RESOURCE);
  await new Builder(other.page).openSaved();
  await new Builder(other.page).type("/service_ips/0/ip", address);
  await new Builder(other.page).saveAs(RESOURCE);
  other.faults.assertNone();
}

/** Waits until the open dialog says that the page is old, and has it load the newest revision. */
async function loadNewest(page) {
  const alert = page.getByRole("dialog").getByRole("alert").filter({ hasText: "nothing was changed" });
  await alert.getByRole("button", { name: "Load the newest revision" }).click();
}

/** Runs `steps` where another has saved `FIRST`, after which the second was refused to save `SECOND`. */
function withConflict(test, steps) {
  return withApp(test, {}, async ({ server, browser, page, faults }) => {
    await signIn(page, server.signInLink);
    const other = await openPage(browser);
    await signIn(other.page, await server.makeSignInLink());
    for (const each of [other.page, page]) {
      await new GatewayPage(each).open(RESOURCE);
      await new Builder(each).openSaved();
    }
    const theirs = new Builder(other.page);
    await theirs.type("/service_ips/0/ip", FIRST);
    await theirs.saveAs(RESOURCE);

    faults.expect(/PUT .*: 412/);
    const mine = new Builder(page);
    await mine.type("/service_ips/0/ip", SECOND);
    await mine.addRow("/luns", 2);
    await mine.save.click();
    const conflict = page.getByRole("alert").filter({ hasText: "Somebody else saved this gateway" });
    await conflict.waitFor();
    await steps({ server, page, mine, theirs: new GatewayPage(other.page), conflict });
    other.faults.assertNone();
  });
}

test("a stale save changes nothing, keeps all that was typed and shows what was saved instead", (test) =>
  withConflict(test, async ({ page, mine, theirs, conflict }) => {
    assert.equal(await mine.field("/service_ips/0/ip").inputValue(), SECOND);
    assert.equal(await mine.field("/luns/2/volume").inputValue(), "3");
    await conflict.locator("summary", { hasText: "The newest snippet" }).click();
    const newest = await conflict.locator("#newest-snippet").textContent();
    assert.ok(newest.includes("10.9.0.1") && !newest.includes("10.9.0.2"), newest);
    assert.equal(await theirs.snippet.textContent(), newest);
    await page.reload();
    await page.getByText("This is your draft from before").waitFor();
    assert.equal(await mine.field("/service_ips/0/ip").inputValue(), SECOND);
  }));

test("a stale save goes through once the user chose to overwrite", (test) =>
  withConflict(test, async ({ page, conflict }) => {
    await conflict.getByRole("button", { name: "Overwrite with mine" }).click();
    await page.waitForURL(`**/gateways/${RESOURCE}`);
    const gateway = new GatewayPage(page);
    await gateway.openRevision(3);
    assert.match(await page.locator("#snippet").textContent(), /10\.9\.0\.2/);
  }));

test("a stale draft gives way to the newest once the user chose to discard it", (test) =>
  withConflict(test, async ({ page, mine, conflict }) => {
    await conflict.getByRole("button", { name: "Discard mine" }).click();
    await conflict.waitFor({ state: "detached" });
    assert.equal(await mine.field("/service_ips/0/ip").inputValue(), FIRST);
    assert.equal(await mine.field("/luns/2").count(), 0);
    await mine.type("/service_ips/0/ip", SECOND);
    await mine.saveAs(RESOURCE);
    assert.match(await page.locator("#snippet").textContent(), /10\.9\.0\.2/);
  }));

test("two changes are merged: what one side changed is taken, and what both changed is chosen", (test) =>
  withConflict(test, async ({ page, mine, conflict }) => {
    const both = conflict.getByRole("group", { name: "Service IP 1 › Address with prefix" });
    assert.ok(await both.getByRole("radio", { name: `Mine: ${SECOND}` }).isChecked());
    await both.getByRole("radio", { name: `Theirs: ${FIRST}` }).check();
    await conflict.locator("summary", { hasText: "The merged snippet" }).click();
    await conflict.locator("#merged-snippet", { hasText: "10.9.0.1" }).waitFor();
    await assertAccessible(page, "conflict");
    await conflict.getByRole("button", { name: "Merge into the form" }).click();
    await conflict.waitFor({ state: "detached" });
    await mine.has("/service_ips/0/ip", FIRST);
    await mine.has("/luns/2/volume", "3");
    await mine.saveAs(RESOURCE);
    assert.match(await page.locator("#snippet").textContent(), /10\.9\.0\.1/);
  }));

test("what somebody changed elsewhere is in the merge without a question", (test) =>
  withConflict(test, async ({ mine, conflict, page }) => {
    await conflict.getByText("What you changed (2)").waitFor();
    await conflict.getByText("What they changed (1)").waitFor();
    await mine.type("/service_ips/0/ip", FIRST);
    await conflict.getByText(/^Nothing was changed by both/).waitFor();
    await conflict.getByRole("button", { name: "Merge into the form" }).click();
    await mine.saveAs(RESOURCE);
    assert.match(await page.locator("#snippet").textContent(), /lu3/);
  }));

test("what somebody changed meanwhile is neither deleted nor restored unseen", (test) =>
  withApp(test, {}, async ({ server, browser, page, faults }) => {
    faults.expect(/(DELETE|POST) .*: 412/);
    await signIn(page, server.signInLink);
    const gateway = new GatewayPage(page);
    await gateway.open(RESOURCE);
    await saveAsAnother(server, browser, FIRST);
    await page.getByRole("button", { name: "Delete", exact: true }).click();
    await gateway.dialog.getByRole("textbox").fill(RESOURCE);
    await gateway.dialog.getByRole("button", { name: "Delete and plan the removal" }).click();
    await loadNewest(page);
    await page.locator("#snippet").filter({ hasText: "10.9.0.1" }).waitFor();

    await gateway.openRevision(1);
    const restore = page.getByRole("button", { name: /^Restore/ });
    await restore.waitFor();
    await saveAsAnother(server, browser, SECOND);
    await restore.click();
    await gateway.dialog.getByRole("button", { name: /^Restore/ }).click();
    await loadNewest(page);
    await restore.click();
    await gateway.dialog.getByRole("button", { name: /^Restore/ }).click();
    await page.waitForURL(`**/gateways/${RESOURCE}`);
    await page.getByRole("link", { name: "View revision 4", exact: true }).waitFor();
  }));
