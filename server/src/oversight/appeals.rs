//! `/oversight/scores/appeals`: what agencies dispute of their scores; and `/oversight/scores/{id}/deductions`: each thing
//! that was taken off, with the way to dispute it.

use app::oversight::appeals::{
    Appeals, Deductions, Disputable, Line, appeals_page, deductions_page,
};
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Response};
use domain::locale::Localised;
use domain::supervision::Period;
use domain::supervision::appeal::{self, Person, Terms};
use domain::supervision::score::Fault;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;
use store::Tx;
use store::appeals::{self as kept, Appeal, AppealPlace};
use store::cases::{self, CaseFilter, LateAnswer, PAGE, Scope};

use super::orders::order_address;
use super::scores;
use super::view::Overseer;
use crate::error::Error;
use crate::reader::{Officer, Reader};
use crate::state::App;

const HERE: &str = "/oversight/scores/appeals";
/// How far a list can be paged through.
const PAGES: i64 = 200;

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    state: Option<String>,
    after: Option<String>,
}

pub fn address(appeal: &Appeal) -> String {
    format!("{HERE}/{}", appeal.id)
}

pub async fn list(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let overseer = Overseer::of(&app, &reader)?;
    let waits = asked.state.as_deref() != Some("decided");
    let after = asked.after.as_deref().and_then(place);
    let mut tx = app.store.read().await?;
    let rows = kept::list(&mut tx, &overseer.scope, waits, after).await?;
    let waiting = kept::count(&mut tx, &overseer.scope, true).await?;
    let decided = kept::count(&mut tx, &overseer.scope, false).await?;
    drop(tx);
    let here = if waits {
        format!("{HERE}?state=open")
    } else {
        format!("{HERE}?state=decided")
    };
    let full = i64::try_from(rows.len()).is_ok_and(|rows| rows >= PAGE);
    let next = rows.last().filter(|_| full).map(|last| {
        let AppealPlace { at, id } = last.place();
        format!("{here}&after={}.{id}", at.as_millisecond())
    });
    let view = Appeals {
        waits,
        waiting,
        decided,
        lines: rows.iter().map(|row| line(&app, row, reader.now)).collect(),
        first: after.map(|_| here),
        next,
    };
    Ok(Html(appeals_page(&reader.shell, &view)).into_response())
}

/// `instant.id`, as the links have it.
fn place(text: &str) -> Option<AppealPlace> {
    let (at, id) = text.split_once('.')?;
    Some(AppealPlace {
        at: Timestamp::from_millisecond(at.parse().ok()?).ok()?,
        id: id.parse().ok()?,
    })
}

pub fn line(app: &App, row: &Appeal, now: Timestamp) -> Line {
    let state = row.state();
    let rejected = state == appeal::State::Rejected;
    Line {
        href: address(row),
        agency: app.agency_name(&row.agency),
        month: Period::parse(&row.month).unwrap_or_default(),
        fault: row.fault.clone(),
        case_no: row.case_no.clone(),
        made_at: row.made_at,
        changed_at: row.changed_at,
        state: state.key(),
        due_on: (state.waits() || (rejected && now < row.due_at)).then(|| app.last_day(row.due_at)),
        late: state.waits() && now >= row.due_at,
    }
}

/// Working days of the agency's calendar after a day, to their end: the first instant too late.
pub fn until(app: &App, agency: &str, from: Date, days: u32) -> Timestamp {
    let calendars = app.calendars.current();
    let last = calendars.of(agency).statutory.nth_working_after(from, days);
    app.start_of(last.saturating_add(jiff::Span::new().days(1)))
}

/// Until when a month's deductions can be disputed, and whether that is now.
pub fn in_time(
    app: &App,
    agency: &str,
    month: Period,
    terms: Terms,
    now: Timestamp,
) -> (Date, bool) {
    let (_, end) = month.range(app.date(now));
    let last = end.saturating_sub(jiff::Span::new().days(1));
    let due_at = until(app, agency, last, terms.days);
    let is_over = now >= app.start_of(end);
    (app.last_day(due_at), is_over && now < due_at)
}

/// Whoever acts, as the rules of an appeal look at them.
pub fn person<'a>(
    officer: &'a Officer,
    hands: &'a [domain::id::OfficerId],
    overseer: &'a Overseer<'_>,
) -> Person<'a> {
    Person {
        hands,
        roles: &officer.roles,
        agency: &officer.agency,
        division: &overseer.home.code,
    }
}

/// The cases of a month that a measure counts for an agency, as the list behind the number has them.
pub fn counted(
    app: &App,
    scope: Scope,
    agency: &str,
    month: Period,
    measure: domain::supervision::Measure,
    today: Date,
) -> CaseFilter {
    let period = month.range(today);
    CaseFilter {
        scope,
        within: vec![Scope::Agency(agency.to_owned())],
        measure,
        period,
        instants: (app.start_of(period.0), app.start_of(period.1)),
        item: None,
        officer: None,
    }
}

