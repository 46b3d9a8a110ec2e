//! The agents of iSCSI: targets and their LUNs.

mod chap;
mod identity;
mod ignored;
mod implementation;
mod initiators;
mod lun;
mod portals;
mod target;

use crate::check::findings::Findings;
use crate::check::started::{Started, StartedAgent};

/// Looks at a target.
pub(super) fn look_at_target(target: &StartedAgent<'_>, started: &Started<'_>, findings: &mut Findings<'_>) {
    let served = implementation::of_target(target, started);
    implementation::look_at_target(target, started, findings);
    target::look_at_iqn(target, started, served, findings);
    target::look_at_number(target, started, served, findings);
    portals::look_at(target, started, served, findings);
    chap::look_at(target, served, findings);
    initiators::look_at_target(target, served, findings);
}

/// Looks at a LUN.
pub(super) fn look_at_logical_unit(
    lun: &StartedAgent<'_>,
    started: &Started<'_>,
    findings: &mut Findings<'_>,
) {
    let served = implementation::of_lun(lun, started);
    implementation::look_at_lun(lun, started, findings);
    lun::look_at_target(lun, started, findings);
    lun::look_at_number(lun, started, served, findings);
    lun::look_at_path(lun, findings);
    lun::look_at_choices(lun, served, findings);
    identity::look_at(lun, served, findings);
    initiators::look_at_lun(lun, started, served, findings);
    ignored::look_at(lun, served, findings);
}

/// Looks at the CHAP users of all targets of a node.
pub(super) fn look_at_users(all: &[Started<'_>], findings: &mut Findings<'_>) {
    chap::look_at_users(all, findings);
}

/// The target that a LUN belongs to: the one it names, or the only one.
fn target_of<'a, 's>(lun: &StartedAgent<'_>, started: &'s Started<'a>) -> Option<&'s StartedAgent<'a>> {
    let iqn = lun.some("target_iqn");
    let named = started.agents("iSCSITarget").find(|target| iqn.is_some() && target.some("iqn") == iqn);
    named.or_else(|| {
        let mut targets = started.agents("iSCSITarget");
        let only = targets.next()?;
        targets.next().is_none().then_some(only)
    })
}

/// The LUNs that belong to a target.
fn luns_of<'a, 's>(target: &StartedAgent<'_>, started: &'s Started<'a>) -> Vec<&'s StartedAgent<'a>> {
    let belongs = |lun: &&StartedAgent<'_>| {
        target_of(lun, started).is_some_and(|its_target| its_target.index == target.index)
    };
    started.agents("iSCSILogicalUnit").filter(belongs).collect()
}
