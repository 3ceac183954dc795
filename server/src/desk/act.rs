//! What the posts of all acts share: scope, the attempt, the way on.

use app::desk::act::Fault;
use app::parts::notice::Sheet;
use app::shell::Room;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::case::{Actor, Blocked, Case, Ctx, Entry, Fact, Refusal};
use domain::identifier::CaseNo;
use store::cases::{self, CaseKey};
use store::{Tx, journal};

use super::drafts;
use super::form::Posted;
use super::{preview, scope};
use crate::acts::{self, Attempt, Loaded, Outcome, Statements};
use crate::error::Error;
use crate::notices;
use crate::reader::{Officer, Reader};
use crate::state::App;

/// A posted act in its transaction.
pub struct Sent {
    pub tx: Tx,
    pub officer: Officer,
    pub key: CaseKey,
    /// `None` where the state that holds is what is asked about.
    seen: Option<u64>,
    posted: Posted,
}

impl Sent {
    /// # Errors
    /// `NotFound` outside the officer's scope; `BadRequest` for a form that is not ours.
    pub async fn open(
        app: &App,
        reader: &Reader,
        no: &str,
        posted: &Posted,
    ) -> Result<Self, Error> {
        let seen = posted.seq()?;
        Ok(Self {
            posted: posted.clone(),
            ..Self::to_rehearse(app, reader, no, Some(seen)).await?
        })
    }

    /// For what is shown before anybody sends it.
    ///
    /// # Errors
    /// `NotFound` outside the officer's scope.
    pub async fn to_rehearse(
        app: &App,
        reader: &Reader,
        no: &str,
        seen: Option<u64>,
    ) -> Result<Self, Error> {
        let mut tx = app.store.begin().await?;
        let (officer, key) = scope::key(app, &mut tx, reader, no).await?;
        // The case before a number of its agency's notices, as everybody takes them.
        cases::hold(&mut tx, key.id).await?;
        Ok(Self {
            tx,
            officer,
            key,
            seen,
            posted: Posted::default(),
        })
    }

