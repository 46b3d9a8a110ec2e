//! Which lines of a text to show, with what was found at them.

use std::collections::BTreeMap;

use gateway::explain::Explanation;
use gateway::problem::Problem;

/// A text with more lines than this is shown only around its problems.
const MOST_LINES: usize = 1000;
/// So many lines above and below a problem.
const AROUND: usize = 3;
/// At most so many lines with problems are shown.
const MOST_PROBLEM_LINES: usize = 100;

/// Something to show.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Row {
    /// A line with its number, from 1, and what was found at it.
    Line(Line),
    /// So many lines are left out.
    Gap(usize),
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// Its number, from 1.
    pub(super) number: usize,
    /// Its text, without its end.
    pub(super) text: String,
    /// What is wrong at it.
    pub(super) problems: Vec<Problem>,
    /// What begins at it, and what that does.
    pub(super) explanations: Vec<Explanation>,
}

/// The rows of a text. Explanations are shown at lines, and do not decide which lines are shown.
pub(super) fn rows(text: &str, problems: Vec<Problem>, explanations: Vec<Explanation>) -> Vec<Row> {
    let mut at_line: BTreeMap<usize, Vec<Problem>> = BTreeMap::new();
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let last = lines.len().max(1);
    let number = |line: u32| usize::try_from(line).unwrap_or(usize::MAX).clamp(1, last);
    for problem in problems {
        at_line.entry(number(problem.line.unwrap_or(1))).or_default().push(problem);
    }
    let mut explained: BTreeMap<usize, Vec<Explanation>> = BTreeMap::new();
    for explanation in explanations {
        explained.entry(number(explanation.line)).or_default().push(explanation);
    }
    let mut rows = Vec::new();
    let mut next = 1;
    for (first, end) in shown(last, at_line.keys().copied()) {
        if first > next {
            rows.push(Row::Gap(first - next));
        }
        for number in first..=end {
            let text = lines.get(number - 1).copied().unwrap_or_default();
            rows.push(Row::Line(Line {
                number,
                text: text.trim_end_matches(['\r', '\n']).to_owned(),
                problems: at_line.remove(&number).unwrap_or_default(),
                explanations: explained.remove(&number).unwrap_or_default(),
            }));
        }
        next = end + 1;
    }
    if next <= last {
        rows.push(Row::Gap(last + 1 - next));
    }
    rows
}

/// First and last lines of what is shown of so many lines, in their order.
fn shown(last: usize, problems: impl Iterator<Item = usize>) -> Vec<(usize, usize)> {
    if last <= MOST_LINES {
        return vec![(1, last)];
    }
    let mut shown: Vec<(usize, usize)> = vec![(1, AROUND)];
    for line in problems.take(MOST_PROBLEM_LINES) {
        let (first, end) = (line.saturating_sub(AROUND).max(1), (line + AROUND).min(last));
        match shown.last_mut() {
            Some((_, before)) if *before + 1 >= first => *before = end.max(*before),
            Some(_) | None => shown.push((first, end)),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use gateway::problem::Problem;
    use gateway::text::Text;

    use super::{Row, rows};

    fn problem(line: u32) -> Problem {
        Problem { line: Some(line), ..Problem::error("code", "", Text::new("wrong", "错误")) }
    }

    #[test]
    fn a_short_text_is_shown_whole_with_problems_at_their_lines() {
        let rows = rows("a\r\nb", vec![problem(2)], Vec::new());
        let found: Vec<(usize, &str, usize)> = rows
            .iter()
            .filter_map(|row| match row {
                Row::Line(line) => Some((line.number, &*line.text, line.problems.len())),
                Row::Gap(_) => None,
            })
            .collect();
        assert_eq!(found, [(1, "a", 0), (2, "b", 1)]);
    }

    #[test]
    fn a_problem_of_an_empty_text_has_a_line() {
        let rows = rows("", vec![problem(1)], Vec::new());
        assert!(matches!(&rows[..], [Row::Line(line)] if line.problems.len() == 1));
    }

    #[test]
    fn of_a_long_text_no_line_is_lost_without_being_counted() {
        let text = "x\n".repeat(5000);
        let rows = rows(&text, vec![problem(2000), problem(2002), problem(5000)], Vec::new());
        let mut number = 0;
        let mut shown = 0;
        for row in rows {
            match row {
                Row::Line(line) => {
                    number += 1;
                    shown += 1;
                    assert_eq!(line.number, number);
                }
                Row::Gap(count) => number += count,
            }
        }
        assert_eq!((number, shown), (5000, 3 + 9 + 4));
    }
}
