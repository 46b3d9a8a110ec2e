// Problems in the preview: marked at their lines, told with a way out, and mended with one click.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { withExample } from "./lib/example.mjs";

/** Runs `steps` in a builder that has the example of iSCSI, with an IQN in upper case and a port that is none. */
const withProblems = (test, steps) =>
  withExample(test, "iscsi", async ({ page, builder }) => {
    await builder.type("/iqn", "IQN.2024-01.com.example:R0");
    const lines = page.getByRole("listbox", { name: /^sds-/ });
    await steps({ page, builder, lines, told: page.locator("#snippet-told") });
  });

test("a line whose field has a problem says so, tells why, and mends it with one click that can be undone", (test) =>
  withProblems(test, async ({ page, builder, lines, told }) => {
    const text = await page.locator("#snippet").textContent();
    const marked = lines.getByRole("option", { name: /^Error: .*iSCSITarget/ });
    await marked.click();
    await told.getByText("expected an IQN such as").waitFor();
    await told.getByRole("button", { name: "Fix: write iqn.2024-01.com.example:r0" }).click();
    await builder.isComplete();
    assert.equal(await builder.field("/iqn").inputValue(), "iqn.2024-01.com.example:r0");
    await page.getByText("Fixed: write iqn.2024-01.com.example:r0.").waitFor();
    await page.locator("#snippet:focus").waitFor();
    assert.equal(await lines.getByRole("option", { name: /^Error: / }).count(), 0);
    assert.notEqual(await page.locator("#snippet").textContent(), text);

    await page.keyboard.press("ControlOrMeta+Z");
    await builder.has("/iqn", "IQN.2024-01.com.example:R0");
    await marked.waitFor();
  }));

test("a problem that no line comes from stands above the lines and leads to its field", (test) =>
  withProblems(test, async ({ page, builder, told }) => {
    await builder.addRow("/luns", 2);
    await builder.type("/luns/2/volume", "");
    const above = page.locator(".found-elsewhere");
    await above.getByText("must be given").waitFor();
    await above.getByRole("button", { name: "LUN 3 › Volume" }).click();
    await page.locator(":focus#f-luns-2-volume").waitFor();
    assert.equal(await told.getByRole("heading").count(), 0);
  }));

test("the saved snippet marks what its warnings are about", (test) =>
  withExample(test, "iscsi", async ({ page, builder }) => {
    await builder.type("/implementation", "lio");
    await page.locator("#problems").getByText("lio-gone").waitFor();
    await builder.type("/resource", "r9");
    await builder.saveAs("r9");
    await page.getByRole("option", { name: /^Warning: .*iSCSITarget/ }).click();
    const told = page.locator("#snippet-told");
    await told.getByRole("link", { name: /lio-gone/ }).waitFor();
    assert.equal(await told.getByRole("button", { name: /^Fix/ }).count(), 0, "a saved revision is not changed");
  }));
