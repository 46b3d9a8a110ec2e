// What each role may: what it does not permit is not offered.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { openPerson } from "./lib/people.mjs";
import { GatewayPage } from "./pages/gateway.mjs";
import { GatewaysPage } from "./pages/gateways.mjs";
import { NodesPage } from "./pages/nodes.mjs";
import { signIn } from "./pages/sign-in.mjs";

const WHY = /^You can look at this and change nothing: your role is Viewer\./;

test("a viewer is offered nothing that the server would refuse, and is told why", (test) =>
  withApp(test, {}, async ({ server, browser, page: admins }) => {
    await signIn(admins, server.signInLink);
    const { page, context, faults } = await openPerson(server, browser, "viewer");
    const [list, gateway, nodes] = [new GatewaysPage(page), new GatewayPage(page), new NodesPage(page)];
    await page.getByText(WHY).waitFor();
    await list.findActiveNode("vm-disks");
    assert.equal(await page.getByRole("link", { name: /^New .* gateway$/ }).count(), 0);

    await gateway.open("vm-disks");
    await gateway.findActiveNode();
    await page.getByText(WHY).waitFor();
    for (const name of ["Start", "Stop", "Move away", "Delete", "Take over"]) {
      assert.equal(await page.getByRole("button", { name, exact: true }).count(), 0, name);
    }
    for (const name of ["Edit", "Deploy", "Deploy again"]) {
      assert.equal(await page.getByRole("link", { name, exact: true }).count(), 0, name);
    }
    await page.getByRole("link", { name: "See the plan" }).click();
    await page.locator("#plan").waitFor();
    assert.equal(await page.getByRole("button", { name: "Deploy now" }).count(), 0);

    await page.goto(`${server.address}/gateways/vm-disks/edit`);
    await page.getByText(WHY).waitFor();
    assert.ok(await page.locator("#f-iqn").isDisabled(), "the form is read-only");
    assert.equal(await page.getByRole("button", { name: "Save", exact: true }).count(), 0);

    await nodes.open();
    await nodes.check("node-a");
    assert.equal(await page.getByRole("button", { name: /maintenance/ }).count(), 0);

    // The same page offers all of it to an admin.
    await new GatewayPage(admins).open("vm-disks");
    for (const name of ["Stop", "Move away", "Delete"]) {
      await admins.getByRole("button", { name, exact: true }).waitFor();
    }
    faults.assertNone();
    await context.close();
  }));
