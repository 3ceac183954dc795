//! The inbox.

pub mod asked;
pub mod events;
pub mod views;

use app::desk::inbox::{
    Came, Claimed, Due, Fault, Filters, Inbox, InboxRow, InboxTab as Tab, Left, News, SavedView,
    inbox_page,
};
use std::collections::HashSet;

use axum::extract::{Query, State};
use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use domain::authority::{Act, Role};
use domain::case::ActorRef;
use domain::case::projection::{DISPATCH, SUPPLEMENT};
use domain::catalogue::ACCEPTANCE;
use domain::id::OfficerId;
use domain::identifier::CaseNo;
use domain::lamp::lamp;
use domain::locale::Localised;
use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp};
use store::cases::{self, COUNTED, Counts, Desk, DoneRow, InboxTab, LONG_PAGE, PAGE, Rows};
use store::{Tx, inbox_views};

use self::asked::{LAMPS, Pairs, address, key, with, without};
use super::act::form;
use super::bulk::Picked;
use super::filings::may_file;
use super::form::Posted;
use super::moved;
use super::officers::Officers;
use super::scope::step_name;
use super::warnings;
use crate::error::Error;
use crate::frame::encode;
use crate::reader::{Officer, Reader};
use crate::state::App;

/// What the page can say that was done: acts after which the case is another agency's, or on what was one all along.
const DONE: [&str; 3] = ["transfer", "dispute", "supplement"];

/// What it can say of saved views.
const VIEW: [&str; 2] = ["kept", "removed"];

/// How long what is done is listed, in days.
const DONE_DAYS: u32 = 90;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let asked = Posted(pairs);
    if asked::has_blanks(&asked) {
        return Ok(Redirect::to(&address(&asked::without_blanks(&asked))).into_response());
    }
    page(&app, &reader, &asked, Vec::new()).await
}

/// Whose desk it is, for the store.
pub fn desk<'a>(officer: &'a Officer, roles: &'a [Role], now: Timestamp) -> Desk<'a> {
    Desk {
        agency: &officer.agency,
        roles,
        officer: officer.id,
        head: officer.roles.contains(&Role::Head),
        now,
        done_since: now - SignedDuration::from_hours(24 * i64::from(DONE_DAYS)),
    }
}

/// A page's rows, and where it stands in its list.
struct Listed {
    rows: Vec<InboxRow>,
    /// The cursors of the pages before and after.
    before: Option<String>,
    after: Option<String>,
}

impl Listed {
    fn of<T>(
        found: &Rows<T>,
        place: impl Fn(&T) -> cases::Place,
        row: impl FnMut(&T) -> InboxRow,
    ) -> Self {
        let at = |one: Option<&T>| one.map(|one| place(one).to_string());
        Self {
            before: at(found.rows.first()).filter(|_| found.earlier),
            after: at(found.rows.last()).filter(|_| found.later),
            rows: found.rows.iter().map(row).collect(),
        }
    }
}

