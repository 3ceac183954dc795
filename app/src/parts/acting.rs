//! 代理, in the head of every citizen's page: for whom the reader acts, and the way back to themselves.

use leptos::prelude::*;

use crate::parts::button::{Weight, button};
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
        }
    }
}
