// Signing in with another server: who comes in, with which role, and who does not.
import { strict as assert } from "node:assert";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { launchBrowser, openPage } from "./lib/browser.mjs";
import { agree, startProvider } from "./lib/provider.mjs";
import { startServer } from "./lib/server.mjs";
import { signIn } from "./pages/sign-in.mjs";

const PEOPLE = {
  ada: ["everybody", "storage-admins"],
  olga: ["storage-operators", "everybody"],
  rita: ["storage-reviewers"],
  vera: ["everybody"],
  nora: ["bowling"],
};

/** Runs `steps` with a provider, a server that knows it, and `open()`, which opens a page in a browser of its own. */
async function withProvider({ admit = true, ...options }, steps) {
  const people = { ...PEOPLE };
  const provider = await startProvider(people, options);
  const data = await mkdtemp(join(tmpdir(), "sds-gateway-oidc-"));
  await writeFile(join(data, "sds-gateway.toml"), provider.settings);
  if (options.secret !== undefined) await writeFile(join(data, "client-secret"), `${options.secret}\n`);
  let server, browser;
  try {
    // The provider does not answer yet: the server starts all the same.
    server = await startServer({ data });
    browser = await launchBrowser();
    if (admit) provider.admit(server.address);
    const open = async () => (await openPage(browser)).page;
    await steps({ provider, server, people, open });
  } finally {
    await browser?.close();
    await server?.stop();
    provider.stop();
    await rm(data, { recursive: true, force: true });
  }
}

/** Goes where the button leads, as far as the provider and the server let them. */
async function signInAs(page, server, name) {
  await page.goto(`${server.address}/api/v1/session/oidc`);
  await agree(page, name);
  await page.waitForURL((url) => url.origin === server.address);
}

const ask = (page, path, options) =>
  page.evaluate(
    async ([path, options]) => {
      const answer = await fetch(`/api/v1${path}`, options);
      return { status: answer.status, body: await answer.json().catch(() => null) };
    },
    [path, options],
  );

const problemOf = (page) => new URL(page.url()).searchParams.get("problem");

test("each group brings its role, and none brings nobody in", () =>
  withProvider({}, async ({ server, open }) => {
    for (const [name, role] of [
      ["ada", "admin"],
      ["olga", "operator"],
      ["rita", "reviewer"],
      ["vera", "viewer"],
    ]) {
      const page = await open();
      await signInAs(page, server, name);
      assert.equal(new URL(page.url()).pathname, "/", name);
      const { body } = await ask(page, "/session");
      assert.equal(body.account, name);
      assert.equal(body.role, role, name);
      assert.equal(body.password, "elsewhere", name);
      const cookies = await page.context().cookies();
      const session = cookies.find((cookie) => cookie.name === "sds_session");
      assert.ok(session.httpOnly && session.sameSite === "Strict", name);
      assert.ok(!cookies.some((cookie) => cookie.name === "sds_oidc"), "what was for the way is gone");
    }
    const page = await open();
    await signInAs(page, server, "nora");
    assert.equal(problemOf(page), "oidc-no-role");
    assert.equal((await ask(page, "/session")).status, 401);
  }));

test("a provider that gave a secret is told it, and a new group counts from the next sign-in", () =>
  withProvider({ secret: "a secret of 32 characters or more" }, async ({ server, people, open }) => {
    const before = await open();
    await signInAs(before, server, "vera");
    assert.equal((await ask(before, "/session")).body.role, "viewer");
    people.vera = ["storage-operators"];
    const after = await open();
    await signInAs(after, server, "vera");
    assert.equal((await ask(after, "/session")).body.role, "operator");
    people.vera = ["bowling"];
    const refused = await open();
    await signInAs(refused, server, "vera");
    assert.equal(problemOf(refused), "oidc-no-role");
  }));

