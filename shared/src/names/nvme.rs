//! Names of NVMe over Fabrics.

use super::iscsi::{is_label, split_qualified};
use super::{is_printable_ascii, is_visible};
use crate::problem::Expected;

super::text_type! {
    /// NVMe qualified name of a subsystem or a host (NVMe base specification 2.3, 4.7): at most 223 bytes, either
    /// `nqn.YYYY-MM.reversed.domain:name` or `nqn.2014-08.org.nvmexpress:uuid:` and a UUID.
    ///
    /// It becomes a directory of configfs, so blanks and `/` are refused; the discovery subsystem's name is the
    /// kernel's own.
    Nqn, check_nqn, "nqn.2024-01.com.example:subsystem.nvme"
}

const DISCOVERY: &str = "nqn.2014-08.org.nvmexpress.discovery";
const UUID_PREFIX: &str = "nqn.2014-08.org.nvmexpress:uuid:";

fn check_nqn(text: &str) -> Result<(), Expected> {
    const EXPECTED: Expected = Expected::new(
        "nqn",
        "expected an NQN such as `nqn.2024-01.com.example:subsystem.nvme` or `nqn.2014-08.org.nvmexpress:uuid:` and a \
         UUID, at most 223 bytes, without blank and `/`, and not the discovery NQN",
        "应为 NQN，如 `nqn.2024-01.com.example:subsystem.nvme`，或 `nqn.2014-08.org.nvmexpress:uuid:` 加 UUID，\
         最多 223 字节，不含空格和 `/`，且不能是 discovery NQN",
    );
    if text == DISCOVERY || text.len() > 223 {
        return Err(EXPECTED);
    }
    if let Some(uuid) = text.strip_prefix(UUID_PREFIX) {
        return if is_dashed_uuid(uuid) { Ok(()) } else { Err(EXPECTED) };
    }
    let (domain, name) = split_qualified(text, "nqn.").ok_or(EXPECTED)?;
    let domain_is_right = domain.split('.').count() >= 2 && domain.split('.').all(is_label);
    let name_is_right =
        name.is_some_and(|name| !name.is_empty() && name.chars().all(|c| is_visible(c) && c != '/'));
    if domain_is_right && name_is_right { Ok(()) } else { Err(EXPECTED) }
}

/// Whether `text` is a UUID in the 36 characters that the kernel reads.
pub(super) fn is_dashed_uuid(text: &str) -> bool {
    text.len() == 36 && uuid::Uuid::try_parse(text).is_ok()
}

super::text_type! {
    /// Serial number of a subsystem. The kernel refuses what does not fit, the agent returns 0 and a random one stays.
    Serial, check_serial, "a1b2c3d4e5f6a7b8"
}

fn check_serial(text: &str) -> Result<(), Expected> {
    if is_printable_ascii(text, 1, 20) && !text.starts_with(' ') && !text.ends_with(' ') {
        return Ok(());
    }
    Err(Expected::new(
        "serial",
        "expected 1 to 20 printable ASCII characters such as `a1b2c3d4e5f6a7b8`",
        "应为 1 到 20 个可打印 ASCII 字符，如 `a1b2c3d4e5f6a7b8`",
    ))
}

super::text_type! {
    /// UUID of a namespace: 36 characters with dashes. With anything else the kernel takes a random one, so that an
    /// initiator sees another namespace after a failover.
    NamespaceUuid, check_uuid, "11111111-2222-3333-4444-555555555555"
}

fn check_uuid(text: &str) -> Result<(), Expected> {
    if is_dashed_uuid(text) && text.bytes().any(|byte| !matches!(byte, b'0' | b'-')) {
        return Ok(());
    }
    Err(Expected::new(
        "uuid",
        "expected a UUID with dashes such as `11111111-2222-3333-4444-555555555555`, not all zero",
        "应为带连字符的 UUID，如 `11111111-2222-3333-4444-555555555555`，且不能全为零",
    ))
}

super::text_type! {
    /// NGUID of a namespace: 16 bytes in hexadecimal, dashes or colons between bytes allowed. The kernel takes zero
    /// instead of anything else.
    Nguid, check_nguid, "11111111-2222-3333-4444-555555555555"
}

fn check_nguid(text: &str) -> Result<(), Expected> {
    const EXPECTED: Expected = Expected::new(
        "nguid",
        "expected 16 bytes in hexadecimal such as `11111111-2222-3333-4444-555555555555`, not all zero",
        "应为 16 字节的十六进制，如 `11111111-2222-3333-4444-555555555555`，且不能全为零",
    );
    let mut digits = 0;
    let mut is_zero = true;
    let mut after_separator = true;
    for byte in text.bytes() {
        match byte {
            b'-' | b':' if digits % 2 == 0 && !after_separator => after_separator = true,
            _ if byte.is_ascii_hexdigit() => {
                digits += 1;
                is_zero &= byte == b'0';
                after_separator = false;
            }
            _ => return Err(EXPECTED),
        }
    }
    if digits == 32 && !is_zero && !after_separator { Ok(()) } else { Err(EXPECTED) }
}

impl crate::draft::StandIn for Nqn {
    fn stand_in(number: u16) -> Self {
        Self(format!("nqn.2000-01.invalid.missing:{number}"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Nguid, Nqn};

    #[test]
    fn an_nguid_has_sixteen_bytes_and_separators_between_them() {
        for good in ["11111111-2222-3333-4444-555555555555", "11111111222233334444555555555555"] {
            good.parse::<Nguid>().expect(good);
        }
        for bad in
            ["", "1111", "1-1111111222233334444555555555555", "-11111111222233334444555555555555", "xx"]
        {
            bad.parse::<Nguid>().expect_err(bad);
        }
    }

    #[test]
    fn the_discovery_name_is_no_subsystem() {
        "nqn.2014-08.org.nvmexpress.discovery".parse::<Nqn>().expect_err("the kernel's own");
    }
}
