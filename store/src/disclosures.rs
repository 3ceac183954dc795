//! Who has seen the personal data of a case whole, and why.

use domain::id::{CaseId, OfficerId};
use jiff::Timestamp;
use sqlx::FromRow;

use crate::{
    Error, Keys, Personal, Tx, cases,
    column::{MaybeText, Ms, Text},
    sql::sql,
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Disclosure {
    pub case: CaseId,
    pub at: Timestamp,
    /// The person who looked.
    pub officer: OfficerId,
    /// In whose place they acted.
    pub absent: Option<OfficerId>,
    pub agency: String,
    /// `Role::key`s, as they were then.
    pub roles: Vec<String>,
    /// What was shown whole.
    pub fields: Vec<String>,
    /// `disclosure::Reason::key`.
    pub reason: String,
    pub words: Option<Personal>,
}

/// `false`, with nothing written, where the officer has given a reason for the case after `since`: a second click.
pub async fn record(tx: &mut Tx, new: &Disclosure, since: Timestamp) -> Result<bool, Error> {
    // Two clicks take turns.
    cases::hold(tx, new.case).await?;
    if last_of(tx, new.case, (new.officer, new.absent), since)
        .await?
        .is_some()
    {
        return Ok(false);
    }
    let words = new.words.as_ref();
    let sealed = words
        .map(|words| {
            tx.keys()
                .seal_text(&place(new.case, new.officer, new.at), words)
        })
        .transpose()?;
    sql(
        "INSERT INTO disclosures (case_id, disclosed_at, officer, absent, agency, roles, fields, reason, words_sealed)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(new.case)
    .bind(new.at)
    .bind(new.officer)
    .bind(new.absent)
    .bind(&new.agency)
    .bind(list(&new.roles)?)
    .bind(list(&new.fields)?)
    .bind(&new.reason)
    .bind(sealed)
    .execute(tx)
    .await?;
    Ok(true)
}

/// When the officer, for whom they then stood in, last gave a reason for the case, if after `since`.
pub async fn last_of(
    tx: &mut Tx,
    case: CaseId,
    (officer, absent): (OfficerId, Option<OfficerId>),
    since: Timestamp,
) -> Result<Option<Timestamp>, Error> {
    #[derive(FromRow)]
    struct Row {
        #[sqlx(try_from = "Ms")]
        disclosed_at: Timestamp,
    }
    let row = sql("SELECT disclosed_at FROM disclosures
         WHERE case_id = $1 AND officer = $2 AND disclosed_at > $3 AND COALESCE(absent, '') = $4
         ORDER BY disclosed_at DESC LIMIT 1")
    .bind(case)
    .bind(officer)
    .bind(since)
    .bind(absent.map_or_else(String::new, |absent| absent.to_string()))
    .optional::<Row>(tx)
    .await?;
    Ok(row.map(|row| row.disclosed_at))
}

/// Newest first. Check the case's scope first.
pub async fn of_case(tx: &mut Tx, case: CaseId, limit: u16) -> Result<Vec<Disclosure>, Error> {
    let query = sql("SELECT * FROM disclosures WHERE case_id = $1
         ORDER BY disclosed_at DESC, officer DESC LIMIT $2")
    .bind(case)
    .bind(i64::from(limit));
    query
        .all::<Row>(tx)
        .await?
        .into_iter()
        .map(|row| row.open(tx.keys()))
        .collect()
}

fn list(words: &[String]) -> Result<String, Error> {
    serde_json::to_string(words).map_err(|error| Error::Internal(error.into()))
}

fn place(case: CaseId, officer: OfficerId, at: Timestamp) -> String {
    format!("disclosures.words:{case}:{officer}:{}", at.as_millisecond())
}

#[derive(FromRow)]
struct Row {
    #[sqlx(try_from = "Text")]
    case_id: CaseId,
    #[sqlx(try_from = "Ms")]
    disclosed_at: Timestamp,
    #[sqlx(try_from = "Text")]
    officer: OfficerId,
    #[sqlx(try_from = "MaybeText")]
    absent: Option<OfficerId>,
    agency: String,
    roles: String,
    fields: String,
    reason: String,
    words_sealed: Option<Vec<u8>>,
}

impl Row {
    fn open(self, keys: &Keys) -> Result<Disclosure, Error> {
        let list = |column: &str, text: &str| {
            serde_json::from_str(text)
                .map_err(|_| Error::Corrupt(format!("disclosures.{column} of {}", self.case_id)))
        };
        let place = place(self.case_id, self.officer, self.disclosed_at);
        let words = self.words_sealed.as_ref();
        Ok(Disclosure {
            roles: list("roles", &self.roles)?,
            fields: list("fields", &self.fields)?,
            words: words
                .map(|sealed| keys.open_text(&place, sealed))
                .transpose()?,
            case: self.case_id,
            at: self.disclosed_at,
            officer: self.officer,
            absent: self.absent,
            agency: self.agency,
            reason: self.reason,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        accounts,
        testing::{
            at,
            samples::{account, officer},
            stores,
        },
    };

    #[tokio::test]
    async fn a_reason_is_written_once_while_it_holds() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            for n in 1..=2 {
                accounts::create_officer(&mut tx, &account(n), &officer(n))
                    .await
                    .unwrap();
            }
            let case = CaseId::new(at(0), [1; 10]);
            let first = Disclosure {
                case,
                at: at(100),
                officer: officer(1).id,
                absent: Some(officer(2).id),
                agency: "lz-market".into(),
                roles: vec!["examiner".into()],
                fields: vec!["id-no".into(), "home".into()],
                reason: "other".into(),
                words: Some("核对继承人".into()),
            };
            assert!(record(&mut tx, &first, at(40)).await.unwrap());
            let again = Disclosure {
                at: at(130),
                ..first.clone()
            };
            assert!(!record(&mut tx, &again, at(70)).await.unwrap());
            let other = Disclosure {
                at: at(130),
                officer: officer(2).id,
                absent: None,
                words: None,
                ..first.clone()
            };
            assert!(record(&mut tx, &other, at(70)).await.unwrap());
            let by = (officer(1).id, Some(officer(2).id));
            let last = |since| (case, by, since);
            for (since, found) in [(at(99), Some(at(100))), (at(100), None)] {
                let (case, by, since) = last(since);
                assert_eq!(last_of(&mut tx, case, by, since).await.unwrap(), found);
            }
            let later = Disclosure {
                at: at(200),
                ..first.clone()
            };
            assert!(record(&mut tx, &later, at(140)).await.unwrap());
            let all = of_case(&mut tx, case, 9).await.unwrap();
            assert_eq!(all, [later, other, first]);
            assert_eq!(of_case(&mut tx, case, 1).await.unwrap().len(), 1);
            let elsewhere = CaseId::new(at(0), [2; 10]);
            assert!(of_case(&mut tx, elsewhere, 9).await.unwrap().is_empty());
        }
    }
}
