// Snippets that are there already, checked, mended and adopted in the browser alone.
import { strict as assert } from "node:assert";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { callsOf } from "./lib/calls.mjs";
import { readGolden } from "./lib/golden.mjs";
import { Builder } from "./pages/builder.mjs";
import { CheckPage, readExample } from "./pages/check.mjs";
import { signIn } from "./pages/sign-in.mjs";


test("a snippet that no daemon loads is explained, mended and brought back exactly, by nobody signed in", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    const asked = callsOf(page);
    const [check, example] = [new CheckPage(page), await readExample()];
    await check.open(server.address);
    await check.paste(example);
    await check.daemonAccepts(false);
    const headers = (await check.problems()).filter(({ code }) => code === "header");
    assert.deepEqual(
      headers.map(({ line, text, severity }) => [line, text, severity]),
      [
        [7, "[promoter]", "Error"],
        [8, "[[promoter.resources.r0]]", "Error"],
      ],
    );

    // A problem leads to its place in the text.
    await check.lines.getByRole("button", { name: "line 8, column 3" }).click();
    const selected = () =>
      check.text.evaluate(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd));
    assert.equal(await selected(), "[[promoter.resources.r0]]");
    await page.locator("#check-text:focus").waitFor();

    await check.fixAll.click();
    await check.daemonAccepts(true);
    await page.locator('#check-ctl[data-accepts="yes"]').waitFor();
    assert.match(await check.said.textContent(), /^Fixed \d+ problems\. .* left\.$/);
    const mended = await check.text.inputValue();
    assert.ok(mended.includes("\n[[promoter]]\n") && mended.includes("\n  [promoter.resources.r0]\n"), mended);

    await check.undo.click();
    await check.daemonAccepts(false);
    assert.equal(await check.text.inputValue(), example);
    assert.match(await check.said.textContent(), /^Undone: Fixed .* error/);
    await check.redo.click();
    await check.daemonAccepts(true);
    assert.equal(await check.text.inputValue(), mended);
    assert.deepEqual(asked, [], "the server is asked for nothing but who is there");
  }));

test("what is typed is checked with every key, undone by words, and stays for a reload", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    const check = new CheckPage(page);
    await check.open(server.address);
    await page.getByText("Nothing to check yet").waitFor();
    await check.text.click();
    await page.keyboard.type("[[promoter]]\n[promoter.resources.r0]\nrunner = 1");
    await check.daemonAccepts(false);
    await page.keyboard.press("Backspace");
    await page.keyboard.type('"systemd"');
    await check.daemonAccepts(true);
    await page.keyboard.press("ControlOrMeta+z");
    await check.daemonAccepts(false);
    await page.keyboard.press("ControlOrMeta+Shift+z");
    await check.daemonAccepts(true);
    const typed = '[[promoter]]\n[promoter.resources.r0]\nrunner = "systemd"';
    assert.equal(await check.text.inputValue(), typed);

    await page.reload();
    await check.daemonAccepts(true);
    assert.equal(await check.text.inputValue(), typed);
    // Another tab has its own, and no later visit finds it.
    const kept = await page.evaluate(() => JSON.stringify(localStorage));
    assert.ok(!kept.includes("runner"), kept);

    // A key in a text of another system changes that key only.
    await check.drop([await temporaryFile(test, "crlf.toml", "[[promoter]]\r\n# a\r\n")]);
    await check.choose("crlf.toml");
    await check.text.press("ControlOrMeta+End");
    await page.keyboard.type("# b");
    const downloaded = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download" }).click();
    const download = await downloaded;
    assert.equal(download.suggestedFilename(), "crlf.toml");
    assert.equal(await readFile(await download.path(), "utf8"), "[[promoter]]\r\n# a\r\n# b");
  }));

