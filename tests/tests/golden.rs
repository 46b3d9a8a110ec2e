//! The text of a gateway's snippet is what the golden files say, to the byte.
//!
//! `make golden` rewrites them; the difference is reviewed like code.

use std::fs;
use std::path::{Path, PathBuf};

use gateway::gateway::{Gateway, Kind};
use gateway::names::Choice;
use gateway::snippet::write::write;

fn golden_files() -> Vec<PathBuf> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden");
    let entries = fs::read_dir(directory).expect("the golden files are here");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("a readable entry").path()).collect();
    files.retain(|file| file.extension().is_some_and(|extension| extension == "json"));
    files.sort();
    files
}

fn read(file: &Path) -> Gateway {
    let draft = fs::read_to_string(file).expect("a readable file");
    let draft = serde_json::from_str(&draft).expect("JSON");
    Gateway::read(&draft).unwrap_or_else(|problems| panic!("{}: {problems:#?}", file.display()))
}

#[test]
fn a_gateway_is_written_as_its_golden_file() {
    let files = golden_files();
    assert!(files.len() >= 12, "golden files are missing: {files:?}");
    for file in files {
        let text = write(&read(&file));
        let golden = file.with_extension("toml");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&golden, &text).expect("a writable directory");
        }
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        assert_eq!(text, expected, "{} (make golden rewrites it)", golden.display());
    }
}

#[test]
fn the_example_of_a_kind_is_its_golden_file() {
    for kind in Kind::ALL {
        let example = Gateway::read(&kind.example()).expect("an example without errors");
        let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("golden").join(format!("{kind}.json"));
        assert_eq!(example, read(&golden), "{kind}");
    }
}
