// One's own account, and the tokens of one's programs.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { assertLooksRight } from "./lib/looks.mjs";
import { openPerson } from "./lib/people.mjs";
import { AccountPage } from "./pages/account.mjs";
import { signIn } from "./pages/sign-in.mjs";

const WIDE = { viewport: { width: 1440, height: 900 } };

test("a token is shown once, serves a program as far as its role goes, and does nothing once it is revoked", (test) =>
  withApp(test, { page: WIDE }, async ({ server, browser, page: admins }) => {
    await signIn(admins, server.signInLink);
    const { page, context, faults } = await openPerson(server, browser, "operator", { page: WIDE });
    const account = new AccountPage(page);
    await account.open();
    const offered = await page.locator("#token-role option").evaluateAll((all) => all.map((each) => each.value));
    assert.deepEqual(offered, ["viewer", "reviewer", "operator"], "nobody gives more than they have");
    const token = await account.makeToken("backup job", { days: 30 });
    await page.getByRole("button", { name: "Copy" }).click();
    await page.getByText("Copied", { exact: true }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), token);

    const call = (path, method = "GET") =>
      fetch(`${server.address}/api/v1${path}`, { method, headers: { Authorization: `Bearer ${token}` } });
    assert.equal((await call("/gateways")).status, 200);
    assert.equal((await call("/gateways/vm-disks/stop", "POST")).status, 403);
    await page.reload();
    await account.token("backup job").waitFor();
    assert.ok(!(await page.content()).includes(token), "it is not shown again");
    assert.ok(!(await account.token("backup job").innerText()).includes("never"), "its use is shown");
    await account.revoke("backup job");
    assert.equal((await call("/gateways")).status, 401);

    faults.expect(/POST .*\/tokens: 422/);
    await page.locator("summary", { hasText: "New token" }).click();
    await page.locator("#token-days").fill("367");
    await page.getByRole("button", { name: "Make the token" }).click();
    await page.getByText("expected what the token is for").waitFor();
    await page.getByText("expected 1 to 366 days").waitFor();
    await assertLooksRight(page, "account-token-problems");
    faults.assertNone();
    await context.close();
  }));

test("the menu of the account says who is signed in, and closes with Escape", (test) =>
  withApp(test, { page: WIDE }, async ({ server, page }) => {
    await signIn(page, server.signInLink);
    const menu = new AccountPage(page).menu;
    assert.match(await menu.innerText(), /admin\s+Admin/);
    await menu.press("Enter");
    await page.locator(".account-pages").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    await page.locator(".account-pages").waitFor({ state: "hidden" });
    assert.ok(await menu.evaluate((summary) => summary === document.activeElement), "the focus is where it came from");
  }));
