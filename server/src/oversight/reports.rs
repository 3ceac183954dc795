//! `/oversight/reports`: whole months of what somebody oversees, to print, as files, and by mail.

use app::oversight::dashboard::Dashboard;
use app::oversight::reports::{
    Reports, SubscriptionForm, report_page, report_path, reports_page, stop_page,
};
use app::shell::Room;
use app::text::{self, number};
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::application::email;
use domain::authority::Role;
use domain::id::{MessageId, OfficerId};
use domain::locale::Locale;
use domain::supervision::published::month_key;
use domain::supervision::{Measure, Measures, Period};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::Deserialize;
use store::cases::{self, Scope};
use store::messages::{self, NewMessage};
use store::report_subscriptions::{self, Subscription};
use store::{Personal, Tx, accounts};

use super::export::{Cell, Format, Sheet, coded};
use super::figures::{By, FILE_LINES, Reading};
use super::view::{Asked, Overseer, View};
use crate::error::Error;
use crate::mail::report::{self, ReportLetter};
use crate::reader::Reader;
use crate::state::App;

/// Months that the list goes back.
const MONTHS: i64 = 24;
/// Subscriptions that one transaction serves.
const BATCH: i64 = 50;

#[derive(Debug, Default, Deserialize)]
pub struct Which {
    division: Option<String>,
    agency: Option<String>,
}

/// The first day of the last whole month.
fn newest(today: Date) -> Date {
    today.first_of_month().saturating_sub(1.month())
}

pub async fn list(State(app): State<App>, reader: Reader) -> Result<Response, Error> {
    page(&app, &reader, None).await
}

async fn page(app: &App, reader: &Reader, wrong: Option<String>) -> Result<Response, Error> {
    let overseer = Overseer::of(app, reader)?;
    let officer = reader.officer(Room::Oversight)?.id;
    let mut tx = app.store.read().await?;
    let subscription = report_subscriptions::of_officer(&mut tx, officer).await?;
    let own = accounts::officer(&mut tx, officer).await?;
    drop(tx);
    let last = newest(app.date(reader.now));
    let is_wrong = wrong.is_some();
    let known = own.and_then(|officer| officer.email);
    let known = known.map(|known| known.expose().to_owned());
    let view = Reports {
        name: overseer.name(),
        months: (0..MONTHS)
            .map(|back| last.saturating_sub(back.months()))
            .collect(),
        subscription: SubscriptionForm {
            address: subscription.map(|one| domain::mask::email(one.address.expose())),
            typed: wrong.or(known).unwrap_or_default(),
            is_wrong,
        },
    };
    let status = if is_wrong {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    Ok((status, Html(reports_page(&reader.shell, &view))).into_response())
}

/// The page of a month, or with an ending its file.
pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(name): Path<String>,
    Query(which): Query<Which>,
) -> Result<Response, Error> {
    let overseer = Overseer::of(&app, &reader)?;
    let (month, format) = match name.rsplit_once('.') {
        None => (name.as_str(), None),
        Some((month, "csv")) => (month, Some(Format::Csv)),
        Some((month, "json")) => (month, Some(Format::Json)),
        Some(_) => return Err(Error::NotFound),
    };
    let period = Period::parse(month).ok_or(Error::NotFound)?;
    let today = app.date(reader.now);
    // A month that is not over is no report yet.
    if !matches!(period, Period::Month(..)) || period.range(today).0 > newest(today) {
        return Err(Error::NotFound);
    }
    let asked = Asked::over(period, which.division, which.agency);
    let mut tx = app.store.read().await?;
    let report = read(&app, &mut tx, &overseer, &asked, reader.now).await?;
    drop(tx);
    match format {
        None => Ok(Html(report_page(&reader.shell, &report)).into_response()),
        Some(format) => file(&reader, &report, format),
    }
}

