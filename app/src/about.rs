//! What the site is, how to use it with any aid, and what it does with what it is told: `/about`, linked in each footer.

use leptos::prelude::*;

use crate::layout;
use crate::shell::Shell;

pub fn about(shell: &Shell) -> String {
    let portal = [("portal", (&shell.portal).into())];
    let hotline = [("hotline", (&shell.hotline).into())];
    let body = view! {
        <div class="prose">
            <h1>{shell.t("about-title")}</h1>
            <p class="lede">{shell.tv("about-lede", &portal)}</p>
            <p>{shell.t("about-promise")}</p>
            <p>{shell.t("about-authentic")}</p>
            <h2 id="accessibility">{shell.t("accessibility-link")}</h2>
            <p>{shell.t("accessibility-standard")}</p>
            <ul>
                <li>{shell.t("accessibility-keyboard")}</li>
                <li>{shell.t("accessibility-large")}</li>
                <li>{shell.t("accessibility-script")}</li>
                <li>{shell.t("accessibility-counter")}</li>
            </ul>
            <p>{shell.tv("accessibility-report", &hotline)}</p>
            <h2 id="privacy">{shell.t("privacy-link")}</h2>
            <ul>
                <li>{shell.t("privacy-purpose")}</li>
                <li>{shell.t("privacy-sealed")}</li>
                <li>{shell.t("privacy-recorded")}</li>
                <li>{shell.t("privacy-cookies")}</li>
            </ul>
        </div>
    };
    layout::page(shell, &shell.t("about-title"), body.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renders_in_both_languages() {
        for locale in domain::locale::Locale::ALL {
            assert!(!about(&Shell::sample(locale)).contains('⟦'));
        }
    }
}
