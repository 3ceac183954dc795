//! `/oversight/scores/appeals/{id}`: one appeal against a deduction, from its first words to the last decision.

use std::collections::HashMap;

use app::oversight::appeal::{AppealPage, Said, appeal_page};
use app::parts::act_form::ActForm;
use app::parts::choice::Choice;
use app::parts::fault::Fault as FieldFault;
use app::shell::Room;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::id::{OfficerId, StatementId};
use domain::locale::Localised;
use domain::supervision::Period;
use domain::supervision::appeal::{self, Barred, Rejection, Standing};
use domain::supervision::score::Fault;
use jiff::Timestamp;
use serde::Deserialize;
use store::appeals::{self as kept, Appeal, AppealAct};
use store::cases;
use store::{Personal, Tx, accounts, statements};

use super::act;
use super::appeals::{address, line, person, until};
use super::orders::order_address;
use super::view::Overseer;
use crate::error::{Error, page_status};
use crate::reader::{Officer, Reader};
use crate::state::App;
use crate::supervision;

const CHOICES: [&str; 2] = ["upheld", "rejected"];

pub(super) fn stale(error: store::Error, case_no: &str) -> Error {
    match error {
        store::Error::Stale => Error::Stale {
            case_no: case_no.to_owned(),
        },
        error => error.into(),
    }
}

/// The act of an officer, whose words are kept with the case.
pub(super) async fn said(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    officer: &Officer,
    appeal: &Appeal,
    (number, state): (i64, appeal::State),
    text: &str,
) -> Result<AppealAct, Error> {
    let id = StatementId::new(reader.now, app.entropy()?);
    let body = Personal::new(text);
    let statement = statements::Statement {
        digest: statements::digest(app.store.keys(), id, &body)?,
        id,
        case_id: appeal.case_id,
        body,
        created_at: reader.now,
    };
    statements::add(tx, &[statement]).await?;
    Ok(AppealAct {
        number,
        at: reader.now,
        act: state.key().to_owned(),
        officer: officer.actor.by.officer().ok_or(Error::Denied)?,
        agency: officer.agency.clone(),
        statement: id,
    })
}

/// What was sent again by whoever sent it before changes nothing.
///
/// # Errors
/// `Stale` where it is something else: somebody has acted meanwhile.
pub(super) async fn repeated(
    tx: &mut Tx,
    officer: &Officer,
    appeal: &Appeal,
    acts: &[AppealAct],
    same: impl Fn(&AppealAct) -> bool,
    text: &str,
) -> Result<(), Error> {
    let own = officer.actor.by.officer();
    let mut theirs = acts.iter().rev();
    let before = theirs.find(|act| Some(act.officer) == own && same(act));
    if let Some(act) = before
        && let Some(before) = statements::get(tx, appeal.case_id, act.statement).await?
        && before.body.expose() == text
    {
        return Ok(());
    }
    Err(Error::Stale {
        case_no: appeal.case_no.clone(),
    })
}

#[derive(Debug, Default, Deserialize)]
pub struct Posted {
    /// How many acts there were when the page was shown.
    #[serde(default)]
    seen: String,
    #[serde(default)]
    choice: String,
    #[serde(default)]
    text: String,
}

/// Which of the two forms of the page came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sent {
    Nothing,
    Decision,
    Recheck,
}

/// The appeal, if it lies in the reader's scope.
async fn open(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    id: &str,
) -> Result<(Appeal, Vec<AppealAct>), Error> {
    let overseer = Overseer::of(app, reader)?;
    let id = id.parse().map_err(|_| Error::NotFound)?;
    let appeal = kept::get(tx, id).await?;
    let scope = &overseer.scope;
    if !scope.holds(&appeal.agency, &appeal.division, &appeal.prefecture) {
        return Err(Error::NotFound);
    }
    let acts = kept::acts(tx, id).await?;
    Ok((appeal, acts))
}

/// Which divisions' supervisions decide.
struct Deciders {
    first: Option<String>,
    /// Of the re-check, if another is above the one that rejected.
    above: Option<String>,
}

async fn deciders(
    app: &App,
    tx: &mut Tx,
    appeal: &Appeal,
    acts: &[AppealAct],
) -> Result<Deciders, Error> {
    let place = |id: &str| app.catalogue.agency(id).map(|one| one.division.clone());
    let mut found = Deciders {
        first: None,
        above: None,
    };
    if let Some(own) = place(&appeal.agency) {
        let organs = supervision::staffed(app, tx, &own).await?;
        let mut others = organs.iter().filter(|organ| organ.id != appeal.agency);
        found.first = others.next().map(|organ| organ.division.clone());
    }
    if let Some(rejected) = rejection(acts)
        && let Some(below) = place(&rejected.agency)
    {
        let organs = supervision::staffed(app, tx, &below).await?;
        let mut others = organs.iter().filter(|organ| organ.division != below);
        found.above = others.next().map(|organ| organ.division.clone());
    }
    Ok(found)
}

