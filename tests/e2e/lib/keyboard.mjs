// Walking a page with the Tab key: what can be reached, and whether it shows where one is.
import { strict as assert } from "node:assert";

/** Fails where Tab does not reach what can be operated, comes to a place that does not show, or does not come out again. */
export async function assertWalkedByTab(page, state) {
  const count = await page.evaluate(beginToWatch);
  // One more leads out of the page, and another one back into it.
  for (let presses = 0; presses < count + 2; presses += 1) await page.keyboard.press("Tab");
  const { missed, unseen } = await page.evaluate(() => globalThis.tabWalk.end());
  assert.deepEqual({ missed, unseen }, { missed: [], unseen: [] }, `${state}: what Tab misses, or shows no focus`);
}

/** In the page: writes down what gets the focus, and gives how many presses it takes to come round. */
function beginToWatch() {
  const seen = new Set();
  const unseen = new Set();
  const told = (element) => element.outerHTML.slice(0, 160);
  const shows = (element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 1) || boxShadow !== "none";
  };
  const watch = ({ target }) => {
    seen.add(target);
    if (!shows(target)) unseen.add(told(target));
  };
  const dialog = document.querySelector("dialog:modal");
  const wanted = () =>
    [...(dialog ?? document).querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")].filter((element) => {
      const isOn = !element.disabled && element.tabIndex >= 0 && element.type !== "hidden";
      // Of the radio buttons of one name, Tab reaches one.
      const isOther = element.type === "radio" && !element.checked;
      return isOn && !isOther && element.checkVisibility({ visibilityProperty: true });
    });
  const begin = wanted();
  // What scrolls gets the focus, too.
  const scrolls = [...document.querySelectorAll("pre, .scrolls, ul, ol, div, textarea")].filter(
    ({ scrollHeight, clientHeight, scrollWidth, clientWidth }) => scrollHeight > clientHeight || scrollWidth > clientWidth,
  );
  document.activeElement?.blur();
  document.addEventListener("focusin", watch);
  globalThis.tabWalk = {
    end() {
      document.removeEventListener("focusin", watch);
      const missed = begin.filter((element) => element.isConnected && !seen.has(element) && wanted().includes(element));
      document.activeElement?.blur();
      return { missed: missed.map(told), unseen: [...unseen] };
    },
  };
  // A date is typed in three parts, and chosen in a fourth.
  const dates = begin.filter(({ type }) => type === "date");
  return begin.length + scrolls.length + 3 * dates.length;
}
