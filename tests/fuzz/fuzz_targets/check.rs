//! Whatever the files of a node are, they are checked and explained, and every repair fits the text it is for.
#![no_main]

use gateway::check::check;
use gateway::explain::explain;
use gateway::repair::apply;
use gateway::snippet::versions::Versions;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let files = gateway_fuzz::files(text);
    for problem in check(&files, Versions::default()).problems {
        let file = files.iter().find(|file| Some(&file.file) == problem.file.as_ref());
        if let Some(fix) = &problem.fix {
            let text = &file.expect("a repair is one of a file").text;
            assert!(apply(text, fix).is_some(), "the repair does not fit: {problem:#?}");
        }
    }
    for file in &files {
        let lines = u32::try_from(file.text.lines().count()).expect("a short text");
        for explanation in explain(&file.text) {
            let is_there = 0 < explanation.line && explanation.line <= explanation.end_line;
            assert!(is_there && explanation.end_line <= lines.max(1), "no such lines: {explanation:#?}");
        }
    }
});
