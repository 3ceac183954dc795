//! 特别程序停表: the reason, the time that it is expected to take, and the notice that goes with it.

use app::desk::act::Fault;
use app::parts::act_form::Amount;
use app::parts::choice::Choice;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use domain::authority::Act;
use domain::case::{ExcludedTime, Fact, LONGEST_PAUSE};
use domain::limit::{Limit, Unit};

use super::act::Sent;
use super::form::Posted;
use super::scope::Open;
use super::written::{self, Particular};
use crate::acts::Statements;
use crate::clock::pause_reason;
use crate::error::Error;
use crate::notices::number;
use crate::reader::Reader;
use crate::state::App;

const UNITS: [Unit; 2] = [Unit::WorkingDay, Unit::NaturalDay];

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let posted = Posted(vec![("unit".into(), Unit::WorkingDay.key().into())]);
    page(&app, &reader, &no, &posted, Vec::new()).await
}

async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    posted: &Posted,
    faults: Vec<Fault>,
) -> Result<Response, Error> {
    written::page(app, reader, no, Act::Pause, posted, faults, |open| {
        particular(reader, open)
    })
    .await
}

/// The law's reasons, then the definition's own, which say that no law is behind them.
fn particular(reader: &Reader, open: &Open) -> Particular {
    let shell = &reader.shell;
    let item = &open.loaded.definition.item;
    let legal = ExcludedTime::ALL.map(|reason| {
        let name = pause_reason(item, reason.key());
        Choice::new(reason.key(), shell.l(&name))
    });
    let own = item.special_procedures.iter().map(|procedure| {
        let choice = Choice::new(procedure.key.get_ref(), shell.l(&procedure.name));
        choice.hint(shell.t("act-pause-no-basis-hint"))
    });
    Particular {
        choices: legal.into_iter().chain(own).collect(),
        amount: Some(Amount {
            value: String::new(),
            units: UNITS.into(),
            unit: String::new(),
            max: LONGEST_PAUSE,
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
    let reason = posted.get("choice");
    let unit = UNITS
        .into_iter()
        .find(|unit| unit.key() == posted.get("unit"));
    let mut found: Vec<_> = [
        reason
            .is_empty()
            .then(|| Fault::new("choice", "blocked-pause-reason")),
        unit.is_none()
            .then(|| Fault::new("unit", "act-unit-missing")),
        written::text_fault(&posted),
    ]
    .into_iter()
    .flatten()
    .collect();
    if let Some(unit) = unit.filter(|_| found.is_empty()) {
        let expected = Limit::new(written::amount(&posted), unit);
        let mut sent = Sent::open(&app, &reader, &no, &posted).await?;
        let number = number::next(&mut sent.tx, &sent.key.agency, app.date(reader.now)).await?;
        let mut texts = Statements::default();
        let text = texts.add(&app, reader.now, posted.text("text"))?;
        let repeated = |fact: &Fact| {
            matches!(fact, Fact::Paused { reason: before, expected: announced, .. }
                if before == reason && *announced == expected)
        };
        let outcome = sent
            .attempt(
                &app,
                &reader,
                "pause",
                repeated,
                texts,
                |case, actor, ctx| case.pause(actor, reason, expected, number, text, ctx),
            )
            .await?;
        match outcome {
            Ok(response) => return Ok(response),
            Err(blocked) => found.push(written::fault_of(&blocked)),
        }
    }
    page(&app, &reader, &no, &posted, found).await
}
