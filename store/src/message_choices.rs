//! How each reader wants to hear of each sort of message. What a sort is, and which can't be turned off, the server
//! knows.

use domain::id::ApplicantId;
use jiff::Timestamp;
use sqlx::FromRow;

use crate::{
    Error, Tx,
    column::{BadColumn, MaybeText, Text, stored, texts},
    sql::{Arg, args, sql},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Channel {
    Mail,
    Sms,
    /// The portal's box alone.
    Box,
}

impl Channel {
    pub const ALL: [Self; 3] = [Self::Mail, Self::Sms, Self::Box];

    pub fn word(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Sms => "sms",
            Self::Box => "box",
        }
    }

    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.word() == word)
    }
}

stored! {
    Channel, "channel of messages", |text| Self::from_word(&text), |channel| channel.word().to_owned();
}

#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Choice {
    pub topic: String,
    #[sqlx(try_from = "Text")]
    pub channel: Channel,
}

pub async fn of_applicant(tx: &mut Tx, applicant: ApplicantId) -> Result<Vec<Choice>, Error> {
    sql("SELECT topic, channel FROM message_choices WHERE applicant_id = $1 ORDER BY topic LIMIT 100")
        .bind(applicant)
        .all(tx)
        .await
}

pub async fn choose(
    tx: &mut Tx,
    applicant: ApplicantId,
    topic: &str,
    channel: Channel,
    now: Timestamp,
) -> Result<(), Error> {
    sql(
        "INSERT INTO message_choices (applicant_id, topic, channel, chosen_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT (applicant_id, topic) DO UPDATE SET channel = excluded.channel, chosen_at = excluded.chosen_at",
    )
    .bind(applicant)
    .bind(topic)
    .bind(channel)
    .bind(now)
    .execute(tx)
    .await?;
    Ok(())
}

/// Back to what holds without a choice.
pub async fn forget(tx: &mut Tx, applicant: ApplicantId, topic: &str) -> Result<(), Error> {
    sql("DELETE FROM message_choices WHERE applicant_id = $1 AND topic = $2")
        .bind(applicant)
        .bind(topic)
        .execute(tx)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts;
    use crate::testing::samples::{account, applicant};
    use crate::testing::{at, stores};

    #[tokio::test]
    async fn the_last_choice_counts_and_is_one_readers() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            for n in [1, 2] {
                accounts::create_applicant(&mut tx, &account(n), &applicant(n))
                    .await
                    .unwrap();
            }
            let (one, other) = (applicant(1).id, applicant(2).id);
            for channel in [Channel::Box, Channel::Sms] {
                choose(&mut tx, one, "progress", channel, at(1))
                    .await
                    .unwrap();
            }
            let found = of_applicant(&mut tx, one).await.unwrap();
            assert_eq!(found.len(), 1);
            assert_eq!(
                (found[0].topic.as_str(), found[0].channel),
                ("progress", Channel::Sms)
            );
            assert_eq!(of_applicant(&mut tx, other).await.unwrap(), []);
            forget(&mut tx, one, "progress").await.unwrap();
            assert_eq!(of_applicant(&mut tx, one).await.unwrap(), []);
        }
    }
}
