//! What a reviewer sees of a revision: nothing that is secret, and behind a link nothing of anything else.

use gateway::api::review::{Approval, NodeDifference, Review, RevisionDifference, Share};
use gateway::problem::Problem;
use gateway::secret::json::mask_gateway;
use gateway::secret::masked;
use gateway::secret::pair::masked_pair;
use gateway::text::Text;

use crate::app::App;
use crate::approval::History;
use crate::content::Content;
use crate::deploy::record::Goal;
use crate::serve::error::ApiError;
use crate::store::Saved;
use crate::surveys::Seen;

/// A revision as those who have signed in see it.
pub async fn for_account(app: &App, resource: &str, number: u32) -> Result<Review, ApiError> {
    let history = app.deployments.approvals.history(resource).await?;
    let shown = find(&history, Some(number)).ok_or(ApiError::NotFound)?;
    let mut review = common(app, &history, shown).await;
    if let Ok(content) = Content::read(&shown.gateway) {
        let conflicts = app.fleet.lock().await?.conflicts(&content);
        review.problems.extend(conflicts.into_iter().map(without_fix));
    }
    Ok(review)
}

/// What a share link shows: no account but the author, no word of another gateway, and of a node no more than its name
/// and how it differs.
pub async fn for_link(app: &App, share: &Share) -> Result<Review, ApiError> {
    let history = app.deployments.approvals.history(&share.resource).await?;
    let shown = find(&history, share.revision).ok_or(ApiError::ShareGone)?;
    let mut review = common(app, &history, shown).await;
    review.pinned = share.revision.is_some();
    review.expires_at = Some(share.expires_at.clone());
    for node in &mut review.nodes {
        // Why a node is silent may name its address.
        node.error = node.error.take().map(|_| SILENT);
    }
    review.approval = Approval { verdicts: Vec::new(), authors: Vec::new(), ..review.approval };
    Ok(review)
}

/// A revision, or the newest one.
fn find(history: &History, number: Option<u32>) -> Option<&Saved> {
    let mut revisions = history.revisions().iter();
    revisions.find(|revision| number.is_none_or(|number| revision.revision == number))
}

async fn common(app: &App, history: &History, shown: &Saved) -> Review {
    let problems = match Content::read(&shown.gateway) {
        Ok(content) => content.remarks(),
        Err(ApiError::Problems(problems)) => problems,
        Err(_) => Vec::new(),
    };
    let newest = history.revisions().first().map_or(shown.revision, |newest| newest.revision);
    let approved = history.last_approved_before(shown.revision).map(|approved| RevisionDifference {
        revision: approved.revision,
        diff: difference((&name(approved), text(approved)), (&name(shown), text(shown))),
    });
    let seen = app.surveys.all().await;
    Review {
        resource: shown.resource.clone(),
        revision: shown.revision,
        newest,
        pinned: true,
        expires_at: None,
        author: shown.author.clone(),
        saved_at: shown.saved_at.clone(),
        message: shown.message.clone(),
        removed: shown.removed,
        gateway: mask_gateway(&shown.gateway),
        file: format!("{}.toml", shown.snippet),
        text: masked(&shown.text),
        problems: problems.into_iter().map(without_fix).collect(),
        nodes: seen.iter().map(|seen| node_difference(shown, seen)).collect(),
        approved,
        approval: history.of(shown),
    }
}

/// How the revision differs from what a node has.
fn node_difference(shown: &Saved, seen: &Seen) -> NodeDifference {
    let node = seen.node.name().to_owned();
    match &seen.survey {
        Err(error) => NodeDifference { node, diff: String::new(), error: Some(error.clone()) },
        Ok(survey) => {
            let has = Goal::of(&shown.snippet, &survey.snippets);
            let theirs = format!("{}.toml on {node}", shown.snippet);
            let diff = difference((&theirs, has.text().unwrap_or_default()), (&name(shown), text(shown)));
            NodeDifference { node, diff, error: None }
        }
    }
}

/// Unified diff of two texts with their names, without a secret.
fn difference(old: (&str, &str), new: (&str, &str)) -> String {
    let (before, now) = masked_pair(old.1, new.1);
    similar::TextDiff::from_lines(&before, &now).unified_diff().header(old.0, new.0).to_string()
}

fn name(saved: &Saved) -> String {
    format!("{}.toml revision {}", saved.snippet, saved.revision)
}

/// What the nodes get of a revision.
fn text(saved: &Saved) -> &str {
    if saved.removed { "" } else { &saved.text }
}

/// A review is read; nothing is mended there, and a repair may quote what stands beside it.
fn without_fix(mut problem: Problem) -> Problem {
    problem.fix = None;
    problem
}

const SILENT: Text = Text::new("the node does not answer", "节点没有应答");
