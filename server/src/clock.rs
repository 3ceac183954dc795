//! A case's deadlines as the clock part of every room's case page shows them, and as machines read them.

use app::parts::clock::{ClockLine, ClockView, ExtensionLine, NoticeLink, PauseLine, notice_no};
use app::parts::lamp::LampView;
use app::shell::Shell;
use axum::Json;
use axum::response::{IntoResponse, Response};
use domain::case::{
    Case, Conclusion, Critical, Ctx, Deadline, DeadlineKind, ExcludedTime, StatementRef,
};
use domain::catalogue::ServiceItem;
use domain::limit::Explanation;
use domain::locale::{Locale, Localised};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::state::App;

/// `notices` is where the reader finds the written notices, where they may; `shows` and `words` say which
/// deadlines and which texts they may see.
pub fn view(
    app: &App,
    shell: &Shell,
    case: &Case,
    ctx: &Ctx<'_>,
    notices: Option<&str>,
    shows: impl Fn(DeadlineKind) -> bool,
    words: impl Fn(&StatementRef) -> Option<String>,
) -> ClockView {
    let link = |no, seq| NoticeLink {
        number: notice_no(shell, no),
        href: notices.map(|place| format!("{place}/notices/{seq}")),
    };
    let deadlines = case.deadlines(ctx);
    let critical = case.critical(&deadlines);
    let pauses = case.pauses.iter().map(|pause| PauseLine {
        reason: pause_reason(ctx.item, &pause.reason),
        legal: pause.legal,
        from: ctx.date(pause.at),
        expected: pause.expected,
        ended_on: pause.ended_at.map(|at| ctx.date(at)),
        words: words(&pause.explanation),
        notice: link(pause.notice, pause.seq),
    });
    let extension = case.extension.as_ref().map(|extension| ExtensionLine {
        limit: extension.limit,
        on: ctx.date(extension.at),
        words: words(&extension.reason),
        notice: link(extension.notice, extension.seq),
    });
    ClockView {
        pauses: pauses.collect(),
        extension,
        lead_is_critical: critical == Some(Critical::Lead),
        lines: deadlines
            .into_iter()
            .chain(case.finished_steps(ctx))
            .filter(|deadline| shows(deadline.kind))
            .map(|deadline| line(app, case, ctx, critical.as_ref(), deadline))
            .collect(),
    }
}

/// What a procedure that stops the clock is called.
pub fn pause_reason(item: &ServiceItem, key: &str) -> Localised {
    match (ExcludedTime::from_key(key), item.special_procedure(key)) {
        (None, Some(own)) => own.name.clone(),
        _ => {
            let words = |locale| app::text::t(locale, &format!("pause-{key}"));
            Localised::new(words(Locale::ZhCn), words(Locale::En))
        }
    }
}

fn line(
    app: &App,
    case: &Case,
    ctx: &Ctx<'_>,
    critical: Option<&Critical>,
    deadline: Deadline,
) -> ClockLine {
    let of = deadline.step.as_deref();
    let lamp = if was_cut_off(case, &deadline) {
        LampView::Closed
    } else {
        lamp(&deadline, ctx)
    };
    ClockLine {
        kind: deadline.kind,
        due_on: deadline.counted.due_on,
        due_at: deadline.counted.due_at,
        met_at: deadline.met_at,
        stopped: deadline.stopped,
        explanation: deadline.explain(ctx),
        basis: basis(ctx.item, &deadline),
        lamp,
        of: of.and_then(|of| match deadline.kind {
            DeadlineKind::Opinion => ctx.item.consultation(of).map(|one| one.name.clone()),
            _ => ctx.item.step(of).map(|step| step.name.clone()),
        }),
        agency: deadline
            .agency
            .as_deref()
            .and_then(|id| app.catalogue.agency(id))
            .map(|agency| agency.name.clone()),
        critical: deadline.kind == DeadlineKind::Opinion
            && matches!(critical, Some(Critical::Consulted(key)) if Some(key.as_str()) == of),
    }
}

