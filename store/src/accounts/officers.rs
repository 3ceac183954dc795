//! Officers, and who of them is where.

use domain::id::{AccountId, OfficerId};
use sqlx::FromRow;

use super::{AccountKind, NewAccount, create};
use crate::{
    Engine, Error, Keys, Personal, Tx,
    column::Text,
    sql::{placeholders, sql, sql_dynamic},
};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Officer {
    pub id: OfficerId,
    pub account_id: AccountId,
    pub agency: String,
    pub name_zh: String,
    pub name_en: String,
    pub roles: Vec<String>,
    /// The work address; absent where nothing is to be sent.
    pub email: Option<Personal>,
}

/// `false`, with nothing written, where the login or the persona is taken.
pub async fn create_officer(
    tx: &mut Tx,
    account: &NewAccount,
    officer: &Officer,
) -> Result<bool, Error> {
    if !create(tx, account, AccountKind::Officer).await? {
        return Ok(false);
    }
    let roles =
        serde_json::to_string(&officer.roles).map_err(|error| Error::Internal(error.into()))?;
    let email = officer.email.as_ref();
    let sealed = email
        .map(|email| tx.keys().seal_text(&place(officer.id), email))
        .transpose()?;
    sql(
        "INSERT INTO officers (id, account_id, agency, name_zh, name_en, roles, email_sealed)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(officer.id)
    .bind(account.id)
    .bind(&officer.agency)
    .bind(&officer.name_zh)
    .bind(&officer.name_en)
    .bind(roles)
    .bind(sealed)
    .execute(tx)
    .await?;
    Ok(true)
}

/// Where the officer is written to from now on; nowhere with `None`.
pub async fn set_officer_email(
    tx: &mut Tx,
    id: OfficerId,
    email: Option<&Personal>,
) -> Result<(), Error> {
    let sealed = email
        .map(|email| tx.keys().seal_text(&place(id), email))
        .transpose()?;
    sql("UPDATE officers SET email_sealed = $2 WHERE id = $1")
        .bind(id)
        .bind(sealed)
        .execute(tx)
        .await?;
    Ok(())
}

pub async fn officer(tx: &mut Tx, id: OfficerId) -> Result<Option<Officer>, Error> {
    let row = sql("SELECT * FROM officers WHERE id = $1")
        .bind(id)
        .optional::<OfficerRow>(tx)
        .await?;
    row.map(|row| row.read(tx.keys())).transpose()
}

pub async fn officer_of(tx: &mut Tx, account: AccountId) -> Result<Option<Officer>, Error> {
    let query =
        sql("SELECT * FROM officers WHERE account_id = $1 ORDER BY id LIMIT 1").bind(account);
    query
        .optional::<OfficerRow>(tx)
        .await?
        .map(|row| row.read(tx.keys()))
        .transpose()
}

/// Several people at once.
pub async fn officers(tx: &mut Tx, ids: &[OfficerId]) -> Result<Vec<Officer>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!(
        "SELECT * FROM officers WHERE id IN {}",
        placeholders(tx.engine(), 1, ids.len())
    );
    ids.iter()
        .fold(sql_dynamic(text), |statement, id| statement.bind(*id))
        .all::<OfficerRow>(tx)
        .await?
        .into_iter()
        .map(|row| row.read(tx.keys()))
        .collect()
}

/// At most 500.
pub async fn officers_of_agency(tx: &mut Tx, agency: &str) -> Result<Vec<Officer>, Error> {
    let query = sql("SELECT * FROM officers WHERE agency = $1 ORDER BY id LIMIT 500").bind(agency);
    query
        .all::<OfficerRow>(tx)
        .await?
        .into_iter()
        .map(|row| row.read(tx.keys()))
        .collect()
}

/// Which of some agencies have somebody with a role.
pub async fn staffed(tx: &mut Tx, agencies: &[&str], role: &str) -> Result<Vec<String>, Error> {
    if agencies.is_empty() {
        return Ok(Vec::new());
    }
    // The agencies stand first, since SQLite counts its placeholders from there. A role's name is one of a closed
    // list, so it holds nothing that LIKE would take for a pattern.
    let text = format!(
        "SELECT DISTINCT agency FROM officers WHERE agency IN {} AND roles LIKE {}",
        placeholders(tx.engine(), 1, agencies.len()),
        match tx.engine() {
            Engine::Sqlite => "?".to_owned(),
            Engine::Postgres => format!("${}", agencies.len() + 1),
        }
    );
    let rows: Vec<(String,)> = agencies
        .iter()
        .fold(sql_dynamic(text), |statement, agency| {
            statement.bind(*agency)
        })
        .bind(format!("%\"{role}\"%"))
        .all(tx)
        .await?;
    Ok(rows.into_iter().map(|(agency,)| agency).collect())
}

/// How many people of an agency have the same roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    pub agency: String,
    pub roles: Vec<String>,
    pub people: i64,
}

/// Every agency's people, by their roles. Agencies without anybody are not there.
pub async fn teams(tx: &mut Tx) -> Result<Vec<Team>, Error> {
    let rows: Vec<(String, String, i64)> = sql(
        "SELECT agency, roles, COUNT(*) FROM officers GROUP BY agency, roles ORDER BY agency, roles",
    )
    .all(tx)
    .await?;
    rows.into_iter()
        .map(|(agency, roles, people)| {
            let roles = serde_json::from_str(&roles)
                .map_err(|error| Error::Corrupt(format!("roles at {agency}: {error}")))?;
            Ok(Team {
                agency,
                roles,
                people,
            })
        })
        .collect()
}

#[derive(FromRow)]
struct OfficerRow {
    #[sqlx(try_from = "Text")]
    id: OfficerId,
    #[sqlx(try_from = "Text")]
    account_id: AccountId,
    agency: String,
    name_zh: String,
    name_en: String,
    roles: String,
    email_sealed: Option<Vec<u8>>,
}

fn place(id: OfficerId) -> String {
    format!("officers.email:{id}")
}

impl OfficerRow {
    fn read(self, keys: &Keys) -> Result<Officer, Error> {
        let sealed = self.email_sealed.as_ref();
        Ok(Officer {
            email: sealed
                .map(|sealed| keys.open_text(&place(self.id), sealed))
                .transpose()?,
            roles: serde_json::from_str(&self.roles)
                .map_err(|_| Error::Corrupt(format!("roles of {}", self.id)))?,
            id: self.id,
            account_id: self.account_id,
            agency: self.agency,
            name_zh: self.name_zh,
            name_en: self.name_en,
        })
    }
}
