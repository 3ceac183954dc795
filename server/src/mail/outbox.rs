//! From the outbox to the mailer, or to the texter where the recipient is a phone number. A lease makes a message one worker's, a result counts only
//! while the lease holds, and what fails is tried again with growing pauses for three days.

use jiff::{SignedDuration, Timestamp};
use store::Personal;
use store::messages::{self, Message};

use super::account;
use super::letter::{Kind, Letter};
use super::mailer::NotSent;
use super::render::{WaysOut, render, text_message};
use super::report;
use super::stop;
use super::warnings;
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
    let outcome = send(app, message).await;
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
            tracing::warn!(id = %message.id, %failure, given_up, "message not sent");
            messages::retry(&mut tx, message, again, &failure.to_string()).await?;
        }
    }
    tx.commit().await?;
    Ok(outcome.is_ok())
}

async fn send(app: &App, message: &Message) -> Result<(), NotSent> {
    if let Some(occasion) = account::Occasion::from_key(&message.template) {
        return send_of_account(app, message, occasion).await;
    }
    let to_officers = match message.template.as_str() {
        report::TEMPLATE => Some(report::mail(message.locale, &message.payload)),
        warnings::TEMPLATE => Some(warnings::mail(message.locale, &message.payload)),
        _ => None,
    };
    if let Some(mail) = to_officers {
        let mail = mail.map_err(|error| NotSent::Never(error.to_string()))?;
        let to = message.recipient.expose();
        return app.mailer.send(message.id, to, mail, app.now.get()).await;
    }
    let (kind, letter) = read(&message.template, &message.payload)
        .map_err(|error| NotSent::Never(error.to_string()))?;
    let (to, now) = (message.recipient.expose(), app.now.get());
    if to.contains('@') {
        let mail = ways_out(app, message, kind)
            .and_then(|ways_out| render(kind, message.locale, &letter, &ways_out))
            .map_err(|error| NotSent::Never(error.to_string()))?;
        return app.mailer.send(message.id, to, mail, now).await;
    }
    let Some(texter) = &app.texter else {
        return Err(NotSent::Never("no way to send text messages".into()));
    };
    let link = stop::short_link(&app.settings.base_url, message.id);
    let text = text_message(kind, message.locale, &letter, &link);
    texter.send(message.id, to, &text).await
}

async fn send_of_account(
    app: &App,
    message: &Message,
    occasion: account::Occasion,
) -> Result<(), NotSent> {
    let never = |error: Error| NotSent::Never(error.to_string());
    let (to, now) = (message.recipient.expose(), app.now.get());
    if to.contains('@') {
        let mail = account::mail(occasion, message.locale, &message.payload).map_err(never)?;
        return app.mailer.send(message.id, to, mail, now).await;
    }
    let Some(texter) = &app.texter else {
        return Err(NotSent::Never("no way to send text messages".into()));
    };
    let text = account::text(occasion, message.locale, &message.payload).map_err(never)?;
    texter.send(message.id, to, &text).await
}

/// What a row of the outbox says.
///
/// # Errors
/// A fault where a newer version wrote it, or something else.
pub fn read(template: &str, payload: &Personal) -> Result<(Kind, Letter), Error> {
    let kind = Kind::from_key(template)
        .ok_or_else(|| Error::fault(format!("no mail template {template}")))?;
    // The error of a parser would repeat what it read.
    let letter: Letter = serde_json::from_str(payload.expose())
        .map_err(|_| Error::fault("the letter does not read back"))?;
    Ok((kind, letter))
}

fn ways_out(app: &App, message: &Message, kind: Kind) -> Result<WaysOut, Error> {
    let Some(applicant) = message.applicant_id else {
        return Ok(WaysOut::default());
    };
    let base = &app.settings.base_url;
    let stop = if kind.topic().is_mandatory() {
        None
    } else {
        let token = stop::token(app.store.keys(), applicant, kind.topic())?;
        Some(format!("{base}/unsubscription/{token}"))
    };
    Ok(WaysOut {
        choices: Some(format!("{base}/account/messages")),
        stop,
    })
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
