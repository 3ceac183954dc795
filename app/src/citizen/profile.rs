//! `/account/profile`: where somebody lives and is reached. Name and number are changed at a counter, with a document.

use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button};
use crate::parts::choice::{self, Choice};
use crate::parts::error_summary::error_summary;
use crate::parts::fault::{Fault, errors, fault};
use crate::parts::field::{self, Field, Width};
use crate::parts::form::{Encoding, post};
use crate::parts::question::Prefecture;
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct Profile {
    pub phone: String,
    pub address: String,
    pub division: String,
    pub prefectures: Vec<Prefecture>,
    pub faults: Vec<Fault>,
}

pub fn profile_page(shell: &Shell, view: &Profile) -> String {
    let title = shell.t("profile-title");
    let errors = errors(shell, &view.faults);
    let wrong = |id: &str| fault(shell, &view.faults, id);
    let division = Field::new("division", shell.t("citizen-division"))
        .value(view.division.clone())
        .error(wrong("division"));
    let groups: Vec<(String, Vec<Choice>)> = view
        .prefectures
        .iter()
        .map(|one| {
            let places = one.places.iter();
            let places = places.map(|(code, name)| Choice::new(code.clone(), shell.l(name)));
            (shell.l(&one.name), places.collect())
        })
        .collect();
    let address = Field::new("address", shell.t("profile-address"))
        .hint(shell.t("profile-address-hint"))
        .autocomplete("street-address")
        .optional()
        .value(view.address.clone())
        .error(wrong("address"));
    let phone = Field::new("phone", shell.t("citizen-phone"))
        .hint(shell.t("profile-phone-hint"))
        .width(Width::Short)
        .autocomplete("tel")
        .optional()
        .value(view.phone.clone())
        .error(wrong("phone"));
    let form = view! {
        {choice::select_grouped(shell, &division, &groups)}
        {field::textarea(shell, &address, 3)}
        {field::tel(shell, &phone)}
        {button(shell.t("save"), Weight::Main)}
    };
    let body = view! {
        {error_summary(shell, &errors)}
        <div class="prose">
            <h1>{title.clone()}</h1>
            <p class="lede">{shell.t("profile-lede")}</p>
            {post("/account/profile", Encoding::Plain, form.into_any())}
        </div>
    };
    let options = PageOptions {
        errors: !errors.is_empty(),
        back: Some("/account".into()),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::{Locale, Localised};

    use super::*;

    #[test]
    fn the_page_renders_in_both_languages() {
        for locale in Locale::ALL {
            let view = Profile {
                address: "<b>".into(),
                prefectures: vec![Prefecture {
                    name: Localised::new("兰州市", "Lanzhou"),
                    places: vec![("620102".into(), Localised::new("城关区", "Chengguan"))],
                }],
                division: "620102".into(),
                faults: vec![
                    Fault::new("phone", "profile-phone-wrong"),
                    Fault::new("address", "fault-too-long")
                        .max(200)
                        .label("profile-address"),
                    Fault::new("division", "fault-division").label("citizen-division"),
                ],
                ..Profile::default()
            };
            let html = profile_page(&Shell::sample(locale), &view);
            assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
            assert!(html.contains("selected"), "{html}");
        }
    }
}
