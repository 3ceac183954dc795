//! What the applicant asked and complained of, and what they can do now, asked of each act itself.

use app::citizen::case::Can;
use app::citizen::voices::{Answer, Complaint, Enquiry, Voices};
use domain::case::{
    Actor, Blocked, Case, ComplaintGround, Ctx, Deadline, DeadlineKind, Refusal, StatementRef,
};
use domain::id::{ApplicationId, StatementId};
use domain::locale::{Locale, Localised};
use jiff::SignedDuration;
use jiff::civil::Date;
use uuid::Uuid;

use super::scope::Texts;
use crate::state::App;

pub fn voices(app: &App, case: &Case, ctx: &Ctx<'_>, texts: &Texts) -> Voices {
    let deadlines = case.deadlines(ctx);
    let rows = case.complaint_rows(ctx);
    let enquiries = case.enquiries.iter().map(|one| Enquiry {
        at: one.at,
        text: texts.get(&one.text),
        answer: match &one.answer {
            Some(answer) => Answer::Given {
                at: answer.at,
                by: app.agency_name(&case.agency),
                text: texts.get(&answer.text),
            },
            None => Answer::Awaited(due(&deadlines, one.seq).unwrap_or_else(|| ctx.date(ctx.now))),
        },
    });
    let complaints = case
        .complaints
        .iter()
        .zip(&rows)
        .map(|(one, row)| Complaint {
            at: one.at,
            ground: one.ground.key(),
            text: texts.get(&one.text),
            forwarded: one.forwarded_at.is_some(),
            founded: one.answer.as_ref().map(|answer| answer.founded),
            answer: match &one.answer {
                Some(answer) => Answer::Given {
                    at: answer.at,
                    by: supervision(),
                    text: texts.get(&answer.text),
                },
                // The first instant too late.
                None => Answer::Awaited(ctx.date(row.due_at - SignedDuration::from_millis(1))),
            },
        });
    Voices {
        enquiries: enquiries.collect(),
        complaints: complaints.collect(),
    }
}

fn due(deadlines: &[Deadline], enquiry: u64) -> Option<Date> {
    let own = enquiry.to_string();
    deadlines
        .iter()
        .find(|one| one.kind == DeadlineKind::EnquiryReply && one.step.as_deref() == Some(&own))
        .map(|one| one.counted.due_on)
}

fn supervision() -> Localised {
    let words = |locale| app::text::t(locale, "voice-supervision");
    Localised::new(words(Locale::ZhCn), words(Locale::En))
}

/// In the order in which people look for them. What will be possible later says from when.
pub fn can(case: &Case, actor: &Actor, ctx: &Ctx<'_>, application: ApplicationId) -> Vec<Can> {
    let here = |noun: &str| format!("/cases/{}/{noun}", case.received.no);
    let offered = |act, outcome: Result<_, Refusal>| match outcome {
        Ok(_) => Some(Can {
            act,
            href: Some(here(act)),
            why_not: None,
        }),
        Err(refusal) => Some(Can {
            act,
            href: None,
            why_not: Some(why_not(&refusal)?),
        }),
    };
    let rate = case.rateable(ctx).map(|()| Vec::new());
    let receipt = Can {
        act: "receipt",
        href: Some(format!("/applications/{application}/submission")),
        why_not: None,
    };
    [
        offered("enquiry", case.enquire(actor, words())),
        offered("reminder", case.remind(actor, ctx)),
        offered("rating", rate.map_err(Into::into)),
        offered(
            "rating-reply",
            case.answer_follow_up(actor, true, Some(words())),
        ),
        offered(
            "complaint",
            case.complain(actor, ComplaintGround::Other, words()),
        ),
        offered("withdrawal", case.withdraw(actor, None)),
        Some(receipt),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The reason, and the day from which on it holds no more; nothing where the act is over, or never was theirs.
fn why_not(refusal: &Refusal) -> Option<(&'static str, Option<Date>)> {
    let Refusal::Blocked(blocked) = refusal else {
        return None;
    };
    Some(match blocked {
        Blocked::ReminderEarly(day) => ("case-why-early", Some(*day)),
        Blocked::RemindedToday(day) => ("case-why-today", Some(*day)),
        Blocked::Paused => ("case-why-paused", None),
        Blocked::NothingDue => ("case-why-nothing-due", None),
        Blocked::EnquiriesOpen => ("case-why-enquiries", None),
        Blocked::ComplaintsOpen => ("case-why-complaints", None),
        _ => return None,
    })
}

/// Stands for the text while it is only asked whether one may be sent.
pub fn words() -> StatementRef {
    StatementRef {
        id: StatementId(Uuid::nil()),
        digest: String::new(),
    }
}
