//! Codes that were sent to an address, and what is to become of it once one comes back. A page's address holds an
//! unguessable token, of which only the digest is stored; of the code, too.

use domain::id::AccountId;
use jiff::Timestamp;
use sqlx::FromRow;

use crate::{
    Error, Keys, Personal, Tx,
    column::{BadColumn, MaybeMs, MaybeText, Ms, Text, stored, texts},
    sql::{Arg, args, sql},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Purpose {
    Registration,
    PasswordReset,
    Credential,
}

impl Purpose {
    const ALL: [Self; 3] = [Self::Registration, Self::PasswordReset, Self::Credential];

    fn word(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::PasswordReset => "password_reset",
            Self::Credential => "credential",
        }
    }
}

stored! {
    Purpose, "purpose of a code",
        |text| Self::ALL.into_iter().find(|purpose| purpose.word() == text),
        |purpose| purpose.word().to_owned();
}

#[derive(Debug, Clone)]
pub struct NewVerification {
    pub purpose: Purpose,
    pub account: Option<AccountId>,
    pub payload: Personal,
    /// `None` where no code is sent.
    pub code: Option<Personal>,
    pub sent_at: Timestamp,
    pub expires_at: Timestamp,
    pub ends_at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    pub account: Option<AccountId>,
    pub payload: Personal,
    /// A code was sent.
    pub sent: bool,
    pub sent_at: Timestamp,
    pub tries: i64,
    pub expires_at: Timestamp,
    pub done_at: Option<Timestamp>,
}

/// `false`, with nothing written, where the page is there already.
pub async fn create(tx: &mut Tx, token: &str, new: &NewVerification) -> Result<bool, Error> {
    let id = id(tx.keys(), token)?;
    let code = code_digest(tx.keys(), token, new.code.as_ref())?;
    let sealed = tx.keys().seal_text(&place(&id), &new.payload)?;
    let written = sql("INSERT INTO verifications (id, purpose, account_id, payload_sealed, code_digest, sent_at, tries, expires_at,
             ends_at)
         VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8) ON CONFLICT (id) DO NOTHING")
    .bind(id)
    .bind(new.purpose)
    .bind(new.account)
    .bind(sealed)
    .bind(code)
    .bind(new.sent_at)
    .bind(new.expires_at)
    .bind(new.ends_at)
    .execute(tx)
    .await?;
    Ok(written == 1)
}

/// `None` where there is none for this purpose, or it ended at or before `now`.
pub async fn get(
    tx: &mut Tx,
    token: &str,
    purpose: Purpose,
    now: Timestamp,
) -> Result<Option<Verification>, Error> {
    let id = id(tx.keys(), token)?;
    let row = sql(
        "SELECT account_id, payload_sealed, code_digest, sent_at, tries, expires_at, done_at
         FROM verifications WHERE id = $1 AND purpose = $2 AND ends_at > $3",
    )
    .bind(&id)
    .bind(purpose)
    .bind(now)
    .optional::<Row>(tx)
    .await?;
    row.map(|row| {
        Ok(Verification {
            payload: tx.keys().open_text(&place(&id), &row.payload_sealed)?,
            sent: !row.code_digest.is_empty(),
            account: row.account_id,
            sent_at: row.sent_at,
            tries: row.tries,
            expires_at: row.expires_at,
            done_at: row.done_at,
        })
    })
    .transpose()
}

/// A new code for the same page, with all its tries. `false`, with nothing written, where one was sent after `since`
/// or the page has done its work.
pub async fn send_again(
    tx: &mut Tx,
    token: &str,
    code: Option<&Personal>,
    now: Timestamp,
    since: Timestamp,
    expires_at: Timestamp,
) -> Result<bool, Error> {
    let id = id(tx.keys(), token)?;
    let code = code_digest(tx.keys(), token, code)?;
    let written = sql(
        "UPDATE verifications SET code_digest = $2, sent_at = $3, tries = 0, expires_at = $4
         WHERE id = $1 AND done_at IS NULL AND sent_at <= $5",
    )
    .bind(id)
    .bind(code)
    .bind(now)
    .bind(expires_at)
    .bind(since)
    .execute(tx)
    .await?;
    Ok(written == 1)
}

