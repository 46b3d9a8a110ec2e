// What makes the builder quick and forgiving: steps back, presets, and as much on the screen as is wanted.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { assertAccessible } from "./lib/axe.mjs";
import { Builder } from "./pages/builder.mjs";
import { GatewayPage } from "./pages/gateway.mjs";
import { signIn } from "./pages/sign-in.mjs";

/** Runs `steps` in the form of a new gateway. */
function withBuilder(test, kind, steps) {
  return withApp(test, {}, async ({ server, page, ...rest }) => {
    await signIn(page, server.signInLink);
    const builder = new Builder(page);
    await builder.openNew(kind);
    await steps({ server, page, builder, ...rest });
  });
}

const IQN = "iqn.2024-01.com.example:storage.r0";

test("what was typed in one field is one step to undo, and a row is another", (test) =>
  withBuilder(test, "iscsi", async ({ page, builder }) => {
    await builder.type("/resource", "r7");
    await builder.type("/iqn", IQN);
    await builder.addRow("/luns", 1);
    await builder.undo.click();
    await builder.field("/luns/1").waitFor({ state: "detached" });
    await builder.said("Undone: LUNs");
    await builder.undo.click();
    await builder.has("/iqn", "");
    await builder.has("/resource", "r7");
    await builder.redo.click();
    await builder.has("/iqn", IQN);
    await builder.redo.click();
    await builder.field("/luns/1").waitFor();
    assert.equal(await builder.redo.getAttribute("aria-disabled"), "true");
    await page.getByRole("button", { name: "Load example" }).click();
    await builder.undo.click();
    await builder.has("/resource", "r7");
  }));

test("keys undo and redo in the form, and lead to what they changed", (test) =>
  withBuilder(test, "iscsi", async ({ page, builder }) => {
    await builder.type("/resource", "r7");
    await builder.type("/iqn", IQN);
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Control+z");
    await page.locator("#f-resource:focus").waitFor();
    await builder.has("/resource", "");
    await page.keyboard.press("Control+Shift+z");
    await page.keyboard.press("Control+y");
    await page.locator("#f-iqn:focus").waitFor();
    await builder.has("/iqn", IQN);
    await builder.has("/resource", "r7");
  }));

test("a preset says what it changes and why before it does, and keeps names and addresses", (test) =>
  withBuilder(test, "nvmeof", async ({ page, builder }) => {
    await page.getByRole("button", { name: "Load example" }).click();
    const nqn = await builder.field("/nqn").inputValue();
    const dialog = await builder.openPresets();
    await dialog.getByRole("radio", { name: /NVMe over RDMA/ }).check();
    await dialog.getByText("Data moves between the memories").waitFor();
    assert.match(await dialog.locator("#preset-shown").textContent(), /nvmet-port/);
    await assertAccessible(page, "presets");
    assert.ok(!(await page.locator("#snippet").textContent()).includes("rdma"), "nothing is changed yet");
    await dialog.getByRole("button", { name: "Apply" }).click();
    await builder.isComplete();
    assert.match(await builder.preview(), /type=rdma/);
    await builder.has("/nqn", nqn);
    await builder.undo.click();
    assert.doesNotMatch(await builder.preview(), /type=rdma/);
  }));

test("all options stay open for the next form once they were asked for", (test) =>
  withBuilder(test, "iscsi", async ({ page, builder }) => {
    assert.ok(!(await builder.field("/port").isVisible()), "what has a default is folded");
    assert.ok(await builder.field("/chap/password").isVisible(), "who gets in is not");
    await page.getByRole("button", { name: "All options" }).click();
    await builder.field("/port").waitFor();
    await page.reload();
    await builder.field("/promoter/runner").waitFor();
    await page.getByRole("button", { name: "Simple" }).click();
    await builder.field("/promoter/runner").waitFor({ state: "hidden" });
  }));

test("a derived value says what it is made of, can be typed over, and comes back", (test) =>
  withBuilder(test, "iscsi", async ({ page, builder }) => {
    await builder.type("/resource", "r7");
    await builder.type("/service_ips/0/ip", "10.0.0.5/24");
    await builder.type("/iqn", IQN);
    const serial = builder.field("/luns/0/scsi_sn");
    await builder.uncover("/luns/0/scsi_sn");
    const entry = page.locator(".field", { has: serial });
    await entry.getByText("derived from IQN, resource and volume").waitFor();
    const derived = await serial.getAttribute("placeholder");
    assert.match(derived, /^[0-9a-f]{8}$/);
    assert.match(await entry.locator(".origin").textContent(), /iSCSILogicalUnit scsi_sn/);
    await builder.type("/luns/0/scsi_sn", "mine-1");
    assert.match(await builder.preview(), /scsi_sn=mine-1/);
    await entry.getByRole("button", { name: /Back to the derived value/ }).click();
    await page.locator("#f-luns-0-scsi_sn:focus").waitFor();
    await builder.has("/luns/0/scsi_sn", "");
    await builder.isComplete();
    assert.match(await builder.preview(), new RegExp(`scsi_sn=${derived}`));
  }));

