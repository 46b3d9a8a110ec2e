//! Names of iSCSI.

use super::is_printable_ascii;
use crate::problem::Expected;

super::text_type! {
    /// iSCSI qualified name of a target or an initiator: `iqn.YYYY-MM.` and a reversed domain (RFC 7143, 4.2.7).
    ///
    /// Stricter than the RFC where LIO is: lower case only (upper case leaves half a target behind), no `_`, two
    /// labels of the domain at least, 223 bytes at most.
    Iqn, check_iqn, "iqn.2024-01.com.example:storage.r0"
}

fn check_iqn(text: &str) -> Result<(), Expected> {
    const EXPECTED: Expected = Expected::new(
        "iqn",
        "expected an IQN such as `iqn.2024-01.com.example:storage.r0`: `iqn.`, year and month, a reversed domain of \
         two labels at least, then `:` and a name if wanted; lower case letters, digits, `.`, `-` and `:`, at most \
         223 bytes",
        "应为 IQN，如 `iqn.2024-01.com.example:storage.r0`：`iqn.`、年-月、至少两段的反向域名，之后可加 `:` 和名称；\
         只用小写字母、数字、`.`、`-`、`:`，最多 223 字节",
    );
    let (domain, name) = split_qualified(text, "iqn.").ok_or(EXPECTED)?;
    let is_name =
        |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-' | b':');
    let has_two_labels = domain.split('.').count() >= 2 && domain.split('.').all(is_label);
    let name_is_right = name.is_none_or(|name| !name.is_empty() && name.bytes().all(is_name));
    if has_two_labels && name_is_right && text.len() <= 223 { Ok(()) } else { Err(EXPECTED) }
}

/// Takes a qualified name apart into reversed domain and what follows its colon.
pub(super) fn split_qualified<'a>(text: &'a str, prefix: &str) -> Option<(&'a str, Option<&'a str>)> {
    let rest = text.strip_prefix(prefix)?;
    let (date, rest) = rest.split_once('.')?;
    let (year, month) = date.split_once('-')?;
    let is_number =
        |text: &str, digits: usize| text.len() == digits && text.bytes().all(|b| b.is_ascii_digit());
    let month_is_right = is_number(month, 2) && ("01"..="12").contains(&month);
    if !is_number(year, 4) || !month_is_right {
        return None;
    }
    Some(match rest.split_once(':') {
        Some((domain, name)) => (domain, Some(name)),
        None => (rest, None),
    })
}

/// Whether `label` is a lower-case label of a domain name (RFC 1123, 2.1).
pub(super) fn is_label(label: &str) -> bool {
    let fits = (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-');
    fits && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

super::text_type! {
    /// Name of an initiator: an IQN, or the EUI-64 or NAA name of an adapter (RFC 7143, 4.2.7).
    InitiatorName, check_initiator, "iqn.1998-01.com.vmware:esx1"
}

fn check_initiator(text: &str) -> Result<(), Expected> {
    let is_hex = |digits: &str, lengths: &[usize]| {
        lengths.contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    let is_eui = text.strip_prefix("eui.").is_some_and(|digits| is_hex(digits, &[16]));
    let is_naa = text.strip_prefix("naa.").is_some_and(|digits| is_hex(digits, &[16, 32]));
    if is_eui || is_naa || check_iqn(text).is_ok() {
        return Ok(());
    }
    Err(Expected::new(
        "initiator",
        "expected the name of one initiator: an IQN in lower case such as `iqn.1998-01.com.vmware:esx1`, `eui.` and 16 \
         hexadecimal digits, or `naa.` and 16 or 32",
        "应为一个发起端名称：小写 IQN，如 `iqn.1998-01.com.vmware:esx1`，或 `eui.` 加 16 位、`naa.` 加 16 或 32 位十六进制数字",
    ))
}

super::text_type! {
    /// CHAP user name.
    ///
    /// The agent expands it unquoted in a shell, so nothing that a shell or a pattern reads is allowed.
    ChapUser, check_chap_user, "backup"
}

fn check_chap_user(text: &str) -> Result<(), Expected> {
    if (1..=255).contains(&text.len()) && is_chap_text(text) {
        return Ok(());
    }
    Err(Expected::new(
        "chap-username",
        "expected 1 to 255 characters of letters, digits and `._:@/+=,-`, not starting with `NULL` or `-`",
        "应为 1 到 255 个字符：字母、数字和 `._:@/+=,-`，不能以 `NULL` 或 `-` 开头",
    ))
}

/// Whether the agent and LIO take `text` for CHAP as it is: LIO reads a leading `NULL` as *none*.
pub(super) fn is_chap_text(text: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._:@/+=,-".contains(&byte);
    text.bytes().all(is_plain) && !text.starts_with("NULL") && !text.starts_with('-')
}

super::text_type! {
    /// SCSI product id of a LUN. LIO drops longer ones and returns 0; a comma breaks tgt.
    ProductId, check_product_id, "a1b2c3d4"
}

fn check_product_id(text: &str) -> Result<(), Expected> {
    if is_printable_ascii(text, 1, 16) && is_scsi_text(text) {
        return Ok(());
    }
    Err(Expected::new(
        "product-id",
        "expected 1 to 16 printable ASCII characters without blank, comma, quote or backslash, such as `a1b2c3d4`",
        "应为 1 到 16 个可打印 ASCII 字符，不含空格、逗号、引号和反斜杠，如 `a1b2c3d4`",
    ))
}

super::text_type! {
    /// SCSI serial number of a LUN. tgt cuts it at 36 bytes without a word; a comma breaks it.
    ScsiSerial, check_scsi_serial, "a1b2c3d4"
}

fn check_scsi_serial(text: &str) -> Result<(), Expected> {
    if is_printable_ascii(text, 1, 36) && is_scsi_text(text) {
        return Ok(());
    }
    Err(Expected::new(
        "scsi-sn",
        "expected 1 to 36 printable ASCII characters without blank, comma, quote or backslash, such as `a1b2c3d4`",
        "应为 1 到 36 个可打印 ASCII 字符，不含空格、逗号、引号和反斜杠，如 `a1b2c3d4`",
    ))
}

/// The agents put these texts on command lines of tgtadm and targetcli; what would end a word there is refused.
fn is_scsi_text(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._:@/+=%#-".contains(&byte))
}

impl crate::draft::StandIn for Iqn {
    fn stand_in(number: u16) -> Self {
        Self(format!("iqn.2000-01.invalid.missing:{number}"))
    }
}

impl crate::draft::StandIn for ChapUser {
    fn stand_in(number: u16) -> Self {
        Self(format!("missing-{number}"))
    }
}
