// A server that is slow, breaks down, or cannot be reached: nothing typed is lost, and the page says what to do.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { readGolden } from "./lib/golden.mjs";
import { Builder } from "./pages/builder.mjs";
import { signIn } from "./pages/sign-in.mjs";

const SAVING = "**/api/v1/gateways?*";
const SAVING_PLAIN = "**/api/v1/gateways";

/** Runs `steps` with the builder open, a form that has no errors, and calls that save answered by `answer`. */
async function withFailingSave(t, answer, steps) {
  await withApp(t, {}, async ({ server, page, faults }) => {
    faults.expect(/POST .*\/api\/v1\/gateways/);
    await signIn(page, server.signInLink);
    const builder = new Builder(page);
    await builder.openNew("iscsi");
    const { draft } = await readGolden("iscsi-least");
    await builder.typeAll({ ...draft, resource: "typed-here" });
    const handle = (route) => (route.request().method() === "POST" ? answer(route) : route.fallback());
    await page.route(SAVING, handle);
    await page.route(SAVING_PLAIN, handle);
    const works = async () => {
      await page.unroute(SAVING);
      await page.unroute(SAVING_PLAIN);
    };
    await steps({ page, builder, works });
  });
}

/** What was typed is in the form, and saving again succeeds. */
async function assertNothingLost(page, builder, works) {
  assert.equal(await builder.field("/resource").inputValue(), "typed-here");
  await works();
  await builder.save.click();
  await page.getByRole("heading", { level: 1, name: /typed-here/ }).waitFor();
}

test("a server that breaks down while saving loses nothing", (t) =>
  withFailingSave(
    t,
    (route) => route.fulfill({ status: 500, contentType: "text/plain", body: "panicked" }),
    async ({ page, builder, works }) => {
      await builder.save.click();
      await page.getByRole("alert").filter({ hasText: "status 500" }).waitFor();
      await assertNothingLost(page, builder, works);
    },
  ));

test("a connection that is cut while saving loses nothing", (t) =>
  withFailingSave(
    t,
    (route) => route.abort("connectionreset"),
    async ({ page, builder, works }) => {
      await builder.save.click();
      await page.getByRole("alert").filter({ hasText: "does not answer" }).waitFor();
      await assertNothingLost(page, builder, works);
    },
  ));

test("what the network lost on the way is asked a second time", (t) =>
  withApp(t, {}, async ({ server, page, faults }) => {
    faults.expect(/GET .*\/gateways: net::ERR_CONNECTION_RESET/);
    await page.route(SAVING_PLAIN, (route) => route.abort("connectionreset"), { times: 1 });
    await signIn(page, server.signInLink);
    await page.getByRole("link", { name: "vm-disks" }).waitFor();
  }));

test("a slow server is waited for, and is not asked twice", async (t) => {
  let [asked, answer] = [0, undefined];
  await withFailingSave(
    t,
    async (route) => {
      asked += 1;
      await new Promise((done) => (answer = done));
      await route.continue();
    },
    async ({ page, builder }) => {
      await builder.save.click();
      await page.getByRole("status").filter({ hasText: "Saving…" }).waitFor();
      assert.ok(await builder.save.isDisabled());
      answer();
      await page.getByRole("heading", { level: 1, name: /typed-here/ }).waitFor();
      assert.equal(asked, 1);
    },
  );
});

test("a draft survives a page that is closed, and a server that answers no more", (t) =>
  withApp(t, {}, async ({ server, page, context, faults }) => {
    faults.expect(/api\/v1/);
    await signIn(page, server.signInLink);
    const builder = new Builder(page);
    await builder.openNew("nfs");
    await builder.type("/resource", "kept-here");
    await page.waitForFunction(() => localStorage.getItem("sds-gateway.draft.new.nfs")?.includes("kept-here"));
    await page.close({ runBeforeUnload: false });
    const again = await context.newPage();
    await again.route("**/api/v1/**", (route) => route.abort("connectionrefused"));
    await again.goto(`${server.address}/new/nfs`);
    await again.getByRole("status").filter({ hasText: "your draft from before" }).waitFor();
    assert.equal(await new Builder(again).field("/resource").inputValue(), "kept-here");
  }));
