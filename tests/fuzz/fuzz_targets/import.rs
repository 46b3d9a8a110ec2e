//! Whatever a snippet says, nothing of it is lost without a word: a gateway of ours, written, is what was claimed.
#![no_main]

use gateway::gateway::Gateway;
use gateway::import::{Imported, import};
use gateway::snippet::read::means_the_same;
use gateway::snippet::write::write;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (gateway, is_ours) = match import(text) {
        Imported::Ours { gateway } => (gateway, true),
        Imported::Alike { gateway, differences } => {
            assert!(!differences.is_empty(), "alike, but nothing differs");
            (gateway, false)
        }
        Imported::Foreign { reasons, .. } => {
            assert!(!reasons.is_empty(), "foreign without a reason");
            return;
        }
    };
    let read = Gateway::read(&gateway).expect("an imported gateway is one");
    let written = write(&read);
    // The daemon restarts nothing when the one takes the place of the other.
    assert!(!is_ours || means_the_same(text, &written), "the daemon would see a difference:\n{written}");
    assert_eq!(import(&written), Imported::Ours { gateway }, "what we write is ours:\n{written}");
});
