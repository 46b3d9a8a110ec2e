//! What is told of an error: its causes in one line, and no value that may be a secret.

use std::error::Error;

use gateway::secret::MASK;

/// The error and everything that led to it: ``cannot write `x`: permission denied``.
pub fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

/// What serde says of data, with `***` in the place of the values that it repeats: one may be a secret.
///
/// It says ``invalid type: string "…", expected u16`` and ``unknown variant `…`, expected …``.
pub fn without_values(said: &str) -> String {
    let said = covered(said, "string \"", "\", expected");
    covered(&said, "unknown variant `", "`, expected")
}

/// The text with `***` between these two; to its end, where the second is missing.
fn covered(said: &str, before: &str, after: &str) -> String {
    let Some(start) = said.find(before).map(|start| start + before.len()) else { return said.to_owned() };
    // The last one: the value itself may contain the words.
    let end = said.rfind(after).filter(|end| *end >= start).unwrap_or(said.len());
    format!("{}{MASK}{}", &said[..start], &said[end..])
}

#[cfg(test)]
mod tests {
    use super::without_values;

    #[test]
    fn what_serde_says_repeats_no_value() {
        let table = [
            (
                "invalid type: string \"hunter2\", expected u16 at line 1 column 9",
                "invalid type: string \"***\", expected u16 at line 1 column 9",
            ),
            (
                "invalid value: string \"a\", expected \"b\", expected a time",
                "invalid value: string \"***\", expected a time",
            ),
            ("unknown variant `hunter2`, expected one of `a`", "unknown variant `***`, expected one of `a`"),
            ("invalid type: string \"hunter2", "invalid type: string \"***"),
            ("missing field `digest` at line 1 column 2", "missing field `digest` at line 1 column 2"),
        ];
        for (said, wanted) in table {
            assert_eq!(without_values(said), wanted);
        }
    }
}
