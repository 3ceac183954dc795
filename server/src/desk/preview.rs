//! What the page before a notice is sent says: the notice, and what the act does to the clock.

use app::desk::preview::{Change, Effect, PreviewView, preview_page};
use axum::response::{Html, IntoResponse, Response};
use domain::case::{Deadline, DeadlineKind, Fact};
use domain::locale::Localised;

use super::act::Rehearsed;
use super::scope::Open;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

/// The applicant's clock and the law's; what the agency keeps among its own is no part of it.
const SHOWN: [DeadlineKind; 8] = [
    DeadlineKind::Check,
    DeadlineKind::Supplement,
    DeadlineKind::Tolerated,
    DeadlineKind::Statutory,
    DeadlineKind::Promised,
    DeadlineKind::Pause,
    DeadlineKind::Delivery,
    DeadlineKind::Renewal,
];

/// The page from which the act is sent, or typed anew.
pub async fn page(
    app: &App,
    reader: &Reader,
    no: &str,
    shown: &Rehearsed,
    act: &'static str,
    typed: Vec<(String, String)>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let open = Open::load(app, &mut tx, reader, no).await?;
    drop(tx);
    let path = reader.shell.path.split('?').next().unwrap_or_default();
    let view = PreviewView {
        head: open.head(app, reader),
        act,
        step: step(&open, shown),
        action: path.to_owned(),
        typed,
        sheets: shown.sheets.clone(),
        effects: effects(app, reader, shown),
    };
    Ok(Html(preview_page(&reader.shell, &view)).into_response())
}

/// The step whose outcome is recorded.
fn step(open: &Open, shown: &Rehearsed) -> Option<Localised> {
    let new = shown.after.entries.iter().rev();
    new.take_while(|entry| entry.seq > shown.before.case.seq)
        .find_map(|entry| match &entry.fact {
            Fact::StepRecorded { step, .. } => Some(open.step_name(step)),
            _ => None,
        })
}

pub fn effects(app: &App, reader: &Reader, shown: &Rehearsed) -> Vec<Effect> {
    let of = |loaded: &crate::acts::Loaded| loaded.case.deadlines(&loaded.ctx(app, reader.now));
    changes(&of(&shown.before), &of(&shown.after))
}

fn changes(before: &[Deadline], after: &[Deadline]) -> Vec<Effect> {
    let running = |all: &[Deadline], kind| -> Option<Deadline> {
        let mut of_kind = all
            .iter()
            .filter(|one| one.kind == kind && one.is_running());
        of_kind.next().cloned()
    };
    SHOWN
        .into_iter()
        .filter_map(|kind| {
            let change = match (running(before, kind), running(after, kind)) {
                (None, None) => return None,
                (Some(_), None) => Change::Ends,
                (None, Some(then)) => Change::Starts(then.counted.due_on),
                (Some(now), Some(then)) => {
                    let to = then.counted.due_on;
                    match (now.stopped, then.stopped) {
                        (false, true) => Change::Stops(to),
                        (true, false) => Change::GoesOn(to),
                        _ if now.counted.due_on != to => Change::Moves(now.counted.due_on, to),
                        _ => return None,
                    }
                }
            };
            Some(Effect {
                kind: kind.key(),
                change,
            })
        })
        .collect()
}
