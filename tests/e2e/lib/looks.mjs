// How a page looks, light and dark, wide and narrow, and in both languages.
import { strict as assert } from "node:assert";
import { assertAccessible } from "./axe.mjs";
import { takePicture } from "./screenshot.mjs";

const LANGUAGES = { en: "English", zh: "中文" };
const THEMES = ["light", "dark"];
const WIDTHS = [1440, 360];
const HEIGHT = 900;

/** Fails where a page of the app is not accessible or wider than a narrow screen; takes pictures of all of it. */
export async function assertLooksRight(page, state) {
  for (const [language, name] of Object.entries(LANGUAGES)) {
    // Dispatched and not clicked: a dialog lets nothing below it be clicked.
    await page.getByRole("button", { name, includeHidden: true }).dispatchEvent("click");
    await page.locator(`html[lang^="${language}"]`).waitFor();
    await assertLooksRightAsItIs(page, `${state}-${language}`);
  }
  await page.getByRole("button", { name: LANGUAGES.en, includeHidden: true }).dispatchEvent("click");
}

/** The same of a page that has one language. */
export async function assertLooksRightAsItIs(page, state) {
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: HEIGHT });
      const name = `${state}-${colorScheme}-${width}`;
      await assertFits(page, name);
      await takePicture(page, name, { fullPage: true });
    }
    await assertAccessible(page, `${state}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: WIDTHS[0], height: HEIGHT });
}

/** Fails with the elements that make the page wider than the screen; what scrolls in itself may be as wide as it is. */
async function assertFits(page, state) {
  const wide = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const scrolls = (element) =>
      element !== null && (getComputedStyle(element).overflowX !== "visible" || scrolls(element.parentElement));
    return [...document.body.querySelectorAll("*")]
      .filter((element) => element.getBoundingClientRect().right > room + 1 && !scrolls(element.parentElement))
      .slice(0, 8)
      .map((element) => element.outerHTML.slice(0, 120));
  });
  assert.deepEqual(wide, [], `${state} is wider than the screen`);
}
