//! Rows of a list in three states: which are the same one, and in which order they stand afterwards.

use gateway::field::Field;
use gateway::text::Text;
use serde_json::{Map, Value};

use super::{At, Merging, Settled, Three, given, shown};

/// A row with its number in each state that has it.
#[derive(Clone, Copy)]
struct Row {
    base: Option<usize>,
    mine: Option<usize>,
    theirs: Option<usize>,
}

impl Merging<'_> {
    pub(super) fn rows(
        &mut self,
        of_row: &'static [Field],
        row_name: &Text,
        three: Three<'_>,
        at: &At,
    ) -> Option<Value> {
        let fields: Vec<&'static Field> = of_row.iter().collect();
        let [base, mine, theirs] = three.lists();
        let mut rows = Vec::new();
        for row in woven(of_row, [base, mine, theirs]) {
            let of = |list: &[Value], index: Option<usize>| index.and_then(|index| list.get(index).cloned());
            let (old, my, their) = (of(base, row.base), of(mine, row.mine), of(theirs, row.theirs));
            let Some(any) = my.as_ref().or(their.as_ref()) else { continue };
            let name = called(of_row, any).unwrap_or_else(|| (rows.len() + 1).to_string());
            let label = Text::of(format!("{} {name}", row_name.en), format!("{} {name}", row_name.zh));
            // A row is called by its own name, to which that of the list adds nothing.
            let here = At { key: format!("{}/{name}", at.key), label: Some(label) };
            let inner = Three { base: old.as_ref(), mine: my.as_ref(), theirs: their.as_ref() };
            let merged = match (&my, &their) {
                (Some(_), Some(_)) => match inner.settled() {
                    // A row in which nothing is given is a row.
                    Settled::As(value) => Some(value.cloned().unwrap_or_else(|| Value::Object(Map::new()))),
                    Settled::Not => Some(self.record(&fields, inner, &here)),
                },
                (Some(only), None) | (None, Some(only)) => match &old {
                    None => Some(only.clone()),
                    // Whoever took it out knew it as it is.
                    Some(old) if old == only => None,
                    Some(_) => self.choose(my.as_ref(), their.as_ref(), &here),
                },
                (None, None) => None,
            };
            rows.extend(merged);
        }
        if rows.is_empty() { None } else { Some(Value::Array(rows)) }
    }
}

/// The rows of all states: in their order, unless I gave mine another one, with the rows of the other side after those that
/// they follow there.
fn woven(of_row: &[Field], [base, mine, theirs]: [&[Value]; 3]) -> Vec<Row> {
    let (of_mine, of_theirs) = (pairs(of_row, base, mine), pairs(of_row, base, theirs));
    // What both added as the same row is one.
    let added =
        |of: &[Option<usize>]| -> Vec<usize> { (0..of.len()).filter(|index| of[*index].is_none()).collect() };
    let (my_added, their_added) = (added(&of_mine), added(&of_theirs));
    let rows_of = |list: &[Value], which: &[usize]| -> Vec<Value> {
        which.iter().map(|index| list[*index].clone()).collect()
    };
    let same = pairs(of_row, &rows_of(mine, &my_added), &rows_of(theirs, &their_added));
    let partner_of_theirs = |their: usize| match of_theirs[their] {
        Some(base) => of_mine.iter().position(|of| *of == Some(base)),
        None => their_added
            .iter()
            .position(|added| *added == their)
            .and_then(|place| same[place].map(|place| my_added[place])),
    };
    let all_theirs: Vec<Row> = (0..theirs.len())
        .map(|their| Row { base: of_theirs[their], mine: partner_of_theirs(their), theirs: Some(their) })
        .collect();
    let all_mine: Vec<Row> = (0..mine.len())
        .map(|my| {
            let their = all_theirs.iter().find(|row| row.mine == Some(my)).and_then(|row| row.theirs);
            Row { base: of_mine[my], mine: Some(my), theirs: their }
        })
        .collect();
    let i_moved = !of_mine.iter().flatten().collect::<Vec<_>>().is_sorted();
    if i_moved {
        insert(all_mine, &all_theirs, |row| row.theirs)
    } else {
        insert(all_theirs, &all_mine, |row| row.mine)
    }
}

/// Puts the rows that `rows` lack behind those that they follow among `others`.
fn insert(mut rows: Vec<Row>, others: &[Row], number: fn(&Row) -> Option<usize>) -> Vec<Row> {
    for (index, other) in others.iter().enumerate() {
        if rows.iter().any(|row| number(row) == number(other)) {
            continue;
        }
        let before = index.checked_sub(1).map(|before| &others[before]);
        let place = before.and_then(|before| rows.iter().position(|row| number(row) == number(before)));
        rows.insert(place.map_or(0, |place| place + 1), *other);
    }
    rows
}

/// For each row, which one of `base` it is: the one that is called the same, or else is the same. Where nothing tells rows
/// apart, those that are left belong together one by one.
fn pairs(of_row: &[Field], base: &[Value], rows: &[Value]) -> Vec<Option<usize>> {
    let mut found: Vec<Option<usize>> = vec![None; rows.len()];
    let mut pair = |is_same: &dyn Fn(&Value, &Value) -> bool| {
        for index in 0..rows.len() {
            if found[index].is_none() {
                let free = |at: &usize| !found.contains(&Some(*at)) && is_same(&base[*at], &rows[index]);
                found[index] = (0..base.len()).find(free);
            }
        }
    };
    let is_told_apart = of_row.iter().any(|field| field.identifies);
    for field in of_row.iter().rev().filter(|field| field.identifies) {
        pair(&|one, other| {
            let value = given(one.get(field.key));
            value.is_some() && value == given(other.get(field.key))
        });
    }
    pair(&|one, other| one == other);
    if !is_told_apart {
        pair(&|_, _| true);
    }
    found
}

/// What tells a row from the others of its list.
fn called(of_row: &[Field], row: &Value) -> Option<String> {
    of_row.iter().rev().filter(|field| field.identifies).find_map(|field| shown(row.get(field.key)))
}
