//! Changes that people make to a snippet by hand, made by chance.

use proptest::prelude::*;
use proptest::sample::{Index, select};

/// One change of a snippet of ours.
#[derive(Clone, Debug)]
pub(crate) enum Edit {
    /// A start entry goes, comes twice, or changes places with the one before it.
    Entry(Index, Move),
    /// Another entry is put in.
    Insert(Index, &'static str),
    /// The words of an entry change.
    Words(Index, Change),
    /// A line goes.
    RemoveLine(Index),
    /// A line is put in somewhere: a setting, a table, a comment or nonsense.
    AddLine(Index, &'static str),
}

/// What happens to an entry as a whole.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Move {
    Remove,
    Repeat,
    Swap,
}

/// What happens to the words of an entry.
#[derive(Clone, Debug)]
pub(crate) enum Change {
    Rename(String),
    Turn(Index),
    Add(&'static str),
    Drop(Index),
    Empty(Index),
    Append(Index, &'static str),
    Quote(Index),
    Comment,
}

/// Any change.
pub(crate) fn any_edit() -> impl Strategy<Value = Edit> {
    let entries = vec![
        "network-online.target",
        "ocf:heartbeat:MailTo mail email=a@example.net",
        "ocf:heartbeat:IPaddr2 more ip=10.7.7.7 cidr_netmask=24",
        "ocf:heartbeat:Filesystem more device=/dev/drbd9 directory=/srv/more fstype=xfs run_fsck=no",
        "ocf:linbit:drbd x",
        "ocf:heartbeat:IPaddr2",
    ];
    let lines = vec![
        "# a note",
        "    on-stop-failure = \"reboot\"",
        "    secondary-force = true",
        "    stop = []",
        "    stop = [\"a\"]",
        "    runner = \"shell\"",
        "    dependencies-as = \"Wants\"",
        "    stop-service-on-exit = true",
        "    owner = \"storage\"",
        "[[promoter]]",
        "[[prometheus]]",
        "[promoter.resources.other]",
        "{",
    ];
    prop_oneof![
        1 => (any::<Index>(), select(vec![Move::Remove, Move::Repeat, Move::Swap]))
            .prop_map(|(at, how)| Edit::Entry(at, how)),
        1 => (any::<Index>(), select(entries)).prop_map(|(at, entry)| Edit::Insert(at, entry)),
        8 => (any::<Index>(), any_change()).prop_map(|(at, change)| Edit::Words(at, change)),
        1 => any::<Index>().prop_map(Edit::RemoveLine),
        2 => (any::<Index>(), select(lines)).prop_map(|(at, line)| Edit::AddLine(at, line)),
    ]
}

fn any_change() -> impl Strategy<Value = Change> {
    let words = vec![
        "fast_stop=no",
        "fast_stop=yes",
        "options=",
        "nic",
        "nic=eth7",
        "direction=in",
        "direction=out",
        "lvs_ipv6_addrlabel=true",
        "scsi_id=",
        "scsi_sn=",
        "port_id=0",
        "vendor_id=''",
        "unlock_on_stop=1",
        "rmtab_backup=none",
        "nfs_init_script='auto detected'",
        "no_such_thing=1",
        "implementation=",
        "a%b=%h",
    ];
    prop_oneof![
        3 => "[a-z%.]{1,6}[0-9]{0,2}".prop_map(Change::Rename),
        3 => any::<Index>().prop_map(Change::Turn),
        3 => select(words).prop_map(Change::Add),
        1 => any::<Index>().prop_map(Change::Drop),
        1 => any::<Index>().prop_map(Change::Empty),
        1 => (any::<Index>(), select(vec!["x", "%", "%%", "0", " y"]))
            .prop_map(|(at, more)| Change::Append(at, more)),
        2 => any::<Index>().prop_map(Change::Quote),
        1 => Just(Change::Comment),
    ]
}

/// Applies a change to a snippet of ours, which may have been changed before.
pub(crate) fn apply(text: &str, edit: &Edit) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let entries: Vec<usize> =
        (0..lines.len()).filter(|line| lines[*line].trim().starts_with("\"ocf:")).collect();
    let pick = |at: &Index| (!entries.is_empty()).then(|| entries[at.index(entries.len())]);
    match edit {
        Edit::Entry(at, how) => {
            let Some(line) = pick(at) else { return text.into() };
            match how {
                Move::Remove => drop(lines.remove(line)),
                Move::Repeat => lines.insert(line, lines[line].clone()),
                Move::Swap => {
                    let before = entries.iter().rev().find(|entry| **entry < line).copied().unwrap_or(line);
                    lines.swap(before, line);
                }
            }
        }
        Edit::Insert(at, entry) => {
            let Some(line) = pick(at) else { return text.into() };
            lines.insert(line, format!("\"{entry}\","));
        }
        Edit::Words(at, change) => {
            let Some(line) = pick(at) else { return text.into() };
            let entry = lines[line].trim().trim_end_matches(',');
            // What we write as a string of TOML is one of JSON, too.
            let Ok(entry) = serde_json::from_str::<String>(entry) else { return text.into() };
            let entry = serde_json::to_string(&change_words(&entry, change)).expect("JSON");
            lines[line] = format!("{entry},");
        }
        Edit::RemoveLine(at) => {
            if !lines.is_empty() {
                lines.remove(at.index(lines.len()));
            }
        }
        Edit::AddLine(at, line) => lines.insert(at.index(lines.len() + 1), (*line).to_owned()),
    }
    lines.join("\n")
}

fn change_words(entry: &str, change: &Change) -> String {
    let Some((agent, rest)) = entry.split_once(' ') else { return entry.into() };
    let Ok(words) = shell_words::split(rest) else { return entry.into() };
    let mut words: Vec<String> = words.iter().map(|word| shell_words::quote(word).into_owned()).collect();
    let parameters = words.len().saturating_sub(1);
    let pick = |at: &Index| (parameters > 0).then(|| 1 + at.index(parameters));
    match change {
        Change::Rename(name) => {
            if let Some(instance) = words.first_mut() {
                instance.clone_from(name);
            }
        }
        Change::Turn(at) => {
            if let Some(at) = pick(at) {
                words[1..].rotate_left(at - 1);
            }
        }
        Change::Add(word) => words.push((*word).to_owned()),
        Change::Drop(at) => {
            if let Some(at) = pick(at) {
                words.remove(at);
            }
        }
        Change::Empty(at) => {
            if let Some(at) = pick(at) {
                let key = words[at].trim_start_matches('\'').split('=').next().unwrap_or_default().to_owned();
                words[at] = format!("{key}=");
            }
        }
        Change::Append(at, more) => {
            if let Some(at) = pick(at) {
                words[at].push_str(more);
            }
        }
        Change::Quote(at) => {
            if let Some(at) = pick(at) {
                words[at] = format!(" '{}'", words[at].trim_matches('\'').replace('\'', r"'\''"));
            }
        }
        Change::Comment => words.push("# ask storage".into()),
    }
    format!("{agent} {}", words.join(" "))
}