async fn read(
    app: &App,
    tx: &mut Tx,
    overseer: &Overseer<'_>,
    asked: &Asked,
    now: Timestamp,
) -> Result<Dashboard, Error> {
    let view = View::of(app, tx, overseer, asked, now).await?;
    let reading = Reading::new(app, tx, overseer, &view, now).await?;
    let period = view.place.period;
    let (divisions, _) = reading.lines(tx, By::Division, usize::MAX).await?;
    let (mut agencies, more_agencies) = reading.lines(tx, By::Agency, FILE_LINES).await?;
    let (mut items, more_items) = reading.lines(tx, By::Item, FILE_LINES).await?;
    // By what the month says of them, not by what presses today: the same report reads the same later.
    for lines in [&mut agencies, &mut items] {
        lines.sort_by_key(|line| std::cmp::Reverse(line.figures.count(Measure::Concluded)));
    }
    let (from, to) = period.range(view.today);
    let (before, year_before) = (period.before(view.today), period.year_before(view.today));
    let supervision = [
        supervision(app, tx, overseer, &view, (from, to)).await?,
        supervision(app, tx, overseer, &view, before).await?,
        supervision(app, tx, overseer, &view, year_before).await?,
    ];
    let [of, of_before, of_year_before] = supervision;
    Ok(Dashboard {
        supervision: SUPERVISION
            .into_iter()
            .zip(of)
            .zip(of_before.into_iter().zip(of_year_before))
            .map(|((key, of), (before, year_before))| (key, [of, before, year_before]))
            .collect(),
        total: reading.period(tx, (from, to)).await?,
        before: reading.period(tx, before).await?,
        year_before: reading.period(tx, year_before).await?,
        divisions,
        agencies,
        more_agencies,
        items,
        more_items,
        from,
        until: to.saturating_sub(1.day()),
        as_of: now,
        place: view.place,
        name: view.name,
        above: view.above,
        sees_ratings: overseer.sees_ratings,
        ..Dashboard::default()
    })
}

/// What supervision did: the ends of locale keys, and the columns of the files.
const SUPERVISION: [&str; 6] = [
    "orders_given",
    "orders_answered",
    "orders_late",
    "orders_taken_back",
    "warnings_soon",
    "warnings_overdue",
];

/// As `SUPERVISION`, over some days.
async fn supervision(
    app: &App,
    tx: &mut Tx,
    overseer: &Overseer<'_>,
    view: &View<'_>,
    (from, to): (Date, Date),
) -> Result<[u64; 6], Error> {
    let scopes: Vec<Scope> = std::iter::once(&overseer.scope)
        .chain(&view.within)
        .cloned()
        .collect();
    let instants = (app.start_of(from), app.start_of(to));
    let orders = cases::order_figures(tx, &scopes, instants).await?;
    let warnings = cases::warning_figures(tx, &scopes, instants).await?;
    let all = [
        orders.given,
        orders.answered,
        warnings.unanswered,
        orders.taken_back,
        warnings.soon,
        warnings.overdue,
    ];
    Ok(all.map(i64::unsigned_abs))
}

const COLUMNS: &[(&str, &str)] = &[
    ("measure", "oversight-measure"),
    ("month", "oversight-this-period"),
    ("month_before", "oversight-period-before"),
    ("year_before", "oversight-year-before"),
];

fn file(reader: &Reader, report: &Dashboard, format: Format) -> Result<Response, Error> {
    let measures = Measure::ALL.into_iter().filter(|measure| !measure.is_now());
    let rows: Vec<Vec<Cell>> = measures
        .map(|measure| {
            let mut row = vec![coded(reader, "measure-", measure.column())];
            let figures = [&report.total, &report.before, &report.year_before];
            row.extend(figures.map(|figures| Cell::from(figures[measure])));
            row
        })
        .chain(report.supervision.iter().map(|(key, figures)| {
            let mut row = vec![coded(reader, "reports-", key)];
            row.extend(figures.map(|figure| i64::try_from(figure).unwrap_or(i64::MAX).into()));
            row
        }))
        .collect();
    let sheet = Sheet {
        name: "report",
        columns: COLUMNS,
        more: Vec::new(),
        total: u64::try_from(rows.len()).unwrap_or_default(),
        rows,
    };
    sheet.file(reader, format)
}

#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    address: String,
}

