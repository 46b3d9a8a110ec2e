// Signing in with the link that the server prints.

/** Signs in with a link that nobody has used, and waits for the list of gateways. */
export async function signIn(page, link) {
  await page.goto(link);
  await page.getByRole("heading", { level: 1, name: "Gateways" }).waitFor();
}
