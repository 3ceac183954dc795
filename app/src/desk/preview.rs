//! Before a notice goes out: the notice as it will be sent, what the act does to the clock, and the way back. One page for
//! every act; it carries along what was typed.

use domain::locale::Localised;
use jiff::civil::Date;
use leptos::prelude::*;

use super::act::{Head, heading};
use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button, button_group, button_with};
use crate::parts::field::hidden;
use crate::parts::form::{Encoding, post};
use crate::parts::notice::{Sheet, sheet};
use crate::parts::summary_list::{Row, summary_list};
use crate::shell::Shell;
use crate::text;

#[derive(Debug, Clone)]
pub struct PreviewView {
    pub head: Head,
    /// The act's name in the locale, `desk-act-…`.
    pub act: &'static str,
    /// Where the act is a step's.
    pub step: Option<Localised>,
    /// Where the form was sent, and is sent again.
    pub action: String,
    /// What was typed, and the page that it was typed on.
    pub typed: Vec<(String, String)>,
    pub sheets: Vec<Sheet>,
    pub effects: Vec<Effect>,
}

/// What the act does to a deadline.
#[derive(Debug, Clone)]
pub struct Effect {
    /// `DeadlineKind::key`.
    pub kind: &'static str,
    pub change: Change,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    Starts(Date),
    Moves(Date, Date),
    Stops(Date),
    GoesOn(Date),
    Ends,
}

pub fn preview_page(shell: &Shell, view: &PreviewView) -> String {
    let step = view.step.as_ref().map(|step| shell.l(step));
    let step = [("step", step.unwrap_or_default().into())];
    let act = shell.tv(&format!("desk-act-{}", view.act), &step);
    let title = shell.tv("preview-title", &[("act", act.into())]);
    // What takes the case from the applicant can't be undone.
    let weight = match view.act {
        "declination" | "return" | "voiding" => Weight::Grave,
        // The one notice of a step takes the licence back.
        "step" if !view.sheets.is_empty() => Weight::Grave,
        _ => Weight::Main,
    };
    let typed: Vec<AnyView> = view
        .typed
        .iter()
        .map(|(name, value)| hidden(name.clone(), value.clone()))
        .collect();
    let form = view! { {typed}{confirmation(shell, shell.t("preview-send"), weight)} };
    let body = view! {
        {heading(shell, &view.head, Some(&title))}
        <div class="two">
            <div>{sheets(shell, &view.sheets)}</div>
            <div>
                {effects(shell, &view.effects)}
                {post(format!("{}{}", view.action, shell.list()), Encoding::Plain, form.into_any())}
            </div>
        </div>
    };
    let options = PageOptions {
        back: Some(format!("/desk/cases/{}{}", view.head.case_no, shell.list())),
        wide: true,
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

/// Goes on with what was shown, or back to change it.
pub fn confirmation(shell: &Shell, label: String, weight: Weight) -> AnyView {
    let buttons = button_group(vec![
        button(label, weight),
        button_with(shell.t("preview-edit"), Weight::Quiet, "edit", "1"),
    ]);
    view! { {hidden("confirmed", "1")}{buttons} }.into_any()
}

/// The notices as they will be sent, with what is still to come.
pub fn sheets(shell: &Shell, sheets: &[Sheet]) -> AnyView {
    if sheets.is_empty() {
        return view! { <p class="lede">{shell.t("preview-none")}</p> }.into_any();
    }
    let all: Vec<AnyView> = sheets.iter().map(|one| sheet(shell, one, 2)).collect();
    view! {
        <p class="lede">{shell.t("preview-lede")}</p>
        {all}
        <p class="meta">{shell.t("preview-number")}" "{shell.t("preview-code")}</p>
    }
    .into_any()
}

/// What the act does to the clock.
pub fn effects(shell: &Shell, effects: &[Effect]) -> AnyView {
    let none = effects
        .is_empty()
        .then(|| view! { <p>{shell.t("preview-clock-none")}</p> });
    let day = |date: Date| text::date(shell.locale, date);
    let rows: Vec<Row> = effects
        .iter()
        .map(|effect| {
            let words = match effect.change {
                Change::Starts(to) => shell.tv("preview-starts", &[("to", day(to).into())]),
                Change::Moves(from, to) => {
                    let values = [("from", day(from).into()), ("to", day(to).into())];
                    shell.tv("preview-moves", &values)
                }
                Change::Stops(to) => shell.tv("preview-stops", &[("to", day(to).into())]),
                Change::GoesOn(to) => shell.tv("preview-goes-on", &[("to", day(to).into())]),
                Change::Ends => shell.t("preview-ends"),
            };
            let name = match effect.kind {
                // The clock itself calls these the reader's own.
                "supplement" | "tolerated" => shell.t(&format!("preview-{}", effect.kind)),
                kind => shell.t(&format!("clock-{kind}")),
            };
            Row::new(name, words)
        })
        .collect();
    let rows = (!rows.is_empty()).then(|| summary_list(shell, rows));
    view! {
        <section class="sheet">
            <h2>{shell.t("preview-clock")}</h2>
            {none}{rows}
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;
    use jiff::civil::date;

    use super::*;
    use crate::desk::samples;
    use crate::parts::notice::samples::sheet;

    #[test]
    fn shows_the_notice_and_carries_along_what_was_typed() {
        let on = date(2026, 12, 1);
        let effects = [
            ("check", Change::Ends),
            ("supplement", Change::Starts(on)),
            ("promised", Change::Stops(on)),
            ("pause", Change::GoesOn(on)),
            ("delivery", Change::Moves(on, on)),
        ]
        .map(|(kind, change)| Effect { kind, change });
        for locale in Locale::ALL {
            for act in [
                "acceptance",
                "correction",
                "declination",
                "return",
                "decision",
                "pause",
                "extension",
                "delivery",
                "step",
            ] {
                let view = PreviewView {
                    head: samples::head(),
                    act,
                    step: (act == "step").then(samples::words),
                    action: format!("/desk/cases/1/{act}"),
                    typed: vec![("reason".into(), "\"齐全\"<b>".into())],
                    sheets: vec![Sheet {
                        proof: None,
                        ..sheet()
                    }],
                    effects: effects.to_vec(),
                };
                let html = preview_page(&samples::shell(locale), &view);
                assert!(!html.contains('⟦'), "{html}");
                assert!(html.contains("受理通知书") && html.contains("name=\"confirmed\""));
                assert!(html.contains("&quot;齐全&quot;"), "{html}");
                assert_eq!(html.matches("<h1>").count(), 1);
            }
            let nothing = PreviewView {
                head: samples::head(),
                act: "decision",
                step: None,
                action: String::new(),
                typed: Vec::new(),
                sheets: Vec::new(),
                effects: Vec::new(),
            };
            let html = preview_page(&samples::shell(locale), &nothing);
            assert!(!html.contains('⟦'), "{html}");
        }
    }
}
