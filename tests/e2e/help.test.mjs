// Help: every problem has a page, found by searching or from the problem itself, by nobody signed in.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { callsOf } from "./lib/calls.mjs";
import { assertLooksRight } from "./lib/looks.mjs";
import { Builder } from "./pages/builder.mjs";
import { signIn } from "./pages/sign-in.mjs";

const WIDE = { viewport: { width: 1440, height: 900 } };

test("nobody signed in finds a page by its text, in either language, and comes back to the same list", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    const asked = callsOf(page);
    await page.goto(`${server.address}/help`);
    await title(page, "Help");
    const search = page.getByRole("searchbox", { name: "Search by code or words" });
    const count = page.getByRole("status");
    const links = page.locator(".topic a");
    const all = await links.count();
    assert.ok(all > 200, `only ${all} pages are listed`);
    assert.equal(await count.textContent(), `${all} pages`);

    // The text is searched, whatever the case, and with what stands between marks of code.
    await search.pressSequentially("TARGET OPEN TO ALL");
    await page.getByRole("link", { name: "The agent has no such parameter" }).waitFor();
    await page.getByRole("link", { name: "The file is not TOML" }).waitFor({ state: "hidden" });
    await search.fill("portals='192.168.1.100:3260");
    await page.getByRole("link", { name: "A list lost its quotes, and all but its first member" }).waitFor();
    assert.equal(await count.textContent(), `${await page.locator(".topic a:visible").count()} pages`);
    await search.fill("no such word");
    assert.equal(await count.textContent(), "No page has that");
    assert.equal(await page.locator(".topic:visible").count(), 0);
    await search.fill("port-id-default");
    assert.equal(await count.textContent(), "1 page");

    await page.getByRole("link", { name: "The port takes number 0" }).click();
    await title(page, "The port takes number 0");
    await page.locator("h1:focus").waitFor();
    await page.getByRole("button", { name: "中文" }).click();
    await title(page, "端口编号为 0");
    await page.goBack();
    await title(page, "帮助");
    assert.equal(await page.getByRole("searchbox").inputValue(), "port-id-default");
    await page.getByRole("searchbox").fill("门户不会创建");
    await page.getByRole("link", { name: "该门户不会创建" }).waitFor();
    assert.deepEqual(asked, [], "the server is asked for nothing but who is there");
  }));

test("a page leads to the others of its topic, and an unknown code says so", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    await page.goto(`${server.address}/help/quote`);
    await title(page, "A quote without its partner");
    const topic = page.getByRole("navigation", { name: "Start entries" });
    assert.equal(await topic.locator('[aria-current="true"]').textContent(), "A quote without its partner");
    await topic.getByRole("link", { name: "systemd expands a single %" }).click();
    await page.waitForURL("**/help/percent");
    await title(page, "systemd expands a single %");
    await page.getByRole("link", { name: "All of Help" }).click();
    await title(page, "Help");
    await page.goto(`${server.address}/help/no-such-code`);
    await title(page, "No help on this");
    await page.getByText("No problem has the code no-such-code.").waitFor();
  }));

test("a problem in the builder leads to its page, and the way back to what was typed", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    const builder = new Builder(page);
    await signIn(page, server.signInLink);
    await builder.openNew("iscsi");
    await builder.type("/resource", "r0");
    await builder.type("/iqn", "iqn.2024-01.com.Example:r0");
    await builder.faultOf("/iqn");
    await builder.problems.getByRole("link", { name: "Help on iqn" }).click();
    await title(page, "Not an IQN that a target can have");
    await page.goBack();
    await page.getByRole("form", { name: "Settings" }).waitFor();
    assert.equal(await builder.field("/iqn").inputValue(), "iqn.2024-01.com.Example:r0");
  }));

test("help works when the server is gone", (test) =>
  withApp(test, {}, async ({ server, page, context }) => {
    await page.goto(`${server.address}/help`);
    await title(page, "Help");
    await context.setOffline(true);
    await page.getByRole("searchbox").fill("lio-gone");
    await page.getByRole("link", { name: "lio does not start on today's systems" }).click();
    await title(page, "lio does not start on today's systems");
    assert.equal(await page.getByRole("alert").count(), 0);
  }));

test("a chapter leads to the problems of its topics, they lead back, and its code is searched and copied", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    await page.goto(`${server.address}/help`);
    await title(page, "Help");
    await page.getByRole("searchbox").fill("PathChanged");
    await page.getByRole("link", { name: "Files and reloading" }).click();
    await title(page, "Files and reloading");
    await page.getByRole("button", { name: "Copy" }).nth(1).click();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "systemctl reload drbd-reactor");
    await page.getByText(/^Problems: Files and headers/).click();
    await page.getByRole("link", { name: "The file is not TOML" }).click();
    await title(page, "The file is not TOML");
    await page.getByRole("main").getByRole("link", { name: "Files and reloading" }).click();
    await title(page, "Files and reloading");
    assert.equal(await page.locator('.help-chapters [aria-current="page"]').count(), 1);
    await page.getByRole("link", { name: "Next chapter: Performance" }).click();
    await title(page, "Performance");
  }));

test("every chapter looks right", (test) =>
  withApp(test, { page: WIDE }, async ({ server, page }) => {
    await page.goto(`${server.address}/help`);
    await title(page, "Help");
    const paths = await page.locator(".contents a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    assert.ok(paths.length >= 15, paths.join());
    for (const path of paths) {
      await page.goto(new URL(path, server.address).href);
      await page.locator(".help-text h1").waitFor();
      await assertLooksRight(page, `help-${path.split("/").at(-1)}`);
    }
  }));

function title(page, name) {
  return page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
}
