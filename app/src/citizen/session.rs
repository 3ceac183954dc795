//! Sign in; in the demo, one button for each of its people. And the page that sends a kept form
//! on after signing in again.

use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button};
use crate::parts::error_summary::error_summary;
use crate::parts::field::{self, Field};
use crate::parts::form::{Encoding, post};
use crate::parts::notification::{Notification, notification};
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct SignIn {
    pub login: String,
    /// Where to go afterwards.
    pub next: Option<String>,
    /// Locale key.
    pub fault: Option<String>,
    /// A form waits to be sent on.
    pub kept: bool,
    pub personas: Vec<Persona>,
}

#[derive(Debug, Clone)]
pub struct Persona {
    pub key: String,
    pub name: String,
    pub role: String,
    pub agency: String,
}

pub fn sign_in_page(shell: &Shell, view: &SignIn) -> String {
    let title = shell.t("sign-in-title");
    let errors: Vec<_> = view
        .fault
        .iter()
        .map(|key| ("login".to_owned(), shell.t(key)))
        .collect();
    let kept = view.kept.then(|| {
        let body = view! { <p>{shell.t("sign-in-kept-next")}</p> };
        notification(
            shell,
            Notification::Info,
            shell.t("sign-in-kept"),
            body.into_any(),
        )
    });
    let next = || view.next.clone().map(|next| field::hidden("next", next));
    // A path of ours: of what a query can't hold it has none but these.
    let registration = view.next.as_ref().map_or_else(
        || "/registration".to_owned(),
        |next| {
            let next = next
                .replace('%', "%25")
                .replace('&', "%26")
                .replace('#', "%23");
            format!("/registration?next={next}")
        },
    );
    let login = Field::new("login", shell.t("sign-in-login"))
        .value(view.login.clone())
        .autocomplete("username")
        .error(view.fault.as_deref().map(|key| shell.t(key)));
    let password =
        Field::new("password", shell.t("sign-in-password")).autocomplete("current-password");
    let form = view! {
        {next()}
        {field::text(shell, &login)}
        {field::password(shell, &password)}
        {button(shell.t("sign-in"), Weight::Main)}
    };
    let people: Vec<AnyView> = view
        .personas
        .iter()
        .map(|persona| {
            let form = view! {
                {next()}
                {field::hidden("persona", persona.key.clone())}
                <p class="persona-role">
                    <strong>{persona.role.clone()}</strong><br/>{persona.agency.clone()}
                </p>
                <button class="button button-quiet" type="submit">
                    {shell.tv("sign-in-as", &[("name", (&persona.name).into())])}
                </button>
            };
            let form = post("/session/demo", Encoding::Plain, form.into_any());
            view! { <li class="persona">{form}</li> }.into_any()
        })
        .collect();
    let demo = (!people.is_empty()).then(|| {
        view! {
            <section aria-labelledby="personas">
                <h2 id="personas">{shell.t("sign-in-demo")}</h2>
                <p>{shell.t("sign-in-demo-note")}</p>
                <ul class="personas">{people}</ul>
            </section>
        }
    });
    let body = view! {
        {error_summary(shell, &errors)}
        <h1>{title.clone()}</h1>
        {kept}
        {demo}
        <section class="narrow" aria-labelledby="by-password">
            <h2 id="by-password">{shell.t("sign-in-by-password")}</h2>
            {post("/session", Encoding::Plain, form.into_any())}
            <p><a href="/password-reset">{shell.t("sign-in-forgotten")}</a></p>
            <p><a href=registration>{shell.t("sign-in-register")}</a></p>
        </section>
    };
    let options = PageOptions {
        errors: !errors.is_empty(),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

pub fn continuation_page(shell: &Shell) -> String {
    let title = shell.t("continuation-title");
    let form = view! { {button(shell.t("continuation-send"), Weight::Main)} };
    let body = view! {
        <div class="prose">
            <h1>{title.clone()}</h1>
            <p>{shell.t("continuation-note")}</p>
            {post("/session/continuation", Encoding::Plain, form.into_any())}
        </div>
    };
    page_with(shell, &title, PageOptions::default(), body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn both_pages_render_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let view = SignIn {
                login: "<b>".into(),
                next: Some("/cases".into()),
                fault: Some("sign-in-wrong".into()),
                kept: true,
                personas: vec![Persona {
                    key: "citizen".into(),
                    name: "马小军".into(),
                    role: "申请人".into(),
                    agency: "城关区".into(),
                }],
            };
            let html = sign_in_page(&shell, &view);
            assert!(html.contains(r#"value="citizen""#) && !html.contains("<b>"));
            for html in [html, continuation_page(&shell)] {
                assert!(!html.contains('⟦'), "{html}");
            }
        }
    }
}
