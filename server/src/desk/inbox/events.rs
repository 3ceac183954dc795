//! `/desk/events`: says how much new work came while a list is open, for as long as the page is looked at. One look at
//! the tasks every few seconds serves everybody of an agency, on whichever machine the work was done; what a reader is
//! told goes by their own roles. A stream ends after a while, so that whoever signed out or lost a role is asked again.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::extract::{Query, State};
use axum::http::HeaderValue;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::stream;
use jiff::Timestamp;
use store::cases::{self, Arrival};
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout_at};

use super::asked;
use crate::desk::form::Posted;
use crate::error::Error;
use crate::reader::{Officer, Reader};
use crate::state::App;

const LOOK_EVERY: Duration = Duration::from_secs(5);
const HEARTBEAT: Duration = Duration::from_secs(20);
const LONGEST: Duration = Duration::from_secs(15 * 60);

/// The most streams at once, and of one agency.
const MOST: usize = 4000;
const MOST_OF_AGENCY: usize = 200;

/// Seconds after which a browser may try again.
const RETRY_AFTER: u32 = 60;

type Latest = Option<Arc<[Arrival]>>;

type Agencies = HashMap<String, watch::Sender<Latest>>;

/// Who is listening, by agency; nobody may any more once the server stops.
#[derive(Debug)]
pub struct Announcer(Mutex<Option<Agencies>>);

impl Default for Announcer {
    fn default() -> Self {
        Self(Mutex::new(Some(Agencies::default())))
    }
}

impl Announcer {
    /// Ends every stream, for a server that stops.
    pub fn end(&self) {
        self.agencies().take();
    }

    fn agencies(&self) -> MutexGuard<'_, Option<Agencies>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Nothing where too many listen already, or the server stops.
    fn listen(&self, app: &App, agency: &str) -> Option<watch::Receiver<Latest>> {
        let mut open = self.agencies();
        let agencies = open.as_mut()?;
        let all: usize = agencies.values().map(watch::Sender::receiver_count).sum();
        if all >= MOST {
            return None;
        }
        if let Some(sender) = agencies.get(agency) {
            return (sender.receiver_count() < MOST_OF_AGENCY).then(|| sender.subscribe());
        }
        let (sender, receiver) = watch::channel(None);
        agencies.insert(agency.to_owned(), sender);
        tokio::spawn(look(app.clone(), agency.to_owned()));
        Some(receiver)
    }

    /// `false` where nobody of the agency listens any more.
    fn tell(&self, agency: &str, latest: Option<Vec<Arrival>>) -> bool {
        let mut open = self.agencies();
        let Some(agencies) = open.as_mut() else {
            return false;
        };
        let Some(sender) = agencies.get(agency) else {
            return false;
        };
        if sender.receiver_count() == 0 {
            agencies.remove(agency);
            return false;
        }
        if let Some(latest) = latest {
            sender.send_if_modified(|known| {
                let changed = known.as_deref() != Some(latest.as_slice());
                if changed {
                    *known = Some(latest.into());
                }
                changed
            });
        }
        true
    }
}

/// Looks for an agency until nobody listens.
async fn look(app: App, agency: String) {
    loop {
        let latest = match latest(&app, &agency).await {
            Ok(latest) => Some(latest),
            Err(error) => {
                tracing::warn!(%error, "new work is not announced");
                None
            }
        };
        if !app.announcer.tell(&agency, latest) {
            return;
        }
        sleep(LOOK_EVERY).await;
    }
}

async fn latest(app: &App, agency: &str) -> Result<Vec<Arrival>, Error> {
    let mut tx = app.store.read().await?;
    Ok(cases::arrivals(&mut tx, agency).await?)
}

/// One reader's stream.
struct Listening {
    reader: Reader,
    officer: Officer,
    since: Timestamp,
    arrivals: watch::Receiver<Latest>,
    until: Instant,
    told: usize,
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let officer = reader.officer(app::shell::Room::Desk)?;
    let retry = Error::TooMany {
        retry_after: RETRY_AFTER,
    };
    let arrivals = app.announcer.listen(&app, &officer.agency).ok_or(retry)?;
    let listening = Listening {
        since: asked::since(&Posted(pairs), reader.now),
        reader,
        officer,
        arrivals,
        until: Instant::now() + LONGEST,
        told: 0,
    };
    let events = stream::unfold(listening, |mut listening| async move {
        let words = listening.next().await?;
        Some((
            Ok::<_, Infallible>(Event::default().event("new").data(words)),
            listening,
        ))
    });
    let mut response = Sse::new(events)
        .keep_alive(KeepAlive::new().interval(HEARTBEAT))
        .into_response();
    // nginx would hold what is said back until it has more.
    response
        .headers_mut()
        .insert("x-accel-buffering", HeaderValue::from_static("no"));
    Ok(response)
}

impl Listening {
    /// The next that is to be said; nothing at the end.
    async fn next(&mut self) -> Option<String> {
        loop {
            let count = self.count();
            let more = count > 0 && count != self.told;
            self.told = count;
            if more {
                return Some(app::desk::inbox::news(&self.reader.shell, count as u64));
            }
            timeout_at(self.until, self.arrivals.changed())
                .await
                .ok()?
                .ok()?;
        }
    }

    fn count(&mut self) -> usize {
        let latest = self.arrivals.borrow_and_update();
        let roles = super::roles(&self.officer);
        let desk = super::desk(&self.officer, &roles, self.reader.now);
        let arrived = latest.iter().flat_map(|all| all.iter());
        arrived.filter(|one| one.is_for(&desk, self.since)).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrival(at: i64, role: &str, claimed_by: Option<&str>) -> Arrival {
        Arrival {
            role: role.into(),
            arrived_at: Timestamp::from_second(at).unwrap(),
            claimed_by: claimed_by.map(ToOwned::to_owned),
        }
    }

    fn open(announcer: &Announcer, sender: watch::Sender<Latest>) {
        let mut agencies = announcer.agencies();
        agencies.as_mut().unwrap().insert("a".into(), sender);
    }

    #[test]
    fn an_agency_that_nobody_listens_to_is_forgotten_and_an_end_is_an_end() {
        let announcer = Announcer::default();
        let (sender, receiver) = watch::channel(None);
        open(&announcer, sender);
        let some = || Some(vec![arrival(1, "counter", None)]);
        assert!(announcer.tell("a", some()));
        assert!(receiver.has_changed().unwrap());
        assert!(!announcer.tell("b", some()));
        drop(receiver);
        assert!(!announcer.tell("a", some()));
        assert_eq!(announcer.agencies().as_ref().map(HashMap::len), Some(0));
        let (sender, receiver) = watch::channel(None);
        open(&announcer, sender);
        announcer.end();
        assert!(receiver.has_changed().is_err(), "its sender is gone");
    }
}
