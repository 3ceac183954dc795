//! 决定.

use app::desk::act::Fault;
use app::desk::decision::{DecisionView, decision_page};
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::authority::Act;
use domain::case::{Decision, Fact};

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
    Path(no): Path<String>,
) -> Result<Response, Error> {
    page(&app, &reader, &no, &Posted::default(), Vec::new()).await
}

async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    posted: &Posted,
    faults: Vec<Fault>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let open = Open::for_act(app, &mut tx, reader, no, Act::Decision).await?;
    let item = &open.loaded.definition.item;
    let step = open.loaded.case.open_step().unwrap_or_default();
    let outcomes = item.step(step).map_or(&[][..], |step| &step.outcomes);
    let faulty = !faults.is_empty();
    let view = DecisionView {
        head: open.head(app, reader),
        outcomes: outcomes
            .iter()
            .map(|outcome| (outcome.key.clone(), outcome.name.clone()))
            .collect(),
        outcome: posted.get("outcome").to_owned(),
        reason: posted.get("reason").to_owned(),
        faults,
        remedies: item.guide.remedies.clone(),
        opinions: open.opinions(),
    };
    Ok(form(faulty, decision_page(&reader.shell, &view)))
}

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    if posted.edits() {
        return page(&app, &reader, &no, &posted, Vec::new()).await;
    }
    let decision = Decision::from_key(posted.get("outcome"));
    let mut found = faults([
        ("outcome", decision.is_none().then_some("blocked-outcome")),
        ("reason", posted.fault("reason", "desk-reason-missing")),
    ]);
    if let (Some(chosen), true) = (decision, found.is_empty()) {
        let sent = Sent::open(&app, &reader, &no, &posted).await?;
        let mut texts = Statements::default();
        let reason = texts.add(&app, reader.now, posted.text("reason"))?;
        let repeated =
            |fact: &Fact| matches!(fact, Fact::Decided { decision, .. } if *decision == chosen);
        let outcome = sent
            .attempt(
                &app,
                &reader,
                "decision",
                repeated,
                texts,
                |case, actor, ctx| case.decide(actor, chosen, reason, ctx),
            )
            .await?;
        match outcome {
            Ok(response) => return Ok(response),
            Err(blocked) => found.push(Fault::new("outcome", blocked.key())),
        }
    }
    page(&app, &reader, &no, &posted, found).await
}
