//! Which facts the applicant hears of, and in which words: rows in the outbox, in the
//! transaction of the act. What is no fact is told with [`about_case`] and [`to_applicant`]. Opinions, reasons and
//! correction notes stay behind sign-in, since mail is not confidential.

use domain::case::{
    ActorRef, Case, Ctx, Deadline, DeadlineKind, Decision, Entry, Fact, OpenNode, WarningLevel,
};
use domain::catalogue::Definition;
use domain::id::{ApplicantId, ApplicationId, CaseId, MessageId};
use domain::locale::{Locale, Localised};
use domain::situation;
use jiff::Timestamp;
use jiff::civil::Date;
use store::messages::{self, NewMessage};
use store::{Personal, Tx, accounts, applications, delegations};

use crate::calendars;
use crate::clock::pause_reason;
use crate::delegation::Acting;
use crate::error::Error;
use crate::fact_notes::is_told;
use crate::mail::{Kind, Letter};
use crate::notices;
use crate::query_code;
use crate::recipient::Recipient;
use crate::state::App;
use crate::submission::read_answers;

/// Tells of the entries from `first_new` on. `case` is as it is after the last one.
///
/// # Errors
/// Where the outbox can't be written.
pub async fn queue(
    app: &App,
    tx: &mut Tx,
    case: &Case,
    definition: &Definition,
    ctx: &Ctx<'_>,
    entries: &[Entry],
    first_new: usize,
) -> Result<(), Error> {
    let new = entries.get(first_new..).unwrap_or_default();
    let told: Vec<_> = (first_new..)
        .zip(new)
        .filter_map(|(at, entry)| {
            let handed_in = || entries.get(..=at).is_some_and(Case::handed_in);
            match kind(&entry.fact)? {
                Kind::Granted | Kind::Refused if definition.item.answer => {
                    Some((entry, Kind::Answered))
                }
                Kind::Supplemented if handed_in() => Some((entry, Kind::HandedIn)),
                Kind::Corrected if case.awaits_promised() => Some((entry, Kind::PromisedDue)),
                kind => Some((entry, kind)),
            }
        })
        .collect();
    let opened = new.first().map(|entry| entry.at);
    let payment = case
        .awaits_payment(ctx)
        .filter(|open| opened.is_some_and(|at| open.opened_at >= at));
    if told.is_empty() && payment.is_none() {
        return Ok(());
    }
    let Some(recipient) = recipient(app, tx, case, definition).await? else {
        return Ok(());
    };
    // Of a past that is played only those hear, in their box, whom somebody will look at it as.
    if app.is_quiet() && !recipient.is_persona {
        return Ok(());
    }
    let mut queued: Vec<NewMessage> = Vec::new();
    for (entry, kind) in told {
        let notice_no = new.iter().find_map(|sent| match sent.fact {
            Fact::NoticeSent { of, number, .. } if of == entry.seq => Some(number),
            _ => None,
        });
        let told = |recipient: &Recipient| -> Result<Letter, Error> {
            Ok(Letter {
                notice_no: notice_no.map(|number| notices::words_of(recipient.locale, number)),
                ..letter_of(app, case, ctx, &entry.fact, kind, recipient)?
            })
        };
        let letter = told(&recipient)?;
        let cause = format!("{}:{}", case.received.case, entry.seq);
        let about = Some(case.received.case);
        let for_other = match kind {
            Kind::Corrected | Kind::PromisedDue => Some(Kind::CorrectedForOther),
            Kind::SupplementReminder => Some(Kind::ReminderForOther),
            _ => None,
        };
        if let Some(kind) = for_other
            && let Some(agent) = agent(app, tx, case, ctx, entries).await?
        {
            let theirs = Letter {
                principal: Some(recipient.name.clone()),
                ..told(&agent)?
            };
            let cause = format!("{cause}:agent");
            queued.push(message(app, &agent, kind, &theirs, cause, about, ctx.now)?);
        }
        queued.push(message(
            app, &recipient, kind, &letter, cause, about, ctx.now,
        )?);
    }
    // Where nothing follows from the day, the page says what to pay.
    if let Some(open) = payment
        && payment_by(ctx, &case.deadlines(ctx), open).is_some()
    {
        let letter = payment_due(app, tx, case, ctx, open, &recipient).await?;
        let cause = format!("{}:{}:{}", case.received.case, open.key, open.opened_at);
        let about = Some(case.received.case);
        if let Some(agent) = agent(app, tx, case, ctx, entries).await? {
            let theirs = Letter {
                principal: Some(recipient.name.clone()),
                ..payment_due(app, tx, case, ctx, open, &agent).await?
            };
            let (kind, cause) = (Kind::PaymentForOther, format!("{cause}:agent"));
            queued.push(message(app, &agent, kind, &theirs, cause, about, ctx.now)?);
        }
        let kind = Kind::PaymentDue;
        queued.push(message(
            app, &recipient, kind, &letter, cause, about, ctx.now,
        )?);
    }
    // Of one instant: the box shows them in the journal's order, and goes by the ids.
    let mut ids: Vec<MessageId> = queued.iter().map(|message| message.id).collect();
    ids.sort();
    for (message, id) in queued.iter_mut().zip(ids) {
        message.id = id;
    }
    messages::queue(tx, &queued).await?;
    Ok(())
}

