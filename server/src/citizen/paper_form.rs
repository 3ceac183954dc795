//! `/items/{code}/form` and `/items/{code}/form/sample`: the form on paper, blank and filled in.

use app::citizen::paper_form::{PaperView, paper_page};
use axum::Router;
use axum::extract::{Path, State};
use axum::response::Html;
use axum::routing::get;
use domain::application::{Answers, pages};
use domain::catalogue::{FormPage, example_answers};

use crate::error::Error;
use crate::questions::questions;
use crate::reader::Reader;
use crate::state::App;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/items/{code}/form", get(show))
        .route("/items/{code}/form/sample", get(show_sample))
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
) -> Result<Html<String>, Error> {
    shown(&app, &reader, &code, false)
}

async fn show_sample(
    State(app): State<App>,
    reader: Reader,
    Path(code): Path<String>,
) -> Result<Html<String>, Error> {
    shown(&app, &reader, &code, true)
}

fn shown(app: &App, reader: &Reader, code: &str, filled: bool) -> Result<Html<String>, Error> {
    let definition = app.public_item(code)?;
    let item = &definition.item;
    let answers = if filled {
        let mut places = app.catalogue.home_divisions();
        let place = places.next().map_or("", |division| division.code.as_str());
        example_answers(item, reader.shell.locale, reader.shell.today, place)
    } else {
        Answers::new()
    };
    let asked: Vec<&FormPage> = if filled {
        pages(item, &answers)
    } else {
        item.pages.iter().collect()
    };
    let pages = asked
        .into_iter()
        .map(|page| {
            let questions = questions(&app.catalogue, &page.fields, &answers, &[]);
            (page.key().to_owned(), questions)
        })
        .collect();
    let view = PaperView {
        item,
        pages,
        filled,
    };
    Ok(Html(paper_page(&reader.shell, &view)))
}
