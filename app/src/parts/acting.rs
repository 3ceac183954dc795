//! 代理, in the head of every citizen's page: for whom the reader acts, and the way back to themselves.

use leptos::prelude::*;

use crate::parts::button::{Weight, button};
use crate::parts::field::hidden;
use crate::parts::form::{Encoding, post};
use crate::parts::time;
use crate::shell::Shell;

pub fn acting(shell: &Shell, frame: &'static str) -> AnyView {
    let Some(one) = &shell.acting_for else {
        return ().into_any();
    };
    let until = one.until.map(|until| {
        let day = time::day_text(shell, until);
        shell.tv("acting-until", &[("until", day.as_str().into())])
    });
    let some = one.some_items.then(|| shell.t("acting-some"));
    let back = button(shell.t("acting-oneself"), Weight::Quiet);
    view! {
        <div class="stand-in stand-in-on" role="status">
            <div class=frame>
                <p><strong>{shell.tv("acting-now", &[("name", (&one.name).into())])}</strong>" "{until}" "{some}</p>
                {post("/account/acting", Encoding::Plain, back)}
            </div>
        </div>
    }
    .into_any()
}

/// To act by a delegation from now on, or for oneself, and to go on at `next`.
pub fn switch(delegation: Option<&str>, next: &str, label: String, weight: Weight) -> AnyView {
    let body = view! {
        {hidden("delegation", delegation.unwrap_or_default())}
        {hidden("next", next)}
        {button(label, weight)}
    };
    post("/account/acting", Encoding::Plain, body.into_any())
}

/// In the place of the button that starts an application which the reader may not make for whom they act.
pub fn uncovered(shell: &Shell, start: &str) -> AnyView {
    let name = shell
        .acting_for
        .as_ref()
        .map_or("", |one| one.name.as_str());
    let label = shell.t("error-uncovered-switch");
    view! {
        <p><strong>{shell.t("error-uncovered")}</strong></p>
        <p>{shell.tv("acting-uncovered", &[("name", name.into())])}</p>
        {switch(None, start, label, Weight::Main)}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::layout::render;
    use crate::shell::ActingFor;

    #[test]
    fn says_for_whom_and_offers_the_way_back() {
        for locale in Locale::ALL {
            let mut shell = Shell::sample(locale);
            assert_eq!(render(acting(&shell, "wrap")), "");
            shell.acting_for = Some(ActingFor {
                name: "<兰州>".into(),
                until: Some(jiff::civil::date(2026, 12, 1)),
                some_items: true,
            });
            let html = render(acting(&shell, "wrap"));
            assert!(
                html.contains("&lt;兰州&gt;") && !html.contains('⟦'),
                "{html}"
            );
            assert!(html.contains("/account/acting"), "{html}");
            let html = render(uncovered(&shell, "/items/1/application"));
            assert!(
                html.contains("&lt;兰州&gt;") && !html.contains('⟦'),
                "{html}"
            );
            assert!(html.contains("value=\"/items/1/application\""), "{html}");
        }
    }
}
