//! The queue of mail and text messages, which is also the source of each reader's box (`message_box`). A worker leases a batch, commits, sends, and says how it went; what it
//! says counts only while the lease is still its own (`attempts` tells leases apart).

use domain::{
    id::{ApplicantId, CaseId, MessageId},
    locale::Locale,
};
use jiff::Timestamp;
use sqlx::FromRow;

use crate::{
    Engine, Error, Keys, Personal, Tx,
    column::{BadColumn, MaybeMs, MaybeText, Ms, Text, stored, texts},
    sql::{Arg, args, placeholders, sql, sql_dynamic},
};

const ROWS: usize = 200;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MessageState {
    Queued,
    Sending,
    Sent,
    /// Given up.
    Failed,
    /// For the reader's box alone: nobody sends it.
    Kept,
}

impl MessageState {
    const ALL: [Self; 5] = [
        Self::Queued,
        Self::Sending,
        Self::Sent,
        Self::Failed,
        Self::Kept,
    ];

    fn word(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Kept => "kept",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

stored! {
    MessageState, "state of a message", |text| Self::from_word(&text), |state| state.word().to_owned();
}

#[derive(Debug, Clone)]
pub struct NewMessage {
    pub id: MessageId,
    /// Names the cause: a second message of the same cause is not queued.
    pub dedupe: String,
    pub case_id: Option<CaseId>,
    /// In whose box it is shown; absent for what is only sent, such as a code.
    pub applicant_id: Option<ApplicantId>,
    /// A mail address, or else a phone number. Empty: it stays in the box and nobody sends it.
    pub recipient: Personal,
    pub template: String,
    pub locale: Locale,
    /// JSON for the template.
    pub payload: Personal,
    /// Not before.
    pub send_at: Timestamp,
    pub created_at: Timestamp,
}

/// A leased message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub id: MessageId,
    pub case_id: Option<CaseId>,
    pub applicant_id: Option<ApplicantId>,
    pub recipient: Personal,
    pub template: String,
    pub locale: Locale,
    pub payload: Personal,
    /// This attempt's number, from 1; it identifies the lease.
    pub attempts: i64,
    pub created_at: Timestamp,
}

/// A message in the list of a case: without recipient and payload.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct MessageLine {
    #[sqlx(try_from = "Text")]
    pub id: MessageId,
    pub template: String,
    #[sqlx(try_from = "Text")]
    pub locale: Locale,
    #[sqlx(try_from = "Text")]
    pub state: MessageState,
    pub attempts: i64,
    #[sqlx(try_from = "Ms")]
    pub created_at: Timestamp,
    #[sqlx(try_from = "MaybeMs")]
    pub sent_at: Option<Timestamp>,
    pub last_error: Option<String>,
}

/// What is not sent yet. Those sent or kept are not counted: they only grow.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct MessageCounts {
    pub queued: i64,
    pub sending: i64,
    pub failed: i64,
}

/// Queues all whose cause is new and says how many those were.
pub async fn queue(tx: &mut Tx, messages: &[NewMessage]) -> Result<u64, Error> {
    let mut queued = 0;
    for messages in messages.chunks(ROWS) {
        let mut query = sql_dynamic(format!(
            "INSERT INTO messages (id, dedupe, case_id, applicant_id, recipient_sealed, template, locale, payload_sealed,
                 state, next_attempt_at, created_at)
             VALUES {} ON CONFLICT (dedupe) DO NOTHING",
            placeholders(tx.engine(), messages.len(), 11)
        ));
        for message in messages {
            let state = if message.recipient.expose().is_empty() {
                MessageState::Kept
            } else {
                MessageState::Queued
            };
            query = query
                .bind(message.id)
                .bind(&message.dedupe)
                .bind(message.case_id)
                .bind(message.applicant_id)
                .bind(
                    tx.keys()
                        .seal_text(&place("recipient", message.id), &message.recipient)?,
                )
                .bind(&message.template)
                .bind(message.locale)
                .bind(
                    tx.keys()
                        .seal_text(&place("payload", message.id), &message.payload)?,
                )
                .bind(state)
                .bind(message.send_at)
                .bind(message.created_at);
        }
        queued += query.execute(tx).await?;
    }
    Ok(queued)
}