/// `faults`: what has to be put right in what was picked, or in the name of a view.
pub async fn page(
    app: &App,
    reader: &Reader,
    asked: &Posted,
    mut faults: Vec<Fault>,
) -> Result<Response, Error> {
    let officer = reader.officer(app::shell::Room::Desk)?;
    let signed_in = reader.officer_in_person(app::shell::Room::Desk)?;
    let roles = roles(&officer);
    let desk = desk(&officer, &roles, reader.now);
    let shown = tabs(&officer);
    let tab = tab_of(&officer, asked);
    let (filter, wrong) = asked::filter(app, &officer, desk.head, asked, reader.now);
    faults.extend(wrong);
    let since = asked::since(asked, reader.now);
    let seek = asked::seek(asked);
    let rows = asked::rows(asked);

    let mut tx = app.store.read().await?;
    let counts = cases::inbox_counts(&mut tx, &desk, &shown, &filter).await?;
    let (listed, officers) = match tab {
        InboxTab::Done => {
            let found = cases::done(&mut tx, &desk, &filter, &seek, rows).await?;
            let hands: Vec<_> = found.rows.iter().map(|row| row.officer).collect();
            let officers = Officers::load(&mut tx, &officer.agency, &hands).await?;
            let row = |row: &DoneRow| done_row(app, reader, &officer, &officers, row);
            (Listed::of(&found, DoneRow::place, row), officers)
        }
        tab => {
            let found = cases::inbox(&mut tx, &desk, tab, &filter, &seek, rows).await?;
            let holders: Vec<_> = found
                .rows
                .iter()
                .filter_map(|row| row.claimed_by.as_deref()?.parse().ok())
                .collect();
            let officers = Officers::load(&mut tx, &officer.agency, &holders).await?;
            let row = |row: &cases::InboxRow| {
                let fresh = row.arrived_at > since;
                view_of(app, reader, &officer, &officers, row, fresh)
            };
            (Listed::of(&found, cases::InboxRow::place, row), officers)
        }
    };
    let arrived = cases::arrived(&mut tx, &desk, since).await?;
    let shared = cases::is_shared_with(&mut tx, &officer.agency).await?;
    let moved = cases::moved_count(&mut tx, &officer.agency, moved::since(reader.now)).await?;
    let unexplained = warnings::count(app, &mut tx, &officer, reader.now).await?;
    let views = saved(&mut tx, &signed_in).await?;
    drop(tx);

    // Every address of the page says when the list was opened; one that is kept does not.
    let opened = since.as_millisecond().to_string();
    let mut list = with(&asked::narrowed(asked, key(tab)), "since", &opened);
    if rows == LONG_PAGE {
        list = with(&list, "rows", &LONG_PAGE.to_string());
    }
    let here: Pairs = with(&asked::known(asked), "tab", key(tab));
    let clear = address(&[
        ("tab".to_owned(), key(tab).to_owned()),
        ("since".to_owned(), opened.clone()),
    ]);
    let first = shown.first().copied().unwrap_or(InboxTab::Todo);
    let fresh = with(&[], "tab", key(first));
    let view = Inbox {
        tabs: shown
            .into_iter()
            .map(|one| {
                let (count, more) = count(&counts, one);
                Tab {
                    key: key(one).to_owned(),
                    href: address(&with(&list, "tab", key(one))),
                    count,
                    more,
                    current: one == tab,
                }
            })
            .collect(),
        filters: Filters {
            arrived: filter.arrived_after.filter(|_| tab != InboxTab::Done),
            ..filters(app, &officer, &officers, asked, &list, clear, desk.head)
        },
        views,
        view_name: asked.text("name").to_owned(),
        view: VIEW.into_iter().find(|known| *known == asked.text("view")),
        rows: listed.rows,
        first: (seek != cases::Seek::First).then(|| address(&list)),
        previous: listed.before.map(|at| address(&with(&list, "before", &at))),
        longer: (rows == PAGE && (listed.after.is_some() || seek != cases::Seek::First))
            .then(|| address(&with(&list, "rows", &LONG_PAGE.to_string()))),
        next: listed.after.map(|at| address(&with(&list, "after", &at))),
        unexplained,
        moved: (moved > 0).then(|| (moved.unsigned_abs(), moved::DAYS)),
        done: done(asked),
        done_days: DONE_DAYS,
        bulk: bulk(&officer, tab),
        here: address(&here),
        kept: here,
        all_picked: asked.text("pick") == "all",
        faults,
        files: may_file(app, &officer),
        shared,
        team: officer.actor.may(Act::Assignment),
        news: News {
            count: arrived.unsigned_abs(),
            href: address(&with(&fresh, "arrived", &opened)),
            events: format!("/desk/events?since={opened}"),
        },
    };
    let faulty = !view.faults.is_empty();
    Ok(form(faulty, inbox_page(&reader.shell, &view)))
}

/// The numbers of the cases on a page of the inbox, which `query` names as its address does; none of what is done.
///
/// # Errors
/// Where the store can't be read.
pub async fn numbers(
    app: &App,
    tx: &mut Tx,
    officer: &Officer,
    query: &str,
    now: Timestamp,
) -> Result<Vec<String>, Error> {
    let asked = format!("/desk?{query}").parse::<Uri>().ok();
    let asked = asked.and_then(|uri| Query::<Vec<(String, String)>>::try_from_uri(&uri).ok());
    let asked = Posted(asked.map_or_else(Vec::new, |Query(pairs)| pairs));
    let tab = tab_of(officer, &asked);
    if tab == InboxTab::Done {
        return Ok(Vec::new());
    }
    let roles = roles(officer);
    let desk = desk(officer, &roles, now);
    let (filter, _) = asked::filter(app, officer, desk.head, &asked, now);
    let seek = asked::seek(&asked);
    let found = cases::inbox(tx, &desk, tab, &filter, &seek, asked::rows(&asked)).await?;
    // A case may have several tasks.
    let mut seen = HashSet::new();
    let nos = found.rows.into_iter().map(|row| row.case_no);
    Ok(nos.filter(|no| seen.insert(no.clone())).collect())
}

