// The ways to look at a snippet, the start-order graph, and the failover that is stepped through.
import { strict as assert } from "node:assert";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { openPage } from "./lib/browser.mjs";
import { withExample } from "./lib/example.mjs";
import { DeployPage } from "./pages/deploy.mjs";
import { GatewayPage } from "./pages/gateway.mjs";
import { signIn } from "./pages/sign-in.mjs";

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

test("the units of a running gateway say in words how they are, and say without a reload that they were stopped", (test) =>
  withApp(test, {}, async ({ server, browser, page }) => {
    await signIn(page, server.signInLink);
    const gateway = new GatewayPage(page);
    await gateway.open("vm-disks");
    const node = await gateway.findActiveNode();
    await page.getByRole("tab", { name: "Start order" }).click();
    await page.getByText(`Their state is that on ${node}.`).waitFor();
    const list = page.getByRole("list", { name: "Start order" }).getByRole("listitem");
    const units = await list.count();
    const say = async (word) => {
      const target = list.filter({ hasText: "The gateway's target" });
      await target.locator(".state", { hasText: new RegExp(`\\b${word}\\s*$`) }).waitFor();
      const states = page.locator(".graph .state");
      const words = (await states.allTextContents()).map((text) => text.split(" ").slice(1).join(" "));
      assert.deepEqual(words, Array(units).fill(word), "in the picture");
      const listed = await list.locator("summary .state").allInnerTexts();
      assert.equal(listed.filter((text) => text.includes(word)).length, units, "in the list");
    };
    await say("active");

    const other = await openPage(browser);
    await signIn(other.page, await server.makeSignInLink());
    const theirs = new GatewayPage(other.page);
    await theirs.open("vm-disks");
    await theirs.stop.click();
    await theirs.confirm("Stop it now");
    await new DeployPage(other.page).outcome();
    await page.bringToFront();
    await say("stopped");
    other.faults.assertNone();
  }));

/**
 * Runs `steps` where the failover of a gateway is shown. `pass(n)` lets the time of so many steps pass, and gives how many
 * failovers still play.
 *
 * Playwright's own clock gives out numbers of timers that WebAssembly cannot hold, and so no timer could be ended.
 */
const withFailover = (test, page, steps) =>
  withApp(test, { page }, async ({ server, page }) => {
    await signIn(page, server.signInLink);
    const gateway = new GatewayPage(page);
    await gateway.open("vm-disks");
    await page.getByRole("tab", { name: "Start order" }).click();
    const failover = page.getByRole("region", { name: "What happens on failover" });
    const step = async () => {
      const [, at, of] = (await failover.getByText(/^Step \d+ of \d+$/).innerText()).match(/(\d+) of (\d+)/);
      return { at: Number(at), of: Number(of) };
    };
    const button = (name) => failover.getByRole("button", { name, exact: true });
    await page.evaluate(holdIntervals);
    const pass = (steps) => page.evaluate((steps) => globalThis.pass(steps), steps);
    await steps({ page, failover, step, button, pass });
  });

/** In the page: the intervals at which a failover steps on pass only when they are told to. */
function holdIntervals() {
  const held = new Map();
  const { clearInterval, setInterval } = globalThis;
  let last = 1_000_000;
  globalThis.setInterval = (run, pace, ...more) => {
    if (pace !== 2500) return setInterval.call(globalThis, run, pace, ...more);
    last += 1;
    held.set(last, run);
    return last;
  };
  globalThis.clearInterval = (id) => held.delete(id) || clearInterval.call(globalThis, id);
  globalThis.pass = (steps) => {
    for (let step = 0; step < steps; step += 1) for (const run of [...held.values()]) run();
    return held.size;
  };
}

const MOVING = { reducedMotion: "no-preference" };

test("a failover that is played steps on by itself, stands still when it is told to, and ends", (test) =>
  withFailover(test, MOVING, async ({ failover, step, button, pass }) => {
    const { of } = await step();
    await button("Play").click();
    await pass(2);
    assert.equal((await step()).at, 2);
    await button("Pause").click();
    await pass(5);
    assert.equal((await step()).at, 2, "nothing moves while it stands still");
    await button("Play").click();
    await pass(1);
    await button("Next").click();
    assert.equal((await step()).at, 4);
    await pass(5);
    assert.equal((await step()).at, 4, "whoever steps goes on alone");

    await button("Play").click();
    await pass(of);
    await failover.getByText("Clients are served.").waitFor();
    assert.deepEqual(await step(), { at: of, of });
    await button("Play").waitFor();
    assert.equal(await pass(3), 0, "it is over");
    assert.equal((await step()).at, of);
    await button("Play").click();
    await pass(1);
    assert.equal((await step()).at, 1, "it begins anew");
  }));

test("a failover goes on nowhere when its page or its tab is left while it plays", (test) =>
  withFailover(test, MOVING, async ({ page, step, button, pass }) => {
    await button("Play").click();
    await pass(1);
    await page.getByRole("tab", { name: "Units" }).click();
    assert.equal(await pass(3), 0);
    await page.getByRole("tab", { name: "Start order" }).click();
    assert.equal((await step()).at, 0);
    await button("Play").click();
    await pass(1);
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Nodes" }).click();
    await page.getByRole("heading", { level: 1, name: "Nodes" }).waitFor();
    assert.equal(await pass(30), 0);
  }));

test("who wants less motion is offered none: a failover moves by its steps alone", (test) =>
  withFailover(test, { reducedMotion: "reduce" }, async ({ page, step, button, pass }) => {
    assert.equal(await button("Play").count(), 0);
    await button("Next").click();
    assert.deepEqual(await page.evaluate(() => document.getAnimations().length), 0);
    await pass(3);
    assert.equal((await step()).at, 1);
  }));
