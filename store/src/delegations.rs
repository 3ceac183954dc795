//! 委托代理: who may act for whom. What it allows is `domain::delegation`'s part.

use domain::{
    delegation::{DelegationKind, Mandate},
    id::{AccountId, ApplicantId, DelegationId},
};
use jiff::{Timestamp, civil::Date};
use sqlx::FromRow;

use crate::{
    Error, Keys, Personal, Tx,
    column::{BadColumn, MaybeMs, MaybeText, Ms, Text, stored, texts},
    sql::{Arg, args, sql, sql_dynamic},
};

/// The most that a list shows, newest first.
const LISTED: i64 = 100;

stored! {
    DelegationKind, "kind of delegation", |text| Self::from_key(&text), |kind| kind.key().to_owned();
}

/// A file that proves a relation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Where the content lies.
    pub key: String,
    pub name: String,
    pub media_type: String,
}

#[derive(Debug, Clone)]
pub struct NewDelegation {
    pub id: DelegationId,
    pub principal: ApplicantId,
    pub agent_name: String,
    pub agent_id_no: Personal,
    /// Where it is theirs at once.
    pub agent: Option<AccountId>,
    pub mandate: Mandate,
    pub proof: Option<Proof>,
    pub created_at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delegation {
    pub id: DelegationId,
    pub principal: ApplicantId,
    pub principal_name: String,
    pub agent_name: String,
    pub agent_id_no: Personal,
    pub agent: Option<AccountId>,
    pub mandate: Mandate,
    pub proof: Option<Proof>,
    pub created_at: Timestamp,
}

const DELEGATION: &str = "SELECT d.id, d.principal, a.name AS principal_name, d.kind, d.agent_name, d.agent_id_no_sealed, d.agent_account, d.items, d.until_on, \
     d.created_at, d.confirmed_at, d.revoked_at, d.proof_key, d.proof_name, d.proof_type \
     FROM delegations d JOIN applicants a ON a.id = d.principal";

/// `false`, with nothing written, where one counts already between the same two. One whose time is over makes room.
pub async fn record(tx: &mut Tx, new: &NewDelegation, today: Date) -> Result<bool, Error> {
    let digest = agent_digest(tx.keys(), new.agent_id_no.expose())?;
    sql(
        "UPDATE delegations SET revoked_at = $4
         WHERE principal = $1 AND agent_id_no_digest = $2 AND revoked_at IS NULL AND until_on < $3",
    )
    .bind(new.principal)
    .bind(&digest)
    .bind(today)
    .bind(new.created_at)
    .execute(tx)
    .await?;
    let mandate = &new.mandate;
    let items = mandate
        .items
        .as_ref()
        .map(serde_json::to_string)
        .transpose()
        .map_err(|_| Error::internal("item codes have no JSON form"))?;
    let sealed = tx.keys().seal_text(&place(new.id), &new.agent_id_no)?;
    let proof = new.proof.as_ref();
    let written = sql(
        "INSERT INTO delegations (id, principal, kind, agent_name, agent_id_no_sealed, agent_id_no_digest,
             agent_account, items, until_on, created_at, confirmed_at, proof_key, proof_name, proof_type)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) ON CONFLICT DO NOTHING",
    )
    .bind(new.id)
    .bind(new.principal)
    .bind(mandate.kind)
    .bind(&new.agent_name)
    .bind(sealed)
    .bind(digest)
    .bind(new.agent)
    .bind(items)
    .bind(mandate.until)
    .bind(new.created_at)
    .bind(mandate.confirmed.then_some(new.created_at))
    .bind(proof.map(|proof| proof.key.clone()))
    .bind(proof.map(|proof| proof.name.clone()))
    .bind(proof.map(|proof| proof.media_type.clone()))
    .execute(tx)
    .await?;
    Ok(written == 1)
}

pub async fn by_id(tx: &mut Tx, id: DelegationId) -> Result<Option<Delegation>, Error> {
    let row = sql_dynamic(format!("{DELEGATION} WHERE d.id = $1"))
        .bind(id)
        .optional::<Row>(tx)
        .await?;
    row.map(|row| row.open(tx.keys())).transpose()
}

