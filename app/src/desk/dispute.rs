//! 分办异议: what came to the agency is not its own.

use domain::locale::Localised;
use jiff::civil::Date;
use leptos::prelude::*;

use super::act::{Fault, Frame, Head, act_page, errors, fault};
use crate::parts::button::{Weight, button};
use crate::parts::choice::{Choice, radios};
use crate::parts::field::{self, Field, textarea};
use crate::parts::time;
use crate::shell::Shell;

/// What could be sent back.
#[derive(Debug, Clone)]
pub struct Disputable {
    /// The step; empty for the whole case.
    pub step: String,
    /// Absent for the whole case.
    pub name: Option<Localised>,
    /// Who sent it, and decides.
    pub from: Localised,
    /// The last day on which it can be said.
    pub until: Date,
}

#[derive(Debug, Clone)]
pub struct DisputeView {
    pub head: Head,
    pub all: Vec<Disputable>,
    pub step: String,
    pub reason: String,
    pub faults: Vec<Fault>,
}

pub fn dispute_page(shell: &Shell, view: &DisputeView) -> String {
    let which = match view.all.as_slice() {
        [] => ().into_any(),
        [one] => view! {
            {field::hidden("step", one.step.clone())}
            <p class="inset"><strong>{name(shell, one)}</strong><br/>{until(shell, one)}</p>
        }
        .into_any(),
        several => {
            let choices: Vec<Choice> = several
                .iter()
                .map(|one| Choice::new(&one.step, name(shell, one)).hint(until(shell, one)))
                .collect();
            let step = Field::new("step", shell.t("desk-dispute-step"))
                .value(view.step.clone())
                .error(fault(shell, &view.faults, "step"));
            radios(shell, &step, &choices)
        }
    };
    let reason = Field::new("reason", shell.t("desk-reason"))
        .hint(shell.t("desk-dispute-reason-hint"))
        .value(view.reason.clone())
        .error(fault(shell, &view.faults, "reason"));
    let form = view! {
        {which}
        {textarea(shell, &reason, 5)}
        {button(shell.t("desk-dispute-button"), Weight::Main)}
    };
    act_page(
        shell,
        &view.head,
        Frame {
            noun: "dispute",
            title: shell.t("desk-act-dispute"),
            lede: Some(shell.t("desk-dispute-lede")),
            errors: errors(shell, &view.faults),
            form: form.into_any(),
            aside: ().into_any(),
        },
    )
}

fn name(shell: &Shell, one: &Disputable) -> String {
    match &one.name {
        Some(step) => shell.l(step),
        None => shell.t("desk-dispute-whole"),
    }
}

fn until(shell: &Shell, one: &Disputable) -> String {
    let values = [
        ("agency", shell.l(&one.from).into()),
        ("until", time::day_text(shell, one.until).into()),
    ];
    shell.tv("desk-dispute-until", &values)
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::desk::samples;

    #[test]
    fn renders_one_and_several_in_both_languages() {
        for locale in Locale::ALL {
            let one = |step: &str| Disputable {
                step: step.into(),
                name: (!step.is_empty()).then(samples::words),
                from: samples::words(),
                until: jiff::civil::date(2026, 11, 25),
            };
            let shell = samples::shell(locale);
            let mut view = DisputeView {
                head: samples::head(),
                all: vec![one("")],
                step: String::new(),
                reason: "不属于本部门 <b>".into(),
                faults: vec![Fault::new("reason", "desk-reason-missing")],
            };
            let html = dispute_page(&shell, &view);
            assert!(
                !html.contains('⟦') && html.contains("不属于本部门 &lt;b&gt;"),
                "{html}"
            );
            assert!(!html.contains("radio"));
            view.all = vec![one("fire"), one("planning")];
            view.faults
                .push(Fault::new("step", "desk-dispute-step-missing"));
            let html = dispute_page(&shell, &view);
            assert!(
                !html.contains('⟦') && html.contains(r##"href="#step""##),
                "{html}"
            );
        }
    }
}
