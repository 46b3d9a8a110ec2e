// Pictures of what a test saw, in `results/`.
import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";

const results = resolve(import.meta.dirname, "../results");

/** Takes a picture of what is visible; `{ fullPage: true }` takes the whole page. */
export async function takePicture(page, name, options = {}) {
  await mkdir(results, { recursive: true });
  const path = resolve(results, `${name}.png`);
  await page.screenshot({ animations: "disabled", caret: "hide", ...options, path });
  return path;
}
