//! `/desk/templates`: texts for opinions that officers of an agency keep for an item, and their way into an opinion.

use app::desk::templates::{Insertable, TemplateLine, Templates, Wording, templates_page};
use app::parts::fault::Fault;
use app::shell::Room;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::locale::Localised;
use jiff::Timestamp;
use serde::Deserialize;
use store::Tx;
use store::opinion_templates::{self, Put, Template};

use super::act::{faults, form};
use super::form::Posted;
use super::inbox;
use super::scope::Open;
use crate::error::Error;
use crate::frame::encode;
use crate::reader::Reader;
use crate::state::App;

/// In characters.
const LONGEST_NAME: usize = 40;
const LONGEST_TEXT: usize = 1000;

/// What the definition has begins with it.
const WORDING: &str = "wording:";

const DONE: [&str; 2] = ["kept", "removed"];

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Error> {
    page(&app, &reader, &Posted(pairs), Vec::new(), None).await
}

/// `posted` names the item and, perhaps, a template to change; `changed` is that one where somebody else was quicker.
async fn page(
    app: &App,
    reader: &Reader,
    posted: &Posted,
    faults: Vec<Fault>,
    changed: Option<Template>,
) -> Result<Response, Error> {
    let officer = reader.officer(Room::Desk)?;
    let items = inbox::items(app, &officer.agency);
    let asked = posted.get("item");
    let item = items
        .iter()
        .find(|(code, _)| code == asked)
        .or(items.first().filter(|_| asked.is_empty()))
        .map(|(code, _)| code.clone());
    let item = match item {
        None if !asked.is_empty() => return Err(Error::NotFound),
        item => item.unwrap_or_default(),
    };
    let mut tx = app.store.read().await?;
    let all = opinion_templates::list(&mut tx, &officer.agency, &item).await?;
    drop(tx);
    let named = all.iter().find(|one| one.name == posted.get("name"));
    let text = match posted.get("text") {
        "" => named
            .filter(|_| faults.is_empty())
            .map_or("", |one| &one.body),
        text => text,
    };
    let sent = !faults.is_empty();
    let seen = match (&changed, named) {
        (Some(changed), _) => Some(changed.changed_at),
        // What was typed is held against what its author looked at, however often it has to be mended.
        (None, _) if sent => seen(posted),
        (None, named) => named.map(|one| one.changed_at),
    };
    let wordings = wordings(app, &item);
    let done = DONE.into_iter().find(|done| *done == posted.get("done"));
    let faulty = !faults.is_empty();
    let view = Templates {
        item: item.clone(),
        name: posted.get("name").to_owned(),
        text: text.to_owned(),
        lines: all
            .iter()
            .map(|one| TemplateLine {
                name: one.name.clone(),
                text: one.body.clone(),
                at: one.changed_at,
                href: format!("{}&name={}", address(&item), encode(&one.name)),
            })
            .collect(),
        items,
        wordings,
        seen: seen.map(Timestamp::as_millisecond),
        now: changed.map(|one| (one.body, one.changed_at)),
        done,
        faults,
    };
    let conflict = view.now.is_some();
    let mut response = form(faulty, templates_page(&reader.shell, &view));
    if conflict {
        *response.status_mut() = StatusCode::CONFLICT;
    }
    Ok(response)
}

/// When the template that was looked at was last changed.
fn seen(posted: &Posted) -> Option<Timestamp> {
    let ms = posted.get("seen").parse().ok()?;
    Timestamp::from_millisecond(ms).ok()
}

/// What the item's current version itself says of its outcomes.
fn wordings(app: &App, item: &str) -> Vec<Wording> {
    let found = app.items().into_iter().find(|one| one.item.code() == item);
    let steps = found.as_ref().map_or(&[][..], |one| &one.item.steps);
    let worded = steps.iter().flat_map(|step| {
        let outcomes = step.outcomes.iter();
        outcomes.filter_map(|outcome| {
            Some(Wording {
                step: step.name.clone(),
                outcome: outcome.name.clone(),
                text: outcome.wording.clone()?,
            })
        })
    });
    worded.collect()
}

pub fn address(item: &str) -> String {
    format!("/desk/templates?item={}", encode(item))
}

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    let officer = reader.officer(Room::Desk)?;
    let item = posted.get("item");
    if !inbox::items(&app, &officer.agency)
        .iter()
        .any(|(code, _)| code == item)
    {
        return Err(Error::NotFound);
    }
    let (name, text) = (posted.text("name"), posted.text("text"));
    let missing = |given: &str, longest: usize, none: &'static str, long: &'static str| match given
        .chars()
        .count()
    {
        0 => Some(none),
        count if count > longest => Some(long),
        _ => None,
    };
    let mut found = faults([
        (
            "name",
            missing(
                name,
                LONGEST_NAME,
                "template-name-missing",
                "template-name-long",
            ),
        ),
        (
            "text",
            missing(
                text,
                LONGEST_TEXT,
                "template-text-missing",
                "template-text-long",
            ),
        ),
    ]);
    if let (Some(by), true) = (officer.actor.by.officer(), found.is_empty()) {
        let template = Template {
            name: name.to_owned(),
            body: text.to_owned(),
            changed_at: reader.now,
        };
        let mut tx = app.store.begin().await?;
        let agency = &officer.agency;
        match opinion_templates::put(&mut tx, agency, item, &template, seen(&posted), by).await? {
            Put::Kept => {
                tx.commit().await?;
                let path = format!("{}&done=kept", address(item));
                return Ok(Redirect::to(&path).into_response());
            }
            Put::Full => found.push(Fault::new("text", "template-full")),
            Put::Changed(now) => {
                drop(tx);
                let changed = vec![Fault::new("text", "template-changed")];
                return page(&app, &reader, &posted, changed, Some(now)).await;
            }
        }
    }
    page(&app, &reader, &posted, found, None).await
}

