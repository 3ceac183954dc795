//! Load, decide, record: the one way in which anything happens to a case, for people and jobs.

use std::sync::Arc;

use domain::calendar::CaseCalendar;
use domain::case::{
    Actor, ActorRef, Case, CaseData, Ctx, Entry, Fact, Refusal, StatementRef, is_to_pay,
};
use domain::catalogue::Definition;
use domain::id::{CaseId, StatementId};
use jiff::Timestamp;
use store::cases::{self, CaseKey};
use store::journal::{self, Journal};
use store::{Personal, Tx, act_drafts, statements};

use crate::bundles;
use crate::calendars;
use crate::case_data;
use crate::error::Error;
use crate::notices;
use crate::notify;
use crate::shelf;
use crate::standing;
use crate::state::App;

/// A case whose silence goes on longer than this is a definition's fault, which the check finds.
const MOST_LAPSES: usize = 64;

/// Free text of an act: referred to by the facts, kept outside the journal.
#[derive(Debug, Default)]
pub struct Statements(Vec<(StatementId, Personal, String)>);

impl Statements {
    /// # Errors
    /// A fault where there is no randomness or the digest can't be made.
    pub fn add(&mut self, app: &App, now: Timestamp, text: &str) -> Result<StatementRef, Error> {
        let id = StatementId::new(now, app.entropy()?);
        let body = Personal::new(text);
        let digest = statements::digest(app.store.keys(), id, &body)?;
        self.0.push((id, body, digest.clone()));
        Ok(StatementRef { id, digest })
    }

    /// Empty text is no statement.
    ///
    /// # Errors
    /// As `add`.
    pub fn add_optional(
        &mut self,
        app: &App,
        now: Timestamp,
        text: &str,
    ) -> Result<Option<StatementRef>, Error> {
        if text.trim().is_empty() {
            Ok(None)
        } else {
            self.add(app, now, text.trim()).map(Some)
        }
    }

