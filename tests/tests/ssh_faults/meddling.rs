//! Somebody else who edits the file while a deployment goes on: nothing of theirs is lost, whatever comes of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use gateway_tests::machines::stage::Reaction;
use gateway_tests::machines::wire::Call;
use gateway_tests::site::change::{Change, FILE};
use gateway_tests::site::{LIMITS, PATIENCE, iscsi};

/// Whether a call is one by which a step on a node looks, stops or starts.
fn is_of_a_step(call: &Call) -> bool {
    let states = "--property=Id,LoadState,ActiveState,FreezerState,StateChangeTimestamp";
    let verbs = ["list-units", "stop", "reload", states];
    call.program == "drbd-reactorctl"
        || (call.program == "systemctl" && call.argv.iter().any(|word| verbs.contains(&word.as_str())))
}

#[tokio::test]
async fn what_somebody_writes_meanwhile_is_kept() {
    let change = Change::prepared(LIMITS, PATIENCE).await;
    let disabled = format!("{FILE}.disabled");
    let mut at = 0;
    let mut port = 3261;
    loop {
        let theirs = format!("# theirs, written at call {at}\n{}", change.old.replace("3260", "3299"));
        let digest = change.site.server.plan("r0").await["digest"].clone();
        let count = Arc::new(AtomicUsize::new(0));
        let (node, counted, text, other) =
            (change.node(), Arc::clone(&count), theirs.clone(), disabled.clone());
        change.site.machines.hook(move |call| {
            if call.node == node.name() && is_of_a_step(call) && counted.fetch_add(1, Ordering::SeqCst) == at
            {
                // As an editor does that saves what was open.
                let files = node.files();
                if files.contains_key(FILE) {
                    node.write(FILE, &text);
                } else if files.contains_key(&other) {
                    node.write(&other, &text);
                }
            }
            Reaction::Continue
        });
        let order = serde_json::json!({"digest": digest});
        let begun = change.site.server.post("/gateways/r0/deployments", &order).await;
        if begun.status.is_success() {
            change.site.server.end_of(begun.json()["id"].as_str().expect("an id")).await;
        }
        let seen = count.load(Ordering::SeqCst);
        change.site.machines.unhook();
        if seen <= at {
            assert!(at > 5, "a deployment has many calls, and not only {seen}");
            return;
        }
        let files = change.node().files();
        let kept = files.values().any(|text| *text == theirs);
        assert!(kept, "call {at} of {seen}: theirs is lost: {files:#?}");
        for file in change.site.machines.node("node-a").files() {
            assert!(file.0 == FILE || file.0 == disabled, "{file:?}");
        }
        for file in files.keys().filter(|file| file.ends_with(".sds-aside")) {
            change.node().inside(&["rm", &format!("/etc/drbd-reactor.d/{file}")]);
        }
        // From what is there now to something else again.
        port = if port == 3261 { 3262 } else { 3261 };
        change.site.deployed(&iscsi("r0", 100, port)).await;
        port = if port == 3261 { 3262 } else { 3261 };
        change.site.server.save(&iscsi("r0", 100, port)).await;
        at += 1;
    }
}
