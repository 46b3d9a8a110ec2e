// Signing in and out, with a link, with a password, and after the session has ended.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { openPage } from "./lib/browser.mjs";
import { assertLooksRight } from "./lib/looks.mjs";
import { openPerson } from "./lib/people.mjs";
import { AccountPage } from "./pages/account.mjs";
import { Builder } from "./pages/builder.mjs";
import { SignInPage, signIn } from "./pages/sign-in.mjs";

const PASSWORD = "correct horse battery";
const REFUSED = /(GET|POST) .*\/api\/v1\/session: (401|429)/;

test("whoever has set a password signs in with it, and stays on the page that they wanted", (test) =>
  withApp(test, {}, async ({ server, page, faults }) => {
    faults.expect(REFUSED);
    const [form, account] = [new SignInPage(page), new AccountPage(page)];
    await signIn(page, server.signInLink);
    await account.open();
    await account.setPassword(PASSWORD);
    await account.signOut();

    await page.goto(`${server.address}/audit?action=sign-in`);
    await form.signIn("admin", "not the password");
    await form.failure.getByText("name or password is wrong").waitFor();
    assert.equal(await form.account.inputValue(), "admin", "the name need not be typed again");
    await form.password.fill(PASSWORD);
    await form.password.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Audit log" }).waitFor();
    assert.ok(page.url().endsWith("/audit?action=sign-in"), page.url());
  }));

test("signing in leads to a page of this app only", (test) =>
  withApp(test, {}, async ({ server, page, faults }) => {
    faults.expect(REFUSED);
    const [form, account] = [new SignInPage(page), new AccountPage(page)];
    await signIn(page, server.signInLink);
    await account.open();
    await account.setPassword(PASSWORD);
    for (const [then, arrives] of [["/nodes", "/nodes"], ["//example.com/", "/"], ["https://example.com/", "/"]]) {
      await account.signOut();
      await page.goto(`${server.address}/sign-in?then=${encodeURIComponent(then)}`);
      await form.signIn("admin", PASSWORD);
      await page.waitForURL(server.address + arrives);
      await account.menu.waitFor();
    }
    await page.goto(`${server.address}/sign-in?problem=oidc-no-role`);
    await page.getByText("none of your groups has a role here").waitFor();
  }));

test("who guesses too often has to wait, and is told how long", (test) =>
  withApp(test, { page: { viewport: { width: 1440, height: 900 } } }, async ({ server, page, faults }) => {
    faults.expect(REFUSED);
    await signIn(page, server.signInLink);
    const account = new AccountPage(page);
    await account.open();
    await account.setPassword(PASSWORD);
    await account.signOut();
    const form = new SignInPage(page);
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const answered = page.waitForResponse((response) => response.request().method() === "POST");
      await form.signIn("admin", `wrong guess number ${attempt}`);
      await answered;
      await form.failure.waitFor();
    }
    await form.signIn("admin", PASSWORD);
    await form.failure.getByText(/wait 15 minutes/).waitFor();
    await assertLooksRight(page, "sign-in-locked");
  }));

test("what was typed stays when the session ends, and is saved after signing in again", (test) =>
  withApp(test, { page: { viewport: { width: 1440, height: 900 } } }, async ({ server, browser, page, faults }) => {
    faults.expect(/: 401/);
    await signIn(page, server.signInLink);
    const [account, builder, form] = [new AccountPage(page), new Builder(page), new SignInPage(page)];
    await account.open();
    await account.setPassword(PASSWORD);
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Gateways" }).click();
    await builder.openExample("iscsi");
    await builder.isComplete();

    const other = await openPage(browser);
    other.faults.expect(REFUSED);
    await other.page.goto(server.address);
    await new SignInPage(other.page).signIn("admin", PASSWORD);
    await new AccountPage(other.page).open();
    await new AccountPage(other.page).signOutEverywhere();
    await other.context.close();

    await builder.save.click();
    await page.locator("#signed-out").getByRole("button", { name: "Sign in again" }).click();
    const dialog = page.getByRole("dialog");
    assert.equal(await dialog.getByLabel("Account").inputValue(), "admin");
    await assertLooksRight(page, "sign-in-again");
    await dialog.getByLabel("Password").fill(PASSWORD);
    await dialog.getByLabel("Password").press("Enter");
    await page.locator("#signed-out").waitFor({ state: "detached" });
    await builder.isComplete();
    await page.getByRole("button", { name: "Save", exact: true }).click();
    await page.locator(".revisions").waitFor();
  }));

test("a password change ends all other sessions, and signing out everywhere ends all", (test) =>
  withApp(test, {}, async ({ server, browser, page, faults }) => {
    faults.expect(REFUSED);
    await signIn(page, server.signInLink);
    const person = await openPerson(server, browser, "operator");
    const first = new AccountPage(person.page);
    await first.open();
    await first.setPassword(PASSWORD);

    const again = await openPage(browser);
    again.faults.expect(/: 401/);
    await again.page.goto(server.address);
    await new SignInPage(again.page).signIn("operator", PASSWORD);
    await again.page.getByRole("heading", { level: 1, name: "Gateways" }).waitFor();
    const second = new AccountPage(again.page);
    await second.open();
    await second.typePassword("short", { current: PASSWORD });
    await again.page.getByText(/expected a password of 12 to 256 characters/).waitFor();
    await second.typePassword("another good password", { current: PASSWORD, again: "another god password" });
    await again.page.getByText("the two are not the same").waitFor();
    again.faults.expect(/PUT .*\/session\/password: 403/);
    await second.typePassword("another good password", { current: "not the current one" });
    await again.page.getByText(/give the password that the account has now/).waitFor();
    await second.setPassword("another good password", { current: PASSWORD });

    person.faults.expect(/: 401/);
    await person.page.reload();
    await person.page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    await new SignInPage(person.page).signIn("operator", "another good password");
    await person.page.getByRole("heading", { level: 1, name: "Your account" }).waitFor();
    await first.signOutEverywhere();
    await again.page.reload();
    await again.page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    person.faults.assertNone();
    again.faults.assertNone();
    await person.context.close();
    await again.context.close();
  }));
