// Accessibility as axe sees it: no violations, in the state that the page is in.
import { strict as assert } from "node:assert";
import axe from "axe-core";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails with every violation: the rule, what it wants, and the elements at fault. */
export async function assertAccessible(page, state) {
  // The page's own policy forbids to add a script to it; evaluating one from outside it allows.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (values) => globalThis.axe.run(document, { runOnly: { type: "tag", values }, resultTypes: ["violations"] }),
    rules,
  );
  const report = violations.map(({ id, help, helpUrl, nodes }) => {
    const elements = nodes.map((node) => `    ${node.target.join(" ")}\n      ${node.html}\n      ${node.failureSummary}`);
    return `  ${id}: ${help} (${helpUrl})\n${elements.join("\n")}`;
  });
  if (report.length > 0) assert.fail(`${state} is not accessible:\n${report.join("\n")}`);
}
