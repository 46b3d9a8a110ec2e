//! Asks a machine many things in one round trip: a constant script, data as its arguments, and records as its answer.
//!
//! A record is four fields, each ended by NUL, which no text on a machine can hold: what was asked, of which thing, the
//! exit code of the program that knows, and what it wrote.

use std::time::Duration;

use crate::node::machine::{Command, Machine, MachineError};

/// How long a machine has for all probes together. Each is bounded by `timeout` in the script, and only a machine in a
/// bad way needs more than a few seconds.
pub const LIMIT: Duration = Duration::from_secs(90);

/// A script with its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ask {
    script: &'static str,
    arguments: Vec<String>,
}

impl Ask {
    /// A script that gets no arguments so far.
    pub const fn new(script: &'static str) -> Self {
        Self { script, arguments: Vec::new() }
    }

    /// Adds one question: its name and what it is about.
    pub fn add(&mut self, words: &[&str]) {
        self.arguments.extend(words.iter().map(|word| (*word).to_owned()));
    }

    /// The shell that reads the script from standard input, and the arguments, none of which it ever evaluates.
    pub fn argv(&self) -> Vec<&str> {
        let mut argv = vec!["sh", "-s", "--"];
        argv.extend(self.arguments.iter().map(String::as_str));
        argv
    }

    /// The script.
    pub fn input(&self) -> &'static [u8] {
        self.script.as_bytes()
    }

    /// Asks a machine; the answer is for the parser that belongs to the script.
    ///
    /// # Errors
    ///
    /// The machine did not run the script. What the script could not find out is part of the answer.
    pub async fn put_to(&self, machine: &dyn Machine) -> Result<Vec<u8>, MachineError> {
        let command = Command { argv: &self.argv(), input: self.input(), limit: LIMIT };
        Ok(machine.run(&command).await?.stdout)
    }
}

/// One thing that a script has found out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Record<'a> {
    /// What was asked.
    pub what: &'a str,
    /// Of which thing; empty where there is only one.
    pub which: &'a str,
    /// Exit code of the program that was asked: 124 where it did not answer in time, 127 where it is not installed.
    pub code: i32,
    /// What it wrote to standard output.
    pub text: &'a str,
}

impl Record<'_> {
    /// Whether the program says that all went well.
    pub fn is_success(&self) -> bool {
        self.code == 0
    }
}

/// What a script has written, whatever became of it on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer(String);

impl Answer {
    /// Any bytes are an answer: of what is not text, only the strange bytes are lost.
    pub fn new(bytes: &[u8]) -> Self {
        Self(String::from_utf8_lossy(bytes).into_owned())
    }

    /// The records that are whole.
    pub fn records(&self) -> impl Iterator<Item = Record<'_>> {
        // What no NUL ends was cut short.
        let mut fields = self.0.split_inclusive('\0').map_while(|field| field.strip_suffix('\0'));
        std::iter::from_fn(move || {
            let (what, which) = (fields.next()?, fields.next()?);
            let (code, text) = (fields.next()?, fields.next()?);
            Some((what, which, code, text))
        })
        .filter_map(|(what, which, code, text)| Some(Record { what, which, code: code.parse().ok()?, text }))
    }

    /// Whether the script came to its end.
    pub fn is_whole(&self) -> bool {
        self.records().any(|record| record.what == "end")
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, Record};

    #[test]
    fn a_text_may_hold_anything_but_the_end_of_a_field() {
        let answer = Answer::new(b"mounts\0\x000\0a b\n'c' \xff\0end\0\x000\0\0");
        let first = Record { what: "mounts", which: "", code: 0, text: "a b\n'c' \u{fffd}" };
        assert_eq!(answer.records().next(), Some(first));
        assert!(answer.is_whole());
    }

    #[test]
    fn what_was_cut_short_is_not_whole_and_has_the_records_before() {
        let answer = Answer::new(b"name\0\x000\0node-a\0end\0\x000");
        assert_eq!(answer.records().map(|record| record.text).collect::<Vec<_>>(), ["node-a"]);
        assert!(!answer.is_whole());
    }
}
