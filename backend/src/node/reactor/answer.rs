//! What the script writes: lines of a key and a value in Base64, so that no content can be mistaken for another.

use data_encoding::BASE64;

/// What every line of an answer begins with.
const MARK: &[u8] = b"sds:";

/// Keys and values, in the order in which they were written.
#[derive(Debug, Default)]
pub(super) struct Answer(Vec<(Vec<u8>, Vec<u8>)>);

impl Answer {
    /// Reads an answer. Other lines are what a login's shell prints on its own.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let pair = |line: &[u8]| {
            let line = line.strip_prefix(MARK)?;
            let blank = line.iter().position(|byte| *byte == b' ')?;
            Some((line[..blank].to_vec(), BASE64.decode(&line[blank + 1..]).ok()?))
        };
        Self(bytes.split(|byte| *byte == b'\n').filter_map(pair).collect())
    }

    /// The value of a key.
    pub(super) fn value(&self, key: &str) -> Option<&[u8]> {
        self.0.iter().find(|(found, _)| found == key.as_bytes()).map(|(_, value)| value.as_slice())
    }

    /// The value of a key as text; what is not UTF-8 in it is replaced.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.value(key).map(|value| String::from_utf8_lossy(value).into_owned())
    }

    /// The pieces of a value, each ended by NUL, sorted. A name that is not UTF-8 is none of ours.
    pub(super) fn list(&self, key: &str) -> Vec<String> {
        let pieces = self.value(key).unwrap_or_default().split(|byte| *byte == 0);
        let texts = pieces.filter_map(|piece| String::from_utf8(piece.to_vec()).ok());
        let mut list: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
        list.sort();
        list
    }

    /// Everything, with keys that are Base64 themselves.
    pub(super) fn into_files(self) -> impl Iterator<Item = (String, Vec<u8>)> {
        let file = |(key, value): (Vec<u8>, Vec<u8>)| {
            Some((String::from_utf8(BASE64.decode(&key).ok()?).ok()?, value))
        };
        self.0.into_iter().filter_map(file)
    }
}

#[cfg(test)]
mod tests {
    use super::Answer;

    #[test]
    fn what_a_shell_prints_on_its_own_is_no_answer() {
        let answer = Answer::read(b"Last login: yesterday\nsds:a aGk=\nsds:b \nsds:c ?\n\xff\nsds:d aGk");
        assert_eq!(answer.text("a").as_deref(), Some("hi"));
        assert_eq!(answer.value("b"), Some(&b""[..]));
        assert_eq!((answer.value("c"), answer.value("d"), answer.value("Last")), (None, None, None));
    }
}
