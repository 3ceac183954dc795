//! 延期 of the statutory limit, by the head whom the law names.

use app::desk::act::Fault;
use app::parts::act_form::Amount;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::authority::Act;
use domain::case::Fact;

use super::act::Sent;
use super::form::Posted;
use super::scope::Open;
use super::written::{self, Particular};
use crate::acts::Statements;
use crate::error::Error;
use crate::notices::number;
use crate::reader::Reader;
use crate::state::App;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    page(&app, &reader, &no, &Posted::default(), Vec::new()).await
}

async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    posted: &Posted,
    faults: Vec<Fault>,
) -> Result<Response, Error> {
    written::page(app, reader, no, Act::Extension, posted, faults, |open| {
        particular(app, reader, open)
    })
    .await
}

fn particular(app: &App, reader: &Reader, open: &Open) -> Particular {
    let ctx = open.ctx(app, reader);
    let Some(rule) = ctx.item.extension() else {
        return Particular::default();
    };
    Particular {
        amount: Some(Amount {
            value: String::new(),
            units: vec![rule.unit],
            unit: String::new(),
            max: rule.value,
        }),
        preview: true,
        ..Particular::default()
    }
}

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Error> {
    let posted = Posted(pairs);
    if posted.edits() {
        return page(&app, &reader, &no, &posted, Vec::new()).await;
    }
    let mut found: Vec<_> = written::text_fault(&posted).into_iter().collect();
    if found.is_empty() {
        let value = written::amount(&posted);
        let mut sent = Sent::open(&app, &reader, &no, &posted).await?;
        let number = number::next(&mut sent.tx, &sent.key.agency, app.date(reader.now)).await?;
        let mut texts = Statements::default();
        let text = texts.add(&app, reader.now, posted.text("text"))?;
        let repeated =
            |fact: &Fact| matches!(fact, Fact::Extended { limit, .. } if limit.value == value);
        let outcome = sent
            .attempt(
                &app,
                &reader,
                "extension",
                repeated,
                texts,
                |case, actor, ctx| case.extend(actor, value, number, text, ctx),
            )
            .await?;
        match outcome {
            Ok(response) => return Ok(response),
            Err(blocked) => found.push(written::fault_of(&blocked)),
        }
    }
    page(&app, &reader, &no, &posted, found).await
}
