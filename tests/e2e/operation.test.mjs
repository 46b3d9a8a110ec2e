// Starting, stopping and moving gateways.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { SIMULATED, filesOn } from "./lib/nodes.mjs";
import { Builder } from "./pages/builder.mjs";
import { DeployPage } from "./pages/deploy.mjs";
import { GatewayPage } from "./pages/gateway.mjs";
import { signIn } from "./pages/sign-in.mjs";

const RESOURCE = "vm-disks";
const FILE = `sds-iscsi-${RESOURCE}.toml`;

/** Runs `steps` on the page of a gateway that is active. */
function withGateway(test, steps) {
  return withApp(test, {}, async (app) => {
    await signIn(app.page, app.server.signInLink);
    const gateway = new GatewayPage(app.page);
    await gateway.open(RESOURCE);
    const active = await gateway.findActiveNode();
    await steps({ ...app, gateway, active, deploy: new DeployPage(app.page) });
  });
}

test("a gateway that is stopped keeps its snippets, disabled, and starts again from them", (test) =>
  withGateway(test, async ({ server, page, gateway, active, deploy }) => {
    assert.equal(await gateway.start.count(), 0, "what runs is not started");
    await gateway.stop.click();
    await gateway.dialog.getByText(`It is active on ${active}.`).waitFor();
    const before = (await filesOn(server, active))[FILE];
    await gateway.confirm("Stop it now");
    await page.getByRole("heading", { level: 1, name: `Stop of ${RESOURCE}` }).waitFor();
    assert.equal((await deploy.outcome()).state, "done: the gateway is stopped on every node");
    for (const node of SIMULATED) {
      const files = await filesOn(server, node);
      assert.deepEqual([files[FILE], files[`${FILE}.disabled`]], [undefined, before], node);
    }

    await page.getByRole("link", { name: "To the gateway" }).click();
    await gateway.is("stopped");
    assert.equal(await page.locator(".state.bad").count(), 0, "what was stopped by intent is no fault");
    assert.equal(await gateway.stop.count(), 0);
    assert.equal(await gateway.move.count(), 0);
    await gateway.start.click();
    await page.getByRole("heading", { level: 1, name: `Start of ${RESOURCE}` }).waitFor();
    assert.equal((await deploy.outcome()).state, "done: the gateway is started");
    for (const node of SIMULATED) assert.equal((await filesOn(server, node))[FILE], before, node);
    await page.getByRole("link", { name: "To the gateway" }).click();
    await gateway.findActiveNode();
  }));

test("a gateway that is moved away is active on another node", (test) =>
  withGateway(test, async ({ page, gateway, active, deploy }) => {
    await gateway.move.click();
    await gateway.dialog.getByText(`It stops on ${active}`).waitFor();
    const seconds = gateway.dialog.getByRole("spinbutton");
    assert.equal(await seconds.inputValue(), "20");
    const confirm = gateway.dialog.getByRole("button", { name: "Move it now" });
    for (const wrong of ["0", "601", ""]) {
      await seconds.fill(wrong);
      assert.ok(await confirm.isDisabled(), `${wrong} seconds`);
    }
    await seconds.fill("30");
    await gateway.confirm("Move it now");
    await page.getByRole("heading", { level: 1, name: `Move of ${RESOURCE} to another node` }).waitFor();
    assert.equal((await deploy.outcome()).state, "done: another node runs the gateway");
    await page.getByRole("link", { name: "To the gateway" }).click();
    assert.notEqual(await gateway.findActiveNode(), active);
  }));

test("a step that waits counts down without telling every second", (test) =>
  withGateway(test, async ({ page, gateway, deploy, faults }) => {
    faults.expect(/GET .*\/events: /);
    await page.route("**/api/v1/deployments/*/events", (route) => route.abort());
    // The server says so for moments; the page is to show what it said.
    await page.route("**/api/v1/deployments/*", async (route) => {
      const response = await route.fetch();
      const deployment = await response.json();
      deployment.state = "running";
      deployment.results = [];
      const step = deployment.steps.find((step) => step.action === "evict");
      Object.assign(step, { state: "running", until: new Date(Date.now() + 17_000).toISOString() });
      await route.fulfill({ response, json: deployment });
    });
    await gateway.move.click();
    await gateway.confirm("Move it now");
    const timer = page.getByRole("timer");
    await timer.getByText(/^up to 1[67] s more$/).waitFor();
    assert.equal(await timer.evaluate((timer) => timer.closest("[aria-live], [role=status], [role=alert]")), null);
    await page.unroute("**/api/v1/deployments/*");
    await deploy.outcome();
    assert.equal(await timer.count(), 0);
  }));

