//! What a reader finds in the portal: the rows of the outbox that name them, whether sent or not. The text is made from
//! the sealed payload whenever it is asked for, so that it exists once.

use domain::{
    id::{ApplicantId, MessageId},
    locale::Locale,
};
use jiff::Timestamp;
use sqlx::FromRow;

use crate::{
    Error, Keys, Personal, Tx,
    column::{MaybeMs, Ms, Text},
    messages::place,
    sql::sql,
};

/// Messages on a page.
pub const PAGE: i64 = 20;
/// Unread messages are counted up to here.
pub const MOST_COUNTED: i64 = 100;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BoxMessage {
    pub id: MessageId,
    pub template: String,
    /// The language that it was written in.
    pub locale: Locale,
    pub payload: Personal,
    pub created_at: Timestamp,
    pub read_at: Option<Timestamp>,
}

/// Newest first, a page of them, from before `before` on.
pub async fn of_applicant(
    tx: &mut Tx,
    applicant: ApplicantId,
    before: Option<MessageId>,
) -> Result<Vec<BoxMessage>, Error> {
    // An id begins with its instant. The greatest text of an id stands for "from the newest on".
    let before = before.map_or_else(|| "g".to_owned(), |id| id.to_string());
    let rows = sql(
        "SELECT id, template, locale, payload_sealed, created_at, read_at FROM messages
         WHERE applicant_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3",
    )
    .bind(applicant)
    .bind(before)
    .bind(PAGE)
    .all::<Row>(tx)
    .await?;
    rows.into_iter().map(|row| row.open(tx.keys())).collect()
}

/// Somebody else's message is not there.
pub async fn one(
    tx: &mut Tx,
    applicant: ApplicantId,
    id: MessageId,
) -> Result<Option<BoxMessage>, Error> {
    let row = sql(
        "SELECT id, template, locale, payload_sealed, created_at, read_at FROM messages
         WHERE id = $1 AND applicant_id = $2",
    )
    .bind(id)
    .bind(applicant)
    .optional::<Row>(tx)
    .await?;
    row.map(|row| row.open(tx.keys())).transpose()
}

/// The newest of the reader's messages whose id ends so: what the short link of a text message names.
pub async fn by_ending(
    tx: &mut Tx,
    applicant: ApplicantId,
    ending: &str,
) -> Result<Option<MessageId>, Error> {
    #[derive(FromRow)]
    struct Found {
        #[sqlx(try_from = "Text")]
        id: MessageId,
    }
    if ending.is_empty() || !ending.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Ok(None);
    }
    let found = sql(
        "SELECT id FROM messages WHERE applicant_id = $1 AND id LIKE $2 ORDER BY id DESC LIMIT 1",
    )
    .bind(applicant)
    .bind(format!("%{}", ending.to_ascii_lowercase()))
    .optional::<Found>(tx)
    .await?;
    Ok(found.map(|row| row.id))
}

/// How many nobody has read, at most [`MOST_COUNTED`].
pub async fn unread(tx: &mut Tx, applicant: ApplicantId) -> Result<i64, Error> {
    let (count,) = sql("SELECT COUNT(*) FROM (SELECT 1 AS one FROM messages
             WHERE applicant_id = $1 AND read_at IS NULL LIMIT $2) AS unread")
    .bind(applicant)
    .bind(MOST_COUNTED)
    .one::<(i64,)>(tx)
    .await?;
    Ok(count)
}

/// Keeps the first time; a second one changes nothing.
pub async fn mark_read(
    tx: &mut Tx,
    applicant: ApplicantId,
    id: MessageId,
    now: Timestamp,
) -> Result<(), Error> {
    sql("UPDATE messages SET read_at = $3 WHERE id = $1 AND applicant_id = $2 AND read_at IS NULL")
        .bind(id)
        .bind(applicant)
        .bind(now)
        .execute(tx)
        .await?;
    Ok(())
}

