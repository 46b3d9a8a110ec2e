//! The server: every address, and what can go wrong on the way. Nothing else in the app knows either.

mod archive;
pub(crate) mod audit;
mod nodes;
pub(crate) mod people;
mod review;
pub(crate) mod running;

use gateway::api::deployments::{Deploy, Deployment, OnFailure, PlanAnswer};
use gateway::api::{GatewayRow, ProblemDetails, ROOT, Revealed, Revision, SavedGateway};
use gateway::problem::Problem;
use gateway::text::Text;
use gloo_net::http::{Method, Request, RequestBuilder, Response};
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::words;

/// Where the description of the interface is.
pub(crate) const DOCUMENTATION: &str = "/api/v1/docs";

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ApiError {
    /// The server said why not.
    Refused(Box<ProblemDetails>),
    /// Something answered, but not as the server does.
    Unreadable(u16),
    /// Nobody answered.
    Silent,
}

impl ApiError {
    /// Status code of HTTP, where there was an answer.
    pub(crate) fn status(&self) -> Option<u16> {
        match self {
            Self::Refused(details) => Some(details.status),
            Self::Unreadable(status) => Some(*status),
            Self::Silent => None,
        }
    }

    /// The fields at fault.
    pub(crate) fn problems(&self) -> Vec<Problem> {
        match self {
            Self::Refused(details) => details.problems.clone(),
            Self::Unreadable(_) | Self::Silent => Vec::new(),
        }
    }

    /// What to tell the user.
    pub(crate) fn message(&self) -> Text {
        match self {
            Self::Refused(details) => {
                let english = details.detail.clone().unwrap_or_else(|| details.title.clone());
                let chinese = details.detail_zh.clone().unwrap_or_else(|| english.clone());
                Text::of(english, chinese)
            }
            Self::Unreadable(status) => words::unreadable(*status),
            Self::Silent => words::SERVER_SILENT,
        }
    }
}

/// A saved gateway with the tag that a change of it must name.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Tagged {
    /// The gateway.
    pub(crate) saved: SavedGateway,
    /// Its `ETag`.
    pub(crate) tag: String,
}

/// The server, as the components know it.
#[derive(Clone, Copy)]
pub(crate) struct Api {
    /// Set when the server does not know any more who asks.
    signed_out: RwSignal<bool>,
}

impl Api {
    /// The server; `signed_out` is set by the first answer that says so.
    pub(crate) fn new(signed_out: RwSignal<bool>) -> Self {
        Self { signed_out }
    }

    /// Every gateway.
    pub(crate) async fn list_gateways(self) -> Result<Vec<GatewayRow>, ApiError> {
        self.get("/gateways").await
    }

    /// Every gateway that was removed and that no node has any more.
    pub(crate) async fn list_gone_gateways(self) -> Result<Vec<GatewayRow>, ApiError> {
        self.get("/gateways?gone=true").await
    }

    /// One gateway.
    pub(crate) async fn find_gateway(self, resource: &str) -> Result<Tagged, ApiError> {
        self.tagged(Method::GET, &gateway(resource), None, NO_BODY).await
    }

    /// Saves a new gateway. Secrets that are `***` are those of this node's snippet.
    pub(crate) async fn create_gateway(
        self,
        draft: &Value,
        secrets_from: Option<&str>,
        message: &str,
    ) -> Result<Tagged, ApiError> {
        let path =
            asking("/gateways", &[("message", message), ("secrets_from", secrets_from.unwrap_or_default())]);
        self.tagged(Method::POST, &path, None, Some(draft)).await
    }

    /// A revision with its secrets, which the server notes down.
    pub(crate) async fn reveal(self, resource: &str, number: u32) -> Result<Revealed, ApiError> {
        self.send(Method::POST, &format!("{}/revisions/{number}/reveal", gateway(resource)), NO_BODY).await
    }

    /// Saves a change of a gateway, unless somebody else changed what `tag` stands for.
    pub(crate) async fn save_gateway(
        self,
        resource: &str,
        tag: &str,
        draft: &Value,
        message: &str,
    ) -> Result<Tagged, ApiError> {
        let path = asking(&gateway(resource), &[("message", message)]);
        self.tagged(Method::PUT, &path, Some(tag), Some(draft)).await
    }

    /// Says that a gateway is to be removed.
    pub(crate) async fn remove_gateway(self, resource: &str, tag: &str) -> Result<(), ApiError> {
        let request = request(Method::DELETE, &gateway(resource)).header("If-Match", tag);
        self.watch(send(request, NO_BODY).await).map(drop)
    }

    /// Every revision of a gateway.
    pub(crate) async fn list_revisions(self, resource: &str) -> Result<Vec<Revision>, ApiError> {
        self.get(&format!("{}/revisions", gateway(resource))).await
    }

    /// One revision of a gateway.
    pub(crate) async fn find_revision(self, resource: &str, number: u32) -> Result<Revision, ApiError> {
        self.get(&format!("{}/revisions/{number}", gateway(resource))).await
    }

    /// Makes an old revision the newest, with what its author says about it.
    pub(crate) async fn restore_revision(
        self,
        resource: &str,
        number: u32,
        tag: &str,
        message: &str,
    ) -> Result<(), ApiError> {
        let path = format!("{}/revisions/{number}/restore", gateway(resource));
        let path = asking(&path, &[("message", message)]);
        let request = request(Method::POST, &path).header("If-Match", tag);
        self.watch(send(request, NO_BODY).await).map(drop)
    }

