//! 延续: which licence an application renews, and until when it can (行政许可法 50).

use domain::case::Renewal;
use domain::identifier::LicenceNo;
use domain::limit::latest_before;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use store::Tx;
use store::applications::{self, Application};
use store::cases::{self, LicenceRow};

use crate::error::Error;
use crate::state::App;

/// The licence that the draft asks to have renewed, if it is the applicant's, has not run out, and is renewed
/// under this item.
pub(super) async fn renewal(
    app: &App,
    tx: &mut Tx,
    draft: &Application,
    now: Timestamp,
) -> Result<Option<Renewal>, Error> {
    let Some(number) = &draft.renews else {
        return Ok(None);
    };
    // What is being renewed, or was, is not renewed again.
    if applications::is_renewed(tx, number).await? {
        return Ok(None);
    }
    let Some(licence) = cases::licence(tx, draft.applicant_id, number).await? else {
        return Ok(None);
    };
    Ok(renewable(app, &licence, now)
        .filter(|window| window.item == draft.item && !window.is_over)
        .and_then(|window| {
            Some(Renewal {
                licence: LicenceNo::parse(number).ok()?,
                expires_on: window.expires_on,
                timely: window.is_timely,
            })
        }))
}

/// Days before the last day to apply from which on a renewal is offered: long before anybody is reminded of it, and not
/// on the day of the issue.
const OFFERED: i64 = 180;

/// When, and under which item, a licence is renewed (行政许可法 50).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenewalWindow {
    pub item: String,
    pub expires_on: Date,
    /// The last day on which silence until the end of the licence renews it.
    pub apply_by: Date,
    pub is_timely: bool,
    /// From when on it is offered.
    pub opens_on: Date,
    /// The licence has run out.
    pub is_over: bool,
}

/// Absent for a licence without an end, and where its item knows no renewal.
pub fn renewable(app: &App, licence: &LicenceRow, now: Timestamp) -> Option<RenewalWindow> {
    let expires_on = licence.valid_until?;
    let definition = app.item(&licence.item)?;
    let rule = definition.item.licence.as_ref()?.renewal.as_ref()?;
    let calendars = app.calendars.current();
    let apply_by = latest_before(expires_on, rule.apply_before, calendars.national());
    let today = app.date(now);
    Some(RenewalWindow {
        item: rule.item.get_ref().clone(),
        expires_on,
        apply_by,
        is_timely: today <= apply_by,
        opens_on: apply_by.saturating_sub(OFFERED.days()),
        is_over: today > expires_on,
    })
}
