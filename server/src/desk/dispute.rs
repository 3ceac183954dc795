//! 分办异议.

use app::desk::act::Fault;
use app::desk::dispute::{Disputable, DisputeView, dispute_page};
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::authority::Act;
use domain::case::Fact;

use super::act::{Sent, faults, form, left, was_done};
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
    let mut tx = app.store.read().await?;
    let open = Open::for_act(&app, &mut tx, &reader, &no, Act::Dispute).await?;
    page(&app, &reader, &open, &Posted::default(), Vec::new())
}

fn page(
    app: &App,
    reader: &Reader,
    open: &Open,
    posted: &Posted,
    faults: Vec<Fault>,
) -> Result<Response, Error> {
    let case = &open.loaded.case;
    let ctx = open.ctx(app, reader);
    let all = case
        .disputable(&open.officer.actor, &ctx)
        .into_iter()
        .filter_map(|step| {
            let limit = case.dispute_limit(step, &ctx)?;
            let from = match step {
                None => case.came_from().map_or("", |(agency, _)| agency),
                Some(_) => &case.agency,
            };
            Some(Disputable {
                step: step.unwrap_or_default().to_owned(),
                name: step.map(|step| open.step_name(step)),
                from: app.agency_name(from),
                until: limit.due_on,
            })
        })
        .collect();
    let faulty = !faults.is_empty();
    let view = DisputeView {
        head: open.head(app, reader),
        all,
        step: posted.get("step").to_owned(),
        reason: posted.get("reason").to_owned(),
        faults,
    };
    Ok(form(faulty, dispute_page(&reader.shell, &view)))
}

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    let named = Some(posted.get("step")).filter(|step| !step.is_empty());
    let is_it =
        |fact: &Fact| matches!(fact, Fact::Disputed { step, .. } if step.as_deref() == named);
    let mut tx = app.store.read().await?;
    let open = match Open::load(&app, &mut tx, &reader, &no).await {
        Err(Error::NotFound) if was_done(&app, &reader, &no, posted.seq()?, is_it).await? => {
            return Ok(left(&no, "dispute"));
        }
        open => open?,
    };
    drop(tx);
    let ctx = open.ctx(&app, &reader);
    let all = open.loaded.case.disputable(&open.officer.actor, &ctx);
    // Steps to choose from, and none was chosen.
    let unchosen = named.is_none() && all.iter().any(Option::is_some);
    let found = faults([
        ("step", unchosen.then_some("desk-dispute-step-missing")),
        ("reason", posted.fault("reason", "desk-reason-missing")),
    ]);
    if !found.is_empty() {
        let allowed = open
            .loaded
            .case
            .offers(Act::Dispute, &open.officer.actor, &ctx);
        allowed.map_err(|refusal| open.refused(refusal))?;
        return page(&app, &reader, &open, &posted, found);
    }
    let sent = Sent::open(&app, &reader, &no, &posted).await?;
    let mut texts = Statements::default();
    let reason = texts.add(&app, reader.now, posted.text("reason"))?;
    let outcome = sent
        .act(&app, &reader, is_it, texts, |case, actor, ctx| {
            case.dispute(actor, named, reason, ctx)
        })
        .await?;
    match (outcome, named) {
        (Ok(()), None) => Ok(left(&no, "dispute")),
        (Ok(()), Some(_)) => Ok(super::act::back(&reader, &no, "dispute")),
        // Nothing in this form can be put right that the domain would refuse.
        (Err(blocked), _) => Err(Error::BadRequest(blocked.to_string())),
    }
}
