//! 文书 as they were sent. The journal has the number and the digest of each (`Fact::NoticeSent`), so that a text that
//! was changed, or is gone, shows.

use domain::{
    case::{Entry, Fact, NoticeNo},
    id::CaseId,
};
use jiff::Timestamp;
use sqlx::FromRow;

use crate::{
    Error, Keys, Personal, Tx,
    column::{Ms, Text},
    sql::{placeholders, sql, sql_dynamic},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    pub case_id: CaseId,
    /// Of the act's fact in the journal.
    pub seq: u64,
    pub kind: String,
    /// The agency that counts it among its own.
    pub agency: String,
    pub number: NoticeNo,
    /// What whoever is shown it can look it up by.
    pub code: String,
    pub body: Personal,
    pub created_at: Timestamp,
}

/// What the journal says of it: keyed, and bound to its case, act, kind, number and code.
pub fn digest(keys: &Keys, notice: &Notice) -> Result<String, Error> {
    let Notice {
        case_id,
        seq,
        kind,
        agency,
        number: NoticeNo { year, serial },
        code,
        body,
        ..
    } = notice;
    let head = format!("{case_id}:{seq}:{kind}:{agency}:{year}:{serial}:{code}");
    keys.digest("notice", &format!("{head}:{}", body.expose()))
}

pub async fn add(tx: &mut Tx, notices: &[Notice]) -> Result<(), Error> {
    if notices.is_empty() {
        return Ok(());
    }
    let mut query = sql_dynamic(format!(
        "INSERT INTO notices (case_id, seq, kind, agency, year, serial, code, body_sealed, created_at) VALUES {}",
        placeholders(tx.engine(), notices.len(), 9)
    ));
    for notice in notices {
        let place = place(notice.case_id, notice.seq);
        query = query
            .bind(notice.case_id)
            .bind(stored(notice.seq)?)
            .bind(&notice.kind)
            .bind(&notice.agency)
            .bind(i64::from(notice.number.year))
            .bind(i64::from(notice.number.serial))
            .bind(&notice.code)
            .bind(tx.keys().seal_text(&place, &notice.body)?)
            .bind(notice.created_at);
    }
    query.execute(tx).await?;
    Ok(())
}

/// Check the case's scope first.
pub async fn get(tx: &mut Tx, case: CaseId, seq: u64) -> Result<Option<Notice>, Error> {
    sql("SELECT * FROM notices WHERE case_id = $1 AND seq = $2")
        .bind(case)
        .bind(stored(seq)?)
        .optional::<Row>(tx)
        .await?
        .map(|row| row.open(tx.keys()))
        .transpose()
}

/// The first `most` of a case. Check its scope first.
pub async fn of_case(tx: &mut Tx, case: CaseId, most: u16) -> Result<Vec<Notice>, Error> {
    sql("SELECT * FROM notices WHERE case_id = $1 ORDER BY seq LIMIT $2")
        .bind(case)
        .bind(i64::from(most))
        .all::<Row>(tx)
        .await?
        .into_iter()
        .map(|row| row.open(tx.keys()))
        .collect()
}

/// For whoever holds the notice.
pub async fn by_code(tx: &mut Tx, code: &str) -> Result<Option<Notice>, Error> {
    sql("SELECT * FROM notices WHERE code = $1")
        .bind(code)
        .optional::<Row>(tx)
        .await?
        .map(|row| row.open(tx.keys()))
        .transpose()
}

/// What does not agree with the journal of the case.
pub(crate) async fn check(
    tx: &mut Tx,
    case: CaseId,
    entries: &[Entry],
    differ: &mut impl FnMut(String),
) -> Result<(), Error> {
    let rows: Vec<Row> = sql("SELECT * FROM notices WHERE case_id = $1 ORDER BY seq")
        .bind(case)
        .all(tx)
        .await?;
    let mut kept = Vec::new();
    for row in rows {
        let seq = row.seq;
        match row.open(tx.keys()) {
            Ok(notice) => kept.push(notice),
            Err(_) => differ(format!("the text sent with entry {seq} can't be opened")),
        }
    }
    for entry in entries {
        let Fact::NoticeSent {
            of,
            number,
            digest: told,
        } = &entry.fact
        else {
            continue;
        };
        match kept.iter().position(|notice| notice.seq == *of) {
            None => differ(format!("the text sent with entry {of} is missing")),
            Some(place) => {
                let notice = kept.swap_remove(place);
                if notice.number != *number || digest(tx.keys(), &notice)? != *told {
                    differ(format!("the text sent with entry {of} was changed"));
                }
            }
        }
    }
    for notice in kept {
        let seq = notice.seq;
        differ(format!(
            "the journal knows of no text sent with entry {seq}"
        ));
    }
    Ok(())
}

fn stored(seq: u64) -> Result<i64, Error> {
    i64::try_from(seq).map_err(|_| Error::internal("seq out of range"))
}

fn place(case: CaseId, seq: u64) -> String {
    format!("notices.body:{case}:{seq}")
}