/// The case ended before what the deadline waited for came to pass.
fn was_cut_off(case: &Case, deadline: &Deadline) -> bool {
    let ended_early = matches!(
        case.conclusion(),
        Some(Conclusion::Withdrawn | Conclusion::Returned | Conclusion::Voided)
    );
    ended_early && deadline.met_at == case.concluded_at
}

pub fn basis(item: &ServiceItem, deadline: &Deadline) -> Option<Localised> {
    let limits = &item.limits;
    let limit = match deadline.kind {
        DeadlineKind::Check => Some(&limits.check),
        DeadlineKind::Supplement => Some(&limits.supplement),
        DeadlineKind::Tolerated => limits.tolerated.as_ref(),
        DeadlineKind::Statutory => limits.statutory.as_ref(),
        DeadlineKind::Promised => Some(&limits.promised),
        DeadlineKind::Delivery => Some(&limits.delivery),
        DeadlineKind::RatingContact => Some(&limits.contact),
        DeadlineKind::RatingFollowUp => Some(&limits.follow_up),
        DeadlineKind::EnquiryReply => Some(&limits.enquiry),
        DeadlineKind::Opinion => {
            let asked = item.consultation(deadline.step.as_deref()?)?;
            return asked.basis.clone();
        }
        DeadlineKind::Renewal => {
            let rule = item.licence.as_ref()?.renewal.as_ref()?;
            return Some(rule.basis.clone());
        }
        DeadlineKind::Step => {
            let silence = item.step(deadline.step.as_deref()?)?.silence.as_ref()?;
            return Some(silence.basis.clone());
        }
        DeadlineKind::Pause | DeadlineKind::OrderReply => None,
    };
    limit.and_then(|limit| limit.basis.clone())
}

fn lamp(deadline: &Deadline, ctx: &Ctx<'_>) -> LampView {
    let counted = &deadline.counted;
    match deadline.was_kept() {
        Some(true) => LampView::ClosedInTime,
        Some(false) => LampView::ClosedLate,
        None if deadline.stopped => LampView::Paused,
        None if ctx.now >= counted.due_at => match deadline.kind {
            DeadlineKind::Statutory => LampView::StatutoryOverdue,
            _ => LampView::Overdue,
        },
        None if ctx.now >= counted.soon_at => LampView::DueSoon,
        None => LampView::Normal,
    }
}

/// One deadline for machines: the same reckoning that pages show.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Machine {
    kind: DeadlineKind,
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agency: Option<String>,
    started_on: Date,
    due_on: Date,
    due_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    met_at: Option<Timestamp>,
    lamp: String,
    stopped: bool,
    provisional: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<Explanation>,
}

/// What an agency and its supervision have to do with each other is no business of the applicant's.
pub fn is_told(kind: DeadlineKind) -> bool {
    kind != DeadlineKind::OrderReply
}

/// `…/clock.json`: the deadlines of a case, those that the reader may see, with their explanations.
pub fn json(case: &Case, ctx: &Ctx<'_>, shows: impl Fn(DeadlineKind) -> bool) -> Response {
    let lines: Vec<Machine> = case
        .deadlines(ctx)
        .into_iter()
        .chain(case.finished_steps(ctx))
        .filter(|deadline| shows(deadline.kind))
        .map(|deadline| Machine {
            lamp: lamp(&deadline, ctx).key().replace("lamp-", ""),
            explanation: deadline.explain(ctx),
            kind: deadline.kind,
            started_on: deadline.counted.start_on,
            due_on: deadline.counted.due_on,
            due_at: deadline.counted.due_at,
            met_at: deadline.met_at,
            stopped: deadline.stopped,
            provisional: deadline.counted.provisional,
            of: deadline.step,
            agency: deadline.agency,
        })
        .collect();
    Json(serde_json::json!({
        "case-no": case.received.no,
        "calendar": case.calendar,
        "deadlines": lines,
    }))
    .into_response()
}
