//! Mends of a draft: one change of one value, after which a problem is gone and no other one is there.
//!
//! A mend never opens a gateway wider: whom it lets in, and their secrets, are nobody's to guess.

mod field_at;
mod spelling;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::field::{Absent, Field, Input};
use crate::gateway::Gateway;
use crate::problem::Problem;
use crate::text::Text;
use field_at::field_at;
use spelling::spellings;

/// A change of a draft that makes a problem go away.
#[derive(Clone, Debug, PartialEq)]
pub struct Mend {
    /// What it does.
    pub title: Text,
    /// JSON pointer (RFC 6901) of the value that changes.
    pub at: String,
    /// What takes its place; nothing where it is left out.
    value: Option<Value>,
}

impl Mend {
    /// Makes the change, unless the draft has become another one and has no such place.
    pub fn apply(&self, draft: &mut Value) {
        let Some((parent, key)) = self.at.rsplit_once('/') else { return };
        match (draft.pointer_mut(parent), &self.value) {
            (Some(Value::Object(object)), Some(value)) => drop(object.insert(key.to_owned(), value.clone())),
            (Some(Value::Object(object)), None) => drop(object.remove(key)),
            (Some(Value::Array(list)), value) => {
                let Some(index) = key.parse().ok().filter(|index: &usize| *index < list.len()) else {
                    return;
                };
                match value {
                    Some(value) => list[index] = value.clone(),
                    None => drop(list.remove(index)),
                }
            }
            _ => {}
        }
    }
}

/// The mend of a problem that [`Gateway::read`] finds in a draft; none where what was meant is not certain.
pub fn mend(draft: &Value, problem: &Problem) -> Option<Mend> {
    let field = field_at(draft, &problem.at)?;
    let before = counts(draft);
    candidates(draft, problem, field).into_iter().find(|mend| {
        let mut mended = draft.clone();
        mend.apply(&mut mended);
        is_better(&before, &counts(&mended), &problem.code)
    })
}

/// Numbers that are only names, so that a free one does as well as any.
const FREE_NUMBERS: &[&str] = &["lun-twice", "tgt-lun-0", "namespace-id", "namespace-id-twice"];
/// Entries of a list of which one is enough.
const ONE_IS_ENOUGH: &[&str] = &["initiator-twice", "host-twice"];
/// Fields whose default is open to everybody.
const OPEN_BY_DEFAULT: &[&str] = &["clients", "options"];

/// What might mend a problem, the best first.
fn candidates(draft: &Value, problem: &Problem, field: &Field) -> Vec<Mend> {
    let at = &problem.at;
    let mend = |title: Text, value: Option<Value>| Mend { title, at: at.clone(), value };
    let given = draft.pointer(at);
    let mut candidates = Vec::new();
    if let Some(text) = given.and_then(Value::as_str).filter(|_| !matches!(field.input, Input::Secret)) {
        for text in spellings(text) {
            let number = text.parse::<u64>().ok().filter(|_| matches!(field.input, Input::Number(_)));
            candidates.push(mend(write_as(&text), Some(number.map_or(text.into(), Value::from))));
        }
    }
    if ONE_IS_ENOUGH.contains(&&*problem.code) {
        candidates.push(mend(LEAVE_OUT_ENTRY, None));
    }
    let is_scalar =
        matches!(field.input, Input::Text(_) | Input::Number(_) | Input::Choice(_)) && given.is_some();
    if is_scalar && !OPEN_BY_DEFAULT.contains(&field.key) {
        match field.absent {
            Absent::Default(default) => candidates.push(mend(take_default(default), None)),
            Absent::Derived => {
                let basis = field.basis().expect("a derived field says what it is made of");
                candidates.push(mend(derive_from(&basis), None));
            }
            Absent::Missing | Absent::LeftOut => {}
        }
    }
    if FREE_NUMBERS.contains(&&*problem.code) {
        let number = free_number(draft, at);
        candidates.push(mend(take_number(number), Some(number.into())));
    }
    candidates
}

/// The first number from 1 that no row of the list around `at` has, nor gets from its volume.
fn free_number(draft: &Value, at: &str) -> u64 {
    let mut parts = at.rsplitn(3, '/');
    let (key, _, list) = (parts.next().unwrap_or_default(), parts.next(), parts.next().unwrap_or_default());
    let rows = draft.pointer(list).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let number = |value: &Value| value.as_u64().or_else(|| value.as_str()?.parse().ok());
    let of_row = |row: &Value| [key, "volume"].map(|key| row.get(key).and_then(number));
    let taken: BTreeSet<u64> = rows.iter().flat_map(of_row).flatten().collect();
    let mut free = 1;
    for number in taken {
        if number == free {
            free += 1;
        }
    }
    free
}

/// How often there is a problem with each code.
fn counts(draft: &Value) -> BTreeMap<String, usize> {
    let problems = match Gateway::read(draft) {
        Ok(gateway) => gateway.warnings(),
        Err(problems) => problems,
    };
    let mut counts = BTreeMap::new();
    for problem in problems {
        *counts.entry(problem.code.into_owned()).or_insert(0) += 1;
    }
    counts
}

/// Whether there is one problem less with the code, and with no other code one more.
fn is_better(before: &BTreeMap<String, usize>, after: &BTreeMap<String, usize>, code: &str) -> bool {
    let was = |code: &str| before.get(code).copied().unwrap_or(0);
    let is = after.get(code).copied().unwrap_or(0);
    is < was(code) && after.iter().all(|(code, is)| *is <= was(code))
}

const LEAVE_OUT_ENTRY: Text = Text::new("leave out the second one", "去掉重复的一项");

