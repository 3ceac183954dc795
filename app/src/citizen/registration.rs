//! `/registration`: an account for a person or an organisation; and `/password-reset`.

use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button};
use crate::parts::card::{Card, card_grid};
use crate::parts::error_summary::error_summary;
use crate::parts::fault::{Fault, errors, fault};
use crate::parts::field::{self, Field, Width};
use crate::parts::form::{Encoding, post};
use crate::shell::Shell;

/// What was typed; never the password.
#[derive(Debug, Clone, Default)]
pub struct Registration {
    pub entity: bool,
    /// Tells a double click from a second try.
    pub token: String,
    pub next: Option<String>,
    pub name: String,
    pub id_no: String,
    pub representative: String,
    pub representative_id_no: String,
    pub contact: String,
    pub faults: Vec<Fault>,
}

/// `next` is already escaped for a query.
pub fn registration_page(shell: &Shell, next: Option<&str>) -> String {
    let title = shell.t("registration-title");
    let query = next.map_or_else(String::new, |next| format!("?next={next}"));
    let cards = [
        Card::new(
            format!("/registration/person{query}"),
            shell.t("registration-person"),
        )
        .text(shell.t("registration-person-needs")),
        Card::new(
            format!("/registration/organisation{query}"),
            shell.t("registration-organisation"),
        )
        .text(shell.t("registration-organisation-needs")),
    ];
    let body = view! {
        <div class="prose">
            <h1>{title.clone()}</h1>
            <p class="lede">{shell.t("registration-lede")}</p>
        </div>
        {card_grid(&cards)}
        <div class="prose">
            <h2>{shell.t("registration-before")}</h2>
            <ul>
                <li>{shell.t("registration-before-code")}</li>
                <li>{shell.t("registration-password-hint")}</li>
            </ul>
            <p><a href="/session">{shell.t("registration-have-account")}</a></p>
            <p><a href="/privacy">{shell.t("registration-privacy")}</a></p>
        </div>
    };
    page_with(shell, &title, PageOptions::default(), body.into_any())
}

pub fn details_page(shell: &Shell, view: &Registration) -> String {
    let (title, path) = if view.entity {
        ("registration-organisation", "/registration/organisation")
    } else {
        ("registration-person", "/registration/person")
    };
    let title = shell.t(title);
    let wrong = |id: &str| fault(shell, &view.faults, id);
    let errors = errors(shell, &view.faults);
    let name = |id: &str, label: &str, value: &str| {
        Field::new(id, shell.t(label))
            .width(Width::Medium)
            .value(value)
            .error(wrong(id))
    };
    let number = |id: &str, label: &str, value: &str| {
        let field = Field::new(id, shell.t(label))
            .width(Width::Medium)
            .autocomplete("off")
            .value(value)
            .error(wrong(id));
        if label == "citizen-resident-id" {
            field.hint(shell.t("registration-id-hint"))
        } else {
            field
        }
    };
    let who = if view.entity {
        let organisation =
            name("name", "registration-organisation-name", &view.name).autocomplete("organization");
        view! {
            {field::text(shell, &organisation)}
            {field::code(shell, &number("id-no", "citizen-credit-code", &view.id_no))}
            {field::text(shell, &name("representative", "registration-representative", &view.representative))}
            {field::code(shell, &number(
                "representative-id-no",
                "registration-representative-id",
                &view.representative_id_no,
            ))}
        }
        .into_any()
    } else {
        let person = name("name", "registration-person-name", &view.name)
            .hint(shell.t("registration-name-hint"))
            .autocomplete("name");
        view! {
            {field::text(shell, &person)}
            {field::code(shell, &number("id-no", "citizen-resident-id", &view.id_no))}
        }
        .into_any()
    };
    let password = Field::new("password", shell.t("registration-password"))
        .hint(shell.t("registration-password-hint"))
        .autocomplete("new-password")
        .error(wrong("password"));
    let form = view! {
        {field::hidden("token", view.token.clone())}
        {view.next.clone().map(|next| field::hidden("next", next))}
        {who}
        {contact_field(shell, "registration-contact-hint", &view.contact, wrong("contact"))}
        {field::password(shell, &password)}
        {button(shell.t("registration-send"), Weight::Main)}
    };
    let body = view! {
        {error_summary(shell, &errors)}
        <div class="prose">
            <h1>{title.clone()}</h1>
            {post(path, Encoding::Plain, form.into_any())}
            <p class="soft">{shell.t("registration-purpose")}" "<a href="/privacy">{shell.t("registration-privacy")}</a></p>
        </div>
    };
    let options = PageOptions {
        errors: !errors.is_empty(),
        back: Some("/registration".into()),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn contact_field(shell: &Shell, hint: &str, value: &str, error: Option<String>) -> AnyView {
    let contact = Field::new("contact", shell.t("registration-contact"))
        .hint(shell.t(hint))
        .width(Width::Medium)
        .autocomplete("username")
        .value(value)
        .error(error);
    field::text(shell, &contact)
}

#[derive(Debug, Clone, Default)]
pub struct Reset {
    pub contact: String,
    pub faults: Vec<Fault>,
}

pub fn reset_page(shell: &Shell, view: &Reset) -> String {
    let title = shell.t("reset-title");
    let errors = errors(shell, &view.faults);
    let form = view! {
        {contact_field(shell, "reset-contact-hint", &view.contact, fault(shell, &view.faults, "contact"))}
        {button(shell.t("reset-send"), Weight::Main)}
    };
    let hotline = [("hotline", (&shell.hotline).into())];
    let body = view! {
        {error_summary(shell, &errors)}
        <div class="prose">
            <h1>{title.clone()}</h1>
            <p class="lede">{shell.t("reset-lede")}</p>
            {post("/password-reset", Encoding::Plain, form.into_any())}
            <p class="soft">{shell.tv("reset-lost", &hotline)}</p>
        </div>
    };
    let options = PageOptions {
        errors: !errors.is_empty(),
        back: Some("/session".into()),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::account::PasswordFault;
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn all_pages_render_in_both_languages_with_every_fault() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let mut pages = vec![registration_page(&shell, Some("/cases"))];
            for entity in [false, true] {
                let mut faults = vec![
                    Fault::new("name", "fault-required").label("registration-person-name"),
                    Fault::new("id-no", "fault-identifier-check-digit")
                        .label("citizen-resident-id"),
                    Fault::new("contact", "registration-contact-wrong"),
                ];
                faults.extend(
                    PasswordFault::ALL
                        .map(|fault| Fault::new("password", format!("password-{}", fault.key()))),
                );
                let view = Registration {
                    entity,
                    name: "<b>".into(),
                    next: Some("/cases".into()),
                    faults,
                    ..Registration::default()
                };
                pages.push(details_page(&shell, &view));
            }
            let view = Reset {
                contact: "<b>".into(),
                faults: vec![Fault::new("contact", "registration-contact-wrong")],
            };
            pages.push(reset_page(&shell, &view));
            for html in pages {
                assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
            }
        }
    }
}
