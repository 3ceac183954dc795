//! The end of an account (个人信息保护法 47). Case files and journals stay as the Archives Law has it, and with them the
//! name and number of whoever applied; everything else of the person goes.

use domain::id::{AccountId, ApplicantId};
use jiff::Timestamp;

use crate::{Error, Personal, Tx, accounts, delegations, sql::sql, wallet};

/// Nobody signs in to it any more, and its number can register anew. `people` are its owner and the relatives for whom
/// they applied. The caller discards drafts before, and deletes the objects of the returned keys after the commit.
pub async fn close(
    tx: &mut Tx,
    account: AccountId,
    people: &[ApplicantId],
    now: Timestamp,
) -> Result<Vec<String>, Error> {
    for text in [
        "DELETE FROM credentials WHERE account_id = $1",
        "DELETE FROM verifications WHERE account_id = $1",
        "DELETE FROM registered_numbers WHERE account_id = $1",
        "UPDATE delegations SET revoked_at = COALESCE(revoked_at, $2) WHERE agent_account = $1",
    ] {
        let query = sql(text).bind(account);
        let query = if text.contains("$2") {
            query.bind(now)
        } else {
            query
        };
        query.execute(tx).await?;
    }
    let mut kept = Vec::new();
    for person in people {
        kept.extend(forget(tx, *person, now).await?);
    }
    sql("UPDATE accounts SET login = $2, password_hash = '', closed_at = $3, epoch = epoch + 1 WHERE id = $1")
        .bind(account)
        .bind(account.to_string())
        .bind(now)
        .execute(tx)
        .await?;
    Ok(kept)
}

/// All but the name and number, which case files have.
async fn forget(tx: &mut Tx, applicant: ApplicantId, now: Timestamp) -> Result<Vec<String>, Error> {
    sql("UPDATE delegations SET revoked_at = COALESCE(revoked_at, $2) WHERE principal = $1")
        .bind(applicant)
        .bind(now)
        .execute(tx)
        .await?;
    let mut kept = wallet::remove_all(tx, applicant).await?;
    kept.extend(delegations::forget_proofs(tx, applicant).await?);
    // What was written to them: the file has the notices themselves.
    for text in [
        "DELETE FROM messages WHERE case_id IN (SELECT id FROM cases WHERE applicant_id = $1)",
        "DELETE FROM messages WHERE applicant_id = $1",
        "DELETE FROM message_choices WHERE applicant_id = $1",
        "DELETE FROM appointments WHERE applicant_id = $1",
    ] {
        sql(text).bind(applicant).execute(tx).await?;
    }
    accounts::set_reach(tx, applicant, &Personal::default(), None).await?;
    sql("UPDATE applicants SET address_sealed = NULL, id_no_digest = '' WHERE id = $1")
        .bind(applicant)
        .execute(tx)
        .await?;
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use domain::{account::Contact, delegation::DelegationKind, id::CredentialId};

    use super::*;
    use crate::{
        accounts::Applicant,
        credentials,
        testing::{
            at,
            samples::{account, applicant},
            stores,
        },
    };

    #[tokio::test]
    async fn a_closed_account_is_found_by_nothing() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            let (new, person) = (account(1), applicant(1));
            accounts::create_applicant(&mut tx, &new, &person)
                .await
                .unwrap();
            let contact = Contact::read("zhang@example.org").unwrap();
            let id = CredentialId::new(at(1), [1; 10]);
            credentials::add(&mut tx, id, new.id, &contact, at(1))
                .await
                .unwrap();
            let child = Applicant {
                id: ApplicantId::new(at(1), [9; 10]),
                name: "小满".into(),
                id_no: Personal::new("620102201402289980"),
                ..person.clone()
            };
            let relation = DelegationKind::Child;
            for _ in 0..2 {
                let made = accounts::create_relative(&mut tx, &child, relation).await;
                assert_eq!(made.unwrap(), child.id, "once");
            }
            assert_eq!(
                accounts::applicants_of(&mut tx, new.id)
                    .await
                    .unwrap()
                    .len(),
                1
            );
            let relatives = accounts::relatives_of(&mut tx, new.id).await.unwrap();
            assert_eq!(relatives, std::slice::from_ref(&child));
            let named = accounts::applicants_by_id_no(&mut tx, child.id_no.expose()).await;
            assert!(named.unwrap().is_empty(), "nobody registered under it");
            let number = &person.id_no;
            for is_free in [true, false] {
                let claimed = accounts::claim_number(&mut tx, new.id, number).await;
                assert_eq!(claimed.unwrap(), is_free);
            }
            let people = [person.id, child.id];
            close(&mut tx, new.id, &people, at(2)).await.unwrap();
            for login in [new.login.clone(), new.id.to_string()] {
                let found = credentials::signing_in(&mut tx, &login, Some(&contact)).await;
                assert_eq!(found.unwrap(), None, "{login}");
            }
            let left = accounts::applicant(&mut tx, person.id).await.unwrap();
            let left = left.unwrap();
            let relative = accounts::applicant(&mut tx, child.id).await.unwrap();
            assert_eq!(relative.unwrap().email, None);
            assert_eq!((left.name, left.id_no), (person.name, person.id_no.clone()));
            assert_eq!(
                (left.phone.expose(), left.email, left.address),
                ("", None, None)
            );
            let other = account(2);
            accounts::create_applicant(&mut tx, &other, &applicant(2))
                .await
                .unwrap();
            let claimed = accounts::claim_number(&mut tx, other.id, &person.id_no).await;
            assert!(claimed.unwrap(), "free again");
            let named = accounts::applicants_by_id_no(&mut tx, person.id_no.expose()).await;
            assert!(named.unwrap().is_empty());
            assert_eq!(accounts::epoch(&mut tx, new.id).await.unwrap(), None);
        }
    }
}
