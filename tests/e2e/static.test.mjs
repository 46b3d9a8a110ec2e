// The app without a server of ours: plain files in some folder.
import { strict as assert } from "node:assert";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertAccessible } from "./lib/axe.mjs";
import { launchBrowser, openPage } from "./lib/browser.mjs";
import { readGolden } from "./lib/golden.mjs";
import { serveFiles } from "./lib/static.mjs";

async function withFiles(steps) {
  const files = await serveFiles("/tools/gateway/");
  const browser = await launchBrowser();
  try {
    const opened = await openPage(browser);
    // Nobody answers the calls; that is what these tests are about.
    opened.faults.expect(/\/api\/v1\/\S+ ?: 404/);
    opened.faults.expect(/\/api\/v1\//);
    await steps({ files, ...opened });
    opened.faults.assertNone();
  } finally {
    await browser.close();
    await files.stop();
  }
}

test("the first page says what needs a server and leads to what does not", async () => {
  await withFiles(async ({ files, page }) => {
    await page.goto(files.address);
    await page.getByRole("alert").filter({ hasText: "Without a server you can build" }).waitFor();
    await page.getByRole("link", { name: "New iSCSI gateway" }).waitFor();
    await assertAccessible(page, "the first page without a server");
  });
});

test("a gateway is built and downloaded without a server", async () => {
  await withFiles(async ({ files, page }) => {
    const { text } = await readGolden("iscsi");
    await page.goto(files.address);
    await page.getByRole("link", { name: "New iSCSI gateway" }).click();
    await page.getByRole("button", { name: "Load example" }).click();
    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download" }).click();
    const download = await downloading;
    assert.equal(download.suggestedFilename(), "sds-iscsi-r0.toml");
    assert.equal(await readFile(await download.path(), "utf8"), text);
  });
});

test("what was typed is there after the page was opened again", async () => {
  await withFiles(async ({ files, page }) => {
    await page.goto(files.address);
    await page.getByRole("link", { name: "New NFS gateway" }).click();
    await page.getByLabel("Resource").first().fill("kept-here");
    await page.locator("#resource, #f-resource").first().blur();
    page.on("dialog", (dialog) => dialog.accept());
    await page.goto(files.address);
    await page.getByRole("link", { name: "New NFS gateway" }).click();
    await page.getByRole("status").filter({ hasText: "your draft from before" }).first().waitFor();
    assert.equal(await page.getByLabel("Resource").first().inputValue(), "kept-here");
  });
});

test("snippets are checked, and problems explained, without a server", async () => {
  await withFiles(async ({ files, page }) => {
    await page.goto(files.address);
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Check & import" }).click();
    await page.getByRole("heading", { level: 1, name: "Check & import" }).waitFor();
    assert.equal(new URL(page.url()).pathname, "/tools/gateway/check");
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Help" }).click();
    await page.getByRole("heading", { level: 1, name: "Help" }).waitFor();
    assert.equal(new URL(page.url()).pathname, "/tools/gateway/help");
  });
});
