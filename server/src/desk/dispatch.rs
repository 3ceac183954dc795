//! 改派: the case's agency settles a dispute about a step.

use app::desk::act::Fault;
use app::desk::dispatch::{DispatchView, dispatch_page};
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::authority::{Act, Role};
use domain::case::{Fact, OpenNode};

use super::act::{Sent, faults, form};
use super::agencies;
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
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Error> {
    page(&app, &reader, &no, &Posted(pairs), Vec::new()).await
}

async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    posted: &Posted,
    faults: Vec<Fault>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let open = Open::for_act(app, &mut tx, reader, no, Act::Dispatch).await?;
    let case = &open.loaded.case;
    let disputed: Vec<&OpenNode> = case
        .open
        .iter()
        .filter(|task| task.disputed_at.is_some())
        .collect();
    let named = disputed.iter().find(|task| task.key == posted.get("step"));
    let task = named.or(disputed.first()).ok_or(Error::NotFound)?;
    let by = case.agency_of(&task.key);
    // The same again, or the case's own, may be chosen as well.
    let around = [by, case.agency.as_str()];
    let role = role_of(&open, &task.key)?;
    let choice = agencies::choice(app, &mut tx, &around, role, posted, &[]).await?;
    let last = open.loaded.entries.iter().rev();
    let why = last
        .filter_map(|entry| match &entry.fact {
            Fact::Disputed { step, reason } if step.as_deref() == Some(&task.key) => Some(reason),
            _ => None,
        })
        .next();
    let faulty = !faults.is_empty();
    let view = DispatchView {
        head: open.head(app, reader),
        tasks: disputed
            .iter()
            .map(|task| (task.key.clone(), open.step_name(&task.key)))
            .collect(),
        step: task.key.clone(),
        step_name: open.step_name(&task.key),
        by: app.agency_name(by),
        at: task.disputed_at,
        why: why.and_then(|reason| open.text(reason.id)),
        choice,
        reason: posted.get("reason").to_owned(),
        faults,
    };
    Ok(form(faulty, dispatch_page(&reader.shell, &view)))
}

/// Who has to be at an agency for the step.
fn role_of(open: &Open, step: &str) -> Result<Role, Error> {
    let defined = open.loaded.definition.item.step(step);
    Ok(defined.ok_or(Error::NotFound)?.role)
}

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    let (named, to) = (posted.get("step"), posted.get("agency"));
    let mut tx = app.store.read().await?;
    let open = Open::load(&app, &mut tx, &reader, &no).await?;
    let role = role_of(&open, named)?;
    let mut found = faults([
        ("agency", agencies::fault(&app, &mut tx, to, role).await?),
        ("reason", posted.fault("reason", "desk-reason-missing")),
    ]);
    drop(tx);
    if found.is_empty() {
        let sent = Sent::open(&app, &reader, &no, &posted).await?;
        let mut texts = Statements::default();
        let reason = texts.add(&app, reader.now, posted.text("reason"))?;
        let repeated = |fact: &Fact| {
            matches!(fact, Fact::Dispatched { step, agency, .. }
                if step == named && agency == to)
        };
        let outcome = sent
            .attempt(
                &app,
                &reader,
                "dispatch",
                repeated,
                texts,
                |case, actor, _| case.dispatch(actor, named, to, reason),
            )
            .await?;
        match outcome {
            Ok(response) => return Ok(response),
            Err(blocked) => found.push(Fault::new("agency", blocked.key())),
        }
    }
    page(&app, &reader, &no, &posted, found).await
}
