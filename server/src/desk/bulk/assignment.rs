//! Several tasks for one person of the agency or, one by one, for whoever of those who may do it holds fewest.

use std::sync::OnceLock;

use app::desk::bulk::assignment::{AssignmentView, LEAST, assignment_page};
use app::desk::inbox::Fault;
use app::shell::Room;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::authority::{Act, Role};
use domain::case::{Blocked, Fact};

use super::{Batch, picked, refuse, rows, shown};
use crate::acts::Statements;
use crate::desk::act::form;
use crate::desk::form::Posted;
use crate::desk::people::{self, Person};
use crate::error::Error;
use crate::reader::{Officer, Reader};
use crate::state::App;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Error> {
    page(&app, &reader, &Posted(pairs), Vec::new()).await
}

fn head(reader: &Reader) -> Result<Officer, Error> {
    let officer = reader.officer(Room::Desk)?;
    if officer.actor.may(Act::Assignment) {
        Ok(officer)
    } else {
        Err(Error::Denied)
    }
}

pub(super) async fn page(
    app: &App,
    reader: &Reader,
    posted: &Posted,
    faults: Vec<Fault>,
) -> Result<Response, Error> {
    let officer = head(reader)?;
    let picked = picked(posted)?;
    if picked.is_empty() {
        return Ok(Redirect::to("/desk").into_response());
    }
    let rows = rows(app, &officer, &picked).await?;
    if rows.is_empty() {
        return refuse(app, reader, posted, "desk-bulk-nothing-left").await;
    }
    let mut tx = app.store.read().await?;
    let mut people = people::load(app, &mut tx, &officer.agency, reader.now).await?;
    drop(tx);
    // Who has the role of some of the tasks; of each task the act itself then asks more.
    let asked: Vec<Role> = rows
        .iter()
        .filter_map(|row| Role::from_key(&row.role))
        .collect();
    people.retain(|person| person.actor.roles.iter().any(|role| asked.contains(role)));
    people.truncate(people::SHOWN);
    let chosen = match posted.get("officer") {
        "" => LEAST,
        chosen => chosen,
    };
    let faulty = !faults.is_empty();
    let view = AssignmentView {
        cases: shown(app, &rows, &picked),
        people: people.iter().map(|person| person.line(None)).collect(),
        officer: chosen.to_owned(),
        faults,
    };
    Ok(form(faulty, assignment_page(&reader.shell, &view)))
}

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    let officer = head(&reader)?;
    let picked = picked(&posted)?;
    let mut tx = app.store.read().await?;
    let mut people = people::load(&app, &mut tx, &officer.agency, reader.now).await?;
    drop(tx);
    let wanted = posted.get("officer");
    if wanted != LEAST {
        people.retain(|person| person.id.to_string() == wanted);
    }
    if people.is_empty() {
        let missing = Fault::new("officer", "desk-assignee-missing");
        return page(&app, &reader, &posted, vec![missing]).await;
    }
    let rows = rows(&app, &officer, &picked).await?;
    let mut batch = Batch::new(&app, &reader);
    for one in &picked {
        people.sort_by_key(Person::rank);
        let taken = OnceLock::new();
        let repeated = |fact: &Fact| {
            matches!(fact, Fact::Assigned { step, to } if *step == one.step
                && people.iter().any(|person| person.id == *to))
        };
        let texts = Statements::default();
        let result = batch
            .attempt(one, Some(one.seq), repeated, texts, |case, actor, ctx| {
                let mut refused = Blocked::NotAssignable.into();
                for (index, person) in people.iter().enumerate() {
                    match case.assign(actor, &one.step, &person.actor, ctx) {
                        Ok(facts) => {
                            taken.get_or_init(|| (index, !facts.is_empty()));
                            return Ok(facts);
                        }
                        Err(refusal) => refused = refusal,
                    }
                }
                Err(refused)
            })
            .await;
        let mut to = None;
        if let (Some(&(index, is_new)), true) = (taken.get(), result.is_ok())
            && let Some(person) = people.get_mut(index)
        {
            person.load += u32::from(is_new);
            to = Some(person.name.clone());
        }
        batch.note(one, &rows, result, to);
    }
    Ok(batch.page())
}
