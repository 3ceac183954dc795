//! The free text of acts. The journal has its id and digest only, so that the text can be erased or re-keyed
//! while the chain stays whole.

use domain::id::{CaseId, StatementId};
use jiff::Timestamp;
use sqlx::FromRow;

use crate::{
    Error, Keys, Personal, Tx,
    column::{Ms, Text},
    sql::{placeholders, sql, sql_dynamic},
};

const ROWS: usize = 200;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    pub id: StatementId,
    pub case_id: CaseId,
    pub body: Personal,
    /// As of [`digest`].
    pub digest: String,
    pub created_at: Timestamp,
}

/// What the journal says of a text: keyed, since a short text could be guessed from a plain hash, and
/// bound to the statement.
pub fn digest(keys: &Keys, id: StatementId, body: &Personal) -> Result<String, Error> {
    keys.digest("statement", &format!("{id}:{}", body.expose()))
}

pub async fn add(tx: &mut Tx, statements: &[Statement]) -> Result<(), Error> {
    for statements in statements.chunks(ROWS) {
        let mut query = sql_dynamic(format!(
            "INSERT INTO statements (id, case_id, body_sealed, digest, created_at) VALUES {}",
            placeholders(tx.engine(), statements.len(), 5)
        ));
        for statement in statements {
            query = query
                .bind(statement.id)
                .bind(statement.case_id)
                .bind(tx.keys().seal_text(&place(statement.id), &statement.body)?)
                .bind(&statement.digest)
                .bind(statement.created_at);
        }
        query.execute(tx).await?;
    }
    Ok(())
}

/// Oldest first, at most 1,000. Check the case's scope first.
pub async fn of_case(tx: &mut Tx, case: CaseId) -> Result<Vec<Statement>, Error> {
    let query =
        sql("SELECT * FROM statements WHERE case_id = $1 ORDER BY id LIMIT 1000").bind(case);
    query
        .all::<Row>(tx)
        .await?
        .into_iter()
        .map(|row| row.open(tx.keys()))
        .collect()
}

pub async fn get(tx: &mut Tx, case: CaseId, id: StatementId) -> Result<Option<Statement>, Error> {
    let query = sql("SELECT * FROM statements WHERE case_id = $1 AND id = $2")
        .bind(case)
        .bind(id);
    query
        .optional::<Row>(tx)
        .await?
        .map(|row| row.open(tx.keys()))
        .transpose()
}

/// Those of the case that there are, in no order.
pub async fn some(tx: &mut Tx, case: CaseId, ids: &[StatementId]) -> Result<Vec<Statement>, Error> {
    let mut found = Vec::new();
    for ids in ids.chunks(ROWS) {
        let marks: Vec<_> = (0..ids.len()).map(|at| format!("${}", at + 2)).collect();
        let text = format!(
            "SELECT * FROM statements WHERE case_id = $1 AND id IN ({})",
            marks.join(", ")
        );
        let query = ids
            .iter()
            .fold(sql_dynamic(text).bind(case), |query, id| query.bind(*id));
        for row in query.all::<Row>(tx).await? {
            found.push(row.open(tx.keys())?);
        }
    }
    Ok(found)
}

fn place(id: StatementId) -> String {
    format!("statements.body:{id}")
}

#[derive(FromRow)]
struct Row {
    #[sqlx(try_from = "Text")]
    id: StatementId,
    #[sqlx(try_from = "Text")]
    case_id: CaseId,
    body_sealed: Vec<u8>,
    digest: String,
    #[sqlx(try_from = "Ms")]
    created_at: Timestamp,
}

impl Row {
    fn open(self, keys: &Keys) -> Result<Statement, Error> {
        Ok(Statement {
            body: keys.open_text(&place(self.id), &self.body_sealed)?,
            id: self.id,
            case_id: self.case_id,
            digest: self.digest,
            created_at: self.created_at,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{at, stores};

    #[tokio::test]
    async fn many_statements_come_back_in_order() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            let case = CaseId::new(at(0), [0; 10]);
            let all: Vec<_> = (0..250)
                .map(|n| {
                    let (id, body) = (
                        StatementId::new(at(n), [0; 10]),
                        Personal::from(format!("意见 {n}")),
                    );
                    let digest = digest(store.keys(), id, &body).unwrap();
                    Statement {
                        id,
                        case_id: case,
                        body,
                        digest,
                        created_at: at(n),
                    }
                })
                .collect();
            add(&mut tx, &all).await.unwrap();
            assert_eq!(of_case(&mut tx, case).await.unwrap(), all);
            assert_eq!(
                get(&mut tx, case, all[7].id).await.unwrap().as_ref(),
                Some(&all[7])
            );
            let ids = [all[7].id, all[2].id];
            let mut two = some(&mut tx, case, &ids).await.unwrap();
            two.sort_by_key(|one| one.id);
            assert_eq!(two, [all[2].clone(), all[7].clone()]);
            assert!(some(&mut tx, case, &[]).await.unwrap().is_empty());
            let elsewhere = CaseId::new(at(1), [1; 10]);
            assert!(some(&mut tx, elsewhere, &ids).await.unwrap().is_empty());
            assert_eq!(get(&mut tx, elsewhere, all[7].id).await.unwrap(), None);
        }
    }
}
