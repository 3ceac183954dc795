//! `/oversight/findings/{no}/{rule}/{seq}`: one finding, and the supervision's decision.

use leptos::prelude::*;

use super::sections;
use crate::layout::{PageOptions, page_with};
use crate::parts::act_form::{ActForm, fields};
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::button::{Weight, button_link};
use crate::parts::error_summary::error_summary;
use crate::parts::fault::errors;
use crate::parts::finding::{FindingView, finding};
use crate::parts::form::{Encoding, post};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct Judged {
    pub finding: FindingView,
    /// Its own address.
    pub here: String,
    /// For whoever may decide it, while it is not decided.
    pub form: Option<ActForm>,
    /// They may decide findings, but not this one.
    pub own: bool,
    /// Where an order on the case is given, once it is confirmed.
    pub order: Option<String>,
}

pub fn finding_page(shell: &Shell, view: &Judged) -> String {
    let title = view.finding.rule.name(shell);
    let trail = [
        ("/oversight".to_owned(), shell.t("oversight-nav-overview")),
        ("/oversight/findings".to_owned(), shell.t("findings-title")),
    ];
    let faults = view
        .form
        .as_ref()
        .map(|form| errors(shell, &form.faults))
        .unwrap_or_default();
    let form = view.form.as_ref().map(|form| {
        let waits =
            (view.finding.state == "open").then(|| view! { <p>{shell.t("finding-wait")}</p> });
        let body = fields(shell, form);
        view! {
            <section class="sheet">
                <h2>{shell.t("finding-decide")}</h2>
                {waits}
                {post(format!("{}/decision", view.here), Encoding::Plain, body)}
            </section>
        }
    });
    let own = view
        .own
        .then(|| view! { <p class="soft">{shell.t("finding-own")}</p> });
    let order = view.order.clone().map(|href| {
        view! {
            <section class="sheet">
                <p>{shell.t("finding-order-note")}</p>
                {button_link(shell.t("finding-order"), href, Weight::Main)}
            </section>
        }
    });
    let body = view! {
        {error_summary(shell, &faults)}
        {breadcrumb(shell, &trail)}
        <h1>{title.clone()}</h1>
        <div class="two">
            <div>{finding(shell, &view.finding)}</div>
            <div>{form}{own}{order}</div>
        </div>
    };
    let options = PageOptions {
        errors: !faults.is_empty(),
        wide: true,
        sections: sections(shell, "/oversight/findings"),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;
    use domain::supervision::rules::Rule;

    use super::*;
    use crate::parts::choice::Choice;
    use crate::parts::fault::Fault;
    use crate::parts::finding::samples;

    #[test]
    fn undecided_own_and_decided_render_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let choices = ["justified", "confirmed"];
            let choices =
                choices.map(|key| Choice::new(key, shell.t(&format!("finding-choice-{key}"))));
            let mut view = Judged {
                finding: samples::finding(Rule::MuchPaused, "share"),
                here: "/oversight/findings/6/much-paused/4".into(),
                form: Some(ActForm {
                    noun: "finding-decision",
                    choices: choices.into(),
                    choice: String::new(),
                    amount: None,
                    text: "<b>".into(),
                    faults: vec![
                        Fault::new("choice", "act-finding-decision-choice-missing"),
                        Fault::new("text", "act-text-missing"),
                    ],
                    shown: None,
                    preview: false,
                }),
                own: false,
                order: None,
            };
            view.finding.state = "open";
            let html = finding_page(&shell, &view);
            assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
            assert!(html.contains("/much-paused/4/decision\""), "{html}");
            view.form = None;
            view.own = true;
            view.order = Some("/oversight/cases/6/order".into());
            let html = finding_page(&shell, &view);
            assert!(!html.contains('⟦') && !html.contains("/decision"), "{html}");
            assert!(html.contains("/oversight/cases/6/order"));
        }
    }
}
