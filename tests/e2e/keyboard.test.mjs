// The keyboard alone is enough, and shows where it is.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { readGolden } from "./lib/golden.mjs";
import { signIn } from "./pages/sign-in.mjs";

const LIMIT = 80;

test("a gateway is created and saved by keyboard alone, and the focus is visible all the way", (test) =>
  withApp(test, {}, async ({ server, page }) => {
    const golden = await readGolden("iscsi-two-service-ips");
    const keyboard = new Keyboard(page);
    await signIn(page, server.signInLink);

    await keyboard.goTo(page.getByRole("link", { name: "New iSCSI gateway" }));
    await page.keyboard.press("Enter");
    await page.getByRole("form", { name: "Settings" }).waitFor();

    const { resource, service_ips, private_volume, iqn, luns } = golden.draft;
    await keyboard.typeInto("#f-resource", resource);
    await keyboard.typeInto("#f-service_ips-0-ip", service_ips[0].ip);
    await keyboard.goTo(page.getByRole("button", { name: "Add Service IP" }));
    await page.keyboard.press("Enter");
    // The new row has the focus already.
    await page.locator("#f-service_ips-1-ip:focus").waitFor();
    await page.keyboard.type(service_ips[1].ip);
    await keyboard.typeInto("#f-iqn", iqn);
    await keyboard.goTo(page.locator("#f-luns-0 summary"));
    await page.keyboard.press("Enter");
    await keyboard.typeInto("#f-luns-0-device", luns[0].device);
    await keyboard.typeInto("#f-luns-0-product_id", luns[0].product_id);
    await keyboard.typeInto("#f-luns-0-scsi_sn", luns[0].scsi_sn);
    await keyboard.goTo(page.locator("summary").filter({ hasText: "Cluster private volume" }));
    await page.keyboard.press("Space");
    await keyboard.typeInto("#f-private_volume-device", private_volume.device);
    assert.equal(await page.locator("#snippet").textContent(), golden.text);

    await keyboard.goTo(page.getByRole("button", { name: "Save" }));
    await page.keyboard.press("Enter");
    await page.waitForURL("**/gateways/r0");
    assert.equal(await page.locator("#snippet").textContent(), golden.text);
    // Reading starts at the title of the new page.
    await page.locator("h1:focus").waitFor();
  }));

/** Moves with the Tab key. */
class Keyboard {
  constructor(page) {
    this.page = page;
  }

  /** Goes on until an element has the focus; each one on the way must show that it has. */
  async goTo(locator) {
    const wanted = await locator.elementHandle();
    for (let presses = 0; presses < LIMIT; presses += 1) {
      await this.page.keyboard.press("Tab");
      const { isThere, description, isShown } = await this.page.evaluate(lookAtFocus, wanted);
      assert.ok(isShown, `the focus on ${description} cannot be seen`);
      if (isThere) return;
    }
    assert.fail(`${locator} is not reached with ${LIMIT} presses of Tab`);
  }

  async typeInto(selector, text) {
    await this.goTo(this.page.locator(selector));
    await this.page.keyboard.type(text);
  }
}

/** In the page: where the focus is, and whether that can be seen: an outline, in view, with nothing above it. */
function lookAtFocus(wanted) {
  const focused = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(focused);
  const { left, top, right, bottom } = focused.getBoundingClientRect();
  const [x, y] = [(left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2];
  const above = document.elementFromPoint(x, y);
  const isOnTop = above !== null && (focused.contains(above) || above.contains(focused));
  const isShown = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && isOnTop;
  return { isThere: focused === wanted, isShown, description: focused.outerHTML.slice(0, 200) };
}
