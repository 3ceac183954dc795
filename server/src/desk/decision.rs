//! 决定.

use app::desk::act::Fault;
use app::desk::decision::{DecisionView, decision_page};
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::authority::Act;
use domain::case::{Decision, Fact};

use super::act::{Sent, faults, form};
use super::form::Posted;
use super::scope::Open;
use super::templates;
use crate::acts::Statements;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Query(asked): Query<templates::Asked>,
) -> Result<Response, Error> {
    page(&app, &reader, &no, (&Posted::default(), &asked), Vec::new()).await
}

async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    (posted, asked): (&Posted, &templates::Asked),
    faults: Vec<Fault>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let mut open = Open::for_act(app, &mut tx, reader, no, Act::Decision).await?;
    let posted = &open.kept(&mut tx, "decision", posted).await?;
    let step = open.loaded.case.open_step().unwrap_or_default().to_owned();
    let insertable = templates::insertable(&mut tx, &open, &step).await?;
    let reason = posted.get("reason");
    let reason = asked.append_to(app, &mut tx, reader, &open, reason).await?;
    let item = &open.loaded.definition.item;
    let outcomes = item.step(&step).map_or(&[][..], |step| &step.outcomes);
    let faulty = !faults.is_empty();
    let view = DecisionView {
        head: open.head(app, reader),
        outcomes: outcomes
            .iter()
            .map(|outcome| (outcome.key.clone(), outcome.name.clone()))
            .collect(),
        outcome: posted.get("outcome").to_owned(),
        reason,
        templates: insertable,
        templates_at: templates::address(&open.key.item),
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
        let asked = templates::Asked::default();
        return page(&app, &reader, &no, (&posted, &asked), Vec::new()).await;
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
    let asked = templates::Asked::default();
    page(&app, &reader, &no, (&posted, &asked), found).await
}
