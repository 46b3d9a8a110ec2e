//! What initiators know a LUN by: serial number, identifier, product and vendor.

use crate::check::findings::Findings;
use crate::check::started::StartedAgent;
use crate::gateway::iscsi::Implementation;
use crate::names::is_printable_ascii;
use crate::problem::Severity;
use crate::text::Text;

/// What a program does with a text that is not as it wants it.
struct Rule {
    severity: Severity,
    message: Text,
}

/// Looks at what initiators know a LUN by.
pub(super) fn look_at(lun: &StartedAgent<'_>, served: Option<Implementation>, findings: &mut Findings<'_>) {
    look_at_no_serial(lun, served, findings);
    for (key, code) in [
        ("scsi_sn", "scsi-sn"),
        ("scsi_id", "scsi-id"),
        ("product_id", "product-id"),
        ("vendor_id", "vendor-id"),
    ] {
        let Some(text) = lun.some(key) else { continue };
        let broken = match served {
            Some(Implementation::Tgt) => by_tgt(key, text),
            Some(Implementation::Iet) => by_iet(key, text),
            Some(Implementation::LioT | Implementation::Lio) => by_lio(key, text),
            Some(Implementation::Scst) | None => None,
        };
        if let Some(Rule { severity, message }) = broken {
            lun.report(findings, severity, code, key, message, None);
        }
    }
}

fn look_at_no_serial(lun: &StartedAgent<'_>, served: Option<Implementation>, findings: &mut Findings<'_>) {
    let is_lio = matches!(served, Some(Implementation::LioT | Implementation::Lio));
    // The disk behind it tells its own.
    if is_lio && lun.some("liot_bstype") == Some("pscsi") {
        return;
    }
    match lun.value("scsi_sn") {
        None => lun.report(findings, Severity::Warning, "scsi-sn-default", "scsi_sn", NO_SERIAL, None),
        Some("") if is_lio => {
            lun.report(findings, Severity::Error, "scsi-sn", "scsi_sn", EMPTY_SERIAL_OF_LIO, None);
        }
        Some("") => lun.report(findings, Severity::Warning, "scsi-sn", "scsi_sn", EMPTY_SERIAL, None),
        Some(_) => {}
    }
}

/// The agent puts all of them into one argument of tgtadm, with commas between.
fn by_tgt(key: &str, text: &str) -> Option<Rule> {
    if ends_member(text) {
        return Some(Rule { severity: Severity::Error, message: SEPARATOR });
    }
    let most = match key {
        "vendor_id" => 8,
        "product_id" => 16,
        _ => 36,
    };
    (text.len() > most).then(|| Rule { severity: Severity::Warning, message: cut(most) })
}

/// iet shows vendor and product of its own.
fn by_iet(key: &str, text: &str) -> Option<Rule> {
    let is_used = matches!(key, "scsi_sn" | "scsi_id");
    (is_used && ends_member(text)).then_some(Rule { severity: Severity::Error, message: SEPARATOR })
}

fn by_lio(key: &str, text: &str) -> Option<Rule> {
    match key {
        // An argument of targetcli, unquoted.
        "scsi_sn" if !is_printable_ascii(text, 1, 252) || text.contains([' ', '\'', '"', '`', '\\']) => {
            Some(Rule { severity: Severity::Error, message: SERIAL_OF_LIO })
        }
        "product_id" if !is_printable_ascii(text, 1, 16) => {
            Some(Rule { severity: Severity::Warning, message: PRODUCT_OF_LIO })
        }
        _ => None,
    }
}

fn ends_member(text: &str) -> bool {
    text.contains(|c: char| c == ',' || c.is_whitespace())
}

fn cut(most: usize) -> Text {
    Text::of(
        format!("tgt keeps the first {most} bytes without a word; expected {most} at most"),
        format!("tgt 会悄悄只保留前 {most} 字节；最多应为 {most} 字节"),
    )
}

const SEPARATOR: Text = Text::new(
    "the agent puts blanks and commas between its arguments, so one in a value breaks it, and the LUN does not start; \
     expected neither",
    "代理用空格和逗号分隔参数，值中若含有它们则会被拆开，LUN 不会启动；不应含有空格和逗号",
);
const SERIAL_OF_LIO: Text = Text::new(
    "LIO does not take this serial number, and another one or none comes of it; expected 1 to 252 printable ASCII \
     characters without blank, quote and backslash",
    "LIO 不接受该序列号，结果会是另一个或没有；应为 1 到 252 个可打印 ASCII 字符，不含空格、引号和反斜杠",
);
const PRODUCT_OF_LIO: Text = Text::new(
    "LIO drops this product id, and the agent returns 0; expected 1 to 16 printable ASCII characters",
    "LIO 会丢弃该产品 ID，而代理返回 0；应为 1 到 16 个可打印 ASCII 字符",
);
const NO_SERIAL: Text = Text::new(
    "without `scsi_sn` the serial number derives from the instance's name alone: two gateways with a LUN of this name \
     have the same, and an initiator of both takes two disks for one; expected a number of its own",
    "未写 `scsi_sn` 时，序列号只由实例名得出：两个网关若有同名 LUN，序列号相同，同时连接两者的发起端会把两块磁盘当作一块；\
     应使用不同的序列号",
);
const EMPTY_SERIAL_OF_LIO: Text = Text::new(
    "with an empty serial number LIO takes a random one at each start: after a failover initiators see another disk; \
     expected a number of its own",
    "序列号为空时，LIO 每次启动都使用随机值：故障转移后发起端会看到另一块磁盘；应使用固定的序列号",
);
const EMPTY_SERIAL: Text = Text::new(
    "an empty serial number takes the place of the agent's; expected a number of its own",
    "空序列号会取代代理给出的值；应使用固定的序列号",
);
