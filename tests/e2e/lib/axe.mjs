// Accessibility as axe sees it: no violations, in the state that the page is in.
import { strict as assert } from "node:assert";
import axe from "axe-core";

const ALL = { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] };
const COLOURS = { type: "rule", values: ["color-contrast", "link-in-text-block"] };

/** Fails with every violation: the rule, what it wants, and the elements at fault. */
export function assertAccessible(page, state) {
  return assertNoViolations(page, state, ALL);
}

/** The same of what colours alone decide, for a page of which the rest was looked at in another theme. */
export function assertReadable(page, state) {
  return assertNoViolations(page, state, COLOURS);
}

async function assertNoViolations(page, state, runOnly) {
  // The page's own policy forbids to add a script to it; evaluating one from outside it allows.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (runOnly) => globalThis.axe.run(document, { runOnly, resultTypes: ["violations"] }),
    runOnly,
  );
  const report = violations.map(({ id, help, helpUrl, nodes }) => {
    const elements = nodes.map((node) => `    ${node.target.join(" ")}\n      ${node.html}\n      ${node.failureSummary}`);
    return `  ${id}: ${help} (${helpUrl})\n${elements.join("\n")}`;
  });
  if (report.length > 0) assert.fail(`${state} is not accessible:\n${report.join("\n")}`);
}
