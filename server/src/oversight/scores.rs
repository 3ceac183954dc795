//! `/oversight/scores`: the agencies of an overseer's scope by points of a month, and one agency's points with the cases
//! behind each that was taken off.

use std::collections::BTreeMap;

use app::oversight::Place;
use app::oversight::scores::{
    Agency, Deduction, PartLine, ScorePage, Scores, score_page, scores_page,
};
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Response};
use domain::supervision::score::{Fault, PutBack, Scheme, Score};
use domain::supervision::{Measure, Period};
use jiff::civil::Date;
use serde::Deserialize;
use store::cases::{self, LateAnswer, Scope};
use store::tallies::{Kind, Tallies};
use store::{Tx, appeals};

use super::export::{Cell, Format, Sheet};
use super::orders::order_address;
use super::view::Overseer;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

/// How many months can be looked back at.
const MONTHS: i64 = 12;
/// Orders that a page names one by one.
const ORDERS: i64 = 100;

#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    month: Option<String>,
}

impl Asked {
    /// The month before this one, unless another is asked for: a month that is not over has no score yet.
    fn month(&self, today: Date) -> Result<Period, Error> {
        month(self.month.as_deref(), today)
    }
}

/// # Errors
/// `NotFound` for what is no month.
pub fn month(asked: Option<&str>, today: Date) -> Result<Period, Error> {
    let last = today
        .first_of_month()
        .saturating_sub(jiff::Span::new().days(1));
    match asked {
        None | Some("") => Ok(Period::month_of(last)),
        Some(text) => Period::parse(text)
            .filter(|period| matches!(period, Period::Month(..)))
            .ok_or(Error::NotFound),
    }
}

/// An agency's place among those of the scope.
struct Ranked {
    /// Equal points, equal rank.
    rank: usize,
    agency: String,
    concluded: u64,
    score: Score,
}

/// Whoever concluded anything in the month, the most points first.
async fn ranked(
    app: &App,
    tx: &mut Tx,
    scope: &Scope,
    month: Period,
    today: Date,
    now: jiff::Timestamp,
) -> Result<Vec<Ranked>, Error> {
    let tallies = Tallies::load(tx, now).await?;
    let days = month.range(today);
    let kind = match scope {
        Scope::Agency(_) => Kind::All,
        _ => Kind::Agency,
    };
    let lines = tallies
        .period(tx, kind, &[scope.tally()], None, days)
        .await?;
    let instants = (app.start_of(days.0), app.start_of(days.1));
    let late = cases::late_answers(tx, scope, instants).await?;
    let late: BTreeMap<String, i64> = late.into_iter().collect();
    let mut put_back: BTreeMap<String, PutBack> = BTreeMap::new();
    for one in appeals::put_back(tx, scope, &month.to_string()).await? {
        if let Some(fault) = Fault::from_key(&one.fault) {
            let of = put_back.entry(one.agency).or_default();
            of.insert(fault, one.count.unsigned_abs());
        }
    }
    let none = PutBack::new();
    let scheme = &app.catalogue.scores;
    let mut all: Vec<_> = lines
        .into_iter()
        .map(|(line, figures)| {
            let id = match scope {
                Scope::Agency(id) => id.clone(),
                _ => line.key,
            };
            let orders = late.get(&id).copied().unwrap_or_default().unsigned_abs();
            Ranked {
                rank: 0,
                concluded: figures.count(Measure::Concluded),
                score: scheme.score(&figures, orders, put_back.get(&id).unwrap_or(&none)),
                agency: id,
            }
        })
        .filter(|one| one.concluded > 0)
        .collect();
    let points = |one: &Ranked| std::cmp::Reverse(one.score.total);
    all.sort_by(|a, b| {
        points(a)
            .cmp(&points(b))
            .then_with(|| a.agency.cmp(&b.agency))
    });
    let (mut rank, mut last) = (0, None);
    for (place, one) in all.iter_mut().enumerate() {
        if last.replace(one.score.total) != Some(one.score.total) {
            rank = place + 1;
        }
        one.rank = rank;
    }
    Ok(all)
}

/// How often something was taken off an agency's score in a month.
///
/// # Errors
/// `NotFound` for an agency that has no score in the overseer's scope.
pub async fn times(
    app: &App,
    tx: &mut Tx,
    overseer: &Overseer<'_>,
    id: &str,
    month: Period,
    fault: Fault,
    now: jiff::Timestamp,
) -> Result<u64, Error> {
    let all = ranked(app, tx, &overseer.scope, month, app.date(now), now).await?;
    let own = all.iter().find(|one| one.agency == id);
    let own = own.ok_or(Error::NotFound)?;
    let mut all = own.score.parts.iter().flat_map(|part| &part.deductions);
    let found = all.find(|deduction| deduction.fault == fault);
    Ok(found.map_or(0, |deduction| deduction.times))
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let overseer = Overseer::of(&app, &reader)?;
    let today = app.date(reader.now);
    let month = asked.month(today)?;
    let mut tx = app.store.read().await?;
    let all = ranked(&app, &mut tx, &overseer.scope, month, today, reader.now).await?;
    drop(tx);
    let view = Scores {
        name: overseer.name(),
        month,
        months: months(today),
        parts: parts(&app.catalogue.scores),
        method: method(&app.catalogue.scores),
        agencies: all
            .into_iter()
            .map(|one| Agency {
                href: format!("/oversight/scores/{}?month={month}", one.agency),
                name: app.agency_name(&one.agency),
                rank: one.rank,
                concluded: one.concluded,
                total: one.score.total,
                parts: one.score.parts.iter().map(|part| part.points).collect(),
                bonus: one.score.early + one.score.promise,
            })
            .collect(),
    };
    Ok(Html(scores_page(&reader.shell, &view)).into_response())
}

