//! `/division`: where the visitor deals with the authorities, chosen once: province, prefecture, county, each a link or
//! a button.

use domain::locale::Localised;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::button::{Weight, button_with};
use crate::parts::error_summary::error_summary;
use crate::parts::field::hidden;
use crate::parts::form::{Encoding, post};
use crate::shell::Shell;

/// Where a place can be had, and how one gets there.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// What holds now.
    pub now: Option<Localised>,
    /// The page's division: it can be chosen itself, by its code; of the jurisdiction the code is empty, which
    /// chooses nothing.
    pub whole: (String, Localised),
    /// Address and name, outermost first.
    pub above: Vec<(String, Localised)>,
    /// Address and name of those that have others in them.
    pub deeper: Vec<(String, Localised)>,
    /// Code and name of those that have none.
    pub choices: Vec<(String, Localised)>,
    /// Where the choice leads.
    pub next: String,
    /// Such a division is not known.
    pub is_unknown: bool,
}

pub fn division_page(shell: &Shell, view: &Places) -> String {
    let title = shell.t("find-division-title");
    let unknown = view.is_unknown.then(|| {
        let words = shell.t("find-division-unknown");
        error_summary(shell, &[("places".to_owned(), words)])
    });
    let now = view.now.as_ref().map(|name| {
        view! { <p>{shell.t("find-division-now")} <strong>{shell.words(name)}</strong></p> }
    });
    let above: Vec<_> = view
        .above
        .iter()
        .map(|(href, name)| (href.clone(), shell.l(name)))
        .collect();
    let above = (!above.is_empty()).then(|| breadcrumb(shell, &above));
    let deeper = view.deeper.iter().map(|(href, name)| {
        view! { <li><a href=href.clone()>{shell.words(name)}</a></li> }.into_any()
    });
    let choices = view.choices.iter().map(|(code, name)| {
        view! {
            <li><button class="link" type="submit" name="division" value=code.clone()>{shell.words(name)}</button></li>
        }
        .into_any()
    });
    let places: Vec<AnyView> = deeper.chain(choices).collect();
    let (code, name) = &view.whole;
    let words = if code.is_empty() {
        shell.t("find-division-all")
    } else {
        shell.tv("find-division-whole", &[("place", shell.l(name).into())])
    };
    let form = view! {
        {hidden("next", view.next.clone())}
        <ul class="divisions plain-list" id="places" tabindex="-1">{places}</ul>
        {button_with(words, Weight::Quiet, "division", code.clone())}
    };
    let body = view! {
        {unknown}
        {above}
        <h1>{title.clone()}</h1>
        <p class="lede">{shell.t("find-division-lede")}</p>
        {now}
        <h2>{shell.words(name)}</h2>
        {post("/division", Encoding::Plain, form.into_any())}
    };
    let options = PageOptions {
        errors: view.is_unknown,
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn places_render_in_both_languages() {
        for locale in Locale::ALL {
            let view = Places {
                now: Some(Localised::new(
                    "兰州市城关区",
                    "Chengguan District, Lanzhou",
                )),
                whole: (String::new(), Localised::new("甘肃省", "Gansu Province")),
                above: vec![("/division".into(), Localised::new("甘肃省", "Gansu"))],
                deeper: vec![("/division?in=1".into(), Localised::new("兰州市", "Lanzhou"))],
                choices: vec![("620200".into(), Localised::new("嘉峪关市", "Jiayuguan"))],
                next: "/".into(),
                is_unknown: true,
            };
            let html = division_page(&Shell::sample(locale), &view);
            assert!(!html.contains('⟦'), "{html}");
            assert_eq!(html.matches("<h1").count(), 1);
        }
    }
}