test("files are taken as the daemon reads them, whichever way they come", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    const check = new CheckPage(page);
    const [example, { text: good }] = [await readExample(), await readGolden("nfs")];
    const directory = await temporaryDirectory(test);
    await mkdir(join(directory, "old"));
    const files = {
      "sds-iscsi-r0.toml": example,
      "sds-nfs-nfs-data.toml": good,
      "sds-nvmeof-nvme.toml.disabled": "[[promoter]]\n",
      "notes.txt": "not a snippet\n",
      "binary.toml": Buffer.from([0xff, 0xfe, 0x5b]),
      "old/sds-iscsi-r9.toml": example,
    };
    for (const [name, content] of Object.entries(files)) await writeFile(join(directory, name), content);

    const isTaken = async () => {
      assert.deepEqual(Object.keys(await check.listed()), ["sds-iscsi-r0.toml", "sds-nfs-nfs-data.toml"]);
      assert.match((await check.listed())["sds-iscsi-r0.toml"], /error/);
      await check.passedOver.locator("summary").click();
      const passedOver = await check.passedOver.getByRole("listitem").allTextContents();
      return passedOver.map((text) => text.replace(/:.*/, ""));
    };
    const removeAll = async () => {
      await page.getByRole("button", { name: "Remove all" }).click();
      await page.getByText("Nothing to check yet").waitFor();
    };

    // Chosen one by one.
    await check.open(server.address);
    const single = Object.keys(files).filter((name) => !name.includes("/"));
    await page.locator("#check-choose-files").setInputFiles(single.map((name) => join(directory, name)));
    await check.files.first().waitFor();
    assert.deepEqual(await isTaken(), ["notes.txt not read", "sds-nvmeof-nvme.toml.disabled disabled"]);
    // What is not UTF-8, the daemon reads and refuses.
    await page.locator("#check-refused").getByText("binary.toml").waitFor();
    await check.daemonAccepts(false);
    await removeAll();

    // A whole directory, chosen and dropped.
    await page.locator("#check-choose-directory").setInputFiles(directory);
    await check.files.first().waitFor();
    const below = `${directory.split("/").at(-1)}/old/sds-iscsi-r9.toml not read`;
    assert.deepEqual((await isTaken()).sort(), [
      below,
      "notes.txt not read",
      "sds-nvmeof-nvme.toml.disabled disabled",
    ].sort());
    await removeAll();
    await check.drop([directory]);
    await check.files.first().waitFor();
    assert.equal((await isTaken()).length, 3);
    await removeAll();

    // Files that a script of another page drops have no entries.
    await page.evaluate(
      ([one, other]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([one], "sds-iscsi-r0.toml"));
        transfer.items.add(new File([other], "sds-nfs-nfs-data.toml"));
        transfer.items.add(new File(["x"], "notes.txt"));
        for (const type of ["dragover", "drop"]) {
          document.body.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
        }
      },
      [example, good],
    );
    await check.files.first().waitFor();
    assert.deepEqual(await isTaken(), ["notes.txt not read"]);

    // Each is mended, and one step brings both back.
    await check.daemonAccepts(false);
    await check.fixAll.click();
    await check.daemonAccepts(true);
    await check.choose("sds-nfs-nfs-data.toml");
    assert.equal(await check.text.inputValue(), good);
    await check.undo.click();
    await check.daemonAccepts(false);
    await check.choose("sds-iscsi-r0.toml");
    assert.equal(await check.text.inputValue(), example);
  }));

test("a snippet that is a gateway opens in the builder, and never over a saved one", (test) =>
  withApp(test, {}, async ({ server, page, faults }) => {
    const golden = await readGolden("iscsi-chap");
    await signIn(page, server.signInLink);
    const [check, builder] = [new CheckPage(page), new Builder(page)];

    // A draft that was not saved comes back when it is asked for.
    await builder.openNew("iscsi");
    await builder.type("/resource", "mine");
    await page.getByRole("link", { name: "Check & import" }).click();
    await check.paste(golden.text);
    await check.what.getByText("A gateway of SDS Gateway").waitFor();
    await check.adopt.click();
    await page.getByRole("heading", { level: 1, name: "New iSCSI gateway" }).waitFor();
    await builder.isComplete();
    assert.equal(await builder.preview(), golden.text, "with its secrets");
    await page.getByRole("button", { name: "Back to my draft" }).click();
    assert.equal(await builder.field("/resource").inputValue(), "mine");

    // What does the same is adopted, too, after saying what will be written otherwise.
    await page.getByRole("link", { name: "Check & import" }).click();
    assert.equal(await check.text.inputValue(), golden.text, "the text is still there");
    const demo = golden.text.replaceAll("r0", "vm-disks").replace(/^#.*\n/, "# by hand\n");
    await check.paste(demo);
    await check.what.getByText("does the same as a gateway of SDS Gateway").waitFor();
    await check.adopt.click();
    await builder.isComplete();
    assert.equal(await builder.field("/resource").inputValue(), "vm-disks");
    faults.expect(/POST .*\/api\/v1\/gateways: 4\d\d/);
    await builder.save.click();
    await page.getByRole("alert").waitFor();
    assert.match(page.url(), /\/new\/iscsi$/);
  }));

test("a snippet that is none of ours is kept as it is, listed and never rewritten", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    const check = new CheckPage(page);
    await signIn(page, server.signInLink);
    await check.open(server.address);
    const text = "# by hand\n[[promoter]]\n[promoter.resources.r9]\n  start = [ 'my.service' ]  # odd\n";
    await check.paste(text);
    await check.name.fill("mine.toml");
    await page.locator("#check-keep").click();
    await page.waitForURL("**/gateways/r9");
    await page.getByText("# odd").waitFor();
    assert.equal(await page.getByRole("link", { name: "Edit" }).count(), 0, "there is no form for it");
    await page.goto(`${server.address}/`);
    await page.getByRole("row", { name: /r9/ }).getByText("Foreign").waitFor();
  }));