pub async fn subscribe(
    State(app): State<App>,
    reader: Reader,
    Form(wanted): Form<Wanted>,
) -> Result<Response, Error> {
    Overseer::of(&app, &reader)?;
    let officer = reader.officer(Room::Oversight)?.id;
    let Ok(address) = email(wanted.address.trim()) else {
        return page(&app, &reader, Some(wanted.address)).await;
    };
    let subscription = Subscription {
        officer,
        address: Personal::new(address),
        locale: reader.shell.locale,
        // Those up to now can be read; the next one is sent.
        sent_month: month_key(newest(app.date(reader.now))),
        since: reader.now,
    };
    let mut tx = app.store.begin().await?;
    report_subscriptions::subscribe(&mut tx, &subscription).await?;
    tx.commit().await?;
    Ok(Redirect::to("/oversight/reports").into_response())
}

pub async fn unsubscribe(State(app): State<App>, reader: Reader) -> Result<Redirect, Error> {
    let officer = reader.officer(Room::Oversight)?.id;
    let mut tx = app.store.begin().await?;
    report_subscriptions::end(&mut tx, officer).await?;
    tx.commit().await?;
    Ok(Redirect::to("/oversight/reports"))
}

/// Changes nothing: programs that look at links before their reader does must not end anything.
pub async fn ask(
    State(app): State<App>,
    reader: Reader,
    Path(token): Path<String>,
) -> Result<Html<String>, Error> {
    let officer = report::read_token(app.store.keys(), &token)?.ok_or(Error::NotFound)?;
    let mut tx = app.store.read().await?;
    let stopped = report_subscriptions::of_officer(&mut tx, officer)
        .await?
        .is_none();
    let path = format!("/unsubscription/reports/{token}");
    Ok(Html(stop_page(&reader.shell, &path, stopped)))
}

pub async fn stop(
    State(app): State<App>,
    reader: Reader,
    Path(token): Path<String>,
    body: String,
) -> Result<Response, Error> {
    let officer = report::read_token(app.store.keys(), &token)?.ok_or(Error::NotFound)?;
    let mut tx = app.store.begin().await?;
    report_subscriptions::end(&mut tx, officer).await?;
    tx.commit().await?;
    let path = format!("/unsubscription/reports/{token}");
    // Our own form says so; a mail program must get no redirect (RFC 8058, 3.1).
    Ok(if body.split('&').any(|pair| pair == "by=page") {
        Redirect::to(&path).into_response()
    } else {
        Html(stop_page(&reader.shell, &path, true)).into_response()
    })
}

/// Sends the report of the last whole month to whoever asked for it, from the first working day on.
///
/// # Errors
/// Where the database can't serve.
pub async fn send(app: &App, now: Timestamp) -> Result<usize, Error> {
    let today = app.date(now);
    let month = newest(today);
    let (mut sent, mut last) = (0, None);
    loop {
        let mut tx = app.store.read().await?;
        let batch = report_subscriptions::due(&mut tx, &month_key(month), last, BATCH).await?;
        drop(tx);
        for subscription in &batch {
            // One that can't be sent keeps nobody else's.
            match send_one(app, subscription, month, now).await {
                Ok(done) => sent += usize::from(done),
                Err(error @ Error::Unavailable(_)) => return Err(error),
                Err(error) => {
                    tracing::error!(officer = %subscription.officer, %error, "reports: left out")
                }
            }
        }
        let full = i64::try_from(batch.len()).is_ok_and(|rows| rows == BATCH);
        last = batch.last().map(|one| one.officer);
        if !full {
            return Ok(sent);
        }
    }
}

