// Results as people read them.

/** Median and range of some numbers. */
export function summary(numbers, unit) {
  const sorted = [...numbers].sort((one, other) => one - other);
  const at = (part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
  const write = (number) => (Number.isInteger(number) ? `${number}` : number.toFixed(1));
  const end = unit === "" ? "" : ` ${unit}`;
  if (sorted.length === 1) return `${write(sorted[0])}${end}`;
  return `${write(at(0.5))}${end} (${write(sorted[0])} to ${write(sorted.at(-1))}, 95 %: ${write(at(0.95))})`;
}

/** A heading, and a line for each row. */
export function print(heading, rows) {
  const width = Math.max(...rows.map(([name]) => name.length));
  console.log(heading);
  for (const [name, value] of rows) console.log(`  ${name.padEnd(width)}  ${value}`);
  console.log();
}
