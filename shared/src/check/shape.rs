//! The shape of a document: headers, keys and types.

mod header;
mod plugin;
mod setting;

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::findings::{Effect, Finding};
use crate::names::drbd::ResourceName;
use crate::problem::Problem;
use crate::snippet::document::one_or_many;
use crate::snippet::keys::{
    DOCUMENT_KEYS, Key, LISTS, PLUGIN_KEYS, POSITIONS, PROMOTER_KEYS, RESOURCE_KEYS, Wants, resource_key,
};
use crate::snippet::versions::Reactor;
use crate::text::Text;

/// Looks at a document, the first of whose promoters has this number.
pub(super) fn look_at(
    text: &str,
    table: &DeTable<'_>,
    first_promoter: usize,
    reactor: Reactor,
    findings: &mut Vec<Finding>,
) {
    let mut shape = Shape { text, reactor, findings };
    for (key, value) in table {
        let name = &**key.get_ref();
        if !DOCUMENT_KEYS.contains(&name) {
            shape.unknown_key(key, value, "", DOCUMENT_KEYS);
        }
        if LISTS.contains(&name) && !value.get_ref().is_array() {
            shape.push(header::not_a_list(text, key, value));
        }
        if let Some((_, keys)) = PLUGIN_KEYS.iter().find(|(plugin, _)| *plugin == name) {
            shape.plugin(name, value, keys);
        }
        if name == "statistics-poll-interval" {
            let wants = Wants::Whole(i64::MAX);
            shape.typed("statistics-poll-interval", value, wants);
        }
    }
    let promoters = table.get("promoter").map(one_or_many).unwrap_or_default();
    for (index, promoter) in promoters.into_iter().enumerate() {
        shape.promoter(&format!("promoter[{}]", first_promoter + index), promoter);
    }
}

/// A document and what was found in it.
struct Shape<'a> {
    text: &'a str,
    /// The daemon of the node.
    reactor: Reactor,
    findings: &'a mut Vec<Finding>,
}

