//! What the two acts share in which the applicant writes something about a case: the question to the agency and the
//! complaint to its supervision.

use app::citizen::say::{SayView, say_page};
use app::citizen::withdrawal::LONGEST;
use app::parts::act_form::ActForm;
use app::parts::choice::Choice;
use app::parts::fault::Fault;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use domain::case::{Actor, Case, Fact, Refusal, StatementRef};
use domain::id::ApplicantId;
use serde::Deserialize;
use store::cases::CaseKey;

use super::scope;
use crate::acts::{self, Attempt, Loaded, Statements};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

#[derive(Debug, Default, Deserialize)]
pub struct Sent {
    /// Absent: whatever holds now.
    seq: Option<u64>,
    #[serde(default)]
    pub choice: String,
    #[serde(default)]
    text: String,
}

/// The applicant and what they may.
pub fn own_actor(reader: &Reader) -> Result<(ApplicantId, Actor), Error> {
    let applicant = reader.applicant()?;
    let actor = reader.viewer.as_ref().ok_or(Error::SignIn)?.actor();
    Ok((applicant, actor))
}

/// The form, where the act would be allowed; else why not.
pub async fn show(
    app: &App,
    reader: &Reader,
    no: &str,
    noun: &'static str,
    choices: Vec<Choice>,
    allowed: impl FnOnce(&Case, &Actor) -> Result<Vec<Fact>, Refusal>,
) -> Result<Response, Error> {
    let (applicant, actor) = own_actor(reader)?;
    let mut tx = app.store.read().await?;
    let key = scope::own(&mut tx, applicant, no).await?;
    let loaded = acts::load(app, &mut tx, &key).await?;
    allowed(&loaded.case, &actor).map_err(|refusal| refused(&key, refusal))?;
    let view = view(&key, &loaded, noun, choices, &Sent::default(), Vec::new());
    Ok(Html(say_page(&reader.shell, &view)).into_response())
}

/// Records what was written. `fault` is the choice's own; `decide` is asked with the text.
#[expect(
    clippy::too_many_arguments,
    reason = "the two acts differ in the last five"
)]
pub async fn send(
    app: &App,
    reader: &Reader,
    no: &str,
    noun: &'static str,
    choices: Vec<Choice>,
    sent: &Sent,
    fault: Option<Fault>,
    repeated: impl Fn(&Fact) -> bool,
    decide: impl FnOnce(&Case, &Actor, StatementRef) -> Result<Vec<Fact>, Refusal>,
) -> Result<Response, Error> {
    let (applicant, actor) = own_actor(reader)?;
    let mut tx = app.store.begin().await?;
    let key = scope::own(&mut tx, applicant, no).await?;
    let text = sent.text.trim();
    let text_fault = match text.chars().count() {
        0 => Some("case-text-missing"),
        letters if letters > LONGEST as usize => Some("citizen-text-too-long"),
        _ => None,
    };
    let text_fault = text_fault.map(|key| Fault::new("text", key));
    let faults: Vec<_> = fault.into_iter().chain(text_fault).collect();
    if !faults.is_empty() {
        let loaded = acts::load(app, &mut tx, &key).await?;
        let view = view(&key, &loaded, noun, choices, sent, faults);
        let page = Html(say_page(&reader.shell, &view));
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    }
    let mut texts = Statements::default();
    let said = texts.add(app, reader.now, text)?;
    let attempt = Attempt {
        by: reader.actor()?,
        now: reader.now,
        seen: sent.seq,
        key: &key,
    };
    acts::attempt(app, &mut tx, &attempt, repeated, texts, |case, _| {
        decide(case, &actor, said)
    })
    .await?;
    tx.commit().await?;
    Ok(scope::to_case(&key, noun))
}

pub fn refused(key: &CaseKey, refusal: impl Into<Refusal>) -> Error {
    Error::Refused {
        refusal: refusal.into(),
        case_no: Some(key.case_no.clone()),
    }
}

fn view(
    key: &CaseKey,
    loaded: &Loaded,
    noun: &'static str,
    choices: Vec<Choice>,
    sent: &Sent,
    faults: Vec<Fault>,
) -> SayView {
    SayView {
        number: key.case_no.clone(),
        item: loaded.definition.item.name.clone(),
        seq: sent.seq.unwrap_or(loaded.case.seq),
        form: ActForm {
            choices,
            choice: sent.choice.clone(),
            ..ActForm::new(noun, sent.text.as_str(), faults)
        },
    }
}
