// Measures the cases in Chromium and prints them as a table: `node run.mjs DIRECTORY`, where `cargo xtask bench` built.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { launchBrowser } from "../../e2e/lib/browser.mjs";

const built = resolve(process.argv[2]);
const files = {
  "/": ["text/html", join(import.meta.dirname, "index.html")],
  "/measure.mjs": ["text/javascript", join(import.meta.dirname, "measure.mjs")],
  "/built/bench.js": ["text/javascript", join(built, "bench.js")],
  "/built/bench_bg.wasm": ["application/wasm", join(built, "bench_bg.wasm")],
};

const server = createServer(async (request, response) => {
  const [type, path] = files[request.url] ?? [];
  // Only a page that is isolated from others gets a clock of 5 µs; others get one of 100 µs.
  response.writeHead(path ? 200 : 404, {
    "content-type": type ?? "text/plain",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
  });
  response.end(path && (await readFile(path)));
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));

const browser = await launchBrowser();
try {
  const page = await browser.newPage();
  page.on("pageerror", (error) => console.error(error));
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const results = await page.evaluate(() => window.measured);
  print(`Chromium ${browser.version()}`, results);
} finally {
  await browser.close();
  server.close();
}

function print(title, results) {
  const rows = results.map((result) => [
    result.name,
    time(result.fastest),
    time(result.median),
    result.bytes === null ? "" : `${((result.bytes / result.median) * 1e3).toFixed(1)} MB/s`,
    `${result.samples}`,
    `${result.samples * result.times}`,
  ]);
  const table = [[title, "fastest", "median", "", "samples", "calls"], ...rows];
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  for (const [name, ...numbers] of table) {
    const columns = numbers.map((number, column) => number.padStart(widths[column + 1]));
    console.log([name.padEnd(widths[0]), ...columns].join(" │ "));
  }
}

/** Nanoseconds in the unit that leaves a number easy to read. */
function time(nanoseconds) {
  for (const [unit, length] of [["s", 1e9], ["ms", 1e6], ["µs", 1e3]]) {
    if (nanoseconds >= length) return `${(nanoseconds / length).toPrecision(4)} ${unit}`;
  }
  return `${nanoseconds.toPrecision(4)} ns`;
}
