//! `/oversight/lamps`: the lamps that shine in an overseer's area, and what turns them on in the days to come.

use std::collections::{BTreeMap, HashMap};

use app::oversight::Place;
use app::oversight::cases::StageLine;
use app::oversight::lamps::{
    Agency, Clock, Forecast, Lamps, Line, Warned, address, forecast_page, lamps_page,
};
use app::parts::lamp::LampView;
use axum::extract::{Query, State};
use axum::response::{Html, IntoResponse, Response};
use domain::case::DeadlineKind;
use domain::id::{CaseId, OfficerId};
use domain::lamp::lamp;
use domain::locale::Localised;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::Deserialize;
use store::cases::{self, Facet, LampFilter, LampList, LampPlace, LampRow, LampWarning, PAGE};
use store::{Tx, accounts};

use super::export::{self, Cell, Format, MOST, Sheet};
use super::view::{Asked, Overseer, View, divisions};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

/// The most agencies or items that a list can be narrowed by, and that the forecast lists.
const FACETS: i64 = 40;
const AGENCIES: usize = 20;
/// How far the forecast looks, today among them.
const DAYS: i32 = 7;

/// `?lamp=&day=&after=` beside what `view::Asked` reads.
#[derive(Debug, Default, Deserialize)]
pub struct Chosen {
    lamp: Option<String>,
    day: Option<String>,
    after: Option<String>,
}

struct Reading<'a> {
    list: LampList,
    /// One day of what comes.
    day: Option<Date>,
    view: View<'a>,
    filter: LampFilter,
}

impl<'a> Reading<'a> {
    /// # Errors
    /// `NotFound` for a list, a day or a place that is not there.
    async fn of(
        app: &'a App,
        tx: &mut Tx,
        overseer: &Overseer<'a>,
        asked: &Asked,
        chosen: &Chosen,
        now: Timestamp,
    ) -> Result<Self, Error> {
        let given = |value: &'_ Option<String>| value.clone().filter(|value| !value.is_empty());
        let list = match given(&chosen.lamp) {
            None => LampList::DueSoon,
            Some(key) => LampList::from_key(&key).ok_or(Error::NotFound)?,
        };
        let view = View::of(app, tx, overseer, asked, now).await?;
        let last = view.today.saturating_add((DAYS - 1).days());
        let day = match given(&chosen.day) {
            Some(day) if list == LampList::Coming => {
                let day: Date = day.parse().map_err(|_| Error::NotFound)?;
                Some(day)
            }
            _ => None,
        };
        let (from, to) = day.map_or((view.today, last), |day| (day, day));
        let mut scopes = vec![overseer.scope.clone()];
        scopes.extend(view.within.iter().cloned());
        let paused = app.catalogue.supervision.paused_days();
        let filter = LampFilter {
            list,
            scopes,
            item: view.place.item.clone(),
            officer: view.place.officer.clone(),
            days: (app.start_of(from), app.start_of(to.saturating_add(1.day()))),
            paused_before: paused.map_or(Date::MIN, |days| {
                view.today.saturating_sub(i64::from(days).days())
            }),
        };
        Ok(Self {
            list,
            day,
            view,
            filter,
        })
    }

