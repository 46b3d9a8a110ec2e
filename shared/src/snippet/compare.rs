//! What differs between two texts of a snippet: line by line, and within a line word by word.

use std::ops::Range;

use similar::{ChangeTag, DiffOp, TextDiff};

/// A line of either text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ComparedLine {
    /// In which of the two it is.
    pub standing: Standing,
    /// The line without its end.
    pub text: String,
    /// The words that the line it takes the place of, or that takes its place, has not.
    pub changed: Vec<Piece>,
}

/// A piece of a line: where it begins and where it ends, in bytes.
pub type Piece = (usize, usize);

/// In which of two texts a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// In both.
    Same,
    /// In the second.
    Added,
    /// In the first.
    Removed,
}

/// All lines of two texts, in the order of a diff: what went stands above what came.
pub fn compare(before: &str, after: &str) -> Vec<ComparedLine> {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let line = |standing, text: &str, changed| ComparedLine { standing, text: text.to_owned(), changed };
    let plain = |standing, lines: &[&str]| -> Vec<ComparedLine> {
        lines.iter().map(|text| line(standing, text, Vec::new())).collect()
    };
    let mut compared = Vec::new();
    for op in TextDiff::from_slices(&old, &new).ops() {
        let (gone, come): (Range<usize>, Range<usize>) = (op.old_range(), op.new_range());
        let (gone, come) = (&old[gone], &new[come]);
        match op {
            DiffOp::Equal { .. } => compared.extend(plain(Standing::Same, come)),
            DiffOp::Delete { .. } => compared.extend(plain(Standing::Removed, gone)),
            DiffOp::Insert { .. } => compared.extend(plain(Standing::Added, come)),
            DiffOp::Replace { .. } => {
                let mut added = Vec::new();
                for index in 0..gone.len().max(come.len()) {
                    let pair = (gone.get(index), come.get(index));
                    let (of_gone, of_come) = match pair {
                        (Some(gone), Some(come)) => words(gone, come),
                        (Some(_) | None, None) | (None, Some(_)) => (Vec::new(), Vec::new()),
                    };
                    compared.extend(pair.0.map(|text| line(Standing::Removed, text, of_gone)));
                    added.extend(pair.1.map(|text| line(Standing::Added, text, of_come)));
                }
                compared.extend(added);
            }
        }
    }
    compared
}

/// The words that changed in each line of a unified diff, as pieces of the line after its sign.
pub fn changed_words(diff: &str) -> Vec<Vec<Piece>> {
    let lines: Vec<&str> = diff.lines().collect();
    let are = |from: usize, sign: &str, head: &str| {
        let changed = |line: &&&str| line.starts_with(sign) && !line.starts_with(head);
        lines[from..].iter().take_while(changed).count()
    };
    let mut changed = vec![Vec::new(); lines.len()];
    let mut at = 0;
    while at < lines.len() {
        let gone = are(at, "-", "---");
        let come = are(at + gone, "+", "+++");
        for old in at..at + gone.min(come) {
            let new = old + gone;
            (changed[old], changed[new]) = words(&lines[old][1..], &lines[new][1..]);
        }
        at += (gone + come).max(1);
    }
    changed
}

/// The words that only one of two lines has.
fn words(gone: &str, come: &str) -> (Vec<Piece>, Vec<Piece>) {
    let (mut of_gone, mut of_come) = (Vec::new(), Vec::new());
    let (mut old_at, mut new_at) = (0, 0);
    for change in TextDiff::from_words(gone, come).iter_all_changes() {
        let length = change.value().len();
        match change.tag() {
            ChangeTag::Equal => {
                old_at += length;
                new_at += length;
            }
            ChangeTag::Delete => {
                of_gone.push((old_at, old_at + length));
                old_at += length;
            }
            ChangeTag::Insert => {
                of_come.push((new_at, new_at + length));
                new_at += length;
            }
        }
    }
    (of_gone, of_come)
}

#[cfg(test)]
mod tests {
    use super::{Standing, changed_words, compare};

    #[test]
    fn a_changed_word_is_told_apart_from_its_line() {
        let compared = compare("a\nip=1 port=2\n", "a\nip=1 port=3\nb\n");
        let told: Vec<(Standing, &str, Vec<&str>)> = compared
            .iter()
            .map(|line| {
                let changed = line.changed.iter().map(|(start, end)| &line.text[*start..*end]).collect();
                (line.standing, &*line.text, changed)
            })
            .collect();
        assert_eq!(
            told,
            [
                (Standing::Same, "a", vec![]),
                (Standing::Removed, "ip=1 port=2", vec!["port=2"]),
                (Standing::Added, "ip=1 port=3", vec!["port=3"]),
                (Standing::Added, "b", vec![]),
            ]
        );
    }

    #[test]
    fn a_unified_diff_tells_the_changed_words_of_lines_that_take_each_others_place() {
        let diff = "--- a\n+++ b\n@@ -1,3 +1,4 @@\n same\n-ip=1 port=2\n-gone\n+ip=1 port=3\n same\n+new\n";
        let words: Vec<Vec<&str>> = diff
            .lines()
            .zip(changed_words(diff))
            .map(|(line, changed)| changed.iter().map(|(start, end)| &line[1..][*start..*end]).collect())
            .collect();
        let mut wanted = vec![vec![]; 9];
        (wanted[4], wanted[6]) = (vec!["port=2"], vec!["port=3"]);
        assert_eq!(words, wanted);
        assert!(changed_words("").is_empty());
    }

    #[test]
    fn either_text_can_be_read_off() {
        let (before, after) = ("a\nb\n\nc c\nd", "b\nx\nc d\n\nd\ne");
        let compared = compare(before, after);
        let lines = |without: Standing| -> Vec<&str> {
            compared.iter().filter(|line| line.standing != without).map(|line| &*line.text).collect()
        };
        assert_eq!(lines(Standing::Added), before.lines().collect::<Vec<_>>());
        assert_eq!(lines(Standing::Removed), after.lines().collect::<Vec<_>>());
    }
}
