//! Approvals against a model that anybody can check by reading it.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use gateway::api::people::Role;
use gateway_tests::server::Server;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;
use tokio::runtime::Runtime;

use super::{approve, is_blocked, reject, says, with_port};

const PEOPLE: [&str; 3] = ["dan", "eve", "fay"];

/// What somebody does.
#[derive(Clone, Debug)]
enum Act {
    Save { who: usize, port: u16 },
    Approve { who: usize },
    Reject { who: usize },
    Become { who: usize, role: Role, disabled: bool },
}

fn act() -> impl Strategy<Value = Act> {
    let who = 0..PEOPLE.len();
    prop_oneof![
        2 => (who.clone(), 3261..3263_u16).prop_map(|(who, port)| Act::Save { who, port }),
        4 => who.clone().prop_map(|who| Act::Approve { who }),
        2 => who.clone().prop_map(|who| Act::Reject { who }),
        1 => (who, any::<bool>(), any::<bool>()).prop_map(|(who, is_viewer, disabled)| {
            Act::Become { who, role: if is_viewer { Role::Viewer } else { Role::Operator }, disabled }
        }),
    ]
}

/// What should be.
struct Model {
    /// Author and port of each revision.
    revisions: Vec<(usize, u16)>,
    /// The last that each said about each port.
    said: BTreeMap<(u16, usize), bool>,
    roles: [(Role, bool); 3],
    /// Whoever was disabled is signed out.
    signed_out: [bool; 3],
}

impl Model {
    fn newest(&self) -> u16 {
        self.revisions.last().expect("there is one").1
    }

    fn is_author(&self, who: usize) -> bool {
        self.revisions.contains(&(who, self.newest()))
    }

    fn saying(&self, approved: bool) -> usize {
        let may = |who: usize| self.roles[who].0 >= Role::Reviewer && !self.roles[who].1;
        let says = |who: &usize| self.said.get(&(self.newest(), *who)) == Some(&approved);
        (0..PEOPLE.len()).filter(says).filter(|who| may(*who) && !self.is_author(*who)).count()
    }

    /// What somebody who tries to judge is told.
    fn wants(&self, who: usize) -> StatusCode {
        match self.roles[who].0 {
            _ if self.signed_out[who] => StatusCode::UNAUTHORIZED,
            Role::Viewer => StatusCode::FORBIDDEN,
            _ if self.is_author(who) => StatusCode::CONFLICT,
            _ => StatusCode::OK,
        }
    }
}

async fn play(needed: u32, acts: &[Act]) {
    let server = Server::start_needing(needed).await;
    let mut people = Vec::new();
    for name in PEOPLE {
        people.push(server.person(name, Role::Operator).await);
    }
    server.save(&with_port(3261)).await;
    // Somebody else, who judges nothing.
    let mut model = Model {
        revisions: vec![(usize::MAX, 3261)],
        said: BTreeMap::new(),
        roles: [(Role::Operator, false); 3],
        signed_out: [false; 3],
    };
    for act in acts {
        let newest = u32::try_from(model.revisions.len()).expect("a few");
        match act {
            Act::Save { who, port } => {
                if model.signed_out[*who] || model.roles[*who].0 < Role::Operator {
                    continue;
                }
                people[*who].save(&with_port(*port)).await;
                model.revisions.push((*who, *port));
            }
            Act::Approve { who } | Act::Reject { who } => {
                let approved = matches!(act, Act::Approve { .. });
                let person = &people[*who];
                let answer =
                    if approved { approve(person, newest).await } else { reject(person, newest).await };
                assert_eq!(answer.status, model.wants(*who), "{act:?} {}", answer.text);
                if answer.status == StatusCode::OK {
                    model.said.insert((model.newest(), *who), approved);
                } else if answer.status == StatusCode::CONFLICT {
                    assert!(says(&answer, "own-revision"));
                }
            }
            Act::Become { who, role, disabled } => {
                let path = format!("/users/{}", PEOPLE[*who]);
                server.put(&path, "", &json!({"role": role, "disabled": disabled})).await;
                model.roles[*who] = (*role, *disabled);
                model.signed_out[*who] |= *disabled;
            }
        }
        let is_right = model.saying(true) >= needed as usize && model.saying(false) == 0;
        assert_eq!(is_blocked(&server).await, !is_right, "{acts:?}");
        let approval = server.plan("r0").await["approval"].clone();
        assert_eq!(approval["given"], model.saying(true), "{acts:?}");
        assert_eq!(approval["rejected"], model.saying(false), "{acts:?}");
        assert_eq!(approval["satisfied"], is_right, "{acts:?}");
        let listed = server.get("/gateways").await.json()[0]["approvals"].clone();
        if listed.is_null() {
            assert_eq!((needed, &approval["verdicts"]), (0, &json!([])), "{acts:?}");
        } else {
            for count in ["needed", "given", "rejected"] {
                assert_eq!(listed[count], approval[count], "{count} of the list, {acts:?}");
            }
        }
    }
}

#[test]
fn a_deployment_needs_approvals_of_distinct_others_on_this_very_content_and_no_rejection() {
    let config = Config { cases: 32, failure_persistence: None, ..Config::default() };
    let runtime = Runtime::new().expect("a runtime");
    let acts = (0..3_u32, prop::collection::vec(act(), 1..20));
    TestRunner::new(config)
        .run(&acts, |(needed, acts)| {
            runtime.block_on(play(needed, &acts));
            Ok(())
        })
        .expect("as the model says");
}
