//! `/verify`: whether a notice or a licence that somebody was shown is real, and stands. Nothing here is about the
//! person that it was given to.

use domain::locale::Localised;
use jiff::civil::Date;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button};
use crate::parts::error_summary::error_summary;
use crate::parts::field::{self, Field};
use crate::parts::form;
use crate::parts::notification::{Notification, notification};
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::time::day;
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct Verify {
    pub typed: String,
    /// Locale key; takes `$hotline`.
    pub fault: Option<&'static str>,
}

#[derive(Debug, Clone)]
pub struct Verified {
    pub agency: Localised,
    pub name: Name,
    pub number: String,
    /// Absent where it would say something about the person.
    pub item: Option<Localised>,
    pub on: Date,
    pub valid_until: Option<Date>,
    pub standing: Standing,
}

#[derive(Debug, Clone)]
pub enum Name {
    /// Locale key.
    Key(String),
    Words(Localised),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Stands,
    Revoked(Date),
    Expired(Date),
}

pub fn verify_page(shell: &Shell, view: &Verify) -> String {
    let title = shell.t("verify-title");
    let hotline = [("hotline", (&shell.hotline).into())];
    let error = view.fault.map(|key| shell.tv(key, &hotline));
    let errors: Vec<_> = error
        .iter()
        .map(|error| ("code".to_owned(), error.clone()))
        .collect();
    let code = Field::new("code", shell.t("verify-code"))
        .hint(shell.t("verify-code-hint"))
        .value(view.typed.clone())
        .error(error);
    let fields = view! {
        {field::code(shell, &code)}
        {button(shell.t("verify-show"), Weight::Main)}
    };
    let body = view! {
        {error_summary(shell, &errors)}
        <div class="prose">
            <h1>{title.clone()}</h1>
            <p class="lede">{shell.t("verify-lede")}</p>
            {form::post("/verify", form::Encoding::Plain, fields.into_any())}
        </div>
    };
    let options = PageOptions {
        errors: !errors.is_empty(),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

pub fn verified_page(shell: &Shell, view: &Verified) -> String {
    let title = shell.t("verify-title");
    let short = |date| [("on", crate::text::date_short(shell.locale, date).into())];
    let (state, stands) = match view.standing {
        Standing::Stands => (shell.t("verify-standing"), true),
        Standing::Revoked(on) => (shell.tv("verify-revoked", &short(on)), false),
        Standing::Expired(on) => (shell.tv("verify-expired", &short(on)), false),
    };
    let name = match &view.name {
        Name::Key(key) => shell.t(key).into_any(),
        Name::Words(words) => shell.words(words),
    };
    let number = view.number.clone();
    let mut rows = vec![
        Row::of(
            shell.t("verify-state"),
            view! { <strong>{state.clone()}</strong> }.into_any(),
        ),
        Row::of(shell.t("verify-agency"), shell.words(&view.agency)),
        Row::of(shell.t("verify-kind"), name),
        Row::of(
            shell.t("verify-number"),
            view! { <span class="long-number" translate="no">{number}</span> }.into_any(),
        ),
        Row::of(shell.t("verify-on"), day(shell, view.on)),
    ];
    if let Some(until) = view.valid_until {
        rows.push(Row::of(shell.t("verify-until"), day(shell, until)));
    }
    if let Some(item) = &view.item {
        rows.push(Row::of(shell.t("verify-item"), shell.words(item)));
    }
    let agency = [("agency", shell.l(&view.agency).into())];
    let found = shell.tv("verify-found", &agency);
    let told = if stands {
        notification(shell, Notification::Info, found, ().into_any())
    } else {
        notification(shell, Notification::Warning, state, ().into_any())
    };
    let body = view! {
        {told}
        <div class="prose">
            <h1>{title.clone()}</h1>
            {summary_list(shell, rows)}
            <p>{shell.t("verify-compare")}</p>
            <p><a href="/verify">{shell.t("verify-again")}</a></p>
        </div>
    };
    page_with(shell, &title, PageOptions::default(), body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;
    use jiff::civil::date;

    use super::*;

    #[test]
    fn renders_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            for fault in [None, Some("verify-missing"), Some("verify-wrong")] {
                let view = Verify {
                    typed: "<b>".into(),
                    fault,
                };
                let html = verify_page(&shell, &view);
                assert!(!html.contains('⟦') && html.contains("&lt;b&gt;"), "{html}");
                assert_eq!(html.contains(r##"href="#code""##), fault.is_some());
            }
            let on = date(2026, 3, 12);
            for standing in [
                Standing::Stands,
                Standing::Revoked(on),
                Standing::Expired(on),
            ] {
                let view = Verified {
                    agency: Localised::new("兰州市水务局", "Lanzhou Water Bureau"),
                    name: Name::Key("notice-title-acceptance".into()),
                    number: "〔2026〕12号".into(),
                    item: Some(Localised::new("取水许可", "Water abstraction permit")),
                    on,
                    valid_until: Some(on),
                    standing,
                };
                let html = verified_page(&shell, &view);
                assert!(!html.contains('⟦'), "{html}");
                assert!(html.contains("〔2026〕12号"));
            }
        }
    }
}