/// Counts a try and says whether the code is right. Counted before it is looked at, so that tries at once can't
/// outrun the count; after `most` tries, or at `expires_at`, no code is right.
pub async fn attempt(
    tx: &mut Tx,
    token: &str,
    code: &Personal,
    most: i64,
    now: Timestamp,
) -> Result<bool, Error> {
    let id = id(tx.keys(), token)?;
    let given = code_digest(tx.keys(), token, Some(code))?;
    let row = sql("UPDATE verifications SET tries = tries + 1
         WHERE id = $1 AND done_at IS NULL AND tries < $2 AND expires_at > $3 RETURNING code_digest")
    .bind(id)
    .bind(most)
    .bind(now)
    .optional::<(String,)>(tx)
    .await?;
    Ok(row.is_some_and(|(stored,)| stored == given))
}

/// `false` where somebody was quicker.
pub async fn finish(tx: &mut Tx, token: &str, now: Timestamp) -> Result<bool, Error> {
    let id = id(tx.keys(), token)?;
    let written = sql("UPDATE verifications SET done_at = $2 WHERE id = $1 AND done_at IS NULL")
        .bind(id)
        .bind(now)
        .execute(tx)
        .await?;
    Ok(written == 1)
}

/// Removes at most 1,000 that ended and says how many.
pub async fn purge_ended(tx: &mut Tx, now: Timestamp) -> Result<u64, Error> {
    sql("DELETE FROM verifications WHERE id IN
         (SELECT id FROM verifications WHERE ends_at <= $1 ORDER BY ends_at LIMIT 1000)")
    .bind(now)
    .execute(tx)
    .await
}

fn id(keys: &Keys, token: &str) -> Result<String, Error> {
    keys.digest("verification", token)
}

/// With the token: the same code of another page has another digest.
fn code_digest(keys: &Keys, token: &str, code: Option<&Personal>) -> Result<String, Error> {
    code.map_or_else(
        || Ok(String::new()),
        |code| keys.digest("verification-code", &format!("{token}:{}", code.expose())),
    )
}

fn place(id: &str) -> String {
    format!("verifications.payload:{id}")
}

#[derive(FromRow)]
struct Row {
    #[sqlx(try_from = "MaybeText")]
    account_id: Option<AccountId>,
    payload_sealed: Vec<u8>,
    code_digest: String,
    #[sqlx(try_from = "Ms")]
    sent_at: Timestamp,
    tries: i64,
    #[sqlx(try_from = "Ms")]
    expires_at: Timestamp,
    #[sqlx(try_from = "MaybeMs")]
    done_at: Option<Timestamp>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{at, stores};

    fn new(code: Option<&str>) -> NewVerification {
        NewVerification {
            purpose: Purpose::Registration,
            account: None,
            payload: "typed".into(),
            code: code.map(Personal::from),
            sent_at: at(0),
            expires_at: at(900),
            ends_at: at(9000),
        }
    }

    #[tokio::test]
    async fn a_code_is_right_in_time_and_for_a_few_tries_only() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            let first = new(Some("123456"));
            assert!(create(&mut tx, "a", &first).await.unwrap());
            assert!(!create(&mut tx, "a", &new(None)).await.unwrap());
            assert!(create(&mut tx, "b", &new(None)).await.unwrap());
            let found = get(&mut tx, "a", Purpose::Registration, at(1)).await;
            assert_eq!(found.unwrap().unwrap().payload.expose(), "typed");
            let other = get(&mut tx, "a", Purpose::PasswordReset, at(1)).await;
            assert_eq!(other.unwrap(), None);
            let ended = get(&mut tx, "a", Purpose::Registration, at(9000)).await;
            assert_eq!(ended.unwrap(), None);
            let right = Personal::from("123456");
            let wrong = Personal::from("000000");
            assert!(!attempt(&mut tx, "b", &right, 5, at(1)).await.unwrap());
            assert!(!attempt(&mut tx, "b", &"".into(), 5, at(1)).await.unwrap());
            assert!(!attempt(&mut tx, "a", &right, 5, at(900)).await.unwrap());
            for _ in 0..5 {
                assert!(!attempt(&mut tx, "a", &wrong, 5, at(1)).await.unwrap());
            }
            assert!(!attempt(&mut tx, "a", &right, 5, at(2)).await.unwrap());
            let again = |now, since| (at(now), at(since), at(now + 900));
            let (now, since, until) = again(30, -30);
            let code = Personal::from("654321");
            assert!(
                !send_again(&mut tx, "a", Some(&code), now, since, until)
                    .await
                    .unwrap()
            );
            let (now, since, until) = again(60, 0);
            assert!(
                send_again(&mut tx, "a", Some(&code), now, since, until)
                    .await
                    .unwrap()
            );
            assert!(!attempt(&mut tx, "a", &right, 5, at(61)).await.unwrap());
            assert!(attempt(&mut tx, "a", &code, 5, at(62)).await.unwrap());
            assert!(finish(&mut tx, "a", at(62)).await.unwrap());
            assert!(!finish(&mut tx, "a", at(62)).await.unwrap());
            assert!(!attempt(&mut tx, "a", &code, 5, at(63)).await.unwrap());
            assert_eq!(purge_ended(&mut tx, at(9000)).await.unwrap(), 2);
        }
    }
}
