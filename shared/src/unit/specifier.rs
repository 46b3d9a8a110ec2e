//! What systemd makes of `%` in a parameter, after the daemon has written it into a unit.
//!
//! The rules are those of systemd.unit(5), "Specifiers", for the system manager. Where the page is silent (unknown
//! letters, other characters, a `%` at the end), systemd 252 was asked with `systemd-analyze verify`.

use std::fmt;

use crate::text::Text;

/// A part of a value as an agent gets it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Text that is the same on every node.
    Text(String),
    /// What only the node knows.
    OfNode {
        /// The letter behind `%`.
        specifier: char,
        /// What systemd puts in its place.
        what: Text,
    },
}

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::OfNode { what, .. } => write!(f, "<{what}>"),
        }
    }
}

/// A specifier that systemd cannot resolve: it drops the whole parameter, and the agent does not get it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("systemd knows no `%{0}` here and drops the parameter; expected `%%`")]
pub struct Unresolved(pub char);

/// The value that an agent gets when `value` stands in the drop-in of `unit`.
///
/// # Errors
///
/// A letter or digit behind `%` that systemd does not know, or that has no value for this unit.
pub fn expand(value: &str, unit: &str) -> Result<Vec<Piece>, Unresolved> {
    let mut pieces = Vec::new();
    let mut text = String::new();
    let mut chars = value.chars();
    while let Some(c) = chars.next() {
        if c != '%' {
            text.push(c);
            continue;
        }
        match chars.next() {
            None | Some('%') => text.push('%'),
            Some(specifier) if !specifier.is_ascii_alphanumeric() => text.extend(['%', specifier]),
            Some(specifier) => match resolve(specifier, unit).ok_or(Unresolved(specifier))? {
                Piece::Text(resolved) => text.push_str(&resolved),
                of_node @ Piece::OfNode { .. } => {
                    pieces.extend(piece(&mut text));
                    pieces.push(of_node);
                }
            },
        }
    }
    pieces.extend(piece(&mut text));
    Ok(pieces)
}

fn piece(text: &mut String) -> Option<Piece> {
    if text.is_empty() { None } else { Some(Piece::Text(std::mem::take(text))) }
}

fn resolve(specifier: char, unit: &str) -> Option<Piece> {
    let text = |text: &str| Some(Piece::Text(text.to_owned()));
    let of_node = |en, zh| Some(Piece::OfNode { specifier, what: Text::new(en, zh) });
    let name = Name::of(unit);
    match specifier {
        'n' => text(unit),
        'N' => text(name.without_suffix),
        'p' => text(name.prefix),
        'P' => unescape(name.prefix).map(Piece::Text),
        'j' => text(name.last_component()),
        'J' => unescape(name.last_component()).map(Piece::Text),
        'i' => text(name.instance.unwrap_or_default()),
        'I' => unescape(name.instance.unwrap_or_default()).map(Piece::Text),
        'f' => path(name.instance.unwrap_or(name.prefix)).map(Piece::Text),

        'E' => text("/etc"),
        'C' => text("/var/cache"),
        'S' => text("/var/lib"),
        'L' => text("/var/log"),
        't' => text("/run"),
        'T' => text("/tmp"),
        'V' => text("/var/tmp"),
        'h' => text("/root"),
        'u' | 'g' => text("root"),
        'U' | 'G' => text("0"),

        'a' => of_node("architecture of the node", "节点的架构"),
        'A' => of_node("version of the node's image", "节点镜像的版本"),
        'b' => of_node("boot id of the node", "节点的启动 ID"),
        'B' => of_node("build id of the node's system", "节点系统的构建 ID"),
        'c' | 'r' | 'R' => of_node("control group on the node", "节点上的控制组"),
        'd' => of_node("credentials directory of the unit", "单元的凭据目录"),
        'H' => of_node("host name of the node", "节点的主机名"),
        'l' => of_node("short host name of the node", "节点的短主机名"),
        'm' => of_node("machine id of the node", "节点的机器 ID"),
        'M' => of_node("id of the node's image", "节点镜像的 ID"),
        'o' => of_node("id of the node's system, such as debian", "节点系统的 ID，如 debian"),
        'q' => of_node("pretty host name of the node", "节点的友好主机名"),
        's' => of_node("root's shell on the node", "节点上 root 的 shell"),
        'v' => of_node("kernel release of the node", "节点的内核版本"),
        'w' => of_node("version of the node's system", "节点系统的版本"),
        'W' => of_node("variant of the node's system", "节点系统的变体"),
        'y' | 'Y' => of_node("path of the unit's file on the node", "节点上单元文件的路径"),
        // Younger than systemd 252, which drops the parameter.
        'D' => of_node("/usr/share, where systemd knows it", "/usr/share（取决于 systemd 版本）"),
        _ => None,
    }
}

/// The parts of a unit's name.
struct Name<'a> {
    without_suffix: &'a str,
    prefix: &'a str,
    instance: Option<&'a str>,
}

impl<'a> Name<'a> {
    fn of(unit: &'a str) -> Self {
        let without_suffix = unit.rsplit_once('.').map_or(unit, |(name, _)| name);
        match without_suffix.split_once('@') {
            Some((prefix, instance)) => Self { without_suffix, prefix, instance: Some(instance) },
            None => Self { without_suffix, prefix: without_suffix, instance: None },
        }
    }

    fn last_component(&self) -> &'a str {
        self.prefix.rsplit('-').next().unwrap_or(self.prefix)
    }
}

/// Undoes the escaping of a unit's name; `None` where it is none, or not UTF-8, which systemd refuses in a variable.
fn unescape(name: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(name.len());
    let mut rest = name.as_bytes();
    while let [first, after @ ..] = rest {
        rest = match (first, after) {
            (b'\\', [b'x', high, low, after @ ..]) => {
                let digits = [char::from(*high).to_digit(16)?, char::from(*low).to_digit(16)?];
                bytes.push(u8::try_from(digits[0] * 16 + digits[1]).ok()?);
                after
            }
            (b'\\', _) => return None,
            (b'-', _) => {
                bytes.push(b'/');
                after
            }
            (byte, _) => {
                bytes.push(*byte);
                after
            }
        };
    }
    String::from_utf8(bytes).ok()
}

/// The absolute path that a unit's name stands for.
fn path(name: &str) -> Option<String> {
    if name == "-" {
        return Some("/".into());
    }
    let path = unescape(name)?;
    let is_normal = path.split('/').all(|part| !["", ".", ".."].contains(&part));
    is_normal.then(|| format!("/{path}"))
}
