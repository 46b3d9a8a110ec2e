//! Start entries in comments: one may have got there by a missing newline.

use super::findings::{Finding, Findings};
use crate::problem::Problem;
use crate::text::Text;

/// Looks for entries that a comment hides.
pub(super) fn look_at(findings: &mut Findings<'_>) {
    let mut hidden = Vec::new();
    for (_, patched, start) in findings.source.files() {
        let mut at = start;
        for line in patched.text().split_inclusive('\n') {
            let is_comment = line.trim_start().starts_with('#');
            let entry = ["\"ocf:", "'ocf:"].iter().find_map(|quoted| line.find(quoted));
            if let Some(entry) = entry.filter(|_| is_comment) {
                hidden.push(Finding::new(at + entry, Problem::info("commented-entry", "", COMMENTED)));
            }
            at += line.len();
        }
    }
    for finding in hidden {
        findings.push(finding);
    }
}

const COMMENTED: Text = Text::new(
    "this start entry stands in a comment: the daemon does not start it",
    "该启动项位于注释中：守护进程不会启动它",
);
