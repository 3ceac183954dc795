//! Whoever applied at a counter and has no account yet, and how they come to one.

use super::{
    AccountKind, Applicant, ApplicantRow, NewAccount, create, create_applicant, found,
    id_no_digest, insert_applicant, representative, set_reach,
};
use crate::{Error, Personal, Tx, sql::sql};

/// The account of somebody who registers. Whoever applied at a counter before, and gave there the address that they have
/// now shown to be theirs, gets what was begun there: a number and a name that others know too open nothing. `false`,
/// with nothing written, where the login or the persona is taken.
pub async fn register(
    tx: &mut Tx,
    account: &NewAccount,
    applicant: &Applicant,
) -> Result<bool, Error> {
    let known = at_counter(tx, applicant.id_no.expose()).await?;
    let same = |known: &Applicant| {
        known.entity == applicant.entity
            && is_same_name(&known.name, &applicant.name)
            && known.shares_an_address(&applicant.phone, applicant.email.as_ref())
    };
    let Some(known) = known.filter(same) else {
        return create_applicant(tx, account, applicant).await;
    };
    if !create(tx, account, AccountKind::Applicant).await? {
        return Ok(false);
    }
    set_reach(tx, known.id, &applicant.phone, applicant.email.as_ref()).await?;
    let representative = representative(tx.keys(), known.id, applicant)?;
    let taken = sql(
        "UPDATE applicants SET account_id = $2, representative_sealed = $3
         WHERE id = $1 AND account_id IS NULL AND agency IS NULL",
    )
    .bind(known.id)
    .bind(account.id)
    .bind(representative)
    .execute(tx)
    .await?;
    found(taken)?;
    Ok(true)
}

impl Applicant {
    /// Whether they are reached at one of two addresses; an empty phone is none.
    pub fn shares_an_address(&self, phone: &Personal, email: Option<&Personal>) -> bool {
        let same_phone = !phone.expose().is_empty() && self.phone == *phone;
        let same_email = email.is_some_and(|email| {
            let own = self.email.as_ref();
            own.is_some_and(|own| own.expose().eq_ignore_ascii_case(email.expose()))
        });
        same_phone || same_email
    }
}

/// Spaces do not make another person.
pub fn is_same_name(one: &str, other: &str) -> bool {
    let letters = |name: &str| name.split_whitespace().collect::<String>();
    letters(one) == letters(other)
}

/// Whoever applied at a counter under a number and has no account.
pub async fn at_counter(tx: &mut Tx, id_no: &str) -> Result<Option<Applicant>, Error> {
    let digest = id_no_digest(tx.keys(), id_no)?;
    let row = sql("SELECT * FROM applicants
         WHERE id_no_digest = $1 AND account_id IS NULL AND agency IS NULL")
    .bind(digest)
    .optional::<ApplicantRow>(tx)
    .await?;
    row.map(|row| row.open(tx.keys())).transpose()
}

/// Somebody without an account who applies at a counter; made once for each number.
///
/// # Errors
/// `Internal` for an applicant with an account, or an agency.
pub async fn counter_applicant(tx: &mut Tx, applicant: &Applicant) -> Result<Applicant, Error> {
    if applicant.account_id.is_some() || applicant.agency.is_some() {
        return Err(Error::internal("somebody at a counter has an account"));
    }
    insert_applicant(tx, applicant, None).await?;
    let made = at_counter(tx, applicant.id_no.expose()).await?;
    made.ok_or_else(|| Error::Corrupt("nobody at the counter".into()))
}