test("what was typed into a dialog stays when nobody answers, and the focus returns when it is closed", (test) =>
  withGateway(test, async ({ page, gateway, faults }) => {
    faults.expect(/POST .*\/evict: /);
    await page.route("**/evict", (route) => route.abort());
    await gateway.move.click();
    await gateway.dialog.getByRole("spinbutton").fill("45");
    await gateway.dialog.getByRole("button", { name: "Move it now" }).click();
    await gateway.dialog.getByRole("alert").getByText("The server does not answer.").waitFor();
    assert.equal(await gateway.dialog.getByRole("spinbutton").inputValue(), "45");
    await page.keyboard.press("Escape");
    await gateway.dialog.waitFor({ state: "hidden" });
    assert.ok(await gateway.move.evaluate((button) => button === document.activeElement));
    await page.unroute("**/evict");
    await page.keyboard.press("Enter");
    assert.equal(await gateway.dialog.getByRole("alert").count(), 0, "an old failure is not told again");
    assert.equal(await gateway.dialog.getByRole("spinbutton").inputValue(), "45");
    await gateway.confirm("Move it now");
  }));

test("a gateway that cannot be started says why, and its page stays", (test) =>
  withGateway(test, async ({ page, gateway, deploy, faults }) => {
    await gateway.stop.click();
    await gateway.confirm("Stop it now");
    await deploy.outcome();
    await page.getByRole("link", { name: "To the gateway" }).click();
    faults.expect(/POST .*\/start: 50\d/);
    await page.route("**/start", (route) => route.fulfill({ status: 503, body: "busy" }));
    await gateway.start.click();
    await page.getByRole("alert").getByText("is not one of SDS Gateway").waitFor();
    assert.ok(await gateway.start.isEnabled());
    assert.ok(await gateway.snippet.isVisible());
  }));

test("a unit leads to its journal on its node", (test) =>
  withGateway(test, async ({ page, gateway, active }) => {
    const unit = `drbd-promote@${RESOURCE}.service`.replace("-disks", "\\x2ddisks");
    await page.route("**/journal?*", (route) => {
      const asked = new URL(route.request().url());
      return route.fulfill({ contentType: "text/plain", body: `${asked.pathname} ${asked.searchParams.get("unit")}\n` });
    });
    const name = new RegExp(`Journal of drbd-promote@\\S+ on ${active}$`);
    await page.getByRole("button", { name }).click();
    const lines = await gateway.dialog.locator("pre").textContent();
    assert.equal(lines, `/api/v1/nodes/${active}/journal ${unit}\n`);
    await gateway.dialog.getByRole("button", { name: "Close" }).click();
    assert.ok(await page.getByRole("button", { name }).evaluate((button) => button === document.activeElement));
  }));

test("a deployment is taken back after its gateway was named, and every node has what it had", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    const [builder, gateway, deploy] = [new Builder(page), new GatewayPage(page), new DeployPage(page)];
    await signIn(page, server.signInLink);
    await builder.openExample("iscsi");
    await builder.saveAs("r0");
    await gateway.plan();
    await deploy.carryOut();
    const deployed = page.url();
    await page.getByRole("button", { name: "Roll back", exact: true }).click();
    const confirm = gateway.dialog.getByRole("button", { name: "Roll back now" });
    await gateway.dialog.getByRole("textbox").fill("r1");
    assert.ok(await confirm.isDisabled(), "another name confirms nothing");
    await gateway.dialog.getByRole("textbox").fill("r0");
    await confirm.click();
    await page.waitForURL((url) => url.href !== deployed);
    assert.equal((await deploy.outcome()).state, "done: every node has what it had before");
    for (const node of SIMULATED) assert.ok(!Object.keys(await filesOn(server, node)).join().includes("r0"), node);
  }));
