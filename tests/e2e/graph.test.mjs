// The ways to look at a snippet, the start-order graph, and the failover that is stepped through.
import { strict as assert } from "node:assert";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { withExample } from "./lib/example.mjs";

/** Runs `steps` in the builder of a saved gateway. */
const withSaved = (test, steps) =>
  withExample(test, "iscsi", async ({ page, builder }) => {
    await builder.saveAs("r0");
    await builder.openSaved();
    await steps({ page, builder });
  });

test("the arrow keys change between the file, its units and the start order", (test) =>
  withExample(test, "nfs", async ({ page }) => {
    await page.getByRole("tab", { name: "File" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("tab", { name: "Units", selected: true }).waitFor();
    await page.getByText("/run/systemd/system/drbd-services@nfs\\x2ddata.target.d/reactor.conf").waitFor();
    await page.keyboard.press("End");
    await page.getByRole("img", { name: "Start order of nfs-data" }).waitFor();
    await page.keyboard.press("ArrowRight");
    await page.getByRole("listbox", { name: /^sds-nfs/ }).waitFor();
  }));

test("a draft is shown against what is saved, with the words that changed", (test) =>
  withSaved(test, async ({ page, builder }) => {
    await page.getByRole("tab", { name: "Changes" }).click();
    await page.getByText("The text is the same.").waitFor();
    await builder.type("/service_ips/0/ip", "192.168.1.77/24");
    const words = page.locator(".diff-added .changed-words");
    await words.filter({ hasText: "192.168.1.77" }).first().waitFor();
    await page.getByRole("tab", { name: "Nodes" }).click();
    await page.getByText("This node has no such snippet.").first().waitFor();
  }));

test("a unit of the picture opens in the list, and the keyboard walks the same list", (test) =>
  withExample(test, "iscsi", async ({ page }) => {
    await page.getByRole("tab", { name: "Start order" }).click();
    await page.locator(".graph [data-unit='4']").click();
    const list = page.getByRole("list", { name: "Start order" });
    await list.getByText("ocf.rs@service_ip0_r0.service").first().waitFor();
    await list.locator("summary").first().focus();
    await page.keyboard.press("Enter");
    await list.getByText("each unit of the start list").waitFor();
  }));

test("a failover stops all on one node before anything starts on the other", (test) =>
  withExample(test, "nvmeof", async ({ page }) => {
    await page.getByRole("tab", { name: "Start order" }).click();
    const failover = page.getByRole("region", { name: "What happens on failover" });
    const running = (node) => failover.getByRole("list", { name: node }).locator(".runs").count();
    await failover.getByText("All runs on node A.").waitFor();
    const units = await running("Node A");
    await failover.getByRole("button", { name: "Next" }).focus();
    await page.keyboard.press("Enter");
    await failover.getByText("Node A stops: portunblock · portblock").waitFor();
    await failover.getByText("Clients wait: the port is blocked").waitFor();
    for (let step = 2; step <= units; step += 1) await page.keyboard.press("Enter");
    await failover.getByText("Node A stops: Promotion of the resource").waitFor();
    assert.deepEqual([await running("Node A"), await running("Node B")], [0, 0]);
    for (let step = 1; step <= units; step += 1) await page.keyboard.press("Enter");
    await failover.getByText("Node B starts: portunblock · portblock").waitFor();
    await failover.getByText("Clients are served.").waitFor();
    assert.deepEqual([await running("Node A"), await running("Node B")], [0, units]);
  }));

test("the picture is downloaded as a file of its own", (test) =>
  withExample(test, "iscsi", async ({ page }) => {
    await page.getByRole("tab", { name: "Start order" }).click();
    const downloaded = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download as SVG" }).click();
    const download = await downloaded;
    assert.equal(download.suggestedFilename(), "start-order-r0.svg");
    const golden = new URL("../golden/graph/iscsi.en.svg", import.meta.url);
    assert.equal(await readFile(await download.path(), "utf8"), await readFile(golden, "utf8"));
  }));
