//! Approvals: who must agree with a content before nodes get it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use gateway::api::people::Role;
use gateway::api::review::{Approval, ApprovalCount, Verdict};
use gateway::text::Text;

use crate::seal::keyed::Keyed;
use crate::store::people::Account;
use crate::store::reviews::{Judged, Said};
use crate::store::{Saved, Store, StoreError};

/// Knows which revisions were approved, and how many approvals a deployment needs.
pub struct Approvals {
    store: Arc<dyn Store>,
    /// How many approvals a deployment needs.
    pub needed: u32,
}

impl Approvals {
    /// Approvals that nobody needs.
    pub fn new(store: Arc<dyn Store>) -> Self {
        Self { store, needed: 0 }
    }

    /// How a revision stands.
    pub async fn of(&self, saved: &Saved) -> Result<Approval, StoreError> {
        Ok(self.history(&saved.resource).await?.of(saved))
    }

    /// How every revision of a gateway stands.
    pub async fn history(&self, resource: &str) -> Result<History, StoreError> {
        // What was said is read last: a rejection that comes meanwhile counts.
        let revisions = self.store.revisions(resource).await?;
        let keyed = self.store.keyed();
        let contents = revisions.iter().map(|revision| content(&keyed, revision)).collect();
        let accounts = self.store.accounts().await?;
        let said = self.store.verdicts(resource).await?;
        Ok(History { needed: self.needed, keyed, revisions, contents, accounts, said })
    }

    /// How the newest revision of each of these gateways stands, by resource; nothing of those that need no approval and
    /// of which nobody has said anything.
    ///
    /// Older revisions are read of those only of which somebody judges who has saved one of them: to open all of them
    /// would take seconds where there are thousands.
    pub async fn counts(&self, newest: &[Saved]) -> Result<BTreeMap<String, ApprovalCount>, StoreError> {
        let needed = self.needed;
        let all = self.store.all_verdicts().await?;
        let accounts = if all.is_empty() { Vec::new() } else { self.store.accounts().await? };
        let keyed = self.store.keyed();
        let mut counts = BTreeMap::new();
        for saved in newest {
            let of_resource = judged_about(&all, &saved.resource);
            let name = if of_resource.is_empty() { String::new() } else { content(&keyed, saved) };
            let about: Vec<&Judged> = of_resource.iter().filter(|judged| judged.content == name).collect();
            if needed == 0 && about.is_empty() {
                continue;
            }
            let count = if about.iter().any(|judged| judged.has_saved) {
                let Approval { given, rejected, .. } = self.of(saved).await?;
                ApprovalCount { needed, given, rejected }
            } else {
                let count = |approved| {
                    let counts = |judged: &&&Judged| {
                        judged.approved == approved && may_judge(&accounts, &judged.account)
                    };
                    number(about.iter().filter(counts).count())
                };
                ApprovalCount { needed, given: count(true), rejected: count(false) }
            };
            counts.insert(saved.resource.clone(), count);
        }
        Ok(counts)
    }
}

/// Names the content of a revision: what the nodes get of it. It holds secrets, so nobody else can make the name to guess
/// them.
pub fn content(keyed: &Keyed, saved: &Saved) -> String {
    let content = (saved.removed, &saved.snippet, &saved.text);
    keyed.digest(&serde_json::to_string(&content).expect("a revision is plain data"))
}

/// Every revision of a gateway, with what was said about them.
pub struct History {
    needed: u32,
    keyed: Arc<Keyed>,
    revisions: Vec<Saved>,
    contents: Vec<String>,
    accounts: Vec<Account>,
    said: Vec<Said>,
}

impl History {
    /// Every revision, newest first.
    pub fn revisions(&self) -> &[Saved] {
        &self.revisions
    }

    /// How a revision stands.
    pub fn of(&self, saved: &Saved) -> Approval {
        let content = content(&self.keyed, saved);
        let authors = self.authors(&content);
        let about = self.said.iter().filter(|said| said.content == content);
        let verdicts: Vec<Verdict> = about.map(|said| self.verdict(said, &authors)).collect();
        let count =
            |approved| verdicts.iter().filter(|each| each.counts && each.approved == approved).count();
        let (given, rejected) = (number(count(true)), number(count(false)));
        Approval {
            revision: saved.revision,
            content,
            needed: self.needed,
            given,
            rejected,
            satisfied: given >= self.needed && rejected == 0,
            authors: authors.into_iter().map(str::to_owned).collect(),
            verdicts,
        }
    }

    /// The last revision before this one that really was approved by as many as are needed, and by one at least.
    pub fn last_approved_before(&self, number: u32) -> Option<&Saved> {
        let older = self.revisions.iter().filter(|revision| revision.revision < number);
        let mut approved = older.filter(|revision| {
            let approval = self.of(revision);
            approval.satisfied && approval.given > 0
        });
        approved.next()
    }

    /// Whoever has saved this content, in whichever revision: nobody can approve what is their own.
    fn authors(&self, content: &str) -> BTreeSet<&str> {
        let revisions = self.revisions.iter().zip(&self.contents);
        revisions.filter(|(_, of)| *of == content).map(|(revision, _)| revision.author.as_str()).collect()
    }

    fn verdict(&self, said: &Said, authors: &BTreeSet<&str>) -> Verdict {
        Verdict {
            account: said.account.clone(),
            approved: said.approved,
            counts: may_judge(&self.accounts, &said.account) && !authors.contains(said.account.as_str()),
            revision: said.revision,
            at: said.at.clone(),
            message: said.message.clone(),
        }
    }
}

/// Whether what somebody says counts, unless it is about their own.
fn may_judge(accounts: &[Account], name: &str) -> bool {
    let account = accounts.iter().find(|account| account.name == name);
    account.is_some_and(|account| !account.disabled && account.role >= Role::Reviewer)
}

/// What is said of a gateway, among what is said of all, sorted by resource.
fn judged_about<'a>(all: &'a [Judged], resource: &str) -> &'a [Judged] {
    let from = all.partition_point(|judged| judged.resource.as_str() < resource);
    let until = all.partition_point(|judged| judged.resource.as_str() <= resource);
    &all[from..until]
}

/// What keeps a revision from being deployed: how many approvals are missing, and who rejected.
pub fn missing(approval: &Approval) -> Text {
    let (mut en, mut zh) = (Vec::new(), Vec::new());
    let missing = approval.needed.saturating_sub(approval.given);
    if missing > 0 {
        let Approval { revision, needed, given, .. } = approval;
        en.push(format!(
            "{given} of {needed} approvals of revision {revision} are there, {missing} more must come from reviewers who \
             are not its author"
        ));
        zh.push(format!(
            "修订版本 {revision} 需要 {needed} 个批准，已有 {given} 个；还需由非作者的审阅者给出 {missing} 个"
        ));
    }
    let rejects = |verdict: &&Verdict| verdict.counts && !verdict.approved;
    let who: Vec<&str> =
        approval.verdicts.iter().filter(rejects).map(|verdict| verdict.account.as_str()).collect();
    if !who.is_empty() {
        en.push(format!(
            "it was rejected by {}, who must approve it, or the gateway must change",
            who.join(", ")
        ));
        zh.push(format!("已被 {} 拒绝；须由其批准，或修改网关", who.join("、")));
    }
    Text::of(en.join("; "), zh.join("；"))
}

fn number(count: usize) -> u32 {
    u32::try_from(count).expect("nobody has so many accounts")
}
