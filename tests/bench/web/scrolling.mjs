// How smoothly a list of 10,000 gateways scrolls.
import { summary } from "./table.mjs";

const GATEWAYS = 10_000;
const FRAMES = 300;
const STEP = 200; // pixels a frame

/** Rows of a table: the time between frames while the list moves, and how many rows the page holds. */
export async function measureScrolling(app) {
  const { gaps, rows, ready } = await app.visit((page) => scroll(app.address, page));
  return [
    ["list usable", summary([ready], "ms")],
    ["between two frames", summary(gaps, "ms")],
    ["frames that came late (over 25 ms)", `${gaps.filter((gap) => gap > 25).length} of ${gaps.length}`],
    ["rows in the page", `${rows}`],
  ];
}

async function scroll(address, page) {
  await page.route(/\/api\/v1\/gateways$/, async (route) => {
    const answer = await route.fetch();
    const saved = await answer.json();
    const many = Array.from({ length: GATEWAYS }, (_, index) => {
      const row = saved[index % saved.length];
      return { ...row, resource: `${row.resource}-${String(index).padStart(5, "0")}` };
    });
    await route.fulfill({ response: answer, json: many });
  });
  const start = Date.now();
  await page.goto(address);
  await page.locator("tbody tr a").nth(5).waitFor();
  const ready = Date.now() - start;
  const gaps = await page.evaluate(moveOn, { frames: FRAMES, step: STEP });
  return { gaps, ready, rows: await page.locator("tbody tr").count() };
}

/** In the page: moves whatever scrolls the list, a step each frame, and notes when the frames came. */
async function moveOn({ frames, step }) {
  const scrolls = (element) => element.scrollHeight > element.clientHeight + 1 && getComputedStyle(element).overflowY !== "visible";
  let list = document.querySelector("tbody");
  while (list && !scrolls(list)) list = list.parentElement;
  list ??= document.scrollingElement;
  const gaps = [];
  let last = await new Promise(requestAnimationFrame);
  for (let frame = 0; frame < frames; frame += 1) {
    list.scrollBy(0, step);
    const now = await new Promise(requestAnimationFrame);
    gaps.push(now - last);
    last = now;
  }
  return gaps;
}
