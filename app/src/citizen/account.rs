//! `/account`: what the portal knows of who is signed in, identifiers masked.

use domain::locale::Localised;
use leptos::prelude::*;

use super::wallet::way_in;
use crate::layout;
use crate::parts::button::{Weight, button, button_link};
use crate::parts::form::{Encoding, post};
use crate::parts::summary_list::{Row, summary_list};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct Account {
    pub name: String,
    pub entity: bool,
    /// Masked, as are the next two.
    pub id_no: String,
    pub phone: String,
    pub email: Option<String>,
    pub division: Option<Localised>,
}

pub fn account_page(shell: &Shell, view: &Account) -> String {
    let title = shell.t("citizen-account");
    let (kind, id) = if view.entity {
        ("citizen-kind-entity", "citizen-credit-code")
    } else {
        ("citizen-kind-person", "citizen-resident-id")
    };
    let email = shell.t("citizen-email");
    let division = shell.t("citizen-division");
    let rows = vec![
        Row::new(shell.t("citizen-name"), view.name.clone()),
        Row::new(shell.t("citizen-kind"), shell.t(kind)),
        Row::of(shell.t(id), num(&view.id_no)),
        if view.phone.is_empty() {
            Row::not_given(shell, shell.t("citizen-phone"))
        } else {
            Row::of(shell.t("citizen-phone"), num(&view.phone))
        },
        match &view.email {
            Some(address) => Row::new(email, address.clone()),
            None => Row::not_given(shell, email),
        },
        match &view.division {
            Some(name) => Row::of(division, shell.words(name)),
            None => Row::not_given(shell, division),
        },
    ];
    let sign_out = button(shell.t("sign-out"), Weight::Quiet);
    let choose = shell.sees_all().then(|| {
        let words = shell.t("messages-choose");
        view! { <p><a href="/account/messages">{words}</a></p> }
    });
    let wallet = shell.sees_all().then(|| view! { <p>{way_in(shell)}</p> });
    let body = view! {
        <div class="prose">
            <h1>{title.clone()}</h1>
            {summary_list(shell, rows)}
            <p class="soft">{shell.t("citizen-account-note")}</p>
            {choose}
            <p>{button_link(shell.t("citizen-cases"), "/cases", Weight::Main)}</p>
            {wallet}
            <ul>
                <li><a href="/account/profile">{shell.t("account-profile")}</a></li>
                <li><a href="/account/credentials">{shell.t("account-credentials")}</a></li>
                <li><a href="/account/delegations">{shell.t("account-delegations")}</a></li>
                <li><a href="/account/data">{shell.t("account-data")}</a></li>
            </ul>
            {post("/session/end", Encoding::Plain, sign_out)}
        </div>
    };
    layout::page(shell, &title, body.into_any())
}

fn num(masked: &str) -> AnyView {
    let masked = masked.to_owned();
    view! { <span class="num" translate="no">{masked}</span> }.into_any()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::shell::ActingFor;

    #[test]
    fn people_and_businesses_render_in_both_languages() {
        for locale in Locale::ALL {
            for entity in [false, true] {
                let view = Account {
                    name: "马小军".into(),
                    entity,
                    id_no: "6201**********9995".into(),
                    phone: "139****0001".into(),
                    email: (!entity).then(|| "m****@example.com".into()),
                    division: entity.then(|| Localised::new("城关区", "Chengguan")),
                };
                let mut shell = Shell::sample(locale);
                let html = account_page(&shell, &view);
                assert!(!html.contains('⟦'), "{html}");
                assert!(html.contains("/account/wallet"), "{html}");
                shell.acting_for = Some(ActingFor {
                    name: "兰州".into(),
                    until: None,
                    some_items: true,
                });
                let html = account_page(&shell, &view);
                for closed in ["/account/wallet", "/account/messages", "\"/messages\""] {
                    assert!(!html.contains(closed), "{closed}: {html}");
                }
            }
        }
    }
}
