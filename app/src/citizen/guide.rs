//! The frame of a guide (办事指南): what it is, the card that answers most questions, one button to start, and who to
//! ask. An item's guide and a bundle's have the same.

use domain::locale::Localised;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::acting::uncovered;
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::button::{Weight, button, start_button};
use crate::parts::form::post_for;
use crate::parts::time;
use crate::shell::Shell;

pub(super) struct Frame<'a> {
    /// Where one comes from, address and name.
    pub above: &'a [(String, String)],
    pub name: &'a Localised,
    pub summary: &'a Localised,
    /// Where the application begins; `None` where it can't be had, which `card` tells.
    pub start: Option<String>,
    /// Not for whom the reader acts.
    pub uncovered: bool,
    pub card: AnyView,
    pub sections: AnyView,
    pub aside: AnyView,
}

pub(super) fn frame(shell: &Shell, guide: Frame<'_>) -> String {
    // Whoever is signed in begins at once; others come back to a page, not to a kept form.
    let start = guide.start.map(|to| {
        if guide.uncovered {
            return uncovered(shell, &to);
        }
        let start = if shell.user.is_some() {
            let start = button(shell.t("citizen-start"), Weight::Main);
            post_for(shell, to, start)
        } else {
            start_button(shell.t("citizen-start"), to)
        };
        view! { {start}<p class="hint no-print">{shell.t("citizen-start-note")}</p> }.into_any()
    });
    let body = view! {
        {breadcrumb(shell, guide.above)}
        <h1>{shell.words(guide.name)}</h1>
        <p class="lede">{shell.words(guide.summary)}</p>
        <div class="two guide">
            <div>
                <div class="sheet">
                    {guide.card}
                    {start}
                </div>
                {guide.sections}
            </div>
            <aside aria-labelledby="contact">{guide.aside}</aside>
        </div>
        <p class="only-print">{shell.t("citizen-printed")} {time::day(shell, shell.today)}</p>
    };
    let title = shell.l(guide.name);
    page_with(shell, &title, PageOptions::default(), body.into_any())
}
