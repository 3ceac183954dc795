//! 受理: what starts, until when, and what the applicant will be told.

use domain::limit::Limit;
use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use super::act::{Frame, Head, act_page};
use super::preview::sheets;
use crate::parts::button::{Weight, button};
use crate::parts::clock::limit;
use crate::parts::notice::Sheet;
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct AcceptanceView {
    pub head: Head,
    /// 逾期不告知: the law has accepted since the receipt; this notes it.
    pub deemed: bool,
    pub counts_from: Timestamp,
    pub next_step: Localised,
    pub starts: Vec<Start>,
    /// What is accepted as missing, and until when it has to be handed in (容缺受理).
    pub owed: Vec<Localised>,
    pub owed_by: Option<Date>,
    /// What the applicant is sent; nothing where that is the agency itself.
    pub sheets: Vec<Sheet>,
}

/// A clock that starts with the acceptance.
#[derive(Debug, Clone)]
pub struct Start {
    /// `statutory` or `promised`.
    pub kind: String,
    pub limit: Limit,
    pub due_on: Date,
    pub basis: Option<Localised>,
}

pub fn acceptance_page(shell: &Shell, view: &AcceptanceView) -> String {
    let mut rows = vec![Row::of(
        shell.t("desk-acceptance-from"),
        time::day(shell, view.counts_from.to_zoned(shell.tz.clone()).date()),
    )];
    for start in &view.starts {
        let basis = start
            .basis
            .as_ref()
            .map(|basis| view! { <span class="meta">{shell.words(basis)}</span> });
        let words = limit(shell, start.limit);
        rows.push(Row::of(
            shell.t(&format!("desk-acceptance-{}", start.kind)),
            view! {
                <p><strong>{time::day(shell, start.due_on)}</strong>" · "{words}</p>
                {basis}
            }
            .into_any(),
        ));
    }
    if !view.owed.is_empty() {
        let names: Vec<AnyView> = view
            .owed
            .iter()
            .map(|name| view! { <li>{shell.words(name)}</li> }.into_any())
            .collect();
        let by = view.owed_by.map(|by| {
            view! { <p>{shell.t("desk-acceptance-owed-by")}{time::day(shell, by)}</p> }
        });
        rows.push(Row::of(
            shell.t("desk-acceptance-owed"),
            view! { <ul class="plain-list">{names}</ul>{by} }.into_any(),
        ));
    }
    rows.push(Row::of(
        shell.t("desk-acceptance-next"),
        shell.words(&view.next_step),
    ));
    let deemed = view
        .deemed
        .then(|| view! { <p class="inset">{shell.t("desk-acceptance-deemed")}</p> });
    let form = view! {
        {deemed}
        {summary_list(shell, rows)}
        {button(shell.t("desk-acceptance-button"), Weight::Main)}
    };
    act_page(
        shell,
        &view.head,
        Frame {
            noun: "acceptance",
            title: shell.t("desk-act-acceptance"),
            lede: Some(shell.t("desk-acceptance-lede")),
            errors: Vec::new(),
            form: form.into_any(),
            aside: sheets(shell, &view.sheets),
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
            let start = |kind: &str| Start {
                kind: kind.into(),
                limit: Limit::working_days(5),
                due_on: jiff::civil::date(2026, 11, 30),
                basis: Some(samples::words()),
            };
            for deemed in [false, true] {
                let view = AcceptanceView {
                    head: samples::head(),
                    deemed,
                    counts_from: samples::at(),
                    next_step: samples::words(),
                    owed: vec![samples::words()],
                    owed_by: Some(jiff::civil::date(2026, 12, 1)),
                    starts: vec![start("statutory"), start("promised")],
                    sheets: vec![crate::parts::notice::samples::sheet()],
                };
                let html = acceptance_page(&samples::shell(locale), &view);
                assert!(!html.contains('⟦'), "{html}");
                assert!(html.contains(r#"name="seq" value="7""#));
                assert!(html.contains(r#"datetime="2026-11-30""#));
            }
        }
    }
}
