//! 批量办理: the same act for several cases. Each case is a transaction of its own with a result of its own; a form that
//! is sent again does nothing again.

pub mod assignment;
pub mod outcome;
pub mod transfer;

use std::collections::HashMap;

use app::desk::bulk::Picked as PickedView;
use app::desk::bulk::preview::{BulkPreview, bulk_preview_page};
use app::desk::bulk::result::{ResultLine, result_page};
use app::desk::inbox::Fault;
use app::shell::Room;
use axum::Form;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::case::{Actor, Case, Ctx, Fact, Refusal};
use domain::locale::Localised;
use jiff::Timestamp;
use store::cases::{self, InboxRow, LONG_PAGE, PAGE};

use super::act::{Rehearsed, Sent};
use super::form::Posted;
use super::{inbox, preview, scope};
use crate::acts::{self, Attempt, Outcome, Statements};
use crate::error::Error;
use crate::frame::encode;
use crate::reader::{Officer, Reader};
use crate::state::App;

/// A task that was picked, in the state in which the inbox showed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picked {
    pub no: String,
    pub seq: u64,
    pub step: String,
}

impl Picked {
    pub fn of(row: &InboxRow) -> Self {
        Self {
            no: row.case_no.clone(),
            seq: row.seq.unsigned_abs(),
            step: row.step.clone(),
        }
    }

    /// As the box has it.
    pub fn token(&self) -> String {
        format!("{} {} {}", self.no, self.seq, self.step)
    }

    fn from_token(token: &str) -> Option<Self> {
        let mut parts = token.splitn(3, ' ');
        Some(Self {
            no: parts.next()?.to_owned(),
            seq: parts.next()?.parse().ok()?,
            step: parts.next()?.to_owned(),
        })
    }

    fn is(&self, row: &InboxRow) -> bool {
        self.no == row.case_no && self.step == row.step
    }
}

/// What a form picked, each once.
///
/// # Errors
/// `BadRequest` for what no box of ours holds, and for more than a page has.
fn picked(posted: &Posted) -> Result<Vec<Picked>, Error> {
    let mut all: Vec<Picked> = Vec::new();
    for token in posted.all("task") {
        let one = Picked::from_token(token).ok_or_else(|| Error::BadRequest("task".into()))?;
        if !all.contains(&one) {
            all.push(one);
        }
    }
    if i64::try_from(all.len()).is_ok_and(|count| count <= LONG_PAGE) {
        Ok(all)
    } else {
        Err(Error::BadRequest("more than a page".into()))
    }
}

/// Nothing is picked without a form: back to the inbox.
pub async fn show() -> Redirect {
    Redirect::to("/desk")
}

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    let officer = reader.officer(Room::Desk)?;
    let picked = picked(&posted)?;
    if picked.is_empty() {
        return refuse(&app, &reader, &posted, "desk-bulk-none").await;
    }
    let act = posted.get("act");
    match act {
        "claim" | "release" => {}
        // More than an address holds come with the form, and what is asked next is its answer.
        "assignment" | "outcome" | "transfer" if is_long(&picked) => {
            let tasks = posted
                .all("task")
                .map(|task| ("task".to_owned(), task.to_owned()));
            let posted = Posted(tasks.collect());
            return match act {
                "assignment" => assignment::page(&app, &reader, &posted, Vec::new()).await,
                "transfer" => transfer::page(&app, &reader, &posted, Vec::new()).await,
                _ => outcome::page(&app, &reader, &posted, Vec::new()).await,
            };
        }
        "assignment" | "outcome" | "transfer" => {
            let tasks: Vec<_> = picked
                .iter()
                .map(|one| format!("task={}", encode(&one.token())))
                .collect();
            let place = format!("/desk/bulk/{act}?{}", tasks.join("&"));
            return Ok(Redirect::to(&place).into_response());
        }
        _ => return Err(Error::BadRequest("act".into())),
    }
    let rows = rows(&app, &officer, &picked).await?;
    let mut batch = Batch::new(&app, &reader);
    for one in &picked {
        // No `seq`: whoever has the task now is what a claim asks for, whatever else happened to the case.
        let texts = Statements::default();
        let result = batch
            .attempt(
                one,
                None,
                |_| false,
                texts,
                |case, actor, ctx| match act {
                    "release" => case.release(actor, &one.step, ctx),
                    _ => case.claim(actor, &one.step, ctx),
                },
            )
            .await;
        batch.note(one, &rows, result, None);
    }
    Ok(batch.page())
}

