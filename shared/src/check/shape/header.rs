//! Headers of tables that are not as the daemon wants them.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::check::findings::{Edits, Effect, Finding};
use crate::problem::Problem;
use crate::snippet::patch::find::{dotted, line_around, named_after, resource_of_qualified_name};
use crate::text::Text;

/// A plugin that is one table and not a list of them.
pub(super) fn not_a_list(text: &str, key: &Spanned<Cow<'_, str>>, value: &Spanned<DeValue<'_>>) -> Finding {
    let name = &**key.get_ref();
    let header = value.span();
    let written = text.get(header.clone()).unwrap_or_default();
    let repair = if written.starts_with('[') {
        Some(vec![(header.start..header.start, "[".to_owned()), (header.end..header.end, "]".to_owned())])
    } else if value.get_ref().is_table() && line_around(text, key.span().start).len() > name.len() {
        // Only `[promoter.resources.NAME]` stands there.
        let line = line_around(text, key.span().start);
        let is_header = text[line.clone()].trim_start().starts_with('[');
        is_header.then(|| vec![(line.start..line.start, format!("[[{name}]]\n"))])
    } else {
        None
    };
    let title = Text::of(format!("write `[[{name}]]`"), format!("改写为 `[[{name}]]`"));
    Finding::new(key.span().start, Problem::error("header", name, list(name)))
        .with_repair(repair.map(|edits| (title, edits)))
        .with_effect(Effect::Refused)
}

/// What to write for a plugin.
pub(super) fn list(name: &str) -> Text {
    Text::of(
        format!("expected `[[{name}]]`: it is a list of tables"),
        format!("应为 `[[{name}]]`：它是表数组"),
    )
}

/// What to write for a resource.
pub(super) fn one_table(name: &str) -> Text {
    Text::of(
        format!("expected `[promoter.resources.{name}]`: a resource is one table"),
        format!("应为 `[promoter.resources.{name}]`：每个资源是一个表"),
    )
}

/// `[[promoter.resources.NAME]]`.
pub(super) fn list_of_one(text: &str, at: &str, name: &str, tables: &[&Spanned<DeValue<'_>>]) -> Finding {
    let header = tables.first().map(|table| table.span()).unwrap_or_default();
    let written = text.get(header.clone()).unwrap_or_default();
    let is_header = written.starts_with("[[") && written.ends_with("]]");
    let repair = (tables.len() == 1 && is_header).then(|| {
        let title = Text::of(
            format!("write `[promoter.resources.{name}]`"),
            format!("改写为 `[promoter.resources.{name}]`"),
        );
        let edits = vec![
            (header.start..header.start + 1, String::new()),
            (header.end - 1..header.end, String::new()),
        ];
        (title, edits)
    });
    Finding::new(header.start, Problem::error("header", at, one_table(name)))
        .with_repair(repair)
        .with_effect(Effect::Refused)
}

/// Where a setting of the promoter's only resource can be written: behind its header.
pub(super) fn only_resource(resources: &Spanned<DeValue<'_>>) -> Option<Range<usize>> {
    let resources = resources.get_ref().as_table()?;
    let resource = resources.values().next().filter(|_| resources.len() == 1)?;
    resource.get_ref().is_table().then(|| resource.span())
}

/// A resource that a dotted name made: `[promoter.resources.nqn.2024-01.com.example]` is the resource `nqn`, which is
/// empty, and all settings stand where nobody looks.
pub(super) fn cut_name(at: &str, name: &Spanned<Cow<'_, str>>, settings: &DeTable<'_>) -> Option<Finding> {
    let has_tables_only =
        !settings.is_empty() && settings.values().all(|setting| setting.get_ref().is_table());
    let problem = Problem::error("dotted-resource", at, dotted(name.get_ref()));
    has_tables_only.then(|| Finding::new(name.span().start, problem))
}

/// The repair of a resource that an IQN or NQN names.
pub(super) fn named_by_last_part(text: &str, name: &Spanned<Cow<'_, str>>) -> Option<(Text, Edits)> {
    let line = line_around(text, name.span().start);
    let written = &text[line.clone()];
    let indent = &written[..written.len() - written.trim_start().len()];
    let closing = written.rfind(']').filter(|_| written.trim_start().starts_with("[promoter.resources."))?;
    renamed(name.get_ref(), indent, line.start..line.start + closing + 1)
}

fn renamed(whole: &str, indent: &str, header: Range<usize>) -> Option<(Text, Edits)> {
    let name = resource_of_qualified_name(whole)?;
    let title = Text::of(
        format!("name the resource `{name}`, after the last part of `{whole}`"),
        format!("按 `{whole}` 的最后一部分将资源命名为 `{name}`"),
    );
    let new = format!("{}\n{indent}[promoter.resources.{name}]", named_after(indent, whole));
    Some((title, vec![(header, new)]))
}