impl Shape<'_> {
    fn push(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    fn promoter(&mut self, at: &str, value: &Spanned<DeValue<'_>>) {
        let Some(promoter) = value.get_ref().as_table() else {
            let problem = Problem::error("header", at, header::list("promoter"));
            self.push(Finding::new(value.span().start, problem).with_effect(Effect::Refused));
            return;
        };
        let resources = promoter.get("resources");
        let home = resources.and_then(header::only_resource);
        for (key, value) in promoter {
            let name = &**key.get_ref();
            if !PROMOTER_KEYS.contains(&name) {
                if resource_key(name).is_some() {
                    self.push(setting::wrong_level(self.text, at, key, value, home.as_ref()));
                } else {
                    self.unknown_key(key, value, at, PROMOTER_KEYS);
                }
            }
            if name == "metadata" {
                self.metadata(at, value, home.as_ref());
            }
            if name == "id" {
                self.push(setting::deprecated(at, key));
            }
        }
        let Some(resources) = resources else {
            self.push(Finding::new(value.span().start, Problem::warning("no-resource", at, NO_RESOURCE)));
            return;
        };
        let Some(resources) = resources.get_ref().as_table() else {
            let problem = Problem::error("header", format!("{at}.resources"), RESOURCES);
            self.push(Finding::new(resources.span().start, problem).with_effect(Effect::Refused));
            return;
        };
        for (name, resource) in resources {
            self.resource(at, name, resource);
        }
    }

    /// Settings that an administrator put behind the last line of a file, where the metadata are.
    fn metadata(&mut self, at: &str, value: &Spanned<DeValue<'_>>, home: Option<&Range<usize>>) {
        for table in one_or_many(value).into_iter().filter_map(|value| value.get_ref().as_table()) {
            for (key, value) in table.iter().filter(|(key, _)| resource_key(key.get_ref()).is_some()) {
                let at = format!("{at}.metadata");
                self.push(setting::wrong_level(self.text, &at, key, value, home));
            }
        }
    }

    fn resource(
        &mut self,
        at: &str,
        name: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
    ) {
        let at = format!("{at}.resources.{}", name.get_ref());
        let tables = one_or_many(value);
        let is_by_position = match value.get_ref() {
            DeValue::Array(list) => list.first().is_none_or(|first| !first.get_ref().is_table()),
            // The parser hands a date over as a record with a name of its own, which the daemon ignores.
            DeValue::Datetime(_) => true,
            _ => false,
        };
        if is_by_position {
            self.by_position(&at, name, value);
            return;
        }
        let Some(settings) = tables.first().and_then(|value| value.get_ref().as_table()) else {
            let problem = Problem::error("header", &*at, header::one_table(name.get_ref()));
            self.push(Finding::new(name.span().start, problem).with_effect(Effect::Refused));
            return;
        };
        if value.get_ref().is_array() {
            self.push(header::list_of_one(self.text, &at, name.get_ref(), &tables));
        }
        if let Some(finding) = header::cut_name(&at, name, settings) {
            self.push(finding);
            return;
        }
        if let Err(expected) = name.get_ref().parse::<ResourceName>() {
            let problem = Problem::error(expected.code, &*at, expected.message);
            let repair = header::named_by_last_part(self.text, name);
            self.push(Finding::new(name.span().start, problem).with_repair(repair));
        }
        for (key, value) in settings {
            let Some(known) = resource_key(key.get_ref()) else {
                let names: Vec<&str> = RESOURCE_KEYS.iter().map(|key| key.name).collect();
                self.unknown_key(key, value, &at, &names);
                continue;
            };
            self.typed(&format!("{at}.{}", known.name), value, known.wants);
            self.newer(&at, key, known);
            if known.name == "on-stop-failure" {
                self.push(setting::deprecated(&at, key));
            }
        }
        setting::look_at_runner(&at, settings, self.findings);
    }

    /// A setting that the daemon of the node does not know yet: it says nothing.
    fn newer(&mut self, at: &str, key: &Spanned<std::borrow::Cow<'_, str>>, known: &Key) {
        if known.since <= self.reactor {
            return;
        }
        let (name, since, installed) = (known.name, known.since, self.reactor);
        let message = Text::of(
            format!("`{name}` is known since drbd-reactor {since}: {installed} ignores it without a word"),
            format!("`{name}` 自 drbd-reactor {since} 起才有：{installed} 会悄悄忽略它"),
        );
        self.push(Finding::new(
            key.span().start,
            Problem::warning("newer-key", format!("{at}.{name}"), message),
        ));
    }

    /// A resource without the names of its settings: the daemon goes by their order.
    fn by_position(
        &mut self,
        at: &str,
        name: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
    ) {
        let problem = Problem::error("header", at, header::one_table(name.get_ref()));
        let values = value.get_ref().as_array().map(|values| values.iter().collect()).unwrap_or_default();
        let takes = |(key, value): (&&str, &&Spanned<DeValue<'_>>)| {
            resource_key(key).is_some_and(|key| key.wants.takes(value.get_ref()))
        };
        let values: Vec<&Spanned<DeValue<'_>>> = values;
        let is_taken = values.len() <= POSITIONS.len() && POSITIONS.iter().zip(&values).all(takes);
        let effect = if is_taken { Effect::None } else { Effect::Refused };
        self.push(Finding::new(name.span().start, problem).with_effect(effect));
    }

    /// Another plugin: what it knows is left as it is, but a wrong type makes the daemon refuse everything.
    fn plugin(&mut self, name: &str, value: &Spanned<DeValue<'_>>, keys: &[(&str, Wants)]) {
        for (index, table) in one_or_many(value).into_iter().enumerate() {
            let Some(table) = table.get_ref().as_table() else { continue };
            for (key, wants) in keys {
                if let Some(value) = table.get(*key) {
                    self.typed(&format!("{name}[{index}].{key}"), value, *wants);
                }
            }
            plugin::look_at(name, index, table, self.findings);
        }
    }

    fn typed(&mut self, at: &str, value: &Spanned<DeValue<'_>>, wants: Wants) {
        if !wants.takes(value.get_ref()) {
            let problem = Problem::error("type", at, wants.expected());
            let repair = setting::retyped(self.text, value, wants);
            let finding = Finding::new(value.span().start, problem).with_repair(repair);
            self.push(finding.with_effect(Effect::Refused));
        }
    }

    fn unknown_key(
        &mut self,
        key: &Spanned<std::borrow::Cow<'_, str>>,
        value: &Spanned<DeValue<'_>>,
        at: &str,
        known: &[&str],
    ) {
        self.push(setting::unknown_key(self.text, key, value, at, known));
    }
}

const NO_RESOURCE: Text = Text::new(
    "this promoter has no `[promoter.resources.NAME]`: the daemon runs nothing for it",
    "该 promoter 没有 `[promoter.resources.名称]`：守护进程不会为其运行任何服务",
);
const RESOURCES: Text =
    Text::new("expected tables `[promoter.resources.NAME]`", "应为 `[promoter.resources.名称]` 表");