fn rejection(acts: &[AppealAct]) -> Option<&AppealAct> {
    let mut back = acts.iter().rev();
    back.find(|act| act.act == appeal::State::Rejected.key())
}

/// What the rules know of it.
fn standing<'a>(
    app: &'a App,
    appeal: &'a Appeal,
    acts: &'a [AppealAct],
    deciders: &'a Deciders,
) -> Standing<'a> {
    let rejection = rejection(acts).and_then(|act| {
        let organ = app.catalogue.agency(&act.agency)?;
        Some(Rejection {
            by: act.officer,
            division: &organ.division,
            above: deciders.above.as_deref(),
        })
    });
    Standing {
        state: appeal.state(),
        agency: &appeal.agency,
        first: deciders.first.as_deref(),
        rejection,
    }
}

pub async fn one(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    page(
        &app,
        &reader,
        &id,
        Sent::Nothing,
        &Posted::default(),
        Vec::new(),
    )
    .await
}

async fn page(
    app: &App,
    reader: &Reader,
    id: &str,
    sent: Sent,
    posted: &Posted,
    faults: Vec<FieldFault>,
) -> Result<Response, Error> {
    let overseer = Overseer::of(app, reader)?;
    let officer = reader.officer(Room::Oversight)?;
    let hands: Vec<_> = officer.actor.by.hands().collect();
    let mut tx = app.store.read().await?;
    let (appeal, acts) = open(app, &mut tx, reader, id).await?;
    let said = told(app, &mut tx, &appeal, &acts).await?;
    let deciders = deciders(app, &mut tx, &appeal, &acts).await?;
    drop(tx);
    let standing = standing(app, &appeal, &acts, &deciders);
    let person = person(&officer, &hands, &overseer);
    let status = page_status(&faults);
    let own = |form: Sent| {
        if sent == form {
            (posted.text.clone(), faults.clone())
        } else {
            (String::new(), Vec::new())
        }
    };
    let decides = standing.decide(&person, true);
    let named = |key| {
        let words = format!("act-score-appeal-decision-{key}");
        Choice::new(key, reader.shell.t(&words))
    };
    let decision = decides.is_ok().then(|| {
        let (text, faults) = own(Sent::Decision);
        ActForm {
            choices: CHOICES.map(named).into(),
            choice: posted.choice.clone(),
            ..ActForm::new("score-appeal-decision", text, faults)
        }
    });
    let may_ask = standing.ask_again(&person, reader.now < appeal.due_at);
    let recheck = (may_ask.is_ok() || sent == Sent::Recheck).then(|| {
        let (text, faults) = own(Sent::Recheck);
        ActForm::new("score-recheck", text, faults)
    });
    let month = Period::parse(&appeal.month).unwrap_or_default();
    let order = appeal.order_seq.map(i64::unsigned_abs);
    let view = AppealPage {
        line: line(app, &appeal, reader.now),
        score: format!("/oversight/scores/{}?month={month}", appeal.agency),
        case: order.map_or_else(
            || format!("/oversight/cases/{}", appeal.case_no),
            |seq| order_address(&appeal.case_no, seq),
        ),
        points: each(app, &appeal),
        seen: acts.len(),
        said,
        decision,
        recheck,
        why_not: match decides {
            Err(Barred::Own) => Some("score-appeal-own"),
            Err(Barred::Above) if appeal.state() == appeal::State::Appealed => {
                Some("score-appeal-first")
            }
            Err(Barred::Above) => Some("score-appeal-above"),
            _ => None,
        },
    };
    Ok((status, Html(appeal_page(&reader.shell, &view))).into_response())
}

/// What the scheme takes off for it, each time.
fn each(app: &App, appeal: &Appeal) -> u32 {
    let fault = Fault::from_key(&appeal.fault);
    let mut parts = app.catalogue.scores.parts.iter();
    let points = parts.find_map(|part| part.deductions.get(&fault?));
    points.copied().unwrap_or_default()
}

async fn told(
    app: &App,
    tx: &mut Tx,
    appeal: &Appeal,
    acts: &[AppealAct],
) -> Result<Vec<Said>, Error> {
    let ids: Vec<_> = acts.iter().map(|act| act.statement).collect();
    let texts: HashMap<StatementId, String> = statements::some(tx, appeal.case_id, &ids)
        .await?
        .into_iter()
        .map(|one| (one.id, one.body.expose().to_owned()))
        .collect();
    let people: Vec<OfficerId> = acts.iter().map(|act| act.officer).collect();
    let people = accounts::officers(tx, &people).await?;
    let said = |act: &AppealAct| {
        let who = people.iter().find(|one| one.id == act.officer);
        Said {
            at: act.at,
            act: act.act.clone(),
            who: who.map(|one| Localised::new(&one.name_zh, &one.name_en)),
            agency: app.agency_name(&act.agency),
            text: texts.get(&act.statement).cloned(),
        }
    };
    Ok(acts.iter().map(said).collect())
}

