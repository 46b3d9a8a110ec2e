//! `units`: the units of systemd that the daemon makes of snippets, and the environment that their agents get.

use std::io::{self, Write};
use std::path::PathBuf;

use gateway::check;
use gateway::secret::{MASK, is_secret, masked_entry, shown};
use gateway::snippet::read::{Resource, resources_together};
use gateway::snippet::versions::Versions;
use gateway::unit::drop_in::{demote_failure, dependencies_as, target_as};
use gateway::unit::specifier::{Piece, expand};
use gateway::unit::{ResourceUnits, Unit, units as units_of};

use super::check::describe;
use super::files::{Snippets, read_snippets};
use super::{CommandError, Verdict};

/// Shows the units of snippets, read together as one node would; why the daemon would not load them is told to
/// `complaints`.
pub fn units(
    paths: &[PathBuf],
    json: bool,
    out: &mut dyn Write,
    complaints: &mut dyn Write,
) -> Result<Verdict, CommandError> {
    let Snippets { mut files, not_text } = read_snippets(paths)?;
    files.sort_by(|one, other| one.file.cmp(&other.file));
    let report = check::check(&files, Versions::default());
    let reasons = not_text.iter().chain(report.problems.iter().filter(|problem| problem.is_error()));
    let is_loaded = report.daemon_accepts && not_text.is_empty();
    let resources = if report.parser_accepts && not_text.is_empty() {
        resources_together(&files).unwrap_or_default()
    } else {
        Vec::new()
    };
    let show_all = || -> io::Result<()> {
        if !is_loaded {
            for reason in reasons {
                writeln!(complaints, "{}", describe(reason, false))?;
            }
        }
        if json {
            let units: Vec<ResourceUnits> = resources.iter().map(units_of).collect();
            serde_json::to_writer_pretty(&mut *out, &units)?;
            return writeln!(out);
        }
        for (index, resource) in resources.iter().enumerate() {
            if index > 0 {
                writeln!(out)?;
            }
            show(resource, out)?;
        }
        Ok(())
    };
    show_all().map_err(CommandError::Write)?;
    Ok(if is_loaded { Verdict::Fine } else { Verdict::Errors })
}

fn show(resource: &Resource, out: &mut dyn Write) -> io::Result<()> {
    let units = units_of(resource);
    writeln!(out, "resource {}", shown(&units.resource))?;
    if units.units.iter().any(|unit| unit.kind == "shell") {
        writeln!(out, "  runner   shell: commands, and no units")?;
    } else {
        writeln!(out, "  target   {} ({} every entry)", shown(&units.target), target_as(resource))?;
        writeln!(out, "  promote  {}", shown(&units.promote))?;
        writeln!(out, "  when DRBD does not demote: {}", demote_failure(resource))?;
    }
    let mut previous: Option<&str> = None;
    for (number, unit) in (1..).zip(&units.units) {
        writeln!(out)?;
        show_unit(number, unit, out)?;
        if let Some(name) = &unit.unit {
            writeln!(out, "     after  {} (BindsTo)", shown(&units.promote))?;
            if let Some(previous) = previous {
                writeln!(out, "     after  {} ({})", shown(previous), dependencies_as(resource))?;
            }
            for (key, value) in &unit.env {
                writeln!(out, "     env    {}={}", shown(key), value_for_agent(key, value, name))?;
            }
            previous = Some(name);
        }
    }
    Ok(())
}

fn show_unit(number: u32, unit: &Unit, out: &mut dyn Write) -> io::Result<()> {
    let entry = shown(&masked_entry(&unit.entry));
    match (&unit.unit, &unit.error) {
        (Some(name), _) => {
            writeln!(out, "{number:>3}  {}", shown(name))?;
            let agent = unit.env.get("AGENT").and_then(|path| path.strip_prefix("/usr/lib/ocf/resource.d/"));
            match agent {
                Some(agent) => writeln!(out, "     kind   agent {}", shown(agent)),
                None => writeln!(out, "     kind   unit of systemd"),
            }
        }
        (None, Some(error)) => {
            writeln!(out, "{number:>3}  {entry}")?;
            writeln!(out, "     error  {error}")
        }
        (None, None) => writeln!(out, "{number:>3}  {entry}"),
    }
}

/// The value as the agent gets it, after systemd has read `%` in it.
fn value_for_agent(key: &str, value: &str, unit: &str) -> String {
    if is_secret(key) {
        return MASK.to_owned();
    }
    match expand(value, unit) {
        Ok(pieces) => shown(&pieces.iter().map(Piece::to_string).collect::<String>()),
        Err(unresolved) => format!("({unresolved})"),
    }
}
