// The lines of the preview: what they come from and what they do, by mouse and by keyboard.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { withExample } from "./lib/example.mjs";
import { idOf } from "./pages/builder.mjs";

/** Runs `steps` in a builder that has the example of a kind, with the lines of its preview. */
const withLines = (test, kind, steps) =>
  withExample(test, kind, ({ page, builder }) =>
    steps({ page, builder, lines: page.getByRole("listbox", { name: /^sds-/ }) }),
  );

test("the lines of a field light up while it has the focus or the pointer", (test) =>
  withLines(test, "iscsi", async ({ page, builder, lines }) => {
    const lit = lines.locator(".line.lit");
    await builder.field("/iqn").focus();
    await lit.filter({ hasText: "# IQN:" }).waitFor();
    assert.equal(await lit.count(), 4, "the head, the target and two LUNs");
    await builder.field("/service_ips/0/ip").hover();
    await lit.filter({ hasText: "IPaddr2" }).waitFor();
    assert.equal(await lit.filter({ hasText: "iSCSILogicalUnit" }).count(), 0);
    await page.getByRole("heading", { level: 1 }).hover();
    // The field that has the focus counts again.
    await lit.filter({ hasText: "iSCSILogicalUnit" }).first().waitFor();
  }));

test("the fields of a line light up under the pointer, and a click explains it and leads to them", (test) =>
  withLines(test, "iscsi", async ({ page, lines }) => {
    const target = lines.getByRole("option", { name: /iSCSITarget/ });
    await target.hover();
    await page.locator(`.field.lit #${idOf("/iqn")}`).waitFor();
    await target.click();
    const told = page.locator("#snippet-told");
    await told.getByText("ocf.rs@target_r0.service").waitFor();
    await told.getByText("The iSCSI target").waitFor();
    await told.getByText("Environment of the unit").click();
    await told.getByText("OCF_RESKEY_iqn", { exact: true }).waitFor();
    await told.getByRole("button", { name: "IQN of the target" }).click();
    await page.locator(`#${idOf("/iqn")}:focus`).waitFor();
  }));

test("the keyboard walks the lines, opens one and goes back", (test) =>
  withLines(test, "nfs", async ({ page, lines }) => {
    await lines.focus();
    await page.keyboard.press("End");
    const active = lines.locator(".line.active");
    await active.filter({ hasText: "linstor-gateway-schema-version" }).waitFor();
    await page.keyboard.press("Home");
    for (const _ of Array(6)) await page.keyboard.press("ArrowDown");
    // Blank lines say nothing and are passed over.
    await active.filter({ hasText: "[promoter.resources.nfs-data]" }).waitFor();
    await page.keyboard.press("Enter");
    const told = page.locator("#snippet-told");
    await told.getByText("drbd-services@nfs\\x2ddata.target", { exact: true }).waitFor();
    await page.keyboard.press("Escape");
    await told.getByRole("heading").waitFor({ state: "detached" });
    await page.locator("#snippet:focus").waitFor();
  }));