/// Who acts for somebody, or may, or did; newest first.
pub async fn of_principal(tx: &mut Tx, principal: ApplicantId) -> Result<Vec<Delegation>, Error> {
    let text = format!("{DELEGATION} WHERE d.principal = $1 ORDER BY d.id DESC LIMIT {LISTED}");
    let rows = sql_dynamic(text).bind(principal).all::<Row>(tx).await?;
    rows.into_iter().map(|row| row.open(tx.keys())).collect()
}

/// For whom the holder of an identity number acts, or may, or did; newest first.
pub async fn of_agent(tx: &mut Tx, id_no: &str) -> Result<Vec<Delegation>, Error> {
    let digest = agent_digest(tx.keys(), id_no)?;
    let text =
        format!("{DELEGATION} WHERE d.agent_id_no_digest = $1 ORDER BY d.id DESC LIMIT {LISTED}");
    let rows = sql_dynamic(text).bind(digest).all::<Row>(tx).await?;
    rows.into_iter().map(|row| row.open(tx.keys())).collect()
}

/// The one by which an account acted for somebody at an instant: of those made by then, the latest.
pub async fn between(
    tx: &mut Tx,
    principal: ApplicantId,
    agent: AccountId,
    at: Timestamp,
) -> Result<Option<Delegation>, Error> {
    let text = format!(
        "{DELEGATION} WHERE d.principal = $1 AND d.agent_account = $2 AND d.created_at <= $3
         ORDER BY d.id DESC LIMIT 1"
    );
    let row = sql_dynamic(text)
        .bind(principal)
        .bind(agent)
        .bind(at)
        .optional::<Row>(tx)
        .await?;
    row.map(|row| row.open(tx.keys())).transpose()
}

/// The other side has said yes. `false` where it was over or said before.
pub async fn confirm(
    tx: &mut Tx,
    id: DelegationId,
    agent: AccountId,
    now: Timestamp,
) -> Result<bool, Error> {
    let written = sql(
        "UPDATE delegations SET confirmed_at = $3, agent_account = $2
         WHERE id = $1 AND confirmed_at IS NULL AND revoked_at IS NULL",
    )
    .bind(id)
    .bind(agent)
    .bind(now)
    .execute(tx)
    .await?;
    Ok(written == 1)
}

/// `false` where it was over before.
pub async fn revoke(tx: &mut Tx, id: DelegationId, now: Timestamp) -> Result<bool, Error> {
    let written =
        sql("UPDATE delegations SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL")
            .bind(id)
            .bind(now)
            .execute(tx)
            .await?;
    Ok(written == 1)
}

