//! 窗口接待: who stood at a counter, and how they showed who they are. The journal has the way alone; whose document it was
//! is sealed here.

use domain::{
    case::IdentityShown,
    id::{ApplicationId, OfficerId},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use crate::{
    Error, Keys, Personal, Tx,
    accounts::exposed,
    column::{BadColumn, MaybeText, Ms, Text, stored, texts},
    sql::{Arg, args, sql},
};

/// What was handed in or out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Occasion {
    Application,
    Supplement,
    Delivery,
}

impl Occasion {
    const ALL: [Self; 3] = [Self::Application, Self::Supplement, Self::Delivery];

    fn word(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::Supplement => "supplement",
            Self::Delivery => "delivery",
        }
    }
}

stored! {
    Occasion, "occasion", |text| Self::ALL.into_iter().find(|one| one.word() == text), |occasion| occasion.word().to_owned();
    IdentityShown, "identity shown", |text| Self::from_key(&text), |shown| shown.key().to_owned();
}

/// Somebody with the applicant's written authorisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agent {
    pub name: String,
    #[serde(with = "exposed")]
    pub id_no: Personal,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reception {
    pub application: ApplicationId,
    pub occasion: Occasion,
    /// The journal's length before; nought for a draft.
    pub seq: u64,
    pub officer: OfficerId,
    pub identity: IdentityShown,
    pub agent: Option<Agent>,
    pub at: Timestamp,
}

