//! 再次申请: `/cases/{no}/application` makes a draft out of the answers of an earlier case, as far as they fit the
//! present version of its item. A draft that is there already stays as it is.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::application::{Answers, fitting};
use domain::id::ApplicationId;
use store::applications::{self, NewApplication};

use super::start::{applicant, draft, is_for, make};
use super::subject::Subject;
use super::{Draft, base};
use crate::citizen::scope;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;
use crate::submission::{read_answers, with_checks, write_answers};

pub async fn start(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let id = reader.applicant()?;
    let mut tx = app.store.begin().await?;
    let key = scope::own(&mut tx, id, &no).await?;
    let earlier = applications::get(&mut tx, id, key.application_id).await?;
    let earlier = earlier.ok_or(Error::NotFound)?;
    let subject = Subject::Item(app.public_item(&key.item)?);
    let applicant = applicant(&mut tx, id).await?;
    let today = app.date(reader.now);
    let suspended = subject.suspension(&app, &Answers::new(), today).is_some();
    if suspended || !is_for(&subject, &applicant) {
        return Ok(Redirect::to(&subject.start()).into_response());
    }
    if let Some(begun) = draft(&mut tx, id, subject.code()).await? {
        return Ok(Redirect::to(&base(&reader, begun.id)).into_response());
    }
    let answers = read_answers(&earlier.answers)?;
    let kept = with_checks(&app, reader.now, |checks| {
        fitting(subject.form(), &answers, checks)
    });
    let new = NewApplication {
        id: ApplicationId::new(reader.now, app.entropy()?),
        applicant_id: id,
        item: subject.code().to_owned(),
        definition: subject.hash().to_owned(),
        division: applicant.division.clone(),
        answers: write_answers(&kept)?,
        created_at: reader.now,
        filed_by: None,
    };
    let made = make(&mut tx, &subject, &new).await?;
    let made = Draft::open(&app, &mut tx, made).await?;
    tx.commit().await?;
    let made = made.ok_or_else(|| Error::fault("a draft is submitted"))?;
    // From the first page on: every answer is to be looked at again.
    let first = domain::application::pages(made.form(), &made.answers);
    let first = first.first().map(|page| page.key().to_owned());
    let way = match first {
        Some(first) => format!("{}/pages/{first}?again=1", made.base()),
        None => made.base(),
    };
    Ok(Redirect::to(&way).into_response())
}
