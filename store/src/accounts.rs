//! Accounts, and the applicants and officers behind them. Passwords come hashed; whether an account is
//! locked at an instant is for the caller to compare.

mod counter;
mod officers;

pub use counter::{at_counter, counter_applicant, is_same_name, register};
pub use officers::{
    Officer, Team, create_officer, officer, officer_of, officers, officers_of_agency,
    set_officer_email, staffed, teams,
};

use domain::{
    delegation::DelegationKind,
    id::{AccountId, ApplicantId},
    locale::Locale,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use crate::{
    Error, Keys, Personal, Tx,
    column::{BadColumn, MaybeMs, MaybeText, Ms, Text, stored, texts},
    search,
    sql::{Arg, args, sql},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccountKind {
    Applicant,
    Officer,
}

impl AccountKind {
    fn word(self) -> &'static str {
        match self {
            Self::Applicant => "applicant",
            Self::Officer => "officer",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Applicant, Self::Officer]
            .into_iter()
            .find(|kind| kind.word() == word)
    }
}

stored! {
    AccountKind, "kind of account", |text| Self::from_word(&text), |kind| kind.word().to_owned();
}

#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Account {
    #[sqlx(try_from = "Text")]
    pub id: AccountId,
    pub login: String,
    pub password_hash: String,
    #[sqlx(try_from = "Text")]
    pub kind: AccountKind,
    /// Failed sign-ins since the last good one.
    pub failures: i64,
    #[sqlx(try_from = "MaybeMs")]
    pub locked_until: Option<Timestamp>,
    #[sqlx(try_from = "Text")]
    pub locale: Locale,
    /// The key of one of the demonstration's ready-made people.
    pub persona: Option<String>,
    #[sqlx(try_from = "Ms")]
    pub created_at: Timestamp,
    /// Sessions that began under another have ended.
    pub epoch: i64,
}

/// The kind follows from what is created with it.
#[derive(Debug, Clone)]
pub struct NewAccount {
    pub id: AccountId,
    pub login: String,
    pub password_hash: String,
    pub locale: Locale,
    pub persona: Option<String>,
    pub created_at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applicant {
    pub id: ApplicantId,
    /// Absent for an agency, whose officers have accounts of their own, and for whoever applied at a counter and has
    /// none yet.
    pub account_id: Option<AccountId>,
    /// The agency that applies, where one does.
    pub agency: Option<String>,
    /// True for a legal person or another organisation.
    pub entity: bool,
    pub name: String,
    /// Identity card number or unified social credit code.
    pub id_no: Personal,
    pub phone: Personal,
    pub email: Option<Personal>,
    pub address: Option<Personal>,
    pub division: String,
    /// 法定代表人 of an organisation that registered itself.
    pub representative: Option<Representative>,
}

/// Who stands for an organisation by law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Representative {
    pub name: String,
    #[serde(with = "exposed")]
    pub id_no: Personal,
}

/// Only for what is sealed as a whole.
pub(crate) mod exposed {
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::Personal;

