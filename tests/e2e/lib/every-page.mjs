// Every page of the app in every state that it is worth looking at: the list, and the walk through it.
import { launchBrowser, openPage } from "./browser.mjs";
import { startServer } from "./server.mjs";
import { serveFiles } from "./static.mjs";
import { signIn } from "../pages/sign-in.mjs";
import { BUILDING } from "../states/building.mjs";
import { PEOPLE } from "../states/people.mjs";
import { DEPLOYING, GATEWAYS, NODES, NOTHING } from "../states/running.mjs";
import { WITHOUT_ACCOUNT, WITHOUT_SERVER } from "../states/without-account.mjs";

const WIDE = { viewport: { width: 1440, height: 900 } };

/**
 * Goes through all pages in one browser, and calls `look(page, name)` at each, in English and light.
 *
 * A page is left as `look` leaves it, so that one that spoke Chinese must speak English again. `wanted(name)` says which
 * are looked at; all are walked through, because most begin where the one before them ended.
 */
export async function visitEveryPage(look, wanted = () => true) {
  const browser = await launchBrowser();
  try {
    await visitFiles(browser, look, wanted);
    await visitServer(browser, { arguments: [] }, [], NOTHING, look, wanted);
    const signedIn = [...DEPLOYING, ...BUILDING, ...GATEWAYS, ...NODES, ...PEOPLE];
    await visitServer(browser, {}, WITHOUT_ACCOUNT, signedIn, look, wanted);
  } finally {
    await browser.close();
  }
}

async function visitFiles(browser, look, wanted) {
  const files = await serveFiles("/tools/gateway/");
  try {
    const app = { browser, files, ...(await openPage(browser, WIDE)) };
    app.faults.expect(/\/api\/v1\//);
    await visit(app, WITHOUT_SERVER, look, wanted);
    await leave(app);
  } finally {
    await files.stop();
  }
}

async function visitServer(browser, options, before, after, look, wanted) {
  const server = await startServer(options);
  try {
    const app = { browser, server, address: server.address, ...(await openPage(browser, WIDE)) };
    app.faults.expect(/POST .*\/api\/v1\/session: 40\d/);
    app.faults.expect(/\/api\/v1\/deployments\/.*\/events/);
    await visit(app, before, look, wanted);
    await signIn(app.page, server.signInLink);
    await visit(app, after, look, wanted);
    await leave(app);
  } finally {
    await server.stop();
  }
}

async function visit(app, states, look, wanted) {
  for (const [name, open] of states) {
    try {
      // A page that somebody else looks at comes back; all others are the one that there is.
      const other = (await open(app))?.other;
      if (wanted(name)) await look(other?.page ?? app.page, name);
      if (other) await leave(other);
    } catch (error) {
      throw new Error(`${name}, at ${app.page.url()}: ${error.message}`, { cause: error });
    }
  }
}

async function leave({ faults, context }) {
  faults.assertNone();
  await context.close();
}