/// One letter about a case whose cause is no fact of its journal, such as the answer to an enquiry. `cause` names it
/// for good: a second letter of the same cause is not written. `fill` adds what the kind has to say beside the head.
///
/// # Errors
/// Where the outbox can't be written.
pub async fn about_case(
    app: &App,
    tx: &mut Tx,
    case: &Case,
    kind: Kind,
    cause: String,
    now: Timestamp,
    fill: impl FnOnce(&mut Letter, Locale),
) -> Result<(), Error> {
    if app.is_quiet() {
        return Ok(());
    }
    let definition = app.definition(&case.definition)?;
    let Some(recipient) = recipient(app, tx, case, &definition).await? else {
        return Ok(());
    };
    let calendar = calendars::of_case(app, tx, case).await?;
    let ctx = app.ctx(&definition, &calendar, now);
    let mut letter = head(app, case, &ctx, &recipient);
    fill(&mut letter, recipient.locale);
    let about = Some(case.received.case);
    let message = message(app, &recipient, kind, &letter, cause, about, now)?;
    messages::queue(tx, &[message]).await?;
    Ok(())
}

/// What gives cause for a letter that is about no case.
#[derive(Debug)]
pub struct Cause {
    pub kind: Kind,
    /// As in [`about_case`].
    pub name: String,
    /// Where the reader goes on.
    pub path: String,
}

/// One letter to somebody with an account, about no case; otherwise as [`about_case`]. Says whether there was anybody to
/// tell.
///
/// # Errors
/// Where the outbox can't be written.
pub async fn to_applicant(
    app: &App,
    tx: &mut Tx,
    applicant: ApplicantId,
    cause: Cause,
    now: Timestamp,
    fill: impl FnOnce(&mut Letter, Locale),
) -> Result<bool, Error> {
    if app.is_quiet() {
        return Ok(false);
    }
    let Some(recipient) = Recipient::of(app, tx, applicant).await? else {
        return Ok(false);
    };
    let mut letter = Letter {
        url: format!("{}{}", app.settings.base_url, cause.path),
        ..addressed(app, &recipient)
    };
    fill(&mut letter, recipient.locale);
    let message = message(app, &recipient, cause.kind, &letter, cause.name, None, now)?;
    messages::queue(tx, &[message]).await?;
    Ok(true)
}

/// Parts of a bundle will not open: those that waited for `case`, or that nobody can open now that it is granted.
/// `parts` are their names, and `bundle` the bundle's application.
///
/// # Errors
/// Where the outbox can't be written.
pub async fn not_opened(
    app: &App,
    tx: &mut Tx,
    case: &Case,
    kind: Kind,
    bundle: ApplicationId,
    parts: &[Localised],
    now: Timestamp,
) -> Result<(), Error> {
    let cause = format!("{bundle}:{}:{}", case.received.item, kind.key());
    about_case(app, tx, case, kind, cause, now, |letter, locale| {
        let names: Vec<&str> = parts.iter().map(|name| name.get(locale)).collect();
        letter.unopened = Some(names.join(&app::text::t(locale, "mail-list-joint")));
        letter.url = format!(
            "{}/life-events/applications/{bundle}",
            app.settings.base_url
        );
    })
    .await
}

