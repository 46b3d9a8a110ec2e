//! Presets: what a certain kind of client wants of a gateway, each value with its reason and the source of the rule.

mod iscsi;
mod nfs;
mod nvmeof;

use serde_json::{Map, Value};

use crate::changes::{FieldChange, changes};
use crate::gateway::Kind;
use crate::text::Text;

/// What a certain kind of client wants of a gateway.
#[derive(Debug)]
pub struct Preset {
    /// Its own name among the presets of its kind, as a program writes it.
    pub id: &'static str,
    /// What it is called.
    pub name: Text,
    /// What it is for.
    pub purpose: Text,
    /// What it sets.
    pub values: &'static [PresetValue],
    /// What it cannot set, because only the administrator knows it.
    pub advice: &'static [Text],
}

/// A value that a preset sets.
#[derive(Debug)]
pub struct PresetValue {
    /// JSON pointer (RFC 6901) of the field; `*` stands for every row of a list.
    pub at: &'static str,
    /// The value, as it is typed.
    pub value: &'static str,
    /// Why.
    pub why: Text,
    /// Who says so: an agent, the daemon, a manual.
    pub source: Text,
}

impl PresetValue {
    const fn new(at: &'static str, value: &'static str, why: Text, source: Text) -> Self {
        Self { at, value, why, source }
    }
}

impl Preset {
    /// The presets of a kind.
    pub const fn all(kind: Kind) -> &'static [Self] {
        match kind {
            Kind::Iscsi => iscsi::PRESETS,
            Kind::Nfs => nfs::PRESETS,
            Kind::Nvmeof => nvmeof::PRESETS,
        }
    }

    /// A draft with the preset's values. All else in it stays as it is: names, addresses, volumes and clients are never
    /// set by a preset.
    #[must_use]
    pub fn apply(&self, draft: &Value) -> Value {
        let mut draft = draft.clone();
        if draft.is_null() {
            draft = Value::Object(Map::new());
        }
        for value in self.values {
            let keys: Vec<&str> = value.at.split('/').skip(1).collect();
            put(&mut draft, &keys, value.value);
        }
        draft
    }

    /// What the preset would change in a draft.
    pub fn changes(&self, draft: &Value) -> Vec<FieldChange> {
        changes(draft, &self.apply(draft))
    }

    /// The value that the preset has for the field at `at`, a JSON pointer into a draft.
    pub fn value_at(&self, at: &str) -> Option<&'static PresetValue> {
        self.values.iter().find(|value| is_at(value.at, at))
    }
}

/// Puts `text` to the place that `keys` lead to from `value`.
fn put(value: &mut Value, keys: &[&str], text: &str) {
    let Some((key, rest)) = keys.split_first() else {
        *value = as_typed(text);
        return;
    };
    if *key == "*" {
        if !value.is_array() {
            // A list that has no row yet gets the one that takes the values.
            *value = Value::Array(vec![Value::Object(Map::new())]);
        }
        for row in value.as_array_mut().into_iter().flatten() {
            put(row, rest, text);
        }
        return;
    }
    if value.is_null() {
        *value = Value::Object(Map::new());
    }
    // What is neither a record nor nothing is a mistake that the model reports; it is kept as it was typed.
    let Some(object) = value.as_object_mut() else { return };
    put(object.entry(*key).or_insert(Value::Null), rest, text);
}

/// A whole number where it is written as one, as a form has it.
fn as_typed(text: &str) -> Value {
    match text.parse::<u64>() {
        Ok(number) => number.into(),
        Err(_) => text.into(),
    }
}

