//! A whole server in the test's process, with a simulated cluster that needs no time and a directory node.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use gateway::api::audit::Action;
use gateway::api::people::Role;
use gateway::gateway::Kind;
use gateway::names::password::AccountName;
use http_body_util::BodyExt;
use sds_gateway::app::{App, make_link};
use sds_gateway::audit::Note;
use sds_gateway::deploy::Patience;
use sds_gateway::node::Node;
use sds_gateway::node::directory::DirectoryNode;
use sds_gateway::node::simulated::SimulatedNode;
use sds_gateway::node::simulated::cluster::{Cluster, Pace};
use sds_gateway::nodes::Nodes;
use sds_gateway::serve::router::router;
use sds_gateway::store::Store;
use sds_gateway::store::sqlite::Sqlite;
use sds_gateway::token::Token;
use sds_gateway::who::Who;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::watch;
use tower::ServiceExt;

/// The name of the node that is a directory.
pub const DIRECTORY: &str = "directory";

/// A server over a data directory that goes with it.
pub struct Server {
    /// Its state.
    pub app: Arc<App>,
    /// What really runs on its simulated nodes.
    pub cluster: Arc<Cluster>,
    router: Router,
    cookie: Option<String>,
    home: Arc<TempDir>,
    close: Arc<watch::Sender<bool>>,
    heard: Arc<Mutex<Vec<Heard>>>,
}

/// An answer as it went over the network, with what was asked.
#[derive(Clone)]
pub struct Heard {
    /// Method and path.
    pub asked: String,
    /// Headers and body.
    pub answered: Vec<u8>,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    /// The status code.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body; where it is no text, what is none in it is replaced.
    pub text: String,
    /// The body as it came.
    pub bytes: Vec<u8>,
}

