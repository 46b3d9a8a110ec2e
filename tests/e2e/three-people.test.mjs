// One change, three people: who makes it, who agrees with it, and who can tell afterwards what happened.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { withApprovalsNeeded } from "./lib/approvals.mjs";
import { openPage } from "./lib/browser.mjs";
import { DIRECTORY, filesOn } from "./lib/nodes.mjs";
import { openPerson } from "./lib/people.mjs";
import { AuditPage } from "./pages/audit.mjs";
import { Builder } from "./pages/builder.mjs";
import { DeployPage } from "./pages/deploy.mjs";
import { GatewayPage } from "./pages/gateway.mjs";
import { GatewaysPage } from "./pages/gateways.mjs";
import { ReviewPage } from "./pages/review.mjs";
import { signIn } from "./pages/sign-in.mjs";

const WIDE = { viewport: { width: 1440, height: 900 } };
const FILE = "sds-iscsi-r0.toml";
const SECRET = "p1antedSecret";

test("an operator changes, a reviewer approves what the link shows, the operator deploys, and the audit log tells it", (test) =>
  withApprovalsNeeded(test, 1, { page: WIDE }, async ({ server, browser, page: admins }) => {
    await signIn(admins, server.signInLink);
    const operator = await openPerson(server, browser, "operator", { name: "olga", page: WIDE });
    const reviewer = await openPerson(server, browser, "reviewer", { name: "rita", page: WIDE });

    // Olga saves a gateway with a secret, and makes a link for Rita.
    const [list, builder] = [new GatewaysPage(operator.page), new Builder(operator.page)];
    await list.open();
    await builder.openNew("iscsi");
    await operator.page.getByRole("button", { name: "Load example" }).click();
    await builder.type("/chap/username", "backup");
    await builder.type("/chap/password", SECRET);
    await builder.isComplete();
    await operator.page.getByLabel("What changes and why").fill("a target for the backups");
    await builder.save.click();
    await operator.page.getByRole("heading", { level: 1, name: /gateway r0$/ }).waitFor();
    await operator.page.getByRole("button", { name: "Create link" }).click();
    const link = await operator.page.getByLabel("The link").inputValue();

    // Before anybody has approved, she cannot deploy.
    const [gateway, deploy] = [new GatewayPage(operator.page), new DeployPage(operator.page)];
    await gateway.plan();
    await operator.page.getByRole("heading", { name: "This revision is not approved" }).waitFor();
    assert.ok(await deploy.deploy.isDisabled(), "nothing is deployed before it is approved");
    operator.faults.expect(/POST .*\/deployments: 409/);
    const refused = await operator.page.evaluate(async () => {
      const body = JSON.stringify({ digest: "whatever" });
      const headers = { "Content-Type": "application/json" };
      const answer = await fetch("/api/v1/gateways/r0/deployments", { method: "POST", headers, body });
      return [answer.status, (await answer.json()).type];
    });
    assert.deepEqual(refused, [409, "/help/errors#approvals-missing"], "nor past the page");
    assert.deepEqual(await filesOn(server, DIRECTORY), {});

    // Whoever has the link sees the change, and no secret.
    const stranger = await openPage(browser, WIDE);
    const bodies = [];
    stranger.page.on("response", async (response) => bodies.push(await response.text().catch(() => "")));
    await stranger.page.goto(link);
    const shown = new ReviewPage(stranger.page);
    await shown.isShown();
    await stranger.page.getByText("a target for the backups").waitFor();
    await shown.lines.getByText("incoming_password=***").first().waitFor();
    await stranger.page.getByText(DIRECTORY).first().waitFor();
    assert.ok(!(await stranger.page.content()).includes(SECRET), "the page has no secret");
    assert.ok(!bodies.some((body) => body.includes(SECRET)), "nor has any answer");
    assert.equal(await shown.approve.count(), 0, "a link permits nothing");
    stranger.faults.assertNone();
    await stranger.context.close();

    // Rita opens the same link, goes on with her account, and approves.
    await reviewer.page.goto(link);
    const review = new ReviewPage(reviewer.page);
    await review.isShown();
    await reviewer.page.getByRole("link", { name: "Comment, approve or reject with your account" }).click();
    await review.message.fill("as agreed");
    await review.approve.click();
    await review.isSaid("1 of 1 given");
    reviewer.faults.assertNone();

    // Now Olga deploys, and the file has the secret that nobody was shown.
    await operator.page.getByRole("button", { name: "Plan again" }).click();
    await deploy.deploy.and(operator.page.locator(":enabled")).waitFor();
    const { state } = await deploy.carryOut();
    assert.match(state, /^done/);
    assert.ok((await filesOn(server, DIRECTORY))[FILE].includes(`incoming_password=${SECRET}`));
    operator.faults.assertNone();

    // The audit log says all of it, in order, and its chain is whole.
    const audit = new AuditPage(admins);
    await audit.open();
    await audit.filter({ "To what": "r0" });
    await admins.getByText("No entry fits.").waitFor({ state: "detached" });
    await audit.entries.filter({ hasText: "began a deployment" }).first().waitFor();
    const told = (await audit.actions()).reverse();
    const expected = [/^olga .*created a gateway/, /^olga .*made a share link/, /^rita .*approved a revision/, /^olga .*began a deployment/, /deployment ended/];
    let next = 0;
    for (const line of told) if (next < expected.length && expected[next].test(line)) next += 1;
    assert.equal(next, expected.length, told.join("\n"));
    await admins.getByRole("button", { name: "Verify the chain" }).click();
    await admins.locator("#verdict").getByText(/The chain is whole/).waitFor();
    for (const person of [operator, reviewer]) await person.context.close();
  }));
