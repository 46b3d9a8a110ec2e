//! Other ways to write what somebody wrote, each of which means the same.

use std::net::Ipv4Addr;

use ipnet::Ipv4Net;

/// Spellings of a text, the nearest first, without the text itself.
pub(super) fn spellings(text: &str) -> Vec<String> {
    let plain = plain(text);
    let mut spellings = vec![plain.clone()];
    spellings.extend(with_prefix(&plain));
    spellings.extend(in_brackets(&plain));
    spellings.extend(uuid::Uuid::try_parse(&plain).map(|uuid| uuid.hyphenated().to_string()));
    // What follows the colon of a qualified name may have a case of its own.
    if let Some((domain, name)) = plain.split_once(':') {
        spellings.push(format!("{}:{name}", domain.to_ascii_lowercase()));
    }
    spellings.push(plain.to_ascii_lowercase());
    spellings.retain(|spelling| spelling != text && !spelling.is_empty());
    spellings
}

/// Without what came along when it was pasted: blanks and quotes around it, blanks at commas and slashes, and the forms
/// that a Chinese keyboard gives to ASCII.
fn plain(text: &str) -> String {
    let ascii: String = text.chars().map(to_ascii).collect();
    let mut text = ascii.trim();
    for quote in ['"', '\'', '`'] {
        text = text.strip_prefix(quote).and_then(|text| text.strip_suffix(quote)).unwrap_or(text).trim();
    }
    let mut plain = String::with_capacity(text.len());
    for char in text.chars() {
        if matches!(char, ',' | '/') {
            plain.truncate(plain.trim_end().len());
        }
        if !(char == ' ' && plain.ends_with([',', '/'])) {
            plain.push(char);
        }
    }
    plain
}

/// The full-width forms (U+FF01 to U+FF5E) are ASCII, moved.
fn to_ascii(char: char) -> char {
    match char {
        '\u{ff01}'..='\u{ff5e}' => {
            char::from_u32(u32::from(char) - 0xfee0).expect("the block is as long as that of ASCII")
        }
        '\u{3000}' | '\u{a0}' => ' ',
        '\u{3001}' => ',',
        '\u{3002}' => '.',
        _ => char,
    }
}

/// An address whose network is told by a mask, as `192.168.1.100/255.255.255.0`.
fn with_prefix(text: &str) -> Option<String> {
    let (address, mask) = text.split_once('/')?;
    let address: Ipv4Addr = address.parse().ok()?;
    Some(Ipv4Net::with_netmask(address, mask.parse().ok()?).ok()?.to_string())
}

/// An IPv6 address or network as exports(5) writes it, in brackets.
fn in_brackets(text: &str) -> Option<String> {
    let (address, prefix) =
        text.split_once('/').map_or((text, None), |(address, prefix)| (address, Some(prefix)));
    address.parse::<std::net::Ipv6Addr>().ok()?;
    Some(match prefix {
        Some(prefix) => format!("[{address}]/{prefix}"),
        None => format!("[{address}]"),
    })
}

#[cfg(test)]
mod tests {
    use super::spellings;

    #[test]
    fn a_right_text_has_no_nearer_spelling() {
        assert_eq!(spellings("r0"), Vec::<String>::new());
        assert_eq!(spellings("/srv/My Data"), ["/srv/my data"]);
    }

    #[test]
    fn what_a_paste_brought_along_goes() {
        for pasted in [" rw,sync ", "'rw,sync'", "rw, sync", "ｒｗ，ｓｙｎｃ"] {
            assert_eq!(spellings(pasted)[0], "rw,sync", "{pasted}");
        }
    }

    #[test]
    fn what_other_programs_write_is_written_our_way() {
        assert!(spellings("10.0.0.1/255.255.0.0").contains(&"10.0.0.1/16".into()));
        assert!(spellings("fd00::/64").contains(&"[fd00::]/64".into()));
        let uuid = "11111111222233334444555555555555";
        assert!(spellings(uuid).contains(&"11111111-2222-3333-4444-555555555555".into()));
    }
}