/// At most `limit` messages that are due at `now`, or whose lease ran out, for this worker alone until `until`.
pub async fn lease(
    tx: &mut Tx,
    now: Timestamp,
    until: Timestamp,
    limit: u16,
) -> Result<Vec<Message>, Error> {
    macro_rules! lease {
        ($lock:literal) => {
            concat!(
                "UPDATE messages SET state = 'sending', attempts = attempts + 1, next_attempt_at = $2
                 WHERE id IN (SELECT id FROM messages
                     WHERE state IN ('queued', 'sending') AND next_attempt_at <= $1
                     ORDER BY next_attempt_at, id LIMIT $3",
                $lock,
                ") RETURNING id, case_id, applicant_id, recipient_sealed, template, locale, payload_sealed, attempts,
                     created_at"
            )
        };
    }
    // SQLite has one writer at a time and no row locks.
    let query = match tx.engine() {
        Engine::Sqlite => sql(lease!("")),
        Engine::Postgres => sql(lease!(" FOR UPDATE SKIP LOCKED")),
    };
    let mut rows = query
        .bind(now)
        .bind(until)
        .bind(i64::from(limit))
        .all::<Row>(tx)
        .await?;
    rows.sort_by_key(|row| row.id);
    rows.into_iter().map(|row| row.open(tx.keys())).collect()
}

/// `false` where the lease ran out and somebody else took over.
pub async fn mark_sent(tx: &mut Tx, message: &Message, now: Timestamp) -> Result<bool, Error> {
    let written = sql(
        "UPDATE messages SET state = 'sent', sent_at = $3, last_error = NULL
         WHERE id = $1 AND attempts = $2 AND state = 'sending'",
    )
    .bind(message.id)
    .bind(message.attempts)
    .bind(now)
    .execute(tx)
    .await?;
    Ok(written == 1)
}

/// Back into the queue until `next_attempt_at`, or given up with `None`. The error must hold no personal data; its
/// first 500 characters are kept. `false` as in [`mark_sent`].
pub async fn retry(
    tx: &mut Tx,
    message: &Message,
    next_attempt_at: Option<Timestamp>,
    error: &str,
) -> Result<bool, Error> {
    let state = if next_attempt_at.is_some() {
        MessageState::Queued
    } else {
        MessageState::Failed
    };
    let error: String = error.chars().take(500).collect();
    let written = sql("UPDATE messages SET state = $3, next_attempt_at = COALESCE($4, next_attempt_at), last_error = $5
         WHERE id = $1 AND attempts = $2 AND state = 'sending'")
    .bind(message.id)
    .bind(message.attempts)
    .bind(state)
    .bind(next_attempt_at)
    .bind(error)
    .execute(tx)
    .await?;
    Ok(written == 1)
}

pub async fn counts(tx: &mut Tx) -> Result<MessageCounts, Error> {
    let rows = sql("SELECT state, COUNT(*) FROM messages WHERE state IN ('queued', 'sending', 'failed') GROUP BY state")
    .all::<(String, i64)>(tx)
    .await?;
    let count = |state: MessageState| {
        rows.iter()
            .find(|row| row.0 == state.word())
            .map_or(0, |row| row.1)
    };
    Ok(MessageCounts {
        queued: count(MessageState::Queued),
        sending: count(MessageState::Sending),
        failed: count(MessageState::Failed),
    })
}

/// Oldest first, at most 200.
pub async fn of_case(tx: &mut Tx, case: CaseId) -> Result<Vec<MessageLine>, Error> {
    sql("SELECT id, template, locale, state, attempts, created_at, sent_at, last_error FROM messages
         WHERE case_id = $1 ORDER BY id LIMIT 200")
    .bind(case)
    .all(tx)
    .await
}

pub(crate) fn place(field: &str, id: MessageId) -> String {
    format!("messages.{field}:{id}")
}

#[derive(FromRow)]
struct Row {
    #[sqlx(try_from = "Text")]
    id: MessageId,
    #[sqlx(try_from = "MaybeText")]
    case_id: Option<CaseId>,
    #[sqlx(try_from = "MaybeText")]
    applicant_id: Option<ApplicantId>,
    recipient_sealed: Vec<u8>,
    template: String,
    #[sqlx(try_from = "Text")]
    locale: Locale,
    payload_sealed: Vec<u8>,
    attempts: i64,
    #[sqlx(try_from = "Ms")]
    created_at: Timestamp,
}

impl Row {
    fn open(self, keys: &Keys) -> Result<Message, Error> {
        Ok(Message {
            recipient: keys.open_text(&place("recipient", self.id), &self.recipient_sealed)?,
            payload: keys.open_text(&place("payload", self.id), &self.payload_sealed)?,
            id: self.id,
            case_id: self.case_id,
            applicant_id: self.applicant_id,
            template: self.template,
            locale: self.locale,
            attempts: self.attempts,
            created_at: self.created_at,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{at, stores};

    fn message(n: i64) -> NewMessage {
        NewMessage {
            id: MessageId::new(at(n), [0; 10]),
            dedupe: format!("accepted:{n}"),
            case_id: Some(CaseId::new(at(0), [0; 10])),
            applicant_id: None,
            recipient: Personal::from("zhang@example.org"),
            template: "accepted".into(),
            locale: Locale::ZhCn,
            payload: Personal::from("{}"),
            send_at: at(n),
            created_at: at(0),
        }
    }

    #[tokio::test]
    async fn the_same_cause_is_queued_once() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            assert_eq!(queue(&mut tx, &[]).await.unwrap(), 0);
            let again = NewMessage {
                id: message(9).id,
                ..message(1)
            };
            assert_eq!(
                queue(&mut tx, &[message(1), message(2), again.clone()])
                    .await
                    .unwrap(),
                2
            );
            assert_eq!(queue(&mut tx, &[again]).await.unwrap(), 0);
            assert_eq!(
                counts(&mut tx).await.unwrap(),
                MessageCounts {
                    queued: 2,
                    ..Default::default()
                }
            );
        }
    }

    #[tokio::test]
    async fn two_workers_never_lease_the_same_message() {
        for store in stores().await {
            let all: Vec<_> = (0..60).map(message).collect();
            let mut tx = store.begin().await.unwrap();
            queue(&mut tx, &all).await.unwrap();
            tx.commit().await.unwrap();
            let workers: Vec<_> = (0..6)
                .map(|_| {
                    let store = store.clone();
                    tokio::spawn(async move {
                        let mut leased = Vec::new();
                        loop {
                            let mut tx = store.begin().await.unwrap();
                            let batch = lease(&mut tx, at(100), at(200), 7).await.unwrap();
                            tx.commit().await.unwrap();
                            if batch.is_empty() {
                                return leased;
                            }
                            leased.extend(batch);
                        }
                    })
                })
                .collect();
            let mut leased = Vec::new();
            for worker in workers {
                leased.extend(worker.await.unwrap());
            }
            leased.sort_by_key(|message| message.id);
            assert_eq!(
                leased.iter().map(|m| m.id).collect::<Vec<_>>(),
                all.iter().map(|m| m.id).collect::<Vec<_>>()
            );
            assert!(leased.iter().all(|message| message.attempts == 1));
        }
    }

    #[tokio::test]
    async fn a_lease_that_ran_out_is_taken_over() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            queue(&mut tx, &[message(1), message(50)]).await.unwrap();
            let first = lease(&mut tx, at(10), at(20), 10).await.unwrap();
            assert_eq!(
                (first.len(), first[0].recipient.expose()),
                (1, "zhang@example.org")
            );
            assert!(lease(&mut tx, at(19), at(30), 10).await.unwrap().is_empty());
            let second = lease(&mut tx, at(20), at(30), 10).await.unwrap();
            assert_eq!(second[0].attempts, 2);
            assert!(!mark_sent(&mut tx, &first[0], at(21)).await.unwrap());
            assert!(
                retry(&mut tx, &second[0], Some(at(40)), "refused")
                    .await
                    .unwrap()
            );
            assert!(lease(&mut tx, at(39), at(45), 10).await.unwrap().is_empty());
            let third = lease(&mut tx, at(40), at(45), 10).await.unwrap();
            assert!(mark_sent(&mut tx, &third[0], at(41)).await.unwrap());
            assert!(!mark_sent(&mut tx, &third[0], at(42)).await.unwrap());
            let last = lease(&mut tx, at(60), at(70), 10).await.unwrap();
            assert!(
                retry(&mut tx, &last[0], None, "unknown user")
                    .await
                    .unwrap()
            );
            assert!(
                lease(&mut tx, at(999), at(1000), 10)
                    .await
                    .unwrap()
                    .is_empty()
            );
            assert_eq!(
                counts(&mut tx).await.unwrap(),
                MessageCounts {
                    failed: 1,
                    ..Default::default()
                }
            );
            let lines = of_case(&mut tx, CaseId::new(at(0), [0; 10])).await.unwrap();
            let states: Vec<_> = lines
                .iter()
                .map(|line| (line.state, line.sent_at))
                .collect();
            assert_eq!(
                states,
                [
                    (MessageState::Sent, Some(at(41))),
                    (MessageState::Failed, None)
                ]
            );
        }
    }
}