/// The tab that is asked for, where the officer has it; else their first.
fn tab_of(officer: &Officer, asked: &Posted) -> InboxTab {
    let shown = tabs(officer);
    let named = |tab: &&InboxTab| key(**tab) == asked.text("tab");
    let tab = shown.iter().find(named).or(shown.first());
    tab.copied().unwrap_or(InboxTab::Todo)
}

async fn saved(tx: &mut Tx, officer: &Officer) -> Result<Vec<SavedView>, Error> {
    let kept = inbox_views::of_officer(tx, officer.id).await?;
    Ok(kept
        .into_iter()
        .map(|view| SavedView {
            id: view.id.to_string(),
            name: view.name,
            href: format!("/desk?{}", view.query.expose()),
        })
        .collect())
}

fn filters(
    app: &App,
    officer: &Officer,
    officers: &Officers,
    asked: &Posted,
    list: &[(String, String)],
    clear: String,
    head: bool,
) -> Filters {
    let chosen = |name: &str| asked.text(name).to_owned();
    Filters {
        items: items(app, &officer.agency),
        steps: steps(app, &officer.agency, asked.text("item")),
        lamps: LAMPS.map(|lamp| (lamp.key(), lamp.into())).into(),
        divisions: asked::divisions(app, &officer.agency),
        people: if head { officers.all() } else { Vec::new() },
        q: chosen("q"),
        item: chosen("item"),
        step: chosen("step"),
        lamp: chosen("lamp"),
        division: chosen("division"),
        from: chosen("from"),
        to: chosen("to"),
        holder: chosen("holder"),
        arrived: None,
        kept: without(list, &asked::NARROWS),
        list: without(list, &["since", "rows"]),
        clear,
    }
}

fn done(asked: &Posted) -> Option<(String, String)> {
    let act = DONE
        .into_iter()
        .find(|known| *known == asked.text("done"))?;
    let no = CaseNo::parse(asked.text("case")).ok()?;
    Some((act.to_owned(), no.as_str().to_owned()))
}

/// What can be done with several of a tab's tasks at once.
fn bulk(officer: &Officer, tab: InboxTab) -> Vec<&'static str> {
    let mut acts = match tab {
        InboxTab::Todo | InboxTab::Agency | InboxTab::Returned | InboxTab::Paused => {
            vec!["claim", "release", "outcome"]
        }
        InboxTab::Mine => vec!["release", "outcome"],
        InboxTab::Waiting | InboxTab::Done => return Vec::new(),
    };
    if officer.actor.may(Act::Transfer) {
        acts.push("transfer");
    }
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
    let first = if officer.roles.contains(&Role::Head) {
        InboxTab::Agency
    } else {
        InboxTab::Todo
    };
    vec![
        first,
        InboxTab::Mine,
        InboxTab::Returned,
        InboxTab::Waiting,
        InboxTab::Paused,
        InboxTab::Done,
    ]
}

/// And whether there are more.
fn count(counts: &Counts, tab: InboxTab) -> (u64, bool) {
    let count = counts.of(tab);
    (count.min(COUNTED).unsigned_abs(), count > COUNTED)
}

/// What an agency of this kind can have on its desk: its own cases, and its steps in those of others.
pub fn items(app: &App, agency: &str) -> Vec<(String, Localised)> {
    definitions(app, agency)
        .iter()
        .map(|definition| {
            let item = &definition.item;
            (item.code().to_owned(), item.name.clone())
        })
        .collect()
}

fn definitions(app: &App, agency: &str) -> Vec<std::sync::Arc<domain::catalogue::Definition>> {
    let function = app.catalogue.agency(agency);
    let function = function.map_or("", |agency| agency.function.as_str());
    let mut all = app.items();
    all.retain(|definition| {
        let item = &definition.item;
        let steps = item.steps.iter().filter_map(|step| step.agency.as_ref());
        let mut steps = steps.filter_map(|agency| agency.function.as_ref());
        item.routing.function == function || steps.any(|step| step.get_ref() == function)
    });
    all
}

/// The steps of one of them, or of all: each key once.
fn steps(app: &App, agency: &str, item: &str) -> Vec<(String, Localised)> {
    let mut all: Vec<(String, Localised)> = Vec::new();
    for definition in definitions(app, agency) {
        if !item.is_empty() && definition.item.code() != item {
            continue;
        }
        let keys = definition
            .item
            .steps
            .iter()
            .map(|step| step.key.get_ref().as_str());
        for key in std::iter::once(ACCEPTANCE).chain(keys) {
            if all.iter().all(|(known, _)| known != key) {
                all.push((key.to_owned(), step_name(&definition.item, key)));
            }
        }
    }
    all
}