/// Written again, the later one stands: a draft may be gone on with by somebody else's agent.
pub async fn record(tx: &mut Tx, reception: &Reception) -> Result<(), Error> {
    let seq = i64::try_from(reception.seq).map_err(|_| Error::internal("too long a journal"))?;
    let agent = reception
        .agent
        .as_ref()
        .map(|agent| {
            let text = serde_json::to_string(agent)
                .map_err(|_| Error::internal("an agent has no JSON form"))?;
            let place = place(reception.application, reception.occasion, seq);
            tx.keys().seal_text(&place, &Personal::new(text))
        })
        .transpose()?;
    sql("INSERT INTO receptions (application_id, occasion, seq, officer_id, identity, agent_sealed, received_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (application_id, occasion, seq) DO UPDATE SET officer_id = excluded.officer_id,
             identity = excluded.identity, agent_sealed = excluded.agent_sealed, received_at = excluded.received_at")
    .bind(reception.application)
    .bind(reception.occasion)
    .bind(seq)
    .bind(reception.officer)
    .bind(reception.identity)
    .bind(agent)
    .bind(reception.at)
    .execute(tx)
    .await?;
    Ok(())
}

/// The latest of its occasion. Check the application's scope first.
pub async fn latest(
    tx: &mut Tx,
    application: ApplicationId,
    occasion: Occasion,
) -> Result<Option<Reception>, Error> {
    let row = sql(
        "SELECT * FROM receptions WHERE application_id = $1 AND occasion = $2
         ORDER BY seq DESC LIMIT 1",
    )
    .bind(application)
    .bind(occasion)
    .optional::<Row>(tx)
    .await?;
    row.map(|row| row.open(tx.keys())).transpose()
}

fn place(application: ApplicationId, occasion: Occasion, seq: i64) -> String {
    format!("receptions.agent:{application}:{}:{seq}", occasion.word())
}

#[derive(FromRow)]
struct Row {
    #[sqlx(try_from = "Text")]
    application_id: ApplicationId,
    #[sqlx(try_from = "Text")]
    occasion: Occasion,
    seq: i64,
    #[sqlx(try_from = "Text")]
    officer_id: OfficerId,
    #[sqlx(try_from = "Text")]
    identity: IdentityShown,
    agent_sealed: Option<Vec<u8>>,
    #[sqlx(try_from = "Ms")]
    received_at: Timestamp,
}

impl Row {
    fn open(self, keys: &Keys) -> Result<Reception, Error> {
        let place = place(self.application_id, self.occasion, self.seq);
        let agent = self
            .agent_sealed
            .map(|sealed| {
                let text = keys.open_text(&place, &sealed)?;
                serde_json::from_str(text.expose())
                    .map_err(|_| Error::Corrupt(format!("the agent of {place}")))
            })
            .transpose()?;
        Ok(Reception {
            application: self.application_id,
            occasion: self.occasion,
            seq: u64::try_from(self.seq).unwrap_or_default(),
            officer: self.officer_id,
            identity: self.identity,
            agent,
            at: self.received_at,
        })
    }
}

#[cfg(test)]
mod tests {
    use domain::id::ApplicantId;

    use super::*;
    use crate::{
        accounts::{self, Applicant},
        applications::{self, NewApplication},
        testing::{
            at,
            samples::{account, applicant, officer},
            stores,
        },
    };

    fn newcomer(n: u8) -> Applicant {
        Applicant {
            id: ApplicantId::new(at(i64::from(n)), [n; 10]),
            account_id: None,
            ..applicant(1)
        }
    }

    fn draft(n: u8, applicant: ApplicantId, clerk: Option<OfficerId>) -> NewApplication {
        NewApplication {
            id: ApplicationId::new(at(0), [n; 10]),
            applicant_id: applicant,
            item: "food-licence".into(),
            definition: "d1".into(),
            division: "620102".into(),
            answers: "{}".into(),
            created_at: at(0),
            filed_by: clerk,
        }
    }

    #[tokio::test]
    async fn a_newcomer_is_one_row_until_they_register_and_keeps_it() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            let first = accounts::counter_applicant(&mut tx, &newcomer(1)).await;
            let first = first.unwrap();
            let again = accounts::counter_applicant(&mut tx, &newcomer(2)).await;
            assert_eq!(again.unwrap().id, first.id);
            // Somebody who only knows number and name.
            let stranger = Applicant {
                id: ApplicantId::new(at(9), [9; 10]),
                account_id: Some(account(2).id),
                phone: "13900000000".into(),
                email: None,
                ..applicant(1)
            };
            let made = accounts::register(&mut tx, &account(2), &stranger).await;
            assert!(made.unwrap());
            let left = accounts::at_counter(&mut tx, first.id_no.expose()).await;
            assert_eq!(left.unwrap().map(|one| one.id), Some(first.id));
            let person = Applicant {
                id: ApplicantId::new(at(8), [8; 10]),
                account_id: Some(account(1).id),
                name: "张 三".into(),
                email: None,
                ..applicant(1)
            };
            let made = accounts::register(&mut tx, &account(1), &person).await;
            assert!(made.unwrap());
            let own = accounts::applicants_of(&mut tx, account(1).id).await;
            let own = own.unwrap();
            assert_eq!(own.len(), 1);
            assert_eq!((own[0].id, own[0].name.as_str()), (first.id, "张三"));
            assert_eq!(own[0].phone.expose(), "13800000000");
            let left = accounts::at_counter(&mut tx, first.id_no.expose()).await;
            assert_eq!(left.unwrap(), None);
        }
    }

    #[tokio::test]
    async fn a_clerks_draft_is_nobody_elses() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            let person = applicant(1);
            accounts::create_applicant(&mut tx, &account(1), &person)
                .await
                .unwrap();
            let (clerk, other) = (officer(3).id, officer(4).id);
            for new in [
                draft(1, person.id, None),
                draft(2, person.id, Some(clerk)),
                draft(3, person.id, Some(other)),
            ] {
                applications::create(&mut tx, &new).await.unwrap();
            }
            let theirs = draft(2, person.id, None).id;
            let own = applications::drafts(&mut tx, person.id, 9).await.unwrap();
            assert_eq!(own.len(), 1);
            assert_eq!(own[0].id, draft(1, person.id, None).id);
            let resumed = applications::draft_for(&mut tx, person.id, "food-licence").await;
            assert_eq!(resumed.unwrap(), Some(own[0].id));
            let listed = applications::drafts_at_counter(&mut tx, clerk, 9).await;
            let listed = listed.unwrap();
            assert_eq!((listed.len(), listed[0].id), (1, theirs));
            assert_eq!(listed[0].name, person.name);
            let mine = applications::at_counter(&mut tx, clerk, theirs).await;
            assert!(mine.unwrap().is_some());
            let not_mine = applications::at_counter(&mut tx, other, theirs).await;
            assert!(not_mine.unwrap().is_none());
            let mut shown = Reception {
                application: theirs,
                occasion: Occasion::Application,
                seq: 0,
                officer: clerk,
                identity: IdentityShown::ResidentCard,
                agent: None,
                at: at(1),
            };
            record(&mut tx, &shown).await.unwrap();
            shown.identity = IdentityShown::Authorisation;
            shown.agent = Some(Agent {
                name: "王五".into(),
                id_no: "620102199001010001".into(),
            });
            record(&mut tx, &shown).await.unwrap();
            let kept = latest(&mut tx, theirs, Occasion::Application)
                .await
                .unwrap();
            assert_eq!(kept, Some(shown));
            let none = latest(&mut tx, theirs, Occasion::Delivery).await.unwrap();
            assert_eq!(none, None);
            // It goes with its draft.
            applications::discard(&mut tx, person.id, theirs)
                .await
                .unwrap();
            let gone = latest(&mut tx, theirs, Occasion::Application)
                .await
                .unwrap();
            assert_eq!(gone, None);
        }
    }
}
