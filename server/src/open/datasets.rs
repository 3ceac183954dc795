//! `/open/datasets`: the figures as CSV and JSON, under names that don't change with the reader's language.

use app::open::datasets::{Dataset, Datasets, FIELDS, datasets_page};
use app::text;
use axum::extract::{Path, State};
use axum::http::{HeaderName, header};
use axum::response::{IntoResponse, Response};
use domain::catalogue::OpenData;
use domain::locale::Locale;
use domain::supervision::published::{About, Figures, Published, Share};
use domain::supervision::suppress::Shown;
use jiff::civil::Date;
use serde_json::{Map, Value, json};

use crate::csv_file;
use crate::error::Error;
use crate::published;
use crate::reader::Reader;
use crate::state::App;

/// Anybody's cache may keep the data for as long as one reading serves, and anybody's page may read them.
pub const FOR_ALL: [(HeaderName, &str); 2] = [
    (header::CACHE_CONTROL, "public, max-age=3600"),
    (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
];

/// # Errors
/// `NotFound` where the jurisdiction gives no data.
pub fn terms(app: &App) -> Result<&OpenData, Error> {
    let terms = app.catalogue.jurisdiction.open_data.as_ref();
    terms.ok_or(Error::NotFound)
}

pub async fn show(State(app): State<App>, reader: Reader) -> Result<Response, Error> {
    let terms = terms(&app)?;
    let figures = published::figures(&app, reader.now).await?;
    let view = Datasets {
        publisher: terms.publisher.clone(),
        licence: (terms.licence.clone(), terms.licence_name.clone()),
        place: app.catalogue.jurisdiction.name.clone(),
        from: figures.from(),
        until: figures.until(),
        issued: terms.issued,
        modified: modified(terms, &figures),
    };
    Ok(super::page(&reader, datasets_page(&reader.shell, &view)))
}

/// The first day that the newest month could be told.
pub fn modified(terms: &OpenData, figures: &Figures) -> Date {
    figures.to.max(terms.issued)
}

pub async fn file(
    State(app): State<App>,
    reader: Reader,
    Path(name): Path<String>,
) -> Result<Response, Error> {
    let terms = terms(&app)?;
    let (key, end) = name.rsplit_once('.').ok_or(Error::NotFound)?;
    let dataset = Dataset::from_key(key).ok_or(Error::NotFound)?;
    let figures = published::figures(&app, reader.now).await?;
    let rows = rows(&app, &figures, dataset);
    let (kind, body) = match end {
        "csv" => ("text/csv; charset=utf-8; header=present", csv(&rows)?),
        "json" => {
            let [title, about] = dataset.words();
            let words = |key: &str| json!({ "zh": text::t(Locale::ZhCn, key), "en": text::t(Locale::En, key) });
            let file = json!({
                "dataset": key,
                "title": words(&title),
                "description": words(&about),
                "publisher": terms.publisher.zh,
                "licence": terms.licence,
                "from": figures.from().to_string(),
                "to": figures.until().to_string(),
                "as_of": figures.as_of.to_string(),
                "rows": rows,
            });
            let file = serde_json::to_vec(&file);
            (
                "application/json",
                file.map_err(|error| Error::fault(error.to_string()))?,
            )
        }
        _ => return Err(Error::NotFound),
    };
    Ok((FOR_ALL, [(header::CONTENT_TYPE, kind)], body).into_response())
}

fn rows(app: &App, figures: &Figures, dataset: Dataset) -> Vec<Map<String, Value>> {
    let lines = figures.lines.iter();
    lines
        .filter(|(about, _)| {
            let by = (
                about.item.is_some(),
                about.agency.is_some(),
                about.month.is_some(),
            );
            by == match dataset {
                Dataset::Months => (false, false, true),
                Dataset::Items => (true, false, false),
                Dataset::Agencies => (false, true, false),
                Dataset::ItemsByMonth => (true, false, true),
                Dataset::ItemsByAgency => (true, true, false),
            }
        })
        .filter(|(_, line)| **line != Published::NONE)
        .map(|(about, line)| row(app, figures, about, line))
        .collect()
}

fn row(app: &App, figures: &Figures, about: &About, line: &Published) -> Map<String, Value> {
    let month = about
        .month
        .as_ref()
        .and_then(|month| format!("{month}-01").parse().ok());
    let (from, until) = match month {
        Some(month) => {
            let month: Date = month;
            (month, month.last_of_month())
        }
        None => (figures.from(), figures.until()),
    };
    let item = about.item.as_deref().map(|code| app.item_name(code));
    let agency = about.agency.as_deref().map(|id| app.agency_name(id));
    let division = about
        .agency
        .as_deref()
        .and_then(|id| app.catalogue.agency(id));
    let numbers = [
        ("decided", line.decided),
        ("in_time", line.in_time),
        ("late", line.late),
        ("rated", line.rated),
        ("very_satisfied", line.levels[0]),
        ("satisfied", line.levels[1]),
        ("fairly_satisfied", line.levels[2]),
        ("dissatisfied", line.levels[3]),
        ("very_dissatisfied", line.levels[4]),
    ];
    let marked = |mark: Shown| {
        let names = numbers.iter().filter(|(_, shown)| *shown == mark);
        let names: Vec<&str> = names.map(|(name, _)| *name).collect();
        names.join(" ")
    };
    let mut row: Map<String, Value> = numbers
        .iter()
        .map(|(name, shown)| ((*name).to_owned(), json!(shown.number())))
        .collect();
    let tenths = |tenths: Option<u64>| match tenths {
        Some(tenths) => text::decimal(tenths)
            .parse()
            .map_or(Value::Null, Value::Number),
        None => Value::Null,
    };
    let exactly = |share| match share {
        Share::Exactly(share) => Some(share),
        Share::AtLeast(_) | Share::Hidden | Share::Nothing => None,
    };
    for (name, value) in [
        ("from", json!(from.to_string())),
        ("to", json!(until.to_string())),
        ("item_code", json!(about.item)),
        ("item_name_zh", json!(item.as_ref().map(|name| &name.zh))),
        (
            "item_name_en",
            json!(item.as_ref().and_then(|name| name.en.as_ref())),
        ),
        ("agency_id", json!(about.agency)),
        (
            "agency_name_zh",
            json!(agency.as_ref().map(|name| &name.zh)),
        ),
        (
            "agency_name_en",
            json!(agency.as_ref().and_then(|name| name.en.as_ref())),
        ),
        ("division", json!(division.map(|agency| &agency.division))),
        ("in_time_percent", tenths(exactly(line.in_time_share()))),
        ("satisfied_percent", tenths(exactly(line.satisfaction()))),
        ("average_days_used", tenths(line.days.map(|days| days.used))),
        (
            "average_days_promised",
            tenths(line.days.map(|days| days.promised)),
        ),
        ("fewer_than_5", json!(marked(Shown::Few))),
        ("withheld", json!(marked(Shown::Withheld))),
    ] {
        row.insert(name.to_owned(), value);
    }
    row
}

fn csv(rows: &[Map<String, Value>]) -> Result<Vec<u8>, Error> {
    let head = FIELDS.map(|(name, _)| name);
    let cells = |row: &Map<String, Value>| {
        let cell = |name: &str| match row.get(name) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        };
        head.map(cell).into()
    };
    csv_file::bytes(head, rows.iter().map(cells))
}
