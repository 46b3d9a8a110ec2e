// How long the list of gateways takes to be usable, and what it costs on the way.
import { summary } from "./table.mjs";

const VISITS = 9;
const LINES = [
  { name: "as it is" },
  { name: "10 Mbit/s, processor 4 times as slow", bytesPerSecond: 10e6 / 8, slowdown: 4 },
];

/** Rows of a table: first and largest paint, list usable, requests, bytes on the wire. */
export async function measureLoading(app) {
  const rows = [];
  for (const line of LINES) {
    const visits = [];
    for (let visit = 0; visit < VISITS; visit += 1) {
      visits.push(await app.visit((page, devtools) => load(app.address, page, devtools, line)));
    }
    const of = (key) => visits.map((visit) => visit[key]);
    rows.push(
      [`${line.name}: first contentful paint`, summary(of("firstPaint"), "ms")],
      [`${line.name}: largest contentful paint`, summary(of("largestPaint"), "ms")],
      [`${line.name}: list usable`, summary(of("usable"), "ms")],
      [`${line.name}: requests until then`, summary(of("requests"), "")],
      [`${line.name}: bytes until then`, summary(of("bytes").map((bytes) => bytes / 1000), "kB")],
    );
  }
  return rows;
}

async function load(address, page, devtools, { bytesPerSecond, slowdown }) {
  let [requests, bytes] = [0, 0];
  await devtools.send("Network.enable");
  devtools.on("Network.requestWillBeSent", ({ request }) => {
    if (request.url.startsWith("http")) requests += 1;
  });
  devtools.on("Network.dataReceived", ({ encodedDataLength }) => (bytes += encodedDataLength));
  if (bytesPerSecond) {
    const limits = { downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond, latency: 0, offline: false };
    await devtools.send("Network.emulateNetworkConditions", limits);
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  }
  await page.addInitScript(() => {
    window.painted = { largest: 0 };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) window.painted.largest = entry.startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
    // Usable: rows are there, and the browser has found time to answer.
    const look = () => {
      if (document.querySelectorAll("tbody tr a").length > 5) setTimeout(() => (window.usable = performance.now()));
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(address, { waitUntil: "commit" });
  await page.waitForFunction(() => window.usable !== undefined);
  const counted = { requests, bytes };
  const times = await page.evaluate(() => ({
    firstPaint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0,
    largestPaint: window.painted.largest,
    usable: window.usable,
  }));
  return { ...times, ...counted };
}