test("without a network everything on the page works", (test) =>
  withApp(test, {}, async ({ server, page, context, faults }) => {
    const [check, example] = [new CheckPage(page), await readExample()];
    await check.open(server.address);
    await context.setOffline(true);
    await page.getByRole("button", { name: "Load example" }).click();
    await check.daemonAccepts(false);
    assert.equal(await check.text.inputValue(), example);
    assert.equal(await check.name.inputValue(), "sds-iscsi-r0.toml");
    await check.fixAll.click();
    await check.daemonAccepts(true);
    await page.getByRole("button", { name: "What each line does" }).click();
    await check.lines.locator(".explained").first().waitFor();
    await page.getByLabel("resource-agents").selectOption("4.12");
    await page.getByText(/^Checked for these versions\./).waitFor();
    await page.getByRole("button", { name: "Copy" }).click();
    await page.getByText("Copied", { exact: true }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await check.text.inputValue());

    // Another page misses the server and says so; this one does not.
    faults.expect(/GET .*: net::ERR_INTERNET_DISCONNECTED/);
    faults.expect(/Failed to fetch/);
    await page.getByRole("link", { name: "Nodes" }).click();
    await page.getByRole("alert").first().waitFor();
    await page.getByRole("link", { name: "Check & import" }).click();
    await check.daemonAccepts(true);
    assert.equal(await page.getByRole("alert").count(), 0);
    await page.getByRole("button", { name: "中文" }).click();
    await page.getByRole("heading", { level: 1, name: "检查与导入" }).waitFor();
  }));

test("a fix is reached, made and undone by keyboard alone, and what became of it is said", (test) =>
  withApp(test, {}, async ({ server, page, faults }) => {
    const check = new CheckPage(page);
    // From the page that asks strangers to sign in.
    await page.goto(server.address);
    const way = page.getByRole("link", { name: "Check snippets without signing in" });
    await tabTo(page, way);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Check & import" }).waitFor();
    await tabTo(page, page.getByRole("button", { name: "Load example" }));
    await page.keyboard.press("Enter");
    await check.daemonAccepts(false);
    const before = await check.fixes.count();
    assert.ok(before >= 2, "there is more to fix than one thing");
    await tabTo(page, check.fixes.first());
    await page.keyboard.press("Enter");
    await page.getByText(/^Fixed: write \[\[promoter\]\]\. .* left\.$/).waitFor();
    assert.equal(await check.fixes.count(), before - 1);
    // The next one has the focus.
    await page.locator(".check-fix:focus").waitFor();
    for (let left = before - 1; left > 0; left -= 1) {
      await page.locator(".check-fix:focus").waitFor();
      await page.keyboard.press("Enter");
      await check.hasFixes(left - 1);
    }
    await page.locator("#verdict-title:focus").waitFor();
    assert.equal(await check.fixes.count(), 0);
    await tabTo(page, check.undo);
    for (let undone = 1; undone <= before; undone += 1) {
      await page.keyboard.press("Enter");
      await check.hasFixes(undone);
    }
    assert.equal(await check.text.inputValue(), await readExample());
  }));

test("three hundred files are checked and mended while one can go on typing", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    const [check, example] = [new CheckPage(page), await readExample()];
    const files = Array.from({ length: 300 }, (_, index) => ({
      name: `sds-iscsi-r${index}.toml`,
      mimeType: "application/toml",
      buffer: Buffer.from(example.replaceAll("r0", `r${index}`).padEnd(3500, "# so that it is longer\n")),
    }));
    await check.open(server.address);
    const timed = async (what, steps) => {
      const start = performance.now();
      await steps();
      test.diagnostic(`${what}: ${Math.round(performance.now() - start)} ms`);
    };
    await timed("300 files read and checked", async () => {
      await page.locator("#check-choose-files").setInputFiles(files);
      await page.getByRole("heading", { name: "300 files" }).waitFor();
      await check.daemonAccepts(false);
    });
    await timed("ten keys typed", () => check.text.pressSequentially("# a\n# b\n# c"));
    await timed("all mended", async () => {
      await check.fixAll.click();
      await page.getByText(/^Fixed \d+ problems/).waitFor();
    });
    assert.equal((await check.problems()).filter(({ code }) => code === "header").length, 0);
  }));

/** Moves with the Tab key until an element has the focus. */
async function tabTo(page, locator) {
  const wanted = await locator.elementHandle();
  for (let presses = 0; presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((wanted) => document.activeElement === wanted, wanted)) return;
  }
  assert.fail(`${locator} is not reached by keyboard`);
}

async function temporaryDirectory(test) {
  const directory = await mkdtemp(join(tmpdir(), "drbd-reactor.d-"));
  test.after(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

async function temporaryFile(test, name, content) {
  const path = join(await temporaryDirectory(test), name);
  await writeFile(path, content);
  return path;
}
