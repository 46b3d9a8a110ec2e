//! A string of TOML as it is written, and the way from a byte of its value to the byte of the file.

/// How a string is written (TOML 1.0.0, "String").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quotes {
    Basic,
    Literal,
    BasicLines,
    LiteralLines,
}

/// A string as it is written, quotes included.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Literal<'a> {
    written: &'a str,
    quotes: Quotes,
}

impl<'a> Literal<'a> {
    /// A string of a text that the parser took.
    pub(crate) fn new(written: &'a str) -> Self {
        let quotes = if written.starts_with("\"\"\"") {
            Quotes::BasicLines
        } else if written.starts_with("'''") {
            Quotes::LiteralLines
        } else if written.starts_with('\'') {
            Quotes::Literal
        } else {
            Quotes::Basic
        };
        Self { written, quotes }
    }

    /// Where byte `offset` of the value is written, in bytes from the opening quote. At the value's end: its closing one.
    pub(crate) fn place(self, offset: usize) -> usize {
        let quotes = match self.quotes {
            Quotes::Basic | Quotes::Literal => 1,
            Quotes::BasicLines | Quotes::LiteralLines => 3,
        };
        let mut at = quotes;
        // A newline right behind the opening quotes is not part of the value.
        if quotes == 3 {
            at += newline_length(&self.written[at..]);
        }
        let mut value = 0;
        while value < offset && at < self.written.len() {
            let rest = &self.written[at..];
            let (written, read) = self.step(rest);
            if value + read > offset {
                break;
            }
            at += written;
            value += read;
        }
        // What stands for nothing belongs to what follows it.
        while at < self.written.len() && self.step(&self.written[at..]) != (0, 0) {
            let (written, read) = self.step(&self.written[at..]);
            if read > 0 || written == 0 {
                break;
            }
            at += written;
        }
        at
    }

    /// Bytes that the next piece takes in the file, and in the value.
    fn step(self, rest: &str) -> (usize, usize) {
        let Some(first) = rest.chars().next() else { return (0, 0) };
        let has_escapes = matches!(self.quotes, Quotes::Basic | Quotes::BasicLines);
        if first == '\\' && has_escapes {
            return escape(rest);
        }
        if first == '\r' && rest.starts_with("\r\n") {
            return (2, 1);
        }
        (first.len_utf8(), first.len_utf8())
    }

    /// How `text` is written within this string; none where it cannot be.
    pub(crate) fn encode(self, text: &str) -> Option<String> {
        let is_plain = text.chars().all(|c| !c.is_control());
        match self.quotes {
            Quotes::Literal => (is_plain && !text.contains('\'')).then(|| text.to_owned()),
            // A quote of one kind may stand there, but three of them, or one at the end, would end the string.
            Quotes::LiteralLines => (is_plain && !text.contains('\'')).then(|| text.to_owned()),
            Quotes::Basic | Quotes::BasicLines => {
                is_plain.then(|| text.replace('\\', "\\\\").replace('"', "\\\""))
            }
        }
    }

    /// Whether `'` can stand in it.
    pub(crate) fn takes_single_quotes(self) -> bool {
        match self.quotes {
            Quotes::Basic | Quotes::BasicLines => true,
            Quotes::Literal | Quotes::LiteralLines => false,
        }
    }
}

fn newline_length(text: &str) -> usize {
    if text.starts_with("\r\n") { 2 } else { usize::from(text.starts_with('\n')) }
}

/// Bytes of an escape in the file and in the value.
fn escape(rest: &str) -> (usize, usize) {
    let hex = |digits: usize| {
        let code = rest.get(2..2 + digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        let c = code.and_then(char::from_u32).unwrap_or_default();
        (2 + digits, c.len_utf8())
    };
    match rest.as_bytes().get(1) {
        Some(b'u') => hex(4),
        Some(b'U') => hex(8),
        // A backslash at the end of a line stands for nothing, nor do the blanks that follow.
        Some(b' ' | b'\t' | b'\r' | b'\n') => {
            let blanks = rest[1..].len() - rest[1..].trim_start_matches([' ', '\t', '\r', '\n']).len();
            (1 + blanks, 0)
        }
        Some(_) => (2, 1),
        None => (1, 0),
    }
}
