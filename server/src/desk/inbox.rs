//! The inbox.

use app::desk::inbox::{
    Came, Claimed, Due, Fault, Inbox, InboxRow, InboxTab as Tab, Left, inbox_page,
};
use axum::extract::{Query, State};
use axum::response::Response;
use domain::authority::{Act, Role};
use domain::case::ActorRef;
use domain::case::projection::{DISPATCH, SUPPLEMENT};
use domain::identifier::CaseNo;
use domain::lamp::lamp;
use domain::locale::Localised;
use jiff::civil::Time;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use store::cases::{self, InboxTab, PAGE, Queue};

use super::act::form;
use super::bulk::Picked;
use super::filings::may_file;
use super::form::Posted;
use super::moved;
use super::officers::Officers;
use super::scope::step_name;
use crate::error::Error;
use crate::frame::encode;
use crate::reader::{Officer, Reader};
use crate::state::App;

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    tab: Option<String>,
    item: Option<String>,
    after: Option<String>,
    /// `all`: every box is ticked.
    pick: Option<String>,
    done: Option<String>,
    case: Option<String>,
}

impl Asked {
    /// The page that a form of the inbox was on.
    pub fn of(posted: &Posted) -> Self {
        let text = |name| Some(posted.get(name).to_owned()).filter(|text| !text.is_empty());
        Self {
            tab: text("tab"),
            item: text("item"),
            after: text("after"),
            ..Self::default()
        }
    }
}

/// What the page can say that was done: acts after which the case is another agency's.
const DONE: [&str; 2] = ["transfer", "dispute"];

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    page(&app, &reader, asked, Vec::new()).await
}

/// `faults`: what has to be put right in what was picked.
pub async fn page(
    app: &App,
    reader: &Reader,
    asked: Asked,
    faults: Vec<Fault>,
) -> Result<Response, Error> {
    let officer = reader.officer(app::shell::Room::Desk)?;
    let roles = roles(&officer);
    let shown = tabs(&officer);
    let tab = shown
        .iter()
        .copied()
        .find(|tab| Some(key(*tab)) == asked.tab.as_deref())
        .or(shown.first().copied())
        .unwrap_or(InboxTab::Todo);
    let item = asked.item.clone().filter(|item| !item.is_empty());
    let after = asked.after.as_deref().and_then(cursor);
    let mut tx = app.store.read().await?;
    let found = cases::inbox(
        &mut tx,
        &cases::Inbox {
            agency: &officer.agency,
            roles: &roles,
            officer: officer.id,
            tab,
            item: item.as_deref(),
            after: after.clone(),
        },
    )
    .await?;
    let counts = cases::inbox_counts(&mut tx, &officer.agency, &roles, officer.id).await?;
    let holders: Vec<_> = found
        .iter()
        .filter_map(|row| row.claimed_by.as_deref()?.parse().ok())
        .collect();
    let officers = Officers::load(&mut tx, &officer.agency, &holders).await?;
    let shared = cases::is_shared_with(&mut tx, &officer.agency).await?;
    let moved = cases::moved_count(&mut tx, &officer.agency, moved::since(reader.now)).await?;
    drop(tx);
    let first = address(tab, item.as_deref(), None);
    let next = found
        .last()
        .filter(|_| i64::try_from(found.len()).is_ok_and(|rows| rows >= PAGE))
        .map(|last| {
            let (due, case) = cases::after(last);
            address(tab, item.as_deref(), Some(format!("{due}.{case}")))
        });
    let view = Inbox {
        tabs: shown
            .into_iter()
            .map(|one| Tab {
                key: key(one).to_owned(),
                href: address(one, item.as_deref(), None),
                count: count(&counts, one),
                current: one == tab,
            })
            .collect(),
        items: items(app, &officer.agency),
        item,
        rows: found
            .iter()
            .map(|row| view_of(app, reader, &officer, &officers, row))
            .collect(),
        continued: after.is_some(),
        first,
        next,
        moved: (moved > 0).then(|| (moved.unsigned_abs(), moved::DAYS)),
        done: done(&asked),
        bulk: bulk(&officer, tab),
        after: after.map(|(due, place)| format!("{due}.{place}")),
        all_picked: asked.pick.as_deref() == Some("all"),
        faults,
        files: may_file(app, &officer),
        shared,
    };
    let faulty = !view.faults.is_empty();
    Ok(form(faulty, inbox_page(&reader.shell, &view)))
}

fn done(asked: &Asked) -> Option<(String, String)> {
    let act = asked.done.as_deref()?;
    let act = DONE.into_iter().find(|known| *known == act)?;
    let no = CaseNo::parse(asked.case.as_deref()?).ok()?;
    Some((act.to_owned(), no.as_str().to_owned()))
}

/// What can be done with several of a tab's tasks at once.
fn bulk(officer: &Officer, tab: InboxTab) -> Vec<&'static str> {
    let mut acts = match tab {
        InboxTab::Todo | InboxTab::Agency => vec!["claim", "release", "outcome"],
        InboxTab::Mine => vec!["release", "outcome"],
        InboxTab::Waiting => return Vec::new(),
    };
    if officer.actor.may(Act::Assignment) {
        acts.push("assignment");
    }
    acts
}

/// Whose tasks they see: their own roles'; the head of the agency looks at all.
pub fn roles(officer: &Officer) -> Vec<Role> {
    let head = officer.roles.contains(&Role::Head);
    Role::ALL
        .into_iter()
        .filter(|role| role.is_desk() && (head || officer.roles.contains(role)))
        .collect()
}