/// Everything up to `now`.
pub async fn mark_all_read(
    tx: &mut Tx,
    applicant: ApplicantId,
    now: Timestamp,
) -> Result<(), Error> {
    sql("UPDATE messages SET read_at = $2
         WHERE applicant_id = $1 AND read_at IS NULL AND created_at <= $2")
    .bind(applicant)
    .bind(now)
    .execute(tx)
    .await?;
    Ok(())
}

#[derive(FromRow)]
struct Row {
    #[sqlx(try_from = "Text")]
    id: MessageId,
    template: String,
    #[sqlx(try_from = "Text")]
    locale: Locale,
    payload_sealed: Vec<u8>,
    #[sqlx(try_from = "Ms")]
    created_at: Timestamp,
    #[sqlx(try_from = "MaybeMs")]
    read_at: Option<Timestamp>,
}

impl Row {
    fn open(self, keys: &Keys) -> Result<BoxMessage, Error> {
        Ok(BoxMessage {
            payload: keys.open_text(&place("payload", self.id), &self.payload_sealed)?,
            id: self.id,
            template: self.template,
            locale: self.locale,
            created_at: self.created_at,
            read_at: self.read_at,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{self, MessageCounts, NewMessage};
    use crate::testing::{at, stores};

    fn reader(n: u8) -> ApplicantId {
        ApplicantId::new(at(0), [n; 10])
    }

    fn message(n: u8, reader: ApplicantId, recipient: &str) -> NewMessage {
        NewMessage {
            id: MessageId::new(at(i64::from(n)), [n; 10]),
            dedupe: format!("{reader}:{n}"),
            case_id: None,
            applicant_id: Some(reader),
            recipient: Personal::from(recipient),
            template: "accepted".into(),
            locale: Locale::En,
            payload: Personal::from(format!("letter {n}")),
            send_at: at(0),
            created_at: at(i64::from(n)),
        }
    }

    #[tokio::test]
    async fn a_box_is_its_readers_alone_newest_first() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            let all: Vec<_> = (1..=25).map(|n| message(n, reader(1), "")).collect();
            messages::queue(&mut tx, &all).await.unwrap();
            messages::queue(&mut tx, &[message(30, reader(2), "a@example.org")])
                .await
                .unwrap();
            let first = of_applicant(&mut tx, reader(1), None).await.unwrap();
            assert_eq!(first.len(), 20);
            assert_eq!(first[0].payload.expose(), "letter 25");
            let rest = of_applicant(&mut tx, reader(1), Some(first[19].id))
                .await
                .unwrap();
            assert_eq!(rest.len(), 5);
            assert_eq!(rest[4].payload.expose(), "letter 1");
            assert_eq!(one(&mut tx, reader(2), all[0].id).await.unwrap(), None);
            assert!(one(&mut tx, reader(1), all[0].id).await.unwrap().is_some());
            assert_eq!(
                by_ending(&mut tx, reader(1), "07070707").await.unwrap(),
                Some(all[6].id)
            );
            for ending in ["1e1e1e1e", "%", ""] {
                assert_eq!(by_ending(&mut tx, reader(1), ending).await.unwrap(), None);
            }
        }
    }

    #[tokio::test]
    async fn what_is_kept_is_never_sent_and_counts_until_it_is_read() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            let kept: Vec<_> = (1..=120).map(|n| message(n, reader(1), "")).collect();
            messages::queue(&mut tx, &kept).await.unwrap();
            assert_eq!(
                messages::counts(&mut tx).await.unwrap(),
                MessageCounts::default()
            );
            let leased = messages::lease(&mut tx, at(999), at(1000), 10)
                .await
                .unwrap();
            assert_eq!(leased, []);
            assert_eq!(unread(&mut tx, reader(1)).await.unwrap(), MOST_COUNTED);
            mark_all_read(&mut tx, reader(1), at(118)).await.unwrap();
            assert_eq!(unread(&mut tx, reader(1)).await.unwrap(), 2);
            mark_read(&mut tx, reader(2), kept[119].id, at(200))
                .await
                .unwrap();
            assert_eq!(unread(&mut tx, reader(1)).await.unwrap(), 2);
            for now in [at(200), at(300)] {
                mark_read(&mut tx, reader(1), kept[119].id, now)
                    .await
                    .unwrap();
            }
            let read = one(&mut tx, reader(1), kept[119].id).await.unwrap();
            assert_eq!(read.unwrap().read_at, Some(at(200)));
            assert_eq!(unread(&mut tx, reader(1)).await.unwrap(), 1);
        }
    }
}
