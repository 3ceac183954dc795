//! 环节办理.

use app::desk::act::Fault;
use app::desk::steps::{StepView, step_page};
use app::parts::question::Question;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::application::{self, Answers};
use domain::case::{Fact, Recording, StatementRef};
use domain::catalogue::{END, JOIN, Step};
use domain::mask;

use super::act::{Sent, faults, form};
use super::form::Posted;
use super::scope::Open;
use super::templates;
use crate::acts::Statements;
use crate::case_data;
use crate::error::Error;
use crate::questions::questions;
use crate::reader::Reader;
use crate::state::App;
use crate::submission::with_checks;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path((no, step)): Path<(String, String)>,
    Query(asked): Query<templates::Asked>,
) -> Result<Response, Error> {
    let nothing = (Vec::new(), Vec::new());
    page(
        &app,
        &reader,
        &no,
        &step,
        (&Posted::default(), &asked),
        nothing,
    )
    .await
}

async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    step: &str,
    (posted, asked): (&Posted, &templates::Asked),
    (faults, wrong): (Vec<Fault>, Vec<application::Fault>),
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let mut open = Open::load(app, &mut tx, reader, no).await?;
    let offered =
        open.loaded
            .case
            .offers_recording(&open.officer.actor, step, &open.ctx(app, reader));
    offered.map_err(|refusal| open.refused(refusal))?;
    let posted = &open.kept(&mut tx, &format!("steps/{step}"), posted).await?;
    let insertable = templates::insertable(&mut tx, &open, step).await?;
    let opinion = posted.get("opinion");
    let opinion = asked
        .append_to(app, &mut tx, reader, &open, opinion)
        .await?;
    let case = &open.loaded.case;
    let ctx = open.ctx(app, reader);
    let defined = open.loaded.definition.item.step(step);
    let defined = defined.ok_or(Error::NotFound)?;
    let proposal = case.proposal(step, &ctx);
    let outcomes = defined
        .outcomes
        .iter()
        .map(|outcome| {
            let next = outcome.next.get_ref();
            let named = next != END && next != JOIN;
            let next = named.then(|| open.step_name(next));
            (outcome.key.clone(), outcome.name.clone(), next)
        })
        .collect();
    let mut opinions = open.opinions();
    let signatures = open.signatures(step);
    // What stands for this step is shown apart.
    opinions.retain(|one| signatures.iter().all(|other| other.at != one.at));
    let typed = posted.answers(&defined.fields);
    let faulty = !faults.is_empty() || !wrong.is_empty();
    let view = StepView {
        head: open.head(app, reader),
        key: step.to_owned(),
        step: defined.name.clone(),
        outcomes,
        revokes: defined.outcomes.iter().any(|outcome| outcome.revokes),
        outcome: asked
            .outcome(&open, step)
            .unwrap_or_else(|| posted.get("outcome").to_owned()),
        opinion,
        templates: insertable,
        templates_at: templates::address(&open.key.item),
        proposal: proposal.map(|proposal| {
            let name = open.outcome_name(step, proposal.outcome.get_ref());
            (name, proposal.reason.clone())
        }),
        proposed: proposal.map(|proposal| proposal.outcome.get_ref().clone()),
        excludes: defined
            .excludes
            .as_ref()
            .filter(|_| case.open_pause().is_none() && open.is_lead())
            .map(|excluded| excluded.get_ref().clone()),
        questions: questions(&app.catalogue, &defined.fields, &typed, &wrong),
        faults,
        people: defined.people,
        contested: case.open_node(step).is_some_and(|node| node.contested),
        signatures,
        opinions,
    };
    Ok(form(faulty, step_page(&reader.shell, &view)))
}

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Path((no, step)): Path<(String, String)>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    let asked = templates::Asked::default();
    if posted.edits() {
        let nothing = (Vec::new(), Vec::new());
        return page(&app, &reader, &no, &step, (&posted, &asked), nothing).await;
    }
    let chosen = posted.get("outcome");
    let mut tx = app.store.read().await?;
    let open = Open::load(&app, &mut tx, &reader, &no).await?;
    drop(tx);
    let defined = open.loaded.definition.item.step(&step);
    let (record, wrong) = match defined {
        Some(defined) => check(&app, &reader, defined, &posted.answers(&defined.fields)),
        None => return Err(Error::NotFound),
    };
    let mut found = faults([
        ("outcome", chosen.is_empty().then_some("blocked-outcome")),
        ("opinion", posted.fault("opinion", "desk-opinion-missing")),
    ]);
    if found.is_empty() && wrong.is_empty() {
        let sent = Sent::open(&app, &reader, &no, &posted).await?;
        let mut texts = Statements::default();
        let opinion = texts.add(&app, reader.now, posted.text("opinion"))?;
        let kept = match defined {
            Some(defined) if !defined.fields.is_empty() => {
                Some(texts.add(&app, reader.now, &case_data::kept(&record)?)?)
            }
            _ => None,
        };
        let proposed = posted.get("proposed");
        let repeated = |fact: &Fact| {
            matches!(fact, Fact::StepRecorded { step: at, outcome, .. }
                if *at == step && outcome == chosen)
        };
        let outcome = sent
            .attempt(
                &app,
                &reader,
                "step",
                repeated,
                texts,
                |case, actor, ctx| {
                    let recording = Recording {
                        outcome: chosen,
                        opinion: &opinion,
                        record: kept.as_ref().map(|kept| (kept, &record)),
                        proposed: Some(proposed).filter(|proposed| !proposed.is_empty()),
                    };
                    case.record_step(actor, &step, recording, ctx)
                },
            )
            .await?;
        match outcome {
            Ok(response) => return Ok(response),
            Err(blocked) => found.push(Fault::new("outcome", blocked.key())),
        }
    }
    page(&app, &reader, &no, &step, (&posted, &asked), (found, wrong)).await
}

/// The answers to the step's form, and what is wrong with them.
fn check(
    app: &App,
    reader: &Reader,
    step: &Step,
    typed: &Answers,
) -> (Answers, Vec<application::Fault>) {
    with_checks(app, reader.now, |checks| {
        application::check(&step.fields, typed, checks)
    })
}

/// What a step's form recorded, as questions with their answers; nothing where it was erased.
pub fn recorded(app: &App, open: &Open, step: &str, kept: &StatementRef) -> Vec<Question> {
    let Some(defined) = open.loaded.definition.item.step(step) else {
        return Vec::new();
    };
    let stored = open.text(kept.id);
    let record: Option<Answers> = stored.and_then(|text| serde_json::from_str(&text).ok());
    let record = record.unwrap_or_default();
    questions(&app.catalogue, &defined.fields, &record, &[])
        .into_iter()
        .filter(|question| !question.value.is_empty())
        .map(|mut question| {
            if !open.is_disclosed()
                && let Some(masked) = mask::masked(question.kind, &question.value)
            {
                question.value = masked;
            }
            question
        })
        .collect()
}
