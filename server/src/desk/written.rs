//! What the acts share whose form is mostly a text.

use app::desk::act::Fault;
use app::desk::people::Search;
use app::desk::written::{WrittenView, written_page};
use app::parts::act_form::{ActForm, Amount};
use app::parts::choice::Choice;
use axum::response::Response;
use domain::authority::Act;
use domain::case::{Actor, Blocked, Case, Ctx, Fact, Refusal, StatementRef};

use super::act::{Sent, form};
use super::form::Posted;
use super::scope::Open;
use crate::acts::Statements;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

/// What is particular to one of them.
#[derive(Default)]
pub struct Particular {
    pub choices: Vec<Choice>,
    pub amount: Option<Amount>,
    pub shown: Option<String>,
    pub preview: bool,
    /// How to find others, where the choices are people.
    pub people: Option<Search>,
    /// The end of the act's address, where that is not its name.
    pub path: Option<String>,
    /// Where what is answered can be printed.
    pub sheet: Option<String>,
}

/// The page, with what was posted so far.
pub async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    act: Act,
    posted: &Posted,
    faults: Vec<Fault>,
    particular: impl FnOnce(&Open) -> Particular,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let mut open = Open::for_act(app, &mut tx, reader, no, act).await?;
    let faulty = !faults.is_empty();
    let Particular {
        choices,
        amount,
        shown,
        preview,
        people,
        path,
        sheet,
    } = particular(&open);
    let noun = path.as_deref().unwrap_or(act.key());
    let posted = open.kept(&mut tx, noun, posted).await?;
    let view = WrittenView {
        head: open.head(app, reader),
        form: ActForm {
            noun: act.key(),
            choices,
            choice: posted.get("choice").to_owned(),
            amount: amount.map(|amount| Amount {
                value: posted.get("amount").to_owned(),
                unit: posted.get("unit").to_owned(),
                ..amount
            }),
            text: posted.get("text").to_owned(),
            faults,
            shown,
            preview,
        },
        path,
        people,
        sheet,
    };
    Ok(form(faulty, written_page(&reader.shell, &view)))
}

/// The act that was posted, with its text and no number. Where something has to be put right, the faults.
///
/// # Errors
/// What the person can't mend in the form.
pub async fn send(
    app: &App,
    reader: &Reader,
    no: &str,
    act: Act,
    posted: &Posted,
    repeated: impl Fn(&Fact) -> bool,
    decide: impl FnOnce(&Case, &Actor, StatementRef, &Ctx<'_>) -> Result<Vec<Fact>, Refusal>,
) -> Result<Result<Response, Vec<Fault>>, Error> {
    if let Some(fault) = text_fault(posted) {
        return Ok(Err(vec![fault]));
    }
    let sent = Sent::open(app, reader, no, posted).await?;
    let mut texts = Statements::default();
    let text = texts.add(app, reader.now, posted.text("text"))?;
    let outcome = sent
        .attempt(
            app,
            reader,
            act.key(),
            repeated,
            texts,
            |case, actor, ctx| decide(case, actor, text, ctx),
        )
        .await?;
    Ok(outcome.map_err(|blocked| vec![fault_of(&blocked)]))
}

/// Where a refusal belongs in the form.
pub fn fault_of(blocked: &Blocked) -> Fault {
    let (id, max) = match blocked {
        Blocked::PauseReason | Blocked::NoColleague => ("choice", 0),
        Blocked::PauseLength(max) | Blocked::ExtensionLength(max) | Blocked::OrderLength(max) => {
            ("amount", *max)
        }
        _ => ("text", 0),
    };
    Fault::new(id, blocked.key()).max(max)
}

/// A whole number as it was typed; nought, which no act takes, for anything else.
pub fn amount(posted: &Posted) -> u32 {
    posted.text("amount").parse().unwrap_or(0)
}

/// Where nothing was chosen, what has to be put right.
pub fn unchosen(posted: &Posted, key: &'static str) -> Vec<Fault> {
    let missing = Fault::new("choice", key);
    std::iter::once(missing).chain(text_fault(posted)).collect()
}

/// The text's own fault.
pub fn text_fault(posted: &Posted) -> Option<Fault> {
    let key = posted.fault("text", "act-text-missing")?;
    Some(Fault::new("text", key))
}
