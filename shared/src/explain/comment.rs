//! Comments, which the daemon does not see.

use toml::de::{DeTable, DeValue};

use super::Explanation;
use super::lines::Lines;
use crate::text::Text;

/// One explanation for each block of lines that hold nothing but a comment.
pub(super) fn comments(lines: &Lines<'_>, document: &DeTable<'_>) -> Vec<Explanation> {
    let mut inside = Vec::new();
    for value in document.values() {
        find_long_strings(lines, value, &mut inside);
    }
    let mut blocks: Vec<(u32, u32)> = Vec::new();
    for (number, line) in lines.each() {
        let is_in_string = inside.iter().any(|(first, last)| *first < number && number <= *last);
        if !line.trim_start().starts_with('#') || is_in_string {
            continue;
        }
        match blocks.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => blocks.push((number, number)),
        }
    }
    blocks.into_iter().map(|block| Explanation::new(block, COMMENT)).collect()
}

/// Strings over several lines may hold lines that look like comments.
fn find_long_strings(lines: &Lines<'_>, value: &toml::Spanned<DeValue<'_>>, found: &mut Vec<(u32, u32)>) {
    match value.get_ref() {
        DeValue::String(_) => {
            let (first, last) = lines.around(value.span());
            if first < last {
                found.push((first, last));
            }
        }
        DeValue::Array(values) => values.iter().for_each(|value| find_long_strings(lines, value, found)),
        DeValue::Table(table) => table.values().for_each(|value| find_long_strings(lines, value, found)),
        DeValue::Integer(_) | DeValue::Float(_) | DeValue::Boolean(_) | DeValue::Datetime(_) => {}
    }
}

const COMMENT: Text = Text::new(
    "A comment for people. The daemon ignores it, and changing it restarts nothing.",
    "供人阅读的注释。守护进程会忽略它，修改注释不会重启任何服务。",
);
