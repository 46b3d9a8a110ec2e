// The audit log: what was done is there, can be looked for, exported and verified.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { assertLooksRight } from "./lib/looks.mjs";
import { openPerson } from "./lib/people.mjs";
import { AuditPage } from "./pages/audit.mjs";
import { Builder } from "./pages/builder.mjs";
import { GatewayPage } from "./pages/gateway.mjs";
import { signIn } from "./pages/sign-in.mjs";

test("what was done is in the audit log, with who, what changed, and a chain that proves it", (test) =>
  withApp(test, { page: { viewport: { width: 1440, height: 900 } } }, async ({ server, browser, page: admins }) => {
    await signIn(admins, server.signInLink);
    const { page, context, faults } = await openPerson(server, browser, "operator", { page: { viewport: { width: 1440, height: 900 } } });
    const [audit, builder] = [new AuditPage(page), new Builder(page)];
    await new GatewayPage(page).open("vm-disks");
    await builder.openSaved();
    await builder.type("/iqn", "iqn.2024-01.com.example:renamed");
    await builder.saveAs("vm-disks");
    await audit.open();
    const newest = (await audit.actions())[0];
    assert.match(newest, /^operator Operator changed a gateway vm-disks$/);
    await audit.entries.first().locator("summary").click();
    await audit.entries.first().locator(".diff-added", { hasText: "renamed" }).first().waitFor();

    await audit.filter({ Who: "operator", What: "sign-in" });
    await page.locator("#audit-count", { hasText: "1 entry" }).waitFor();
    assert.match((await audit.actions())[0], /^operator Operator signed in operator$/);
    assert.ok(page.url().endsWith("/audit?account=operator&action=sign-in"), page.url());
    await page.reload();
    await page.locator("#audit-count", { hasText: "1 entry" }).waitFor();
    const exported = page.waitForEvent("download");
    await page.getByRole("link", { name: "Export as JSON lines" }).click();
    const lines = (await streamText(await (await exported).createReadStream())).trim().split("\n").map(JSON.parse);
    assert.deepEqual(lines.map(({ entry }) => [entry.account, entry.action]), [["operator", "sign-in"]]);

    const today = new Date().toISOString().slice(0, 10);
    await audit.filter({ Who: "", What: "", Since: today, Until: today });
    await audit.entries.nth(1).waitFor();
    await audit.filter({ Since: "2999-01-01", Until: "" });
    await page.getByText("No entry fits.").waitFor();
    await page.getByRole("button", { name: "Show all" }).click();
    await audit.entries.nth(1).waitFor();
    await page.getByRole("button", { name: "Verify the chain" }).click();
    await page.locator("#verdict").getByText(/^✓ The chain is whole: all \d+ entries are what they were\.$/).waitFor();
    faults.assertNone();
    await context.close();
  }));

test("a deployment without approval stands out, and more entries come when they are asked for", (test) =>
  withApp(test, { page: { viewport: { width: 1440, height: 900 } } }, async ({ server, page }) => {
    await signIn(page, server.signInLink);
    const entry = (number, more) => ({
      entry: { number, at: "2026-01-31T08:00:00Z", account: "ada", role: "operator", via: "token", address: "192.0.2.7", action: "start", subject: "r0", ...more },
      previous: "0".repeat(64),
      hash: "1".repeat(64),
    });
    const loud = { action: "override", role: "admin", via: "session", reason: "the storage is down and nobody else is awake", before: { revision: 1 }, after: { revision: 2, nodes: ["node-a", "node-b"] } };
    await page.route("**/api/v1/audit?*", (route) => {
      const isFirst = !route.request().url().includes("before=");
      const json = isFirst ? { lines: [entry(3, loud), entry(2)], next: 2 } : { lines: [entry(1, { account: "", role: undefined, via: "nobody", action: "sign-in-failed", subject: "" })], next: null };
      return route.fulfill({ json });
    });
    await new AuditPage(page).open();
    await page.locator(".override").getByText("DEPLOYED WITHOUT APPROVAL").waitFor();
    await page.locator(".override summary").click();
    await page.getByRole("button", { name: "Load more" }).click();
    await page.locator("#audit > li").nth(2).waitFor();
    assert.equal(await page.getByRole("button", { name: "Load more" }).count(), 0);
    await assertLooksRight(page, "audit-override");
  }));

async function streamText(stream) {
  const parts = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts).toString("utf8");
}
