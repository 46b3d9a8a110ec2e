//! Every gateway again and again, for those who watch: one poll serves them all, and none is made when nobody watches.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures::stream::{Stream, StreamExt};
use gateway::api::running::RunState;
use gateway::api::{GatewayChanges, GatewayRow};
use tokio::sync::{Notify, watch};
use tokio::time::{Instant, timeout};
use tokio_stream::wrappers::WatchStream;

use crate::app::App;
use crate::error::chain;
use crate::status::Listed;

/// How often the nodes are asked while something changes: a deployment runs, or a gateway starts or stops.
const BUSY_PAUSE: Duration = Duration::from_millis(500);
/// How often they are asked otherwise.
const IDLE_PAUSE: Duration = Duration::from_secs(2);
/// Part of the time that may go into asking: slow nodes are asked less often.
const SHARE: u32 = 4;

/// All gateways as they were sent last; none before the first poll has ended.
type Rows = Option<Arc<Vec<GatewayRow>>>;

/// What watchers get, and whether somebody polls for them.
pub struct Feed {
    rows: watch::Sender<Rows>,
    is_polling: Mutex<bool>,
    /// Somebody new watches, who has perhaps just changed something.
    joined: Notify,
}

impl Default for Feed {
    fn default() -> Self {
        Self { rows: watch::Sender::new(None), is_polling: Mutex::new(false), joined: Notify::new() }
    }
}

/// All gateways now, and again whenever one of them has changed.
pub fn watch(app: &Arc<App>) -> impl Stream<Item = Arc<Vec<GatewayRow>>> + use<> {
    let receiver = {
        let mut is_polling = app.feed.is_polling.lock().unwrap_or_else(PoisonError::into_inner);
        if *is_polling {
            app.feed.joined.notify_one();
        } else {
            // What was sent to watchers of before may be old.
            app.feed.rows.send_replace(None);
            *is_polling = true;
            tokio::spawn(poll(Arc::clone(app)));
        }
        app.feed.rows.subscribe()
    };
    WatchStream::new(receiver).filter_map(async |rows| rows)
}

/// What differs between two lists of gateways.
pub fn changes(before: &[GatewayRow], now: &[GatewayRow]) -> GatewayChanges {
    let mut gone: BTreeMap<&str, &GatewayRow> =
        before.iter().map(|row| (row.resource.as_str(), row)).collect();
    let is_new = |row: &&GatewayRow| gone.remove(row.resource.as_str()) != Some(row);
    let changed = now.iter().filter(is_new).cloned().collect();
    GatewayChanges { changed, gone: gone.into_keys().map(str::to_owned).collect() }
}

/// Polls until nobody watches any more.
async fn poll(app: Arc<App>) {
    loop {
        let started = Instant::now();
        let mut pause = IDLE_PAUSE;
        match app.rows(Listed::Present).await {
            Ok(rows) => {
                if app.deployments.is_busy() || rows.iter().any(is_changing) {
                    pause = BUSY_PAUSE;
                }
                app.feed.rows.send_if_modified(|sent| {
                    let is_new = sent.as_ref().is_none_or(|sent| **sent != rows);
                    if is_new {
                        *sent = Some(Arc::new(rows));
                    }
                    is_new
                });
            }
            Err(error) => tracing::warn!(error = chain(&error), "cannot watch the gateways for a moment"),
        }
        // Ends early for somebody new.
        let _ = timeout(pause.max(started.elapsed() * SHARE), app.feed.joined.notified()).await;
        let mut is_polling = app.feed.is_polling.lock().unwrap_or_else(PoisonError::into_inner);
        if app.feed.rows.receiver_count() == 0 {
            *is_polling = false;
            return;
        }
    }
}

fn is_changing(row: &GatewayRow) -> bool {
    matches!(row.status.state, RunState::Activating | RunState::Deactivating | RunState::Reloading)
}
