//! Addresses that sign in: mail addresses and mobile numbers whose owner sent a code back. Sealed; a keyed digest
//! finds the account again.

use domain::{
    account::{Contact, ContactKind},
    id::{AccountId, CredentialId},
};
use jiff::Timestamp;
use sqlx::FromRow;

use crate::{
    Error, Keys, Personal, Tx,
    accounts::Account,
    column::{BadColumn, MaybeText, Ms, Text, stored, texts},
    sql::{Arg, args, sql},
};

fn word(kind: ContactKind) -> &'static str {
    match kind {
        ContactKind::Email => "email",
        ContactKind::Phone => "phone",
    }
}

stored! {
    ContactKind, "kind of credential",
        |text| [Self::Email, Self::Phone].into_iter().find(|kind| word(*kind) == text),
        |kind| word(kind).to_owned();
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    pub id: CredentialId,
    pub kind: ContactKind,
    pub value: Personal,
    pub verified_at: Timestamp,
}

/// `false`, with nothing written, where the address already signs in, to whatever account.
pub async fn add(
    tx: &mut Tx,
    id: CredentialId,
    account: AccountId,
    contact: &Contact,
    now: Timestamp,
) -> Result<bool, Error> {
    let keys = tx.keys();
    let sealed = keys.seal(&place(id), contact.as_str().as_bytes())?;
    let digest = digest(keys, contact)?;
    let written = sql(
        "INSERT INTO credentials (id, account_id, kind, value_sealed, value_digest, verified_at)
         VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (value_digest) DO NOTHING",
    )
    .bind(id)
    .bind(account)
    .bind(contact.kind)
    .bind(sealed)
    .bind(digest)
    .bind(now)
    .execute(tx)
    .await?;
    Ok(written == 1)
}

/// Oldest first, at most 20.
pub async fn of_account(tx: &mut Tx, account: AccountId) -> Result<Vec<Credential>, Error> {
    let rows = sql(
        "SELECT id, kind, value_sealed, verified_at FROM credentials WHERE account_id = $1 ORDER BY id LIMIT 20",
    )
    .bind(account)
    .all::<Row>(tx)
    .await?;
    rows.into_iter().map(|row| row.open(tx.keys())).collect()
}

/// Whose address it is.
pub async fn owner(tx: &mut Tx, contact: &Contact) -> Result<Option<AccountId>, Error> {
    #[derive(FromRow)]
    struct Owner {
        #[sqlx(try_from = "MaybeText")]
        account_id: Option<AccountId>,
    }
    let digest = digest(tx.keys(), contact)?;
    let row = sql("SELECT account_id FROM credentials WHERE value_digest = $1")
        .bind(digest)
        .optional::<Owner>(tx)
        .await?;
    Ok(row.and_then(|row| row.account_id))
}

/// Who signs in with a login name, or with an address that was read out of the same text.
pub async fn signing_in(
    tx: &mut Tx,
    login: &str,
    contact: Option<&Contact>,
) -> Result<Option<Account>, Error> {
    let digest = contact.map_or_else(|| Ok(String::new()), |contact| digest(tx.keys(), contact))?;
    sql("SELECT * FROM accounts WHERE closed_at IS NULL
             AND (login = $1 OR id = (SELECT account_id FROM credentials WHERE value_digest = $2))
         ORDER BY CASE WHEN login = $1 THEN 0 ELSE 1 END LIMIT 1")
    .bind(login)
    .bind(digest)
    .optional(tx)
    .await
}

/// `false` for somebody else's, and for the last one of an account.
pub async fn remove(tx: &mut Tx, account: AccountId, id: CredentialId) -> Result<bool, Error> {
    // Two removals at once would each leave the other's: they take turns over the account's row.
    sql("UPDATE accounts SET epoch = epoch WHERE id = $1")
        .bind(account)
        .execute(tx)
        .await?;
    let removed = sql("DELETE FROM credentials WHERE id = $1 AND account_id = $2
             AND (SELECT COUNT(*) FROM credentials WHERE account_id = $2) > 1")
    .bind(id)
    .bind(account)
    .execute(tx)
    .await?;
    Ok(removed == 1)
}

fn digest(keys: &Keys, contact: &Contact) -> Result<String, Error> {
    keys.digest("credential", contact.as_str())
}

fn place(id: CredentialId) -> String {
    format!("credentials.value:{id}")
}

#[derive(FromRow)]
struct Row {
    #[sqlx(try_from = "Text")]
    id: CredentialId,
    #[sqlx(try_from = "Text")]
    kind: ContactKind,
    value_sealed: Vec<u8>,
    #[sqlx(try_from = "Ms")]
    verified_at: Timestamp,
}

impl Row {
    fn open(self, keys: &Keys) -> Result<Credential, Error> {
        Ok(Credential {
            value: keys.open_text(&place(self.id), &self.value_sealed)?,
            id: self.id,
            kind: self.kind,
            verified_at: self.verified_at,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::create_applicant;
    use crate::testing::{
        at,
        samples::{account, applicant},
        stores,
    };

    #[tokio::test]
    async fn an_address_signs_in_to_one_account_and_the_last_one_stays() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            for n in [1, 2] {
                create_applicant(&mut tx, &account(n), &applicant(n))
                    .await
                    .unwrap();
            }
            let (mine, other) = (account(1).id, account(2).id);
            let id = |n: u8| CredentialId::new(at(0), [n; 10]);
            let contact = Contact::read("ma@example.org").unwrap();
            let phone = Contact::read("13809310001").unwrap();
            assert!(add(&mut tx, id(1), mine, &contact, at(1)).await.unwrap());
            assert!(!add(&mut tx, id(2), other, &contact, at(2)).await.unwrap());
            assert_eq!(owner(&mut tx, &contact).await.unwrap(), Some(mine));
            assert_eq!(owner(&mut tx, &phone).await.unwrap(), None);
            let found = signing_in(&mut tx, "login2", Some(&contact)).await.unwrap();
            assert_eq!(found.unwrap().id, other, "the login name goes first");
            let found = signing_in(&mut tx, "x", Some(&contact)).await.unwrap();
            assert_eq!(found.unwrap().id, mine);
            assert!(signing_in(&mut tx, "x", None).await.unwrap().is_none());
            assert!(!remove(&mut tx, mine, id(1)).await.unwrap(), "the last one");
            assert!(add(&mut tx, id(3), mine, &phone, at(3)).await.unwrap());
            assert!(!remove(&mut tx, other, id(1)).await.unwrap());
            assert!(remove(&mut tx, mine, id(1)).await.unwrap());
            let left = of_account(&mut tx, mine).await.unwrap();
            assert_eq!(left.len(), 1);
            assert_eq!(left[0].value.expose(), "13809310001");
        }
    }
}
