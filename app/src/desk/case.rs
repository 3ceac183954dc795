//! One case at the desk: what was given on the left; what is to be done, the clock and the
//! journal on the right. On a phone the work comes first.

use domain::locale::Localised;
use leptos::prelude::*;

use super::act::{Head, heading};
use super::again::{Again, again};
use super::drafts::{Unsent, unsent};
use super::file::{File, file};
use super::journal::{Journal, latest};
use super::part_of::{PartOf, part_of};
use super::todo::{Todo, Turn, todo};
use crate::layout::{PageOptions, page_with};
use crate::parts::clock::{ClockView, clock};
use crate::parts::looks::{Look, looks};
use crate::parts::notification::{Notification, notification};
use crate::parts::process::{PictureView, process_picture};
use crate::parts::turn::{LampTurn, turns};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct CaseView {
    pub head: Head,
    /// What this officer just did: the key of the act.
    pub done: Option<String>,
    /// The number of the licence that was issued; empty where there is none.
    pub licence: String,
    /// The address of the next case in the list that this one was opened from, or of the inbox, after an act.
    pub next_case: Option<String>,
    /// The cases before and after it in the list that the reader came from.
    pub around: Around,
    pub todo: Todo,
    /// What the reader wrote on it and did not send.
    pub unsent: Vec<Unsent>,
    pub clock: ClockView,
    pub part_of: Option<PartOf>,
    pub again: Again,
    pub file: File,
    pub journal: Journal,
    /// For the head: who has seen personal data whole.
    pub looks: Vec<Look>,
    /// Warnings that the reader answers for.
    pub turns: Vec<LampTurn>,
    pub process: PictureView,
}

/// Addresses in a list.
#[derive(Debug, Clone, Default)]
pub struct Around {
    pub previous: Option<String>,
    pub next: Option<String>,
    /// The list's own.
    pub back: Option<String>,
    /// The query that leads back to the list, with its question mark; or nothing.
    pub list: String,
}

pub fn case_page(shell: &Shell, view: &CaseView) -> String {
    let title = shell.l(&view.head.item);
    let open = match &view.todo.turn {
        Turn::Officers => view.todo.tasks.first().map(|task| task.step.clone()),
        Turn::Applicant { .. } => Some(Localised {
            zh: shell.t("desk-turn-applicant"),
            en: Some(shell.t("desk-turn-applicant")),
        }),
        Turn::Over { .. } => None,
    };
    let no = &view.head.case_no;
    let body = view! {
        {done(shell, view)}
        {heading(shell, &view.head, None)}
        {around(shell, &view.around)}
        <div class="case-desk">
            <div class="case-work">
                {todo(shell, no, view.head.seq, &view.around.list, &view.todo)}
                {unsent(shell, no, &view.unsent)}
            </div>
            <div class="case-file">{file(shell, &view.file)}</div>
            <div class="case-log">
                <section class="sheet" aria-labelledby="clock">
                    <h2 id="clock">{shell.t("desk-clock")}</h2>
                    {clock(shell, &view.clock)}
                </section>
                {explanations(shell, &view.turns)}
                {view.part_of.as_ref().map(|of| part_of(shell, of))}
                {again(shell, &view.again)}
                <section aria-labelledby="journal">
                    <h2 id="journal">{shell.t("desk-journal")}</h2>
                    {latest(shell, no, &view.journal, open.as_ref())}
                </section>
                {looks(shell, &view.looks)}
            </div>
        </div>
        <section aria-labelledby="process">
            <h2 id="process">{shell.t("desk-process")}</h2>
            {process_picture(shell, &view.process)}
        </section>
    };
    let options = PageOptions {
        back: Some(view.around.back.clone().unwrap_or_else(|| "/desk".into())),
        wide: true,
        ..PageOptions::default()
    };
    page_with(shell, &format!("{title} · {no}"), options, body.into_any())
}

fn explanations(shell: &Shell, all: &[LampTurn]) -> Option<AnyView> {
    turns(shell, all).map(|list| {
        view! {
            <section class="sheet" aria-labelledby="turns">
                <h2 id="turns">{shell.t("turn-desk")}</h2>
                {list}
            </section>
        }
        .into_any()
    })
}

