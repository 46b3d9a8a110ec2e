//! The one connection to a machine: made when it is needed, kept while it lives, made anew with growing pauses.

use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use openssh::{ControlPersist, KnownHosts, Session, SessionBuilder};
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

use super::execute;
use crate::error::chain;
use crate::node::limits::Limits;
use crate::node::machine::{MachineError, Obstacle};
use crate::settings::node::{Reached, Sudo};

/// When an unused connection ends, so that none outlives a server that was killed.
const IDLE_SECONDS: NonZeroUsize = NonZeroUsize::new(60).expect("60 is not 0");
/// The longest pause between two attempts.
const LONGEST_PAUSE: Duration = Duration::from_mins(1);

/// The connection to a machine, or why there is none.
pub(super) struct Link {
    reached: Reached,
    ssh_config: Option<PathBuf>,
    sockets: PathBuf,
    limits: Limits,
    state: Mutex<State>,
    /// Somebody waits: the next attempt is made without a pause.
    is_awake: AtomicBool,
}

/// A connection that works.
pub(super) struct Connection {
    pub(super) session: Session,
    pub(super) needs_sudo: bool,
}

enum State {
    /// Nobody has asked yet, or the connection broke.
    Unknown,
    Open(Arc<Connection>),
    Failed(Failure),
}

#[derive(Clone)]
struct Failure {
    obstacle: Obstacle,
    said: String,
    pause: Duration,
    retry_at: Instant,
}

impl Link {
    pub(super) fn new(
        reached: Reached,
        ssh_config: Option<PathBuf>,
        sockets: PathBuf,
        limits: Limits,
    ) -> Self {
        Self {
            reached,
            ssh_config,
            sockets,
            limits,
            state: Mutex::new(State::Unknown),
            is_awake: AtomicBool::new(false),
        }
    }

    pub(super) fn wake(&self) {
        self.is_awake.store(true, Ordering::SeqCst);
    }

    /// The connection, made if there is none. While the machine is known not to answer, that is the answer.
    pub(super) async fn connection(&self) -> Result<Arc<Connection>, MachineError> {
        let mut state = self.state.lock().await;
        let is_awake = self.is_awake.swap(false, Ordering::SeqCst);
        let mut pause = self.limits.pause;
        match &*state {
            // Asking the local end costs nothing, and nothing was sent yet that could be done twice.
            State::Open(connection) if connection.session.check().await.is_ok() => {
                return Ok(Arc::clone(connection));
            }
            State::Failed(failure) if !is_awake && Instant::now() < failure.retry_at => {
                return Err(failure.error());
            }
            State::Failed(failure) => pause = (failure.pause * 2).min(LONGEST_PAUSE),
            State::Open(_) | State::Unknown => {}
        }
        let connecting = timeout(self.limits.connect, self.connect()).await;
        match connecting.unwrap_or_else(|_| Err(silence(self.limits.connect))) {
            Ok(connection) => {
                let connection = Arc::new(connection);
                *state = State::Open(Arc::clone(&connection));
                Ok(connection)
            }
            Err((obstacle, said)) => {
                let failure = Failure { obstacle, said, pause, retry_at: Instant::now() + pause };
                let error = failure.error();
                *state = State::Failed(failure);
                Err(error)
            }
        }
    }

    /// Forgets a connection that broke, unless it was replaced already.
    pub(super) async fn broke(&self, connection: &Arc<Connection>) {
        let mut state = self.state.lock().await;
        if matches!(&*state, State::Open(open) if Arc::ptr_eq(open, connection)) {
            *state = State::Unknown;
        }
    }

    async fn connect(&self) -> Result<Connection, (Obstacle, String)> {
        let reached = &self.reached;
        let mut builder = SessionBuilder::default();
        builder
            .known_hosts_check(KnownHosts::Strict)
            .control_directory(&self.sockets)
            .control_persist(ControlPersist::IdleFor(IDLE_SECONDS))
            .connect_timeout(self.limits.connect)
            .server_alive_interval(self.limits.heartbeat);
        if let Some(user) = &reached.user {
            builder.user(user.clone());
        }
        if let Some(port) = reached.port {
            builder.port(port);
        }
        if let Some(identity) = &reached.identity {
            builder.keyfile(identity);
        }
        if let Some(file) = &self.ssh_config {
            builder.config_file(file);
        }
        let failed = |error: openssh::Error| {
            let said = chain(&error);
            (Obstacle::of(&said), said)
        };
        let session = builder.connect_mux(reached.address.as_str()).await.map_err(failed)?;
        let needs_sudo = match reached.sudo {
            Sudo::Always => true,
            Sudo::Never => false,
            Sudo::WhereNeeded => {
                execute(&session, &["id", "-u"], b"").await.map_err(failed)?.stdout != b"0\n"
            }
        };
        Ok(Connection { session, needs_sudo })
    }
}

impl Failure {
    fn error(&self) -> MachineError {
        MachineError::Connect { obstacle: self.obstacle, said: self.said.clone() }
    }
}

fn silence(after: Duration) -> (Obstacle, String) {
    (Obstacle::Silent, format!("connecting timed out after {} s", after.as_secs()))
}