test("a callback works once, in the browser that began, and with its own state", () =>
  withProvider({}, async ({ provider, server, open }) => {
    const stranger = await open();
    await stranger.goto(`${server.address}/api/v1/session/oidc/callback?code=x&state=y`);
    assert.equal(problemOf(stranger), "oidc-stale");

    // Somebody gets hold of an answer that has not been used yet.
    const page = await open();
    const kept = provider.keepNext();
    await page.goto(`${server.address}/api/v1/session/oidc`);
    await agree(page, "ada");
    const callback = await kept;
    await stranger.goto(callback);
    assert.equal(problemOf(stranger), "oidc-stale", "another browser has not begun it");
    assert.equal((await ask(stranger, "/session")).status, 401);

    const wrong = new URL(callback);
    wrong.searchParams.set("iss", "https://id.evil.test");
    await page.goto(wrong.href);
    assert.equal(problemOf(page), "oidc-refused", "another provider does not answer for this one");
    await page.goto(callback);
    assert.equal(problemOf(page), "oidc-stale", "nothing is tried twice");
    assert.equal((await ask(page, "/session")).status, 401);

    const signedIn = await open();
    const used = [];
    signedIn.on("request", (request) => request.url().includes("/oidc/callback?") && used.push(request.url()));
    await signInAs(signedIn, server, "ada");
    await signedIn.goto(used[0]);
    assert.equal(problemOf(signedIn), "oidc-stale");
    assert.equal((await ask(signedIn, "/session")).body.account, "ada", "the session goes on");
  }));

test("an account that is here already is never taken over, and a disabled one stays out", () =>
  withProvider({}, async ({ server, open }) => {
    const admin = await open();
    await signIn(admin, server.signInLink);
    const json = { "content-type": "application/json" };
    const create = { method: "POST", headers: json, body: JSON.stringify({ account: "ada", role: "viewer" }) };
    assert.equal((await ask(admin, "/users", create)).status, 201);
    const ada = await open();
    await signInAs(ada, server, "ada");
    assert.equal(problemOf(ada), "oidc-account-taken");
    assert.equal((await ask(ada, "/session")).status, 401);

    const vera = await open();
    await signInAs(vera, server, "vera");
    assert.equal((await ask(vera, "/session")).body.account, "vera");
    const disable = { method: "PUT", headers: json, body: JSON.stringify({ role: "viewer", disabled: true }) };
    assert.ok((await ask(admin, "/users/vera", disable)).status < 300);
    assert.equal((await ask(vera, "/session")).status, 401, "at once");
    const again = await open();
    await signInAs(again, server, "vera");
    assert.equal(problemOf(again), "oidc-account-disabled");

    const { body } = await ask(admin, "/audit");
    const entries = body.lines.map(({ entry }) => `${entry.action} ${entry.account} ${entry.subject ?? ""}`.trim());
    assert.ok(entries.includes("create-user vera vera"), entries.join("\n"));
    assert.ok(entries.includes("sign-in vera vera"), entries.join("\n"));
    assert.ok(entries.filter((entry) => entry.startsWith("sign-in-failed")).length >= 2, entries.join("\n"));
  }));

test("a provider that is down is told, and one that has come is used without a restart", () =>
  withProvider({ admit: false }, async ({ server, provider, open }) => {
    const page = await open();
    await page.goto(`${server.address}/api/v1/session/oidc`);
    assert.equal(problemOf(page), "oidc-unreachable");
    provider.admit(server.address);
    await signInAs(page, server, "vera");
    assert.equal((await ask(page, "/session")).body.account, "vera");
  }));

test("the button leads back to the page that was wanted", () =>
  withProvider({}, async ({ server, open }) => {
    const page = await open();
    await page.goto(`${server.address}/audit?action=sign-in`);
    await page.getByRole("link", { name: /^Sign in with / }).click();
    await agree(page, "ada");
    await page.getByRole("heading", { level: 1, name: "Audit log" }).waitFor();
    assert.ok(page.url().endsWith("/audit?action=sign-in"), page.url());
  }));
