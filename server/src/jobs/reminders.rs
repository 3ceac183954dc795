//! Reminders that no case gives cause for: a draft that will be deleted, a licence that should be renewed. Each is told
//! once; the message's own cause says that it was.

use jiff::{SignedDuration, Timestamp, ToSpan};
use store::cases::LicenceRow;
use store::reminders::{self, EndingLicence, IdleDraft};

use crate::application::KEPT;
use crate::error::Error;
use crate::mail::Kind;
use crate::notify::{self, Cause};
use crate::state::App;
use crate::submission::{RenewalWindow, renewable};

/// How long before a draft is deleted its owner is told.
const DRAFT_NOTICE: SignedDuration = SignedDuration::from_hours(3 * 24);

/// Days before the last day to apply for a renewal: when its owner is told, and when they are told again.
const RENEWAL_OPENS: i64 = 30;
const RENEWAL_ENDS: i64 = 7;
/// Nobody is told longer before the end of a licence than this. The longest time to apply in the catalogue is far
/// shorter.
const HORIZON: i64 = 240;

const BATCH: i64 = 100;

/// Returns how many were told.
///
/// # Errors
/// Where the database can't serve.
pub async fn run(app: &App, now: Timestamp) -> Result<usize, Error> {
    let mut told = drafts(app, now).await?;
    told += licences(app, now, Kind::LicenceRenewable, RENEWAL_OPENS).await?;
    told += licences(app, now, Kind::LicenceEnding, RENEWAL_ENDS).await?;
    Ok(told)
}

async fn drafts(app: &App, now: Timestamp) -> Result<usize, Error> {
    let from = now - KEPT;
    let to = from + DRAFT_NOTICE;
    let (mut told, mut last): (usize, Option<IdleDraft>) = (0, None);
    loop {
        let mut tx = app.store.begin().await?;
        let batch = reminders::idle_drafts(&mut tx, from, to, last.as_ref(), BATCH).await?;
        for draft in &batch {
            told += usize::from(draft_expires(app, &mut tx, draft, now).await?);
        }
        tx.commit().await?;
        let full = i64::try_from(batch.len()).is_ok_and(|rows| rows == BATCH);
        last = batch.into_iter().next_back();
        if !full {
            return Ok(told);
        }
    }
}

async fn draft_expires(
    app: &App,
    tx: &mut store::Tx,
    draft: &IdleDraft,
    now: Timestamp,
) -> Result<bool, Error> {
    let name = match (app.item(&draft.item), app.catalogue.bundle(&draft.item)) {
        (Some(definition), _) => definition.item.name.clone(),
        (None, Some(bundle)) => bundle.name.clone(),
        (None, None) => return Ok(false),
    };
    let goes = app.date(draft.updated_at + KEPT);
    let cause = Cause {
        kind: Kind::DraftExpiring,
        name: reminders::draft_cause(draft),
        path: format!("/applications/{}", draft.id),
    };
    let owner = draft.applicant_id;
    notify::to_applicant(app, tx, owner, cause, now, |letter, locale| {
        letter.item = name.get(locale).to_owned();
        letter.item_code = Some(draft.item.clone());
        letter.deleted_on = Some(app::text::date(locale, goes));
    })
    .await
}

/// Tells of every licence that has `days` or fewer left until the last day to apply.
async fn licences(app: &App, now: Timestamp, kind: Kind, days: i64) -> Result<usize, Error> {
    let today = app.date(now);
    let horizon = today.saturating_add(HORIZON.days());
    let (mut told, mut last): (usize, Option<EndingLicence>) = (0, None);
    loop {
        let mut tx = app.store.begin().await?;
        let batch =
            reminders::ending_licences(&mut tx, today, horizon, kind.key(), last.as_ref(), BATCH)
                .await?;
        for licence in &batch {
            let row = LicenceRow {
                number: licence.number.clone(),
                item: licence.item.clone(),
                valid_until: Some(licence.valid_until),
            };
            let Some(window) = renewable(app, &row, now).filter(|window| !window.is_over) else {
                continue;
            };
            let due = today >= window.apply_by.saturating_sub(days.days());
            // That it can be renewed is no news once the time for it is over.
            if due && (window.is_timely || kind == Kind::LicenceEnding) {
                told += usize::from(ends(app, &mut tx, licence, &window, kind, now).await?);
            }
        }
        tx.commit().await?;
        let full = i64::try_from(batch.len()).is_ok_and(|rows| rows == BATCH);
        last = batch.into_iter().next_back();
        if !full {
            return Ok(told);
        }
    }
}

async fn ends(
    app: &App,
    tx: &mut store::Tx,
    licence: &EndingLicence,
    window: &RenewalWindow,
    kind: Kind,
    now: Timestamp,
) -> Result<bool, Error> {
    let Some(definition) = app.item(&licence.item) else {
        return Ok(false);
    };
    let cause = Cause {
        kind,
        name: reminders::licence_cause(&licence.number, kind.key()),
        path: format!("/cases/{}", licence.case_no),
    };
    let owner = licence.applicant_id;
    notify::to_applicant(app, tx, owner, cause, now, |letter, locale| {
        letter.item = definition.item.name.get(locale).to_owned();
        letter.item_code = Some(definition.item.code().to_owned());
        let rule = definition.item.licence.as_ref();
        letter.licence_name = rule.map(|rule| rule.name.get(locale).to_owned());
        letter.licence_no = Some(licence.number.clone());
        letter.valid_until = Some(app::text::date(locale, window.expires_on));
        letter.renew_by = window
            .is_timely
            .then(|| app::text::date(locale, window.apply_by));
    })
    .await
}