test("a secret by chance is shown once, can be copied, and is one that initiators take", (test) =>
  withBuilder(test, "iscsi", async ({ page, builder }) => {
    await page.getByRole("button", { name: "Load example" }).click();
    await builder.type("/chap/username", "backup");
    const generate = page.getByRole("button", { name: "Generate" });
    await generate.click();
    await page.getByText(/^Made by chance just now/).waitFor();
    const secret = await builder.field("/chap/password").inputValue();
    assert.match(secret, /^[A-Za-z2-9]{16}$/);
    assert.equal(await builder.field("/chap/password").getAttribute("type"), "text");
    await page.getByRole("button", { name: "Copy the secret" }).click();
    await page.getByText("Copied", { exact: true }).waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), secret);
    assert.match(await builder.preview(), new RegExp(`incoming_password=${secret}`));
    await generate.click();
    await page.getByText(/^Made by chance just now/).waitFor();
    assert.notEqual(await builder.field("/chap/password").inputValue(), secret);
    await builder.undo.click();
    await builder.has("/chap/password", secret);
  }));

test("rows move by mouse and by key, and are duplicated with what must be their own derived anew", (test) =>
  withBuilder(test, "iscsi", async ({ page, builder }) => {
    await page.getByRole("button", { name: "Load example" }).click();
    await builder.isComplete();
    await page.getByRole("button", { name: "Duplicate LUN 1" }).click();
    await page.locator("#f-luns-1-volume:focus").waitFor();
    await builder.said("LUN 2 is a copy of LUN 1");
    const volumesAre = async (numbers) => {
      for (const [index, number] of numbers.entries()) await builder.has(`/luns/${index}/volume`, number);
    };
    await volumesAre(["1", "3", "2"]);
    await builder.uncover("/luns/1/scsi_sn");
    await builder.has("/luns/1/scsi_sn", "");
    await builder.isComplete();

    // Nothing may scroll between press and move.
    await page.setViewportSize({ width: 1280, height: 1600 });
    await page.locator("#f-luns-0 .handle").dragTo(page.locator("#f-luns-2"));
    await builder.said("LUN 1 is now LUN 3");
    await volumesAre(["3", "2", "1"]);
    await page.getByRole("button", { name: "Move LUN 3 up" }).click();
    await page.locator("#up-f-luns-1:focus").waitFor();
    await volumesAre(["3", "1", "2"]);
    await builder.undo.click();
    await builder.undo.click();
    await volumesAre(["1", "3", "2"]);
  }));

test("names are picked out of whatever is pasted, and what is left out is said", (test) =>
  withBuilder(test, "iscsi", async ({ page, builder }) => {
    const field = builder.field("/allowed_initiators");
    await builder.type("/allowed_initiators", "iqn.1998-01.com.vmware:esx1");
    await page.evaluate(
      (text) => navigator.clipboard.writeText(text),
      "Name: iqn.1998-01.com.vmware:esx2, iqn.1998-01.com.vmware:esx1\nInitiatorName=iqn.1993-08.org.debian:01:a1",
    );
    await field.press("End");
    await page.keyboard.press("Control+v");
    await page.getByText("Took 2 names. 1 stood there already. Left out what is no name: Name: InitiatorName").waitFor();
    assert.deepEqual((await field.inputValue()).split("\n"), [
      "iqn.1998-01.com.vmware:esx1",
      "iqn.1998-01.com.vmware:esx2",
      "iqn.1993-08.org.debian:01:a1",
    ]);
    await builder.undo.click();
    await builder.has("/allowed_initiators", "iqn.1998-01.com.vmware:esx1");
  }));

test("a duplicate asks for what must be its own, derives the rest anew, and survives a reload", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    const builder = new Builder(page);
    await signIn(page, server.signInLink);
    await new GatewayPage(page).open("vm-disks");
    await page.getByRole("link", { name: "Duplicate", exact: true }).click();
    const note = page.locator("#duplicate");
    await note.getByText(/^To be given: /).waitFor();
    assert.match(await note.textContent(), /DRBD resource, Address with prefix, IQN of the target/);
    await builder.has("/resource", "");
    await builder.has("/luns/1/volume", "2");
    await builder.type("/resource", "r8");
    await page.reload();
    await page.getByText("This is your draft from before").waitFor();
    await builder.has("/resource", "r8");
    const count = await page.locator('[id^="f-service_ips-"][id$="-ip"]').count();
    for (let index = 0; index < count; index += 1) await builder.type(`/service_ips/${index}/ip`, `10.8.0.${index + 1}/24`);
    await builder.type("/iqn", "iqn.2024-01.com.example:storage.r8");
    await builder.isComplete();
    await builder.saveAs("r8");
  }));

test("of two tabs with the same form the newer draft is kept, and the other tab says so", (test) =>
  withBuilder(test, "iscsi", async ({ page, builder, context }) => {
    await builder.type("/resource", "older");
    const tab = await context.newPage();
    await tab.goto(page.url());
    const other = new Builder(tab);
    await other.type("/resource", "newer");
    await page.getByText("Another tab has a newer draft of this form").waitFor();
    await builder.has("/resource", "older");
    await page.reload();
    await builder.has("/resource", "newer");
    await other.type("/resource", "newest");
    await page.getByRole("button", { name: "Take the newer one" }).click();
    await builder.has("/resource", "newest");
    await builder.undo.click();
    await builder.has("/resource", "newer");
  }));
