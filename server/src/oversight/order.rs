//! `/oversight/cases/{no}/order`: 督办.

use app::oversight::order::{OrderView, order_page};
use app::parts::act_form::{ActForm, Amount};
use app::parts::choice::Choice;
use app::parts::fault::Fault;
use app::shell::Room;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::case::{Blocked, Fact, Instrument, LONGEST_REPLY, NewOrder, Refusal};
use domain::identifier::CaseNo;
use domain::limit::{Limit, Unit};
use serde::Deserialize;
use store::Tx;
use store::cases::{self, CaseKey};

use super::act;
use super::view::Overseer;
use crate::acts::{self, Loaded, Statements};
use crate::error::{Error, page_status};
use crate::notices::number;
use crate::reader::Reader;
use crate::state::App;

#[derive(Debug, Default, Deserialize)]
pub struct Posted {
    #[serde(default)]
    seq: String,
    #[serde(default)]
    choice: String,
    #[serde(default)]
    amount: String,
    #[serde(default)]
    text: String,
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
) -> Result<Response, Error> {
    let posted = Posted {
        choice: Instrument::Order.key().to_owned(),
        amount: Instrument::Order.usual_days().to_string(),
        ..Posted::default()
    };
    page(&app, &reader, &no, &posted, Vec::new()).await
}

/// The case, if it lies in the overseer's scope: as its journal says, which is the truth. A confidential case lies
/// in nobody's: its parties have it on their desks.
pub async fn open(
    app: &App,
    tx: &mut Tx,
    reader: &Reader,
    no: &str,
) -> Result<(CaseKey, Loaded), Error> {
    let overseer = Overseer::of(app, reader)?;
    let no = CaseNo::parse(no).map_err(|_| Error::NotFound)?;
    let key = cases::key_by_no(tx, no.as_str()).await?;
    let loaded = acts::load(app, tx, &key).await?;
    let received = &loaded.case.received;
    let within = overseer.scope.holds(
        &loaded.case.agency,
        &received.division,
        &received.prefecture,
    );
    if within && !received.confidential {
        Ok((key, loaded))
    } else {
        Err(Error::NotFound)
    }
}

async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    posted: &Posted,
    faults: Vec<Fault>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let (key, loaded) = open(app, &mut tx, reader, no).await?;
    drop(tx);
    let ctx = loaded.ctx(app, reader.now);
    let actor = act::actor(reader)?;
    loaded
        .case
        .offers(domain::authority::Act::Order, &actor, &ctx)
        .map_err(|refusal| Error::Refused {
            refusal,
            case_no: None,
        })?;
    let status = page_status(&faults);
    let view = OrderView {
        case_no: key.case_no,
        seq: loaded.case.seq,
        item: loaded.definition.item.name.clone(),
        agency: app.agency_name(&key.agency),
        lamp: loaded
            .case
            .lamp(&loaded.case.deadlines(&ctx), reader.now)
            .into(),
        form: ActForm {
            noun: "order",
            choices: Instrument::ALL
                .map(|one| {
                    let word = reader.shell.t(&format!("order-instrument-{}", one.key()));
                    Choice::new(one.key(), word)
                })
                .into(),
            choice: posted.choice.clone(),
            amount: Some(Amount {
                value: posted.amount.clone(),
                units: vec![Unit::WorkingDay],
                unit: String::new(),
                max: LONGEST_REPLY,
            }),
            text: posted.text.clone(),
            faults,
            shown: None,
            preview: false,
        },
        path: "order".into(),
    };
    Ok((status, Html(order_page(&reader.shell, &view))).into_response())
}

pub async fn send(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Form(posted): Form<Posted>,
) -> Result<Response, Error> {
    let text = posted.text.trim();
    let instrument = Instrument::from_key(posted.choice.trim());
    let choice = instrument.is_none().then_some("act-order-choice-missing");
    let mut found = act::faults([("choice", choice), ("text", act::text_fault(text))]);
    if let Some(instrument) = instrument.filter(|_| found.is_empty()) {
        let limit = Limit::working_days(posted.amount.trim().parse().unwrap_or(0));
        let mut tx = app.store.begin().await?;
        let (key, _) = open(&app, &mut tx, &reader, &no).await?;
        // The case before a number, as everybody takes them.
        cases::hold(&mut tx, key.id).await?;
        let actor = act::actor(&reader)?;
        let mut texts = Statements::default();
        let said = texts.add(&app, reader.now, text)?;
        let organ = reader.officer(Room::Oversight)?.agency.clone();
        let new = NewOrder {
            instrument,
            limit,
            text: said,
            notice: number::next(&mut tx, &organ, app.date(reader.now)).await?,
            organ,
        };
        let repeated = |fact: &Fact| {
            matches!(fact, Fact::Ordered { limit: before, instrument: of, .. }
                if *before == limit && *of == instrument)
        };
        let doing = (&key, &actor, posted.seq.as_str());
        let outcome = act::record(&app, &reader, tx, doing, repeated, texts, |case| {
            case.order(&actor, new)
        });
        match outcome.await {
            Ok(()) => {
                let to = format!("/oversight/cases/{}", key.case_no);
                return Ok(Redirect::to(&to).into_response());
            }
            Err(Error::Refused {
                refusal: Refusal::Blocked(Blocked::OrderLength(max)),
                ..
            }) => found.push(Fault::new("amount", "blocked-order-length").max(max)),
            Err(error) => return Err(error),
        }
    }
    page(&app, &reader, &no, &posted, found).await
}