fn message(
    app: &App,
    recipient: &Recipient,
    kind: Kind,
    letter: &Letter,
    cause: String,
    case: Option<CaseId>,
    now: Timestamp,
) -> Result<NewMessage, Error> {
    let payload = serde_json::to_string(letter)
        .map_err(|error| Error::fault(format!("a letter: {error}")))?;
    Ok(NewMessage {
        id: MessageId::new(now, app.entropy()?),
        dedupe: cause,
        case_id: case,
        applicant_id: Some(recipient.id),
        recipient: if app.is_quiet() {
            Personal::default()
        } else {
            recipient.address(kind.topic())
        },
        template: kind.key().to_owned(),
        locale: recipient.locale,
        payload: Personal::new(payload),
        send_at: now,
        created_at: now,
    })
}

/// Steps inside the agency are none of the applicant's business; the rest is.
fn kind(fact: &Fact) -> Option<Kind> {
    Some(match fact {
        Fact::Received(_) => Kind::Received,
        Fact::Corrected { .. } => Kind::Corrected,
        Fact::Supplemented { .. } => Kind::Supplemented,
        Fact::Accepted { deemed: false, .. } => Kind::Accepted,
        Fact::Accepted { deemed: true, .. } => Kind::DeemedAccepted,
        Fact::Declined { .. } => Kind::Declined,
        Fact::Returned { .. } => Kind::Returned,
        Fact::Decided {
            decision: Decision::Granted,
            ..
        } => Kind::Granted,
        Fact::Decided {
            decision: Decision::Refused,
            ..
        } => Kind::Refused,
        Fact::LicenceIssued { .. } => Kind::LicenceIssued,
        Fact::Delivered { .. } => Kind::Delivered,
        Fact::Withdrawn { .. } => Kind::Withdrawn,
        Fact::Voided { .. } => Kind::Voided,
        Fact::Warned {
            deadline: DeadlineKind::Supplement,
            level: WarningLevel::DueSoon,
            ..
        } => Kind::SupplementReminder,
        Fact::Paused { .. } => Kind::Paused,
        Fact::Resumed { .. } => Kind::Resumed,
        Fact::Extended { .. } => Kind::Extended,
        Fact::DeemedRenewed { .. } => Kind::DeemedRenewed,
        Fact::FollowedUp { .. } => Kind::FollowedUp,
        Fact::EnquiryAnswered { .. } => Kind::EnquiryAnswered,
        Fact::ComplaintAnswered { .. } => Kind::ComplaintAnswered,
        // A case that comes back is with the first agency again.
        Fact::Transferred { .. } | Fact::Disputed { step: None, .. } => Kind::Transferred,
        Fact::Revoked { .. } => Kind::Revoked,
        Fact::Recalculated { moved, .. } if moved.iter().any(is_told) => Kind::Recalculated,
        Fact::Claimed { .. }
        | Fact::Released { .. }
        | Fact::Assigned { .. }
        | Fact::StepLapsed { .. }
        | Fact::Disputed { .. }
        | Fact::Dispatched { .. }
        | Fact::Routed { .. }
        | Fact::Migrated { .. }
        | Fact::StepRecorded { .. }
        | Fact::Rated { .. }
        | Fact::RaterContacted { .. }
        | Fact::CalledBack { .. }
        | Fact::FollowUpAnswered { .. }
        | Fact::RatingAppealed { .. }
        | Fact::RatingAppealDecided { .. }
        | Fact::RatingReleased { .. }
        | Fact::AdviceAsked { .. }
        | Fact::AdviceGiven { .. }
        | Fact::AdviceTakenBack { .. }
        | Fact::Enquired { .. }
        | Fact::Reminded
        | Fact::ReceiptKept { .. }
        | Fact::NoticeSent { .. }
        | Fact::Complained { .. }
        | Fact::ComplaintForwarded { .. }
        | Fact::OpinionGiven { .. }
        | Fact::ConsentDeemed { .. }
        | Fact::Ordered { .. }
        | Fact::OrderAnswered { .. }
        | Fact::OrderAccepted { .. }
        | Fact::OrderSentBack { .. }
        | Fact::OrderLifted { .. }
        | Fact::OrderRaised { .. }
        | Fact::Recalculated { .. }
        | Fact::WarningExplained { .. }
        | Fact::WarningCleared { .. }
        | Fact::Warned { .. } => return None,
    })
}

