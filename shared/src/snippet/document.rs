//! A text as the daemon's parser takes it apart: promoters, resources and start entries, each with its place.

use std::ops::Range;

use serde_json::{Map, Number, Value};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::keys::{OTHER_PLUGINS, POSITIONS};

/// A promoter.
#[derive(Clone, Debug)]
pub(crate) struct Promoter {
    /// Where its header or value starts.
    pub(crate) offset: usize,
    /// Its deprecated name.
    pub(crate) id: Option<String>,
    /// Its resources, by name.
    pub(crate) resources: Vec<Resource>,
}

/// A resource of a promoter.
#[derive(Clone, Debug)]
pub(crate) struct Resource {
    /// Name of the DRBD resource.
    pub(crate) name: String,
    /// Where the name stands.
    pub(crate) offset: usize,
    /// Every setting, the start list among them, as it was given.
    pub(crate) settings: Map<String, Value>,
    /// The start list.
    pub(crate) start: Vec<Entry>,
}

/// An entry of a start list.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// What the daemon reads.
    pub(crate) text: String,
    /// Where it stands, quotes included.
    pub(crate) span: Range<usize>,
}

/// The promoters of `text`, of which `table` was made; places count from `base` on.
///
/// What is not as it should be is left out; a seed's `[promoter]` and `[[promoter.resources.r0]]` are taken for what was
/// meant.
pub(crate) fn promoters(text: &str, table: &DeTable<'_>, base: usize) -> Vec<Promoter> {
    let reader = Reader { text, base };
    let tables = table.get("promoter").map(one_or_many).unwrap_or_default();
    tables.iter().filter_map(|table| reader.promoter(table)).collect()
}

/// The daemon's other plugins in `text`: name, settings and where each starts.
pub(crate) fn plugins(
    text: &str,
    table: &DeTable<'_>,
    base: usize,
) -> Vec<(String, Map<String, Value>, usize)> {
    let reader = Reader { text, base };
    let mut plugins = Vec::new();
    for (key, value) in table.iter().filter(|(key, _)| OTHER_PLUGINS.contains(&key.get_ref().as_ref())) {
        for value in one_or_many(value) {
            let Some(settings) = value.get_ref().as_table() else { continue };
            plugins.push((key.get_ref().to_string(), reader.table(settings), base + value.span().start));
        }
    }
    plugins
}

/// The members of a list, or the value itself.
pub(crate) fn one_or_many<'v, 'd>(value: &'v Spanned<DeValue<'d>>) -> Vec<&'v Spanned<DeValue<'d>>> {
    match value.get_ref().as_array() {
        Some(values) => values.iter().collect(),
        None => vec![value],
    }
}

struct Reader<'a> {
    text: &'a str,
    base: usize,
}

impl Reader<'_> {
    fn promoter(&self, value: &Spanned<DeValue<'_>>) -> Option<Promoter> {
        let table = value.get_ref().as_table()?;
        let id = table.get("id").and_then(|id| id.get_ref().as_str()).map(str::to_owned);
        let mut resources = Vec::new();
        if let Some(known) = table.get("resources").and_then(|known| known.get_ref().as_table()) {
            for (name, value) in known {
                let first = one_or_many(value).first().and_then(|value| value.get_ref().as_table());
                let (settings, start) = match (first, value.get_ref()) {
                    (Some(settings), _) => (self.table(settings), settings.get("start")),
                    (None, DeValue::Array(list)) => {
                        let named = POSITIONS.iter().zip(list.iter());
                        let named = named.map(|(key, value)| ((*key).to_owned(), self.value(value)));
                        (named.collect(), list.first())
                    }
                    (None, DeValue::Datetime(_)) => (Map::new(), None),
                    (None, _) => continue,
                };
                let start = start.map(|start| self.start(start)).unwrap_or_default();
                let offset = self.base + name.span().start;
                resources.push(Resource { name: name.get_ref().to_string(), offset, settings, start });
            }
        }
        Some(Promoter { offset: self.base + value.span().start, id, resources })
    }

    fn start(&self, list: &Spanned<DeValue<'_>>) -> Vec<Entry> {
        let mut entries = Vec::new();
        for value in list.get_ref().as_array().into_iter().flatten() {
            if let DeValue::String(text) = value.get_ref() {
                let span = self.base + value.span().start..self.base + value.span().end;
                entries.push(Entry { text: self.string(text, value.span()), span });
            }
        }
        entries
    }

    fn table(&self, table: &DeTable<'_>) -> Map<String, Value> {
        table.iter().map(|(key, value)| (key.get_ref().to_string(), self.value(value))).collect()
    }

    fn value(&self, value: &Spanned<DeValue<'_>>) -> Value {
        match value.get_ref() {
            DeValue::String(text) => Value::String(self.string(text, value.span())),
            DeValue::Integer(number) => {
                let digits = number.as_str().trim_start_matches('+');
                let number = i64::from_str_radix(digits, number.radix());
                number.map_or_else(|_| Value::String(digits.to_owned()), Value::from)
            }
            DeValue::Float(number) => {
                let read = number.as_str().parse().ok().and_then(Number::from_f64);
                read.map_or_else(|| Value::String(number.as_str().to_owned()), Value::Number)
            }
            DeValue::Boolean(yes) => Value::Bool(*yes),
            DeValue::Datetime(time) => Value::String(time.to_string()),
            DeValue::Array(values) => Value::Array(values.iter().map(|value| self.value(value)).collect()),
            DeValue::Table(table) => Value::Object(self.table(table)),
        }
    }

    /// The daemon's parser makes one newline of CR and LF within a string of several lines; ours keeps both.
    fn string(&self, value: &str, span: Range<usize>) -> String {
        let written = self.text.get(span).unwrap_or_default();
        let has_lines = written.starts_with("\"\"\"") || written.starts_with("'''");
        if has_lines && written.contains("\r\n") { value.replace("\r\n", "\n") } else { value.to_owned() }
    }
}
