//! The inbox.

use app::desk::inbox::{Claimed, Due, Inbox, InboxRow, InboxTab as Tab, Left, inbox_page};
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use domain::authority::Role;
use domain::case::projection::SUPPLEMENT;
use domain::catalogue::ServiceItem;
use domain::lamp::lamp;
use domain::locale::Localised;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use store::cases::{self, InboxTab, PAGE, Queue};

use super::moved;
use super::officers::Officers;
use super::scope::step_name;
use crate::error::Error;
use crate::frame::encode;
use crate::reader::{Officer, Reader};
use crate::state::App;

#[derive(Debug, Deserialize)]
pub struct Asked {
    tab: Option<String>,
    item: Option<String>,
    after: Option<String>,
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
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
    let item = asked.item.filter(|item| !item.is_empty());
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
        items: items(&app, &officer.agency),
        item,
        rows: found
            .iter()
            .map(|row| view_of(&app, &reader, &officer, &officers, row))
            .collect(),
        continued: after.is_some(),
        first,
        next,
        moved: (moved > 0).then(|| (moved.unsigned_abs(), moved::DAYS)),
    };
    Ok(Html(inbox_page(&reader.shell, &view)).into_response())
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

/// What an agency of this kind can have on its desk.
fn items(app: &App, agency: &str) -> Vec<(String, Localised)> {
    let function = app.catalogue.agency(agency);
    let function = function.map_or("", |agency| agency.function.as_str());
    app.catalogue
        .items()
        .filter(|definition| definition.item.routing.function == function)
        .map(|definition| {
            let item = &definition.item;
            (item.code().to_owned(), item.name.clone())
        })
        .collect()
}

fn view_of(
    app: &App,
    reader: &Reader,
    officer: &Officer,
    officers: &Officers,
    row: &cases::InboxRow,
) -> InboxRow {
    // The current version names the steps; a case of an older one may have a step that is gone.
    let item: Option<&ServiceItem> = app
        .catalogue
        .item(&row.item)
        .map(|definition| &definition.item);
    let plain = |key: &str| Localised::new(key, key);
    let claim = row.claimed_by.as_deref().and_then(|id| id.parse().ok());
    InboxRow {
        case_no: row.case_no.clone(),
        item: item.map_or_else(|| plain(&row.item), |item| item.name.clone()),
        applicant: row.applicant.clone(),
        step: (row.step != SUPPLEMENT)
            .then(|| item.map_or_else(|| plain(&row.step), |item| step_name(item, &row.step))),
        lamp: lamp(row.lamp_inputs(), reader.now).into(),
        due: due(app, reader.now, row.task_due_at),
        claim: claim.map(|id| {
            if id == officer.id {
                Claimed::Me
            } else {
                Claimed::Other(officers.name(id))
            }
        }),
    }
}

/// The due day, and how many working days are left until it. `due_at` is the first instant too
/// late. Nothing where no clock runs.
fn due(app: &App, now: Timestamp, due_at: Timestamp) -> Option<Due> {
    const FAR: SignedDuration = SignedDuration::from_hours(24 * 366 * 20);
    if due_at.duration_since(now) > FAR {
        return None;
    }
    let on = app.date(due_at - SignedDuration::from_millis(1));
    let calendars = app.calendars.current();
    let days = calendars.national().working_days_between(app.date(now), on);
    let count = days.unsigned_abs();
    let left = match (now < due_at, count) {
        (true, 0) => Left::Today,
        (true, days) => Left::Days(days),
        (false, 0) => Left::JustLate,
        (false, days) => Left::Late(days),
    };
    Some(Due { on, left })
}