pub async fn end(
    State(app): State<App>,
    reader: Reader,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    let officer = reader.officer(Room::Desk)?;
    let (item, name) = (posted.get("item"), posted.get("name"));
    let mut tx = app.store.begin().await?;
    // Gone already is gone: a double click.
    opinion_templates::remove(&mut tx, &officer.agency, item, name).await?;
    tx.commit().await?;
    let path = format!("{}&done=removed", address(item));
    Ok(Redirect::to(&path).into_response())
}

/// One template's text for one case, alone.
pub async fn text(
    State(app): State<App>,
    reader: Reader,
    Path((no, name)): Path<(String, String)>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let open = Open::load(&app, &mut tx, &reader, &no).await?;
    let filled = filled(&app, &mut tx, &reader, &open, &name).await?;
    Ok(filled.ok_or(Error::NotFound)?.into_response())
}

/// A template's text with what it leaves open.
///
/// # Errors
/// Where the store can't be read.
pub async fn filled(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    open: &Open,
    name: &str,
) -> Result<Option<String>, Error> {
    let (agency, item) = (&open.officer.agency, &open.key.item);
    let found = match wording(open, name) {
        Some(wording) => Some(wording.get(reader.locale()).to_owned()),
        None => {
            let kept = opinion_templates::get(tx, agency, item, name).await?;
            kept.map(|template| template.body)
        }
    };
    let today = app::text::date(reader.locale(), app.date(reader.now));
    let applicant = open.applicant_name(app, reader);
    let values = [
        (["{办件编号}", "{case}"], open.key.case_no.as_str()),
        (["{申请人}", "{applicant}"], applicant.as_str()),
        (["{日期}", "{date}"], today.as_str()),
    ];
    Ok(found.map(|text| {
        values.iter().fold(text, |text, (names, value)| {
            names
                .iter()
                .fold(text, |text, name| text.replace(name, value))
        })
    }))
}

/// `?template=`: where the button of a template leads, once what was typed is kept.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    template: Option<String>,
}

impl Asked {
    /// The outcome of a step that the template is the wording of.
    pub fn outcome(&self, open: &Open, step: &str) -> Option<String> {
        let name = self.template.as_deref()?;
        wording(open, name)?;
        let (of, outcome) = name.strip_prefix(WORDING)?.split_once(':')?;
        (of == step).then(|| outcome.to_owned())
    }

    /// The opinion with the template's text behind it.
    ///
    /// # Errors
    /// Where the store can't be read.
    pub async fn append_to(
        &self,
        app: &App,
        tx: &mut Tx,
        reader: &Reader,
        open: &Open,
        opinion: &str,
    ) -> Result<String, Error> {
        let text = match &self.template {
            Some(name) => filled(app, tx, reader, open, name).await?,
            None => None,
        };
        let parts = [Some(opinion.to_owned()), text];
        let parts: Vec<String> = parts
            .into_iter()
            .flatten()
            .filter(|part| !part.is_empty())
            .collect();
        Ok(parts.join("\n"))
    }
}

/// What the definition says of an outcome: `wording:{step}:{outcome}` names it.
fn wording<'a>(open: &'a Open, name: &str) -> Option<&'a Localised> {
    let (step, outcome) = name.strip_prefix(WORDING)?.split_once(':')?;
    let step = open.loaded.definition.item.step(step)?;
    let found = step.outcomes.iter().find(|one| one.key == outcome)?;
    found.wording.as_ref()
}

/// Those that can be put into the opinion on a step: what the definition says of its outcomes, and then the agency's own.
///
/// # Errors
/// Where the store can't be read.
pub async fn insertable(tx: &mut Tx, open: &Open, step: &str) -> Result<Vec<Insertable>, Error> {
    let (agency, item) = (&open.officer.agency, &open.key.item);
    let all = opinion_templates::list(tx, agency, item).await?;
    let defined = open.loaded.definition.item.step(step);
    let outcomes = defined.map_or(&[][..], |step| &step.outcomes);
    let worded = outcomes.iter().filter(|one| one.wording.is_some());
    let worded = worded.map(|one| {
        let key = format!("{WORDING}{step}:{}", one.key);
        (key, one.name.clone(), Some(one.key.clone()))
    });
    let own = all.into_iter().map(|one| {
        let words = Localised {
            en: Some(one.name.clone()),
            zh: one.name.clone(),
        };
        (one.name, words, None)
    });
    Ok(worded
        .chain(own)
        .map(|(key, name, outcome)| Insertable {
            outcome,
            text: format!(
                "/desk/cases/{}/templates/{}",
                open.key.case_no,
                encode(&key)
            ),
            key,
            name,
        })
        .collect())
}
