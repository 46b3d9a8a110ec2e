//! What is wrong with the gateway of a preview: at the lines that come from the fields concerned, or above all lines.

use std::collections::BTreeMap;

use gateway::field::place::Place;
use gateway::gateway::{Gateway, Kind};
use gateway::problem::{Problem, Severity};
use gateway::snippet::write::write_with_origins;
use leptos::prelude::*;
use serde_json::Value;

use super::lit::Source;
use crate::form::Form;

/// The problems of a preview.
#[derive(Clone, Copy)]
pub(crate) struct Found {
    sorted: Memo<Sorted>,
    /// The form in which they can be mended, where the user is in one.
    pub(super) form: Option<Form>,
    /// Kind of the gateway, whose fields have names.
    pub(super) kind: Option<Kind>,
}

/// Problems by the lines that they are marked at, counted from 0, and those that no line comes from.
#[derive(Clone, Default, PartialEq)]
struct Sorted {
    at_lines: BTreeMap<usize, Vec<Problem>>,
    elsewhere: Vec<Problem>,
}

impl Found {
    /// Those of a form, marked in its newest text without errors.
    pub(crate) fn in_form(form: Form, source: Source) -> Self {
        let sorted =
            Memo::new(move |_| source.origins.with(|origins| Sorted::by_origins(form.problems(), origins)));
        Self { sorted, form: Some(form), kind: Some(form.kind) }
    }

    /// Those of a saved gateway.
    pub(crate) fn in_saved(gateway: &Value, problems: Vec<Problem>) -> Self {
        let gateway = Gateway::read(gateway).ok();
        let origins = gateway.as_ref().map(|gateway| write_with_origins(gateway).origins).unwrap_or_default();
        let sorted = Sorted::by_origins(problems, &origins);
        Self {
            sorted: Memo::new(move |_| sorted.clone()),
            form: None,
            kind: gateway.map(|gateway| gateway.kind()),
        }
    }

    /// The problems at a line, counted from 0, the worst first.
    pub(super) fn at(self, line: usize) -> Vec<Problem> {
        self.sorted.with(|sorted| sorted.at_lines.get(&line).cloned().unwrap_or_default())
    }

    /// The lines with problems, counted from 0, and how bad the worst of each is.
    pub(super) fn worst(self) -> Vec<(usize, Severity)> {
        self.sorted.with(|sorted| {
            let worst = |(line, problems): (&usize, &Vec<Problem>)| Some((*line, problems.first()?.severity));
            sorted.at_lines.iter().filter_map(worst).collect()
        })
    }

    /// Whether there is a line with a problem.
    pub(super) fn marks_lines(self) -> bool {
        self.sorted.with(|sorted| !sorted.at_lines.is_empty())
    }

    /// The problems that no line comes from.
    pub(super) fn elsewhere(self) -> Vec<Problem> {
        self.sorted.with(|sorted| sorted.elsewhere.clone())
    }
}

impl Sorted {
    fn by_origins(problems: Vec<Problem>, origins: &[Vec<Place>]) -> Self {
        let mut sorted = Self::default();
        if problems.is_empty() {
            return sorted;
        }
        let origins: Vec<Vec<String>> =
            origins.iter().map(|places| places.iter().map(Place::to_string).collect()).collect();
        for problem in problems {
            let mut has_line = false;
            // A file that is kept as text has lines and no fields.
            let told = problem.line.and_then(|line| usize::try_from(line).ok()?.checked_sub(1));
            let from_field = origins.iter().enumerate().filter(|(_, from)| concerns(&problem.at, from));
            for line in from_field.map(|(line, _)| line).chain(told) {
                sorted.at_lines.entry(line).or_default().push(problem.clone());
                has_line = true;
            }
            if !has_line {
                sorted.elsewhere.push(problem);
            }
        }
        for problems in sorted.at_lines.values_mut() {
            problems.sort_by_key(|problem| problem.severity);
        }
        sorted
    }
}

/// Whether what stands at a JSON pointer is one of these fields, is part of one, or has one within.
fn concerns(at: &str, places: &[String]) -> bool {
    let is_within = |inner: &str, outer: &str| {
        inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    !at.is_empty() && places.iter().any(|place| is_within(place, at) || is_within(at, place))
}

#[cfg(test)]
mod tests {
    use gateway::field::place::Place;
    use gateway::problem::Problem;
    use gateway::text::Text;

    use super::Sorted;

    fn problem(at: &str) -> Problem {
        Problem::error("code", at, Text::new("wrong", "错误"))
    }

    #[test]
    fn a_problem_is_at_every_line_of_its_field_and_of_what_is_within() {
        let origins =
            [vec![Place::of("iqn")], vec![], vec![Place::in_row("luns", 1, "lun"), Place::of("iqn")]];
        let lines = |at: &str| {
            let sorted = Sorted::by_origins(vec![problem(at)], &origins);
            (sorted.at_lines.into_keys().collect::<Vec<_>>(), sorted.elsewhere.len())
        };
        assert_eq!(lines("/iqn"), (vec![0, 2], 0));
        assert_eq!(lines("/luns/1"), (vec![2], 0));
        assert_eq!(lines("/luns/1/lun"), (vec![2], 0));
        assert_eq!(lines("/luns/10"), (vec![], 1));
        assert_eq!(lines(""), (vec![], 1));
    }

    #[test]
    fn a_problem_of_a_text_is_at_its_line() {
        let problem = Problem { line: Some(3), ..problem("promoter") };
        assert_eq!(Sorted::by_origins(vec![problem], &[]).at_lines.into_keys().collect::<Vec<_>>(), [2]);
    }
}
