// Pictures of what a test saw: always in `results/`, and in the documentation when that is asked for.
import { copyFile, mkdir } from "node:fs/promises";
import { resolve } from "node:path";

const results = resolve(import.meta.dirname, "../results");
const documentation = resolve(import.meta.dirname, "../../../docs/screenshots");

/** Takes a picture of what is visible; `{ fullPage: true }` takes the whole page. */
export async function takePicture(page, name, options = {}) {
  await mkdir(results, { recursive: true });
  const path = resolve(results, `${name}.png`);
  await page.screenshot({ animations: "disabled", caret: "hide", ...options, path });
  return path;
}

/** Takes a picture that the documentation shows; `UPDATE_SCREENSHOTS=1` puts it there. */
export async function takeDocumentationPicture(page, name, options = {}) {
  // What was clicked last must not look as if it were pointed at.
  await page.mouse.move(0, 0);
  const path = await takePicture(page, name, options);
  if (process.env.UPDATE_SCREENSHOTS !== "1") return;
  await mkdir(documentation, { recursive: true });
  await copyFile(path, resolve(documentation, `${name}.png`));
}
