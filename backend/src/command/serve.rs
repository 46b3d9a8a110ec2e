//! `serve`: builds the server from its adapters and runs it until it is told to end.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::time::timeout;

use super::demo::{self, DemoError};
use super::sign_in::link;
use crate::app::App;
use crate::deploy::Patience;
use crate::error::chain;
use crate::node::Node;
use crate::node::directory::DirectoryNode;
use crate::node::limits::Limits;
use crate::node::reactor::ReactorNode;
use crate::node::simulated::cluster::Pace;
use crate::node::ssh::Gate;
use crate::nodes::Nodes;
use crate::oidc::{Oidc, OidcSetupError};
use crate::serve::certificates::{CertificateError, Certificates};
use crate::serve::listen::listen;
use crate::serve::router::router_with;
use crate::settings::Settings;
use crate::settings::web::WebSettings;
use crate::store::sqlite::Sqlite;
use crate::store::{Store, StoreError};

/// How long requests may go on when the server is to end. Deployments are resumed at the next start.
const GRACE: Duration = Duration::from_secs(5);

/// Why the server does not run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The store failed.
    #[error("cannot use the store")]
    Store(#[from] StoreError),
    /// The demo failed.
    #[error("cannot start the demo")]
    Demo(#[from] DemoError),
    /// The certificate cannot be shown.
    #[error("cannot use TLS")]
    Tls(#[from] CertificateError),
    /// Signing in with another server cannot be set up.
    #[error("cannot use `[oidc]`")]
    Oidc(#[from] OidcSetupError),
    /// A node of the settings has the name of one of the demo.
    #[error("two nodes are called `{0}`")]
    NodeTwice(String),
    /// The address is taken or not of this machine.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// What it says cannot be written.
    #[error("cannot write to standard output")]
    Write(#[source] io::Error),
    /// The system refused something.
    #[error("the server failed")]
    Run(#[source] io::Error),
}

/// Runs the server until SIGINT or SIGTERM.
pub async fn serve(settings: Settings, demo: bool, out: &mut (dyn Write + Send)) -> Result<(), ServeError> {
    let store: Arc<dyn Store> = Arc::new(Sqlite::open_with(&settings.data, settings.key_file.clone()).await?);
    let mut fixed: Vec<Arc<dyn Node>> = Vec::new();
    let gate = Arc::new(Gate::new(settings.nodes_at_once).map_err(ServeError::Run)?);
    for node in &settings.nodes {
        match ReactorNode::of_settings(node, settings.ssh_config.as_deref(), Limits::default(), &gate) {
            Some(node) => fixed.push(Arc::new(node)),
            None => fixed.push(Arc::new(DirectoryNode::new(node.name.as_str(), &node.directory))),
        }
    }
    if demo {
        fixed.extend(demo::start(&settings.data, store.as_ref(), Pace::WATCHABLE).await?);
    }
    let mut names = BTreeSet::new();
    if let Some(twice) = fixed.iter().find(|node| !names.insert(node.name())) {
        return Err(ServeError::NodeTwice(twice.name().to_owned()));
    }
    let certificates = match &settings.web.tls {
        Some(tls) => Some(Certificates::open(tls).await?),
        None => None,
    };
    let nodes = Nodes::open(fixed, Arc::clone(&store), &settings.data).await?;
    let failed = |source| ServeError::Listen { address: settings.listen, source };
    let listener = TcpListener::bind(settings.listen).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    if !address.ip().is_loopback() && certificates.is_none() && settings.web.trusted_proxies.are_none() {
        tracing::warn!(
            %address,
            "reachable from other machines: sessions and secrets travel in plain HTTP; set `tls`, or put a proxy in front"
        );
    }
    if let Some(certificates) = &certificates {
        let hangup = signal(SignalKind::hangup()).map_err(ServeError::Run)?;
        tokio::spawn(Arc::clone(certificates).keep_current(hangup));
    }
    let (close, closing) = watch::channel(false);
    let oidc = settings.oidc.as_ref();
    let oidc = oidc.map(|oidc| Oidc::open(oidc, &settings.web.base(address))).transpose()?;
    let app = App { oidc, ..App::new(store, nodes, Patience::default(), demo, closing) };
    let app = Arc::new(app.with_approvals(settings.approvals));
    app.deployments.resume().await?;
    // Whoever has read where the server listens may tell it to end at once.
    let told_to_end = told_to_end().map_err(ServeError::Run)?;
    announce(&app, &settings, address, out).await?;

    let closing = app.closing.clone();
    let router = router_with(app, &settings.web);
    let tls = certificates.as_ref().map(Certificates::acceptor);
    let web = settings.web.clone();
    let mut server = tokio::spawn(async move { listen(listener, router, &web, tls, closing).await });
    tokio::select! {
        ended = &mut server => return ended.map_err(io::Error::other).map_err(ServeError::Run),
        () = told_to_end => {}
    }
    close.send_replace(true);
    match timeout(GRACE, server).await {
        Ok(ended) => ended.map_err(io::Error::other).map_err(ServeError::Run),
        Err(error) => {
            tracing::warn!(error = chain(&error), "some requests did not end in time");
            Ok(())
        }
    }
}

/// Says where the server is, and how to get in.
async fn announce(
    app: &App,
    settings: &Settings,
    address: SocketAddr,
    out: &mut (dyn Write + Send),
) -> Result<(), ServeError> {
    let reach = if address.ip().is_loopback() { "this machine only" } else { "other machines, too" };
    let base = settings.web.base(address);
    let listens_on = WebSettings { public_url: None, ..settings.web.clone() }.base(address);
    let mut lines = vec![format!("SDS Gateway listens on {listens_on} ({reach})")];
    if app.demo || !app.store.has_signed_in().await? {
        lines.push(link(&base, &app.make_sign_in_link().await?));
    } else {
        let data = settings.data.display();
        lines.push(format!(
            "To sign in from another browser: sds-gateway sign-in --listen {address} --data {data}"
        ));
    }
    let mut write = || -> io::Result<()> {
        for line in &lines {
            writeln!(out, "{line}")?;
        }
        out.flush()
    };
    write().map_err(ServeError::Write)
}

/// Listens for signals from now on, and ends with the first.
fn told_to_end() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => tracing::info!("interrupted"),
            _ = terminate.recv() => tracing::info!("told to end"),
        }
    })
}
