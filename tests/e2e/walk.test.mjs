// The main job from the first link to the file on a node.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { readGolden } from "./lib/golden.mjs";
import { DIRECTORY, SIMULATED, filesOn, modeOf } from "./lib/nodes.mjs";
import { Builder } from "./pages/builder.mjs";
import { DeployPage } from "./pages/deploy.mjs";
import { GatewayPage } from "./pages/gateway.mjs";
import { GatewaysPage } from "./pages/gateways.mjs";
import { signIn } from "./pages/sign-in.mjs";

const FILE = "sds-iscsi-r0.toml";

test("a gateway that was typed reaches every node byte for byte as previewed", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    const golden = await readGolden("iscsi-two-service-ips");
    await signIn(page, server.signInLink);

    const builder = new Builder(page);
    await builder.openNew("iscsi");
    await builder.typeAll(golden.draft);
    await builder.isComplete();
    assert.equal(await builder.preview(), golden.text);

    // A wrong value is explained at its field and in the list, which leads back to the field.
    const second = "/service_ips/1/ip";
    await builder.type(second, "192.168.1.101");
    const expected = "expected a host's address with the prefix of its network";
    assert.ok((await builder.faultOf(second)).includes(expected), "the field says what was expected");
    const listed = builder.problems.getByRole("listitem").filter({ hasText: expected });
    await page.locator(".preview.outdated").getByText("Outdated").waitFor();
    await builder.save.click();
    await page.getByText(/^Not saved: /).waitFor();
    await listed.getByRole("button", { name: "Service IP 2 › Address with prefix" }).click();
    await page.locator("#f-service_ips-1-ip:focus").waitFor();
    await page.keyboard.press("End");
    await page.keyboard.type("/24");
    await builder.isComplete();
    assert.equal(await builder.preview(), golden.text);
    await builder.saveAs("r0");

    const gateway = new GatewayPage(page);
    assert.equal(await gateway.snippet.textContent(), golden.text);
    await gateway.plan();
    const deploy = new DeployPage(page);
    const create = Object.fromEntries([...SIMULATED, DIRECTORY].map((node) => [node, "gets the file"]));
    assert.deepEqual(await deploy.actions(), create);
    assert.deepEqual(await deploy.simulated(), SIMULATED);
    assert.equal(await deploy.interrupts.textContent(), "Clients notice nothing.");
    assert.equal(await deploy.known.count(), 0, "what interrupts nobody needs no confirmation but the button");
    assert.deepEqual(await filesOn(server, DIRECTORY), {}, "a plan changes nothing");

    const { state, results, told } = await deploy.carryOut();
    assert.equal(state, "done: every node has what was planned");
    assert.deepEqual(results, Object.fromEntries([...SIMULATED, DIRECTORY].map((node) => [node, "fine"])));
    const onTheWay = told.filter((line) => line.includes("running"));
    assert.ok(onTheWay.length > 1, `progress is told while it happens: ${told.join("; ")}`);

    await page.getByRole("link", { name: "To the gateway" }).click();
    const active = await gateway.findActiveNode();
    assert.ok(SIMULATED.includes(active), `${active} is a simulated node`);
    assert.deepEqual(await gateway.stateOnNodes(), {
      ...Object.fromEntries(SIMULATED.map((node) => [node, node === active ? "active" : "inactive"])),
      [DIRECTORY]: "files only",
    });
    await new GatewaysPage(page).open();
    assert.equal(await new GatewaysPage(page).findActiveNode("r0"), active);

    assert.deepEqual(await filesOn(server, DIRECTORY), { [FILE]: golden.text });
    for (const node of [...SIMULATED, DIRECTORY]) {
      assert.equal((await filesOn(server, node))[FILE], golden.text, node);
      assert.equal(await modeOf(server, node, FILE), "0600", node);
    }
  }));

test("a sign-in link works once", (test) =>
  withApp(test, {}, async ({ server, browser, page, faults }) => {
    await signIn(page, server.signInLink);
    await page.reload();
    await page.getByText("Signed in as").waitFor();

    const other = await browser.newContext();
    const stranger = await other.newPage();
    await stranger.goto(server.signInLink);
    await stranger.getByText("This link does not sign anybody in: each link works once").waitFor();
    await stranger.goto(server.address);
    await stranger.getByText("sds-gateway sign-in").waitFor();
    await other.close();

    // Whoever is signed in and opens the used link again stays signed in.
    faults.expect(/POST .*\/api\/v1\/session: 40\d/);
    await page.goto(server.signInLink);
    await page.getByText("This link does not sign anybody in").waitFor();
    await page.getByRole("link", { name: "Gateways" }).click();
    await page.getByRole("heading", { level: 1, name: "Gateways" }).waitFor();
  }));
