// Accounts of everybody, as admins manage them.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { openPage } from "./lib/browser.mjs";
import { assertLooksRight } from "./lib/looks.mjs";
import { openPerson } from "./lib/people.mjs";
import { AccountPage } from "./pages/account.mjs";
import { signIn } from "./pages/sign-in.mjs";
import { UsersPage } from "./pages/users.mjs";

const WIDE = { viewport: { width: 1440, height: 900 } };

test("a user whom an admin adds signs in with the link, and is out at once when disabled", (test) =>
  withApp(test, { page: WIDE }, async ({ server, browser, page, faults }) => {
    await signIn(page, server.signInLink);
    const users = new UsersPage(page);
    await users.open();
    faults.expect(/POST .*\/users: (409|422)/);
    await page.locator("summary", { hasText: "New user" }).click();
    await page.locator("#user-account").fill("Grace Hopper");
    await page.getByRole("button", { name: "Add the user" }).click();
    await page.getByText("expected 1 to 64 lower-case letters").waitFor();
    await assertLooksRight(page, "users-problem");
    const link = await users.add("grace", "operator");
    assert.ok(link.startsWith(`${server.address}/sign-in#`), link);
    assert.ok(await page.locator("#user-link").evaluate((field) => field === document.activeElement));
    await users.row("grace").getByText("no password yet").waitFor();

    const grace = await openPage(browser);
    await signIn(grace.page, link);
    assert.match(await new AccountPage(grace.page).menu.innerText(), /grace\s+Operator/);
    assert.equal(await grace.page.getByRole("link", { name: "Users" }).count(), 0);

    await users.act("grace", "Change role", { role: "viewer" });
    await users.row("grace").locator(".tag.role", { hasText: "Viewer" }).waitFor();
    await grace.page.reload();
    await grace.page.getByText(/your role is Viewer/).waitFor();

    grace.faults.expect(/: 401/);
    await users.act("grace", "Disable");
    await users.row("grace").locator(".state", { hasText: "disabled" }).waitFor();
    await grace.page.locator("#signed-out").waitFor();
    await grace.page.reload();
    await grace.page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();

    await users.act("grace", "Enable");
    await users.row("grace").getByRole("button", { name: "New link" }).waitFor();
    await users.act("grace", "New link", { confirm: "Make the link" });
    await page.locator("#user-link").waitFor();
    await signIn(grace.page, await page.locator("#user-link").inputValue());
    await users.act("grace", "Sign out everywhere");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await grace.page.reload();
    await grace.page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    grace.faults.assertNone();
    await grace.context.close();
  }));

test("the last admin stays one, and an admin revokes anybody's token", (test) =>
  withApp(test, {}, async ({ server, browser, page, faults }) => {
    await signIn(page, server.signInLink);
    const person = await openPerson(server, browser, "operator");
    await new AccountPage(person.page).open();
    await new AccountPage(person.page).makeToken("left over");
    await person.context.close();

    const users = new UsersPage(page);
    await users.open();
    faults.expect(/PUT .*\/users\/admin: 409/);
    await users.act("admin", "Disable");
    await page.getByRole("dialog").getByText("make somebody else admin first").waitFor();
    await page.keyboard.press("Escape");
    await new AccountPage(page).revoke("left over");
  }));
