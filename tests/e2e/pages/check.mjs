// The page that checks and imports snippets.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

/** The snippet that the page offers as an example: written by hand, loaded by nobody. */
export function readExample() {
  return readFile(resolve(import.meta.dirname, "../../../frontend/src/pages/check/example.toml"), "utf8");
}

export class CheckPage {
  constructor(page) {
    this.page = page;
    this.text = page.locator("#check-text");
    this.name = page.locator("#check-name");
    this.daemon = page.locator("#check-daemon");
    this.ctl = page.locator("#check-ctl");
    this.count = page.locator("#check-count");
    this.said = page.locator("#check-said");
    this.fixAll = page.locator("#check-fix-all");
    this.fixes = page.locator(".check-fix");
    this.adopt = page.locator("#check-adopt");
    this.lines = page.locator("#check-lines");
    this.undo = page.getByRole("button", { name: "Undo", exact: true });
    this.redo = page.getByRole("button", { name: "Redo", exact: true });
    this.files = page.getByRole("region", { name: /^\d+ files$/ }).getByRole("button");
    this.what = page.getByRole("region", { name: "What it is" });
    this.passedOver = page.locator("#check-passed-over");
  }

  /** Opens the page by its address. */
  async open(address) {
    await this.page.goto(`${address}/check`);
    await this.page.getByRole("heading", { level: 1, name: "Check & import" }).waitFor();
  }

  /** Pastes over all that is in the text, as the clipboard would. */
  async paste(text) {
    await this.text.fill(text);
  }

  /** Waits until it is said whether the daemon would load and start everything. */
  async daemonAccepts(accepts) {
    await this.page.locator(`#check-daemon[data-accepts="${accepts ? "yes" : "no"}"]`).waitFor();
  }

  /** Every problem: the number of the line that it stands at, what is wrong, and its code. */
  problems() {
    return this.lines.evaluate((lines) =>
      [...lines.querySelectorAll(".problem")].map((problem) => {
        const line = problem.closest(".at-line").previousElementSibling;
        return {
          line: Number(line.dataset.number),
          text: line.textContent.trim(),
          severity: problem.querySelector("strong").textContent,
          code: problem.querySelector(".code").textContent,
        };
      }),
    );
  }

  /** The buttons of the files: name and count. */
  async listed() {
    const files = await this.files.evaluateAll((buttons) =>
      buttons
        .filter((button) => button.classList.contains("check-file"))
        .map((button) => [...button.children].map((part) => part.textContent)),
    );
    return Object.fromEntries(files);
  }

  /** Shows a file of the list. */
  async choose(name) {
    await this.page.locator(".check-file", { hasText: name }).click();
    await this.page.locator(`.check-file[aria-current="true"]`, { hasText: name }).waitFor();
  }

  /** Drops files or directories of this machine onto the page, as the system's file manager does. */
  async drop(paths) {
    const session = await this.page.context().newCDPSession(this.page);
    const data = { items: [], files: paths, dragOperationsMask: 1 };
    for (const type of ["dragEnter", "dragOver", "drop"]) {
      await session.send("Input.dispatchDragEvent", { type, x: 200, y: 200, data });
    }
    await session.detach();
  }

  /** Waits until the list offers so many fixes. */
  async hasFixes(count) {
    await this.page.waitForFunction((count) => document.querySelectorAll(".check-fix").length === count, count);
  }
}
