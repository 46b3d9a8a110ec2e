// The app for one test: a server, a browser and a page, all ended after it, and a picture where the test fails.
import { launchBrowser, openPage } from "./browser.mjs";
import { takePicture } from "./screenshot.mjs";
import { startServer } from "./server.mjs";

/**
 * Runs `steps` with `{ server, browser, page, context, faults }`.
 *
 * The test fails, too, when the page complained about anything that `faults.expect` did not announce.
 */
export async function withApp(test, { server: serverOptions, page: pageOptions } = {}, steps) {
  const server = await startServer(serverOptions);
  const browser = await launchBrowser();
  try {
    const opened = await openPage(browser, pageOptions);
    try {
      await steps({ server, browser, ...opened });
      opened.faults.assertNone();
    } catch (error) {
      const name = test.name.replaceAll(/[^\p{Letter}\p{Number}]+/gu, "-");
      const path = await takePicture(opened.page, `failed-${name}`).catch(() => "(none could be taken)");
      test.diagnostic(`${test.name}: at ${opened.page.url()}, picture ${path}, and the server said:\n${server.output()}`);
      throw error;
    }
  } finally {
    await browser.close();
    await server.stop();
  }
}
