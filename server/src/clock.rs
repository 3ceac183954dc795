//! A case's deadlines as the clock part of every room's case page shows them.

use app::parts::clock::ClockLine;
use app::parts::lamp::LampView;
use domain::case::{Case, Conclusion, Ctx, Deadline, DeadlineKind};
use domain::catalogue::ServiceItem;
use domain::locale::Localised;

pub fn lines(case: &Case, ctx: &Ctx<'_>) -> Vec<ClockLine> {
    case.deadlines(ctx)
        .into_iter()
        .map(|deadline| ClockLine {
            basis: basis(ctx.item, deadline.kind),
            lamp: if was_cut_off(case, &deadline) {
                LampView::Closed
            } else {
                lamp(&deadline, ctx)
            },
            step: deadline
                .step
                .as_deref()
                .and_then(|step| ctx.item.step(step))
                .map(|step| step.name.clone()),
            deadline,
        })
        .collect()
}

/// The case ended before what the deadline waited for came to pass.
fn was_cut_off(case: &Case, deadline: &Deadline) -> bool {
    let ended_early = matches!(
        case.conclusion(),
        Some(Conclusion::Withdrawn | Conclusion::Returned)
    );
    ended_early && deadline.met_at == case.concluded_at
}

fn basis(item: &ServiceItem, kind: DeadlineKind) -> Option<Localised> {
    let limits = &item.limits;
    let limit = match kind {
        DeadlineKind::Check => Some(&limits.check),
        DeadlineKind::Supplement => Some(&limits.supplement),
        DeadlineKind::Statutory => limits.statutory.as_ref(),
        DeadlineKind::Promised => Some(&limits.promised),
        DeadlineKind::Delivery => Some(&limits.delivery),
        DeadlineKind::Step => None,
    };
    limit.and_then(|limit| limit.basis.clone())
}

fn lamp(deadline: &Deadline, ctx: &Ctx<'_>) -> LampView {
    let counted = &deadline.counted;
    match deadline.was_kept() {
        Some(true) => LampView::ClosedInTime,
        Some(false) => LampView::ClosedLate,
        None if ctx.now >= counted.due_at => match deadline.kind {
            DeadlineKind::Statutory => LampView::StatutoryOverdue,
            _ => LampView::Overdue,
        },
        None if ctx.now >= counted.soon_at => LampView::DueSoon,
        None => LampView::Normal,
    }
}
