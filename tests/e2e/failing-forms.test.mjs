// Whatever is typed anywhere outlives a session that ends and a server that fails, and is sent with the next try.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { AccountPage } from "./pages/account.mjs";
import { CheckPage } from "./pages/check.mjs";
import { ReviewPage } from "./pages/review.mjs";
import { SignInPage, signIn } from "./pages/sign-in.mjs";
import { UsersPage } from "./pages/users.mjs";

const PASSWORD = "correct horse battery";
const REVIEW = "/gateways/vm-disks/revisions/1/review";

/**
 * Forms, each with how to come there, the field that is typed into, what is typed, the button that sends it, the call that
 * it makes, and what shows that it was done.
 */
const FORMS = [
  {
    name: "a comment",
    path: REVIEW,
    open: (page) => new ReviewPage(page).isShown(),
    field: (page) => page.getByLabel("Your comment on the whole"),
    text: "typed with care",
    send: (page) => page.locator("#comments").getByRole("button", { name: "Comment", exact: true }),
    call: "**/comments",
    done: (page) => page.locator(".comment-said", { hasText: "typed with care" }).first(),
  },
  {
    name: "what an approval says",
    path: REVIEW,
    open: (page) => new ReviewPage(page).isShown(),
    field: (page) => new ReviewPage(page).message,
    text: "not like this",
    send: (page) => new ReviewPage(page).reject,
    call: "**/reject",
    done: (page) => page.getByText("not like this").first(),
  },
  {
    name: "a new user",
    path: "/users",
    open: (page) => page.locator("summary", { hasText: "New user" }).click(),
    field: (page) => page.locator("#user-account"),
    text: "grace",
    send: (page) => page.getByRole("button", { name: "Add the user" }),
    call: "**/api/v1/users",
    done: (page) => new UsersPage(page).row("grace"),
  },
  {
    name: "a new token",
    path: "/account",
    open: (page) => page.locator("summary", { hasText: "New token" }).click(),
    field: (page) => page.locator("#token-name"),
    text: "backup job",
    send: (page) => page.getByRole("button", { name: "Make the token" }),
    call: "**/api/v1/tokens",
    done: (page) => new AccountPage(page).token("backup job"),
  },
];

/** Shows the plan of a deployment, and says what becomes of it where a node fails. */
async function openPlan(page, server) {
  await page.goto(`${server.address}/gateways/vm-disks/deploy`);
  await page.locator("#plan").waitFor();
  const goesOn = page.getByRole("radio", { name: "Go on with the others" });
  await goesOn.check();
  return { deploy: page.getByRole("button", { name: "Deploy now" }), goesOn };
}

/** Signs in again where the page says that nobody is signed in any more. */
async function signInAgain(page) {
  await page.locator("#signed-out").getByRole("button", { name: "Sign in again" }).click();
  const dialog = page.getByRole("dialog", { name: "Sign in again" });
  await dialog.getByLabel("Password").fill(PASSWORD);
  await dialog.getByLabel("Password").press("Enter");
  await page.locator("#signed-out").waitFor({ state: "detached" });
}

/** The same of a page that needs no session. */
const CHECK = {
  name: "a snippet under check",
  path: "/check",
  open: (page) => page.getByRole("heading", { level: 1, name: "Check & import" }).waitFor(),
  field: (page) => new CheckPage(page).text,
  text: '[[promoter]]\nid = "by-hand"\n[promoter.resources.by-hand]\nstart = ["a.service"]\n',
  send: (page) => page.getByRole("button", { name: "Keep it as it is" }),
  call: "**/api/v1/gateways*",
  done: (page) => page.getByRole("heading", { level: 1, name: /by-hand/ }),
};

/** Opens a form and types into it. */
async function type(page, server, { path, open, field, text }) {
  await page.goto(server.address + path);
  await open(page);
  await field(page).fill(text);
}

async function setPassword(page, server) {
  await signIn(page, server.signInLink);
  await page.goto(`${server.address}/account`);
  await new AccountPage(page).setPassword(PASSWORD);
}

test("what was typed stays when the session ends, and is sent after signing in again", (t) =>
  withApp(t, {}, async ({ server, page, context, faults }) => {
    faults.expect(/: 401/);
    await setPassword(page, server);
    for (const form of FORMS) {
      await type(page, server, form);
      await context.clearCookies();
      await form.send(page).click();
      await signInAgain(page);
      assert.equal(await form.field(page).inputValue(), form.text, form.name);
      await form.send(page).click();
      await form.done(page).waitFor();
    }
  }));

test("a snippet under check stays while whoever keeps it signs in", (t) =>
  withApp(t, {}, async ({ server, page, context, faults }) => {
    faults.expect(/: 401/);
    await setPassword(page, server);
    await type(page, server, CHECK);
    await context.clearCookies();
    await CHECK.send(page).click();
    await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
    await new SignInPage(page).signIn("admin", PASSWORD);
    await CHECK.open(page);
    assert.equal(await CHECK.field(page).inputValue(), CHECK.text);
    await CHECK.send(page).click();
    await CHECK.done(page).waitFor();
  }));

test("what was typed stays when the server breaks down or the connection is cut, and is sent with the next try", (t) =>
  withApp(t, {}, async ({ server, page, faults }) => {
    faults.expect(/POST .*\/api\/v1\//);
    await signIn(page, server.signInLink);
    const failures = [
      { answer: (route) => route.fulfill({ status: 500, contentType: "text/plain", body: "panicked" }), said: "status 500" },
      { answer: (route) => route.abort("connectionreset"), said: "does not answer" },
    ];
    for (const form of [...FORMS, CHECK]) {
      await type(page, server, form);
      for (const { answer, said } of failures) {
        const handle = (route) => (route.request().method() === "POST" ? answer(route) : route.fallback());
        await page.route(form.call, handle);
        await form.send(page).click();
        await page.getByRole("alert").filter({ hasText: said }).waitFor();
        assert.equal(await form.field(page).inputValue(), form.text, `${form.name}: ${said}`);
        await page.unroute(form.call, handle);
      }
      await form.send(page).click();
      await form.done(page).waitFor();
    }
  }));

test("a deployment that could not begin asks for nothing twice", (t) =>
  withApp(t, {}, async ({ server, page, faults }) => {
    faults.expect(/POST .*\/deployments/);
    await signIn(page, server.signInLink);
    const { deploy, goesOn } = await openPlan(page, server);
    await page.route("**/deployments", (route) => route.abort("connectionreset"));
    await deploy.click();
    await page.getByRole("alert").filter({ hasText: "does not answer" }).waitFor();
    assert.ok(await goesOn.isChecked());
    await page.unroute("**/deployments");
    await deploy.click();
    await page.locator("#deployment-state").waitFor();
  }));

test("a deployment begins after signing in again, as it was meant before", (t) =>
  withApp(t, {}, async ({ server, page, context, faults }) => {
    faults.expect(/: 401/);
    await setPassword(page, server);
    const { deploy, goesOn } = await openPlan(page, server);
    await context.clearCookies();
    await deploy.click();
    await signInAgain(page);
    assert.ok(await goesOn.isChecked());
    await deploy.click();
    await page.locator("#deployment-state").waitFor();
  }));
