//! The audit log: its entries, its export, and whether its chain is whole.

use gateway::api::audit::{AuditPage, AuditVerdict};

use super::{Api, ApiError, ROOT};

impl Api {
    /// Entries of the audit log that a query wants, the newest first; those before the entry `before`, if given.
    pub(crate) async fn list_audit(self, query: &str, before: Option<u64>) -> Result<AuditPage, ApiError> {
        let before = before.map(|before| format!("&before={before}")).unwrap_or_default();
        self.get(&format!("/audit?limit={PAGE}{}{before}", following(query))).await
    }

    /// Whether the chain of the audit log is whole.
    pub(crate) async fn verify_audit(self) -> Result<AuditVerdict, ApiError> {
        self.get("/audit/verify").await
    }
}

/// As many entries as one looks through before wanting a filter.
const PAGE: u32 = 50;

/// Where all entries that a query wants are, as JSON lines.
pub(crate) fn audit_export(query: &str) -> String {
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{ROOT}/audit/export{mark}{query}")
}

fn following(query: &str) -> String {
    if query.is_empty() { String::new() } else { format!("&{query}") }
}