/// The names of a row's item and, unless the applicant has the turn, of its step.
pub fn names(app: &App, row: &cases::InboxRow) -> (Localised, Option<Localised>) {
    let (item, step) = named(app, &row.item, &row.definition, &row.step);
    (item, (row.step != SUPPLEMENT).then_some(step))
}

pub fn named(app: &App, item: &str, definition: &str, step: &str) -> (Localised, Localised) {
    let plain = |key: &str| Localised::new(key, key);
    // A case of a version that is not current may have a step that the current one lacks.
    let own = app.version_of(item, definition);
    let own = own.as_ref().map(|definition| &definition.item);
    let step = own.map_or_else(|| plain(step), |item| step_name(item, step));
    let item = own.map_or_else(|| plain(item), |item| item.name.clone());
    (item, step)
}

fn applicant(app: &App, reader: &Reader, name: &str, agency: Option<&String>) -> String {
    match agency {
        Some(agency) => app.agency_name(agency).get(reader.locale()).to_owned(),
        None => name.to_owned(),
    }
}

fn claimed(officer: &Officer, officers: &Officers, id: OfficerId) -> Claimed {
    // In somebody's place, what is theirs is not one's own.
    if id == officer.id && officer.actor.by == ActorRef::Officer(officer.id) {
        Claimed::Me
    } else {
        Claimed::Other(officers.name(id))
    }
}

/// Something that was finished; its lamp is the case's as it is now.
fn done_row(
    app: &App,
    reader: &Reader,
    officer: &Officer,
    officers: &Officers,
    row: &DoneRow,
) -> InboxRow {
    let (item, step) = named(app, &row.item, &row.definition, &row.step);
    InboxRow {
        case_no: row.case_no.clone(),
        href: None,
        pick: None,
        item,
        applicant: applicant(app, reader, &row.applicant, row.applicant_agency.as_ref()),
        step: Some(step),
        lamp: lamp(row.lamp_inputs(), reader.now).into(),
        due: None,
        done_at: Some(row.at),
        claim: Some(claimed(officer, officers, row.officer)),
        came: None,
        returned: false,
        contested: false,
        fresh: false,
        reminders: 0,
    }
}

fn view_of(
    app: &App,
    reader: &Reader,
    officer: &Officer,
    officers: &Officers,
    row: &cases::InboxRow,
    fresh: bool,
) -> InboxRow {
    let (item, step) = names(app, row);
    let disputed = row
        .step
        .split_once(':')
        .filter(|(kind, _)| *kind == DISPATCH);
    let claim = row.claimed_by.as_deref().and_then(|id| id.parse().ok());
    InboxRow {
        case_no: row.case_no.clone(),
        href: disputed
            .map(|(_, step)| format!("/desk/cases/{}/dispatch?step={}", row.case_no, encode(step))),
        pick: row.is_step().then(|| Picked::of(row).token()),
        item,
        applicant: applicant(app, reader, &row.applicant, row.applicant_agency.as_ref()),
        step,
        lamp: lamp(row.lamp_inputs(), reader.now).into(),
        due: due(app, reader.now, row.task_due_at),
        done_at: None,
        claim: claim.map(|id| claimed(officer, officers, id)),
        returned: row.returned,
        contested: row.contested,
        fresh,
        came: row.came_from.as_deref().map(|agency| Came {
            from: app.agency_name(agency),
            back: row.sent_back,
        }),
        reminders: u32::try_from(row.reminders).unwrap_or_default(),
    }
}

/// The last day of what ends before `due_at`; nothing where no clock runs.
pub fn last_day(app: &App, now: Timestamp, due_at: Timestamp) -> Option<Date> {
    const FAR: SignedDuration = SignedDuration::from_hours(24 * 366 * 20);
    let runs = due_at.duration_since(now) <= FAR;
    runs.then(|| app.last_day(due_at))
}

/// The due day, and how many working days are left until it; hours for what ends within a day, which only a limit in
/// hours does. `due_at` is the first instant too late. Nothing where no clock runs.
fn due(app: &App, now: Timestamp, due_at: Timestamp) -> Option<Due> {
    let on = last_day(app, now, due_at)?;
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
