//! Bundles (一件事) that were submitted: the state of each part. The parts' own applications and cases are kept like
//! any other.

use domain::id::{ApplicantId, ApplicationId, CaseId};
use jiff::Timestamp;
use sqlx::FromRow;

use crate::column::{BadColumn, MaybeMs, MaybeText, Text, stored, texts};
use crate::sql::{Arg, args, placeholders, sql, sql_dynamic};
use crate::{Error, Personal, Tx};

/// More than any bundle has.
const MOST: i64 = 50;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartState {
    /// For others to be granted.
    Waiting,
    /// It has a case.
    Opened,
    /// It never will: what it waited for was not granted.
    NotOpened,
    /// It does not apply to this applicant.
    NotNeeded,
}

impl PartState {
    const ALL: [Self; 4] = [
        Self::Waiting,
        Self::Opened,
        Self::NotOpened,
        Self::NotNeeded,
    ];

    pub fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Opened => "opened",
            Self::NotOpened => "not-opened",
            Self::NotNeeded => "not-needed",
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.word() == word)
    }
}

stored! {
    PartState, "state of a part", |text| Self::from_word(&text), |state| state.word().to_owned();
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BundlePart {
    pub item: String,
    pub state: PartState,
    pub waits_for: Vec<String>,
    pub application: Option<ApplicationId>,
    pub case: Option<CaseId>,
    pub ended_by: Option<String>,
    pub settled_at: Option<Timestamp>,
}

#[derive(Debug)]
pub struct NewPart<'a> {
    pub item: &'a str,
    pub state: PartState,
    pub waits_for: &'a [String],
    /// What it will be given.
    pub plan: Option<&'a Personal>,
}

/// Which bundle a case is a part of.
#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct PartOf {
    /// The bundle's application.
    #[sqlx(try_from = "Text")]
    pub bundle: ApplicationId,
    /// The bundle's key.
    pub key: String,
    pub item: String,
    #[sqlx(try_from = "Text")]
    pub case: CaseId,
}

/// Submits a bundle's draft once; `false` where it was submitted before.
///
/// # Errors
/// `Stale` where the draft has changed, `NotFound` where the applicant has none.
pub async fn mark_submitted(
    tx: &mut Tx,
    applicant: ApplicantId,
    id: ApplicationId,
    version: i64,
    now: Timestamp,
) -> Result<bool, Error> {
    let made = sql(
        "UPDATE applications SET state = 'submitted', updated_at = $4
         WHERE id = $1 AND applicant_id = $2 AND version = $3 AND state = 'draft'",
    )
    .bind(id)
    .bind(applicant)
    .bind(version)
    .bind(now)
    .execute(tx)
    .await?;
    if made == 1 {
        return Ok(true);
    }
    let state: Option<(String,)> =
        sql("SELECT state FROM applications WHERE id = $1 AND applicant_id = $2")
            .bind(id)
            .bind(applicant)
            .optional(tx)
            .await?;
    match state.as_ref().map(|(state,)| state.as_str()) {
        None => Err(Error::NotFound),
        Some("draft") => Err(Error::Stale),
        Some(_) => Ok(false),
    }
}

