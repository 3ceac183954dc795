//! 制证: what will be issued; the number is formed with it.

use domain::locale::Localised;
use jiff::civil::Date;
use leptos::prelude::*;

use super::act::{Frame, Head, act_page};
use crate::parts::button::{Weight, button};
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct LicenceView {
    pub head: Head,
    pub name: Localised,
    pub holder: String,
    pub issuer: Localised,
    pub issuer_code: String,
    pub type_code: String,
    pub issued_on: Date,
    /// Absent where it holds until revoked.
    pub valid_until: Option<Date>,
}

pub fn licence_page(shell: &Shell, view: &LicenceView) -> String {
    let until = match view.valid_until {
        Some(until) => time::day(shell, until),
        None => shell.t("desk-licence-open-ended").into_any(),
    };
    let code = view.issuer_code.clone();
    let rows = vec![
        Row::of(shell.t("desk-licence-name"), shell.words(&view.name)),
        Row::new(shell.t("desk-licence-holder"), view.holder.clone()),
        Row::of(
            shell.t("desk-licence-issuer"),
            view! { {shell.words(&view.issuer)}<br/><span class="meta">{code}</span> }.into_any(),
        ),
        Row::new(shell.t("desk-licence-type"), view.type_code.clone()),
        Row::of(
            shell.t("desk-licence-issued-on"),
            time::day(shell, view.issued_on),
        ),
        Row::of(shell.t("desk-licence-until"), until),
        Row::new(
            shell.t("desk-licence-number"),
            shell.t("desk-licence-number-later"),
        ),
    ];
    let form = view! {
        {summary_list(shell, rows)}
        {button(shell.t("desk-licence-button"), Weight::Main)}
    };
    act_page(
        shell,
        &view.head,
        Frame {
            noun: "licence",
            title: shell.t("desk-act-licence"),
            lede: Some(shell.t("desk-licence-lede")),
            errors: Vec::new(),
            form: form.into_any(),
            aside: ().into_any(),
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
            for valid_until in [None, Some(jiff::civil::date(2031, 11, 22))] {
                let view = LicenceView {
                    head: samples::head(),
                    name: samples::words(),
                    holder: "兰州黄河面馆".into(),
                    issuer: samples::words(),
                    issuer_code: "11620102MBDEM3048D".into(),
                    type_code: "11100000MB03271699022".into(),
                    issued_on: jiff::civil::date(2026, 11, 23),
                    valid_until,
                };
                let html = licence_page(&samples::shell(locale), &view);
                assert!(!html.contains('⟦'), "{html}");
            }
        }
    }
}
