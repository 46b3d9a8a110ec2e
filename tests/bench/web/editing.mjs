// How long a keystroke in the builder takes until the preview shows it, and what a hundred of them leave behind.
import { summary } from "./table.mjs";

const LUNS = [1, 16, 256];
const KEYS = 100;

/** Rows of a table: per number of LUNs the work of a keystroke, and the time until it is painted; then memory. */
export async function measureEditing(app) {
  const rows = [];
  for (const count of LUNS) {
    const { work, painted, memory } = await app.visit((page, devtools) => edit(app.address, page, devtools, count));
    rows.push(
      [`${count} LUNs: work`, summary(work, "ms")],
      [`${count} LUNs: until painted`, summary(painted, "ms")],
      [`${count} LUNs: memory of the program before and after ${KEYS}`, memory],
    );
  }
  return rows;
}

async function edit(address, page, devtools, count) {
  const luns = Array.from({ length: count }, (_, index) => ({ volume: index + 1, device: `/dev/drbd${1000 + index}` }));
  const draft = {
    kind: "iscsi",
    resource: "store",
    iqn: "iqn.2024-01.com.example:store",
    service_ips: [{ ip: "192.168.1.100/24" }],
    luns,
  };
  const kept = JSON.stringify({ tag: "", secrets_from: null, draft });
  await page.addInitScript((kept) => localStorage.setItem("sds-gateway.draft.new.iscsi", kept), kept);
  await page.goto(`${address}/new/iscsi`);
  await page.locator("#snippet").filter({ hasText: `/dev/drbd${999 + count}` }).waitFor();
  const before = await memoryOf(page, devtools);
  const field = page.getByLabel("IQN", { exact: false }).first();
  await field.focus();
  await page.keyboard.press("End");
  await page.evaluate(watchKeys);
  for (let key = 0; key < KEYS; key += 1) {
    await page.keyboard.press(key % 2 === 0 ? "x" : "Backspace");
    await page.waitForFunction((keys) => window.measured.length === keys, key + 1);
  }
  const measured = await page.evaluate(() => window.measured);
  const after = await memoryOf(page, devtools);
  return {
    work: measured.map(({ work }) => work),
    painted: measured.map(({ painted }) => painted),
    memory: `${before} → ${after}`,
  };
}

/** In the page: from the event until the preview has changed and been laid out, and until the frame after it. */
function watchKeys() {
  window.measured = [];
  let start;
  addEventListener("input", () => (start = performance.now()), { capture: true });
  const preview = document.querySelector("#snippet");
  new MutationObserver(() => {
    if (start === undefined) return;
    preview.getBoundingClientRect();
    const [began, work] = [start, performance.now() - start];
    start = undefined;
    requestAnimationFrame(() => setTimeout(() => window.measured.push({ work, painted: performance.now() - began })));
  }).observe(preview, { subtree: true, childList: true, characterData: true });
}

/** What the scripts hold and what the program has, in MB. */
async function memoryOf(page, devtools) {
  await devtools.send("HeapProfiler.enable");
  await devtools.send("HeapProfiler.collectGarbage");
  const { usedSize } = await devtools.send("Runtime.getHeapUsage");
  const program = await page.evaluate(async () => {
    const script = document.querySelector("script[type=module]").src;
    const { initSync } = await import(script);
    return initSync().memory.buffer.byteLength;
  });
  return `${(usedSize / 1e6).toFixed(1)} MB + ${(program / 1e6).toFixed(1)} MB`;
}
