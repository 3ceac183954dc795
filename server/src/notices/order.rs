//! 督办单 and supervision's other orders on paper: number, organ, to whom, what is asked and until when. It is made from the
//! journal's entry, which never changes; an order is no decision about the applicant, so it names no remedies and has no
//! code to look it up by.

use app::parts::notice::Sheet;
use app::text::{t, tv};
use axum::response::Response;
use domain::case::Fact;
use domain::limit::Term;
use domain::locale::Locale;
use store::cases::CaseKey;
use store::{Tx, statements};

use super::page::{self, Paper};
use super::text::{inline, words_of};
use crate::acts::Loaded;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

/// The page of an order that may be printed, or its file; `pdf` is where that is, `back` where the order is.
///
/// # Errors
/// `NotFound` where the entry gave no order. The caller has checked the scope.
pub async fn answer(
    app: &App,
    reader: &Reader,
    mut tx: Tx,
    (key, loaded): (&CaseKey, &Loaded),
    (seq, as_file): (u64, bool),
    (back, pdf): (String, String),
) -> Result<Response, Error> {
    let sheet = sheet(app, &mut tx, reader.locale(), key, loaded, seq).await?;
    drop(tx);
    let paper = Paper {
        name: format!("{}-{seq}.pdf", key.case_no),
        back,
        pdf: Some(pdf),
    };
    page::paper_of(app, reader, sheet, paper, as_file).await
}

async fn sheet(
    app: &App,
    tx: &mut Tx,
    locale: Locale,
    key: &CaseKey,
    loaded: &Loaded,
    seq: u64,
) -> Result<Sheet, Error> {
    let mut entries = loaded.entries.iter();
    let entry = entries.find(|entry| entry.seq == seq);
    let entry = entry.ok_or(Error::NotFound)?;
    // To whom it went, and the calendar of the day: neither changes with what happened since.
    let then = loaded.as_of(app, tx, seq).await?;
    let Fact::Ordered {
        limit,
        text,
        instrument,
        organ,
        notice,
        ..
    } = &entry.fact
    else {
        return Err(Error::NotFound);
    };
    let said = statements::get(tx, key.id, text.id).await?;
    // As it was given: what was granted after an answer was sent back is told with that.
    let counted = Term::new(entry.at, *limit).count(&then.calendar.promised, &app.catalogue.tz);
    let organ = organ.as_deref().and_then(|id| app.catalogue.agency(id));
    let number = notice.map_or_else(
        || {
            let values = [
                ("no", key.case_no.as_str().into()),
                ("seq", seq.to_string().into()),
            ];
            tv(locale, "notice-number", &values)
        },
        |number| words_of(locale, number),
    );
    let item = inline(loaded.definition.item.name.get(locale));
    let agency = app.agency_name(&then.case.agency);
    let say =
        |key: &str, name: &'static str, value: String| tv(locale, key, &[(name, value.into())]);
    let about = [
        ("item", item.into()),
        ("no", loaded.case.received.no.grouped().into()),
    ];
    let mut lines = Vec::new();
    let from = organ.map(|organ| organ.name.get(locale).to_owned());
    lines.extend(from.iter().map(|from| format!("# {from}")));
    let title = t(locale, &format!("order-instrument-{}", instrument.key()));
    lines.push(format!("## {title}"));
    lines.push(format!("### {number}"));
    lines.push(say("notice-to", "to", agency.get(locale).to_owned()));
    lines.push(tv(locale, "order-paper-about", &about));
    if let Some(said) = said {
        let words = said.body.expose().lines();
        lines.extend(words.map(|line| format!("> {line}")));
    }
    let due = app::text::date(locale, counted.due_on);
    lines.push(say("order-paper-until", "due", due));
    if let Some(organ) = organ {
        let values = [
            ("organ", organ.name.get(locale).into()),
            ("address", organ.address.get(locale).into()),
            ("phone", organ.phone.as_str().into()),
        ];
        lines.push(tv(locale, "order-paper-contact", &values));
    }
    lines.extend(from.iter().map(|from| format!(">> {from}")));
    let on = app::text::date(locale, app.date(entry.at));
    lines.push(format!(">> {on}"));
    Ok(Sheet {
        text: lines.join("\n"),
        proof: None,
    })
}
