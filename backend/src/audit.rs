//! The audit log: entries, and the chain that holds them together.

use gateway::api::audit::{Action, AuditEntry, AuditVerdict};
use serde::Serialize;
use serde_json::Value;

use crate::clock;
use crate::store::{AuditLog, AuditRow, StoreError};
use crate::token;
use crate::who::Who;

/// What the first entry has instead of the hash of one before.
pub const BEGINNING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// What is to be noted, before it has its number. Every call of a port that changes something takes one, and keeps both
/// or neither.
#[derive(Clone, Debug)]
pub struct Note {
    who: Who,
    action: Action,
    subject: String,
    before: Value,
    after: Value,
    reason: String,
}

impl Note {
    /// That somebody did something to `subject`.
    pub fn new(who: &Who, action: Action, subject: impl Into<String>) -> Self {
        Self {
            who: who.clone(),
            action,
            subject: subject.into(),
            before: Value::Null,
            after: Value::Null,
            reason: String::new(),
        }
    }

    /// The same with how it was. Secrets must be masked.
    #[must_use]
    pub fn before(mut self, before: &impl Serialize) -> Self {
        self.before = json(before);
        self
    }

    /// The same with how it is since. Secrets must be masked.
    #[must_use]
    pub fn after(mut self, after: &impl Serialize) -> Self {
        self.after = json(after);
        self
    }

    /// The same with why, in the words of who did it.
    #[must_use]
    pub fn because(mut self, reason: impl Into<String>) -> Self {
        self.reason = reason.into();
        self
    }

    /// The entry with this number, as of now.
    pub fn entry(&self, number: u64) -> AuditEntry {
        AuditEntry {
            number,
            at: clock::now(),
            account: self.who.account.clone(),
            role: self.who.role,
            via: self.who.via,
            address: self.who.address.map(|address| address.to_string()),
            action: self.action,
            subject: self.subject.clone(),
            before: self.before.clone(),
            after: self.after.clone(),
            reason: self.reason.clone(),
        }
    }
}

/// Hash of an entry that follows the one with the hash `previous`.
pub fn hash(previous: &str, entry: &str) -> String {
    token::hash(&format!("{previous}{entry}"))
}

/// Whether every entry is what it was, from the first to the newest.
pub async fn verify(log: &(impl AuditLog + ?Sized)) -> Result<AuditVerdict, StoreError> {
    const PAGE: u32 = 1000;
    let (mut entries, mut head) = (0, BEGINNING.to_owned());
    loop {
        let rows = log.audit_after(entries, PAGE).await?;
        if rows.is_empty() {
            return Ok(AuditVerdict { entries, head, broken_at: None });
        }
        for row in rows {
            let follows = row.number == entries + 1 && row.previous == head;
            if !follows || row.hash != hash(&row.previous, &row.entry) || !says_its_number(&row) {
                return Ok(AuditVerdict { entries, head, broken_at: Some(entries + 1) });
            }
            (entries, head) = (row.number, row.hash);
        }
    }
}

fn says_its_number(row: &AuditRow) -> bool {
    serde_json::from_str::<AuditEntry>(&row.entry).is_ok_and(|entry| entry.number == row.number)
}

fn json(value: &impl Serialize) -> Value {
    serde_json::to_value(value).expect("what is noted is plain data")
}
