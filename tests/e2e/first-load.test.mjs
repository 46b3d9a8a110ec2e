// What the first visit costs: few requests, and no more bytes than the app's budget.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { signIn } from "./pages/sign-in.mjs";

const MOST_BYTES = 300_000;
const MOST_REQUESTS = 8;

test("the list of gateways needs at most 300 kB and 8 requests", async (t) => {
  await withApp(t, {}, async ({ server, browser, page, context }) => {
    await signIn(page, server.signInLink);
    const storageState = await context.storageState();
    // A browser that has been here, and has nothing in its cache.
    const again = await browser.newContext({ storageState });
    const visitor = await again.newPage();
    const devtools = await again.newCDPSession(visitor);
    await devtools.send("Network.enable");
    const asked = [];
    let bytes = 0;
    devtools.on("Network.requestWillBeSent", ({ request }) => {
      if (request.url.startsWith("http")) asked.push(request.url);
    });
    devtools.on("Network.dataReceived", ({ encodedDataLength }) => (bytes += encodedDataLength));
    await visitor.goto(server.address, { waitUntil: "commit" });
    await visitor.getByRole("row").filter({ hasText: "active" }).first().waitFor();
    t.diagnostic(`${bytes} bytes, ${asked.length} requests:\n${asked.join("\n")}`);
    assert.ok(asked.length <= MOST_REQUESTS, `${asked.length} requests:\n${asked.join("\n")}`);
    assert.ok(bytes <= MOST_BYTES, `${bytes} bytes`);
    await again.close();
  });
});

test("a part that cannot be fetched is fetched when asked for again", async (t) => {
  await withApp(t, {}, async ({ server, page, faults }) => {
    await signIn(page, server.signInLink);
    faults.expect(/split_|chunk_|uncaught|console: TypeError/);
    await page.route(/(split|chunk)_.*\.wasm/, (route) => route.abort());
    const navigation = page.getByRole("navigation", { name: "Main" });
    await navigation.getByRole("link", { name: "Nodes" }).click();
    await page.getByRole("alert").filter({ hasText: "could not be loaded" }).waitFor();
    await page.unroute(/(split|chunk)_.*\.wasm/);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { level: 1, name: "Nodes" }).waitFor();
  });
});