pub async fn decide(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Form(posted): Form<Posted>,
) -> Result<Response, Error> {
    let choice = CHOICES.contains(&posted.choice.as_str());
    let wrong = [
        (
            "choice",
            (!choice).then_some("act-score-appeal-decision-choice-missing"),
        ),
        ("text", act::text_fault(posted.text.trim())),
    ];
    let upheld = posted.choice == "upheld";
    let same = move |act: &AppealAct| match appeal::State::from_key(&act.act) {
        Some(appeal::State::Upheld) => upheld,
        Some(appeal::State::Rejected | appeal::State::Confirmed) => !upheld,
        _ => false,
    };
    let doing = (Sent::Decision, act::faults(wrong));
    record(
        &app,
        &reader,
        &id,
        &posted,
        doing,
        same,
        |standing, person, _| standing.decide(person, upheld),
    )
    .await
}

pub async fn recheck(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Form(posted): Form<Posted>,
) -> Result<Response, Error> {
    let wrong = [("text", act::text_fault(posted.text.trim()))];
    let same = |act: &AppealAct| act.act == appeal::State::Recheck.key();
    let doing = (Sent::Recheck, act::faults(wrong));
    record(
        &app,
        &reader,
        &id,
        &posted,
        doing,
        same,
        |standing, person, in_time| standing.ask_again(person, in_time),
    )
    .await
}

/// Does what `ask` allows, once: the same words sent again change nothing.
async fn record(
    app: &App,
    reader: &Reader,
    id: &str,
    posted: &Posted,
    (sent, mut faults): (Sent, Vec<FieldFault>),
    same: impl Fn(&AppealAct) -> bool,
    ask: impl FnOnce(
        &Standing<'_>,
        &domain::supervision::appeal::Person<'_>,
        bool,
    ) -> Result<appeal::State, Barred>,
) -> Result<Response, Error> {
    let overseer = Overseer::of(app, reader)?;
    let officer = reader.officer(Room::Oversight)?;
    let hands: Vec<_> = officer.actor.by.hands().collect();
    let text = posted.text.trim();
    let mut tx = app.store.begin().await?;
    let (appeal, _) = open(app, &mut tx, reader, id).await?;
    // Of two who post at once the second sees what the first one left.
    cases::hold(&mut tx, appeal.case_id).await?;
    let (appeal, acts) = open(app, &mut tx, reader, id).await?;
    let person = person(&officer, &hands, &overseer);
    let deciders = deciders(app, &mut tx, &appeal, &acts).await?;
    let asked = ask(
        &standing(app, &appeal, &acts, &deciders),
        &person,
        reader.now < appeal.due_at,
    );
    let unseen = posted.seen.trim() != acts.len().to_string();
    let state = match asked {
        Err(Barred::Role | Barred::Own | Barred::Above) => return Err(Error::Denied),
        Err(Barred::Said(_)) => None,
        Err(Barred::Late) => {
            faults = act::faults([("text", Some("score-recheck-late"))]);
            Some(appeal.state())
        }
        Ok(state) => (!unseen).then_some(state),
    };
    let Some(state) = state else {
        repeated(&mut tx, &officer, &appeal, &acts, same, text).await?;
        return Ok(Redirect::to(&address(&appeal)).into_response());
    };
    if !faults.is_empty() {
        drop(tx);
        return page(app, reader, id, sent, posted, faults).await;
    }
    let number = acts.last().map_or(1, |last| last.number + 1);
    let act = said(
        app,
        &mut tx,
        reader,
        &officer,
        &appeal,
        (number, state),
        text,
    )
    .await?;
    let due_at = due(app, &appeal, state, reader.now);
    kept::say(&mut tx, &appeal, (state, due_at), &act)
        .await
        .map_err(|error| stale(error, &appeal.case_no))?;
    tx.commit().await?;
    Ok(Redirect::to(&address(&appeal)).into_response())
}

/// Until when the next has to act; what is decided for good is due no more, and keeps its day.
fn due(app: &App, appeal: &Appeal, state: appeal::State, now: Timestamp) -> Timestamp {
    let days = app.catalogue.scores.appeal.and_then(|terms| match state {
        appeal::State::Appealed | appeal::State::Recheck => Some(terms.decide_days),
        appeal::State::Rejected => Some(terms.recheck_days),
        appeal::State::Upheld | appeal::State::Confirmed => None,
    });
    days.map_or(appeal.due_at, |days| {
        until(app, &appeal.agency, app.date(now), days)
    })
}