/// The account's address, or the one given in the answers.
async fn recipient(
    app: &App,
    tx: &mut Tx,
    case: &Case,
    definition: &Definition,
) -> Result<Option<Recipient>, Error> {
    let received = &case.received;
    match Recipient::of(app, tx, received.applicant).await? {
        Some(found) => {
            let found = found.with_answers(tx, received.application, definition);
            Ok(Some(found.await?))
        }
        None => Ok(None),
    }
}

/// Whoever handed the case in for its applicant, as long as they may act in it.
async fn agent(
    app: &App,
    tx: &mut Tx,
    case: &Case,
    ctx: &Ctx<'_>,
    entries: &[Entry],
) -> Result<Option<Recipient>, Error> {
    let received = &case.received;
    let Some(ActorRef::Proxy { by, .. }) = entries.first().map(|entry| entry.actor) else {
        return Ok(None);
    };
    let found = delegations::between(tx, received.applicant, by, ctx.now).await?;
    let acting = found.and_then(|found| Acting::of(found, by, app.date(ctx.now)));
    if !acting.is_some_and(|acting| acting.mandate.covers(&received.item)) {
        return Ok(None);
    }
    // A relative is reached where whoever declared them is.
    let principal = accounts::applicant(tx, received.applicant).await?;
    if principal.is_some_and(|principal| principal.account_id == Some(by)) {
        return Ok(None);
    }
    match accounts::applicants_of(tx, by).await?.first() {
        Some(own) => Recipient::of(app, tx, own.id).await,
        None => Ok(None),
    }
}

fn letter_of(
    app: &App,
    case: &Case,
    ctx: &Ctx<'_>,
    fact: &Fact,
    kind: Kind,
    recipient: &Recipient,
) -> Result<Letter, Error> {
    let locale = recipient.locale;
    let item = ctx.item;
    let received = &case.received;
    let deadlines = case.deadlines(ctx);
    let until = |kind| due(&deadlines, kind, locale);
    let mut letter = head(app, case, ctx, recipient);
    match kind {
        Kind::Received => {
            letter.query_code = Some(query_code::code(app.store.keys(), &received.case)?);
            letter.check_by = until(DeadlineKind::Check);
        }
        Kind::Supplemented | Kind::HandedIn => letter.check_by = until(DeadlineKind::Check),
        Kind::Corrected | Kind::PromisedDue | Kind::SupplementReminder => {
            letter.supplement_by = until(DeadlineKind::Supplement);
            letter.url.push_str("/supplement");
        }
        Kind::Accepted | Kind::DeemedAccepted => {
            letter.promised_by = until(DeadlineKind::Promised);
            letter.statutory_by = until(DeadlineKind::Statutory);
        }
        Kind::Resumed | Kind::Extended => {
            letter.promised_by = until(DeadlineKind::Promised);
            letter.statutory_by = until(DeadlineKind::Statutory);
        }
        Kind::Recalculated => {
            letter.check_by = until(DeadlineKind::Check);
            letter.supplement_by = until(DeadlineKind::Supplement);
            letter.promised_by = until(DeadlineKind::Promised);
            letter.statutory_by = until(DeadlineKind::Statutory);
        }
        Kind::Paused => letter.paused_until = until(DeadlineKind::Pause),
        Kind::Declined | Kind::Refused | Kind::Answered | Kind::Voided => {
            letter.remedies = Some(item.guide.remedies.get(locale).to_owned());
        }
        _ => {}
    }
    match fact {
        Fact::Accepted {
            deemed: true,
            counts_from,
            ..
        } => letter.counts_from = Some(app::text::date(locale, app.date(*counts_from))),
        Fact::Declined {
            agency: Some(right),
            ..
        } => {
            if let Some(right) = app.catalogue.agency(right) {
                letter.right_agency = Some(right.name.get(locale).to_owned());
                letter.right_agency_contact =
                    Some(format!("{} · {}", right.address.get(locale), right.phone));
            }
        }
        Fact::Paused { reason, .. } => {
            letter.pause_reason = Some(pause_reason(item, reason).get(locale).to_owned());
        }
        Fact::Extended { limit, .. } => {
            letter.extended_by = Some(app::reckoning::limit(locale, *limit));
        }
        Fact::Recalculated { reason, .. } if reason != crate::calendars::CATALOGUE => {
            letter.because = Some(reason.clone());
        }
        Fact::LicenceIssued {
            number,
            valid_until,
            ..
        } => {
            letter.licence_name = item
                .licence
                .as_ref()
                .map(|rule| rule.name.get(locale).to_owned());
            letter.licence_no = Some(number.to_string());
            letter.url = format!("{}/account/wallet/licences/{number}", app.settings.base_url);
            letter.valid_until = valid_until.map(|date| app::text::date_short(locale, date));
        }
        _ => {}
    }
    Ok(letter)
}

