//! A case in the scope of its applicant, and the words that belong to it.

use std::collections::HashMap;

use axum::response::{IntoResponse, Redirect, Response};
use domain::case::{Case, DeadlineKind, Stage, StatementRef};
use domain::id::{ApplicantId, CaseId, StatementId};
use domain::identifier::CaseNo;
use jiff::civil::Date;
use store::cases::{CaseKey, key_by_no};
use store::{Tx, statements};

use crate::error::Error;

/// The applicant's own case; anybody else's does not exist.
pub async fn own(tx: &mut Tx, applicant: ApplicantId, no: &str) -> Result<CaseKey, Error> {
    let no = CaseNo::parse(no).map_err(|_| Error::NotFound)?;
    let key = key_by_no(tx, no.as_str()).await?;
    if key.applicant_id == applicant {
        Ok(key)
    } else {
        Err(Error::NotFound)
    }
}

/// Free text of a case by its id.
#[derive(Debug, Default)]
pub struct Texts(HashMap<StatementId, String>);

impl Texts {
    pub async fn of(tx: &mut Tx, case: CaseId) -> Result<Self, Error> {
        let all = statements::of_case(tx, case).await?;
        let texts = all
            .into_iter()
            .map(|one| (one.id, one.body.expose().to_owned()));
        Ok(Self(texts.collect()))
    }

    /// Nothing for a text that was erased.
    pub fn get(&self, statement: &StatementRef) -> Option<String> {
        self.0.get(&statement.id).cloned()
    }
}

/// The last day of the case's running deadline of a kind.
pub fn by(case: &Case, ctx: &domain::case::Ctx<'_>, kind: DeadlineKind) -> Option<Date> {
    case.deadlines(ctx)
        .into_iter()
        .find(|deadline| deadline.kind == kind && deadline.is_running())
        .map(|deadline| deadline.counted.due_on)
}

/// Where it stands, in the words of a list.
pub fn stage(case: &Case, item: &domain::catalogue::ServiceItem) -> app::citizen::cases::Stage {
    use app::citizen::cases::Stage as View;
    match &case.stage {
        Stage::InProcess => case
            .open_step()
            .and_then(|step| item.step(step))
            .map_or_else(
                || View::Key("in-process".into()),
                |step| View::Step(step.name.clone()),
            ),
        Stage::Concluded(conclusion) => concluded(item, conclusion.key()),
        open => View::Key(open.key().into()),
    }
}

/// How it ended; an answer is called as its item calls it.
pub fn concluded(
    item: &domain::catalogue::ServiceItem,
    conclusion: &str,
) -> app::citizen::cases::Stage {
    use app::citizen::cases::Stage as View;
    item.decision_name(conclusion)
        .filter(|_| item.answer)
        .map_or_else(
            || View::Key(conclusion.to_owned()),
            |name| View::Step(name.clone()),
        )
}

/// Back to the case, which says what was done.
pub fn to_case(key: &CaseKey, done: &str) -> Response {
    Redirect::to(&format!("/cases/{}?done={done}", key.case_no)).into_response()
}
