// Reviews: by a link without an account, with comments and approvals, and past them with a reason that stays.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { withApprovalsNeeded } from "./lib/approvals.mjs";
import { openPage } from "./lib/browser.mjs";
import { assertLooksRight, assertLooksRightAsItIs } from "./lib/looks.mjs";
import { openPerson } from "./lib/people.mjs";
import { Builder } from "./pages/builder.mjs";
import { DeployPage } from "./pages/deploy.mjs";
import { GatewayPage } from "./pages/gateway.mjs";
import { GatewaysPage } from "./pages/gateways.mjs";
import { ReviewPage } from "./pages/review.mjs";
import { RevisionPage } from "./pages/revision.mjs";
import { signIn } from "./pages/sign-in.mjs";

const WIDE = { viewport: { width: 1440, height: 900 } };
const WHY = "the storage of r0 is down";

/** A server whose deployments need so many approvals, with the admin signed in and a gateway `r0`. */
function withApprovals(test, approvals, steps) {
  return withApprovalsNeeded(test, approvals, { page: WIDE }, async (app) => {
    const { server, page } = app;
    const [list, builder] = [new GatewaysPage(page), new Builder(page)];
    await signIn(page, server.signInLink);
    await list.open();
    await builder.openExample("iscsi");
    await builder.isComplete();
    await page.getByLabel("What changes and why").fill("disks for the new hypervisors");
    await builder.save.click();
    await page.getByRole("heading", { level: 1, name: /gateway r0$/ }).waitFor();
    await steps(app);
  });
}

test("whoever has a link sees the gateway without an account, and nothing when it was revoked", (test) =>
  withApprovals(test, 1, async ({ server, browser, page }) => {
    await page.getByRole("button", { name: "Create link" }).click();
    const link = await page.getByLabel("The link").inputValue();
    assert.match(link, /\/review\/[0-9a-f]{64}$/);

    const { page: theirs, context, faults } = await openPage(browser, WIDE);
    await theirs.goto(link);
    const review = new ReviewPage(theirs);
    await review.isShown();
    await theirs.getByText("disks for the new hypervisors").waitFor();
    assert.equal(await review.state(), "0 of 1 given");
    assert.match(await review.explain(1), /\S/);
    assert.equal(await theirs.getByRole("button", { name: "Comment", exact: true }).count(), 0);
    assert.equal(await review.approve.count(), 0);
    faults.assertNone();

    await page.getByRole("button", { name: "Revoke" }).click();
    await page.getByText("revoked", { exact: true }).waitFor();
    faults.expect(/GET .*\/api\/v1\/review\/.*: 404/);
    await theirs.reload();
    await theirs.getByText("ask whoever sent it for a new one").waitFor();
    faults.assertNone();
    await context.close();
  }));

test("a deployment waits until a reviewer has commented, rejected and approved", (test) =>
  withApprovals(test, 1, async ({ server, browser, page }) => {
    const [gateway, deploy] = [new GatewayPage(page), new DeployPage(page)];
    const { page: theirs, context, faults } = await openPerson(server, browser, "reviewer", { page: WIDE });
    const review = new ReviewPage(theirs);
    await review.open(server, "r0", 1);
    await review.explain(2);
    await review.commentOn(2, "is this the right place?");
    await review.comment("looks odd to me");
    assert.ok(await review.reject.isDisabled(), "a rejection needs a reason");
    await review.message.fill("the target is another one");
    await review.reject.click();
    await review.isSaid("rejected");
    await assertLooksRight(theirs, "review-rejected");

    await gateway.plan();
    await page.getByRole("heading", { name: "This revision is not approved" }).waitFor();
    await page.getByText("the target is another one").waitFor();
    assert.ok(await deploy.deploy.isDisabled());
    await assertLooksRight(page, "deploy-unapproved");

    await review.message.fill("I was wrong");
    await review.approve.click();
    await review.isSaid("1 of 1 given");
    await page.getByRole("button", { name: "Plan again" }).click();
    await deploy.deploy.and(page.locator(":enabled")).waitFor();
    const { state } = await deploy.carryOut();
    assert.match(state, /^done/);
    faults.assertNone();
    await context.close();
  }));

test("an admin deploys without approval, and the deployment says why", (test) =>
  withApprovals(test, 2, async ({ page }) => {
    const [gateway, deploy] = [new GatewayPage(page), new DeployPage(page)];
    await gateway.plan();
    await page.getByRole("button", { name: "Deploy without approval" }).click();
    const dialog = page.getByRole("dialog");
    const confirm = dialog.getByRole("button", { name: "Deploy without approval" });
    assert.ok(await confirm.isDisabled(), "it needs a reason");
    await dialog.getByLabel("Why it cannot wait").fill(WHY);
    await assertLooksRightAsItIs(page, "deploy-override");
    await confirm.click();
    await deploy.outcome();
    await page.locator("#override").getByText(WHY).waitFor();
    await assertLooksRightAsItIs(page, "deployment-overridden");
  }));

test("any two revisions are compared, field by field and as text", (test) =>
  withApprovals(test, 0, async ({ server, page }) => {
    const builder = new Builder(page);
    await builder.openSaved();
    await builder.type("/iqn", "iqn.2024-01.com.example:other");
    await page.getByLabel("What changes and why").fill("another name");
    await builder.save.click();
    await page.locator(".revisions").getByText("another name").waitFor();
    await page.getByRole("radio", { name: "From revision 2" }).check();
    await page.getByText("Choose two different revisions").waitFor();
    await page.getByRole("radio", { name: "From revision 1" }).check();
    await page.getByRole("link", { name: "Compare", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "r0: revisions 1 and 2 compared" }).waitFor();
    await page.locator(".field-changes").getByText("iqn.2024-01.com.example:other").waitFor();
    await page.locator("pre.diff").waitFor();
    await page.goto(`${server.address}/gateways/r0/revisions/1/review`);
    await page.getByText("This is not the newest revision").waitFor();
  }));

test("a restore shows what it changes, and keeps why", (test) =>
  withApprovals(test, 0, async ({ page }) => {
    const builder = new Builder(page);
    await builder.openSaved();
    await builder.type("/iqn", "iqn.2024-01.com.example:other");
    await builder.save.click();
    const gateway = new GatewayPage(page);
    await gateway.revisions.nth(1).waitFor();
    await gateway.openRevision(1);
    const revision = new RevisionPage(page);
    const dialog = await revision.askToRestore(1);
    await dialog.getByText("iqn.2024-01.com.example:other").first().waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    await revision.restore(1, "the other name was wrong");
    await gateway.revisions.first().getByText("the other name was wrong").waitFor();
    assert.equal(await gateway.revisions.count(), 3);
  }));

test("on paper, a review has every line of its snippet and nothing to press", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    await signIn(page, server.signInLink);
    await page.goto(`${server.address}/gateways/vm-disks/revisions/1/review`);
    await page.locator(".review-line").first().waitFor();
    await page.emulateMedia({ media: "print" });
    const lines = page.locator(".review-line");
    assert.ok((await lines.count()) > 20);
    for (const line of await lines.all()) assert.ok(await line.isVisible());
    assert.equal(await page.locator("button:not(.review-line):visible, header:visible nav").count(), 0);
  }));