#[derive(Debug, Default, Deserialize)]
pub struct Each {
    month: Option<String>,
    fault: Option<String>,
    page: Option<i64>,
}

/// One thing that was taken off, before anybody disputes it.
struct One {
    case_no: String,
    item: Option<Localised>,
    href: String,
    case: domain::id::CaseId,
    /// The entry that notes an order as late, or nought.
    seq: i64,
}

pub async fn deductions(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Query(asked): Query<Each>,
) -> Result<Response, Error> {
    let overseer = Overseer::of(&app, &reader)?;
    let officer = reader.officer(app::shell::Room::Oversight)?;
    let today = app.date(reader.now);
    let month = scores::month(asked.month.as_deref(), today)?;
    let fault = asked.fault.as_deref().and_then(Fault::from_key);
    let fault = fault.filter(|fault| fault.may_be_appealed() && is_counted(&app, *fault));
    let fault = fault.ok_or(Error::NotFound)?;
    let page = asked.page.unwrap_or(1).clamp(1, PAGES);
    let offset = (page - 1) * PAGE;
    let mut tx = app.store.read().await?;
    let times = scores::times(&app, &mut tx, &overseer, &id, month, fault, reader.now).await?;
    let of = (id.as_str(), month, fault);
    let ones = ones(&app, &mut tx, &overseer, of, offset, reader.now).await?;
    let (key, period) = (fault.key(), month.to_string());
    let disputed = kept::of_fault(&mut tx, &id, &period, &key).await?;
    drop(tx);
    let terms = app.catalogue.scores.appeal;
    let open = terms.map(|terms| in_time(&app, &id, month, terms, reader.now));
    let hands: Vec<_> = officer.actor.by.hands().collect();
    let may = open.is_some_and(|(_, in_time)| {
        appeal::appeal(&person(&officer, &hands, &overseer), &id, in_time).is_ok()
    });
    let here = format!("/oversight/scores/{id}/deductions?month={period}&fault={key}");
    let has_next = times > u64::try_from(offset + PAGE).unwrap_or(u64::MAX) && page < PAGES;
    let turn = |page: i64| format!("{here}&page={page}");
    let lines = ones.into_iter().map(|one| {
        let found = disputed
            .iter()
            .find(|row| row.case_id == one.case && row.seq == one.seq);
        let (no, seq) = (&one.case_no, one.seq);
        Disputable {
            appeal: found.map(|row| line(&app, row, reader.now)),
            dispute: (may && found.is_none()).then(|| {
                format!(
                    "/oversight/scores/{id}/appeal?month={period}&fault={key}&case={no}&seq={seq}"
                )
            }),
            case_no: one.case_no.clone(),
            item: one.item,
            href: one.href,
        }
    });
    let view = Deductions {
        name: app.agency_name(&id),
        month,
        back: format!("/oversight/scores/{id}?month={period}"),
        fault: key.clone(),
        total: times,
        lines: lines.collect(),
        until: open.filter(|(_, in_time)| *in_time).map(|(last, _)| last),
        previous: (page > 1).then(|| turn(page - 1)),
        next: has_next.then(|| turn(page + 1)),
    };
    Ok(Html(deductions_page(&reader.shell, &view)).into_response())
}

/// Whether the scheme takes anything off for it.
pub fn is_counted(app: &App, fault: Fault) -> bool {
    let mut parts = app.catalogue.scores.parts.iter();
    parts.any(|part| part.deductions.contains_key(&fault))
}

async fn ones(
    app: &App,
    tx: &mut Tx,
    overseer: &Overseer<'_>,
    (id, month, fault): (&str, Period, Fault),
    offset: i64,
    now: Timestamp,
) -> Result<Vec<One>, Error> {
    let today = app.date(now);
    let scope = overseer.scope.clone();
    match fault {
        Fault::Case(measure) => {
            let filter = counted(app, scope, id, month, measure, today);
            let rows = cases::list(tx, &filter, offset, now).await?;
            let one = |row: cases::CaseSummary| One {
                href: format!("/oversight/cases/{}", row.case_no),
                item: Some(app.version_name(&row.item, &row.definition)),
                case_no: row.case_no,
                case: row.id,
                seq: 0,
            };
            Ok(rows.into_iter().map(one).collect())
        }
        Fault::OrderLate => {
            let (from, to) = month.range(today);
            let instants = (app.start_of(from), app.start_of(to));
            let rows = cases::late_answered(tx, &scope, id, instants, (offset, PAGE)).await?;
            let one = |row: LateAnswer| One {
                href: order_address(&row.case_no, row.seq.unsigned_abs()),
                item: None,
                case_no: row.case_no,
                case: row.case_id,
                seq: row.noted,
            };
            Ok(rows.into_iter().map(one).collect())
        }
    }
}
