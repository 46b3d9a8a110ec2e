//! Parameters that are one of a few words, or better left out.

use crate::check::findings::{Edits, Findings};
use crate::check::started::StartedAgent;
use crate::problem::Severity;
use crate::text::Text;

impl StartedAgent<'_> {
    /// Reports a value that is none of the words an agent knows, and what the agent does then. An empty one counts as left
    /// out. A word in another case is offered as it should be.
    pub(crate) fn expect_word(
        &self,
        findings: &mut Findings<'_>,
        severity: Severity,
        code: &'static str,
        key: &str,
        words: &[&str],
        otherwise: &Text,
    ) {
        let Some(value) = self.some(key).filter(|value| !words.contains(value)) else { return };
        let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
        let quoted = quoted.join(", ");
        let message = Text::of(
            format!("expected one of {quoted}: {}", otherwise.en),
            format!("应为以下之一：{quoted}：{}", otherwise.zh),
        );
        match words.iter().find(|word| word.eq_ignore_ascii_case(value.trim())) {
            Some(word) => self.expect_instead(findings, severity, code, key, word, message),
            None => self.report(findings, severity, code, key, message, None),
        }
    }

    /// The agent without a parameter, as a repair.
    pub(crate) fn left_out(&self, findings: &Findings<'_>, key: &str) -> Option<(Text, Edits)> {
        let title = Text::of(format!("leave `{key}` out"), format!("去掉 `{key}`"));
        Some((title, self.without(findings, self.parameter(key)?.range.clone())?))
    }
}
