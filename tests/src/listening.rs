//! A server that listens, for clients that do not speak as they should.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use sds_gateway::serve::listen::listen;
use sds_gateway::settings::web::WebSettings;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::time::timeout;

/// Longer than anything here takes; whoever waits so long waits for ever.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// Listens on loopback until it is dropped.
pub struct Listening {
    /// Where.
    pub address: SocketAddr,
    _close: watch::Sender<bool>,
}

impl Listening {
    /// Answers with these routes.
    ///
    /// # Panics
    ///
    /// Where loopback has no port left.
    pub async fn start(router: Router, web: WebSettings) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let (close, closing) = watch::channel(false);
        tokio::spawn(async move { listen(listener, router, &web, None, closing).await });
        Self { address, _close: close }
    }

    /// A connection of its own.
    ///
    /// # Panics
    ///
    /// If there is none.
    pub async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.expect("a connection")
    }
}

/// Writes what is to be written, as far as it is taken.
pub async fn say(stream: &mut TcpStream, text: &str) {
    // Whoever is cut off cannot write, and reads why.
    drop(stream.write_all(text.as_bytes()).await);
}

/// Everything that the server says until it ends the connection.
///
/// # Panics
///
/// If it does not end it.
pub async fn until_cut(stream: &mut TcpStream) -> String {
    let mut said = Vec::new();
    let ended = timeout(PATIENCE, stream.read_to_end(&mut said)).await;
    // What was not read yet when the connection ended makes an end an error.
    drop(ended.expect("the server ends the connection"));
    String::from_utf8_lossy(&said).into_owned()
}

/// What the server says until these words have come.
///
/// # Panics
///
/// If they do not come.
pub async fn until_said(stream: &mut TcpStream, words: &str) -> String {
    let mut said = Vec::new();
    let read = async {
        while !String::from_utf8_lossy(&said).contains(words) {
            let mut bytes = [0; 4096];
            let count = stream.read(&mut bytes).await.expect("a connection");
            assert_ne!(count, 0, "ended after {}", String::from_utf8_lossy(&said));
            said.extend_from_slice(&bytes[..count]);
        }
    };
    timeout(PATIENCE, read).await.expect("the words come");
    String::from_utf8_lossy(&said).into_owned()
}