    pub fn serialize<S: Serializer>(value: &Personal, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(value.expose())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Personal, D::Error> {
        String::deserialize(from).map(Personal::new)
    }
}

/// `false`, with nothing written, where the login or the persona is taken.
pub async fn create_applicant(
    tx: &mut Tx,
    account: &NewAccount,
    applicant: &Applicant,
) -> Result<bool, Error> {
    if !create(tx, account, AccountKind::Applicant).await? {
        return Ok(false);
    }
    insert_applicant(tx, applicant, None).await?;
    Ok(true)
}

/// A child or a parent, for whom the owner of an account applies; made once. Returns who it is.
pub async fn create_relative(
    tx: &mut Tx,
    relative: &Applicant,
    relation: DelegationKind,
) -> Result<ApplicantId, Error> {
    #[derive(FromRow)]
    struct Row {
        #[sqlx(try_from = "Text")]
        id: ApplicantId,
    }
    insert_applicant(tx, relative, Some(relation)).await?;
    let digest = id_no_digest(tx.keys(), relative.id_no.expose())?;
    let made = sql(
        "SELECT id FROM applicants WHERE account_id = $1 AND id_no_digest = $2 AND relation IS NOT NULL",
    )
    .bind(relative.account_id)
    .bind(digest)
    .one::<Row>(tx)
    .await?;
    Ok(made.id)
}

/// Takes an identity number or credit code for an account. `false` where another one has it.
pub async fn claim_number(
    tx: &mut Tx,
    account: AccountId,
    id_no: &Personal,
) -> Result<bool, Error> {
    let digest = id_no_digest(tx.keys(), id_no.expose())?;
    let written = sql("INSERT INTO registered_numbers (digest, account_id) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        .bind(digest)
        .bind(account)
        .execute(tx)
        .await?;
    Ok(written == 1)
}

/// The agency as the applicant of what it files itself; made on first use. Nobody signs in as it.
///
/// # Errors
/// `Internal` for an applicant who is no agency.
pub async fn agency_applicant(tx: &mut Tx, applicant: &Applicant) -> Result<ApplicantId, Error> {
    let agency = applicant.agency.as_deref();
    let agency = agency.ok_or_else(|| Error::Internal("the applicant is no agency".into()))?;
    insert_applicant(tx, applicant, None).await?;
    let made = applicant_of_agency(tx, agency).await?;
    made.ok_or_else(|| Error::Corrupt(format!("no applicant for {agency}")))
}

/// Absent where the agency never filed anything.
pub async fn applicant_of_agency(tx: &mut Tx, agency: &str) -> Result<Option<ApplicantId>, Error> {
    #[derive(FromRow)]
    struct Row {
        #[sqlx(try_from = "Text")]
        id: ApplicantId,
    }
    let row = sql("SELECT id FROM applicants WHERE agency = $1")
        .bind(agency)
        .optional::<Row>(tx)
        .await?;
    Ok(row.map(|row| row.id))
}

async fn insert_applicant(
    tx: &mut Tx,
    applicant: &Applicant,
    relation: Option<DelegationKind>,
) -> Result<(), Error> {
    let keys = tx.keys().clone();
    let seal = |field: &str, value: &Personal| keys.seal_text(&place(field, applicant.id), value);
    let maybe = |field: &str, value: &Option<Personal>| {
        value.as_ref().map(|value| seal(field, value)).transpose()
    };
    let representative = representative(&keys, applicant.id, applicant)?;
    let made = sql("INSERT INTO applicants (id, account_id, agency, entity, name, id_no_sealed, id_no_digest, phone_sealed,
             email_sealed, address_sealed, division, representative_sealed, relation)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         ON CONFLICT DO NOTHING")
    .bind(applicant.id)
    .bind(applicant.account_id)
    .bind(applicant.agency.clone())
    .bind(applicant.entity)
    .bind(&applicant.name)
    .bind(seal("id_no", &applicant.id_no)?)
    .bind(id_no_digest(&keys, applicant.id_no.expose())?)
    .bind(seal("phone", &applicant.phone)?)
    .bind(maybe("email", &applicant.email)?)
    .bind(maybe("address", &applicant.address)?)
    .bind(&applicant.division)
    .bind(representative)
    .bind(relation)
    .execute(tx)
    .await?;
    if made == 1 {
        search::index(tx, applicant).await?;
    }
    Ok(())
}

/// Sealed for a row.
fn representative(
    keys: &Keys,
    id: ApplicantId,
    applicant: &Applicant,
) -> Result<Option<Vec<u8>>, Error> {
    let person = applicant.representative.as_ref();
    person
        .map(|person| {
            let text = serde_json::to_string(person)
                .map_err(|_| Error::internal("a representative has no JSON form"))?;
            keys.seal_text(&place("representative", id), &Personal::new(text))
        })
        .transpose()
}

pub async fn by_id(tx: &mut Tx, id: AccountId) -> Result<Option<Account>, Error> {
    sql("SELECT * FROM accounts WHERE id = $1")
        .bind(id)
        .optional(tx)
        .await
}

pub async fn by_login(tx: &mut Tx, login: &str) -> Result<Option<Account>, Error> {
    sql("SELECT * FROM accounts WHERE login = $1")
        .bind(login)
        .optional(tx)
        .await
}

pub async fn by_persona(tx: &mut Tx, persona: &str) -> Result<Option<Account>, Error> {
    sql("SELECT * FROM accounts WHERE persona = $1")
        .bind(persona)
        .optional(tx)
        .await
}

/// The demonstration's ready-made people, at most 200.
pub async fn personas(tx: &mut Tx) -> Result<Vec<Account>, Error> {
    sql("SELECT * FROM accounts WHERE persona IS NOT NULL ORDER BY persona LIMIT 200")
        .all(tx)
        .await
}

/// Counts a failed sign-in and returns the count; from `limit` failures on, locks until `locked_until`.
pub async fn record_failure(
    tx: &mut Tx,
    id: AccountId,
    limit: i64,
    locked_until: Timestamp,
) -> Result<i64, Error> {
    let (failures,) = sql("UPDATE accounts SET failures = failures + 1,
             locked_until = CASE WHEN failures + 1 >= $2 THEN $3 ELSE locked_until END
         WHERE id = $1 RETURNING failures")
    .bind(id)
    .bind(limit)
    .bind(locked_until)
    .one::<(i64,)>(tx)
    .await?;
    Ok(failures)
}

/// After a good sign-in, or to unlock.
pub async fn reset_failures(tx: &mut Tx, id: AccountId) -> Result<(), Error> {
    sql("UPDATE accounts SET failures = 0, locked_until = NULL WHERE id = $1")
        .bind(id)
        .execute(tx)
        .await?;
    Ok(())
}

pub async fn set_password(tx: &mut Tx, id: AccountId, password_hash: &str) -> Result<(), Error> {
    let query = sql("UPDATE accounts SET password_hash = $2 WHERE id = $1")
        .bind(id)
        .bind(password_hash);
    found(query.execute(tx).await?)
}

/// The number under which a session has to have begun; none does under that of a closed account.
pub async fn epoch(tx: &mut Tx, id: AccountId) -> Result<Option<i64>, Error> {
    let row = sql("SELECT epoch FROM accounts WHERE id = $1 AND closed_at IS NULL")
        .bind(id)
        .optional::<(i64,)>(tx)
        .await?;
    Ok(row.map(|(epoch,)| epoch))
}

/// Ends every session that began before, and every unfinished reset of the password; returns the new epoch, for the one that goes on.
pub async fn end_sessions(tx: &mut Tx, id: AccountId) -> Result<i64, Error> {
    // A page for a new password that was opened before could otherwise still be used from an address that is gone.
    sql("DELETE FROM verifications WHERE account_id = $1 AND purpose = 'password_reset' AND done_at IS NULL")
        .bind(id)
        .execute(tx)
        .await?;
    let (epoch,) = sql("UPDATE accounts SET epoch = epoch + 1 WHERE id = $1 RETURNING epoch")
        .bind(id)
        .one::<(i64,)>(tx)
        .await?;
    Ok(epoch)
}

pub async fn set_locale(tx: &mut Tx, id: AccountId, locale: Locale) -> Result<(), Error> {
    found(
        sql("UPDATE accounts SET locale = $2 WHERE id = $1")
            .bind(id)
            .bind(locale)
            .execute(tx)
            .await?,
    )
}

/// Where somebody is written to and called; an empty phone is none.
pub async fn set_reach(
    tx: &mut Tx,
    id: ApplicantId,
    phone: &Personal,
    email: Option<&Personal>,
) -> Result<(), Error> {
    let (phone, email) = sealed_reach(tx, id, phone, email)?;
    let query = sql("UPDATE applicants SET phone_sealed = $2, email_sealed = $3 WHERE id = $1")
        .bind(id)
        .bind(phone)
        .bind(email);
    found(query.execute(tx).await?)
}

fn sealed_reach(
    tx: &Tx,
    id: ApplicantId,
    phone: &Personal,
    email: Option<&Personal>,
) -> Result<(Vec<u8>, Option<Vec<u8>>), Error> {
    let keys = tx.keys();
    let phone = keys.seal_text(&place("phone", id), phone)?;
    let email = email
        .map(|email| keys.seal_text(&place("email", id), email))
        .transpose()?;
    Ok((phone, email))
}

/// As `set_reach`, of somebody without an account: whoever has one says so themselves. `false`, with nothing written, where
/// they have got one meanwhile.
pub async fn set_reach_at_counter(
    tx: &mut Tx,
    id: ApplicantId,
    phone: &Personal,
    email: Option<&Personal>,
) -> Result<bool, Error> {
    let (phone, email) = sealed_reach(tx, id, phone, email)?;
    let query = sql(
        "UPDATE applicants SET phone_sealed = $2, email_sealed = $3 WHERE id = $1 AND account_id IS NULL",
    )
    .bind(id)
    .bind(phone)
    .bind(email);
    Ok(query.execute(tx).await? > 0)
}

/// As whoever declared a relative writes the name now.
pub async fn set_name(tx: &mut Tx, id: ApplicantId, name: &str) -> Result<(), Error> {
    let query = sql("UPDATE applicants SET name = $2 WHERE id = $1")
        .bind(id)
        .bind(name);
    found(query.execute(tx).await?)?;
    search::renamed(tx, id).await
}

/// Where somebody lives.
pub async fn set_place(
    tx: &mut Tx,
    id: ApplicantId,
    address: Option<&Personal>,
    division: &str,
) -> Result<(), Error> {
    let address = address
        .map(|address| tx.keys().seal_text(&place("address", id), address))
        .transpose()?;
    let query = sql("UPDATE applicants SET address_sealed = $2, division = $3 WHERE id = $1")
        .bind(id)
        .bind(address)
        .bind(division);
    found(query.execute(tx).await?)
}

pub async fn applicant(tx: &mut Tx, id: ApplicantId) -> Result<Option<Applicant>, Error> {
    let row = sql("SELECT * FROM applicants WHERE id = $1")
        .bind(id)
        .optional::<ApplicantRow>(tx)
        .await?;
    row.map(|row| row.open(tx.keys())).transpose()
}

/// Who an account's owner is, oldest first, at most 50; without their relatives.
pub async fn applicants_of(tx: &mut Tx, account: AccountId) -> Result<Vec<Applicant>, Error> {
    let query = sql(
        "SELECT * FROM applicants WHERE account_id = $1 AND relation IS NULL ORDER BY id LIMIT 50",
    );
    let rows = query.bind(account).all::<ApplicantRow>(tx).await?;
    rows.into_iter().map(|row| row.open(tx.keys())).collect()
}

/// The children and parents for whom an account's owner applies or did, oldest first, at most 50.
pub async fn relatives_of(tx: &mut Tx, account: AccountId) -> Result<Vec<Applicant>, Error> {
    let rows = sql("SELECT * FROM applicants WHERE account_id = $1 AND relation IS NOT NULL ORDER BY id LIMIT 50")
        .bind(account)
        .all::<ApplicantRow>(tx)
        .await?;
    rows.into_iter().map(|row| row.open(tx.keys())).collect()
}

/// Who is registered under an identity number, at most 50; no agencies, and nobody whom a relative declared.
pub async fn applicants_by_id_no(tx: &mut Tx, id_no: &str) -> Result<Vec<Applicant>, Error> {
    let digest = id_no_digest(tx.keys(), id_no)?;
    let rows = sql(
        "SELECT * FROM applicants WHERE id_no_digest = $1 AND agency IS NULL AND relation IS NULL ORDER BY id LIMIT 50",
    )
    .bind(digest)
    .all::<ApplicantRow>(tx)
    .await?;
    rows.into_iter().map(|row| row.open(tx.keys())).collect()
}

async fn create(tx: &mut Tx, account: &NewAccount, kind: AccountKind) -> Result<bool, Error> {
    let written = sql(
        "INSERT INTO accounts (id, login, password_hash, kind, locale, persona, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
    )
    .bind(account.id)
    .bind(&account.login)
    .bind(&account.password_hash)
    .bind(kind)
    .bind(account.locale)
    .bind(account.persona.clone())
    .bind(account.created_at)
    .execute(tx)
    .await?;
    Ok(written == 1)
}

fn found(rows: u64) -> Result<(), Error> {
    if rows == 0 {
        Err(Error::NotFound)
    } else {
        Ok(())
    }
}

fn id_no_digest(keys: &Keys, id_no: &str) -> Result<String, Error> {
    keys.digest("id_no", id_no)
}

fn place(field: &str, id: ApplicantId) -> String {
    format!("applicants.{field}:{id}")
}

#[derive(FromRow)]
struct ApplicantRow {
    #[sqlx(try_from = "Text")]
    id: ApplicantId,
    #[sqlx(try_from = "MaybeText")]
    account_id: Option<AccountId>,
    agency: Option<String>,
    #[sqlx(try_from = "Ms")]
    entity: bool,
    name: String,
    id_no_sealed: Vec<u8>,
    phone_sealed: Vec<u8>,
    email_sealed: Option<Vec<u8>>,
    address_sealed: Option<Vec<u8>>,
    division: String,
    representative_sealed: Option<Vec<u8>>,
}

impl ApplicantRow {
    fn open(self, keys: &Keys) -> Result<Applicant, Error> {
        let open = |field: &str, sealed: &[u8]| keys.open_text(&place(field, self.id), sealed);
        let maybe = |field: &str, sealed: Option<Vec<u8>>| {
            sealed.map(|sealed| open(field, &sealed)).transpose()
        };
        let representative = maybe("representative", self.representative_sealed)?
            .map(|text| {
                // The parser's words could repeat what was stored.
                serde_json::from_str(text.expose())
                    .map_err(|_| Error::Corrupt(format!("representative of {}", self.id)))
            })
            .transpose()?;
        Ok(Applicant {
            representative,
            id_no: open("id_no", &self.id_no_sealed)?,
            phone: open("phone", &self.phone_sealed)?,
            email: maybe("email", self.email_sealed)?,
            address: maybe("address", self.address_sealed)?,
            id: self.id,
            account_id: self.account_id,
            agency: self.agency,
            entity: self.entity,
            name: self.name,
            division: self.division,
        })
    }
}

#[cfg(test)]
mod tests;
