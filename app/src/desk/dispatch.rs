//! 改派: a step that an agency says is not its own goes to another one, or to the same again with a reason.

use domain::locale::Localised;
use jiff::Timestamp;
use leptos::prelude::*;

use super::act::{Fault, Frame, Head, act_page, errors, fault};
pub use super::agencies::AgencyChoice;
use super::agencies::{agency_field, agency_search};
use crate::parts::button::{Weight, button};
use crate::parts::field::{self, Field, textarea};
use crate::parts::tabs::{Tab, tabs};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct DispatchView {
    pub head: Head,
    /// What is disputed: key and name of the step.
    pub tasks: Vec<(String, Localised)>,
    pub step: String,
    pub step_name: Localised,
    /// Who says that it is not theirs, when, and why.
    pub by: Localised,
    pub at: Option<Timestamp>,
    pub why: Option<String>,
    pub choice: AgencyChoice,
    pub reason: String,
    pub faults: Vec<Fault>,
}

pub fn dispatch_page(shell: &Shell, view: &DispatchView) -> String {
    let here = format!("/desk/cases/{}/dispatch", view.head.case_no);
    let why = view
        .why
        .clone()
        .map(|why| view! { <blockquote class="said">{why}</blockquote> });
    let at = view
        .at
        .map(|at| view! { <p class="meta">{time::instant(shell, at)}</p> });
    let reason = Field::new("reason", shell.t("desk-reason"))
        .hint(shell.t("desk-dispatch-reason-hint"))
        .value(view.reason.clone())
        .error(fault(shell, &view.faults, "reason"));
    let wrong = fault(shell, &view.faults, "agency");
    let form = view! {
        {field::hidden("step", view.step.clone())}
        {agency_field(shell, &view.choice, wrong)}
        {textarea(shell, &reason, 5)}
        {button(shell.t("desk-dispatch-button"), Weight::Main)}
    };
    let others = (view.tasks.len() > 1).then(|| {
        let tasks: Vec<Tab> = view
            .tasks
            .iter()
            .map(|(key, name)| {
                Tab::new(
                    format!("{here}?step={key}"),
                    shell.l(name),
                    *key == view.step,
                )
            })
            .collect();
        tabs(shell.t("desk-disputed-tasks"), &tasks)
    });
    let by = [("agency", shell.l(&view.by).into())];
    let aside = view! {
        <section class="sheet">
            <h2>{shell.tv("desk-disputed-by", &by)}</h2>
            {why}
            {at}
            {others}
        </section>
        {agency_search(shell, &here, &view.choice, &view.step)}
    };
    let step = [("step", shell.l(&view.step_name).into())];
    act_page(
        shell,
        &view.head,
        Frame {
            noun: "dispatch",
            title: shell.tv("desk-dispatch-of", &step),
            lede: Some(shell.t("desk-dispatch-lede")),
            errors: errors(shell, &view.faults),
            form: form.into_any(),
            aside: aside.into_any(),
        },
    )
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::desk::{agencies, samples};

    #[test]
    fn renders_in_both_languages() {
        for locale in Locale::ALL {
            let view = DispatchView {
                head: samples::head(),
                tasks: vec![
                    ("fire".into(), samples::words()),
                    ("planning".into(), samples::words()),
                ],
                step: "fire".into(),
                step_name: samples::words(),
                by: samples::words(),
                at: Some(samples::at()),
                why: Some("面积不足 <b>".into()),
                choice: agencies::tests::choice(),
                reason: String::new(),
                faults: vec![Fault::new("agency", "desk-agency-unstaffed")],
            };
            let html = dispatch_page(&samples::shell(locale), &view);
            assert!(!html.contains('⟦'), "{html}");
            assert!(html.contains("面积不足 &lt;b&gt;") && html.contains("dispatch?step=planning"));
        }
    }
}
