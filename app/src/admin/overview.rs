//! `/admin`: what there is, counted.

use leptos::prelude::*;

use super::admin_page;
use crate::parts::card::{Card, card_grid};
use crate::shell::Shell;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overview {
    pub items: usize,
    /// Findings of the proof, over all items.
    pub findings: usize,
    pub divisions: usize,
    pub agencies: usize,
    pub people: u64,
    /// Years with the State Council's notice.
    pub announced: Vec<i16>,
}

pub fn overview_page(shell: &Shell, view: &Overview) -> String {
    let title = shell.t("admin-overview-title");
    let findings = if view.findings == 0 {
        shell.t("admin-all-proved")
    } else {
        shell.tv("admin-findings-count", &[("count", view.findings.into())])
    };
    let years: Vec<String> = view.announced.iter().map(ToString::to_string).collect();
    let cards = [
        Card::new("/admin/catalogue", shell.t("admin-items"))
            .text(shell.tv("admin-items-count", &[("count", view.items.into())]))
            .meta(findings),
        Card::new("/admin/organisation", shell.t("admin-organisation"))
            .text(shell.tv("admin-agencies-count", &[("count", view.agencies.into())]))
            .meta(shell.tv("admin-divisions-count", &[("count", view.divisions.into())])),
        Card::new("/admin/people", shell.t("admin-people"))
            .text(shell.tv("admin-people-count", &[("count", view.people.into())])),
        Card::new("/admin/calendars", shell.t("admin-calendars"))
            .text(shell.t("admin-announced-years"))
            .meta(years.join(&shell.t("admin-and"))),
        Card::new("/admin/standing", shell.t("admin-standing"))
            .text(shell.tv("admin-standing-count", &[("count", shell.standing.into())])),
    ];
    let body = view! {
        <h1>{title.clone()}</h1>
        <p class="lede">{shell.t("admin-overview-lede")}</p>
        {card_grid(&cards)}
        <section class="section prose" aria-labelledby="changing">
            <h2 id="changing">{shell.t("admin-changing")}</h2>
            <ul>
                <li><a href="/admin/catalogue#upload">{shell.t("admin-changing-items")}</a></li>
                <li><a href="/admin/calendars#import">{shell.t("admin-changing-calendars")}</a></li>
                <li>{shell.t("admin-changing-files")} <code translate="no">"tongban catalogue check"</code></li>
            </ul>
            <p>{shell.t("admin-changing-why")}</p>
        </section>
    };
    admin_page(shell, "/admin", &title, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn renders_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            for findings in [0, 2] {
                let view = Overview {
                    items: 3,
                    findings,
                    divisions: 102,
                    agencies: 303,
                    people: 112,
                    announced: vec![2025, 2026],
                };
                let html = overview_page(&shell, &view);
                assert!(!html.contains('⟦'), "{html}");
            }
        }
    }
}
