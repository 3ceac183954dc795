//! 指派.

use app::desk::act::Fault;
use app::desk::assignment::{AssignmentView, assignment_page};
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use domain::authority::Act;
use domain::case::{Actor, ActorRef, Fact};
use domain::id::OfficerId;
use store::{Tx, accounts};

use super::act::{Sent, form};
use super::form::Posted;
use super::people;
use super::scope::Open;
use crate::acts::Statements;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;
use crate::substitution::desk_roles;

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
    let open = Open::for_act(app, &mut tx, reader, no, Act::Assignment).await?;
    let mut people = people::load(app, &mut tx, &open.officer.agency, reader.now).await?;
    drop(tx);
    let ctx = open.ctx(app, reader);
    let case = &open.loaded.case;
    let actor = &open.officer.actor;
    let tasks: Vec<_> = case.assignable(actor, &ctx).collect();
    let named = tasks.iter().find(|task| task.key == posted.get("step"));
    let task = named.or(tasks.first()).ok_or(Error::NotFound)?;
    people.retain(|person| case.assign(actor, &task.key, &person.actor, &ctx).is_ok());
    let search = people::narrow(&mut people, posted.text("q"));
    let chosen = match posted.get("officer") {
        // Whoever has least at hand and does not have it already.
        "" => people
            .iter()
            .find(|person| task.claimed_by != Some(person.id))
            .map_or_else(String::new, |person| person.id.to_string()),
        chosen => chosen.to_owned(),
    };
    let faulty = !faults.is_empty();
    let view = AssignmentView {
        head: open.head(app, reader),
        tasks: tasks
            .iter()
            .map(|task| (task.key.clone(), open.step_name(&task.key)))
            .collect(),
        step: task.key.clone(),
        step_name: open.step_name(&task.key),
        people: people
            .iter()
            .map(|person| person.line(task.claimed_by))
            .collect(),
        officer: chosen,
        search,
        faults,
    };
    Ok(form(faulty, assignment_page(&reader.shell, &view)))
}

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    let mut sent = Sent::open(&app, &reader, &no, &posted).await?;
    let Some(to) = person(&mut sent.tx, posted.get("officer")).await? else {
        drop(sent);
        let missing = Fault::new("officer", "desk-assignee-missing");
        return page(&app, &reader, &no, &posted, vec![missing]).await;
    };
    let named = posted.get("step");
    let whom = to.by.officer();
    let repeated = |fact: &Fact| matches!(fact, Fact::Assigned { step, to } if step == named && Some(*to) == whom);
    let outcome = sent
        .attempt(
            &app,
            &reader,
            "assignment",
            repeated,
            Statements::default(),
            |case, actor, ctx| case.assign(actor, named, &to, ctx),
        )
        .await?;
    match outcome {
        Ok(response) => Ok(response),
        Err(blocked) => {
            let faults = vec![Fault::new("officer", blocked.key())];
            page(&app, &reader, &no, &posted, faults).await
        }
    }
}

/// Somebody as they would act in person. Whether they may do the task, and whose agency they are of, the act asks.
pub async fn person(tx: &mut Tx, id: &str) -> Result<Option<Actor>, Error> {
    let Ok(id) = id.parse::<OfficerId>() else {
        return Ok(None);
    };
    let officer = accounts::officer(tx, id).await?;
    Ok(officer.map(|officer| Actor {
        by: ActorRef::Officer(officer.id),
        roles: desk_roles(&officer.roles),
        agency: Some(officer.agency),
    }))
}
