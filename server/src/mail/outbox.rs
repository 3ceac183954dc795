//! From the outbox to the mailer. A lease makes a message one worker's, a result counts only
//! while the lease holds, and what fails is tried again with growing pauses for three days.

use jiff::{SignedDuration, Timestamp};
use store::messages::{self, Message};

use super::letter::{Kind, Letter};
use super::mailer::NotSent;
use super::render::{Rendered, render};
use crate::error::Error;
use crate::state::App;

/// Sent one after the other; with each at its slowest (`mailer::PATIENCE`) still within the lease.
const BATCH: u16 = 20;
const LEASE: SignedDuration = SignedDuration::from_mins(20);
const FIRST_PAUSE: SignedDuration = SignedDuration::from_mins(1);
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_hours(6);
const GIVE_UP_AFTER: SignedDuration = SignedDuration::from_hours(72);

/// Sends what is due and says how much that was.
///
/// # Errors
/// Where the outbox can't be read or written; a mail that does not leave is no error.
pub async fn run(app: &App) -> Result<usize, Error> {
    let mut sent = 0;
    loop {
        // A look that takes no lock: most runs find nothing.
        let mut tx = app.store.read().await?;
        let counts = messages::counts(&mut tx).await?;
        drop(tx);
        if counts.queued + counts.sending == 0 {
            return Ok(sent);
        }
        let now = app.now.get();
        let mut tx = app.store.begin().await?;
        let batch = messages::lease(&mut tx, now, now + LEASE, BATCH).await?;
        tx.commit().await?;
        if batch.is_empty() {
            return Ok(sent);
        }
        for message in &batch {
            sent += usize::from(deliver(app, message).await?);
        }
    }
}

async fn deliver(app: &App, message: &Message) -> Result<bool, Error> {
    let outcome = match rendered(message) {
        Ok(mail) => {
            app.mailer
                .send(message.id, message.recipient.expose(), mail, app.now.get())
                .await
        }
        Err(error) => Err(NotSent::Never(error.to_string())),
    };
    // A slow server may have taken its time.
    let now = app.now.get();
    let mut tx = app.store.begin().await?;
    match &outcome {
        Ok(()) => {
            messages::mark_sent(&mut tx, message, now).await?;
        }
        Err(failure) => {
            let again = match failure {
                NotSent::Later(_) => next_try(message.created_at, message.attempts, now),
                NotSent::Never(_) => None,
            };
            let given_up = again.is_none();
            tracing::warn!(id = %message.id, %failure, given_up, "mail not sent");
            messages::retry(&mut tx, message, again, &failure.to_string()).await?;
        }
    }
    tx.commit().await?;
    Ok(outcome.is_ok())
}

fn rendered(message: &Message) -> Result<Rendered, Error> {
    let kind = Kind::from_key(&message.template)
        .ok_or_else(|| Error::fault(format!("no mail template {}", message.template)))?;
    // The error of a parser would repeat what it read.
    let letter: Letter = serde_json::from_str(message.payload.expose())
        .map_err(|_| Error::fault("the letter does not read back"))?;
    render(kind, message.locale, &letter)
}

/// After 1, 2, 4, … minutes; `None` once three days are over.
fn next_try(created_at: Timestamp, attempts: i64, now: Timestamp) -> Option<Timestamp> {
    let doublings = u32::try_from(attempts.saturating_sub(1).clamp(0, 16)).unwrap_or(16);
    let pause = (FIRST_PAUSE * 2_i32.pow(doublings)).min(LONGEST_PAUSE);
    let next = now + pause;
    (next.duration_since(created_at) <= GIVE_UP_AFTER).then_some(next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end_after_three_days() {
        let start = Timestamp::from_second(1_780_000_000).unwrap();
        let (mut now, mut attempts, mut pauses) = (start, 1, Vec::new());
        while let Some(next) = next_try(start, attempts, now) {
            pauses.push(next.duration_since(now).as_mins());
            now = next;
            attempts += 1;
        }
        assert_eq!(pauses[..5], [1, 2, 4, 8, 16]);
        assert_eq!(pauses.iter().max(), Some(&360));
        assert!(now.duration_since(start) <= GIVE_UP_AFTER);
        assert!(now.duration_since(start) > GIVE_UP_AFTER - LONGEST_PAUSE);
    }
}
