//! What stands between a start entry and its agent, written a second time from the programs' documentation: the shell
//! words by a crate, the unit by systemd's rules.

use std::collections::BTreeMap;

use gateway::unit::escape_value;

/// Starts an entry as daemon and systemd do: the instance name, and the environment without `OCF_RESKEY_`.
///
/// # Panics
///
/// On an entry that the daemon would not take for an agent.
pub fn start(entry: &str) -> (String, BTreeMap<String, String>) {
    let (agent, words) = entry.split_once(' ').expect("an agent and words");
    assert_eq!(agent.matches(':').count(), 2, "vendor and agent: {agent}");
    let mut words = shell_words::split(words).expect("words with matching quotes").into_iter();
    let instance = words.next().expect("an instance name");
    let mut environment = BTreeMap::new();
    for word in words {
        let (key, value) = word.split_once('=').expect("a key and a value");
        let is_variable = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
        assert!(is_variable, "systemd drops {key}");
        environment.insert(key.to_owned(), systemd_reads(&escape_value(value)));
    }
    (instance, environment)
}

/// Reads a value of `Environment=` as systemd.exec(5) and systemd.unit(5) say: first `\xNN`, then specifiers.
///
/// # Panics
///
/// On an escape or a specifier that would change the value.
pub fn systemd_reads(value: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = value;
    while let Some(start) = rest.find("\\x") {
        bytes.extend(rest[..start].bytes());
        bytes.push(u8::from_str_radix(&rest[start + 2..start + 4], 16).expect("two hexadecimal digits"));
        rest = &rest[start + 4..];
    }
    bytes.extend(rest.bytes());
    let text = String::from_utf8(bytes).expect("whole characters");

    let mut expanded = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        expanded.push(c);
        if c == '%' {
            assert_eq!(chars.next(), Some('%'), "systemd would expand a specifier in {text:?}");
        }
    }
    expanded
}
