//! The journal of a case, each fact with its author and the words that belong to it; a page of its own where it is long.

use app::desk::journal::{Journal, JournalView, Line, Note, journal_page};
use app::parts::clock::NoticeLink;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Response};
use domain::case::{Entry, Fact, StatementRef};
use domain::locale::{Locale, Localised};
use serde::Deserialize;

use super::file::target_name;
use super::scope::{Open, both};
use crate::error::Error;
use crate::fact_notes;
use crate::notices;
use crate::reader::Reader;
use crate::state::App;

/// Facts on the case's own page: the rest is a click away.
const LATEST: usize = 40;

/// Facts on a page of the journal.
const PAGE: usize = 200;

/// The latest of it.
pub fn latest(app: &App, locale: Locale, open: &Open) -> Journal {
    some(app, locale, open, u64::MAX, LATEST)
}

/// The last `most` facts before a place in the journal, oldest first.
fn some(app: &App, locale: Locale, open: &Open, before: u64, most: usize) -> Journal {
    let entries = &open.loaded.entries;
    let shown: Vec<&Entry> = entries
        .iter()
        .filter(|entry| entry.seq < before && open.shows(entry))
        .collect();
    let earlier = shown.len().saturating_sub(most);
    let kept = shown.get(earlier..).unwrap_or_default();
    Journal {
        lines: kept
            .iter()
            .map(|entry| line(app, locale, open, entry))
            .collect(),
        earlier,
        first: kept.first().map_or(before, |entry| entry.seq),
    }
}

#[derive(Debug, Deserialize)]
pub struct Asked {
    before: Option<u64>,
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(no): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let open = Open::load(&app, &mut tx, &reader, &no).await?;
    drop(tx);
    let view = JournalView {
        head: open.head(&app, &reader),
        journal: some(
            &app,
            reader.locale(),
            &open,
            asked.before.unwrap_or(u64::MAX),
            PAGE,
        ),
        continued: asked.before.is_some(),
    };
    Ok(Html(journal_page(&reader.shell, &view)).into_response())
}

fn line(app: &App, locale: Locale, open: &Open, entry: &Entry) -> Line {
    let (step, outcome) = place(open, &entry.fact);
    let fact = match &entry.fact {
        Fact::Disputed { step: None, .. } => "disputed-whole",
        fact => fact.key(),
    };
    Line {
        fact: fact.to_owned(),
        at: entry.at,
        by: open.officers.by(entry.actor),
        step,
        outcome,
        notes: notes(app, locale, open, entry),
    }
}

fn place(open: &Open, fact: &Fact) -> (Option<Localised>, Option<Localised>) {
    match fact {
        Fact::AdviceAsked { step, .. }
        | Fact::Claimed { step }
        | Fact::Released { step }
        | Fact::Assigned { step, .. }
        | Fact::Dispatched { step, .. }
        | Fact::Disputed {
            step: Some(step), ..
        }
        | Fact::Routed { choice: step, .. } => (Some(open.step_name(step)), None),
        Fact::StepRecorded { step, outcome, .. } | Fact::StepLapsed { step, outcome, .. } => (
            Some(open.step_name(step)),
            Some(open.outcome_name(step, outcome)),
        ),
        Fact::Warned { deadline, .. } => {
            let key = format!("clock-{}", deadline.key());
            (None, Some(both(|locale| app::text::t(locale, &key))))
        }
        _ => (None, None),
    }
}