fn is_long(picked: &[Picked]) -> bool {
    i64::try_from(picked.len()).is_ok_and(|count| count > PAGE)
}

/// The inbox again, with what is wrong about the boxes.
async fn refuse(
    app: &App,
    reader: &Reader,
    posted: &Posted,
    key: &'static str,
) -> Result<Response, Error> {
    let faults = vec![Fault::new("task", key)];
    inbox::page(app, reader, posted, faults).await
}

/// Those of the picked tasks that are open in the officer's agency, in the inbox's order.
async fn rows(app: &App, officer: &Officer, picked: &[Picked]) -> Result<Vec<InboxRow>, Error> {
    let mut tx = app.store.read().await?;
    let nos: Vec<&str> = picked.iter().map(|one| one.no.as_str()).collect();
    let mut rows = cases::tasks_of(&mut tx, &officer.agency, &nos).await?;
    rows.retain(|row| picked.iter().any(|one| one.is(row)));
    Ok(rows)
}

/// What a form for several tasks is about.
struct Chosen {
    picked: Vec<Picked>,
    rows: Vec<InboxRow>,
}

impl Chosen {
    /// The inner answer takes the form's place: back to the inbox where nothing was picked, or nothing of it is left.
    async fn load(
        app: &App,
        reader: &Reader,
        officer: &Officer,
        posted: &Posted,
    ) -> Result<Result<Self, Response>, Error> {
        let picked = picked(posted)?;
        if picked.is_empty() {
            return Ok(Err(Redirect::to("/desk").into_response()));
        }
        let rows = rows(app, officer, &picked).await?;
        if rows.is_empty() {
            let gone = refuse(app, reader, posted, "desk-bulk-nothing-left").await?;
            return Ok(Err(gone));
        }
        Ok(Ok(Self { picked, rows }))
    }

    /// As a form shows them; each stands for the state in which it was picked.
    fn shown(&self, app: &App, now: Timestamp) -> Vec<PickedView> {
        let view = |row: &InboxRow| {
            let one = self.picked.iter().find(|one| one.is(row))?;
            let (item, step) = inbox::names(app, row);
            Some(PickedView {
                task: one.token(),
                case_no: row.case_no.clone(),
                item,
                step: step.unwrap_or_default(),
                applicant: row.applicant.clone(),
                due_on: inbox::last_day(app, now, row.task_due_at),
            })
        };
        self.rows.iter().filter_map(view).collect()
    }
}

/// Several acts, one after another; or, where they are only to be shown, the first that can be done.
struct Batch<'a> {
    app: &'a App,
    reader: &'a Reader,
    /// How long the journals of cases are on which this very form has acted: of two tasks of a case the second one
    /// does not take the first for somebody else's doing.
    seqs: HashMap<String, u64>,
    lines: Vec<ResultLine>,
    previews: bool,
    shown: Option<Rehearsed>,
}

impl<'a> Batch<'a> {
    fn new(app: &'a App, reader: &'a Reader) -> Self {
        Self {
            app,
            reader,
            seqs: HashMap::new(),
            lines: Vec::new(),
            previews: false,
            shown: None,
        }
    }

    /// Of a form that may ask to be shown what it does.
    fn of(app: &'a App, reader: &'a Reader, posted: &Posted) -> Self {
        Self {
            previews: posted.previews(),
            ..Self::new(app, reader)
        }
    }

