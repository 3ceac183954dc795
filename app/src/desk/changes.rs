//! What the applicant changed with each correction: what holds now, and what was there before, in words and struck
//! through.

use domain::locale::Localised;
use jiff::Timestamp;
use leptos::prelude::*;

use super::file::{Answer, MaterialLine, ScanState, words};
use super::material::on_paper;
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct Change {
    pub at: Timestamp,
    pub answers: Vec<ChangedAnswer>,
    pub materials: Vec<ChangedMaterial>,
}

#[derive(Debug, Clone)]
pub struct ChangedAnswer {
    pub label: Localised,
    pub was: Answer,
    pub now: Answer,
    /// Both look the same, since what changed is masked.
    pub hidden: bool,
}

#[derive(Debug, Clone)]
pub struct ChangedMaterial {
    pub name: Localised,
    pub now: Option<MaterialLine>,
    /// Absent where it is new.
    pub was: Option<MaterialLine>,
}

pub fn changes(shell: &Shell, all: &[Change]) -> Option<AnyView> {
    let sections: Vec<AnyView> = all.iter().map(|change| section(shell, change)).collect();
    (!sections.is_empty())
        .then(|| view! { <h2 id="changes">{shell.t("changes")}</h2>{sections} }.into_any())
}

fn section(shell: &Shell, change: &Change) -> AnyView {
    let answers = change.answers.iter().map(|changed| {
        let now = words(shell, &changed.now);
        let was = if changed.hidden {
            view! { <p class="meta">{shell.t("changes-hidden")}</p> }.into_any()
        } else {
            before(shell, words(shell, &changed.was))
        };
        Row::of(shell.l(&changed.label), view! { {now}{was} }.into_any())
    });
    let materials = change.materials.iter().map(|changed| {
        let now = changed.now.as_ref().map(|line| opened(shell, line));
        let was = match &changed.was {
            Some(line) => before(shell, opened(shell, line)),
            None => view! { <p class="meta">{shell.t("changes-new")}</p> }.into_any(),
        };
        Row::of(shell.l(&changed.name), view! { {now}{was} }.into_any())
    });
    let rows = answers.chain(materials).collect();
    view! {
        <section class="sheet">
            <p class="meta">{shell.t("changes-at")}{time::instant(shell, change.at)}</p>
            {summary_list(shell, rows)}
        </section>
    }
    .into_any()
}

fn before(shell: &Shell, was: AnyView) -> AnyView {
    view! { <div class="meta">{shell.t("changes-was")}<del>{was}</del></div> }.into_any()
}

/// Its name, as a link where it may be opened.
fn opened(shell: &Shell, line: &MaterialLine) -> AnyView {
    let name = line.file_name.clone();
    if line.scan == ScanState::Paper {
        return on_paper(shell, line);
    }
    if line.scan != ScanState::Open {
        return view! { {name}" "{shell.t("changes-closed")} }.into_any();
    }
    view! { <a href=line.viewer()>{name}</a> }.into_any()
}