    /// Whether these are the words of a fact: the same act with other words is no repetition.
    async fn say_what(&self, tx: &mut Tx, case: CaseId, fact: &Fact) -> Result<bool, Error> {
        let told = fact.statements();
        if told.len() != self.0.len() {
            return Ok(false);
        }
        for (told, (_, body, _)) in told.iter().zip(&self.0) {
            let stored = statements::get(tx, case, told.id).await?;
            if stored.is_none_or(|stored| stored.body != *body) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    async fn record(self, tx: &mut Tx, case: CaseId, now: Timestamp) -> Result<(), Error> {
        let new: Vec<_> = self
            .0
            .into_iter()
            .map(|(id, body, digest)| statements::Statement {
                id,
                case_id: case,
                body,
                digest,
                created_at: now,
            })
            .collect();
        Ok(statements::add(tx, &new).await?)
    }
}

/// Who acts on which state.
#[derive(Debug)]
pub struct Attempt<'a> {
    pub by: ActorRef,
    pub now: Timestamp,
    /// The sequence number of the page that the form was on. `None` for jobs.
    pub seen: Option<u64>,
    pub key: &'a CaseKey,
}

/// What came of an attempt.
#[derive(Debug)]
pub enum Outcome {
    Done,
    /// The same person had sent the same act before: nothing was added.
    Repeated,
}

/// A case as a page needs it.
#[derive(Debug)]
pub struct Loaded {
    pub case: Case,
    pub entries: Vec<Entry>,
    pub definition: Arc<Definition>,
    pub calendar: Arc<CaseCalendar>,
    /// What its conditions look at; absent where it has none.
    data: Option<CaseData>,
}

impl Loaded {
    pub fn ctx<'a>(&'a self, app: &'a App, now: Timestamp) -> Ctx<'a> {
        Ctx {
            data: self.data.as_ref(),
            ..app.ctx(&self.definition, &self.calendar, now)
        }
    }
}

impl Loaded {
    /// The case as it was after the entry `seq`, counted by the calendar that it went by then.
    ///
    /// # Errors
    /// As `load`.
    pub async fn as_of(&self, app: &App, tx: &mut Tx, seq: u64) -> Result<Self, Error> {
        let entries: Vec<_> = self
            .entries
            .iter()
            .take_while(|entry| entry.seq <= seq)
            .cloned()
            .collect();
        let case = Case::replay(&entries)
            .map_err(|broken| Error::fault(format!("case {}: {broken}", self.case.received.no)))?;
        // It may have gone over to another version since.
        let definition = shelf::of_case(app, tx, &case.definition).await?;
        let calendar = calendars::of_case(app, tx, &case).await?;
        Ok(Self {
            case,
            entries,
            definition,
            calendar,
            data: None,
        })
    }
}

/// # Errors
/// `NotFound`, or a fault where the journal does not fold.
pub async fn load(app: &App, tx: &mut Tx, key: &CaseKey) -> Result<Loaded, Error> {
    let journal = journal::load(tx, key.id).await?;
    let case = journal.fold()?;
    let definition = shelf::of_case(app, tx, &case.definition).await?;
    let calendar = calendars::of_case(app, tx, &case).await?;
    let data = case_data::of(tx, &case, &definition).await?;
    Ok(Loaded {
        case,
        entries: journal.entries,
        definition,
        calendar,
        data,
    })
}

/// Decides on the state that holds now and records what was decided, in the caller's
/// transaction. `repeated` says which fact the act would have written, to tell a double click
/// from a conflict.
///
/// # Errors
/// `Stale` where someone else acted since the page was shown; `Refused` with the domain's reason.
pub async fn attempt(
    app: &App,
    tx: &mut Tx,
    attempt: &Attempt<'_>,
    repeated: impl Fn(&Fact) -> bool,
    texts: Statements,
    decide: impl FnOnce(&Case, &Ctx<'_>) -> Result<Vec<Fact>, Refusal>,
) -> Result<Outcome, Error> {
    perform(app, tx, attempt, repeated, texts, decide, Alarm::Raised).await
}

/// The case as it would be after an act, with nothing written anywhere: for what a page says of an act that takes no form.
///
/// # Errors
/// `Refused` with the domain's reason.
pub async fn foresee(
    app: &App,
    tx: &mut Tx,
    loaded: &Loaded,
    (by, now): (ActorRef, Timestamp),
    decide: impl FnOnce(&Case, &Ctx<'_>) -> Result<Vec<Fact>, Refusal>,
) -> Result<Loaded, Error> {
    let broken = |broken| Error::fault(format!("case {}: {broken}", loaded.case.received.no));
    let mut entries = loaded.entries.clone();
    let mut add = |by: ActorRef, facts: Vec<Fact>| {
        for (fact, seq) in facts.into_iter().zip(entries.len() as u64 + 1..) {
            entries.push(Entry {
                seq,
                at: now,
                actor: by,
                fact,
            });
        }
        Case::replay(&entries).map_err(broken)
    };
    let ctx = loaded.ctx(app, now);
    let mut case = loaded.case.clone();
    for _ in 0..MOST_LAPSES {
        let lapsed = case.lapse(&Actor::SYSTEM, &ctx);
        if lapsed.is_empty() {
            break;
        }
        case = add(ActorRef::System, lapsed)?;
    }
    let facts = decide(&case, &ctx).map_err(|refusal| Error::Refused {
        refusal,
        case_no: Some(loaded.case.received.no.as_str().to_owned()),
    })?;
    case = add(by, facts)?;
    let data = case_data::of(tx, &case, &loaded.definition).await?;
    Ok(Loaded {
        case,
        entries,
        definition: Arc::clone(&loaded.definition),
        calendar: Arc::clone(&loaded.calendar),
        data,
    })
}

/// As `attempt`, for a transaction that is dropped: nobody is alarmed by what does not happen.
///
/// # Errors
/// As `attempt`.
pub async fn rehearse(
    app: &App,
    tx: &mut Tx,
    attempt: &Attempt<'_>,
    repeated: impl Fn(&Fact) -> bool,
    texts: Statements,
    decide: impl FnOnce(&Case, &Ctx<'_>) -> Result<Vec<Fact>, Refusal>,
) -> Result<Outcome, Error> {
    perform(app, tx, attempt, repeated, texts, decide, Alarm::Silent).await
}

/// Whether a case that comes to stand still is said aloud.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Alarm {
    Raised,
    Silent,
}

async fn perform(
    app: &App,
    tx: &mut Tx,
    attempt: &Attempt<'_>,
    repeated: impl Fn(&Fact) -> bool,
    texts: Statements,
    decide: impl FnOnce(&Case, &Ctx<'_>) -> Result<Vec<Fact>, Refusal>,
    alarm: Alarm,
) -> Result<Outcome, Error> {
    cases::hold(tx, attempt.key.id).await?;
    let mut journal = journal::load(tx, attempt.key.id).await?;
    if let Some(seen) = attempt.seen
        && seen != journal.seq()
    {
        let since = journal.entries.iter().filter(|entry| entry.seq > seen);
        for entry in since.filter(|entry| entry.actor == attempt.by && repeated(&entry.fact)) {
            if texts.say_what(tx, attempt.key.id, &entry.fact).await? {
                return Ok(Outcome::Repeated);
            }
        }
        // What was only said since does not change what the page showed.
        let mut since = journal.entries.iter().filter(|entry| entry.seq > seen);
        if seen > journal.seq() || since.any(|entry| !entry.fact.is_talk()) {
            return Err(Error::Stale {
                case_no: attempt.key.case_no.clone(),
            });
        }
    }
    let mut case = journal.fold()?;
    let definition = shelf::of_case(app, tx, &case.definition).await?;
    let calendar = calendars::of_case(app, tx, &case).await?;
    let data = case_data::of(tx, &case, &definition).await?;
    let ctx = Ctx {
        data: data.as_ref(),
        ..app.ctx(&definition, &calendar, attempt.now)
    };
    // What time has brought about stands before what is done now, whether or not the job has come round. One
    // lapse may be followed by another.
    if attempt.by != ActorRef::System {
        for _ in 0..MOST_LAPSES {
            let lapsed = case.lapse(&Actor::SYSTEM, &ctx);
            if lapsed.is_empty() {
                break;
            }
            let by = ActorRef::System;
            record(app, tx, &mut journal, by, attempt.now, lapsed, alarm).await?;
            case = journal.fold()?;
        }
    }
    let facts = decide(&case, &ctx).map_err(|refusal| Error::Refused {
        refusal,
        case_no: Some(attempt.key.case_no.clone()),
    })?;
    if facts.is_empty() {
        return Ok(Outcome::Repeated);
    }
    texts.record(tx, attempt.key.id, attempt.now).await?;
    record(app, tx, &mut journal, attempt.by, attempt.now, facts, alarm).await?;
    Ok(Outcome::Done)
}

/// Writes a case's projections anew without adding anything.
///
/// # Errors
/// Where the store refuses, or the journal does not fold.
pub async fn refresh(app: &App, tx: &mut Tx, case: CaseId, now: Timestamp) -> Result<(), Error> {
    cases::hold(tx, case).await?;
    let journal = journal::load(tx, case).await?;
    let case = journal.fold()?;
    let definition = shelf::of_case(app, tx, &case.definition).await?;
    let calendar = calendars::of_case(app, tx, &case).await?;
    let projection = case.project(&app.ctx(&definition, &calendar, now));
    Ok(cases::write(tx, &case, &projection).await?)
}

/// Opens a case with its first facts.
///
/// # Errors
/// Where the store refuses.
pub async fn open(
    app: &App,
    tx: &mut Tx,
    case: CaseId,
    by: ActorRef,
    now: Timestamp,
    facts: Vec<Fact>,
) -> Result<(), Error> {
    let journal = &mut Journal::new(case);
    record(app, tx, journal, by, now, facts, Alarm::Raised).await
}

/// Notes who is to be told by mail, but for cases that are played into the past.
async fn note_warnings(
    app: &App,
    tx: &mut Tx,
    case: &Case,
    ctx: &Ctx<'_>,
    new: &[Entry],
) -> Result<(), Error> {
    if app.is_quiet() {
        return Ok(());
    }
    let first = new.first().map_or(u64::MAX, |entry| entry.seq);
    let warned = case.warnings.iter().filter(|one| one.seq >= first);
    let warned: Vec<u64> = warned
        .filter(|one| one.deadline.climbs() && !is_to_pay(one, ctx))
        .map(|one| one.seq)
        .collect();
    Ok(cases::note_warnings(tx, case.received.case, &warned).await?)
}

async fn record(
    app: &App,
    tx: &mut Tx,
    journal: &mut Journal,
    by: ActorRef,
    now: Timestamp,
    facts: Vec<Fact>,
    alarm: Alarm,
) -> Result<(), Error> {
    let first_new = journal.entries.len();
    journal::append(tx, journal, now, by, facts).await?;
    let mut case = journal.fold()?;
    let definition = shelf::of_case(app, tx, &case.definition).await?;
    let calendar = calendars::of_case(app, tx, &case).await?;
    let ctx = app.ctx(&definition, &calendar, now);
    let sent = notices::send(app, tx, &case, &ctx, &journal.entries, first_new).await?;
    if !sent.is_empty() {
        journal::append(tx, journal, now, notices::SENDER, sent).await?;
        case = journal.fold()?;
    }
    let projection = case.project(&ctx);
    cases::write(tx, &case, &projection).await?;
    let new = journal.entries.get(first_new..).unwrap_or_default();
    note_warnings(app, tx, &case, &ctx, new).await?;
    if alarm == Alarm::Raised && case.standing(&ctx).next().is_some() {
        let data = case_data::of(tx, &case, &definition).await?;
        let data = data.as_ref();
        standing::alarm(&case, new, &Ctx { data, ..ctx });
    }
    if case.concluded_at == Some(now) {
        act_drafts::erase_case(tx, case.received.case).await?;
    }
    let entries = &journal.entries;
    notify::queue(app, tx, &case, &definition, &ctx, entries, first_new).await?;
    bundles::follow(app, tx, &case, now).await
}
