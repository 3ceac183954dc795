//! 一次性告知补正.

use app::desk::correction::{
    CorrectionForm, TargetFault, TargetGroup, TargetLine, correction_page,
};
use app::desk::file::Answer;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::application;
use domain::authority::Act;
use domain::case::{Blocked, CorrectionTarget, Fact, Target};
use domain::locale::Localised;

use super::act::{Sent, form};
use super::answers::answer;
use super::file;
use super::form::{Posted, is_too_long};
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
    page(&app, &reader, &no, None, None).await
}

/// A form that was sent, and what stands against it as a whole.
struct Refused<'a> {
    posted: &'a Posted,
    blocked: Option<Blocked>,
}

impl Refused<'_> {
    /// What is wrong with one line.
    fn line(&self, target: &Target) -> Option<TargetFault> {
        let fault = |on_note, key: &str| {
            Some(TargetFault {
                on_note,
                key: key.to_owned(),
            })
        };
        match &self.blocked {
            Some(Blocked::OnceOnly(other)) if other == target => {
                return fault(false, "desk-once-only");
            }
            Some(Blocked::TargetUnknown(other)) if other == target => {
                return fault(false, "desk-not-asked");
            }
            _ => {}
        }
        match note_fault(self.posted, &target.token())? {
            key @ "desk-note-unticked" => fault(false, key),
            key => fault(true, key),
        }
    }
}

async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    posted: Option<&Posted>,
    refused: Option<Refused<'_>>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let mut open = Open::for_act(app, &mut tx, reader, no, Act::Correction).await?;
    let nothing = Posted::default();
    let posted = posted.unwrap_or(&nothing);
    let posted = open.kept(&mut tx, "correction", posted).await?;
    let answers = file::answers(&mut tx, &open).await?;
    let item = &open.loaded.definition.item;
    let line = |what: Target, label: Localised, given: Answer| {
        let token = what.token();
        let first = open.loaded.case.corrections.first();
        TargetLine {
            label,
            given,
            chosen: posted.all("target").any(|one| one == token),
            note: posted.get(&note_name(&token)).to_owned(),
            told: first.is_some_and(|first| first.targets.iter().any(|told| told.what == what)),
            fault: refused.as_ref().and_then(|refused| refused.line(&what)),
            token,
        }
    };
    let mut groups: Vec<TargetGroup> = application::pages(item, &answers)
        .into_iter()
        .map(|page| TargetGroup {
            title: Some(page.title.clone()),
            targets: page
                .fields
                .iter()
                .map(|field| {
                    let given = answer(app, field, &answers, open.is_disclosed());
                    line(
                        Target::Field(field.key().into()),
                        field.label.clone(),
                        given,
                    )
                })
                .collect(),
        })
        .collect();
    let stored = file::load(app, &mut tx, reader, &open).await?.materials;
    let uploads: Vec<TargetLine> = application::uploads(item, &answers)
        .into_iter()
        .map(|rule| {
            let given = stored.iter().find(|material| material.name == rule.name);
            let promised = open.loaded.case.owed.iter().any(|owed| owed == rule.key());
            let given = match given {
                Some(material) => Answer::Text(material.file_name.clone()),
                None if promised => Answer::Promised,
                None => Answer::NotGiven,
            };
            line(
                Target::Material(rule.key().into()),
                rule.name.clone(),
                given,
            )
        })
        .collect();
    if !uploads.is_empty() {
        groups.push(TargetGroup {
            title: None,
            targets: uploads,
        });
    }
    let in_place = groups
        .iter()
        .any(|group| group.targets.iter().any(|line| line.fault.is_some()));
    let whole = refused
        .as_ref()
        .and_then(|refused| refused.blocked.as_ref())
        .filter(|_| !in_place)
        .map(|blocked| blocked.key().to_owned());
    let view = CorrectionForm {
        head: open.head(app, reader),
        groups,
        told: !open.loaded.case.corrections.is_empty(),
        fault: whole,
    };
    Ok(form(
        refused.is_some(),
        correction_page(&reader.shell, &view),
    ))
}

fn note_name(token: &str) -> String {
    format!("note.{token}")
}

/// What is wrong with the note on a target, ticked or not.
fn note_fault(posted: &Posted, token: &str) -> Option<&'static str> {
    let ticked = posted.all("target").any(|one| one == token);
    let name = note_name(token);
    let note = posted.text(&name);
    match (ticked, note.is_empty()) {
        (true, true) => Some("desk-note-missing"),
        (false, false) => Some("desk-note-unticked"),
        _ if is_too_long(note) => Some("desk-note-too-long"),
        _ => None,
    }
}

/// The ticked targets, each once.
fn targets(posted: &Posted) -> Result<Vec<Target>, Error> {
    let mut found: Vec<Target> = Vec::new();
    for token in posted.all("target") {
        let target = Target::from_token(token).ok_or_else(|| Error::BadRequest("target".into()))?;
        if !found.contains(&target) {
            found.push(target);
        }
    }
    Ok(found)
}

fn has_faults(posted: &Posted) -> bool {
    let noted = posted
        .0
        .iter()
        .filter_map(|(name, _)| name.strip_prefix("note."));
    posted
        .all("target")
        .chain(noted)
        .any(|token| note_fault(posted, token).is_some())
}

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    if posted.edits() {
        return page(&app, &reader, &no, Some(&posted), None).await;
    }
    let chosen = targets(&posted)?;
    let mut blocked = chosen.is_empty().then_some(Blocked::TargetsMissing);
    if blocked.is_none() && !has_faults(&posted) {
        let sent = Sent::open(&app, &reader, &no, &posted).await?;
        let mut texts = Statements::default();
        let asked = chosen
            .iter()
            .map(|what| {
                let name = note_name(&what.token());
                Ok(CorrectionTarget {
                    what: what.clone(),
                    note: texts.add(&app, reader.now, posted.text(&name))?,
                })
            })
            .collect::<Result<Vec<_>, Error>>()?;
        let repeated = |fact: &Fact| {
            matches!(fact, Fact::Corrected { targets }
                if targets.iter().map(|target| &target.what).eq(&chosen))
        };
        let outcome = sent
            .attempt(
                &app,
                &reader,
                "correction",
                repeated,
                texts,
                |case, actor, ctx| case.correct(actor, asked, ctx),
            )
            .await?;
        match outcome {
            Ok(response) => return Ok(response),
            Err(refusal) => blocked = Some(refusal),
        }
    }
    let refused = Refused {
        posted: &posted,
        blocked,
    };
    page(&app, &reader, &no, Some(&posted), Some(refused)).await
}
