//! Handlers of the audit log.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures::stream;
use gateway::api::ProblemDetails;
use gateway::api::audit::{Action, AuditLine, AuditPage, AuditVerdict};
use serde::Deserialize;

use super::error::ApiError;
use super::extract::Query;
use super::session::Viewer;
use crate::app::App;
use crate::audit::verify;
use crate::error::chain;
use crate::store::{AuditFilter, AuditRow, StoreError};

/// Which entries are wanted, and from where on.
#[derive(Deserialize)]
pub(super) struct Wanted {
    account: Option<String>,
    action: Option<Action>,
    subject: Option<String>,
    since: Option<String>,
    until: Option<String>,
    before: Option<u64>,
    limit: Option<u32>,
}

impl Wanted {
    fn filter(self) -> AuditFilter {
        // A form sends what was left empty, too.
        let given = |text: Option<String>| text.filter(|text| !text.is_empty());
        AuditFilter {
            account: given(self.account),
            action: self.action,
            subject: given(self.subject),
            since: given(self.since),
            until: given(self.until),
        }
    }
}

/// Who changed what, newest first, a page at a time.
#[utoipa::path(get, path = "/audit", tag = "audit", params(
    ("account" = Option<String>, Query), ("action" = Option<Action>, Query), ("subject" = Option<String>, Query),
    ("since" = Option<String>, Query), ("until" = Option<String>, Query),
    ("before" = Option<u64>, Query), ("limit" = Option<u32>, Query)), responses(
    (status = 200, body = AuditPage),
    (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn list_audit(
    _: Viewer,
    State(app): State<Arc<App>>,
    Query(wanted): Query<Wanted>,
) -> Result<Json<AuditPage>, ApiError> {
    let (before, limit) = (wanted.before.unwrap_or(u64::MAX), wanted.limit.unwrap_or(100).clamp(1, 1000));
    // One more than wanted says whether there are more.
    let mut rows = app.store.audit(&wanted.filter(), before, limit + 1).await?;
    let has_more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    let next = rows.last().map(|row| row.number).filter(|_| has_more);
    let lines = rows.iter().map(line).collect::<Result<_, _>>()?;
    Ok(Json(AuditPage { lines, next }))
}

/// The same as JSON lines, all of them: `{"entry": …, "previous": …, "hash": …}`, newest first. The bytes of `entry` are
/// those that were hashed.
#[utoipa::path(get, path = "/audit/export", tag = "audit", params(
    ("account" = Option<String>, Query), ("action" = Option<Action>, Query), ("subject" = Option<String>, Query),
    ("since" = Option<String>, Query), ("until" = Option<String>, Query)), responses(
    (status = 200, body = AuditLine, content_type = "application/x-ndjson"),
    (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn export_audit(
    _: Viewer,
    State(app): State<Arc<App>>,
    Query(wanted): Query<Wanted>,
) -> Response {
    const PAGE: u32 = 500;
    let filter = wanted.filter();
    let pages = stream::unfold(Some(u64::MAX), move |before| {
        let (app, filter) = (Arc::clone(&app), filter.clone());
        async move {
            let rows = match app.store.audit(&filter, before?, PAGE).await {
                Ok(rows) => rows,
                Err(error) => {
                    tracing::error!(error = chain(&error), "the export of the audit log ends early");
                    return None;
                }
            };
            let last = rows.last()?.number;
            let text: String = rows.iter().map(json_line).collect();
            Some((Ok::<_, Infallible>(text), Some(last)))
        }
    });
    let headers = [
        (header::CONTENT_TYPE, "application/x-ndjson"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"sds-gateway-audit.jsonl\""),
    ];
    (headers, Body::from_stream(pages)).into_response()
}

/// Whether the chain of the audit log is whole.
#[utoipa::path(get, path = "/audit/verify", tag = "audit", responses(
    (status = 200, body = AuditVerdict),
    (status = 401, body = ProblemDetails, content_type = "application/problem+json"),
))]
pub(super) async fn verify_audit(
    _: Viewer,
    State(app): State<Arc<App>>,
) -> Result<Json<AuditVerdict>, ApiError> {
    Ok(Json(verify(app.store.as_ref()).await?))
}

fn line(row: &AuditRow) -> Result<AuditLine, ApiError> {
    let entry = serde_json::from_str(&row.entry).map_err(|source| StoreError::Database {
        attempt: "read an entry of the audit log",
        source: source.into(),
    })?;
    Ok(AuditLine { entry, previous: row.previous.clone(), hash: row.hash.clone() })
}

fn json_line(row: &AuditRow) -> String {
    format!("{{\"entry\":{},\"previous\":\"{}\",\"hash\":\"{}\"}}\n", row.entry, row.previous, row.hash)
}
