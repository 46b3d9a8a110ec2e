// A server with 200 gateways, a browser, and somebody who is signed in.
import { launchBrowser } from "../../e2e/lib/browser.mjs";
import { readGolden } from "../../e2e/lib/golden.mjs";
import { startServer } from "../../e2e/lib/server.mjs";

const GATEWAYS = 200;
const VIEWPORT = { width: 1440, height: 900 };

/** Starts everything. `visit(steps, options)` runs steps with a page whose browser has nothing in its cache. */
export async function openApp() {
  const server = await startServer({ arguments: [] });
  const browser = await launchBrowser();
  const context = await browser.newContext({ viewport: VIEWPORT });
  const page = await context.newPage();
  await page.goto(server.signInLink);
  await page.getByRole("heading", { level: 1, name: "Gateways" }).waitFor();
  await fill(server, context);
  const storageState = await context.storageState();
  await context.close();
  return {
    browser,
    address: server.address,
    async visit(steps) {
      const context = await browser.newContext({ viewport: VIEWPORT, storageState });
      try {
        const page = await context.newPage();
        return await steps(page, await context.newCDPSession(page));
      } finally {
        await context.close();
      }
    },
    async close() {
      await browser.close();
      await server.stop();
    },
  };
}

/** Saves so many gateways, each with a resource, an address and a name of its own. */
async function fill(server, context) {
  const { draft } = await readGolden("iscsi-least");
  for (let index = 0; index < GATEWAYS; index += 1) {
    const resource = `store-${String(index).padStart(3, "0")}`;
    const data = {
      ...draft,
      resource,
      iqn: `iqn.2024-01.com.example:${resource}`,
      service_ips: [{ ip: `10.${index >> 8}.${index & 255}.10/24` }],
    };
    const answer = await context.request.post(`${server.address}/api/v1/gateways`, {
      data,
      headers: { origin: server.address },
    });
    if (!answer.ok()) throw new Error(`${resource} was refused: ${await answer.text()}`);
  }
}