/// How much, and until when.
async fn payment_due(
    app: &App,
    tx: &mut Tx,
    case: &Case,
    ctx: &Ctx<'_>,
    open: &OpenNode,
    recipient: &Recipient,
) -> Result<Letter, Error> {
    let application = applications::of_case(tx, case.received.case).await?;
    let answers = application.map(|application| read_answers(&application.answers));
    let fee = situation::fee(ctx.item, &answers.transpose()?.unwrap_or_default());
    let locale = recipient.locale;
    let by = payment_by(ctx, &case.deadlines(ctx), open);
    Ok(Letter {
        fee: Some(app::reckoning::money(locale, fee)),
        pay_by: by.map(|by| app::text::date(locale, by)),
        ..head(app, case, ctx, recipient)
    })
}

/// The last day to pay, where silence then counts as not paid; other limits of the step are the agency's own.
pub fn payment_by(ctx: &Ctx<'_>, deadlines: &[Deadline], open: &OpenNode) -> Option<Date> {
    ctx.item.step(&open.key)?.silence.as_ref()?;
    let own = |deadline: &&Deadline| deadline.step.as_deref() == Some(&*open.key);
    let running = deadlines.iter().filter(own).find(|own| own.is_running())?;
    Some(running.counted.due_on)
}

/// What every letter about a case says.
fn head(app: &App, case: &Case, ctx: &Ctx<'_>, recipient: &Recipient) -> Letter {
    let locale = recipient.locale;
    let received = &case.received;
    let agency = app.catalogue.agency(&case.agency);
    Letter {
        item: ctx.item.name.get(locale).to_owned(),
        item_code: Some(received.item.clone()),
        agency: agency.map_or_else(String::new, |agency| agency.name.get(locale).to_owned()),
        agency_phone: agency.map_or_else(String::new, |agency| agency.phone.clone()),
        case_no: received.no.grouped(),
        url: format!("{}/cases/{}", app.settings.base_url, received.no),
        ..addressed(app, recipient)
    }
}

/// What every letter says.
fn addressed(app: &App, recipient: &Recipient) -> Letter {
    let place = &app.catalogue.jurisdiction;
    Letter {
        portal: place.portal.get(recipient.locale).to_owned(),
        hotline: place.hotline.clone(),
        name: recipient.name.clone(),
        ..Letter::default()
    }
}

/// The last day of a deadline that runs, written out.
fn due(deadlines: &[Deadline], kind: DeadlineKind, locale: Locale) -> Option<String> {
    deadlines
        .iter()
        .find(|deadline| deadline.kind == kind && deadline.is_running())
        .map(|deadline| app::text::date(locale, deadline.counted.due_on))
}