#[derive(FromRow)]
struct Row {
    #[sqlx(try_from = "Text")]
    case_id: CaseId,
    seq: i64,
    kind: String,
    agency: String,
    year: i64,
    serial: i64,
    code: String,
    body_sealed: Vec<u8>,
    #[sqlx(try_from = "Ms")]
    created_at: Timestamp,
}

impl Row {
    fn open(self, keys: &Keys) -> Result<Notice, Error> {
        let corrupt = || Error::Corrupt(format!("notice {} of {}", self.seq, self.case_id));
        let seq = u64::try_from(self.seq).map_err(|_| corrupt())?;
        Ok(Notice {
            seq,
            number: NoticeNo {
                year: i16::try_from(self.year).map_err(|_| corrupt())?,
                serial: u32::try_from(self.serial).map_err(|_| corrupt())?,
            },
            body: keys.open_text(&place(self.case_id, seq), &self.body_sealed)?,
            case_id: self.case_id,
            kind: self.kind,
            agency: self.agency,
            code: self.code,
            created_at: self.created_at,
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::case::ActorRef;

    use super::*;
    use crate::testing::{at, stores};

    fn notice(case: CaseId, seq: u64) -> Notice {
        Notice {
            case_id: case,
            seq,
            kind: "acceptance".into(),
            agency: "620102-water-resources".into(),
            number: NoticeNo {
                year: 2026,
                serial: u32::try_from(seq).unwrap(),
            },
            code: format!("CODE{seq}"),
            body: Personal::from("张三：现予受理。".to_owned()),
            created_at: at(1),
        }
    }

    async fn differences(tx: &mut Tx, case: CaseId, entries: &[Entry]) -> Vec<String> {
        let mut found = Vec::new();
        check(tx, case, entries, &mut |what| found.push(what))
            .await
            .unwrap();
        found
    }

    #[tokio::test]
    async fn a_text_is_kept_sealed_and_a_change_of_it_shows() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            let case = CaseId::new(at(0), [0; 10]);
            let all = [notice(case, 3), notice(case, 5)];
            add(&mut tx, &all).await.unwrap();
            add(&mut tx, &[]).await.unwrap();
            assert_eq!(get(&mut tx, case, 5).await.unwrap(), Some(all[1].clone()));
            assert_eq!(get(&mut tx, case, 4).await.unwrap(), None);
            let found = by_code(&mut tx, "CODE3").await.unwrap();
            assert_eq!(found, Some(all[0].clone()));
            assert_eq!(by_code(&mut tx, "CODE4").await.unwrap(), None);
            let (sealed,) = sql("SELECT body_sealed FROM notices WHERE code = 'CODE3'")
                .one::<(Vec<u8>,)>(&mut tx)
                .await
                .unwrap();
            assert!(!String::from_utf8_lossy(&sealed).contains("张三"));

            let entries: Vec<_> = (6..)
                .zip(&all)
                .map(|(seq, notice)| Entry {
                    seq,
                    at: at(1),
                    actor: ActorRef::System,
                    fact: Fact::NoticeSent {
                        of: notice.seq,
                        number: notice.number,
                        digest: digest(store.keys(), notice).unwrap(),
                    },
                })
                .collect();
            assert!(differences(&mut tx, case, &entries).await.is_empty());
            let fewer = differences(&mut tx, case, &entries[..1]).await;
            assert_eq!(fewer, ["the journal knows of no text sent with entry 5"]);

            sql("DELETE FROM notices WHERE case_id = $1 AND seq = 5")
                .bind(case)
                .execute(&mut tx)
                .await
                .unwrap();
            let mut forged = notice(case, 9);
            forged.body = Personal::from("张三：不予受理。".to_owned());
            let sealed = store
                .keys()
                .seal_text(&place(case, 3), &forged.body)
                .unwrap();
            sql("UPDATE notices SET body_sealed = $1 WHERE case_id = $2 AND seq = 3")
                .bind(sealed)
                .bind(case)
                .execute(&mut tx)
                .await
                .unwrap();
            assert_eq!(
                differences(&mut tx, case, &entries).await,
                [
                    "the text sent with entry 3 was changed",
                    "the text sent with entry 5 is missing"
                ]
            );
            sql("UPDATE notices SET body_sealed = $1 WHERE case_id = $2")
                .bind(vec![0_u8; 40])
                .bind(case)
                .execute(&mut tx)
                .await
                .unwrap();
            let broken = differences(&mut tx, case, &entries[..1]).await;
            assert_eq!(broken[0], "the text sent with entry 3 can't be opened");
        }
    }

    #[tokio::test]
    async fn an_agency_gives_a_number_once() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            add(&mut tx, &[notice(CaseId::new(at(0), [0; 10]), 3)])
                .await
                .unwrap();
            let again = notice(CaseId::new(at(1), [1; 10]), 3);
            let again = Notice {
                code: "OTHER".into(),
                ..again
            };
            assert!(add(&mut tx, &[again]).await.is_err());
        }
    }
}
