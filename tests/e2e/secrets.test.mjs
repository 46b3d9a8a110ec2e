// Secrets are on the nodes and in nobody's browser, but where an operator asks for them.
import { strict as assert } from "node:assert";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { readGolden } from "./lib/golden.mjs";
import { DIRECTORY, directoryOf, filesOn } from "./lib/nodes.mjs";
import { openPerson } from "./lib/people.mjs";
import { Builder } from "./pages/builder.mjs";
import { CheckPage } from "./pages/check.mjs";
import { DeployPage } from "./pages/deploy.mjs";
import { GatewayPage } from "./pages/gateway.mjs";
import { NodesPage } from "./pages/nodes.mjs";
import { signIn } from "./pages/sign-in.mjs";

const FILE = "sds-iscsi-r0.toml";
const SECRET = "planted-Zq7-1";
const PASSWORD = "/chap/password";

/** Fills in a new gateway with CHAP, saves it, and comes to its page. */
async function saveWithChap(builder, page) {
  await builder.openExample("iscsi");
  await builder.type("/chap/username", "backup");
  await builder.type(PASSWORD, SECRET);
  await builder.saveAs("r0");
}

/** Deploys what the page of the gateway shows, and gives the file of the directory node. */
async function deployed(server, page) {
  const deploy = new DeployPage(page);
  await new GatewayPage(page).plan();
  assert.ok(!(await page.content()).includes("Zq7"), "a plan tells no secret");
  if ((await deploy.known.count()) > 0) await deploy.typeName();
  assert.equal((await deploy.carryOut()).state, "done: every node has what was planned");
  await page.getByRole("link", { name: "To the gateway" }).click();
  await page.locator("#snippet").waitFor();
  return (await filesOn(server, DIRECTORY))[FILE];
}

test("a saved secret stays when another field changes, is replaced, revealed, and removed with its user", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    const [builder, gateway] = [new Builder(page), new GatewayPage(page)];
    await signIn(page, server.signInLink);
    await saveWithChap(builder, page);
    assert.match(await gateway.snippet.textContent(), /incoming_password=\*\*\* /);
    assert.match(await deployed(server, page), new RegExp(`incoming_password=${SECRET} `));

    await builder.openSaved();
    await builder.uncover(PASSWORD);
    assert.equal(await builder.field(PASSWORD).inputValue(), "");
    assert.equal(await builder.field(PASSWORD).getAttribute("placeholder"), "••• saved; type to replace");
    await builder.type("/luns/0/lun", "7");
    await builder.isComplete();
    assert.match(await builder.preview(), /incoming_password=\*\*\* /);
    await builder.saveAs("r0");
    const text = await deployed(server, page);
    assert.match(text, new RegExp(`incoming_password=${SECRET} `));
    assert.match(text, /\blu7\b/);

    // Another one can be typed, and taken back before it is saved.
    await builder.openSaved();
    await builder.type(PASSWORD, "of-Zq7-another");
    assert.match(await builder.preview(), /incoming_password=of-Zq7-another /);
    await page.getByRole("button", { name: "Keep the saved secret" }).click();
    assert.match(await builder.preview(), /incoming_password=\*\*\* /);
    await builder.type(PASSWORD, "of-Zq7-another");
    await builder.saveAs("r0");
    assert.match(await deployed(server, page), /incoming_password=of-Zq7-another /);

    // Whoever may change the gateway may see what is saved.
    assert.ok(!(await page.content()).includes("Zq7"), "the page tells no secret by itself");
    await page.getByRole("button", { name: "Show secrets" }).click();
    await page.locator("#snippet", { hasText: "incoming_password=of-Zq7-another" }).waitFor();
    await page.getByRole("button", { name: "Hide secrets" }).waitFor();

    // Without its secret, a user name is not enough.
    await builder.openSaved();
    await builder.uncover(PASSWORD);
    await page.getByRole("button", { name: "Remove secret" }).click();
    await builder.save.click();
    assert.match(await builder.faultOf(PASSWORD), /needs a secret/);
    await builder.type("/chap/username", "");
    await builder.saveAs("r0");
    assert.doesNotMatch(await deployed(server, page), /incoming_/);
  }));

