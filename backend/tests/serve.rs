//! The running server as clients and its log see it: HTTPS, whose certificate, and no secret in any line.

use std::error::Error;
use std::fs;
use std::io::{self, BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use hyper::client::conn::http2;
use hyper_util::rt::{TokioExecutor, TokioIo};
use rcgen::{CertifiedKey, KeyPair, generate_simple_self_signed};
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::version::{TLS12, TLS13};
use rustls::{ClientConfig, RootCertStore, SupportedProtocolVersion};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::sleep;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

const NAME: &str = "gateway.test";
/// Longer than anything here takes; whoever waits so long waits for ever.
const PATIENCE: Duration = Duration::from_mins(1);
const ASK: &str = "GET /api/v1/healthz HTTP/1.1\r\nHost: gateway.test\r\nConnection: close\r\n\r\n";
const TLS: &str = "[tls]\ncertificate = \"certificate.pem\"\nkey = \"key.pem\"\n";

const REFUSED: &str = "the new certificate is of no use";

type Pair = CertifiedKey<KeyPair>;

/// A server that runs until it is dropped.
struct Program {
    child: Child,
    address: SocketAddr,
    said: Arc<Mutex<Vec<String>>>,
}

impl Program {
    /// Starts it with the settings that are in `home`, and reads where it listens.
    fn start(home: &Path, environment: &[(&str, &str)]) -> Self {
        let mut child = program(home).envs(environment.iter().copied()).spawn().expect("the program runs");
        let said = Arc::new(Mutex::new(Vec::new()));
        let mut lines = BufReader::new(child.stdout.take().expect("a pipe")).lines();
        let log = BufReader::new(child.stderr.take().expect("a pipe"));
        let heard = Arc::clone(&said);
        thread::spawn(move || {
            for line in log.lines().map_while(Result::ok) {
                heard.lock().expect("nobody panics with it").push(line);
            }
        });
        let first = lines.next().expect("where it listens").expect("text");
        let link = lines.next().expect("a link to sign in").expect("text");
        let address = first.split("://").nth(1).and_then(|rest| rest.split(' ').next()).expect("an address");
        let address = address.parse().expect("an address");
        said.lock().expect("nobody panics with it").extend([first, link]);
        Self { child, address, said }
    }

    fn lines_with(&self, words: &str) -> usize {
        self.said.lock().expect("nobody panics with it").iter().filter(|line| line.contains(words)).count()
    }

    async fn says(&self, words: &str, times: usize) {
        until(words, async || self.lines_with(words) >= times).await;
    }

    fn hang_up(&self) {
        let pid = self.child.id().to_string();
        // A builtin of every shell; the program of that name is not on every machine.
        let told = Command::new("sh").args(["-c", "kill -HUP \"$1\"", "sh", &pid]).status().expect("a shell");
        assert!(told.success());
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        // One that has ended already cannot be ended again.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn program(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sds-gateway"));
    command.args(["serve", "--listen", "127.0.0.1:0"]).current_dir(home);
    for variable in ["SDS_GATEWAY_CONFIG", "SDS_GATEWAY_LISTEN", "SDS_GATEWAY_DATA", "RUST_LOG"] {
        command.env_remove(variable);
    }
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Asks again and again until it is so.
async fn until(what: &str, mut is_so: impl AsyncFnMut() -> bool) {
    let deadline = Instant::now() + PATIENCE;
    while !is_so().await {
        assert!(Instant::now() < deadline, "{what}");
        sleep(Duration::from_millis(20)).await;
    }
}

fn home() -> TempDir {
    let home = TempDir::new().expect("a directory");
    fs::write(home.path().join("sds-gateway.toml"), TLS).expect("a file");
    home
}

fn pair() -> Pair {
    generate_simple_self_signed([NAME.to_owned()]).expect("a certificate")
}

fn put(home: &Path, certificate: &Pair, key: &Pair) {
    fs::write(home.join("key.pem"), key.signing_key.serialize_pem()).expect("a file");
    fs::write(home.join("certificate.pem"), certificate.cert.pem()).expect("a file");
}

/// Shakes hands as a client that trusts these certificates and no others.
async fn shake(
    address: SocketAddr,
    trusted: &[&Pair],
    versions: &[&'static SupportedProtocolVersion],
    protocols: &[&str],
) -> io::Result<TlsStream<TcpStream>> {
    let mut roots = RootCertStore::empty();
    for pair in trusted {
        roots.add(pair.cert.der().clone()).expect("a certificate");
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let config = config.with_protocol_versions(versions).expect("versions that are known");
    let mut config = config.with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = protocols.iter().map(|protocol| protocol.as_bytes().to_vec()).collect();
    let name = ServerName::try_from(NAME).expect("a name");
    TlsConnector::from(Arc::new(config)).connect(name, TcpStream::connect(address).await?).await
}

async fn shown(address: SocketAddr, trusted: &[&Pair]) -> CertificateDer<'static> {
    let stream = shake(address, trusted, &[&TLS13], &[]).await.expect("a handshake");
    let certificates = stream.get_ref().1.peer_certificates().expect("a certificate");
    certificates.first().expect("a certificate").clone().into_owned()
}

async fn ask(mut stream: impl AsyncReadExt + AsyncWriteExt + Unpin, text: &str) -> String {
    stream.write_all(text.as_bytes()).await.expect("a connection");
    let mut answer = Vec::new();
    // TLS says when it ends, and a plain connection may be reset after its answer.
    drop(stream.read_to_end(&mut answer).await);
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn both_versions_of_tls_and_of_http_are_spoken() -> Result<(), Box<dyn Error>> {
    let (home, pair) = (home(), pair());
    put(home.path(), &pair, &pair);
    let program = Program::start(home.path(), &[]);
    assert_eq!(program.lines_with("Sign in once: https://127.0.0.1:"), 1, "links name what is spoken");
    for version in [&TLS12, &TLS13] {
        let stream = shake(program.address, &[&pair], &[version], &["http/1.1"]).await?;
        let answer = ask(stream, ASK).await;
        assert!(answer.starts_with("HTTP/1.1 204 "), "{version:?}: {answer}");
        assert!(answer.contains("\r\nstrict-transport-security: max-age="), "{version:?}: {answer}");
        assert!(!answer.to_lowercase().contains("\r\nserver:"), "{answer}");
    }
    let stream = shake(program.address, &[&pair], &[&TLS13], &["h2", "http/1.1"]).await?;
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(b"h2".as_slice()));
    let (mut client, connection) = http2::handshake(TokioExecutor::new(), TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    for (origin, status) in [
        // Its own origin gets as far as the link, which is wrong.
        ("https://gateway.test", StatusCode::UNAUTHORIZED),
        ("https://evil.test", StatusCode::FORBIDDEN),
    ] {
        let request = Request::post("https://gateway.test/api/v1/session");
        let request = request.header(header::CONTENT_TYPE, "application/json").header(header::ORIGIN, origin);
        let answer = client.send_request(request.body(Body::from("{\"token\": \"x\"}"))?).await?;
        assert_eq!(answer.status(), status, "{origin}");
        assert!(answer.headers().contains_key(header::STRICT_TRANSPORT_SECURITY));
    }
    Ok(())
}

#[tokio::test]
async fn a_new_certificate_is_shown_without_a_restart_and_a_bad_one_never() {
    let (home, first, second) = (home(), pair(), pair());
    put(home.path(), &first, &first);
    let program = Program::start(home.path(), &[]);
    let trusted = [&first, &second];
    assert_eq!(shown(program.address, &trusted).await, *first.cert.der());

    put(home.path(), &second, &second);
    until("the second is shown", async || shown(program.address, &trusted).await == *second.cert.der()).await;

    let before = program.lines_with(REFUSED);
    put(home.path(), &first, &second);
    program.says(REFUSED, before + 1).await;
    assert_ne!(program.lines_with("cannot use the certificate with its key"), 0, "the reason is told");
    assert_eq!(shown(program.address, &trusted).await, *second.cert.der(), "the one before stays");
    program.hang_up();
    program.says(REFUSED, before + 2).await;
    fs::write(home.path().join("certificate.pem"), "no certificate").expect("a file");
    program.says("certificate.pem` is no certificate in PEM", 1).await;
    fs::remove_file(home.path().join("certificate.pem")).expect("a file");
    program.says("cannot read `certificate.pem`", 1).await;
    assert_eq!(shown(program.address, &trusted).await, *second.cert.der(), "the one before stays");

    let before = program.lines_with("the certificate was read again");
    put(home.path(), &second, &second);
    program.hang_up();
    program.says("the certificate was read again", before + 1).await;
}

#[tokio::test]
async fn plain_http_is_told_to_use_https() {
    let (home, pair) = (home(), pair());
    put(home.path(), &pair, &pair);
    let program = Program::start(home.path(), &[]);
    let answer = ask(TcpStream::connect(program.address).await.expect("a connection"), ASK).await;
    assert!(answer.starts_with("HTTP/1.1 400 Bad Request\r\n"), "{answer}");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a head and a body");
    assert!(body.contains("https://"), "{answer}");
    assert!(head.contains(&format!("Content-Length: {}\r\n", body.len())), "{answer}");
}

#[test]
fn a_server_without_a_usable_certificate_does_not_start() {
    let (home, pair, other) = (home(), pair(), pair());
    let refused = |why: &str| {
        let output = program(home.path()).output().expect("the program ends");
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(said.contains("cannot use TLS") && said.contains(why), "{said}");
    };
    refused("cannot read `certificate.pem`");
    put(home.path(), &pair, &other);
    refused("cannot use the certificate with its key");
    fs::write(home.path().join("key.pem"), pair.cert.pem()).expect("a file");
    refused("`key.pem` is no private key in PEM");
}

#[tokio::test]
async fn whatever_is_logged_no_line_has_the_token_of_a_link() {
    let home = TempDir::new().expect("a directory");
    let program = Program::start(home.path(), &[("RUST_LOG", "trace,h2=trace,hyper=trace")]);
    let secret = "5ecre7-5ecre7-5ecre7";
    let body = format!("{{\"token\": \"{secret}\", \"password\": \"{secret}\"}}");
    for target in [
        format!("GET /review/{secret}"),
        format!("GET /api/v1/review/{secret}"),
        format!("POST /api/v1/review/{secret}/comments"),
        format!("GET /api/v1/gateways?token={secret}"),
        format!("GET /api/v1/session/oidc/callback?code={secret}&state={secret}"),
        format!("GET /?{secret}"),
        format!("GET /api/v1/no-such/{secret}"),
        "POST /api/v1/session".to_owned(),
        "POST /api/v1/check".to_owned(),
    ] {
        let request = format!(
            "{target} HTTP/1.1\r\nHost: gateway.test\r\nConnection: close\r\nContent-Type: application/json\r\n\
             Cookie: sds_session={secret}\r\nAuthorization: Bearer {secret}\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let stream = TcpStream::connect(program.address).await.expect("a connection");
        assert!(ask(stream, &request).await.starts_with("HTTP/1.1 "), "{target}");
    }
    program.says("finished processing request", 9).await;
    assert_eq!(program.lines_with(secret), 0);
}
