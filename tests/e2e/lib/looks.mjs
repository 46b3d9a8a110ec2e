// How a page looks, light and dark, wide and narrow, and in both languages.
import { strict as assert } from "node:assert";
import { assertAccessible, assertReadable } from "./axe.mjs";
import { takePicture } from "./screenshot.mjs";

const [WIDE, NARROW] = [1440, 360];
const HEIGHT = 900;

/** Fails where a page of the app is not accessible or wider than a narrow screen; takes pictures of it. */
export async function assertLooksRight(page, state) {
  // Each language, theme and width is looked at whole and pictured, but not with each of the others: that takes minutes.
  await speak(page, "zh");
  await assertLooksRightAsItIs(page, `${state}-zh`, { theme: "dark", widths: [WIDE, NARROW] });
  await speak(page, "en");
  await assertLooksRightAsItIs(page, `${state}-en`, { theme: "light", widths: [NARROW, WIDE] });
}

/** The same in the language that the page has; all rules count in one theme and at the last width. */
export async function assertLooksRightAsItIs(page, state, { theme = "light", widths = [NARROW, WIDE] } = {}) {
  const other = theme === "light" ? "dark" : "light";
  await page.emulateMedia({ colorScheme: other });
  // A theme changes colours and nothing else.
  await assertReadable(page, `${state}-${other}`);
  await page.emulateMedia({ colorScheme: theme });
  for (const width of widths) {
    const name = `${state}-${theme}-${width}`;
    await page.setViewportSize({ width, height: HEIGHT });
    await assertFits(page, name);
    await takePicture(page, name, { fullPage: true });
  }
  // At its end, nothing of a page lies below the bar that saves: what axe finds does not depend on where a button
  // happens to be.
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await assertAccessible(page, `${state}-${theme}`);
  await page.setViewportSize({ width: WIDE, height: HEIGHT });
}

/** Has a page speak `en` or `zh`. */
export async function speak(page, language) {
  const name = { en: "English", zh: "中文" }[language];
  // Dispatched and not clicked: a dialog lets nothing below it be clicked.
  await page.getByRole("button", { name, includeHidden: true }).dispatchEvent("click");
  await page.locator(`html[lang^="${language}"]`).waitFor();
}

/** Fails with the elements that make the page wider than the screen; what scrolls in itself may be as wide as it is. */
export async function assertFits(page, state) {
  const wide = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const scrolls = (element) =>
      element !== null && (getComputedStyle(element).overflowX !== "visible" || scrolls(element.parentElement));
    // An element may be narrow enough, and the words in it not.
    const range = document.createRange();
    const right = (element) => {
      range.selectNodeContents(element);
      return Math.max(element.getBoundingClientRect().right, range.getBoundingClientRect().right);
    };
    return [...document.body.querySelectorAll("*")]
      .filter((element) => right(element) > room + 1 && !scrolls(element))
      .slice(-8)
      .map((element) => element.outerHTML.slice(0, 120));
  });
  assert.deepEqual(wide, [], `${state} is wider than the screen`);
}
