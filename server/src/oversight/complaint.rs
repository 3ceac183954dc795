//! `/oversight/complaints/{no}/{seq}`: one complaint; its answer, and the way to the head of the agency.

use app::oversight::complaint::{ComplaintView, complaint_page};
use app::oversight::complaints::State as At;
use app::parts::act_form::ActForm;
use app::parts::choice::Choice;
use app::parts::fault::Fault;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::authority::Act;
use domain::case::{Actor, Case, Fact, Refusal};
use serde::Deserialize;
use store::cases::CaseKey;
use store::{Tx, statements};

use super::{act, complaints, order};
use crate::acts::{Loaded, Statements};
use crate::error::{Error, page_status};
use crate::reader::Reader;
use crate::state::App;

const FINDINGS: [&str; 2] = ["founded", "unfounded"];

#[derive(Debug, Default, Deserialize)]
pub struct Posted {
    #[serde(default)]
    seq: String,
    #[serde(default)]
    choice: String,
    #[serde(default)]
    text: String,
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path((no, seq)): Path<(String, String)>,
) -> Result<Response, Error> {
    let seq = seq.parse().map_err(|_| Error::NotFound)?;
    page(&app, &reader, &no, seq, &Posted::default(), Vec::new()).await
}

/// The case, for whoever answers complaints about it.
async fn open(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    no: &str,
) -> Result<(CaseKey, Loaded, Actor), Error> {
    complaints::overseer(app, reader)?;
    let (key, loaded) = order::open(app, tx, reader, no).await?;
    Ok((key, loaded, act::actor(reader)?))
}

async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    seq: u64,
    posted: &Posted,
    faults: Vec<Fault>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let (key, loaded, actor) = open(app, &mut tx, reader, no).await?;
    let case = &loaded.case;
    let mut all = case.complaints.iter();
    let complaint = all.find(|one| one.seq == seq).ok_or(Error::NotFound)?;
    let answer = complaint.answer.as_ref();
    let ids: Vec<_> = std::iter::once(complaint.text.id)
        .chain(answer.map(|answer| answer.text.id))
        .collect();
    let texts = statements::some(&mut tx, key.id, &ids).await?;
    drop(tx);
    let text = |id| {
        let found = texts.iter().find(|one| one.id == id);
        found.map(|one| one.body.expose().to_owned())
    };
    let ctx = loaded.ctx(app, reader.now);
    let judges = case.offers(Act::ComplaintReply, &actor, &ctx).is_ok();
    let rows = case.complaint_rows(&ctx);
    let row = rows.iter().find(|row| row.seq == seq);
    let row = row.ok_or(Error::NotFound)?;
    let choices = FINDINGS
        .map(|key| Choice::new(key, reader.shell.t(&format!("complaint-finding-{key}"))))
        .into();
    let status = page_status(&faults);
    let view = ComplaintView {
        seq: case.seq,
        complaint: seq,
        ground: complaint.ground.key(),
        item: loaded.definition.item.name.clone(),
        agency: app.agency_name(&key.agency),
        at: complaint.at,
        state: match answer {
            Some(answer) => At::Answered {
                on: app.date(answer.at),
                founded: answer.founded,
            },
            None => complaints::waits(app, row.due_at, reader.now),
        },
        text: text(complaint.text.id),
        forwarded_at: complaint.forwarded_at,
        answer: answer.and_then(|answer| text(answer.text.id)),
        form: (judges && answer.is_none()).then(|| ActForm {
            choices,
            choice: posted.choice.clone(),
            ..ActForm::new("complaint-reply", posted.text.as_str(), faults)
        }),
        case_no: key.case_no,
    };
    Ok((status, Html(complaint_page(&reader.shell, &view))).into_response())
}

pub async fn reply(
    State(app): State<App>,
    reader: Reader,
    Path((no, seq)): Path<(String, String)>,
    Form(posted): Form<Posted>,
) -> Result<Response, Error> {
    let seq: u64 = seq.parse().map_err(|_| Error::NotFound)?;
    let text = posted.text.trim();
    let choice = (!FINDINGS.contains(&posted.choice.as_str()))
        .then_some("act-complaint-reply-choice-missing");
    let faults = act::faults([("choice", choice), ("text", act::text_fault(text))]);
    if !faults.is_empty() {
        return page(&app, &reader, &no, seq, &posted, faults).await;
    }
    let founded = posted.choice == "founded";
    let mut texts = Statements::default();
    let said = texts.add(&app, reader.now, text)?;
    let repeated = |fact: &Fact| {
        matches!(fact, Fact::ComplaintAnswered { complaint, founded: told, .. }
            if *complaint == seq && *told == founded)
    };
    written(
        &app,
        &reader,
        &no,
        seq,
        &posted,
        repeated,
        texts,
        |case, actor| case.answer_complaint(actor, seq, founded, said),
    )
    .await
}

pub async fn forward(
    State(app): State<App>,
    reader: Reader,
    Path((no, seq)): Path<(String, String)>,
    Form(posted): Form<Posted>,
) -> Result<Response, Error> {
    let seq: u64 = seq.parse().map_err(|_| Error::NotFound)?;
    let repeated =
        |fact: &Fact| matches!(fact, Fact::ComplaintForwarded { complaint } if *complaint == seq);
    let texts = Statements::default();
    written(
        &app,
        &reader,
        &no,
        seq,
        &posted,
        repeated,
        texts,
        |case, actor| case.forward_complaint(actor, seq),
    )
    .await
}

#[expect(
    clippy::too_many_arguments,
    reason = "the two acts differ in the last three"
)]
async fn written(
    app: &App,
    reader: &Reader,
    no: &str,
    complaint: u64,
    posted: &Posted,
    repeated: impl Fn(&Fact) -> bool,
    texts: Statements,
    decide: impl FnOnce(&Case, &Actor) -> Result<Vec<Fact>, Refusal>,
) -> Result<Response, Error> {
    let mut tx = app.store.begin().await?;
    let (key, _, actor) = open(app, &mut tx, reader, no).await?;
    let doing = (&key, &actor, posted.seq.as_str());
    act::record(app, reader, tx, doing, repeated, texts, |case| {
        decide(case, &actor)
    })
    .await?;
    Ok(Redirect::to(&complaints::address(&key.case_no, complaint)).into_response())
}
