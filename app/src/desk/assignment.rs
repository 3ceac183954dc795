//! 指派: the task, and whom it is for.

use domain::locale::Localised;
use leptos::prelude::*;

use super::act::{Fault, Frame, Head, act_page, errors, fault};
pub use super::people::PersonLine;
use super::people::{Search, choices, search};
use crate::parts::button::{Weight, button};
use crate::parts::choice::radios;
use crate::parts::empty::empty;
use crate::parts::field::{self, Field};
use crate::parts::tabs::{Tab, tabs};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct AssignmentView {
    pub head: Head,
    /// What is open: key and name of the step.
    pub tasks: Vec<(String, Localised)>,
    /// Which of them.
    pub step: String,
    pub step_name: Localised,
    /// Who could do it, the least loaded first.
    pub people: Vec<PersonLine>,
    pub officer: String,
    pub search: Search,
    pub faults: Vec<Fault>,
}

pub fn assignment_page(shell: &Shell, view: &AssignmentView) -> String {
    let here = format!("/desk/cases/{}/assignment", view.head.case_no);
    let kept = [("step", view.step.clone())];
    let found = search(shell, here.clone(), &view.search, &kept);
    let form = if view.people.is_empty() && !view.search.q.is_empty() {
        empty(shell.t("people-none"), ().into_any())
    } else if view.people.is_empty() {
        let next = view! { <p>{shell.t("desk-assignment-nobody-next")}</p> };
        empty(shell.t("desk-assignment-nobody"), next.into_any())
    } else {
        let officer = Field::new("officer", shell.t("desk-assignment-to"))
            .hint(shell.t("desk-assignment-hint"))
            .value(view.officer.clone())
            .error(fault(shell, &view.faults, "officer"));
        view! {
            {field::hidden("step", view.step.clone())}
            {radios(shell, &officer, &choices(shell, &view.people))}
            {button(shell.t("desk-assignment-button"), Weight::Main)}
        }
        .into_any()
    };
    let aside = (view.tasks.len() > 1).then(|| {
        let tasks: Vec<Tab> = view
            .tasks
            .iter()
            .map(|(key, name)| {
                let href = format!("{here}?step={key}");
                Tab::new(href, shell.l(name), *key == view.step)
            })
            .collect();
        view! {
            <section class="sheet">
                <h2>{shell.t("desk-open-tasks")}</h2>
                {tabs(shell.t("desk-open-tasks"), &tasks)}
            </section>
        }
    });
    let step = [("step", shell.l(&view.step_name).into())];
    act_page(
        shell,
        &view.head,
        Frame {
            noun: "assignment",
            title: shell.tv("desk-assignment-of", &step),
            lede: Some(shell.t("desk-assignment-lede")),
            errors: errors(shell, &view.faults),
            form,
            aside: view! { {found}{aside} }.into_any(),
        },
    )
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::desk::samples;

    #[test]
    fn renders_in_both_languages() {
        for locale in Locale::ALL {
            let person = |id: &str, load, absent: bool| PersonLine {
                id: id.into(),
                name: samples::words(),
                roles: vec!["examiner".into(), "decider".into()],
                load,
                absent: absent.then(|| (samples::words(), jiff::civil::date(2026, 12, 1))),
                holds_it: absent,
            };
            let mut view = AssignmentView {
                head: samples::head(),
                tasks: vec![
                    ("fire".into(), samples::words()),
                    ("planning".into(), samples::words()),
                ],
                step: "fire".into(),
                step_name: samples::words(),
                people: vec![person("a", 0, false), person("b", 3, true)],
                officer: "a".into(),
                search: Search {
                    q: "<b>".into(),
                    cut: true,
                    most: 50,
                },
                faults: vec![Fault::new("officer", "blocked-not-assignable")],
            };
            let shell = samples::shell(locale);
            let html = assignment_page(&shell, &view);
            assert!(!html.contains('⟦'), "{html}");
            assert!(html.contains("assignment?step=planning"));
            assert!(
                html.contains(r#"name="q" "#) || html.contains("&lt;b&gt;"),
                "{html}"
            );
            assert_eq!(html.matches(" checked").count(), 1, "one is preselected");
            view.people.clear();
            view.tasks.pop();
            let html = assignment_page(&shell, &view);
            assert!(
                !html.contains('⟦') && !html.contains(r#"name="officer""#),
                "{html}"
            );
        }
    }
}
