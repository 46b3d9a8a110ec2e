// Debian's Chromium, driven by Playwright; every page collects what goes wrong in it.
import { strict as assert } from "node:assert";
import { chromium } from "playwright-core";

const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";

// The tests need neither a display nor the network, and run as root in containers.
const args = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function launchBrowser() {
  return chromium.launch({ executablePath, args });
}

/**
 * Opens a page in a browser context of its own, so that tests share neither cookies nor drafts.
 *
 * `options` are Playwright's: `viewport`, `colorScheme`, `locale`, … Gives `page`, `context` and `faults`.
 */
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: "en-GB",
    reducedMotion: "reduce",
    permissions: ["clipboard-read", "clipboard-write"],
    ...options,
  });
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  return { page, context, faults: new Faults(page) };
}

/** What went wrong in a page: errors and warnings in the console, panics, requests that failed or were refused. */
class Faults {
  #found = [];
  // Whoever is not signed in is told so: that is an answer, and no fault.
  #expected = [/^GET \S+\/api\/v1\/session: 401$/];

  constructor(page) {
    page.on("console", (message) => {
      // The browser repeats each refused request in the console; `response` below says more about it.
      const repeated = message.text().startsWith("Failed to load resource");
      const loud = message.type() === "error" || message.type() === "warning";
      if (loud && !repeated) this.#add(`console: ${message.text()}`);
    });
    page.on("pageerror", (error) => this.#add(`uncaught: ${error.stack ?? error}`));
    page.on("crash", () => this.#add("the page crashed"));
    page.on("requestfailed", (request) => {
      const reason = request.failure()?.errorText ?? "";
      // Leaving a page ends what it was still asking for.
      if (reason !== "net::ERR_ABORTED") this.#add(`${request.method()} ${request.url()}: ${reason}`);
    });
    page.on("response", (response) => {
      const request = response.request();
      if (response.status() >= 400) this.#add(`${request.method()} ${request.url()}: ${response.status()}`);
    });
  }

  #add(fault) {
    if (!this.#expected.some((pattern) => pattern.test(fault))) this.#found.push(fault);
  }

  /** From now on, faults that match are part of the test: a call that the server is meant to refuse. */
  expect(pattern) {
    this.#expected.push(pattern);
  }

  /** Fails with everything that went wrong and was not expected. */
  assertNone() {
    if (this.#found.length > 0) assert.fail(`the page complained:\n${this.#found.join("\n")}`);
  }
}