fn around(shell: &Shell, around: &Around) -> Option<AnyView> {
    let link = |href: &Option<String>, rel, key| {
        let href = href.clone()?;
        Some(view! { <a rel=rel href=href>{shell.t(key)}</a>" " })
    };
    let previous = link(&around.previous, "prev", "desk-list-previous");
    let next = link(&around.next, "next", "desk-list-next");
    if previous.is_none() && next.is_none() {
        return None;
    }
    let label = shell.t("desk-list-around");
    Some(view! { <nav class="row no-print" aria-label=label>{previous}{next}</nav> }.into_any())
}

fn done(shell: &Shell, view: &CaseView) -> AnyView {
    let Some(act) = &view.done else {
        return ().into_any();
    };
    let next = match &view.next_case {
        Some(href) => {
            let href = href.clone();
            view! { <p><a rel="next" href=href>{shell.t("desk-next-case")}</a></p> }.into_any()
        }
        None => view! { <p><a href="/desk">{shell.t("desk-inbox-empty-now")}</a></p> }.into_any(),
    };
    let number = view.licence.as_str().into();
    let notice = notification(
        shell,
        Notification::Success,
        shell.tv(&format!("desk-done-{act}"), &[("number", number)]),
        next,
    );
    // The keyboard goes on from what was done, one step from the next case.
    view! { <div tabindex="-1" autofocus=true>{notice}</div> }.into_any()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::desk::samples;
    use crate::desk::todo::{Claim, WhyNot};

    #[test]
    fn renders_every_turn_in_both_languages() {
        for locale in Locale::ALL {
            let shell = samples::shell(locale);
            let mut view = samples::case();
            let html = case_page(&shell, &view);
            assert!(!html.contains('⟦'), "{html}");
            assert!(html.contains(r#"href="/desk/cases/62010220261123000001X/acceptance?list="#));
            assert!(html.contains(r#"action="/desk/cases/62010220261123000001X/claim?list="#));
            assert_eq!(html.matches("<h1>").count(), 1);
            for done in [
                "filing",
                "acceptance",
                "correction",
                "declination",
                "claim",
                "release",
                "step",
                "decision",
                "licence",
                "delivery",
                "return",
                "pause",
                "resumption",
                "extension",
                "opinion",
                "order-reply",
                "warning-explanation",
                "rating-contact",
                "follow-up",
                "call-back",
                "rating-appeal",
                "enquiry-reply",
                "assignment",
                "dispute",
                "dispatch",
                "advice",
                "advice-reply",
                "advice-taken-back",
                "voiding",
            ] {
                view.done = Some(done.into());
                assert!(!case_page(&shell, &view).contains('⟦'), "{done}");
            }
            view.todo.claims.push(Claim {
                step: "fire".into(),
                name: samples::words(),
                held: true,
            });
            let html = case_page(&shell, &view);
            assert!(!html.contains('⟦'), "{html}");
            assert_eq!(
                html.matches(r#"name="step""#).count(),
                2,
                "each names its task"
            );
            for why in [
                WhyNot::Role,
                WhyNot::Separation(samples::words()),
                WhyNot::Signed,
                WhyNot::Claimed(samples::words()),
                WhyNot::Paused,
                WhyNot::Opinions,
                WhyNot::Other,
            ] {
                view.todo.why_not = Some(why);
                assert!(!case_page(&shell, &view).contains('⟦'));
            }
            for conclusion in [
                "granted",
                "refused",
                "declined",
                "returned",
                "withdrawn",
                "voided",
            ] {
                view.todo.turn = Turn::Over {
                    conclusion: conclusion.into(),
                };
                assert!(!case_page(&shell, &view).contains('⟦'), "{conclusion}");
            }
            view.todo.turn = Turn::Applicant {
                until: Some(jiff::civil::date(2026, 12, 3)),
            };
            assert!(!case_page(&shell, &view).contains('⟦'));
        }
    }
}
