//! Everything that is not a success, as one type and one shape of answer (RFC 9457).

use std::any::Any;
use std::error::Error;

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use gateway::api::ProblemDetails;
use gateway::problem::Problem;
use gateway::text::Text;

use crate::deploy::DeployError;
use crate::error::chain;
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
    /// Somebody has saved a newer revision.
    #[error("somebody has saved a newer revision")]
    StaleRevision,
    /// A write does not say which revision it builds on.
    #[error("the request does not say which revision it builds on")]
    RevisionNeeded,
    /// The body is larger than any that makes sense.
    #[error("the body is too large")]
    TooLarge,
    /// The body is not JSON.
    #[error("the body is not JSON")]
    NotJson,
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
            Self::SignInNeeded | Self::LinkUsed => StatusCode::UNAUTHORIZED,
            Self::OtherOrigin => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::Exists
            | Self::StillDeployed
            | Self::Busy
            | Self::StalePlan
            | Self::NotEnded
            | Self::NothingKept
            | Self::NodeExists
            | Self::FolderTaken
            | Self::NodeFixed
            | Self::NodeBusy => StatusCode::CONFLICT,
            Self::StaleRevision => StatusCode::PRECONDITION_FAILED,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Problems(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::RevisionNeeded => StatusCode::PRECONDITION_REQUIRED,
            Self::Store(_) | Self::Folder(_) | Self::Panicked(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::NotReady(_) => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// Stable name, and what helps, in both languages.
    fn advice(&self) -> (&'static str, Text) {
        match self {
            Self::Malformed(why) => ("malformed", Text::of(why.clone(), format!("无法读取请求：{why}"))),
            Self::SignInNeeded => (
                "sign-in-needed",
                Text::new(
                    "sign in with the link that the server prints; `sds-gateway sign-in` makes a new one",
                    "请使用服务器打印的登录链接登录；`sds-gateway sign-in` 可生成新链接",
                ),
            ),
            Self::LinkUsed => (
                "link-used",
                Text::new(
                    "a sign-in link works once; `sds-gateway sign-in` makes a new one",
                    "登录链接只能使用一次；`sds-gateway sign-in` 可生成新链接",
                ),
            ),
            Self::OtherOrigin => (
                "other-origin",
                Text::new(
                    "a page of another origin may change nothing here",
                    "其他来源的页面不能在此进行更改",
                ),
            ),
            Self::NotFound => ("not-found", Text::new("there is nothing here", "这里没有内容")),
            Self::MethodNotAllowed => {
                ("method-not-allowed", Text::new("the method is not known here", "此处不支持该方法"))
            }
            Self::Exists => (
                "exists",
                Text::new(
                    "a gateway of that resource exists already; change that one",
                    "该资源的网关已存在，请修改它",
                ),
            ),
            Self::StillDeployed => (
                "still-deployed",
                Text::new(
                    "nodes still have the snippet of the kind that the gateway had; deploy its removal first",
                    "节点上仍有该网关原类型的配置片段；请先部署其删除",
                ),
            ),
            Self::Busy => (
                "busy",
                Text::new(
                    "another deployment of the gateway is under way; wait for its end",
                    "该网关正在进行另一次部署，请等待其结束",
                ),
            ),
            Self::StalePlan => (
                "stale-plan",
                Text::new(
                    "the nodes or the gateway have changed since the plan was made; plan again and confirm",
                    "制定计划后节点或网关已发生变化；请重新制定计划并确认",
                ),
            ),
            Self::NotEnded => (
                "not-ended",
                Text::new("the deployment has not ended; wait for its end", "部署尚未结束，请等待其结束"),
            ),
            Self::NothingKept => (
                "nothing-kept",
                Text::new(
                    "the deployment ended before it changed anything, or its nodes were removed since",
                    "该部署在进行任何更改之前已结束，或其节点此后已被移除",
                ),
            ),
            Self::NodeExists => (
                "node-exists",
                Text::new(
                    "another node has that name; choose another one, or change that node",
                    "该名称已被另一个节点使用；请换一个名称，或修改那个节点",
                ),
            ),
            Self::FolderTaken => (
                "folder-taken",
                Text::new(
                    "another node has that folder; each node needs its own",
                    "该文件夹已被另一个节点使用；每个节点需要各自的文件夹",
                ),
            ),
            Self::NodeFixed => (
                "node-fixed",
                Text::new(
                    "the node comes from the settings file or from the demo; change it there and start the server \
                     again",
                    "该节点来自设置文件或演示环境；请在那里修改并重新启动服务器",
                ),
            ),
            Self::NodeBusy => (
                "busy",
                Text::new(
                    "a deployment to the node is under way; wait for its end",
                    "正在向该节点部署，请等待其结束",
                ),
            ),
            Self::StaleRevision => (
                "stale-revision",
                Text::new(
                    "somebody has saved a newer revision; nothing was overwritten: read it and save again",
                    "已有人保存了更新的修订版；没有覆盖任何内容：请读取后再次保存",
                ),
            ),
            Self::RevisionNeeded => (
                "revision-needed",
                Text::new(
                    "send `If-Match` with the `ETag` of the revision that you build on",
                    "请在 `If-Match` 中发送所依据修订版的 `ETag`",
                ),
            ),
            Self::TooLarge => ("too-large", Text::new("the body is larger than 4 MiB", "请求体超过 4 MiB")),
            Self::NotJson => (
                "not-json",
                Text::new("send `Content-Type: application/json`", "请发送 `Content-Type: application/json`"),
            ),
            Self::Problems(_) => {
                ("problems", Text::new("mend the problems listed and try again", "请修正所列问题后重试"))
            }
            Self::Store(_) | Self::Folder(_) | Self::Panicked(_) => {
                ("internal", Text::new("the server's log says why", "原因见服务器日志"))
            }
            Self::NotReady(_) => ("not-ready", Text::new("the store does not answer", "存储没有响应")),
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
            Self::Store(_) | Self::Folder(_) | Self::Panicked(_) => "the server failed".to_owned(),
            _ => self.to_string(),
        };
        let problems = if let Self::Problems(problems) = self { problems } else { Vec::new() };
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
        response
    }
}

impl From<DeployError> for ApiError {
    fn from(error: DeployError) -> Self {
        match error {
            DeployError::Stale => Self::StalePlan,
            DeployError::Blocked(problems) => Self::Problems(problems),
            DeployError::Busy => Self::Busy,
            DeployError::NothingKept => Self::NothingKept,
            DeployError::Store(error) => Self::Store(error),
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
            other => Self::Malformed(causes(&other)),
        }
    }
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

/// The last cause, which names line and column: what axum says before it repeats it.
fn causes(error: &dyn Error) -> String {
    let mut last = error;
    while let Some(cause) = last.source() {
        last = cause;
    }
    last.to_string()
}
