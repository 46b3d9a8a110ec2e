//! Rows of a list: which of them are the same one, whatever else became of it.

use std::mem;

use serde_json::Value;

use super::{Comparison, Place, shown};
use crate::field::{Absent, Field};
use crate::text::Text;

/// A row with its number in the list, and what tells it from the others.
pub(super) struct Row<'a> {
    index: usize,
    value: &'a Value,
    identity: Option<String>,
}

/// A row before and after.
pub(super) type Pair<'a> = (Option<Row<'a>>, Option<Row<'a>>);

impl Comparison {
    pub(super) fn compare_rows(
        &mut self,
        of_row: &'static [Field],
        row_name: &Text,
        pairs: &[Pair<'_>],
        list: &Place,
    ) {
        let fields: Vec<&Field> = of_row.iter().collect();
        for (before, after) in pairs {
            let Some(row) = after.as_ref().or(before.as_ref()) else { continue };
            let called = row.identity.clone().unwrap_or_else(|| (row.index + 1).to_string());
            let label = Text::of(format!("{} {called}", row_name.en), format!("{} {called}", row_name.zh));
            let place = list.inner(&row.index.to_string(), &label);
            let known = self.found.len();
            let [old, new] = [before, after].map(|row| row.as_ref().map(|row| row.value));
            self.compare_records(&fields, old, new, &place);
            if self.found.len() == known && old.is_some() != new.is_some() {
                // It has nothing but what is derived.
                self.push(&place, old.map(|_| called.clone()), new.map(|_| called));
            }
        }
    }

    /// The order of rows is the order of start entries, which the daemon compares.
    pub(super) fn compare_order(&mut self, of_row: &[Field], pairs: &[Pair<'_>], place: &Place) {
        let both = pairs.iter().filter_map(|(before, after)| Some((before.as_ref()?, after.as_ref()?)));
        let later: Vec<(&Row<'_>, &Row<'_>)> = both.collect();
        if later.is_sorted_by_key(|(before, _)| before.index) {
            return;
        }
        let mut earlier = later.clone();
        earlier.sort_by_key(|(before, _)| before.index);
        let names = |rows: &[(&Row<'_>, &Row<'_>)]| {
            let names: Vec<String> = rows.iter().map(|(before, _)| name(of_row, before)).collect();
            names.join(", ")
        };
        let label = place.inner("", &ORDER).label;
        self.push(
            &Place { pointer: place.pointer.clone(), label },
            Some(names(&earlier)),
            Some(names(&later)),
        );
    }
}

/// Rows that are the same, in their later order; then those that are gone.
pub(super) fn pairs<'a>(
    of_row: &[Field],
    before: Option<&'a Value>,
    after: Option<&'a Value>,
) -> Vec<Pair<'a>> {
    let mut before = rows(of_row, before);
    let mut pairs: Vec<Pair<'a>> = Vec::new();
    for row in rows(of_row, after) {
        let is_same = |old: &Row<'_>| match &row.identity {
            Some(_) => old.identity == row.identity,
            None => old.value == row.value,
        };
        let same = before.iter().position(is_same).map(|index| before.remove(index));
        pairs.push((same, Some(row)));
    }
    if !of_row.iter().any(|field| field.identifies) {
        let mut others = mem::take(&mut before).into_iter();
        for (old, _) in pairs.iter_mut().filter(|(old, _)| old.is_none()) {
            *old = others.next();
        }
        before.extend(others);
    }
    pairs.extend(before.into_iter().map(|row| (Some(row), None)));
    pairs
}

fn rows<'a>(of_row: &[Field], list: Option<&'a Value>) -> Vec<Row<'a>> {
    let rows = list.and_then(Value::as_array).into_iter().flatten().enumerate();
    rows.map(|(index, value)| Row { index, value, identity: identity(of_row, value) }).collect()
}

/// What tells a row from the others of its list.
fn identity(of_row: &[Field], row: &Value) -> Option<String> {
    let given = |field: &Field| {
        shown(row.get(field.key)).or(match field.absent {
            Absent::Default(value) => Some(value.to_owned()),
            Absent::Missing | Absent::Derived | Absent::LeftOut => None,
        })
    };
    of_row.iter().rev().filter(|field| field.identifies).find_map(given)
}

/// What a row is called among others: what tells it apart, or else the first value that is given.
fn name(of_row: &[Field], row: &Row<'_>) -> String {
    let first = || of_row.iter().find_map(|field| shown(row.value.get(field.key)));
    row.identity.clone().or_else(first).unwrap_or_default()
}

const ORDER: Text = Text::new("order", "顺序");
