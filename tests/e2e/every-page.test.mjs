// Every page is accessible, fits, speaks one language, rests, and is walked by the Tab key.
import { strict as assert } from "node:assert";
import { test } from "node:test";
import { withApp } from "./lib/app.mjs";
import { assertAccessible, assertReadable } from "./lib/axe.mjs";
import { visitEveryPage } from "./lib/every-page.mjs";
import { assertWalkedByTab } from "./lib/keyboard.mjs";
import { assertFits, assertLooksRightAsItIs, speak } from "./lib/looks.mjs";
import { signIn } from "./pages/sign-in.mjs";

const [NARROW, WIDE, VERY_WIDE] = [360, 1440, 3840];
const HEIGHT = 900;
// What these show is shown by the same form of another kind, or by themselves unfolded.
const SHOWN_BY_OTHERS = /^builder-(nfs|nvmeof)(-empty)?$|^builder-iscsi$/;

test("every page is accessible, fits and speaks one language, and Tab walks it", async () => {
  const faults = [];
  await visitEveryPage(async (page, name) => {
    const claim = async (check) => {
      try {
        await check();
      } catch (error) {
        faults.push(error.message);
      }
    };
    // What was clicked last must not be pointed at.
    await page.mouse.move(0, 0);
    for (const width of [VERY_WIDE, WIDE]) {
      await page.setViewportSize({ width, height: HEIGHT });
      await claim(() => assertFits(page, `${name} at ${width}`));
    }
    await claim(() => assertFramed(page, name, "en"));
    await claim(() => assertOneLanguage(page, name, "en"));
    await claim(() => assertAccessible(page, name));
    await claim(() => assertAtRest(page, name));
    // Themes differ in their colours alone.
    await page.emulateMedia({ colorScheme: "dark" });
    await claim(() => assertReadable(page, `${name}, dark`));
    await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
    await claim(() => assertReadable(page, `${name} in forced colours`));
    await page.emulateMedia({ colorScheme: "dark", forcedColors: "none" });

    await speak(page, "zh");
    await page.setViewportSize({ width: NARROW, height: HEIGHT });
    await claim(() => assertFits(page, `${name} in Chinese at ${NARROW}`));
    await claim(() => assertFramed(page, name, "zh"));
    await claim(() => assertOneLanguage(page, name, "zh"));
    await claim(() => assertAccessible(page, `${name} in Chinese, dark`));
    await page.emulateMedia({ colorScheme: "light" });
    await claim(() => assertReadable(page, `${name} in Chinese, light`));
    await page.setViewportSize({ width: WIDE, height: HEIGHT });
    await speak(page, "en");
    await claim(() => assertWalkedByTab(page, name));
  }, (name) => !SHOWN_BY_OTHERS.test(name)).catch((error) => faults.push(error.stack));
  assert.equal(faults.length, 0, `\n${faults.join("\n\n")}`);
});

test("the description of the interface looks right", (test) =>
  withApp(test, { page: { viewport: { width: WIDE, height: HEIGHT } } }, async ({ server, page }) => {
    await signIn(page, server.signInLink);
    await page.getByRole("link", { name: "API docs" }).click();
    await page.getByRole("heading", { level: 1 }).waitFor();
    await assertLooksRightAsItIs(page, "api-docs");
  }));

/** A page says its language, has a title of its own, and one heading of the first level. */
async function assertFramed(page, state, language) {
  const frame = await page.evaluate(() => ({
    language: document.documentElement.lang.slice(0, 2),
    hasTitle: /^\S.* · SDS Gateway$/.test(document.title),
    headings: [...document.querySelectorAll("h1")].filter((heading) => heading.checkVisibility()).length,
  }));
  assert.deepEqual(frame, { language, hasTitle: true, headings: 1 }, `${state} (${language}): language, title and heading`);
}

/** No sentence of the other language stands where the app speaks; what people and machines wrote is as it was written. */
async function assertOneLanguage(page, state, language) {
  const foreign = await page.evaluate((language) => {
    const sentence = language === "zh" ? /[A-Za-z][A-Za-z'’-]*(?: [A-Za-z'’-]+){3,}/ : /\p{Script=Han}/u;
    const asWritten = "code, pre, kbd, textarea, input, option, svg, [lang], .languages, .message, .said-of-it";
    const texts = [];
    for (const root of document.querySelectorAll("main, dialog[open]")) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const { data, parentElement } = walker.currentNode;
        if (sentence.test(data) && !parentElement.closest(asWritten) && parentElement.checkVisibility()) texts.push(data);
      }
    }
    return texts;
  }, language);
  assert.deepEqual(foreign, [], `${state} speaks another language than ${language}`);
}

/** Nothing moves for whoever asked for that. */
async function assertAtRest(page, state) {
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ playState }) => playState === "running")
      .map(({ effect }) => effect.target.outerHTML.slice(0, 120)),
  );
  assert.deepEqual(moving, [], `${state} moves`);
}
