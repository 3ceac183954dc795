//! `/account/credentials`: how somebody signs in.

use jiff::Timestamp;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button};
use crate::parts::error_summary::error_summary;
use crate::parts::fault::{Fault, errors, fault};
use crate::parts::field::{self, Field, Width};
use crate::parts::form::{Encoding, post};
use crate::parts::notification::{Notification, notification};
use crate::parts::table::{Column, Table, table};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct Credentials {
    pub login: Option<String>,
    pub addresses: Vec<Address>,
    /// As typed.
    pub contact: String,
    /// What was just done: `added`, `removed`, `password` or `sessions`.
    pub done: Option<&'static str>,
    pub faults: Vec<Fault>,
}

#[derive(Debug, Clone)]
pub struct Address {
    pub id: String,
    /// Masked.
    pub address: String,
    pub confirmed_at: Timestamp,
    /// There is another.
    pub removable: bool,
}

pub fn credentials_page(shell: &Shell, view: &Credentials) -> String {
    let title = shell.t("credentials-title");
    let errors = errors(shell, &view.faults);
    let wrong = |id: &str| fault(shell, &view.faults, id);
    let done = view.done.map(|done| {
        let words = shell.t(&format!("credentials-done-{done}"));
        notification(shell, Notification::Success, words, ().into_any())
    });
    let login = view.login.as_ref().map(|login| {
        let words = shell.tv("credentials-login", &[("login", login.into())]);
        view! { <p>{words}</p> }
    });
    let rows = view
        .addresses
        .iter()
        .map(|one| {
            let remove = one.removable.then(|| {
                let label = shell.tv("credentials-remove", &[("address", (&one.address).into())]);
                let path = format!("/account/credentials/{}/removal", one.id);
                post(path, Encoding::Plain, button(label, Weight::Quiet))
            });
            vec![
                one.address.clone().into_any(),
                time::instant(shell, one.confirmed_at),
                view! { {remove} }.into_any(),
            ]
        })
        .collect();
    let addresses = (!view.addresses.is_empty()).then(|| {
        table(Table {
            caption: shell.t("credentials-addresses"),
            caption_hidden: true,
            columns: vec![
                Column::new(shell.t("credentials-address")),
                Column::new(shell.t("credentials-confirmed")),
                Column::new(shell.t("remove")).hidden(),
            ],
            rows,
            row_head: 0,
        })
    });
    let contact = Field::new("contact", shell.t("registration-contact"))
        .width(Width::Medium)
        .autocomplete("off")
        .value(view.contact.clone())
        .error(wrong("contact"));
    let password = Field::new("password", shell.t("credentials-current"))
        .autocomplete("current-password")
        .error(wrong("password"));
    let add = view! {
        {field::text(shell, &contact)}
        {field::password(shell, &password)}
        {button(shell.t("registration-send"), Weight::Main)}
    };
    let current = Field::new("current", shell.t("credentials-current"))
        .autocomplete("current-password")
        .error(wrong("current"));
    let new_password = Field::new("new-password", shell.t("registration-new-password"))
        .hint(shell.t("registration-password-hint"))
        .autocomplete("new-password")
        .error(wrong("new-password"));
    let change = view! {
        {field::password(shell, &current)}
        {field::password(shell, &new_password)}
        {button(shell.t("credentials-change"), Weight::Main)}
    };
    let others = button(shell.t("credentials-end-others"), Weight::Quiet);
    let body = view! {
        {error_summary(shell, &errors)}
        {done}
        <div class="prose">
            <h1>{title.clone()}</h1>
            {login}
            <h2>{shell.t("credentials-addresses")}</h2>
            {addresses}
            <h2>{shell.t("credentials-add")}</h2>
            <p>{shell.t("credentials-add-lede")}</p>
            {post("/account/credentials", Encoding::Plain, add.into_any())}
            <h2>{shell.t("credentials-password")}</h2>
            {post("/account/password", Encoding::Plain, change.into_any())}
            <h2>{shell.t("credentials-others")}</h2>
            <p>{shell.t("credentials-others-lede")}</p>
            {post("/account/sessions/end", Encoding::Plain, others)}
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
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn the_page_renders_in_both_languages() {
        for locale in Locale::ALL {
            for done in ["added", "removed", "password", "sessions"] {
                let address = |removable| Address {
                    id: "1".into(),
                    address: "m****@example.org".into(),
                    confirmed_at: Timestamp::UNIX_EPOCH,
                    removable,
                };
                let view = Credentials {
                    login: Some("<b>".into()),
                    addresses: vec![address(true), address(false)],
                    contact: "<b>".into(),
                    done: Some(done),
                    faults: vec![
                        Fault::new("contact", "credentials-last"),
                        Fault::new("contact", "credentials-too-many"),
                        Fault::new("password", "password-wrong"),
                        Fault::new("current", "password-missing"),
                    ],
                };
                let html = credentials_page(&Shell::sample(locale), &view);
                assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
            }
        }
    }
}