    /// The unified diff between two revisions.
    pub(crate) async fn diff_revisions(self, resource: &str, from: u32, to: u32) -> Result<String, ApiError> {
        self.get_text(&format!("{}/diff?from={from}&to={to}", gateway(resource))).await
    }

    /// What a deployment of the newest revision would do.
    pub(crate) async fn plan(self, resource: &str) -> Result<PlanAnswer, ApiError> {
        self.send(Method::POST, &format!("{}/plan", gateway(resource)), NO_BODY).await
    }

    /// Carries out the plan with this digest; with a reason, without the approvals that it needs.
    pub(crate) async fn deploy(
        self,
        resource: &str,
        digest: String,
        on_failure: OnFailure,
        override_reason: Option<String>,
    ) -> Result<Deployment, ApiError> {
        let body = Deploy { digest, on_failure, override_reason };
        self.send(Method::POST, &format!("{}/deployments", gateway(resource)), Some(&body)).await
    }

    /// Every deployment of a gateway.
    pub(crate) async fn list_deployments(self, resource: &str) -> Result<Vec<Deployment>, ApiError> {
        self.get(&format!("{}/deployments", gateway(resource))).await
    }

    /// One deployment.
    pub(crate) async fn find_deployment(self, id: &str) -> Result<Deployment, ApiError> {
        self.get(&format!("/deployments/{}", escape(id))).await
    }

    async fn get<T: DeserializeOwned>(self, path: &str) -> Result<T, ApiError> {
        self.send(Method::GET, path, NO_BODY).await
    }

    async fn get_text(self, path: &str) -> Result<String, ApiError> {
        let response = self.watch(send(request(Method::GET, path), NO_BODY).await)?;
        response.text().await.map_err(|_| ApiError::Unreadable(response.status()))
    }

    async fn send<T: DeserializeOwned>(
        self,
        method: Method,
        path: &str,
        body: Option<&impl Serialize>,
    ) -> Result<T, ApiError> {
        read(self.watch(send(request(method, path), body).await)?).await
    }

    /// Has something done that is answered with nothing but a success.
    async fn carry_out(
        self,
        method: Method,
        path: &str,
        body: Option<&impl Serialize>,
    ) -> Result<(), ApiError> {
        self.watch(send(request(method, path), body).await).map(drop)
    }

    async fn tagged(
        self,
        method: Method,
        path: &str,
        tag: Option<&str>,
        body: Option<&impl Serialize>,
    ) -> Result<Tagged, ApiError> {
        let mut request = request(method, path);
        if let Some(tag) = tag {
            request = request.header("If-Match", tag);
        }
        let response = self.watch(send(request, body).await)?;
        let tag = response.headers().get("ETag").unwrap_or_default();
        Ok(Tagged { saved: read(response).await?, tag })
    }

    /// Notices that the user has to sign in again, whichever call it was that found out.
    fn watch(self, answer: Result<Response, ApiError>) -> Result<Response, ApiError> {
        if let Err(error) = &answer
            && error.status() == Some(401)
        {
            self.signed_out.set(true);
        }
        answer
    }
}

/// Name of the events of a deployment.
pub(crate) const DEPLOYMENT_EVENT: &str = "deployment";

/// Where a deployment tells its progress, each event named [`DEPLOYMENT_EVENT`].
pub(crate) fn deployment_events(id: &str) -> String {
    format!("{ROOT}/deployments/{}/events", escape(id))
}

const NO_BODY: Option<&()> = None;

fn gateway(resource: &str) -> String {
    format!("/gateways/{}", escape(resource))
}

/// A path with those parameters that are given.
pub(crate) fn asking(path: &str, parameters: &[(&str, &str)]) -> String {
    let given = parameters.iter().filter(|(_, value)| !value.is_empty());
    let query: Vec<String> = given.map(|(name, value)| format!("{name}={}", escape(value))).collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}

fn escape(segment: &str) -> String {
    js_sys::encode_uri_component(segment).into()
}

fn request(method: Method, path: &str) -> RequestBuilder {
    RequestBuilder::new(&format!("{ROOT}{path}")).method(method).header("Accept", "application/json")
}

/// Sends the request; every answer that is not a success is an error.
async fn send(request: RequestBuilder, body: Option<&impl Serialize>) -> Result<Response, ApiError> {
    let request = match body {
        Some(body) => request.json(body),
        None => request.build(),
    };
    let response = fetch(request.map_err(|_| ApiError::Silent)?).await.map_err(|_| ApiError::Silent)?;
    if response.ok() {
        return Ok(response);
    }
    let status = response.status();
    match response.json::<ProblemDetails>().await {
        Ok(details) => Err(ApiError::Refused(Box::new(details))),
        Err(_) => Err(ApiError::Unreadable(status)),
    }
}

/// Browsers drop what is under way when the network changes, as with a VPN: whatever only reads is asked a second time.
async fn fetch(request: Request) -> Result<Response, gloo_net::Error> {
    if request.method() != Method::GET {
        return request.send().await;
    }
    let request = web_sys::Request::from(request);
    let spare = request.clone();
    match (Request::from(request).send().await, spare) {
        (Err(_), Ok(spare)) => Request::from(spare).send().await,
        (answer, _) => answer,
    }
}

async fn read<T: DeserializeOwned>(response: Response) -> Result<T, ApiError> {
    response.json().await.map_err(|_| ApiError::Unreadable(response.status()))
}
