//! The identifier of an exported file system.

use crate::check::findings::Findings;
use crate::check::started::StartedAgent;
use crate::problem::Severity;
use crate::text::Text;

/// What exportfs(8) makes of an identifier.
enum Fsid {
    /// A number of 32 bits.
    Number(u32),
    /// A number that does not fit: the low 32 bits count.
    Cut(u64),
    /// 16 bytes in hexadecimal.
    Uuid,
    /// Nothing that it takes.
    None,
}

/// Looks at the identifier, which may also stand among the options.
pub(super) fn look_at(agent: &StartedAgent<'_>, findings: &mut Findings<'_>) {
    let among_options = agent
        .some("options")
        .and_then(|options| options.split(',').rev().find_map(|option| option.trim().strip_prefix("fsid=")));
    match (agent.some("fsid"), among_options) {
        (Some(fsid), other) => {
            if other.is_some_and(|other| other != fsid) {
                agent.report(findings, Severity::Warning, "fsid-ignored", "options", IGNORED, None);
            }
            look_at_fsid(agent, "fsid", fsid, findings);
        }
        (None, Some(fsid)) => look_at_fsid(agent, "options", fsid, findings),
        (None, None) => {}
    }
}

fn look_at_fsid(agent: &StartedAgent<'_>, key: &str, text: &str, findings: &mut Findings<'_>) {
    match read(text) {
        Fsid::Number(0) => agent.report(findings, Severity::Warning, "fsid-root", key, ROOT, None),
        Fsid::Number(_) | Fsid::Uuid => {}
        Fsid::Cut(counts) => {
            let message = Text::of(
                format!(
                    "only 32 bits count, so this becomes `{counts}`; expected a number up to 4294967295, or a UUID"
                ),
                format!("只有 32 位有效，因此会变成 `{counts}`；应为不大于 4294967295 的数字，或 UUID"),
            );
            agent.report(findings, Severity::Error, "fsid", key, message, None);
        }
        Fsid::None => agent.report(findings, Severity::Error, "fsid", key, EXPECTED, None),
    }
    // The agent counts up from the number, one for each directory.
    let has_several = agent.some("directory").is_some_and(|text| text.split_whitespace().count() > 1);
    if has_several && !text.bytes().all(|byte| byte.is_ascii_digit()) {
        agent.report(findings, Severity::Error, "fsid-directories", key, DIRECTORIES, None);
    }
}

fn read(text: &str) -> Fsid {
    if text == "root" {
        return Fsid::Number(0);
    }
    let digits = text.bytes().filter(u8::is_ascii_hexdigit).count();
    if digits == 32 && !text.contains(|c: char| c.is_alphanumeric() && !c.is_ascii_hexdigit()) {
        return Fsid::Uuid;
    }
    // exportfs(8) reads a number with `strtoul`: its prefix says the base, and less than 0 counts from the other end.
    let is_negative = text.starts_with('-');
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (digits, base) = match unsigned.strip_prefix("0x").or_else(|| unsigned.strip_prefix("0X")) {
        Some(digits) => (digits, 16),
        None if unsigned.starts_with('0') && unsigned.len() > 1 => (unsigned, 8),
        None => (unsigned, 10),
    };
    if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(base)) {
        return Fsid::None;
    }
    // Too much for 64 bits becomes their greatest number.
    let number = u64::from_str_radix(digits, base).unwrap_or(u64::MAX);
    match u32::try_from(number) {
        Ok(number) if !is_negative => Fsid::Number(number),
        Ok(_) | Err(_) => {
            let counts = if is_negative { number.wrapping_neg() } else { number };
            Fsid::Cut(counts & u64::from(u32::MAX))
        }
    }
}

const EXPECTED: Text = Text::new(
    "expected a UUID such as `12345678-1234-1234-1234-123456789abc`, a number from 0 to 4294967295, or `root`: the export \
     fails otherwise",
    "应为 UUID，如 `12345678-1234-1234-1234-123456789abc`，0 到 4294967295 的数字，或 `root`：否则导出失败",
);
const ROOT: Text = Text::new(
    "this id makes the export the root of NFSv4: clients find all other exports below it",
    "该 ID 会使此导出成为 NFSv4 的根：客户端会在其下看到所有其他导出",
);
const IGNORED: Text = Text::new(
    "the `fsid` among the options gives way to the parameter `fsid`",
    "选项中的 `fsid` 会被参数 `fsid` 取代",
);
const DIRECTORIES: Text = Text::new(
    "for several directories the agent wants a whole number, from which it counts up; expected one, or an entry for each \
     directory",
    "导出多个目录时，代理要求整数 fsid 并逐个递增；应为整数，或为每个目录单独写一个启动项",
);
