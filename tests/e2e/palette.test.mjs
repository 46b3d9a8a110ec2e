// The command palette: everything is a few letters away, and nothing dangerous happens at once.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { openPerson } from "./lib/people.mjs";
import { Palette } from "./pages/palette.mjs";
import { signIn } from "./pages/sign-in.mjs";


test("a page is reached by a few letters of its name, in either language", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    const palette = new Palette(page);
    await signIn(page, server.signInLink);
    await palette.open();
    await palette.find("nod", "Nodes");
    await page.keyboard.press("Enter");
    await page.locator("h1:focus", { hasText: "Nodes" }).waitFor();
    assert.equal(await palette.dialog.count(), 0);
    await palette.open();
    await palette.find("审计", "Audit log");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Audit log" }).waitFor();
    // What was chosen last stands first.
    await palette.open();
    assert.deepEqual((await palette.titles()).slice(0, 2), ["Audit log", "Nodes"]);
  }));

test("the gateways are asked for when the palette is opened, and found by name, address and kind", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    const palette = new Palette(page);
    await signIn(page, server.signInLink);
    await page.goto(`${server.address}/account`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    const asked = [];
    page.on("request", (request) => /\/gateways$/.test(request.url()) && asked.push(request.url()));
    await palette.open();
    await palette.find("vm-d", "vm-disks");
    assert.equal(asked.length, 1);
    await palette.find("nvmeof fast", "fast-disks");
    await palette.find("iqn.", "vm-disks");
    await palette.find("vm-disks", "vm-disks");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/gateways/vm-disks");
  }));

test("the arrows walk in a ring, the field tells where they are, and Escape gives the focus back", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    const palette = new Palette(page);
    await signIn(page, server.signInLink);
    await palette.button.focus();
    await page.keyboard.press("Enter");
    await palette.field.fill("theme");
    await page.keyboard.press("ArrowDown");
    const first = await palette.chosen().getAttribute("id");
    assert.equal(await palette.field.getAttribute("aria-activedescendant"), first);
    assert.match(await palette.chosen().innerText(), /Theme: Light/);
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("ArrowUp");
    assert.match(await palette.chosen().innerText(), /Search Help for “theme”/);
    await page.keyboard.press("Escape");
    await palette.dialog.waitFor({ state: "hidden" });
    assert.ok(await palette.button.evaluate((button) => button === document.activeElement));
    // The same keys open and close it.
    await palette.open();
    await page.keyboard.press("Control+k");
    await palette.dialog.waitFor({ state: "hidden" });
  }));

test("language and theme switch at once, and what stops a gateway only leads to where that is confirmed", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    const palette = new Palette(page);
    await signIn(page, server.signInLink);
    await palette.open();
    await palette.find("dark", "Theme: Dark");
    await page.keyboard.press("Enter");
    await page.locator('html[data-theme="dark"]').waitFor();
    await palette.open();
    await palette.find("chinese", "Language: 中文 (Chinese)");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "网关" }).waitFor();
    await palette.open();
    await palette.find("english", "语言：English");
    await page.keyboard.press("Enter");
    const sent = [];
    page.on("request", (request) => request.method() !== "GET" && sent.push(request.url()));
    await palette.open();
    await palette.find("stop vm-disks", "Stop vm-disks…");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/gateways/vm-disks");
    await page.getByRole("button", { name: "Stop", exact: true }).waitFor();
    assert.deepEqual(sent, []);
    await palette.open();
    await palette.find("deploy vm", "Deploy vm-disks");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Deploy vm-disks" }).waitFor();
  }));

test("what is not found leads on to Help, and what a role may not do is not offered", (test) =>
  withApp(test, {}, async ({ server, browser, page, faults }) => {
    await page.goto(`${server.address}/help`);
    await page.getByRole("heading", { level: 1, name: "Help" }).waitFor();
    const palette = new Palette(page);
    await palette.open();
    await palette.find("zoning", "Search Help for “zoning”");
    assert.deepEqual(await palette.titles(), ["Search Help for “zoning”"]);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/help?q=zoning");

    const viewer = await openPerson(server, browser, "viewer");
    const theirs = new Palette(viewer.page);
    await theirs.open();
    await theirs.find("vm-disks", "vm-disks");
    const titles = await theirs.titles();
    assert.ok(titles.includes("See the plan of vm-disks"), titles.join());
    assert.ok(!titles.some((title) => /^(Stop|Edit|Deploy)/.test(title)), titles.join());
    await theirs.field.fill("new");
    await theirs.options.filter({ hasText: "Search Help for “new”" }).waitFor();
    assert.ok(!(await theirs.titles()).some((title) => title.startsWith("New ")));
  }));

test("chapters of Help, their headings and the codes of problems are found by name, in either language", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    const palette = new Palette(page);
    await signIn(page, server.signInLink);
    await palette.open();
    await palette.find("故障", "Troubleshooting");
    await palette.find("hand-written", "What hand-written snippets get wrong");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/help\/[a-z-]+#section-\d+$/);
    await page.locator("h2:focus", { hasText: "What hand-written snippets get wrong" }).waitFor();
    await palette.open();
    await palette.find("lio-gone", "Problem lio-gone");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/help/lio-gone");
  }));

test("on the page of a gateway, what may be done with it is offered before anything is typed", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    const palette = new Palette(page);
    await signIn(page, server.signInLink);
    await page.goto(`${server.address}/gateways/vm-disks`);
    await page.getByRole("button", { name: "Stop", exact: true }).waitFor();
    await palette.open();
    await palette.options.filter({ hasText: "Stop vm-disks…" }).waitFor();
    const titles = await palette.titles();
    for (const title of ["Deploy vm-disks", "Edit vm-disks", "Duplicate vm-disks"]) {
      assert.ok(titles.slice(0, 6).includes(title), titles.join());
    }
    assert.ok(!titles.some((title) => title.endsWith("fast-disks…")), titles.join());
    await palette.find("stop vm", "Stop vm-disks…");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: /^Stop/ });
    await dialog.getByRole("textbox", { name: "Name of the resource" }).waitFor();
  }));
