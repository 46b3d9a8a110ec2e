// Several people with a role each, in browser contexts of their own.
import { openPage } from "./browser.mjs";
import { signIn } from "../pages/sign-in.mjs";

/** Makes an account, and gives the link that its owner signs in with. */
export async function addPerson(server, name, role) {
  const printed = await server.run("user", "add", name, "--role", role);
  return printed.match(/https?:\/\/\S+/)[0];
}

/**
 * Makes an account with a role and signs its owner in: nobody else has the cookies of this page.
 *
 * `name` is the role where none is given; `page` are options of the page. Gives `name`, `page`, `context` and `faults`.
 */
export async function openPerson(server, browser, role, { name = role, page: options } = {}) {
  const link = await addPerson(server, name, role);
  const opened = await openPage(browser, options);
  await signIn(opened.page, link);
  return { name, ...opened };
}
