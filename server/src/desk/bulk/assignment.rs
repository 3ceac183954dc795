//! Several tasks for one person of the agency or, one by one, for whoever of those who may do it holds fewest.

use std::sync::OnceLock;

use app::desk::bulk::assignment::{AssignmentView, LEAST, assignment_page};
use app::desk::inbox::Fault;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::Response;
use domain::authority::{Act, Role};
use domain::case::{Blocked, Fact};

use super::{Batch, Chosen, picked, rows};
use crate::acts::Statements;
use crate::desk::act::form;
use crate::desk::form::Posted;
use crate::desk::people::{self, Person};
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
    faults: Vec<Fault>,
) -> Result<Response, Error> {
    let officer = reader.officer_for(Act::Assignment)?;
    let chosen = match Chosen::load(app, reader, &officer, posted).await? {
        Ok(chosen) => chosen,
        Err(answer) => return Ok(answer),
    };
    let mut tx = app.store.read().await?;
    let mut people = people::load(app, &mut tx, &officer.agency, reader.now).await?;
    drop(tx);
    // Who has the role of some of the tasks; of each task the act itself then asks more.
    let asked: Vec<Role> = chosen
        .rows
        .iter()
        .filter_map(|row| Role::from_key(&row.role))
        .collect();
    people.retain(|person| person.actor.roles.iter().any(|role| asked.contains(role)));
    let search = people::narrow(&mut people, "");
    let wanted = match posted.get("officer") {
        "" => LEAST,
        wanted => wanted,
    };
    let faulty = !faults.is_empty();
    let view = AssignmentView {
        cases: chosen.shown(app, reader.now),
        people: people.iter().map(|person| person.line(None)).collect(),
        officer: wanted.to_owned(),
        search,
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
    let officer = reader.officer_for(Act::Assignment)?;
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