/// What proved a delegation that is over, where no case of the principal shows it: nobody needs it any more. The caller
/// deletes the objects of the returned keys after the commit.
pub async fn forget_proofs(tx: &mut Tx, principal: ApplicantId) -> Result<Vec<String>, Error> {
    let keys = sql("SELECT proof_key FROM delegations
         WHERE principal = $1 AND proof_key IS NOT NULL AND revoked_at IS NOT NULL
             AND NOT EXISTS (SELECT 1 FROM cases WHERE applicant_id = $1)
         LIMIT 1000")
    .bind(principal)
    .all::<(String,)>(tx)
    .await?;
    for (key,) in &keys {
        sql("UPDATE delegations SET proof_key = NULL, proof_name = NULL, proof_type = NULL WHERE principal = $1 AND proof_key = $2")
            .bind(principal)
            .bind(key)
            .execute(tx)
            .await?;
    }
    Ok(keys.into_iter().map(|(key,)| key).collect())
}

fn agent_digest(keys: &Keys, id_no: &str) -> Result<String, Error> {
    keys.digest("id_no", id_no)
}

fn place(id: DelegationId) -> String {
    format!("delegations.agent_id_no:{id}")
}

#[derive(FromRow)]
struct Row {
    #[sqlx(try_from = "Text")]
    id: DelegationId,
    #[sqlx(try_from = "Text")]
    principal: ApplicantId,
    principal_name: String,
    #[sqlx(try_from = "Text")]
    kind: DelegationKind,
    agent_name: String,
    agent_id_no_sealed: Vec<u8>,
    #[sqlx(try_from = "MaybeText")]
    agent_account: Option<AccountId>,
    items: Option<String>,
    #[sqlx(try_from = "MaybeText")]
    until_on: Option<Date>,
    #[sqlx(try_from = "Ms")]
    created_at: Timestamp,
    #[sqlx(try_from = "MaybeMs")]
    confirmed_at: Option<Timestamp>,
    #[sqlx(try_from = "MaybeMs")]
    revoked_at: Option<Timestamp>,
    proof_key: Option<String>,
    proof_name: Option<String>,
    proof_type: Option<String>,
}

impl Row {
    fn open(self, keys: &Keys) -> Result<Delegation, Error> {
        let items = self
            .items
            .map(|items| {
                serde_json::from_str(&items)
                    .map_err(|_| Error::Corrupt(format!("items of delegation {}", self.id)))
            })
            .transpose()?;
        let proof = match (self.proof_key, self.proof_name, self.proof_type) {
            (Some(key), Some(name), Some(media_type)) => Some(Proof {
                key,
                name,
                media_type,
            }),
            _ => None,
        };
        Ok(Delegation {
            proof,
            agent_id_no: keys.open_text(&place(self.id), &self.agent_id_no_sealed)?,
            id: self.id,
            principal: self.principal,
            principal_name: self.principal_name,
            agent_name: self.agent_name,
            agent: self.agent_account,
            mandate: Mandate {
                kind: self.kind,
                items,
                until: self.until_on,
                confirmed: self.confirmed_at.is_some(),
                revoked: self.revoked_at.is_some(),
            },
            created_at: self.created_at,
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::delegation::grant;
    use jiff::civil::date;

    use super::*;
    use crate::accounts::create_applicant;
    use crate::testing::{
        at,
        samples::{account, applicant},
        stores,
    };

    #[tokio::test]
    async fn one_counts_between_two_until_it_ends() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            for n in [1, 2] {
                create_applicant(&mut tx, &account(n), &applicant(n))
                    .await
                    .unwrap();
            }
            let (principal, agent) = (applicant(1), account(2).id);
            let today = date(2026, 11, 23);
            let new = |n: u8, until: Date| NewDelegation {
                id: DelegationId::new(at(i64::from(n)), [n; 10]),
                principal: principal.id,
                agent_name: "李四".into(),
                agent_id_no: applicant(2).id_no,
                agent: None,
                mandate: grant(false, Some(vec!["a".into()]), until, today).unwrap(),
                proof: Some(Proof {
                    key: format!("delegations/{n}"),
                    name: "a.pdf".into(),
                    media_type: "application/pdf".into(),
                }),
                created_at: at(1),
            };
            let first = new(1, date(2026, 11, 30));
            assert!(record(&mut tx, &first, today).await.unwrap());
            let second = new(2, date(2026, 12, 31));
            assert!(!record(&mut tx, &second, today).await.unwrap());
            assert!(confirm(&mut tx, first.id, agent, at(2)).await.unwrap());
            assert!(!confirm(&mut tx, first.id, agent, at(3)).await.unwrap());
            let found = by_id(&mut tx, first.id).await.unwrap().unwrap();
            assert_eq!(found.agent, Some(agent));
            assert_eq!(found.mandate.items, Some(vec!["a".into()]));
            assert!(found.mandate.holds(today));
            let found = between(&mut tx, principal.id, agent, at(1)).await.unwrap();
            assert_eq!(found.unwrap().id, first.id);
            let before = between(&mut tx, principal.id, agent, at(0)).await.unwrap();
            assert_eq!(before, None, "none was there yet");
            // Over: it makes room.
            let later = date(2026, 12, 1);
            assert!(record(&mut tx, &second, later).await.unwrap());
            let mine = of_agent(&mut tx, applicant(2).id_no.expose()).await;
            let ids: Vec<_> = mine.unwrap().iter().map(|one| one.id).collect();
            assert_eq!(ids, [second.id, first.id]);
            assert!(revoke(&mut tx, second.id, at(4)).await.unwrap());
            assert!(!revoke(&mut tx, second.id, at(5)).await.unwrap());
            let all = of_principal(&mut tx, principal.id).await.unwrap();
            assert!(
                all.iter()
                    .all(|one| one.mandate.revoked && one.proof.is_some())
            );
            let gone = forget_proofs(&mut tx, principal.id).await.unwrap();
            assert_eq!(gone.len(), 2);
            let all = of_principal(&mut tx, principal.id).await.unwrap();
            assert!(all.iter().all(|one| one.proof.is_none()));
        }
    }
}