fn write_as(text: &str) -> Text {
    Text::of(format!("write `{text}`"), format!("改写为 `{text}`"))
}

fn take_default(value: &str) -> Text {
    Text::of(format!("leave it at its default `{value}`"), format!("使用默认值 `{value}`"))
}

fn derive_from(basis: &Text) -> Text {
    Text::of(format!("let it be derived from {}", basis.en), format!("改为由{}派生", basis.zh))
}

fn take_number(number: u64) -> Text {
    Text::of(format!("take the free number `{number}`"), format!("使用空闲编号 `{number}`"))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::mend;
    use crate::gateway::{Gateway, Kind};
    use crate::names::Choice;
    use crate::problem::Problem;

    fn problems(draft: &Value) -> Vec<Problem> {
        match Gateway::read(draft) {
            Ok(gateway) => gateway.warnings(),
            Err(problems) => problems,
        }
    }

    /// The example of a kind with a value in the place of another.
    fn example(kind: Kind, at: &str, value: Value) -> Value {
        let mut draft = kind.example();
        let (parent, key) = at.rsplit_once('/').expect("a pointer");
        match draft.pointer_mut(parent).expect("the place is there") {
            Value::Object(object) => drop(object.insert(key.to_owned(), value)),
            Value::Array(list) => list[key.parse::<usize>().expect("an index")] = value,
            other => panic!("{other} has no places"),
        }
        draft
    }

    /// What stands at `at` once the first problem there is mended.
    fn mended(kind: Kind, at: &str, value: Value) -> Option<Value> {
        let mut draft = example(kind, at, value);
        let problem = problems(&draft).into_iter().find(|problem| problem.at == at).expect("a problem");
        mend(&draft, &problem)?.apply(&mut draft);
        assert!(problems(&draft).iter().all(|left| left.at != at), "{draft}");
        Some(draft.pointer(at).cloned().unwrap_or(Value::Null))
    }

    #[test]
    fn what_is_only_spelt_wrong_is_spelt_right() {
        let cases = [
            (Kind::Iscsi, "/iqn", "IQN.2024-01.COM.Example:R0", "iqn.2024-01.com.example:r0"),
            (Kind::Iscsi, "/iqn", " \"iqn.2024-01.com.example:r0\" ", "iqn.2024-01.com.example:r0"),
            (Kind::Iscsi, "/iqn", "iqn.2024-01.com.example：r0", "iqn.2024-01.com.example:r0"),
            (Kind::Iscsi, "/service_ips/0/ip", "10.0.0.5/255.255.255.0", "10.0.0.5/24"),
            (Kind::Nvmeof, "/nqn", "NQN.2024-01.COM.example:Disk", "nqn.2024-01.com.example:Disk"),
            (Kind::Nvmeof, "/transport", "TCP", "tcp"),
        ];
        for (kind, at, wrong, right) in cases {
            assert_eq!(mended(kind, at, wrong.into()), Some(right.into()), "{wrong}");
        }
    }

    #[test]
    fn a_number_that_is_none_goes_back_to_its_default() {
        assert_eq!(mended(Kind::Iscsi, "/port", json!("70000")), Some(Value::Null));
        assert_eq!(mended(Kind::Iscsi, "/port", json!("３２６１")), Some(json!(3261)));
    }

    #[test]
    fn of_two_luns_with_one_number_the_second_gets_another() {
        let mut draft = Kind::Iscsi.example();
        let lun = |volume: u16| json!({"volume": volume, "lun": 7});
        draft["luns"] = json!([lun(1), lun(2)]);
        let problem =
            problems(&draft).into_iter().find(|problem| problem.code == "lun-twice").expect("twice");
        mend(&draft, &problem).expect("a free number").apply(&mut draft);
        assert_eq!(problems(&draft), []);
        assert_eq!(draft.pointer("/luns/0/lun"), Some(&json!(7)));
    }

    #[test]
    fn an_initiator_that_stands_twice_stands_once() {
        let name = "iqn.1998-01.com.vmware:esx1";
        let mut draft = example(Kind::Iscsi, "/allowed_initiators", json!([name, name]));
        let twice = problems(&draft).into_iter().find(|problem| problem.code == "initiator-twice");
        mend(&draft, &twice.expect("twice")).expect("one is enough").apply(&mut draft);
        assert_eq!(draft["allowed_initiators"], json!([name]));
    }

    #[test]
    fn what_was_meant_is_never_guessed_where_it_lets_somebody_in() {
        let closed = [
            (Kind::Iscsi, "/allowed_initiators", json!(["esx1"]), "/allowed_initiators/0"),
            (Kind::Iscsi, "/chap", json!({"username": "backup"}), "/chap/password"),
            (Kind::Iscsi, "/chap", json!({"username": "backup", "password": " 123 "}), "/chap/password"),
        ];
        for (kind, at, value, wrong) in closed {
            let draft = example(kind, at, value);
            let problem = problems(&draft).into_iter().find(|problem| problem.at == wrong).expect(wrong);
            assert_eq!(mend(&draft, &problem), None, "{wrong}");
        }
        let exports = json!([{"clients": "nobody at all", "options": "rw,sink"}]);
        let draft = example(Kind::Nfs, "/volumes/0/exports", exports);
        for problem in problems(&draft) {
            assert_eq!(mend(&draft, &problem), None, "{problem}");
        }
    }

    #[test]
    fn what_is_missing_has_no_mend() {
        for kind in Kind::ALL {
            for problem in problems(&json!({"kind": kind.to_string()})) {
                assert_eq!(mend(&json!({"kind": kind.to_string()}), &problem), None, "{problem}");
            }
        }
    }
}
