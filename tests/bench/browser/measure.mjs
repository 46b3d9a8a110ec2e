// Measures every case in the page. `window.measured` is a promise of the results, with times in nanoseconds.
import init, { Measurable, names } from "/built/bench.js";

// A sample takes long enough for the clock, which ticks every 5 µs, and little enough that few are interrupted.
const SAMPLE = 2; // milliseconds
const SAMPLES = 100;
const LONGEST = 2_000; // milliseconds for one case

window.measured = init({ module_or_path: "/built/bench_bg.wasm" }).then(() => names().map(measure));

function measure(name, index) {
  const measurable = Measurable.prepare(index);
  let times = 1;
  // Twice, because one may be interrupted, and the first also waits for the engine to compile.
  while (Math.min(duration(measurable, times), duration(measurable, times)) < SAMPLE) times *= 2;
  const samples = [];
  const end = performance.now() + LONGEST;
  while (samples.length < 5 || (samples.length < SAMPLES && performance.now() < end)) {
    samples.push((duration(measurable, times) / times) * 1e6);
  }
  samples.sort((one, other) => one - other);
  const bytes = measurable.bytes() ?? null;
  measurable.free();
  return { name, bytes, fastest: samples[0], median: samples[samples.length >> 1], samples: samples.length, times };
}

function duration(measurable, times) {
  const start = performance.now();
  measurable.call(times);
  return performance.now() - start;
}