async fn send_one(
    app: &App,
    subscription: &Subscription,
    month: Date,
    now: Timestamp,
) -> Result<bool, Error> {
    let mut tx = app.store.read().await?;
    let id = subscription.officer;
    let Some(officer) = accounts::officer(&mut tx, id).await? else {
        drop(tx);
        return over(app, id).await;
    };
    let roles: Vec<Role> = officer
        .roles
        .iter()
        .filter_map(|role| Role::from_key(role))
        .collect();
    let Some(overseer) = Overseer::by_roles(app, &officer.agency, &roles)? else {
        // Whoever oversees nothing any more gets no more of it.
        drop(tx);
        return over(app, id).await;
    };
    let today = app.date(now);
    let calendars = app.calendars.current();
    let calendar = calendars.of(&officer.agency);
    let mut days = today
        .first_of_month()
        .series(1.day())
        .take_while(|day| *day <= today);
    if !days.any(|day| calendar.statutory.is_working(day)) {
        return Ok(false);
    }
    let asked = Asked::over(Period::month_of(month), None, None);
    let figures = read(app, &mut tx, &overseer, &asked, now).await?;
    drop(tx);
    let locale = subscription.locale;
    let place = &app.catalogue.jurisdiction;
    let base = &app.settings.base_url;
    let name = match locale {
        Locale::ZhCn => officer.name_zh,
        Locale::En => officer.name_en,
    };
    let token = report::token(app.store.keys(), id)?;
    let letter = ReportLetter {
        portal: place.portal.get(locale).to_owned(),
        hotline: place.hotline.clone(),
        name,
        place: figures.name.get(locale).to_owned(),
        month: month_key(month),
        rows: rows(locale, &figures),
        url: format!("{base}{}", report_path(month, &figures.place)),
        stop: format!("{base}/unsubscription/reports/{token}"),
    };
    let payload = serde_json::to_string(&letter)
        .map_err(|error| Error::fault(format!("a letter: {error}")))?;
    let message = NewMessage {
        id: MessageId::new(now, app.entropy()?),
        dedupe: format!("report:{id}:{}", month_key(month)),
        case_id: None,
        applicant_id: None,
        recipient: subscription.address.clone(),
        template: report::TEMPLATE.to_owned(),
        locale,
        payload: Personal::new(payload),
        send_at: now,
        created_at: now,
    };
    let mut tx = app.store.begin().await?;
    messages::queue(&mut tx, &[message]).await?;
    report_subscriptions::mark_sent(&mut tx, id, &month_key(month)).await?;
    tx.commit().await?;
    Ok(true)
}

/// Ends a subscription.
async fn over(app: &App, id: OfficerId) -> Result<bool, Error> {
    let mut tx = app.store.begin().await?;
    report_subscriptions::end(&mut tx, id).await?;
    tx.commit().await?;
    Ok(false)
}

fn rows(locale: Locale, report: &Dashboard) -> Vec<(String, String, String)> {
    let both = |of: &dyn Fn(&Measures) -> String| (of(&report.total), of(&report.before));
    let counted = [
        Measure::Received,
        Measure::Concluded,
        Measure::InTime,
        Measure::Late,
        Measure::StatutoryLate,
    ];
    let mut rows: Vec<_> = counted
        .into_iter()
        .map(|measure| {
            let (value, before) = both(&|figures| number(figures.count(measure)));
            let label = text::t(locale, &format!("measure-{}", measure.column()));
            (label, value, before)
        })
        .collect();
    let of_orders = report.supervision.iter();
    let of_orders = of_orders.filter(|(key, _)| ["orders_given", "orders_late"].contains(key));
    rows.extend(of_orders.map(|(key, [of, before, _])| {
        let label = text::t(locale, &format!("reports-{key}"));
        (label, number(*of), number(*before))
    }));
    let share = |part: u64, whole: u64| {
        Measures::share(part, whole).map_or_else(|| "–".to_owned(), text::percent)
    };
    let (value, before) = both(&|figures| {
        let in_time = figures.count(Measure::InTime);
        share(in_time, in_time + figures.count(Measure::Late))
    });
    rows.push((text::t(locale, "oversight-rate"), value, before));
    if !report.sees_ratings {
        return rows;
    }
    let (value, before) = both(&|figures| {
        let bad = figures.count(Measure::RatedTwo) + figures.count(Measure::RatedOne);
        share(figures.rated().saturating_sub(bad), figures.rated())
    });
    rows.push((text::t(locale, "reports-satisfied"), value, before));
    rows
}