    async fn attempt(
        &mut self,
        one: &Picked,
        seen: Option<u64>,
        repeated: impl Fn(&Fact) -> bool,
        texts: Statements,
        decide: impl FnOnce(&Case, &Actor, &Ctx<'_>) -> Result<Vec<Fact>, Refusal>,
    ) -> Result<(), Error> {
        if self.previews {
            let sent = Sent::to_rehearse(self.app, self.reader, &one.no, seen).await?;
            let rehearsed = sent
                .rehearse(self.app, self.reader, repeated, texts, decide)
                .await?;
            self.shown = rehearsed.map_err(|blocked| Error::Refused {
                refusal: Refusal::Blocked(blocked),
                case_no: Some(one.no.clone()),
            })?;
            return Ok(());
        }
        let mut tx = self.app.store.begin().await?;
        let (officer, key) = scope::key(self.app, &mut tx, self.reader, &one.no).await?;
        let seen = seen.map(|seen| self.seqs.get(&one.no).copied().unwrap_or(seen));
        let attempt = Attempt {
            by: officer.actor.by,
            now: self.reader.now,
            seen,
            key: &key,
        };
        let outcome = acts::attempt(self.app, &mut tx, &attempt, repeated, texts, |case, ctx| {
            decide(case, &officer.actor, ctx)
        })
        .await?;
        if matches!(outcome, Outcome::Done) {
            let seq = cases::seq(&mut tx, key.id).await?;
            tx.commit().await?;
            self.seqs.insert(one.no.clone(), seq);
        }
        Ok(())
    }

    fn note(
        &mut self,
        one: &Picked,
        rows: &[InboxRow],
        result: Result<(), Error>,
        to: Option<Localised>,
    ) {
        let row = rows.iter().find(|row| one.is(row));
        let why_not = result.err().map(|error| why(&error).to_owned());
        self.lines.push(ResultLine {
            case_no: one.no.clone(),
            applicant: row.map(|row| row.applicant.clone()),
            to: to.filter(|_| why_not.is_none()),
            why_not,
        });
    }

    /// Once the first case that can be done was rehearsed: what is sent for it and what it does to its clock, before
    /// all are done. Where there is none, the result says of each why not.
    async fn preview(
        &mut self,
        one: &Picked,
        posted: &Posted,
        (title, button): (String, &'static str),
    ) -> Result<Option<Response>, Error> {
        let Some(shown) = self.shown.take() else {
            return Ok(None);
        };
        let officer = self.reader.officer(Room::Desk)?;
        let chosen = match Chosen::load(self.app, self.reader, &officer, posted).await? {
            Ok(chosen) => chosen,
            Err(answer) => return Ok(Some(answer)),
        };
        let path = self.reader.shell.path.split('?').next().unwrap_or_default();
        let mut typed = posted.typed();
        // The page has the cases' own.
        typed.retain(|(name, _)| name != "task");
        let view = BulkPreview {
            title,
            button,
            action: path.to_owned(),
            case_no: one.no.clone(),
            effects: preview::effects(self.app, self.reader, &shown),
            sheets: shown.sheets,
            cases: chosen.shown(self.app, self.reader.now),
            typed,
        };
        let html = bulk_preview_page(&self.reader.shell, &view);
        Ok(Some(Html(html).into_response()))
    }

    fn page(self) -> Response {
        Html(result_page(&self.reader.shell, &self.lines)).into_response()
    }
}

/// Why one case was not done; the others go on.
fn why(error: &Error) -> &'static str {
    match error {
        Error::Refused {
            refusal: Refusal::Denied(denied),
            ..
        } => denied.key(),
        Error::Refused {
            refusal: Refusal::Blocked(blocked),
            ..
        } => blocked.key(),
        Error::Stale { .. } => "desk-bulk-stale",
        Error::NotFound => "desk-bulk-gone",
        other => {
            tracing::error!(error = %other, "one of several cases failed");
            "desk-bulk-failed"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posted(tokens: &[&str]) -> Posted {
        let pair = |token: &&str| ("task".to_owned(), (*token).to_owned());
        Posted(tokens.iter().map(pair).collect())
    }

    #[test]
    fn what_was_picked_reads_back_once() {
        let one = Picked {
            no: "62010220261123000001X".into(),
            seq: 7,
            step: "site-check.visit".into(),
        };
        let token = one.token();
        let all = picked(&posted(&[&token, &token])).ok();
        assert_eq!(all, Some(vec![one]));
        assert!(picked(&posted(&["62010220261123000001X"])).is_err());
        assert!(picked(&posted(&["62010220261123000001X x acceptance"])).is_err());
        let many: Vec<String> = (0..=LONG_PAGE)
            .map(|number| format!("a {number} b"))
            .collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert!(picked(&posted(&many)).is_err());
        assert!(picked(&posted(many.get(1..).unwrap_or_default())).is_ok());
    }
}
