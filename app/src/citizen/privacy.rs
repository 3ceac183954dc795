//! `/privacy`: the notice of the Personal Information Protection Law, article 17: who handles what, why, how, for how
//! long, and how its owner uses their rights.

use leptos::prelude::*;

use crate::layout;
use crate::parts::notification::{Notification, notification};
use crate::shell::Shell;

/// Headings with as many paragraphs: `privacy-{key}` and `privacy-{key}-1`, ….
const PARTS: [(&str, usize); 7] = [
    ("who", 1),
    ("what", 3),
    ("why", 2),
    ("how", 3),
    ("long", 3),
    ("shared", 2),
    ("rights", 3),
];

/// `deleted`: the reader's account has just gone.
pub fn privacy_page(shell: &Shell, deleted: bool) -> String {
    let title = shell.t("privacy-title");
    let values = [
        ("portal", (&shell.portal).into()),
        ("hotline", (&shell.hotline).into()),
    ];
    let parts: Vec<AnyView> = PARTS
        .iter()
        .map(|(key, count)| {
            let paragraphs: Vec<AnyView> = (1..=*count)
                .map(|n| {
                    let words = shell.tv(&format!("privacy-{key}-{n}"), &values);
                    view! { <p>{words}</p> }.into_any()
                })
                .collect();
            view! { <h2 id=*key>{shell.t(&format!("privacy-{key}"))}</h2>{paragraphs} }.into_any()
        })
        .collect();
    let deleted = deleted.then(|| {
        let body = view! { <p>{shell.t("privacy-deleted-next")}</p> };
        let title = shell.t("privacy-deleted");
        notification(shell, Notification::Success, title, body.into_any())
    });
    let body = view! {
        {deleted}
        <div class="prose">
            <h1>{title.clone()}</h1>
            <p class="lede">{shell.tv("privacy-lede", &values)}</p>
            {parts}
            <p><a href="/account/data">{shell.t("privacy-data-link")}</a></p>
        </div>
    };
    layout::page(shell, &title, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn the_notice_renders_in_both_languages() {
        for locale in Locale::ALL {
            let html = privacy_page(&Shell::sample(locale), true);
            assert!(!html.contains('⟦'), "{html}");
        }
    }
}
