//! The figures for a big screen that nobody sits at: large, without links to press. The server has the browser come for
//! them anew every minute.

use leptos::prelude::*;

use super::dashboard::{Dashboard, courses, now_stats, period, period_stats};
use crate::layout::{PageOptions, page_with};
use crate::parts::stat::{Stat, stats};
use crate::parts::time;
use crate::shell::Shell;

/// Seconds between two readings.
pub const EVERY: u32 = 60;

pub fn wall_page(shell: &Shell, view: &Dashboard) -> String {
    let name = shell.l(&view.name);
    let title = shell.tv("oversight-title", &[("place", name.into())]);
    let still = |tiles: Vec<Stat>| -> Vec<Stat> {
        let tiles = tiles.into_iter();
        tiles.map(|stat| Stat { href: None, ..stat }).collect()
    };
    let body = view! {
        <h1>{title.clone()}</h1>
        <p class="soft">
            {shell.t("oversight-as-of")}" "{time::instant(shell, view.as_of)}" · "
            {shell.tv("oversight-wall-every", &[("seconds", EVERY.into())])}" · "
            <a href=view.place.dashboard()>{shell.t("oversight-to-overview")}</a>
        </p>
        <section class="wall" aria-labelledby="now">
            <h2 id="now">{shell.t("oversight-now")}</h2>
            {stats(&still(now_stats(shell, view)))}
        </section>
        <section class="wall" aria-labelledby="period">
            <h2 id="period">{period(shell, view.place.period)}</h2>
            {stats(&still(period_stats(shell, view)))}
        </section>
        {courses(shell, view, false)}
    };
    let options = PageOptions {
        wide: true,
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::super::dashboard::tests::sample;
    use super::*;

    #[test]
    fn a_wall_has_nothing_to_press() {
        for locale in Locale::ALL {
            let html = wall_page(&Shell::sample(locale), &sample());
            assert!(!html.contains('⟦'), "{html}");
            assert!(!html.contains("class=\"stat tone-plain\"><a"), "{html}");
            assert!(html.contains("1,284"));
        }
    }
}