fn notes(app: &App, locale: Locale, open: &Open, entry: &Entry) -> Vec<Note> {
    let text = |statement: &StatementRef| open.text(statement.id).map(Note::Text);
    let item = &open.loaded.definition.item;
    let shown = fact_notes::seen(item, entry, |kind| open.shows_deadline(kind));
    let plain = shown.into_iter().map(Note::Fact);
    match &entry.fact {
        Fact::Corrected { targets } => targets
            .iter()
            .map(|target| Note::Asked(target_name(open, &target.what), open.text(target.note.id)))
            .collect(),
        Fact::Accepted {
            deemed: true,
            counts_from,
            ..
        } => vec![Note::CountsFrom(*counts_from)],
        Fact::Declined {
            ground,
            agency,
            reason,
        } => {
            let agency = agency
                .as_deref()
                .and_then(|id| app.catalogue.agency(id))
                .map(|agency| Note::Agency(agency.name.clone()));
            [Note::Key(format!("desk-ground-{}", ground.key()))]
                .into_iter()
                .chain(agency)
                .chain(text(reason))
                .collect()
        }
        Fact::Returned { reason } | Fact::Decided { reason, .. } => {
            text(reason).into_iter().collect()
        }
        Fact::StepRecorded {
            step,
            outcome,
            opinion,
            record,
            proposed,
            ..
        } => {
            let recorded = record
                .as_ref()
                .map(|kept| super::steps::recorded(app, open, step, kept));
            let aside = open.loaded.case.set_aside.contains(&entry.seq);
            let aside = aside.then(|| Note::Key("desk-opinion-aside".into()));
            let differs = proposed
                .as_ref()
                .is_some_and(|proposed| proposed != outcome);
            let proposal = differs.then(|| Note::Key("desk-against-proposal".into()));
            recorded
                .unwrap_or_default()
                .into_iter()
                .map(|question| Note::Recorded(Box::new(question)))
                .chain(text(opinion))
                .chain(proposal)
                .chain(aside)
                .collect()
        }
        Fact::Transferred { agency, reason } | Fact::Dispatched { agency, reason, .. } => {
            [Note::To(app.agency_name(agency))]
                .into_iter()
                .chain(text(reason))
                .collect()
        }
        Fact::Disputed { reason, .. } => text(reason).into_iter().collect(),
        Fact::Routed { reason, .. } => reason.as_ref().and_then(text).into_iter().collect(),
        Fact::Assigned { to, .. } => vec![Note::To(open.officers.name(*to))],
        Fact::AdviceAsked {
            of, text: words, ..
        } => [Note::To(open.officers.name(*of))]
            .into_iter()
            .chain(text(words))
            .collect(),
        Fact::Voided { ground, reason } => [Note::Key(format!("void-ground-{}", ground.key()))]
            .into_iter()
            .chain(text(reason))
            .collect(),
        Fact::LicenceIssued {
            number,
            valid_until,
            ..
        } => vec![Note::Licence {
            number: number.as_str().to_owned(),
            valid_until: *valid_until,
        }],
        Fact::Delivered {
            method,
            identity,
            note,
            ..
        } => {
            let shown = identity.map(|shown| format!("counter-identity-{}", shown.key()));
            [Note::Key(format!("desk-method-{}", method.key()))]
                .into_iter()
                .chain(shown.map(Note::Key))
                .chain(note.as_ref().and_then(text))
                .collect()
        }
        Fact::FollowUpAnswered { text: words, .. } | Fact::RatingReleased { text: words } => {
            words.as_ref().and_then(text).into_iter().collect()
        }
        Fact::Withdrawn { reason } => reason.as_ref().and_then(text).into_iter().collect(),
        Fact::Rated { level, comment, .. } => [Note::Level(*level)]
            .into_iter()
            .chain(comment.as_ref().and_then(text))
            .collect(),
        Fact::Paused {
            explanation: words, ..
        }
        | Fact::Resumed { result: words }
        | Fact::Extended { reason: words, .. }
        | Fact::OpinionGiven { text: words, .. }
        | Fact::Ordered { text: words, .. }
        | Fact::OrderAnswered { text: words, .. }
        | Fact::OrderSentBack { text: words, .. }
        | Fact::OrderLifted { text: words, .. }
        | Fact::FollowedUp { text: words }
        | Fact::RaterContacted { text: words, .. }
        | Fact::CalledBack { text: words, .. }
        | Fact::RatingAppealed { text: words }
        | Fact::RatingAppealDecided { text: words, .. }
        | Fact::Enquired { text: words }
        | Fact::EnquiryAnswered { text: words, .. }
        | Fact::AdviceGiven { text: words, .. }
        | Fact::WarningExplained { text: words, .. }
        | Fact::WarningCleared { text: words, .. } => plain.chain(text(words)).collect(),
        Fact::OrderAccepted { text: words, .. } => {
            plain.chain(words.as_ref().and_then(text)).collect()
        }
        Fact::Complained {
            ground,
            text: words,
        } => [Note::Ground(ground.key())]
            .into_iter()
            .chain(text(words))
            .collect(),
        Fact::ComplaintAnswered {
            founded,
            text: words,
            ..
        } => [Note::Founded(*founded)]
            .into_iter()
            .chain(text(words))
            .collect(),
        Fact::NoticeSent { of, number, .. } => vec![Note::Notice(NoticeLink {
            number: notices::words_of(locale, *number),
            href: Some(format!("/desk/cases/{}/notices/{of}", open.key.case_no)),
        })],
        Fact::Received(_)
        | Fact::Supplemented { .. }
        | Fact::Accepted { .. }
        | Fact::Claimed { .. }
        | Fact::Released { .. }
        | Fact::ConsentDeemed { .. }
        | Fact::DeemedRenewed { .. }
        | Fact::Recalculated { .. }
        | Fact::StepLapsed { .. }
        | Fact::Revoked { .. }
        | Fact::Migrated { .. }
        | Fact::Reminded
        | Fact::ReceiptKept { .. }
        | Fact::ComplaintForwarded { .. }
        | Fact::OrderRaised { .. }
        | Fact::AdviceTakenBack { .. }
        | Fact::Warned { .. } => plain.collect(),
    }
}
