//! Whatever the files of a node are, repairing them ends, gives none a new kind of problem and leaves nothing to repair.
#![no_main]

use std::collections::BTreeSet;

use gateway::api::SnippetFile;
use gateway::check::check;
use gateway::repair::repair;
use gateway::snippet::versions::Versions;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let files = gateway_fuzz::files(text);
    let once = repair(&files, Versions::default());
    assert_eq!(
        once.left,
        check(&once.files, Versions::default()).problems,
        "what is left is what a check finds"
    );
    // Each by itself: what two files take from each other shows only once both can be read.
    for (before, after) in files.iter().zip(&once.files) {
        let (was, is) = (codes(before), codes(after));
        assert!(is.is_subset(&was), "new problems, before: {was:?}, after: {is:?}");
    }

    let twice = repair(&once.files, Versions::default());
    assert_eq!(once.files, twice.files, "repairing again repairs more: {:#?}", twice.repaired);
});

fn codes(file: &SnippetFile) -> BTreeSet<String> {
    let report = check(std::slice::from_ref(file), Versions::default());
    report.problems.into_iter().map(|problem| problem.code.into_owned()).collect()
}
