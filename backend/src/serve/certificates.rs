//! The certificate that the server shows, read again when its files change.

use std::fmt;
use std::io;
use std::mem::replace;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::{self, PemObject};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;
use rustls::version::{TLS12, TLS13};
use sha2::{Digest as _, Sha256};
use tokio::signal::unix::Signal;
use tokio::time::{MissedTickBehavior, interval};
use tokio_rustls::TlsAcceptor;

use crate::error::chain;
use crate::settings::web::TlsSettings;

/// How often the files are looked at. They are small, and what replaces them may do so in any way: rename, link, write.
const PAUSE: Duration = Duration::from_secs(2);

/// Why a certificate cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// A file cannot be read.
    #[error("cannot read `{path}`")]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// A file is no PEM, or holds something else.
    #[error("`{path}` is no {what} in PEM")]
    Pem {
        /// The file.
        path: PathBuf,
        /// What it should be.
        what: &'static str,
        /// Why it is not.
        #[source]
        source: pem::Error,
    },
    /// Certificate and key do not belong together, or are of a kind that is not known.
    #[error("cannot use the certificate with its key")]
    Pair(#[source] rustls::Error),
}

/// A certificate with its key, and where both are from.
pub struct Certificates {
    settings: TlsSettings,
    shown: RwLock<Arc<CertifiedKey>>,
    /// What the files had when they were read last; nothing where they could not be read.
    seen: Mutex<Option<Digest>>,
}

type Digest = [u8; 32];

impl Certificates {
    /// Reads the certificate and its key.
    pub async fn open(settings: &TlsSettings) -> Result<Arc<Self>, CertificateError> {
        let files = Files::read(settings).await?;
        let shown = RwLock::new(Arc::new(files.certified(settings)?));
        Ok(Arc::new(Self { settings: settings.clone(), shown, seen: Mutex::new(Some(files.digest())) }))
    }

    /// Speaks TLS 1.2 and 1.3 with the certificate of the time, and offers HTTP/2 before HTTP/1.1.
    pub fn acceptor(self: &Arc<Self>) -> TlsAcceptor {
        let builder = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()));
        let builder = builder.with_protocol_versions(&[&TLS13, &TLS12]);
        let builder = builder.expect("the provider has suites for both versions").with_no_client_auth();
        let shown: Arc<Self> = Arc::clone(self);
        let mut config = builder.with_cert_resolver(shown);
        config.alpn_protocols = vec![HTTP_2.to_vec(), b"http/1.1".to_vec()];
        TlsAcceptor::from(Arc::new(config))
    }

    /// Reads the files again when they have changed, and on each SIGHUP, until it is dropped. What cannot be used is
    /// logged, and the certificate before it stays.
    pub async fn keep_current(self: Arc<Self>, mut hangup: Signal) {
        let mut ticks = interval(PAUSE);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            let is_told = tokio::select! {
                _ = hangup.recv() => true,
                _ = ticks.tick() => false,
            };
            let files = Files::read(&self.settings).await;
            let digest = files.as_ref().ok().map(Files::digest);
            let before = replace(&mut *self.seen.lock().unwrap_or_else(PoisonError::into_inner), digest);
            if is_told || before != digest {
                self.show(files.and_then(|files| files.certified(&self.settings)));
            }
        }
    }

    fn show(&self, read: Result<CertifiedKey, CertificateError>) {
        let path = self.settings.certificate.display();
        match read {
            Ok(pair) => {
                *self.shown.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(pair);
                tracing::info!(%path, "the certificate was read again");
            }
            Err(error) => {
                tracing::error!(
                    error = chain(&error),
                    "the new certificate is of no use; the one before stays"
                );
            }
        }
    }
}

/// The protocol's name in the handshake (RFC 7301).
pub(super) const HTTP_2: &[u8] = b"h2";

impl ResolvesServerCert for Certificates {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.shown.read().unwrap_or_else(PoisonError::into_inner)))
    }
}

impl fmt::Debug for Certificates {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificates").field("settings", &self.settings).finish_non_exhaustive()
    }
}

/// The bytes of both files.
struct Files {
    certificate: Vec<u8>,
    key: Vec<u8>,
}

impl Files {
    async fn read(settings: &TlsSettings) -> Result<Self, CertificateError> {
        let read = async |path: &PathBuf| {
            let bytes = tokio::fs::read(path).await;
            bytes.map_err(|source| CertificateError::Read { path: path.clone(), source })
        };
        Ok(Self { certificate: read(&settings.certificate).await?, key: read(&settings.key).await? })
    }

    fn digest(&self) -> Digest {
        let each = [&self.certificate, &self.key].map(Sha256::digest).concat();
        Sha256::digest(each).into()
    }

    /// The pair, if the key is the certificate's.
    fn certified(&self, settings: &TlsSettings) -> Result<CertifiedKey, CertificateError> {
        let wrong = |path: &PathBuf, what| {
            let path = path.clone();
            move |source| CertificateError::Pem { path, what, source }
        };
        let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&self.certificate).collect();
        let chain = chain.map_err(wrong(&settings.certificate, "certificate"))?;
        let key = PrivateKeyDer::from_pem_slice(&self.key).map_err(wrong(&settings.key, "private key"))?;
        if chain.is_empty() {
            return Err(wrong(&settings.certificate, "certificate")(pem::Error::NoItemsFound));
        }
        CertifiedKey::from_der(chain, key, &ring::default_provider()).map_err(CertificateError::Pair)
    }
}