    /// Decides, records, and leads back to the case, which then says that `done` was done; or shows the notice that
    /// would be sent, where that was asked for. The inner refusal is for the form.
    ///
    /// # Errors
    /// What the person can't mend in the form.
    pub async fn attempt(
        self,
        app: &App,
        reader: &Reader,
        done: &'static str,
        repeated: impl Fn(&Fact) -> bool,
        texts: Statements,
        decide: impl FnOnce(&Case, &Actor, &Ctx<'_>) -> Result<Vec<Fact>, Refusal>,
    ) -> Result<Result<Response, Blocked>, Error> {
        let no = self.key.case_no.clone();
        if self.posted.previews() {
            let (case, actor) = (self.key.id, self.officer.actor.clone());
            let posted = self.posted.clone();
            let rehearsed = self.rehearse(app, reader, repeated, texts, decide).await?;
            return Ok(match rehearsed {
                Ok(Some(shown)) => {
                    // Whoever goes away from the preview has their text still.
                    let mut tx = app.store.begin().await?;
                    drafts::keep(&mut tx, case, &actor, &posted, reader.now).await?;
                    tx.commit().await?;
                    Ok(preview::page(app, reader, &no, &shown, done, posted.typed()).await?)
                }
                Ok(None) => Ok(back(reader, &no, done)),
                Err(blocked) => Err(blocked),
            });
        }
        let outcome = self.act(app, reader, repeated, texts, decide).await?;
        Ok(outcome.map(|()| back(reader, &no, done)))
    }

    /// Does the very act and takes it back: what would be sent, and how the case would be. Nothing where it was done
    /// before.
    ///
    /// # Errors
    /// What the person can't mend in the form.
    pub async fn rehearse(
        mut self,
        app: &App,
        reader: &Reader,
        repeated: impl Fn(&Fact) -> bool,
        texts: Statements,
        decide: impl FnOnce(&Case, &Actor, &Ctx<'_>) -> Result<Vec<Fact>, Refusal>,
    ) -> Result<Result<Option<Rehearsed>, Blocked>, Error> {
        let before = acts::load(app, &mut self.tx, &self.key).await?;
        let actor = self.officer.actor.clone();
        let attempt = Attempt {
            by: actor.by,
            now: reader.now,
            seen: self.seen,
            key: &self.key,
        };
        let decide = |case: &Case, ctx: &Ctx<'_>| decide(case, &actor, ctx);
        let outcome = acts::rehearse(app, &mut self.tx, &attempt, repeated, texts, decide).await;
        match for_the_form(outcome)? {
            Ok(Outcome::Done) => {}
            Ok(Outcome::Repeated) => return Ok(Ok(None)),
            Err(blocked) => return Ok(Err(blocked)),
        }
        let after = acts::load(app, &mut self.tx, &self.key).await?;
        let seen = before.case.seq;
        let sheets = notices::unsent(&mut self.tx, reader.locale(), &after, seen).await?;
        // Nothing was sent, and the numbers go back.
        drop(self.tx);
        Ok(Ok(Some(Rehearsed {
            before,
            after,
            sheets,
        })))
    }

    /// As `attempt`, where the caller knows the way on.
    ///
    /// # Errors
    /// What the person can't mend in the form.
    pub async fn act(
        mut self,
        app: &App,
        reader: &Reader,
        repeated: impl Fn(&Fact) -> bool,
        texts: Statements,
        decide: impl FnOnce(&Case, &Actor, &Ctx<'_>) -> Result<Vec<Fact>, Refusal>,
    ) -> Result<Result<(), Blocked>, Error> {
        let actor = self.officer.actor.clone();
        let attempt = Attempt {
            by: actor.by,
            now: reader.now,
            seen: self.seen,
            key: &self.key,
        };
        let decide = |case: &Case, ctx: &Ctx<'_>| decide(case, &actor, ctx);
        let outcome = acts::attempt(app, &mut self.tx, &attempt, repeated, texts, decide).await;
        let outcome = match for_the_form(outcome) {
            // Somebody was quicker: what this one wrote is not lost.
            Err(error @ (Error::Stale { .. } | Error::Refused { .. })) => {
                drop(self.tx);
                let mut tx = app.store.begin().await?;
                drafts::keep(&mut tx, self.key.id, &actor, &self.posted, reader.now).await?;
                tx.commit().await?;
                return Err(error);
            }
            outcome => outcome?,
        };
        match outcome {
            Ok(Outcome::Done) => {
                if let Some(act) = drafts::act_of(&self.posted) {
                    drafts::erase(&mut self.tx, self.key.id, &actor, act).await?;
                }
                self.tx.commit().await?;
            }
            // Nothing was written; what the attempt took, as a serial, goes back.
            Ok(Outcome::Repeated) => drop(self.tx),
            Err(blocked) => return Ok(Err(blocked)),
        }
        Ok(Ok(()))
    }
}

/// What the person can mend in the form is the inner refusal.
fn for_the_form(outcome: Result<Outcome, Error>) -> Result<Result<Outcome, Blocked>, Error> {
    match outcome {
        Err(Error::Refused {
            refusal: Refusal::Blocked(blocked),
            ..
        }) if blocked.is_input() => Ok(Err(blocked)),
        other => other.map(Ok),
    }
}

/// What an act would do.
pub struct Rehearsed {
    pub before: Loaded,
    pub after: Loaded,
    /// The notices that would be sent.
    pub sheets: Vec<Sheet>,
}

/// To the inbox, which then says what was done: for acts after which the case is another agency's.
pub fn left(case_no: &str, done: &str) -> Response {
    Redirect::to(&format!("/desk?done={done}&case={case_no}")).into_response()
}

/// Whether this very person has done it since the page was shown: the answer to a double click on what took the case
/// out of their sight. It tells nobody anything that they did not do themselves.
///
/// # Errors
/// `NotFound` for a number that no case has.
pub async fn was_done(
    app: &App,
    reader: &Reader,
    no: &str,
    seen: u64,
    is_it: impl Fn(&Fact) -> bool,
) -> Result<bool, Error> {
    let officer = reader.officer(Room::Desk)?;
    let no = CaseNo::parse(no).map_err(|_| Error::NotFound)?;
    let mut tx = app.store.read().await?;
    let key = cases::key_by_no(&mut tx, no.as_str()).await?;
    let journal = journal::load(&mut tx, key.id).await?;
    let own = |entry: &&Entry| entry.seq > seen && entry.actor == officer.actor.by;
    Ok(journal
        .entries
        .iter()
        .filter(own)
        .any(|entry| is_it(&entry.fact)))
}

/// To the case, which says what was done and names the next case of the list that it was opened from.
pub fn back(reader: &Reader, case_no: &str, done: &str) -> Response {
    let case = format!("/desk/cases/{case_no}");
    let to = reader.shell.listed(&case, &format!("done={done}"));
    Redirect::to(&to).into_response()
}

/// A form that came back: 422 where something has to be put right.
pub fn form(faulty: bool, html: String) -> Response {
    let status = if faulty {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    (status, Html(html)).into_response()
}

/// A field's fault from a fault of its text, where there is one.
pub fn faults<const N: usize>(found: [(&str, Option<&'static str>); N]) -> Vec<Fault> {
    found
        .into_iter()
        .filter_map(|(id, key)| Some(Fault::new(id, key?)))
        .collect()
}
