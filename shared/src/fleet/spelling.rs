//! One spelling for values that mean the same to those who read them in the end: kernel, agents and their programs.

use std::net::IpAddr;

/// An address in its canonical form (RFC 5952); `None` if it is none, which the agent does not bring up.
pub(super) fn address(text: &str) -> Option<String> {
    // `IPaddr2` wants the prefix elsewhere; whoever writes it here means the same address.
    let bare = text.split_once('/').map_or(text, |(address, _)| address);
    bare.parse::<IpAddr>().ok().map(|address| address.to_string())
}

/// An absolute path without `//`, `/./` and a slash at its end; `None` if it is not absolute.
pub(super) fn path(text: &str) -> Option<String> {
    let relative = text.strip_prefix('/')?;
    let mut path = String::with_capacity(text.len());
    for part in relative.split('/').filter(|part| !part.is_empty() && *part != ".") {
        path.push('/');
        path.push_str(part);
    }
    if path.is_empty() { Some("/".into()) } else { Some(path) }
}

/// A device below `/dev`. What else `Filesystem` mounts (a label, a network file system, a directory) is no device that
/// one node has alone.
pub(super) fn block_device(text: &str) -> Option<String> {
    path(text).filter(|path| path.starts_with("/dev/"))
}

/// A number as `strtoul` with base 0 and the kernel's `kstrtou16` read it: `0x10` is 16 and `010` is 8.
pub(super) fn number(text: &str) -> Option<u64> {
    let hexadecimal = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"));
    if let Some(digits) = hexadecimal {
        return u64::from_str_radix(digits, 16).ok();
    }
    match text.strip_prefix('0') {
        Some(digits) if !digits.is_empty() => u64::from_str_radix(digits, 8).ok(),
        Some(_) | None => text.parse().ok(),
    }
}

/// 16 bytes in hexadecimal. `None` for what is none, or all zero: the kernel takes a random identifier or none then.
pub(super) fn sixteen_bytes(text: &str) -> Option<String> {
    let digits = hexadecimal_digits(text);
    let separators = text.bytes().filter(|byte| matches!(byte, b'-' | b':')).count();
    let is_identifier = digits.len() == 32 && digits.len() + separators == text.len();
    if is_identifier && digits.bytes().any(|digit| digit != b'0') { Some(digits) } else { None }
}

/// A file system's identifier as exportfs(8) reads it: what has 32 hexadecimal digits is a UUID, `root` is 0, and of a
/// number the low 32 bits count.
pub(super) fn fsid(text: &str) -> String {
    let digits = hexadecimal_digits(text);
    if digits.len() == 32 {
        return digits;
    }
    if text == "root" {
        return "0".into();
    }
    number(text).map_or_else(|| text.to_owned(), |number| (number & u64::from(u32::MAX)).to_string())
}

/// The NAA identifier of a disk with this serial number: the number of the IEEE's list for LIO, then 25 digits.
pub(super) fn naa(scsi_sn: &str) -> String {
    let mut digits = hexadecimal_digits(scsi_sn);
    digits.truncate(25);
    format!("6001405{digits:0<25}")
}

/// The first bytes of a text, as a program with room for so many keeps them.
pub(super) fn first_bytes(text: &str, count: usize) -> String {
    String::from_utf8_lossy(&text.as_bytes()[..count.min(text.len())]).into_owned()
}

fn hexadecimal_digits(text: &str) -> String {
    let mut digits = String::with_capacity(text.len());
    digits.extend(text.chars().filter(char::is_ascii_hexdigit).map(|digit| digit.to_ascii_lowercase()));
    digits
}

#[cfg(test)]
mod tests {
    use super::{address, block_device, first_bytes, fsid, naa, number, path, sixteen_bytes};

    #[test]
    fn an_address_is_one_in_every_spelling() {
        for text in ["fd00:0:0::1", "FD00::0001", "fd00::1/64"] {
            assert_eq!(address(text).as_deref(), Some("fd00::1"));
        }
        assert_eq!(address("no-address"), None);
    }

    #[test]
    fn a_path_is_one_however_many_slashes_it_has() {
        for text in ["/srv/a", "/srv//a/", "//srv/./a//"] {
            assert_eq!(path(text).as_deref(), Some("/srv/a"));
        }
        assert_eq!(path("///").as_deref(), Some("/"));
        assert_eq!(path("srv/a"), None);
    }

    #[test]
    fn only_what_is_below_dev_is_a_block_device() {
        assert_eq!(block_device("/dev//drbd1").as_deref(), Some("/dev/drbd1"));
        for other in ["/srv/bound", "nas:/export", "tmpfs", "-L data", "/dev"] {
            assert_eq!(block_device(other), None, "{other}");
        }
    }

    #[test]
    fn a_number_has_the_base_that_its_prefix_says() {
        let read = ["16", "0x10", "0X10", "020", "0", "00", "", "0x", "08", "-1", "a"].map(number);
        let expected =
            [Some(16), Some(16), Some(16), Some(16), Some(0), Some(0), None, None, None, None, None];
        assert_eq!(read, expected);
    }

    #[test]
    fn sixteen_bytes_are_the_same_with_any_separators_and_none_if_the_kernel_would_not_take_them() {
        let expected = Some("1111111122223333444455555555abcd".to_owned());
        for text in ["11111111-2222-3333-4444-55555555ABCD", "11111111222233334444:55555555abcd"] {
            assert_eq!(sixteen_bytes(text), expected);
        }
        for other in ["", "1111", "1111111122223333444455555555abcd ", "00000000-0000-0000-0000-000000000000"]
        {
            assert_eq!(sixteen_bytes(other), None, "{other}");
        }
    }

    #[test]
    fn a_file_system_has_one_identifier_in_every_spelling() {
        for zero in ["0", "root", "4294967296", "0x0"] {
            assert_eq!(fsid(zero), "0", "{zero}");
        }
        assert_eq!(fsid("12345678-1234-1234-1234-123456789ABC"), fsid("12345678123412341234123456789abc"));
        assert_eq!(fsid("odd"), "odd");
    }

    #[test]
    fn of_a_serial_number_only_hexadecimal_digits_reach_the_naa_identifier() {
        assert_eq!(naa("disk-x"), naa("Disk-y"));
        assert_eq!(naa("a1b2c3d4"), format!("6001405a1b2c3d4{}", "0".repeat(17)));
        assert_eq!(naa(&"f".repeat(40)), format!("6001405{}", "f".repeat(25)));
    }

    #[test]
    fn first_bytes_may_end_within_a_character() {
        assert_eq!(first_bytes("abc", 8), "abc");
        assert_eq!(first_bytes("aä", 2), "a\u{fffd}");
    }
}
