//! 环节办理.

use app::desk::act::Fault;
use app::desk::steps::{StepView, step_page};
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::authority::Act;
use domain::case::{Blocked, Fact};
use domain::catalogue::END;

use super::act::{Sent, faults, form};
use super::form::Posted;
use super::scope::Open;
use crate::acts::Statements;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path((no, step)): Path<(String, String)>,
) -> Result<Response, Error> {
    page(&app, &reader, &no, &step, &Posted::default(), Vec::new()).await
}

async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    step: &str,
    posted: &Posted,
    faults: Vec<Fault>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let open = Open::for_act(app, &mut tx, reader, no, Act::Step).await?;
    let case = &open.loaded.case;
    let defined = open.loaded.definition.item.step(step);
    let Some(defined) = defined.filter(|_| case.open_step() == Some(step)) else {
        let blocked = Blocked::Stage {
            stage: case.stage.key(),
            step: case.open_step().map(Into::into),
        };
        return Err(open.refused(blocked.into()));
    };
    let outcomes = defined
        .outcomes
        .iter()
        .map(|outcome| {
            let next = outcome.next.get_ref();
            let next = (next != END).then(|| open.step_name(next));
            (outcome.key.clone(), outcome.name.clone(), next)
        })
        .collect();
    let mut opinions = open.opinions();
    let signatures = open.signatures();
    // What stands for this step is shown apart.
    opinions.retain(|one| signatures.iter().all(|other| other.at != one.at));
    let faulty = !faults.is_empty();
    let view = StepView {
        head: open.head(app, reader),
        key: step.to_owned(),
        step: defined.name.clone(),
        outcomes,
        outcome: posted.get("outcome").to_owned(),
        opinion: posted.get("opinion").to_owned(),
        faults,
        people: defined.people,
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
    let chosen = posted.get("outcome");
    let mut found = faults([
        ("outcome", chosen.is_empty().then_some("blocked-outcome")),
        ("opinion", posted.fault("opinion", "desk-opinion-missing")),
    ]);
    if found.is_empty() {
        let sent = Sent::open(&app, &reader, &no, &posted).await?;
        let mut texts = Statements::default();
        let opinion = texts.add(&app, reader.now, posted.text("opinion"))?;
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
                |case, actor, ctx| case.record_step(actor, &step, chosen, opinion, ctx),
            )
            .await?;
        match outcome {
            Ok(response) => return Ok(response),
            Err(blocked) => found.push(Fault::new("outcome", blocked.key())),
        }
    }
    page(&app, &reader, &no, &step, &posted, found).await
}
