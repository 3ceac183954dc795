//! `/life-events`: all that there are.

use leptos::prelude::*;

use super::{EventLine, event_cards};
use crate::layout;
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::empty::empty;
use crate::shell::Shell;

pub fn list_page(shell: &Shell, events: &[EventLine]) -> String {
    let title = shell.t("citizen-events");
    let above = [("/".to_owned(), shell.t("nav-home"))];
    let list = if events.is_empty() {
        let home = view! { <p><a href="/">{shell.t("citizen-shelves")}</a></p> };
        empty(shell.t("citizen-no-events"), home.into_any())
    } else {
        event_cards(shell, events)
    };
    let body = view! {
        {breadcrumb(shell, &above)}
        <h1>{title.clone()}</h1>
        <p class="lede">{shell.t("citizen-events-lede")}</p>
        {list}
    };
    layout::page(shell, &title, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::super::tests::event;
    use super::*;

    #[test]
    fn some_and_none_render_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let html = list_page(&shell, &[event()]);
            assert!(html.contains("href=\"/life-events/newborn\""), "{html}");
            for html in [html, list_page(&shell, &[])] {
                assert!(!html.contains('⟦'), "{html}");
                assert_eq!(html.matches("<h1").count(), 1);
            }
        }
    }
}