fn months(today: Date) -> Vec<Period> {
    (0..=MONTHS)
        .map(|back| {
            let day = today
                .first_of_month()
                .saturating_sub(jiff::Span::new().months(back));
            Period::month_of(day)
        })
        .collect()
}

fn parts(scheme: &Scheme) -> Vec<PartLine> {
    scheme
        .parts
        .iter()
        .map(|part| PartLine {
            name: part.name.clone(),
            points: part.points.into(),
        })
        .collect()
}

/// What is taken off for what, as the page prints it.
fn method(scheme: &Scheme) -> Vec<(domain::locale::Localised, Vec<(String, u32)>)> {
    let parts = scheme.parts.iter();
    parts
        .map(|part| {
            let each = part.deductions.iter();
            (
                part.name.clone(),
                each.map(|(fault, points)| (fault.key(), *points)).collect(),
            )
        })
        .collect()
}

pub async fn one(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let overseer = Overseer::of(&app, &reader)?;
    let today = app.date(reader.now);
    let month = asked.month(today)?;
    let mut tx = app.store.read().await?;
    let all = ranked(&app, &mut tx, &overseer.scope, month, today, reader.now).await?;
    let own = all.iter().find(|one| one.agency == id);
    let own = own.ok_or(Error::NotFound)?;
    let days = month.range(today);
    let instants = (app.start_of(days.0), app.start_of(days.1));
    let orders = cases::late_answered(&mut tx, &overseer.scope, &id, instants, (0, ORDERS)).await?;
    drop(tx);
    let score = &own.score;
    let place = Place {
        period: month,
        agency: overseer.agency.is_none().then(|| id.clone()),
        ..Place::default()
    };
    let scheme = &app.catalogue.scores;
    let view = ScorePage {
        name: app.agency_name(&id),
        month,
        rank: own.rank,
        of: all.len(),
        concluded: own.concluded,
        total: score.total,
        parts: scheme
            .parts
            .iter()
            .zip(&score.parts)
            .map(|(part, scored)| {
                let line = PartLine {
                    name: part.name.clone(),
                    points: part.points.into(),
                };
                let lines = scored.deductions.iter().map(|deduction| Deduction {
                    key: deduction.fault.key(),
                    each: deduction.each,
                    times: deduction.times,
                    points: deduction.points(),
                    put_back: deduction.put_back.min(deduction.times),
                    href: match deduction.fault {
                        // Who rated is told to nobody who handles cases.
                        Fault::Case(measure) if measure.is_rating() && !overseer.sees_ratings => {
                            None
                        }
                        Fault::Case(measure) => Some(place.cases(measure)),
                        Fault::OrderLate => None,
                    },
                    each_href: deduction.fault.may_be_appealed().then(|| {
                        let key = deduction.fault.key();
                        format!("/oversight/scores/{id}/deductions?month={month}&fault={key}")
                    }),
                });
                (line, scored.points, lines.collect())
            })
            .collect(),
        early: score.early,
        promise: score.promise,
        orders: orders
            .iter()
            .map(|LateAnswer { case_no, seq, .. }| order_address(case_no, seq.unsigned_abs()))
            .collect(),
        figures: place.dashboard(),
    };
    Ok(Html(score_page(&reader.shell, &view)).into_response())
}

const COLUMNS: &[(&str, &str)] = &[
    ("rank", "score-rank"),
    ("code", "export-code"),
    ("name", "oversight-agency"),
    ("concluded", "measure-concluded"),
    ("total", "score-total"),
    ("bonus", "score-bonus"),
    ("put_back", "score-put-back"),
];

pub async fn file(
    State(app): State<App>,
    reader: Reader,
    format: Format,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let overseer = Overseer::of(&app, &reader)?;
    let today = app.date(reader.now);
    let month = asked.month(today)?;
    let mut tx = app.store.read().await?;
    let all = ranked(&app, &mut tx, &overseer.scope, month, today, reader.now).await?;
    drop(tx);
    let total = u64::try_from(all.len()).unwrap_or_default();
    let number = |value: u64| Cell::Number(i64::try_from(value).unwrap_or(i64::MAX));
    let rows = all.into_iter().map(|one| {
        let mut row = vec![
            Cell::Number(i64::try_from(one.rank).unwrap_or(i64::MAX)),
            Cell::Text(one.agency.clone()),
            Cell::Text(reader.shell.l(&app.agency_name(&one.agency))),
            number(one.concluded),
            number(one.score.total),
            number(one.score.early + one.score.promise),
            number(one.score.points_back()),
        ];
        row.extend(one.score.parts.iter().map(|part| number(part.points)));
        row
    });
    let parts = app.catalogue.scores.parts.iter();
    let parts = parts.map(|part| (part.key.clone(), reader.shell.l(&part.name)));
    let sheet = Sheet {
        name: "scores",
        columns: COLUMNS,
        more: parts.collect(),
        rows: rows.collect(),
        total,
    };
    sheet.file(&reader, format)
}
