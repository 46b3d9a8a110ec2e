// What can be done with the preview, and how the user likes to see it.
import { strict as assert } from "node:assert";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { readGolden } from "./lib/golden.mjs";
import { Builder } from "./pages/builder.mjs";
import { ReviewPage } from "./pages/review.mjs";
import { signIn } from "./pages/sign-in.mjs";

test("copy and download give the file as previewed, secrets and all", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    const golden = await readGolden("iscsi-chap");
    await signIn(page, server.signInLink);
    const builder = new Builder(page);
    await builder.openNew("iscsi");
    await builder.typeAll(golden.draft);
    await builder.isComplete();
    assert.equal(await builder.preview(), golden.text);

    // On the screen, a secret is covered until it is asked for.
    const secret = page.locator("#snippet .secret").first();
    const colours = () => secret.evaluate((element) => getComputedStyle(element).backgroundColor);
    const covered = await colours();
    await page.getByRole("button", { name: "Show secrets" }).click();
    assert.notEqual(await colours(), covered);

    await page.getByRole("button", { name: "Copy" }).click();
    await page.getByText("Copied", { exact: true }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), golden.text);

    const downloaded = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download" }).click();
    const download = await downloaded;
    assert.equal(download.suggestedFilename(), `sds-iscsi-${golden.draft.resource}.toml`);
    assert.equal(await readFile(await download.path(), "utf8"), golden.text);
  }));

test("what is saved is shared from the preview, with a warning while something is not saved", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    await signIn(page, server.signInLink);
    const builder = new Builder(page);
    await builder.openNew("iscsi");
    assert.equal(await page.getByRole("button", { name: "Share…" }).count(), 0, "nothing is saved yet");
    await page.getByRole("button", { name: "Load example" }).click();
    await builder.isComplete();
    await builder.saveAs("r0");
    await builder.openSaved();
    await builder.type("/iqn", "iqn.2024-01.com.example:other");
    const share = page.getByRole("button", { name: "Share…" });
    await share.click();
    const dialog = page.getByRole("dialog", { name: "Share this gateway" });
    await dialog.getByText("The link shows what is saved: revision 1.").waitFor();
    await dialog.getByRole("button", { name: "Create link" }).click();
    const link = await dialog.getByLabel("The link").inputValue();
    await dialog.getByRole("button", { name: "Copy" }).click();
    await dialog.getByText("Copied", { exact: true }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);
    await page.keyboard.press("Escape");
    await page.locator("button:focus", { hasText: "Share…" }).waitFor();
    await page.goto(link);
    await new ReviewPage(page).isShown();
    assert.equal(await page.getByText("iqn.2024-01.com.example:other").count(), 0, "what is not saved is not shared");
  }));

test("language and theme change at once, keep what was typed, and stay for the next visit", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    await signIn(page, server.signInLink);
    const builder = new Builder(page);
    await builder.openNew("nfs");
    await builder.type("/resource", "nfs-data");
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await ground();
    await page.getByRole("combobox", { name: "Theme" }).selectOption("Dark");
    assert.notEqual(await ground(), light);
    await page.getByRole("button", { name: "中文" }).click();
    await page.getByRole("heading", { level: 1, name: "新建 NFS 网关" }).waitFor();
    assert.equal(await builder.field("/resource").inputValue(), "nfs-data");

    await page.reload();
    await page.getByRole("heading", { level: 1, name: "新建 NFS 网关" }).waitFor();
    assert.notEqual(await ground(), light);
    // The draft was not saved, and is there all the same.
    assert.equal(await builder.field("/resource").inputValue(), "nfs-data");
    await page.getByRole("button", { name: "重新开始" }).click();
    assert.equal(await builder.field("/resource").inputValue(), "");
  }));
