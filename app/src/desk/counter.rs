//! 综合窗口: who stands at the counter and what for, and what the clerk has begun.

use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button};
use crate::parts::choice::{Choice, checkbox, radios, select_grouped};
use crate::parts::error_summary::error_summary;
use crate::parts::fault::{Fault, errors, fault};
use crate::parts::field::{self, Field, Width};
use crate::parts::form::{Encoding, get, post};
use crate::parts::identity::{Identity, identity};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct CounterView {
    pub agency: Localised,
    pub drafts: Vec<Draft>,
    /// Items by agency; the counter's own first.
    pub items: Vec<(Localised, Vec<Item>)>,
    pub typed: Typed,
    /// The number is known under another name, which the document may correct.
    pub other_name: bool,
    pub faults: Vec<Fault>,
}

#[derive(Debug, Clone)]
pub struct Draft {
    pub href: String,
    pub item: Localised,
    pub person: String,
    pub saved_at: Timestamp,
    pub kept_until: Date,
}

#[derive(Debug, Clone)]
pub struct Item {
    pub code: String,
    pub name: Localised,
}

/// What was typed before.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// `person` or `organisation`.
    pub kind: String,
    pub id_no: String,
    pub name: String,
    pub contact: String,
    pub identity: Identity,
    pub item: String,
    /// Of a case to be corrected.
    pub no: String,
}

pub fn counter_page(shell: &Shell, view: &CounterView) -> String {
    let title = shell.t("counter-title");
    let found = errors(shell, &view.faults);
    let drafts = (!view.drafts.is_empty()).then(|| drafts(shell, &view.drafts));
    let body = view! {
        {error_summary(shell, &found)}
        <div class="prose">
            <p class="caption">{shell.words(&view.agency)}</p>
            <h1>{title.clone()}</h1>
            <p class="lede">{shell.t("counter-lede")}</p>
            <p><a href="/desk/counter/appointments">{shell.t("appointments-title")}</a></p>
            {drafts}
            <h2>{shell.t("counter-start")}</h2>
            {post("/desk/counter", Encoding::Plain, form(shell, view))}
            <h2>{shell.t("counter-correct")}</h2>
            {get("/desk/counter/supplement", by_number(shell, view))}
        </div>
    };
    let options = PageOptions {
        errors: !found.is_empty(),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn drafts(shell: &Shell, drafts: &[Draft]) -> AnyView {
    let lines: Vec<AnyView> = drafts
        .iter()
        .map(|draft| {
            let removal = format!("{}/removal", draft.href);
            view! {
                <li>
                    <div>
                        <a href=draft.href.clone()>{draft.person.clone()}" · "{shell.words(&draft.item)}</a>
                        <p class="meta">
                            {shell.t("counter-saved")}{time::instant(shell, draft.saved_at)}" · "
                            {shell.t("counter-kept-until")}{time::day(shell, draft.kept_until)}
                        </p>
                    </div>
                    <a href=removal>{shell.t("remove")}<span class="vh">" "{draft.person.clone()}</span></a>
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <h2>{shell.t("counter-drafts")}</h2><ul class="files">{lines}</ul> }.into_any()
}

/// To the correction of a case.
fn by_number(shell: &Shell, view: &CounterView) -> AnyView {
    let no = Field {
        width: Width::Medium,
        ..Field::new("no", shell.t("counter-case-no"))
    };
    let no = no
        .hint(shell.t("counter-case-no-hint"))
        .value(view.typed.no.clone())
        .error(fault(shell, &view.faults, "no"));
    view! {
        {field::text(shell, &no)}
        {button(shell.t("counter-correct-open"), Weight::Quiet)}
    }
    .into_any()
}

fn form(shell: &Shell, view: &CounterView) -> AnyView {
    let typed = &view.typed;
    let wrong = |id: &str| fault(shell, &view.faults, id);
    let kinds = ["person", "organisation"]
        .map(|key| Choice::new(key, shell.t(&format!("counter-kind-{key}"))));
    let kind = Field::new("kind", shell.t("counter-kind"))
        .value(typed.kind.clone())
        .error(wrong("kind"));
    let id_no = Field::new("id-no", shell.t("counter-id-no"))
        .hint(shell.t("counter-id-no-hint"))
        .value(typed.id_no.clone())
        .error(wrong("id-no"));
    let name = Field::new("name", shell.t("counter-name"))
        .hint(shell.t("counter-name-hint"))
        .value(typed.name.clone())
        .error(wrong("name"));
    let correct = view.other_name.then(|| {
        let field = Field::new("correct-name", shell.t("counter-correct-name"));
        checkbox(shell, &field)
    });
    let contact = Field {
        width: Width::Medium,
        ..Field::new("contact", shell.t("registration-contact"))
    };
    let contact = contact
        .hint(shell.t("counter-contact-hint"))
        .optional()
        .value(typed.contact.clone())
        .error(wrong("contact"));
    let items: Vec<(String, Vec<Choice>)> = view
        .items
        .iter()
        .map(|(agency, items)| {
            let choices = items
                .iter()
                .map(|item| Choice::new(item.code.clone(), shell.l(&item.name)))
                .collect();
            (shell.l(agency), choices)
        })
        .collect();
    let item = Field::new("item", shell.t("counter-item"))
        .value(typed.item.clone())
        .error(wrong("item"));
    view! {
        {radios(shell, &kind, &kinds)}
        {field::text(shell, &id_no)}
        {field::text(shell, &name)}
        {correct}
        {field::text(shell, &contact)}
        {identity(shell, &typed.identity, &view.faults)}
        {select_grouped(shell, &item, &items)}
        {button(shell.t("counter-begin"), Weight::Main)}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::desk::samples;

    #[test]
    fn it_begins_goes_on_and_keeps_what_was_typed() {
        for locale in Locale::ALL {
            let mut shell = samples::shell(locale);
            shell.counter = true;
            let mut view = CounterView {
                agency: samples::words(),
                items: vec![(
                    samples::words(),
                    vec![Item {
                        code: "000131001001".into(),
                        name: samples::words(),
                    }],
                )],
                ..CounterView::default()
            };
            let html = counter_page(&shell, &view);
            assert!(html.contains("action=\"/desk/counter\"") && !html.contains('⟦'));
            view.drafts = vec![Draft {
                href: "/desk/counter/applications/x".into(),
                item: samples::words(),
                person: "马<b>小军".into(),
                saved_at: samples::at(),
                kept_until: jiff::civil::date(2026, 12, 23),
            }];
            view.typed.name = "<b>".into();
            view.typed.item = "000131001001".into();
            view.other_name = true;
            view.faults = [
                "counter-kind-missing",
                "counter-identity-missing",
                "counter-identity-unfit",
                "counter-item-missing",
                "counter-item-unfit",
                "counter-name-known",
                "counter-case-unknown",
            ]
            .map(|key| Fault::new("kind", key))
            .into();
            let html = counter_page(&shell, &view);
            for part in [
                "href=\"/desk/counter/applications/x\"",
                "x/removal\"",
                "name=\"correct-name\"",
                "value=\"000131001001\" selected",
            ] {
                assert!(html.contains(part), "{part}: {html}");
            }
            assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
        }
    }
}
