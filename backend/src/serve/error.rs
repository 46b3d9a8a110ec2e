//! Everything that is not a success, as one type and one shape of answer (RFC 9457).

mod advice;

use std::any::Any;
use std::error::Error;
use std::time::Duration;

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gateway::api::ProblemDetails;
use gateway::api::people::Role;
use gateway::api::review::Approval;
use gateway::names::Choice;
use gateway::problem::Problem;
use gateway::secret::masked_problems;
use tower_http::timeout::TimeoutError;

use crate::archive::ArchiveError;
use crate::deploy::DeployError;
use crate::error::{chain, without_values};
use crate::maintenance::MaintenanceError;
use crate::node::error::NodeError;
use crate::nodes::NodesError;
use crate::store::StoreError;

/// Why a request is not answered with a success.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// The request cannot be read.
    #[error("the request cannot be read: {0}")]
    Malformed(String),
    /// Nobody has signed in, or the session has ended.
    #[error("sign in first")]
    SignInNeeded,
    /// The sign-in link does not exist or was used.
    #[error("the sign-in link does not work")]
    LinkUsed,
    /// Name and password do not belong together.
    #[error("name or password is wrong")]
    PasswordWrong,
    /// The password that is to be replaced is another one.
    #[error("the current password is wrong")]
    CurrentPasswordWrong,
    /// Too many failures to sign in; how long one may not try again.
    #[error("too many failures to sign in")]
    LockedOut(Duration),
    /// The role does not permit it.
    #[error("this needs the role {}", .0.word())]
    Forbidden(Role),
    /// It is for somebody at a browser, not for a program with a token.
    #[error("this needs a session of a browser")]
    SessionNeeded,
    /// Another server knows the account.
    #[error("the account signs in with another server")]
    KnownElsewhere,
    /// There is an account of that name.
    #[error("an account of that name exists already")]
    AccountExists,
    /// The account may not sign in.
    #[error("the account is disabled")]
    AccountDisabled,
    /// Nobody would be left who can manage accounts.
    #[error("it is the last admin")]
    LastAdmin,
    /// A password cannot be hashed.
    #[error("a password cannot be hashed")]
    Hash(#[source] std::io::Error),
    /// A page of another origin asks.
    #[error("a page of another origin may change nothing here")]
    OtherOrigin,
    /// There is no such thing.
    #[error("there is nothing here")]
    NotFound,
    /// The thing is there, the method is not.
    #[error("the method is not known here")]
    MethodNotAllowed,
    /// A gateway of that resource exists.
    #[error("a gateway of that resource exists already")]
    Exists,
    /// Nodes still have the snippet of the kind that the gateway had.
    #[error("nodes still have its old snippet")]
    StillDeployed,
    /// Another deployment of the gateway is under way.
    #[error("another deployment of the gateway is under way")]
    Busy,
    /// The plan is not the one that was confirmed.
    #[error("the plan has changed since it was confirmed")]
    StalePlan,
    /// A deployment that has not ended cannot be taken back.
    #[error("the deployment has not ended")]
    NotEnded,
    /// A deployment that has changed nothing cannot be taken back.
    #[error("the deployment has changed nothing that could be taken back")]
    NothingKept,
    /// No node has the snippet.
    #[error("no node has the snippet of the gateway")]
    NotDeployed,
    /// The gateway runs nowhere.
    #[error("the gateway is active on no node")]
    NotActive,
    /// A node did not do what was asked.
    #[error("the node did not do what was asked")]
    Node(#[source] NodeError),
    /// Another node has the name.
    #[error("another node has that name")]
    NodeExists,
    /// Another node has the folder.
    #[error("another node has that folder")]
    FolderTaken,
    /// The server was started with the node.
    #[error("the node is one that the server was started with")]
    NodeFixed,
    /// A deployment to the node is under way.
    #[error("a deployment to the node is under way")]
    NodeBusy,
    /// The share link has expired, was revoked, or never was.
    #[error("the share link does not work")]
    ShareGone,
    /// A newer revision than the one that is judged exists.
    #[error("only the newest revision can be judged")]
    NotNewest,
    /// Whoever judges has saved the content.
    #[error("nobody judges what is their own")]
    OwnRevision,
    /// The revision lacks approvals, or was rejected.
    #[error("the revision is not approved")]
    ApprovalsMissing(Box<Approval>),
    /// Somebody has saved a newer revision.
    #[error("somebody has saved a newer revision")]
    StaleRevision,
    /// A write does not say which revision it builds on.
    #[error("the request does not say which revision it builds on")]
    RevisionNeeded,
    /// The client asks more than it may; it may again after this time.
    #[error("too many requests")]
    TooMany(Duration),
    /// The body did not arrive in time.
    #[error("the body took too long")]
    TooSlow,
    /// The answer did not begin in time.
    #[error("the answer took too long")]
    TookTooLong,
    /// The body is larger than any that makes sense.
    #[error("the body is too large")]
    TooLarge,
    /// The body is not JSON.
    #[error("the body is not JSON")]
    NotJson,
    /// There is no archive, or one is not taken in.
    #[error(transparent)]
    Archive(ArchiveError),
    /// What the user can mend.
    #[error("the request has problems")]
    Problems(Vec<Problem>),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The folder of a node cannot be made.
    #[error("the folder of a node cannot be made")]
    Folder(#[source] NodesError),
    /// The store does not answer.
    #[error("the server is not ready")]
    NotReady(#[source] StoreError),
    /// A handler panicked.
    #[error("a handler panicked: {0}")]
    Panicked(String),
}

impl ApiError {
    /// An answer to a panic; its text goes to the log and to nobody else.
    pub fn from_panic(panic: &(dyn Any + Send)) -> Self {
        let text = panic.downcast_ref::<String>().map(String::as_str);
        Self::Panicked(text.or(panic.downcast_ref::<&str>().copied()).unwrap_or_default().to_owned())
    }

    fn status(&self) -> StatusCode {
        match self {
            Self::Malformed(_) => StatusCode::BAD_REQUEST,
            Self::SignInNeeded | Self::LinkUsed | Self::PasswordWrong => StatusCode::UNAUTHORIZED,
            Self::OtherOrigin | Self::Forbidden(_) | Self::SessionNeeded | Self::CurrentPasswordWrong => {
                StatusCode::FORBIDDEN
            }
            Self::NotFound | Self::ShareGone => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Exists
            | Self::StillDeployed
            | Self::Busy
            | Self::StalePlan
            | Self::NotEnded
            | Self::NothingKept
            | Self::NotDeployed
            | Self::NotActive
            | Self::NodeExists
            | Self::FolderTaken
            | Self::NodeFixed
            | Self::NodeBusy
            | Self::KnownElsewhere
            | Self::AccountExists
            | Self::AccountDisabled
            | Self::LastAdmin
            | Self::NotNewest
            | Self::OwnRevision
            | Self::ApprovalsMissing(_)
            | Self::Archive(ArchiveError::NotEmpty | ArchiveError::Busy)
            // Nothing has failed there: it is a node of another kind.
            | Self::Node(NodeError::NoDaemon) => StatusCode::CONFLICT,
            Self::StaleRevision => StatusCode::PRECONDITION_FAILED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TooMany(_) | Self::LockedOut(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Problems(_) | Self::Archive(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::RevisionNeeded => StatusCode::PRECONDITION_REQUIRED,
            Self::Store(_) | Self::Folder(_) | Self::Hash(_) | Self::Panicked(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Node(_) => StatusCode::BAD_GATEWAY,
            Self::NotReady(_) | Self::TookTooLong => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = self.status();
        if status.is_server_error() {
            tracing::error!(error = chain(&self), "a request failed");
        }
        let (name, detail) = self.advice();
        let title = match &self {
            // What failed inside is for the log: it may name paths and more.
            Self::Store(_) | Self::Folder(_) | Self::Hash(_) | Self::Panicked(_) => {
                "the server failed".to_owned()
            }
            _ => self.to_string(),
        };
        let pause = if let Self::TooMany(pause) | Self::LockedOut(pause) = self { Some(pause) } else { None };
        let problems =
            if let Self::Problems(problems) = self { masked_problems(problems) } else { Vec::new() };
        let body = ProblemDetails {
            r#type: format!("/help/errors#{name}"),
            title,
            status: status.as_u16(),
            detail: Some(detail.en.into_owned()),
            detail_zh: Some(detail.zh.into_owned()),
            problems,
        };
        let mut response = (status, Json(body)).into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        if let Some(pause) = pause {
            // In whole seconds; a pause of none would be asked again at once (RFC 9110, 10.2.3).
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(pause.as_secs() + 1));
        }
        response
    }
}

impl From<ArchiveError> for ApiError {
    fn from(error: ArchiveError) -> Self {
        match error {
            ArchiveError::Store(error) => Self::Store(error),
            error => Self::Archive(error),
        }
    }
}

impl From<DeployError> for ApiError {
    fn from(error: DeployError) -> Self {
        match error {
            DeployError::NotApproved(approval) => Self::ApprovalsMissing(approval),
            DeployError::Stale => Self::StalePlan,
            DeployError::Blocked(problems) => Self::Problems(problems),
            DeployError::Busy => Self::Busy,
            DeployError::NothingKept => Self::NothingKept,
            DeployError::NotDeployed => Self::NotDeployed,
            DeployError::NotActive => Self::NotActive,
            DeployError::Store(error) => Self::Store(error),
        }
    }
}

impl From<MaintenanceError> for ApiError {
    fn from(error: MaintenanceError) -> Self {
        match error {
            MaintenanceError::Node { source, .. } => Self::Node(source),
            MaintenanceError::Deploy(error) => error.into(),
            MaintenanceError::Store(error) => Self::Store(error),
        }
    }
}

impl From<NodesError> for ApiError {
    fn from(error: NodesError) -> Self {
        match error {
            NodesError::Unknown => Self::NotFound,
            NodesError::Fixed => Self::NodeFixed,
            NodesError::NameTaken => Self::NodeExists,
            NodesError::FolderTaken => Self::FolderTaken,
            NodesError::Busy => Self::NodeBusy,
            NodesError::Folder { .. } => Self::Folder(error),
            NodesError::Store(error) => Self::Store(error),
        }
    }
}

impl From<JsonRejection> for ApiError {
    fn from(rejection: JsonRejection) -> Self {
        match rejection {
            JsonRejection::MissingJsonContentType(_) => Self::NotJson,
            JsonRejection::BytesRejection(rejection)
                if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE =>
            {
                Self::TooLarge
            }
            JsonRejection::BytesRejection(rejection) if is_too_slow(&rejection) => Self::TooSlow,
            other => Self::Malformed(causes(&other)),
        }
    }
}

/// Whether a body ended because its time had passed.
fn is_too_slow(error: &(dyn Error + 'static)) -> bool {
    error.is::<TimeoutError>() || error.source().is_some_and(is_too_slow)
}

impl From<PathRejection> for ApiError {
    /// What does not fit the pattern of a path names nothing.
    fn from(_: PathRejection) -> Self {
        Self::NotFound
    }
}

impl From<QueryRejection> for ApiError {
    fn from(rejection: QueryRejection) -> Self {
        Self::Malformed(causes(&rejection))
    }
}

/// The last cause, which names line and column: what axum says before it repeats it. Values of the request are left out:
/// what is answered may be kept by whoever stands between.
fn causes(error: &dyn Error) -> String {
    let mut last = error;
    while let Some(cause) = last.source() {
        last = cause;
    }
    without_values(&last.to_string())
}