fn tabs(officer: &Officer) -> Vec<InboxTab> {
    if officer.roles.contains(&Role::Head) {
        vec![InboxTab::Agency, InboxTab::Mine, InboxTab::Waiting]
    } else {
        vec![InboxTab::Todo, InboxTab::Mine, InboxTab::Waiting]
    }
}

fn key(tab: InboxTab) -> &'static str {
    match tab {
        InboxTab::Todo => "todo",
        InboxTab::Mine => "mine",
        InboxTab::Waiting => "waiting",
        InboxTab::Agency => "agency",
    }
}

fn count(queue: &Queue, tab: InboxTab) -> u64 {
    let count = match tab {
        InboxTab::Todo => queue.todo,
        InboxTab::Mine => queue.mine,
        InboxTab::Waiting => queue.waiting,
        InboxTab::Agency => queue.agency,
    };
    u64::try_from(count).unwrap_or_default()
}

fn address(tab: InboxTab, item: Option<&str>, after: Option<String>) -> String {
    let mut address = format!("/desk?tab={}", key(tab));
    if let Some(item) = item {
        address.push_str("&item=");
        address.push_str(&encode(item));
    }
    if let Some(after) = after {
        address.push_str("&after=");
        address.push_str(&encode(&after));
    }
    address
}

/// `due.case`, as `address` writes it.
fn cursor(text: &str) -> Option<(i64, String)> {
    let (due, case) = text.split_once('.')?;
    Some((due.parse().ok()?, case.to_owned()))
}

/// What an agency of this kind can have on its desk: its own cases, and its steps in those of others.
fn items(app: &App, agency: &str) -> Vec<(String, Localised)> {
    let function = app.catalogue.agency(agency);
    let function = function.map_or("", |agency| agency.function.as_str());
    app.items()
        .iter()
        .filter(|definition| {
            let item = &definition.item;
            let steps = item.steps.iter().filter_map(|step| step.agency.as_ref());
            let mut steps = steps.filter_map(|agency| agency.function.as_ref());
            item.routing.function == function || steps.any(|step| step.get_ref() == function)
        })
        .map(|definition| {
            let item = &definition.item;
            (item.code().to_owned(), item.name.clone())
        })
        .collect()
}

/// The names of a row's item and, unless the applicant has the turn, of its step.
pub fn names(app: &App, row: &cases::InboxRow) -> (Localised, Option<Localised>) {
    let plain = |key: &str| Localised::new(key, key);
    // A case of a version that is not current may have a step that the current one lacks.
    let own = app.version_of(&row.item, &row.definition);
    let own = own.as_ref().map(|definition| &definition.item);
    let step = (row.step != SUPPLEMENT)
        .then(|| own.map_or_else(|| plain(&row.step), |item| step_name(item, &row.step)));
    let item = own.map_or_else(|| plain(&row.item), |item| item.name.clone());
    (item, step)
}

fn view_of(
    app: &App,
    reader: &Reader,
    officer: &Officer,
    officers: &Officers,
    row: &cases::InboxRow,
) -> InboxRow {
    let (item, step) = names(app, row);
    let disputed = row
        .step
        .split_once(':')
        .filter(|(kind, _)| *kind == DISPATCH);
    let in_person = officer.actor.by == ActorRef::Officer(officer.id);
    let claim = row.claimed_by.as_deref().and_then(|id| id.parse().ok());
    InboxRow {
        case_no: row.case_no.clone(),
        href: disputed
            .map(|(_, step)| format!("/desk/cases/{}/dispatch?step={}", row.case_no, encode(step))),
        pick: row.is_step().then(|| Picked::of(row).token()),
        item,
        applicant: match &row.applicant_agency {
            Some(agency) => app.agency_name(agency).get(reader.locale()).to_owned(),
            None => row.applicant.clone(),
        },
        step,
        lamp: lamp(row.lamp_inputs(), reader.now).into(),
        due: due(app, reader.now, row.task_due_at),
        claim: claim.map(|id| {
            if id == officer.id && in_person {
                Claimed::Me
            } else {
                Claimed::Other(officers.name(id))
            }
        }),
        came: row.came_from.as_deref().map(|agency| Came {
            from: app.agency_name(agency),
            back: row.sent_back,
        }),
        reminders: u32::try_from(row.reminders).unwrap_or_default(),
    }
}

/// The due day, and how many working days are left until it; hours for what ends within a day, which only a limit in
/// hours does. `due_at` is the first instant too late. Nothing where no clock runs.
fn due(app: &App, now: Timestamp, due_at: Timestamp) -> Option<Due> {
    const FAR: SignedDuration = SignedDuration::from_hours(24 * 366 * 20);
    if due_at.duration_since(now) > FAR {
        return None;
    }
    let on = app.date(due_at - SignedDuration::from_millis(1));
    let ends = due_at.to_zoned(app.catalogue.tz.clone()).time();
    if ends != Time::midnight() {
        let hours = due_at.duration_since(now).as_hours();
        let count = u32::try_from(hours.unsigned_abs()).unwrap_or(u32::MAX);
        let left = match (now < due_at, count) {
            (true, hours) => Left::Hours(hours),
            (false, 0) => Left::JustLate,
            (false, hours) => Left::HoursLate(hours),
        };
        let at = Some(due_at);
        return Some(Due { on, at, left });
    }
    let calendars = app.calendars.current();
    let days = calendars.national().working_days_between(app.date(now), on);
    let count = days.unsigned_abs();
    let left = match (now < due_at, count) {
        (true, 0) => Left::Today,
        (true, days) => Left::Days(days),
        (false, 0) => Left::JustLate,
        (false, days) => Left::Late(days),
    };
    Some(Due { on, at: None, left })
}