    fn listed(&self, list: LampList) -> LampFilter {
        LampFilter {
            list,
            ..self.filter.clone()
        }
    }
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
    Query(chosen): Query<Chosen>,
) -> Result<Response, Error> {
    let overseer = Overseer::of(&app, &reader)?;
    let now = reader.now;
    let after = chosen.after.as_deref().and_then(place);
    let mut tx = app.store.read().await?;
    let reading = Reading::of(&app, &mut tx, &overseer, &asked, &chosen, now).await?;
    let Reading {
        list,
        day,
        view,
        filter,
    } = &reading;
    let rows = cases::lamps(&mut tx, filter, after.as_ref(), now).await?;
    let lines = lines(&app, &mut tx, &reading, &rows, now).await?;
    let mut lists = Vec::new();
    for one in LampList::ALL {
        // A list of one day has another length than that of all of them, which its tab leads to.
        let whole = if one == LampList::Coming && day.is_some() {
            let chosen = Chosen {
                lamp: Some(one.key().into()),
                ..Chosen::default()
            };
            let whole = Reading::of(&app, &mut tx, &overseer, &asked, &chosen, now);
            whole.await?.filter
        } else {
            reading.listed(one)
        };
        let count = cases::lamps_count(&mut tx, &whole, now).await?;
        lists.push((one.key(), count.unsigned_abs()));
    }
    let count = if day.is_some() {
        let count = cases::lamps_count(&mut tx, filter, now).await?;
        count.unsigned_abs()
    } else {
        let own = lists.iter().find(|(key, _)| *key == list.key());
        own.map_or(0, |(_, count)| *count)
    };
    let agencies = match overseer.agency {
        Some(_) => Vec::new(),
        None => cases::lamps_facet(&mut tx, filter, Facet::Agency, FACETS, now).await?,
    };
    let items = cases::lamps_facet(&mut tx, filter, Facet::Item, FACETS, now).await?;
    drop(tx);
    let here = address(&view.place, list.key(), *day);
    let full = i64::try_from(rows.len()).is_ok_and(|rows| rows >= PAGE);
    let next = rows.last().filter(|_| full).map(|last| {
        let LampPlace { sorted, case } = last.place();
        format!("{here}&after={sorted}.{case}")
    });
    let named = |all: Vec<(String, i64)>, name: &dyn Fn(&str) -> Localised| {
        all.into_iter()
            .map(|(key, count)| {
                let name = name(&key);
                (key, name, count.unsigned_abs())
            })
            .collect()
    };
    let lamps = Lamps {
        place: view.place.clone(),
        name: view.name.clone(),
        above: view.above.clone(),
        list: list.key(),
        day: *day,
        lists,
        count,
        lines,
        divisions: divisions(&app, &overseer, view.place.division.as_deref()),
        agencies: named(agencies, &|id| app.agency_name(id)),
        items: named(items, &|code| app.item_name(code)),
        paused_days: app.catalogue.supervision.paused_days(),
        first: after.map(|_| here.clone()),
        next,
    };
    Ok(Html(lamps_page(&reader.shell, &lamps)).into_response())
}

/// `sorted.case`, as the links have it.
fn place(text: &str) -> Option<LampPlace> {
    let (sorted, case) = text.split_once('.')?;
    Some(LampPlace {
        sorted: sorted.parse().ok()?,
        case: case.parse().ok()?,
    })
}

async fn lines(
    app: &App,
    tx: &mut Tx,
    reading: &Reading<'_>,
    rows: &[LampRow],
    now: Timestamp,
) -> Result<Vec<Line>, Error> {
    let ids: Vec<CaseId> = rows.iter().map(|row| row.id).collect();
    let mut clocks: HashMap<CaseId, Vec<cases::Clock>> = HashMap::new();
    for clock in cases::lamp_clocks(tx, &ids).await? {
        if puts_there(reading, &clock, now) {
            clocks.entry(clock.case_id).or_default().push(clock);
        }
    }
    let warned = cases::lamp_warnings(tx, &ids).await?;
    let mut holders: Vec<OfficerId> = rows.iter().filter_map(|row| row.officer).collect();
    holders.sort();
    holders.dedup();
    let people: HashMap<OfficerId, accounts::Officer> = accounts::officers(tx, &holders)
        .await?
        .into_iter()
        .map(|officer| (officer.id, officer))
        .collect();
    let lines = rows.iter().map(|row| {
        let definition = app.version_of(&row.item, &row.definition);
        let step_name = |key: &str| {
            definition
                .as_ref()
                .and_then(|definition| definition.item.step(key))
                .map(|step| step.name.clone())
        };
        // In a joint handling it may be somebody of another agency, whose list this case is not in.
        let officer = row.officer.and_then(|id| people.get(&id)).map(|officer| {
            let all = Place::default()
                .agency(&officer.agency)
                .officer(&officer.id.to_string());
            let name = Localised::new(&officer.name_zh, &officer.name_en);
            let own = officer.agency == row.agency;
            (
                name,
                own.then(|| address(&all, reading.list.key(), reading.day)),
            )
        });
        Line {
            case_no: row.case_no.clone(),
            lamp: LampView::from(lamp(row.lamp_inputs(), now)),
            item: definition.as_ref().map_or_else(
                || Localised::new(&row.item, &row.item),
                |definition| definition.item.name.clone(),
            ),
            agency: app.agency_name(&row.agency),
            officer,
            stage: StageLine {
                stage: row.stage.clone(),
                step: row
                    .step
                    .as_deref()
                    .map(|key| step_name(key).unwrap_or_else(|| Localised::new(key, key))),
                result: None,
            },
            clocks: clocks
                .get(&row.id)
                .into_iter()
                .flatten()
                .map(|clock| Clock {
                    kind: DeadlineKind::from_key(&clock.kind),
                    step: step_name(&clock.step),
                    agency: (clock.agency != row.agency).then(|| app.agency_name(&clock.agency)),
                    due_on: clock.due_on,
                    warned: what_became(&warned, clock, now),
                })
                .collect(),
        }
    });
    Ok(lines.collect())
}

