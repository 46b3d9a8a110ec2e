//! Versions of programs, compared number by number.

use std::fmt;

/// A version: its numbers up to the first thing that is none. `1:4.12.0-2` and `4.12` are the same.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// Without zeros at the end, so that `9.29` and `9.29.0` are equal.
    numbers: Vec<u64>,
    text: String,
}

impl Version {
    /// The first version in a text, such as the answer to `--version`.
    pub fn find(text: &str) -> Option<Self> {
        let is_part = |c: char| c.is_ascii_digit() || c == '.';
        // An epoch of Debian's stands before a colon, and a name with digits has no dot behind them.
        let words = text.split(|c: char| !is_part(c));
        words.filter(|word| word.contains('.')).find_map(Self::read)
    }

    fn read(word: &str) -> Option<Self> {
        let mut numbers = Vec::new();
        for part in word.trim_matches('.').split('.') {
            numbers.push(part.parse().ok()?);
        }
        let text = numbers.iter().map(u64::to_string).collect::<Vec<_>>().join(".");
        while numbers.last() == Some(&0) {
            numbers.pop();
        }
        Some(Self { numbers, text })
    }

    /// Whether it is this one or newer.
    pub fn is_at_least(&self, numbers: &[u64]) -> bool {
        let mut least = numbers;
        while let [rest @ .., 0] = least {
            least = rest;
        }
        self.numbers.as_slice() >= least
    }

    /// Whether it is newer than this one.
    pub fn is_newer_than(&self, numbers: &[u64]) -> bool {
        self.is_at_least(numbers) && !self.is(numbers)
    }

    /// Whether it is this very one.
    pub fn is(&self, numbers: &[u64]) -> bool {
        let mut same = numbers;
        while let [rest @ .., 0] = same {
            same = rest;
        }
        self.numbers == same
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::Version;

    fn found(text: &str) -> String {
        Version::find(text).map(|version| version.to_string()).unwrap_or_default()
    }

    #[test]
    fn a_version_is_found_in_what_programs_say() {
        assert_eq!(found("drbd-reactor 1.11.0\n"), "1.11.0");
        assert_eq!(found("iptables v1.8.9 (nf_tables)"), "1.8.9");
        assert_eq!(found("installed resource-agents 1:4.12.0-2"), "4.12.0");
        assert_eq!(found("resource-agents 4.16.0~rc1-1+deb13u1"), "4.16.0");
        for none in ["", "no version", "...", "7", "99999999999999999999999.1"] {
            assert_eq!(found(none), "", "{none}");
        }
    }

    #[test]
    fn numbers_are_compared_and_not_their_texts() {
        let version = Version::find("9.29").unwrap();
        assert!(version.is_at_least(&[9, 29, 0]) && version.is_at_least(&[9, 7]) && version.is(&[9, 29, 0]));
        assert!(!version.is_at_least(&[9, 30]) && !version.is_newer_than(&[9, 29, 0]));
        assert!(Version::find("4.18.1").unwrap().is_newer_than(&[4, 18, 0]));
    }
}
