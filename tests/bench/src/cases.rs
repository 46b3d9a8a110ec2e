//! All cases.

use std::sync::LazyLock;

use gateway::api::SnippetFile;
use gateway::check::check;
use gateway::explain::explain;
use gateway::fleet::Fleet;
use gateway::gateway::{Gateway, Kind};
use gateway::import::import;
use gateway::names::Choice;
use gateway::repair::repair;
use gateway::snippet::versions::Versions;
use gateway::snippet::write::write;

use crate::case::{Amount, Case, Prepared};
use crate::input;

/// Volumes of the gateways that are rendered and read back.
const VOLUMES: [u16; 3] = [1, 16, 256];
/// Files of a crowded node.
const FILES: usize = 1_000;
/// Gateways of a large fleet.
const GATEWAYS: usize = 10_000;

/// All cases, in the order in which they are reported.
pub static CASES: LazyLock<Vec<Case>> = LazyLock::new(|| {
    let mut cases = Vec::new();
    for (task, prepare) in
        [("read a draft", read_draft as Prepare), ("render", render), ("read back", read_back)]
    {
        for kind in Kind::ALL {
            for volumes in VOLUMES {
                let plural = if volumes == 1 { "" } else { "s" };
                let name = format!("{task}, {}, {volumes} volume{plural}", kind.label());
                cases.push(Case::new(name, move || prepare(*kind, volumes)));
            }
        }
    }
    cases.push(Case::new("check, one file", || check_files(&input::gateways(1, 16))));
    cases.push(Case::new("check, 1,000 files", || check_files(&input::gateways(FILES, 2))));
    cases.push(Case::new("explain, one file", || {
        explain_file(input::file(&input::gateway(Kind::Iscsi, 0, 16)))
    }));
    cases.push(Case::new("repair, one file", || repair_file(input::broken_file())));
    cases.push(Case::new("index, 10,000 gateways", index));
    cases.push(Case::new("edit one of 10,000 gateways", edit));
    cases
});

type Prepare = fn(Kind, u16) -> Prepared;

fn read_draft(kind: Kind, volumes: u16) -> Prepared {
    let draft = input::draft(kind, 0, volumes);
    Prepared::new(Amount::Bytes(draft.to_string().len()), move || Gateway::read(&draft))
}

fn render(kind: Kind, volumes: u16) -> Prepared {
    let gateway = input::gateway(kind, 0, volumes);
    Prepared::new(Amount::Bytes(write(&gateway).len()), move || write(&gateway))
}

fn read_back(kind: Kind, volumes: u16) -> Prepared {
    let text = write(&input::gateway(kind, 0, volumes));
    Prepared::new(Amount::Bytes(text.len()), move || import(&text))
}

fn check_files(gateways: &[Gateway]) -> Prepared {
    let files: Vec<SnippetFile> = gateways.iter().map(input::file).collect();
    let bytes = files.iter().map(|file| file.text.len()).sum();
    Prepared::new(Amount::Bytes(bytes), move || check(&files, Versions::default()))
}

fn explain_file(file: SnippetFile) -> Prepared {
    Prepared::new(Amount::Bytes(file.text.len()), move || explain(&file.text))
}

fn repair_file(file: SnippetFile) -> Prepared {
    Prepared::new(Amount::Bytes(file.text.len()), move || {
        repair(std::slice::from_ref(&file), Versions::default())
    })
}

fn index() -> Prepared {
    let gateways = input::gateways(GATEWAYS, 2);
    Prepared::new(Amount::Gateways(GATEWAYS), move || gateways.iter().collect::<Fleet>())
}

fn edit() -> Prepared {
    let mut fleet: Fleet = input::gateways(GATEWAYS, 2).iter().collect();
    // Each takes the place of the other, so every edit takes claims out and puts others in.
    let edits = [input::gateway(Kind::Iscsi, 0, 2), input::gateway(Kind::Iscsi, 0, 3)];
    let mut edits = edits.into_iter().cycle();
    Prepared::new(Amount::Gateways(1), move || {
        let edited = edits.next().expect("a cycle has no end");
        fleet.put(&edited);
        fleet.conflicts(&edited)
    })
}