impl Answer {
    /// The body as JSON.
    ///
    /// # Panics
    ///
    /// If it is none.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("JSON: {}", self.text))
    }

    /// A header, or nothing.
    pub fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// The places of its problems, in order.
    pub fn places(&self) -> Vec<String> {
        let problems = self.json()["problems"].as_array().cloned().unwrap_or_default();
        problems.iter().map(|problem| problem["at"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

impl Server {
    /// A server with an empty data directory, and somebody who has signed in.
    pub async fn start() -> Self {
        let home = Arc::new(TempDir::new().expect("a temporary directory"));
        Self::start_over(home, Vec::new()).await.signed_in().await
    }

    /// The same, where a deployment needs so many approvals.
    pub async fn start_needing(approvals: u32) -> Self {
        let home = Arc::new(TempDir::new().expect("a temporary directory"));
        Self::boot(home, Vec::new(), approvals).await.signed_in().await
    }

    /// A server whose nodes are the usual ones and `more`.
    pub async fn start_with(more: Vec<Arc<dyn Node>>) -> Self {
        let home = Arc::new(TempDir::new().expect("a temporary directory"));
        Self::start_over(home, more).await.signed_in().await
    }

    /// Another server over the same data, as after a crash. Nobody has signed in with it yet.
    pub async fn start_again(&self) -> Self {
        Self::start_over(Arc::clone(&self.home), Vec::new()).await
    }

    /// The same with `more` nodes.
    pub async fn start_again_with(&self, more: Vec<Arc<dyn Node>>) -> Self {
        Self::start_over(Arc::clone(&self.home), more).await
    }

    /// A server with these nodes and no others, over a data directory that lives as long as it does.
    pub async fn over(home: Arc<TempDir>, nodes: Vec<Arc<dyn Node>>, patience: Patience) -> Self {
        let cluster = Arc::new(Cluster::new(Pace::INSTANT));
        Self::open(home, cluster, nodes, patience, 0).await
    }

    async fn start_over(home: Arc<TempDir>, more: Vec<Arc<dyn Node>>) -> Self {
        Self::boot(home, more, 0).await
    }

    async fn boot(home: Arc<TempDir>, more: Vec<Arc<dyn Node>>, approvals: u32) -> Self {
        let cluster = Arc::new(Cluster::new(Pace::INSTANT));
        let mut nodes = more;
        for name in ["node-a", "node-b", "node-c"] {
            let directory = directory_of(home.path(), name);
            let node = SimulatedNode::boot(name, directory, Arc::clone(&cluster)).await.expect("a node");
            nodes.push(Arc::new(node));
        }
        nodes.push(Arc::new(DirectoryNode::new(DIRECTORY, directory_of(home.path(), DIRECTORY))));
        // Without time to wait, what is not there at once will never be.
        let patience = Patience { limit: Duration::ZERO, pause: Duration::ZERO };
        Self::open(home, cluster, nodes, patience, approvals).await
    }

    async fn open(
        home: Arc<TempDir>,
        cluster: Arc<Cluster>,
        nodes: Vec<Arc<dyn Node>>,
        patience: Patience,
        approvals: u32,
    ) -> Self {
        let data = home.path().join("data");
        let store: Arc<dyn Store> = Arc::new(Sqlite::open(&data).await.expect("a store"));
        let nodes = Nodes::open(nodes, Arc::clone(&store), &data).await.expect("nodes");
        let (close, closing) = watch::channel(false);
        let app = Arc::new(App::new(store, nodes, patience, true, closing).with_approvals(approvals));
        Self {
            router: router(Arc::clone(&app)),
            app,
            cluster,
            cookie: None,
            home,
            close: Arc::new(close),
            heard: Arc::default(),
        }
    }

    /// The same server, asked by somebody who has signed in.
    ///
    /// # Panics
    ///
    /// If the link does not work.
    pub async fn signed_in(mut self) -> Self {
        let token = self.app.make_sign_in_link().await.expect("a link");
        self.sign_in_with(&token).await;
        self
    }

    /// The same server, asked by somebody else who has signed in: a new account of this role.
    ///
    /// # Panics
    ///
    /// If the name is none, or taken.
    pub async fn person(&self, name: &str, role: Role) -> Self {
        let account: AccountName = name.parse().expect("a name");
        let (store, who) = (self.app.store.as_ref(), Who::server());
        let note = Note::new(&who, Action::CreateUser, name);
        store.create_account(&account, role, None, &note).await.expect("an account");
        let token = make_link(store, name, &who).await.expect("a link");
        let mut person = self.anybody();
        person.sign_in_with(&token).await;
        person
    }

    /// The same server, asked by somebody who has not signed in.
    #[must_use]
    pub fn anybody(&self) -> Self {
        Self {
            app: Arc::clone(&self.app),
            cluster: Arc::clone(&self.cluster),
            router: self.router.clone(),
            cookie: None,
            home: Arc::clone(&self.home),
            close: Arc::clone(&self.close),
            heard: Arc::clone(&self.heard),
        }
    }

    /// Signs in with name and password, and gives the answer.
    pub async fn sign_in(&mut self, account: &str, password: &str) -> Answer {
        let answer = self.post("/session", &json!({"account": account, "password": password})).await;
        let cookie = answer.header(header::SET_COOKIE).split(';').next().unwrap_or_default();
        self.cookie = Some(cookie.to_owned());
        answer
    }

    async fn sign_in_with(&mut self, token: &Token) {
        let answer = self.post("/session", &json!({"token": token.reveal()})).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
        let cookie = answer.header(header::SET_COOKIE).split(';').next().unwrap_or_default();
        self.cookie = Some(cookie.to_owned());
    }

    /// Asks without the session.
    pub fn sign_out_quietly(&mut self) {
        self.cookie = None;
    }

    /// The cookie of the session, as the browser sends it; nothing where nobody has signed in.
    pub fn cookie(&self) -> &str {
        self.cookie.as_deref().unwrap_or_default()
    }

    /// The same server, asked with the cookie of a session.
    #[must_use]
    pub fn with_cookie(mut self, cookie: &str) -> Self {
        self.cookie = Some(cookie.to_owned());
        self
    }

    /// Everything that was answered, to whomever.
    pub fn heard(&self) -> Vec<Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Ends the streams, as a server does that was told to end.
    pub fn close(&self) {
        self.close.send_replace(true);
    }

    /// The data directory.
    pub fn data(&self) -> PathBuf {
        self.home.path().join("data")
    }

    /// The snippets directory of a node.
    pub fn directory(&self, node: &str) -> PathBuf {
        directory_of(self.home.path(), node)
    }

    /// Asks anything; the path is below the interface's root, or anywhere when it starts with `//`.
    ///
    /// # Panics
    ///
    /// If the request cannot be made.
    pub async fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let path = match path.strip_prefix("//") {
            Some(rest) => format!("/{rest}"),
            None => format!("{}{path}", gateway::api::ROOT),
        };
        let mut request = Request::builder().method(method).uri(path).header("host", "gateway.test");
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body.into()).expect("a request");
        let asked = format!("{} {}", request.method(), request.uri());
        let answer = self.router.clone().oneshot(request).await.expect("a router never fails");
        let (parts, body) = answer.into_parts();
        let bytes = body.collect().await.expect("a whole body").to_bytes();
        let mut answered = format!("{:?}\n", parts.headers).into_bytes();
        answered.extend_from_slice(&bytes);
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).push(Heard { asked, answered });
        Answer {
            status: parts.status,
            headers: parts.headers,
            text: String::from_utf8_lossy(&bytes).into_owned(),
            bytes: bytes.to_vec(),
        }
    }

    /// Reads.
    pub async fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], Body::empty()).await
    }

    /// Sends JSON.
    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.ask("POST", path, &[("content-type", "application/json")], body.to_string()).await
    }

    /// Changes what has the tag.
    pub async fn put(&self, path: &str, etag: &str, body: &Value) -> Answer {
        let headers = [("content-type", "application/json"), ("if-match", etag)];
        self.ask("PUT", path, &headers, body.to_string()).await
    }

    /// Removes what has the tag.
    pub async fn delete(&self, path: &str, etag: &str) -> Answer {
        self.ask("DELETE", path, &[("if-match", etag)], Body::empty()).await
    }

    /// Saves a gateway, whether it is the first revision or not, and gives the answer.
    ///
    /// # Panics
    ///
    /// If it is refused.
    pub async fn save(&self, draft: &Value) -> Value {
        let path = format!("/gateways/{}", draft["resource"].as_str().expect("a resource"));
        let now = self.get(&path).await;
        let answer = if now.status == StatusCode::NOT_FOUND {
            self.post("/gateways", draft).await
        } else {
            self.put(&path, now.header(header::ETAG), draft).await
        };
        assert!(answer.status.is_success(), "{}", answer.text);
        answer.json()
    }

    /// Plans the deployment of a gateway.
    pub async fn plan(&self, resource: &str) -> Value {
        self.post(&format!("/gateways/{resource}/plan"), &Value::Null).await.json()
    }

    /// Plans and deploys a gateway, waits for the end, and gives the deployment.
    pub async fn deploy(&self, resource: &str) -> Value {
        self.deploy_with(resource, "roll_back").await
    }

    /// Plans and deploys with a choice of what happens when a node fails.
    ///
    /// # Panics
    ///
    /// If it does not begin.
    pub async fn deploy_with(&self, resource: &str, on_failure: &str) -> Value {
        let digest = self.plan(resource).await["digest"].clone();
        let order = json!({"digest": digest, "on_failure": on_failure});
        let begun = self.post(&format!("/gateways/{resource}/deployments"), &order).await;
        assert_eq!(begun.status, StatusCode::ACCEPTED, "{}", begun.text);
        self.end_of(begun.json()["id"].as_str().expect("an id")).await
    }

    /// Waits for the end of a deployment by reading its events, and gives the last one.
    ///
    /// # Panics
    ///
    /// If the events end before the deployment does.
    pub async fn end_of(&self, id: &str) -> Value {
        let events = self.get(&format!("/deployments/{id}/events")).await;
        let last = events.text.lines().filter_map(|line| line.strip_prefix("data:")).next_back();
        let last: Value = serde_json::from_str(last.expect("an event")).expect("an event of JSON");
        assert_ne!(last["state"], "running", "{last}");
        last
    }
}

/// An example of the iSCSI kind.
pub fn iscsi() -> Value {
    Kind::Iscsi.example()
}

fn directory_of(home: &Path, node: &str) -> PathBuf {
    let directory = home.join(node);
    std::fs::create_dir_all(&directory).expect("a directory");
    directory
}
