// Writes pictures of every page, in both languages, light and dark, wide and narrow, and renews those of the documentation.
//
// node screenshots.mjs DIRECTORY [PATTERN]: only pages whose names match the pattern are pictured.
import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { visitEveryPage } from "./lib/every-page.mjs";
import { speak } from "./lib/looks.mjs";

const DOCUMENTED = {
  "builder-iscsi": { file: "builder.png", colorScheme: "light" },
  "check-problems": { file: "check.png", colorScheme: "light" },
  deployment: { file: "deployment.png", colorScheme: "dark" },
};
const documentation = resolve(import.meta.dirname, "../../docs/screenshots");
const HEIGHT = 900;

const [directory, pattern = ""] = process.argv.slice(2);
if (directory === undefined) throw new Error("expected a directory to write to");
await mkdir(directory, { recursive: true });
const wanted = new RegExp(pattern);
let count = 0;

await visitEveryPage(async (page, name) => {
  // What was clicked last must not look as if it were pointed at.
  await page.mouse.move(0, 0);
  for (const language of ["zh", "en"]) {
    await speak(page, language);
    for (const width of [360, 1440]) {
      await page.setViewportSize({ width, height: HEIGHT });
      // As high as the page, so that nothing sticks in the middle of it; a dialog stands in the middle of what is seen.
      const height = await page.evaluate(() =>
        document.querySelector("dialog:modal") ? innerHeight : document.documentElement.scrollHeight,
      );
      await page.setViewportSize({ width, height: Math.max(height, HEIGHT) });
      for (const colorScheme of ["dark", "light"]) {
        await page.emulateMedia({ colorScheme });
        const path = resolve(directory, `${name}-${language}-${colorScheme}-${width}.png`);
        await page.screenshot({ path, animations: "disabled", caret: "hide" });
        count += 1;
      }
    }
  }
  await page.setViewportSize({ width: 1440, height: HEIGHT });
  if (name in DOCUMENTED) await renew(page, DOCUMENTED[name]);
  await page.emulateMedia({ colorScheme: "light" });
}, (name) => wanted.test(name));

/** Renews a picture of the documentation; with 256 colours, it has a third of the bytes. */
async function renew(page, { file, colorScheme }) {
  const path = resolve(documentation, file);
  await page.emulateMedia({ colorScheme });
  await page.screenshot({ path, animations: "disabled", caret: "hide" });
  await promisify(execFile)("pngquant", ["--force", "--strip", "--output", path, "--", path]);
}

console.log(`${count} pictures in ${directory}`);