/// What became of the warning of a clock that has run out. One of a date that has moved later since is none of it.
fn what_became(warned: &[LampWarning], clock: &cases::Clock, now: Timestamp) -> Option<Warned> {
    let climbs = DeadlineKind::from_key(&clock.kind).is_some_and(DeadlineKind::climbs);
    if !climbs || clock.due_at > now {
        return None;
    }
    let mut of = warned.iter().rev().filter(|one| {
        one.case_id == clock.case_id && one.kind == clock.kind && one.step == clock.step
    });
    let of = of.find(|one| one.at >= clock.due_at)?;
    Some(match (of.cleared_at, of.explained_at) {
        (Some(_), _) => Warned::Cleared,
        (None, Some(_)) => Warned::Explained,
        (None, None) => Warned::Unexplained,
    })
}

/// Whether a clock is why its case is on the list.
fn puts_there(reading: &Reading<'_>, clock: &cases::Clock, now: Timestamp) -> bool {
    let kind = clock.kind.as_str();
    let late = clock.due_at <= now;
    let own = DeadlineKind::from_key(kind).is_some_and(DeadlineKind::is_own);
    let (from, to) = reading.filter.days;
    match reading.list {
        LampList::DueSoon => own && clock.soon_at <= now,
        LampList::Overdue => own && late,
        LampList::Promised => kind == "promised" && late,
        LampList::Step => kind == "step" && late,
        LampList::Statutory => kind == "statutory" && late,
        LampList::PausedLong => kind == "pause",
        LampList::Coming => {
            ["promised", "statutory"].contains(&kind)
                && clock.due_at > now.max(from)
                && clock.due_at <= to
        }
    }
}

const COLUMNS: &[(&str, &str)] = &[
    ("case", "oversight-case"),
    ("lamp", "oversight-lamp"),
    ("item", "export-item-code"),
    ("item_name", "oversight-item"),
    ("agency", "oversight-agency"),
    ("officer", "lamps-export-officer"),
    ("stage", "oversight-stage"),
    ("clock", "lamps-export-clock"),
    ("due_on", "lamps-export-due"),
    ("explained", "lamps-export-explained"),
];

pub async fn file(
    State(app): State<App>,
    reader: Reader,
    format: Format,
    Query(asked): Query<Asked>,
    Query(chosen): Query<Chosen>,
) -> Result<Response, Error> {
    let overseer = Overseer::of(&app, &reader)?;
    let now = reader.now;
    let mut tx = app.store.read().await?;
    let reading = Reading::of(&app, &mut tx, &overseer, &asked, &chosen, now).await?;
    let total = cases::lamps_count(&mut tx, &reading.filter, now).await?;
    let mut rows = Vec::new();
    let mut last: Option<LampPlace> = None;
    while rows.len() < MOST {
        let more = cases::lamps(&mut tx, &reading.filter, last.as_ref(), now).await?;
        let Some(end) = more.last() else { break };
        last = Some(end.place());
        let lines = lines(&app, &mut tx, &reading, &more, now).await?;
        rows.extend(
            more.iter()
                .zip(lines)
                .map(|(row, line)| cells(&reader, row, line)),
        );
    }
    drop(tx);
    rows.truncate(MOST);
    let sheet = Sheet {
        name: "lamps",
        columns: COLUMNS,
        more: Vec::new(),
        rows,
        total: total.unsigned_abs(),
    };
    sheet.file(&reader, format)
}

