//! Several tasks for one person or, one by one, for whoever has least at hand.

use leptos::prelude::*;

pub use super::Picked;
use super::{Frame, frame};
pub use crate::desk::people::PersonLine;
use crate::desk::people::{Search, choices};
use crate::parts::button::{Weight, button};
use crate::parts::choice::{Choice, radios};
use crate::parts::fault::{Fault, fault};
use crate::parts::field::Field;
use crate::shell::Shell;

/// The choice that gives each task to whoever holds fewest then.
pub const LEAST: &str = "least";

#[derive(Debug, Clone)]
pub struct AssignmentView {
    pub cases: Vec<Picked>,
    /// The least loaded first.
    pub people: Vec<PersonLine>,
    pub officer: String,
    pub search: Search,
    pub faults: Vec<Fault>,
}

pub fn assignment_page(shell: &Shell, view: &AssignmentView) -> String {
    let title = shell.t("desk-bulk-assignment");
    let least = Choice::new(LEAST, shell.t("desk-assignment-least"))
        .hint(shell.t("desk-assignment-least-hint"));
    let all: Vec<Choice> = std::iter::once(least)
        .chain(choices(shell, &view.people))
        .collect();
    let officer = Field::new("officer", shell.t("desk-assignment-to"))
        .value(view.officer.clone())
        .error(fault(shell, &view.faults, "officer"));
    let cut = view.search.cut.then(|| {
        let most = [("most", view.search.most.into())];
        view! { <p class="hint">{shell.tv("people-cut-bulk", &most)}</p> }
    });
    let fields = view! {
        {cut}
        {radios(shell, &officer, &all)}
        {button(shell.t("desk-assignment-button"), Weight::Main)}
    };
    let form = Frame {
        title,
        caption: None,
        lede: shell.t("desk-bulk-assignment-lede"),
        action: "/desk/bulk/assignment",
        cases: &view.cases,
        faults: &view.faults,
        fields: fields.into_any(),
        beside: None,
    };
    frame(shell, form)
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::desk::{bulk, samples};

    #[test]
    fn renders_in_both_languages() {
        for locale in Locale::ALL {
            let view = AssignmentView {
                cases: vec![bulk::samples::picked(1), bulk::samples::picked(2)],
                people: vec![PersonLine {
                    id: "a".into(),
                    name: samples::words(),
                    roles: vec!["examiner".into()],
                    load: 2,
                    absent: None,
                    holds_it: false,
                }],
                officer: LEAST.into(),
                search: Search {
                    cut: true,
                    most: 50,
                    ..Search::default()
                },
                faults: vec![Fault::new("officer", "desk-assignee-missing")],
            };
            let html = assignment_page(&samples::shell(locale), &view);
            assert!(
                !html.contains('⟦') && html.contains(r##"href="#officer""##),
                "{html}"
            );
            assert_eq!(html.matches(" checked").count(), 1);
        }
    }
}