/// Whether a place of a draft is one that `pattern` means.
fn is_at(pattern: &str, at: &str) -> bool {
    let (mut pattern, mut at) = (pattern.split('/'), at.split('/'));
    loop {
        match (pattern.next(), at.next()) {
            (None, None) => return true,
            (Some("*"), Some(index)) if index.parse::<usize>().is_ok() => {}
            (Some(one), Some(other)) if one == other => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::json;

    use super::{Preset, is_at};
    use crate::gateway::{Gateway, Kind};
    use crate::names::Choice;
    use crate::snippet::write::write;

    fn for_each(claim: impl Fn(Kind, &Preset)) {
        for kind in Kind::ALL {
            for preset in Preset::all(*kind) {
                claim(*kind, preset);
            }
        }
    }

    #[test]
    fn every_preset_gives_the_example_of_its_kind_a_gateway_without_errors() {
        for_each(|kind, preset| {
            let read = Gateway::read(&preset.apply(&kind.example()));
            assert!(read.is_ok(), "{}: {read:?}", preset.id);
        });
    }

    #[test]
    fn a_gateway_with_a_preset_is_read_again_as_it_was_saved() {
        for_each(|kind, preset| {
            let gateway = Gateway::read(&preset.apply(&kind.example())).expect("no errors");
            let saved = serde_json::to_value(&gateway).expect("plain data");
            let again = Gateway::read(&saved).expect("what was saved");
            assert_eq!(again, gateway, "{}", preset.id);
            assert_eq!(write(&again), write(&gateway), "{}", preset.id);
        });
    }

    #[test]
    fn a_preset_applied_twice_changes_nothing_more() {
        for_each(|kind, preset| {
            for draft in [kind.example(), json!({"kind": kind.to_string()})] {
                let once = preset.apply(&draft);
                assert_eq!(preset.apply(&once), once, "{}", preset.id);
                assert!(preset.changes(&once).is_empty(), "{}", preset.id);
            }
        });
    }

    #[test]
    fn a_preset_overwrites_no_name_no_address_and_nobody_who_may_connect() {
        let kept = [
            "resource",
            "service_ips",
            "iqn",
            "nqn",
            "volume",
            "device",
            "clients",
            "allowed_initiators",
            "allowed_hosts",
            "chap",
            "directory",
            "preferred-nodes",
        ];
        for_each(|_, preset| {
            for value in preset.values {
                let keys: Vec<&str> = value.at.split('/').collect();
                assert!(!keys.iter().any(|key| kept.contains(key)), "{} sets {}", preset.id, value.at);
            }
        });
    }

    #[test]
    fn every_change_of_a_preset_has_its_reason() {
        for_each(|kind, preset| {
            let changes = preset.changes(&kind.example());
            assert!(!changes.is_empty(), "{} changes nothing", preset.id);
            for change in changes {
                assert!(preset.value_at(&change.at).is_some(), "{}: {}", preset.id, change.at);
            }
            for value in preset.values {
                for text in [&value.why, &value.source] {
                    assert!(!text.en.is_empty() && !text.zh.is_empty(), "{}: {}", preset.id, value.at);
                }
            }
        });
    }

    #[test]
    fn presets_of_a_kind_have_names_of_their_own() {
        for kind in Kind::ALL {
            let ids: BTreeSet<&str> = Preset::all(*kind).iter().map(|preset| preset.id).collect();
            assert_eq!(ids.len(), Preset::all(*kind).len());
        }
    }

    #[test]
    fn a_preset_sets_every_row_that_is_there() {
        let preset = &Preset::all(Kind::Nfs)[0];
        let draft = json!({"kind": "nfs", "volumes": [{"volume": 1}, {"volume": 2, "exports": [{"clients": "a"}, {}]}]});
        let applied = preset.apply(&draft);
        let options = |at: &str| applied.pointer(at).and_then(|value| value.as_str()).map(str::to_owned);
        let first = options("/volumes/0/exports/0/options");
        assert!(first.is_some());
        assert_eq!(options("/volumes/1/exports/0/options"), first);
        assert_eq!(options("/volumes/1/exports/1/options"), first);
        assert_eq!(options("/volumes/1/exports/0/clients").as_deref(), Some("a"));
    }

    #[test]
    fn a_pattern_means_every_row_and_nothing_else() {
        assert!(is_at("/volumes/*/exports/*/options", "/volumes/0/exports/12/options"));
        assert!(!is_at("/volumes/*/fsid", "/volumes/0/exports"));
        assert!(!is_at("/port", "/port/0"));
    }
}