fn cells(reader: &Reader, row: &LampRow, line: Line) -> Vec<Cell> {
    let clock = line.clocks.first();
    let kind = clock.and_then(|clock| clock.kind);
    vec![
        line.case_no.into(),
        export::coded(reader, "lamp-", line.lamp.key().trim_start_matches("lamp-")),
        row.item.as_str().into(),
        export::words(reader, &line.item),
        Cell::Coded(row.agency.clone(), reader.shell.l(&line.agency)),
        line.officer.map(|(name, _)| reader.shell.l(&name)).into(),
        export::coded(reader, "oversight-stage-", &line.stage.stage),
        kind.map(|kind| export::coded(reader, "clock-", kind.key()))
            .into(),
        clock.map(|clock| clock.due_on).into(),
        clock
            .and_then(|clock| clock.warned)
            .map(|warned| export::coded(reader, "turn-", warned.key()))
            .into(),
    ]
}

pub async fn forecast(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let overseer = Overseer::of(&app, &reader)?;
    let mut tx = app.store.read().await?;
    let chosen = Chosen {
        lamp: Some(LampList::Coming.key().into()),
        ..Chosen::default()
    };
    let reading = Reading::of(&app, &mut tx, &overseer, &asked, &chosen, reader.now).await?;
    let found = cases::coming(&mut tx, &reading.filter, reader.now).await?;
    drop(tx);
    let view = reading.view;
    let days: Vec<Date> = (0..DAYS)
        .map(|n| view.today.saturating_add(n.days()))
        .collect();
    let mut total = vec![0; days.len()];
    let mut by_agency: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for one in found {
        let Some(day) = days.iter().position(|day| *day == one.due_on) else {
            continue;
        };
        let count = one.count.unsigned_abs();
        let counts = by_agency
            .entry(one.agency)
            .or_insert_with(|| vec![0; days.len()]);
        for counts in [&mut total, counts] {
            if let Some(sum) = counts.get_mut(day) {
                *sum += count;
            }
        }
    }
    let mut agencies: Vec<Agency> = by_agency
        .into_iter()
        .map(|(id, counts)| Agency {
            name: app.agency_name(&id),
            id,
            counts,
        })
        .collect();
    agencies.sort_by_key(|agency| std::cmp::Reverse(agency.counts.iter().sum::<u64>()));
    let more = agencies.len().saturating_sub(AGENCIES);
    agencies.truncate(AGENCIES);
    let page = Forecast {
        place: view.place,
        name: view.name,
        above: view.above,
        days,
        total,
        agencies,
        more,
    };
    Ok(Html(forecast_page(&reader.shell, &page)).into_response())
}

const FORECAST: &[(&str, &str)] = &[
    ("day", "lamps-forecast-day"),
    ("agency", "oversight-agency"),
    ("cases", "lamps-forecast-cases"),
];

pub async fn forecast_file(
    State(app): State<App>,
    reader: Reader,
    format: Format,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let overseer = Overseer::of(&app, &reader)?;
    let mut tx = app.store.read().await?;
    let chosen = Chosen {
        lamp: Some(LampList::Coming.key().into()),
        ..Chosen::default()
    };
    let reading = Reading::of(&app, &mut tx, &overseer, &asked, &chosen, reader.now).await?;
    let found = cases::coming(&mut tx, &reading.filter, reader.now).await?;
    drop(tx);
    let total = u64::try_from(found.len()).unwrap_or_default();
    let cells = |one: &cases::Coming| {
        let name = reader.shell.l(&app.agency_name(&one.agency));
        vec![
            one.due_on.into(),
            Cell::Coded(one.agency.clone(), name),
            one.count.into(),
        ]
    };
    let sheet = Sheet {
        name: "lamps-forecast",
        columns: FORECAST,
        more: Vec::new(),
        rows: found.iter().take(MOST).map(cells).collect(),
        total,
    };
    sheet.file(&reader, format)
}
