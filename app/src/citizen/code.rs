//! The page that waits for a code: `/registration/{id}/code`, `/password-reset/{id}/code`, and an address's own. It
//! reads the same whether a code was sent or not: nobody learns from it who has an account.

use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button};
use crate::parts::details::details;
use crate::parts::error_summary::error_summary;
use crate::parts::fault::{Fault, errors, fault};
use crate::parts::field::{self, Field, Width};
use crate::parts::form::{Encoding, post};
use crate::parts::notification::{Notification, notification};
use crate::shell::Shell;

/// What the code is for; the beginning of the locale keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Purpose {
    #[default]
    Registration,
    PasswordReset,
    Credential,
}

impl Purpose {
    pub const ALL: [Self; 3] = [Self::Registration, Self::PasswordReset, Self::Credential];

    fn key(self) -> &'static str {
        match self {
            Self::Registration => "code-registration",
            Self::PasswordReset => "code-reset",
            Self::Credential => "code-credential",
        }
    }
}

#[derive(Debug, Clone, Default)]
pub struct Code {
    pub purpose: Purpose,
    /// Of the page, without a slash at the end.
    pub path: String,
    /// Where to type another address.
    pub back: String,
    /// Masked.
    pub address: String,
    pub typed: String,
    pub sent_again: bool,
    pub faults: Vec<Fault>,
}

pub fn code_page(shell: &Shell, view: &Code) -> String {
    let key = view.purpose.key();
    let title = shell.t(&format!("{key}-title"));
    let errors = errors(shell, &view.faults);
    let address = [("address", (&view.address).into())];
    let code = Field::new("code", shell.t("code-label"))
        .hint(shell.t("code-hint"))
        .width(Width::Short)
        .autocomplete("one-time-code")
        .value(view.typed.clone())
        .error(fault(shell, &view.faults, "code"));
    let password = (view.purpose == Purpose::PasswordReset).then(|| {
        let password = Field::new("password", shell.t("registration-new-password"))
            .hint(shell.t("registration-password-hint"))
            .autocomplete("new-password")
            .error(fault(shell, &view.faults, "password"));
        field::password(shell, &password)
    });
    let form = view! {
        {field::number(shell, &code)}
        {password}
        {button(shell.t(&format!("{key}-button")), Weight::Main)}
    };
    let again = view! { {button(shell.t("code-again"), Weight::Quiet)} };
    let lost = view! {
        <p>{shell.t("code-lost-wait")}</p>
        <p>{shell.t(&format!("{key}-lost"))}</p>
        {post(format!("{}/sending", view.path), Encoding::Plain, again.into_any())}
        <p><a href=view.back.clone()>{shell.t("code-other-address")}</a></p>
    };
    let sent = view.sent_again.then(|| {
        let body = view! { <p>{shell.t("code-sent-again-next")}</p> };
        notification(
            shell,
            Notification::Success,
            shell.t("code-sent-again"),
            body.into_any(),
        )
    });
    let body = view! {
        {error_summary(shell, &errors)}
        {sent}
        <div class="prose">
            <h1>{title.clone()}</h1>
            <p class="lede">{shell.tv(&format!("{key}-lede"), &address)}</p>
            <p>{shell.t("code-rules")}</p>
            {post(format!("{}/code", view.path), Encoding::Plain, form.into_any())}
            {details(shell.t("code-lost"), lost.into_any())}
        </div>
    };
    let options = PageOptions {
        errors: !errors.is_empty(),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn every_purpose_renders_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            for purpose in Purpose::ALL {
                for key in [
                    "code-missing",
                    "code-wrong",
                    "code-used-up",
                    "code-expired",
                    "code-too-soon",
                ] {
                    let view = Code {
                        purpose,
                        path: "/registration/1".into(),
                        back: "/registration".into(),
                        address: "m****@example.org".into(),
                        typed: "<b>".into(),
                        sent_again: true,
                        faults: vec![Fault::new("code", key)],
                    };
                    let html = code_page(&shell, &view);
                    assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
                    assert!(html.contains("m****@example.org"));
                }
            }
        }
    }
}
