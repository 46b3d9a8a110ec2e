// Accounts, the audit log, the settings, and what opens above every page.
import { AccountPage } from "../pages/account.mjs";
import { AuditPage } from "../pages/audit.mjs";
import { Palette } from "../pages/palette.mjs";
import { UsersPage } from "../pages/users.mjs";

export const PEOPLE = [
  ["audit", async ({ page, address }) => {
    await page.goto(`${address}/audit`);
    await new AuditPage(page).entries.first().waitFor();
    await page.locator("#audit summary").first().click();
  }],
  ["audit-verified", async ({ page }) => {
    await page.getByRole("button", { name: "Verify the chain" }).click();
    await page.locator("#verdict").getByText(/The chain is whole/).waitFor();
  }],
  ["audit-none", async ({ page, address }) => {
    await page.goto(`${address}/audit?since=2999-01-01`);
    await page.getByText("No entry fits.").waitFor();
  }],
  ["users", async ({ page, address }) => {
    await page.goto(`${address}/users`);
    await new UsersPage(page).row("admin").waitFor();
  }],
  ["users-link", async ({ page }) => {
    await new UsersPage(page).add("grace", "operator");
    await new UsersPage(page).row("grace").waitFor();
  }],
  ["users-role", async ({ page }) => {
    await new UsersPage(page).row("grace").getByRole("button", { name: "Change role", exact: true }).click();
    await page.getByRole("dialog").waitFor();
  }],
  ["settings", async ({ page, address }) => {
    await page.goto(`${address}/settings`);
    await page.locator("#export-passphrase").waitFor();
  }],
  ["account", async ({ page, address }) => {
    await page.goto(`${address}/account`);
    await page.getByLabel("New password", { exact: true }).waitFor();
  }],
  ["account-token", ({ page }) => new AccountPage(page).makeToken("backup job", { days: 30 })],
  ["account-menu", async ({ page, address }) => {
    await page.goto(`${address}/account`);
    await page.getByRole("heading", { level: 1, name: "Your account" }).waitFor();
    await new AccountPage(page).menu.press("Enter");
    await page.locator(".account-pages").waitFor();
  }],
  ["not-found", async ({ page, address }) => {
    await page.goto(`${address}/no/such/page`);
    await page.getByRole("heading", { level: 1, name: "Page not found" }).waitFor();
  }],
  ["palette", async ({ page, address }) => {
    const palette = new Palette(page);
    await page.goto(address);
    await page.locator("tbody").waitFor();
    await palette.open();
    await palette.options.filter({ hasText: "vm-disks" }).first().waitFor();
  }],
  ["palette-found", ({ page }) => new Palette(page).field.fill("vm")],
  ["shortcuts", async ({ page, address }) => {
    await page.goto(address);
    await page.locator("tbody").waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard shortcuts" }).waitFor();
  }],
];