test("a snippet of a node is adopted with the secret that nobody is shown", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    const [builder, nodes, check] = [new Builder(page), new NodesPage(page), new CheckPage(page)];
    const { text } = await readGolden("iscsi-chap");
    const secret = text.match(/incoming_password=(\S+)/)[1];
    const name = text.match(/resources\.(\S+)\]/)[1];
    await writeFile(join(directoryOf(server, DIRECTORY), "theirs.toml"), text);
    await signIn(page, server.signInLink);
    await nodes.open();
    await nodes.unfold(DIRECTORY, "theirs.toml");
    await nodes.node(DIRECTORY).locator(".snippet", { hasText: "incoming_password=***" }).waitFor();
    await nodes.node(DIRECTORY).getByRole("button", { name: "Open in Check & import" }).click();
    await check.adopt.waitFor();
    assert.deepEqual((await check.problems()).map(({ code }) => code).filter((code) => code === "secret-masked"), []);
    await check.adopt.click();
    await builder.isComplete();
    assert.match(await builder.preview(), /incoming_password=\*\*\* /);
    // The draft outlives a reload, and so does where its secret is.
    await page.reload();
    await builder.isComplete();
    await builder.saveAs(name);
    assert.ok(!(await page.content()).includes(secret));
    await page.getByRole("button", { name: "Show secrets" }).click();
    await page.locator("#snippet", { hasText: `incoming_password=${secret}` }).waitFor();
  }));

test("a viewer never gets a secret, whichever page they look at", (test) =>
  withApp(test, {}, async ({ server, browser, page }) => {
    await signIn(page, server.signInLink);
    await saveWithChap(new Builder(page), page);
    await deployed(server, page);
    await new Builder(page).openSaved();
    await new Builder(page).type(PASSWORD, "of-Zq7-another");
    await new Builder(page).saveAs("r0");

    const viewer = await openPerson(server, browser, "viewer");
    const answers = [];
    viewer.page.on("response", (response) => answers.push(response));
    const shown = {
      "": 'role=rowheader[name="r0"]',
      "gateways/r0": "#snippet",
      "gateways/r0/edit": "#f-chap-password",
      "gateways/r0/deploy": "#plan",
      "gateways/r0/revisions/1": "#snippet",
      "gateways/r0/revisions/2": "#snippet",
      nodes: `#node-${DIRECTORY}`,
    };
    for (const [path, what] of Object.entries(shown)) {
      await viewer.page.goto(`${server.address}/${path}`);
      await viewer.page.locator(what).first().waitFor({ state: "attached" });
      assert.ok(!(await viewer.page.content()).includes("Zq7"), path);
      assert.equal(await viewer.page.getByRole("button", { name: "Show secrets" }).count(), 0, path);
    }
    const asked = [
      "gateways/r0",
      "gateways/r0/revisions",
      "gateways/r0/diff?from=1&to=2",
      "gateways/r0/changes?from=1&to=2",
      "gateways/r0/drift",
      "gateways/r0/status",
      "gateways/r0/deployments",
      `nodes/${DIRECTORY}/snippets`,
      "audit",
    ];
    for (const path of asked) answers.push(await viewer.context.request.get(`${server.address}/api/v1/${path}`));
    for (const answer of answers) {
      const isText = /json|text|event/.test(answer.headers()["content-type"] ?? "");
      // A stream never ends, and its events are the rows of the list.
      if (!isText || answer.url().endsWith("/events")) continue;
      const text = await answer.text().catch(() => "");
      assert.ok(!text.includes("Zq7"), `${answer.url()}: ${text}`);
    }
    const revealed = await viewer.context.request.post(`${server.address}/api/v1/gateways/r0/revisions/1/reveal`);
    assert.equal(revealed.status(), 403);
    await viewer.context.close();
  }));
