//! One option of an export, as exportfs(8) of nfs-utils 2.6.2 takes it.

use crate::names::nfs::{ExportOptions, PLAIN_OPTIONS};
use crate::problem::Severity;
use crate::text::Text;

/// Options with a value.
const VALUED: &[&str] =
    &["fsid", "anonuid", "anongid", "mountpoint", "mp", "refer", "replicas", "sec", "xprtsec", "reexport"];

/// Options that nfs-utils 2.6.2 does not have and newer ones do.
const NEWER: &[&str] = &["xprtsec", "reexport"];

/// Flavours of `sec` that exportfs(8) takes, those among them that the model does without.
const FLAVOURS: &[&str] = &["sys", "unix", "none", "null", "krb5", "krb5i", "krb5p"];

/// What is wrong with an option.
pub(super) struct Fault {
    pub(super) severity: Severity,
    pub(super) message: Text,
    /// The option that was certainly meant.
    pub(super) meant: Option<String>,
}

/// What is wrong with an option. An `fsid` is looked at as such.
pub(super) fn fault(option: &str) -> Option<Fault> {
    let expected = option.parse::<ExportOptions>().err()?;
    let Some((name, value)) = option.split_once('=') else { return Some(unknown(option, option)) };
    match name {
        "fsid" => None,
        "xprtsec" | "reexport" => Some(Fault::new(Severity::Info, newer(name))),
        "sec" if value.split(':').all(|flavour| FLAVOURS.contains(&flavour)) => None,
        "anonuid" | "anongid" => match value.parse::<i64>() {
            Ok(id) if u32::try_from(id).is_ok() || i32::try_from(id).is_ok() => None,
            Ok(id) => Some(Fault::new(Severity::Error, cut(name, id & i64::from(u32::MAX)))),
            Err(_) => Some(Fault::new(Severity::Error, refused(option, &expected.message))),
        },
        // exportfs(8) takes any text here, and nobody is served for it afterwards.
        "mountpoint" | "mp" | "refer" | "replicas" => {
            let is_empty = value.is_empty() && matches!(name, "mountpoint" | "mp");
            (!is_empty).then(|| Fault::new(Severity::Warning, path(name)))
        }
        _ if PLAIN_OPTIONS.contains(&name) || VALUED.contains(&name) => {
            Some(Fault::new(Severity::Error, refused(option, &expected.message)))
        }
        _ => Some(unknown(option, name)),
    }
}

/// Whether an option makes a client root: the model's rule, and the other spellings of the id 0.
pub(super) fn gives_root(option: &str) -> bool {
    let is_root = |id: &str| id.parse::<i64>().is_ok_and(|id| id & i64::from(u32::MAX) == 0);
    let is_root_to_the_model = option.parse::<ExportOptions>().is_ok_and(|option| option.gives_root());
    is_root_to_the_model || option.strip_prefix("anonuid=").is_some_and(is_root)
}

impl Fault {
    fn new(severity: Severity, message: Text) -> Self {
        Self { severity, message, meant: None }
    }
}

fn unknown(option: &str, name: &str) -> Fault {
    let lower = option.to_ascii_lowercase();
    if lower != option && fault(&lower).is_none() {
        let message = not_known(option, Some(&lower));
        return Fault { severity: Severity::Error, message, meant: Some(lower) };
    }
    let distance = |known: &str| strsim::damerau_levenshtein(&name.to_ascii_lowercase(), known);
    let known = PLAIN_OPTIONS.iter().chain(VALUED).filter(|known| !NEWER.contains(known));
    let closest = known.map(|known| (distance(known), *known)).min();
    // Several options are a typo apart, so that the closest one may be named, but not written.
    let closest = closest.filter(|(distance, known)| *distance <= 2 && distance * 2 < known.len());
    Fault::new(Severity::Error, not_known(option, closest.map(|(_, known)| known)))
}

fn not_known(option: &str, meant: Option<&str>) -> Text {
    match meant {
        Some(meant) => Text::of(
            format!("exportfs knows no option `{option}`, and the export fails; did you mean `{meant}`?"),
            format!("exportfs 不认识选项 `{option}`，导出失败；是否指 `{meant}`？"),
        ),
        None => Text::of(
            format!(
                "exportfs knows no option `{option}`, and the export fails; expected options of exports(5)"
            ),
            format!("exportfs 不认识选项 `{option}`，导出失败；应为 exports(5) 的选项"),
        ),
    }
}

fn refused(option: &str, expected: &Text) -> Text {
    Text::of(
        format!("exportfs refuses `{option}`, and the export fails; {}", expected.en),
        format!("exportfs 会拒绝 `{option}`，导出失败；{}", expected.zh),
    )
}

fn cut(name: &str, counts: i64) -> Text {
    Text::of(
        format!(
            "only 32 bits of `{name}` count, so this becomes `{counts}`; expected a number up to 4294967295"
        ),
        format!("`{name}` 只有 32 位有效，因此会变成 `{counts}`；应为不大于 4294967295 的数字"),
    )
}

fn newer(name: &str) -> Text {
    Text::of(
        format!("`{name}` needs nfs-utils newer than 2.6.2: up to there the export fails"),
        format!("`{name}` 需要比 2.6.2 更新的 nfs-utils：此前的版本会导出失败"),
    )
}

fn path(name: &str) -> Text {
    Text::of(
        format!(
            "expected an absolute path in `{name}`: exportfs takes anything, but nobody can mount it then"
        ),
        format!("`{name}` 应为绝对路径：exportfs 接受任意内容，但之后没有客户端能挂载"),
    )
}
