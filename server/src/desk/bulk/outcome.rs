//! The same outcome for several cases at the same step. Only where it is an opinion and nothing else: what each case has
//! to record of its own, and what decides it, is done case by case.

use app::desk::bulk::outcome::{OutcomeView, outcome_page};
use app::shell::Room;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::case::{Fact, Recording};
use domain::catalogue::{END, JOIN, Step, StepAct};
use store::cases::InboxRow;

use super::{Batch, Chosen, picked, refuse, rows};
use crate::acts::Statements;
use crate::desk::act::{faults, form};
use crate::desk::form::Posted;
use crate::desk::inbox;
use crate::desk::scope::step_name;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Error> {
    page(&app, &reader, &Posted(pairs), Vec::new()).await
}

pub(super) async fn page(
    app: &App,
    reader: &Reader,
    posted: &Posted,
    faults: Vec<app::desk::inbox::Fault>,
) -> Result<Response, Error> {
    let officer = reader.officer(Room::Desk)?;
    let chosen = match Chosen::load(app, reader, &officer, posted).await? {
        Ok(chosen) => chosen,
        Err(answer) => return Ok(answer),
    };
    let kind = |row: &InboxRow| (row.item.clone(), row.definition.clone(), row.step.clone());
    let [first, others @ ..] = chosen.rows.as_slice() else {
        return Err(Error::NotFound);
    };
    if others.iter().any(|row| kind(row) != kind(first)) {
        return refuse(app, reader, posted, "desk-bulk-mixed").await;
    }
    let definition = app.definition(&first.definition)?;
    let item = &definition.item;
    let Some(step) = item.step(&first.step).filter(|step| is_plain(step)) else {
        return refuse(app, reader, posted, "desk-bulk-single").await;
    };
    let outcomes = step
        .outcomes
        .iter()
        .map(|outcome| {
            let next = outcome.next.get_ref();
            let named = next != END && next != JOIN;
            let next = named.then(|| step_name(item, next));
            (outcome.key.clone(), outcome.name.clone(), next)
        })
        .collect();
    let faulty = !faults.is_empty();
    let view = OutcomeView {
        cases: chosen.shown(app, reader.now),
        item: item.name.clone(),
        step: step.name.clone(),
        outcomes,
        outcome: posted.get("outcome").to_owned(),
        opinion: posted.get("opinion").to_owned(),
        faults,
    };
    Ok(form(faulty, outcome_page(&reader.shell, &view)))
}

fn is_plain(step: &Step) -> bool {
    step.act == StepAct::Opinion && step.fields.is_empty()
}

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    let officer = reader.officer(Room::Desk)?;
    let picked = picked(&posted)?;
    if posted.edits() {
        return page(&app, &reader, &posted, Vec::new()).await;
    }
    let steps = |step: &str| picked.iter().all(|one| one.step == step);
    if picked.first().is_none_or(|first| !steps(&first.step)) {
        return Err(Error::BadRequest("one step".into()));
    }
    let chosen = posted.get("outcome");
    let found = faults([
        ("outcome", chosen.is_empty().then_some("blocked-outcome")),
        ("opinion", posted.fault("opinion", "desk-opinion-missing")),
    ]);
    if !found.is_empty() {
        return page(&app, &reader, &posted, found).await;
    }
    let rows = rows(&app, &officer, &picked).await?;
    let step = rows.first().and_then(|row| inbox::names(&app, row).1);
    let step = reader.shell.l(&step.unwrap_or_default());
    let title = reader.shell.tv("desk-bulk-step", &[("step", step.into())]);
    let mut batch = Batch::of(&app, &reader, &posted);
    for one in &picked {
        // Each case keeps words of its own: they can be erased one by one.
        let mut texts = Statements::default();
        let opinion = texts.add(&app, reader.now, posted.text("opinion"))?;
        let repeated = |fact: &Fact| {
            matches!(fact, Fact::StepRecorded { step, outcome, .. }
                if *step == one.step && outcome == chosen)
        };
        let result = batch
            .attempt(one, Some(one.seq), repeated, texts, |case, actor, ctx| {
                let recording = Recording {
                    outcome: chosen,
                    opinion: &opinion,
                    record: None,
                    proposed: None,
                };
                case.record_step(actor, &one.step, recording, ctx)
            })
            .await;
        let words = (title.clone(), "desk-bulk-step-button");
        if let Some(page) = batch.preview(one, &posted, words).await? {
            return Ok(page);
        }
        batch.note(one, &rows, result, None);
    }
    Ok(batch.page())
}
