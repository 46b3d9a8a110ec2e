//! All files as the daemon reads them: behind each other, as one document.

use std::collections::BTreeMap;

use toml::de::DeTable;

use super::alone::{self, Alone};
use super::findings::{Effect, Finding, Findings};
use crate::problem::Problem;
use crate::snippet::document::{self, Promoter};
use crate::snippet::read::{Seen, seen};
use crate::text::Text;

/// Reads all files, and finds what is wrong with their shape.
pub(super) fn read(files: &[Alone<'_>], findings: &mut Findings<'_>) -> Vec<Promoter> {
    push_patches(findings);
    // Files that depend on no other one are together what each is alone, so nothing has to be read twice.
    let promoters = if files.iter().all(|file| file.is_whole) {
        read_one_by_one(files, findings)
    } else {
        read_as_one(files, findings)
    };
    for file in files.iter().filter(|file| !file.has_plugin() && !file.patched.is_patched()) {
        findings.push_in_file(&file.file.file, Problem::warning("no-promoter", "", NO_PROMOTER));
    }
    find_equal(&promoters, findings);
    find_equal_plugins(findings);
    promoters
}

fn push_patches(findings: &mut Findings<'_>) {
    let mut patches = Vec::new();
    for (_, patched, start) in findings.source.files() {
        for (offset, problem) in patched.problems() {
            patches.push(Finding::new(start + offset, problem.clone()));
        }
    }
    for patch in patches {
        findings.push(patch);
    }
}

fn read_one_by_one(files: &[Alone<'_>], findings: &mut Findings<'_>) -> Vec<Promoter> {
    let mut promoters = Vec::new();
    for (file, (_, patched, start)) in files.iter().zip(findings.source.files()) {
        let Some(table) = &file.table else { continue };
        read_table(patched.text(), table.get_ref(), start, &mut promoters, findings);
    }
    promoters
}

fn read_table(
    text: &str,
    table: &DeTable<'_>,
    start: usize,
    promoters: &mut Vec<Promoter>,
    findings: &mut Findings<'_>,
) {
    for finding in alone::findings(text, table, promoters.len(), findings.versions.reactor) {
        findings.push(finding.moved(start));
    }
    promoters.extend(document::promoters(text, table, start));
    findings.plugins.extend(document::plugins(text, table, start));
}

fn read_as_one(files: &[Alone<'_>], findings: &mut Findings<'_>) -> Vec<Promoter> {
    let mut promoters = Vec::new();
    let joined = findings.source.text();
    match alone::parse(&joined) {
        Ok(table) => {
            read_table(&joined, table.get_ref(), 0, &mut promoters, findings);
            push_joining(files, findings);
        }
        Err(error) => {
            // What each file says alone is more than where the whole breaks off.
            findings.refused_by_parser = true;
            for (_, patched, start) in findings.source.files() {
                match alone::parse(patched.text()) {
                    Ok(table) => read_table(patched.text(), table.get_ref(), start, &mut promoters, findings),
                    Err(error) => findings.push(error.moved(start)),
                }
            }
            if !findings.has_error() {
                findings.push(*error);
            }
        }
    }
    promoters
}

/// Files that the daemon takes together with the one before, and drbd-reactorctl not alone.
fn push_joining(files: &[Alone<'_>], findings: &mut Findings<'_>) {
    if findings.refused_by_parser {
        return;
    }
    for file in
        files.iter().filter(|file| !file.accepted && file.table.is_some() && !file.patched.is_patched())
    {
        let problem = Problem::warning("joins-previous", "promoter", JOINS_PREVIOUS);
        findings.push_in_file(&file.file.file, problem);
    }
}

/// Promoters that the daemon takes for the same: it exits, on reload too.
fn find_equal(promoters: &[Promoter], findings: &mut Findings<'_>) {
    let mut known: BTreeMap<Vec<&str>, Vec<Seen<'_>>> = BTreeMap::new();
    let mut names: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, promoter) in promoters.iter().enumerate() {
        for resource in &promoter.resources {
            if *names.entry(&resource.name).or_insert(index) != index {
                let at = format!("promoter[{index}].resources.{}", resource.name);
                findings.push(Finding::new(
                    resource.offset,
                    Problem::error("resource-twice", at, RESOURCE_TWICE),
                ));
            }
        }
        let resources = promoter.resources.iter().map(|resource| &*resource.name).collect();
        let alike = known.entry(resources).or_default();
        let this = seen(promoter);
        if alike.contains(&this) {
            let problem = Problem::error("promoter-twice", format!("promoter[{index}]"), PROMOTER_TWICE);
            findings.push(Finding::new(promoter.offset, problem).with_effect(Effect::NotStarted));
        } else {
            alike.push(this);
        }
    }
}

/// Other plugins that are twice the same: the daemon exits, too.
fn find_equal_plugins(findings: &mut Findings<'_>) {
    let plugins = std::mem::take(&mut findings.plugins);
    for (index, (name, settings, offset)) in plugins.iter().enumerate() {
        if plugins[..index].iter().any(|(other, others, _)| other == name && others == settings) {
            let message = Text::of(
                format!("the same `[[{name}]]` is there already; the daemon exits, on reload too"),
                format!("已有相同的 `[[{name}]]`；守护进程会退出，重载时也一样"),
            );
            let problem = Problem::error("plugin-twice", name, message);
            findings.push(Finding::new(*offset, problem).with_effect(Effect::NotStarted));
        }
    }
}

const JOINS_PREVIOUS: Text = Text::new(
    "without `[[promoter]]` of its own, this file joins the promoter of the file before it; drbd-reactorctl refuses it",
    "没有自己的 `[[promoter]]`，该文件会并入前一个文件的 promoter；drbd-reactorctl 会拒绝它",
);
const NO_PROMOTER: Text = Text::new(
    "no `[[promoter]]`: the daemon reads the file and runs nothing",
    "没有 `[[promoter]]`：守护进程会读取该文件，但不运行任何服务",
);
const PROMOTER_TWICE: Text = Text::new(
    "the same promoter is there already; the daemon exits, on reload too",
    "已有相同的 promoter；守护进程会退出，重载时也一样",
);
const RESOURCE_TWICE: Text = Text::new(
    "another promoter runs this resource already; two start lists for one resource get in each other's way",
    "已有另一个 promoter 运行该资源；同一资源的两个启动列表会互相干扰",
);
