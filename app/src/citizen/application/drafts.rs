//! `/applications`: what is being filled in, until when it is kept, and what can be done with it.

use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use crate::layout;
use crate::parts::empty::empty;
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct DraftLine {
    /// `/applications/{id}`.
    pub base: String,
    pub item: Localised,
    pub saved_at: Timestamp,
    pub kept_until: Date,
}

pub fn drafts_page(shell: &Shell, drafts: &[DraftLine]) -> String {
    let title = shell.t("form-drafts-title");
    let lines: Vec<AnyView> = drafts.iter().map(|draft| line(shell, draft)).collect();
    let list = if lines.is_empty() {
        let next = view! { <a href="/">{shell.t("form-drafts-find")}</a> };
        empty(shell.t("form-drafts-none"), next.into_any())
    } else {
        lines.into_any()
    };
    let body = view! {
        <div class="prose">
            <h1>{title.clone()}</h1>
            <p class="lede">{shell.t("form-drafts-lede")}</p>
            {list}
        </div>
    };
    layout::page(shell, &title, body.into_any())
}

fn line(shell: &Shell, draft: &DraftLine) -> AnyView {
    let name = shell.l(&draft.item);
    let rows = vec![
        Row::of(
            shell.t("form-saved-at"),
            time::instant(shell, draft.saved_at),
        ),
        Row::of(shell.t("form-kept-to"), time::day(shell, draft.kept_until)),
    ];
    let link = |key: &str, href: String| {
        let name = name.clone();
        view! { <a href=href>{shell.t(key)}<span class="vh">" "{name}</span></a> }
    };
    view! {
        <section>
            <h2>{shell.words(&draft.item)}</h2>
            {summary_list(shell, rows)}
            <p class="row">
                {link("form-continue", draft.base.clone())}
                {link("form-remove", format!("{}/removal", draft.base))}
            </p>
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn each_draft_can_be_continued_and_deleted() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let draft = DraftLine {
                base: "/applications/x".into(),
                item: Localised::new("食品经营许可", "Food business licence"),
                saved_at: Timestamp::UNIX_EPOCH,
                kept_until: jiff::civil::date(2026, 12, 27),
            };
            let html = drafts_page(&shell, &[draft]);
            for part in [
                "href=\"/applications/x\"",
                "href=\"/applications/x/removal\"",
                "<time",
            ] {
                assert!(html.contains(part), "{part}: {html}");
            }
            assert!(!html.contains('⟦'), "{html}");
            assert!(!drafts_page(&shell, &[]).contains('⟦'));
        }
    }
}