/// The parts of a bundle, in its order, in the transaction of its submission.
pub async fn add(tx: &mut Tx, bundle: ApplicationId, parts: &[NewPart<'_>]) -> Result<(), Error> {
    for (position, part) in (0_i64..).zip(parts) {
        let place = place(bundle, part.item);
        let keys = tx.keys();
        let sealed = part.plan.map(|plan| keys.seal_text(&place, plan));
        let waits_for = serde_json::to_string(part.waits_for)
            .map_err(|_| Error::internal("codes have a JSON form"))?;
        sql("INSERT INTO bundle_parts (application_id, item, position, state, waits_for, plan_sealed)
             VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(bundle)
        .bind(part.item)
        .bind(position)
        .bind(part.state)
        .bind(waits_for)
        .bind(sealed.transpose()?)
        .execute(tx)
        .await?;
    }
    Ok(())
}

/// In order. Check the application's scope first.
pub async fn parts(tx: &mut Tx, bundle: ApplicationId) -> Result<Vec<BundlePart>, Error> {
    let rows: Vec<Row> = sql(
        "SELECT item, state, waits_for, part_application_id, case_id, ended_by, settled_at
         FROM bundle_parts WHERE application_id = $1 ORDER BY position LIMIT $2",
    )
    .bind(bundle)
    .bind(MOST)
    .all(tx)
    .await?;
    rows.into_iter().map(Row::open).collect()
}

/// The bundle that the case is a part of, if there is one.
pub async fn of_case(tx: &mut Tx, case: CaseId) -> Result<Option<PartOf>, Error> {
    Ok(of_cases(tx, &[case]).await?.pop())
}

/// Those of the cases that are parts of bundles.
pub async fn of_cases(tx: &mut Tx, cases: &[CaseId]) -> Result<Vec<PartOf>, Error> {
    if cases.is_empty() {
        return Ok(Vec::new());
    }
    let text = format!(
        "SELECT p.application_id AS bundle, a.item AS \"key\", p.item, p.case_id AS \"case\"
         FROM bundle_parts p JOIN applications a ON a.id = p.application_id WHERE p.case_id IN {}",
        placeholders(tx.engine(), 1, cases.len())
    );
    cases
        .iter()
        .fold(sql_dynamic(text), |query, case| query.bind(*case))
        .all(tx)
        .await
}

/// The items of a bundle that are granted: their licence is issued or, without one, their case concluded so.
pub async fn granted(tx: &mut Tx, bundle: ApplicationId) -> Result<Vec<String>, Error> {
    let rows: Vec<(String,)> = sql(
        "SELECT p.item FROM bundle_parts p JOIN cases c ON c.id = p.case_id
         WHERE p.application_id = $1
           AND (c.result = 'granted' OR EXISTS (SELECT 1 FROM licences l WHERE l.case_id = p.case_id))
         ORDER BY p.position LIMIT $2",
    )
    .bind(bundle)
    .bind(MOST)
    .all(tx)
    .await?;
    Ok(rows.into_iter().map(|(item,)| item).collect())
}

/// What a waiting part will be given.
pub async fn plan(
    tx: &mut Tx,
    bundle: ApplicationId,
    item: &str,
) -> Result<Option<Personal>, Error> {
    let row: Option<(Option<Vec<u8>>,)> =
        sql("SELECT plan_sealed FROM bundle_parts WHERE application_id = $1 AND item = $2")
            .bind(bundle)
            .bind(item)
            .optional(tx)
            .await?;
    row.and_then(|(sealed,)| sealed)
        .map(|sealed| tx.keys().open_text(&place(bundle, item), &sealed))
        .transpose()
}

/// A waiting part has its application and its case; the application now holds what it was given. `false` where it
/// does not wait.
pub async fn open(
    tx: &mut Tx,
    bundle: ApplicationId,
    item: &str,
    application: ApplicationId,
    case: CaseId,
    now: Timestamp,
) -> Result<bool, Error> {
    let opened = sql(
        "UPDATE bundle_parts SET state = 'opened', part_application_id = $3, case_id = $4,
             settled_at = $5, plan_sealed = NULL
         WHERE application_id = $1 AND item = $2 AND state = 'waiting'",
    )
    .bind(bundle)
    .bind(item)
    .bind(application)
    .bind(case)
    .bind(now)
    .execute(tx)
    .await?;
    Ok(opened == 1)
}

/// A waiting part will not open, since `ended_by` was not granted. `false` where it does not wait.
pub async fn give_up(
    tx: &mut Tx,
    bundle: ApplicationId,
    item: &str,
    ended_by: Option<&str>,
    now: Timestamp,
) -> Result<bool, Error> {
    let given_up = sql(
        "UPDATE bundle_parts SET state = 'not-opened', ended_by = $3, settled_at = $4,
             plan_sealed = NULL
         WHERE application_id = $1 AND item = $2 AND state = 'waiting'",
    )
    .bind(bundle)
    .bind(item)
    .bind(ended_by)
    .bind(now)
    .execute(tx)
    .await?;
    Ok(given_up == 1)
}

fn place(bundle: ApplicationId, item: &str) -> String {
    format!("bundle_parts.plan:{bundle}:{item}")
}

#[derive(FromRow)]
struct Row {
    item: String,
    #[sqlx(try_from = "Text")]
    state: PartState,
    waits_for: String,
    #[sqlx(try_from = "MaybeText")]
    part_application_id: Option<ApplicationId>,
    #[sqlx(try_from = "MaybeText")]
    case_id: Option<CaseId>,
    ended_by: Option<String>,
    #[sqlx(try_from = "MaybeMs")]
    settled_at: Option<Timestamp>,
}

impl Row {
    fn open(self) -> Result<BundlePart, Error> {
        let waits_for = serde_json::from_str(&self.waits_for)
            .map_err(|_| Error::Corrupt(format!("what {} waits for", self.item)))?;
        Ok(BundlePart {
            item: self.item,
            state: self.state,
            waits_for,
            application: self.part_application_id,
            case: self.case_id,
            ended_by: self.ended_by,
            settled_at: self.settled_at,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::applications;
    use crate::testing::{at, samples, stores};

    #[tokio::test]
    async fn a_part_opens_or_is_given_up_once() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            let draft = samples::applied(&mut tx).await;
            let (me, id) = (draft.applicant_id, draft.id);
            let plan = Personal::from(r#"{"name":"张三"}"#);
            let waits_for = ["a".to_owned()];
            let of = |item, state, waits_for| NewPart {
                item,
                state,
                waits_for,
                plan: (state == PartState::Waiting).then_some(&plan),
            };
            let parts_of = [
                of("a", PartState::Waiting, &[][..]),
                of("b", PartState::Waiting, &waits_for),
                of("c", PartState::NotNeeded, &[]),
            ];
            assert!(matches!(
                mark_submitted(&mut tx, me, id, 9, at(1)).await,
                Err(Error::Stale)
            ));
            assert!(mark_submitted(&mut tx, me, id, 1, at(1)).await.unwrap());
            assert!(!mark_submitted(&mut tx, me, id, 1, at(1)).await.unwrap());
            let stranger = samples::applicant(2).id;
            assert!(matches!(
                mark_submitted(&mut tx, stranger, id, 1, at(1)).await,
                Err(Error::NotFound)
            ));
            add(&mut tx, id, &parts_of).await.unwrap();
            let case = CaseId::new(at(2), [2; 10]);
            let first = applications::NewApplication {
                id: ApplicationId::new(at(2), [3; 10]),
                item: "a".into(),
                ..draft.clone()
            };
            applications::create_submitted(&mut tx, &first, case)
                .await
                .unwrap();
            assert_eq!(plan_of(&mut tx, id, "a").await, Some(plan.clone()));
            for expected in [true, false] {
                let opened = open(&mut tx, id, "a", first.id, case, at(2)).await.unwrap();
                assert_eq!(opened, expected);
            }
            assert_eq!(
                plan_of(&mut tx, id, "a").await,
                None,
                "the application has it"
            );
            for expected in [true, false] {
                let given_up = give_up(&mut tx, id, "b", Some("a"), at(3)).await.unwrap();
                assert_eq!(given_up, expected);
            }
            assert!(!give_up(&mut tx, id, "c", None, at(3)).await.unwrap());
            let all = parts(&mut tx, id).await.unwrap();
            let states: Vec<_> = all.iter().map(|part| part.state.word()).collect();
            assert_eq!(states, ["opened", "not-opened", "not-needed"]);
            assert_eq!(all[0].case, Some(case));
            assert_eq!(all[0].application, Some(first.id));
            assert_eq!(all[1].waits_for, waits_for);
            assert_eq!(all[1].ended_by.as_deref(), Some("a"));
            assert_eq!(all[1].settled_at, Some(at(3)));
            let found = of_case(&mut tx, case).await.unwrap().unwrap();
            assert_eq!((found.bundle, found.item.as_str()), (id, "a"));
            assert_eq!(found.key, draft.item);
            assert_eq!(of_cases(&mut tx, &[]).await.unwrap(), []);
            assert!(granted(&mut tx, id).await.unwrap().is_empty());
        }
    }

    async fn plan_of(tx: &mut Tx, bundle: ApplicationId, item: &str) -> Option<Personal> {
        plan(tx, bundle, item).await.unwrap()
    }
}
