//! Tells the parts of a line of a snippet apart, so that they can be coloured.

use gateway::secret::{CHANGED, MASK, is_secret};

/// What a part of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Blanks and punctuation.
    Plain,
    /// A comment.
    Comment,
    /// A table's head.
    Table,
    /// A key.
    Key,
    /// A value.
    Value,
    /// An agent of a start entry.
    Agent,
    /// Name of an agent's instance.
    Instance,
    /// Name of a parameter.
    Parameter,
    /// Value of a parameter that is nobody else's business.
    Secret,
}

impl Mark {
    pub(super) const fn class(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Comment => "comment",
            Self::Table => "table-head",
            Self::Key => "key",
            Self::Value => "value",
            Self::Agent => "agent",
            Self::Instance => "instance",
            Self::Parameter => "parameter",
            Self::Secret => "secret",
        }
    }
}

/// The parts of a line; together they are the line.
pub(super) fn marks(line: &str) -> Vec<(Mark, &str)> {
    let content = line.trim_start();
    let (indent, content) = line.split_at(line.len() - content.len());
    let (content, end) = content.split_at(content.trim_end().len());
    let mut parts = vec![(Mark::Plain, indent)];
    if content.starts_with('#') {
        parts.push((Mark::Comment, content));
    } else if content.starts_with("\"ocf:") {
        mark_entry(content, &mut parts);
    } else if content.starts_with('[') {
        parts.push((Mark::Table, content));
    } else if let Some((key, _)) = content.split_once(" = ") {
        let (equals, value) = content[key.len()..].split_at(" = ".len());
        let mark = if value == "[" { Mark::Plain } else { Mark::Value };
        parts.extend([(Mark::Key, key), (Mark::Plain, equals), (mark, value)]);
    } else {
        parts.push((Mark::Plain, content));
    }
    parts.push((Mark::Plain, end));
    parts.retain(|(_, part)| !part.is_empty());
    parts
}

/// A start entry: agent, instance, then `parameter=value`, in one quoted string.
fn mark_entry<'a>(entry: &'a str, parts: &mut Vec<(Mark, &'a str)>) {
    let (open, rest) = entry.split_at(1);
    let (rest, close) = rest.split_at(rest.rfind('"').unwrap_or(rest.len()));
    parts.push((Mark::Plain, open));
    let mut in_secret = false;
    for (index, word) in rest.split_inclusive(' ').enumerate() {
        let parameter = word.split_once('=').map(|(name, _)| name).filter(|name| is_name(name));
        match (index, parameter) {
            (0, _) => parts.push((Mark::Agent, word)),
            (1, _) => parts.push((Mark::Instance, word)),
            (_, Some(name)) => {
                in_secret = is_secret(name);
                let (equals, value) = word[name.len()..].split_at(1);
                parts.extend([(Mark::Parameter, name), (Mark::Plain, equals)]);
                mark_value(value, in_secret, parts);
            }
            // A value with blanks goes on.
            (_, None) => mark_value(word, in_secret, parts),
        }
    }
    parts.push((Mark::Plain, close));
}

fn mark_value<'a>(value: &'a str, is_secret: bool, parts: &mut Vec<(Mark, &'a str)>) {
    let (value, blank) = value.split_at(value.trim_end_matches(' ').len());
    // What is covered already needs no cover.
    let is_covered = [MASK, CHANGED].contains(&value);
    parts.extend([
        (if is_secret && !is_covered { Mark::Secret } else { Mark::Value }, value),
        (Mark::Plain, blank),
    ]);
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

#[cfg(test)]
mod tests {
    use gateway::gateway::{Gateway, Kind};
    use gateway::names::Choice;
    use gateway::snippet::write;

    use super::{Mark, marks};

    #[test]
    fn the_parts_of_a_line_are_the_line() {
        for kind in Kind::ALL {
            let text = write::write(&Gateway::read(&kind.example()).expect("an example has no errors"));
            let parts: String = text.split_inclusive('\n').flat_map(marks).map(|(_, part)| part).collect();
            assert_eq!(parts, text);
        }
    }

    #[test]
    fn a_start_entry_is_told_apart() {
        assert_eq!(
            marks("  \"ocf:heartbeat:IPaddr2 ip0 ip=10.0.0.1\",\n"),
            [
                (Mark::Plain, "  "),
                (Mark::Plain, "\""),
                (Mark::Agent, "ocf:heartbeat:IPaddr2 "),
                (Mark::Instance, "ip0 "),
                (Mark::Parameter, "ip"),
                (Mark::Plain, "="),
                (Mark::Value, "10.0.0.1"),
                (Mark::Plain, "\","),
                (Mark::Plain, "\n"),
            ]
        );
    }

    #[test]
    fn a_secret_is_marked_to_its_end() {
        let line = "\"ocf:heartbeat:iSCSITarget t incoming_password='a b' implementation=lio-t\",";
        let secret: String =
            marks(line).into_iter().filter(|(mark, _)| *mark == Mark::Secret).map(|(_, part)| part).collect();
        assert_eq!(secret, "'ab'");
        for covered in ["***", "***changed***"] {
            let line = line.replace("'a b'", covered);
            assert!(marks(&line).iter().all(|(mark, _)| *mark != Mark::Secret), "{line}");
        }
    }
}
