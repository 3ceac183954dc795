//! 代理, in the head of the desk: in whose place the reader acts, and for whom they may. Buttons of forms, since what
//! they choose holds for every page that follows.

use leptos::prelude::*;

use super::button::{Weight, button};
use super::field;
use super::form::{Encoding, post};
use super::time;
use crate::shell::{Shell, StandIn};

pub fn stand_ins(shell: &Shell, frame: &'static str) -> AnyView {
    let all = &shell.stand_ins;
    let acting = all.acting.as_ref();
    let banner = acting.map(|one| {
        view! {
            <div class="stand-in stand-in-on" role="status">
                <div class=frame>
                    <p><strong>{words(shell, "desk-acting-for", one)}</strong>" "{shell.t("desk-acting-note")}</p>
                    {choose(shell.t("desk-act-in-person"), "")}
                </div>
            </div>
        }
    });
    let others: Vec<AnyView> = all
        .offered
        .iter()
        .filter(|one| Some(*one) != acting)
        .map(|one| choose(words(shell, "desk-act-for", one), &one.absence))
        .collect();
    let offers = (!others.is_empty()).then(|| {
        view! {
            <nav class="stand-in" aria-label=shell.t("desk-act-for-whom")>
                <div class=frame>{others}</div>
            </nav>
        }
    });
    view! { {banner}{offers} }.into_any()
}

fn words(shell: &Shell, key: &str, one: &StandIn) -> String {
    let until = time::day_text(shell, one.until);
    let values = [
        ("name", one.name.as_str().into()),
        ("until", until.as_str().into()),
    ];
    shell.tv(key, &values)
}

fn choose(label: String, absence: &str) -> AnyView {
    let body = view! {
        {field::hidden("absence", absence)}
        {button(label, Weight::Quiet)}
    };
    post("/desk/substitution", Encoding::Plain, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::layout::render;

    #[test]
    fn says_for_whom_and_offers_the_way_back() {
        for locale in Locale::ALL {
            let mut shell = Shell::sample(locale);
            assert_eq!(render(stand_ins(&shell, "wrap")), "");
            let one = |number: u8, name: &str| StandIn {
                absence: format!("absence-{number}"),
                name: name.into(),
                until: jiff::civil::date(2026, 12, 1),
            };
            shell.stand_ins.offered = vec![one(1, "王雅琴"), one(2, "<李>")];
            let html = render(stand_ins(&shell, "wrap"));
            assert!(
                html.contains("absence-1") && html.contains("&lt;李&gt;"),
                "{html}"
            );
            assert!(
                !html.contains("stand-in-on") && !html.contains('⟦'),
                "{html}"
            );
            shell.stand_ins.acting = Some(one(1, "王雅琴"));
            let html = render(stand_ins(&shell, "wrap"));
            assert!(
                html.contains("stand-in-on") && html.contains("absence-2"),
                "{html}"
            );
            assert!(!html.contains("absence-1") && !html.contains('⟦'), "{html}");
        }
    }
}
