//! Sign in; in the demo, one button for each of its people. And the page that sends a kept form
//! on after signing in again.

use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button};
use crate::parts::details::details;
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
    /// An agency, or where an applicant lives.
    pub place: String,
    pub is_applicant: bool,
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
    let same = |one: &Persona, other: &Persona| {
        one.is_applicant == other.is_applicant && (one.is_applicant || one.place == other.place)
    };
    let groups: Vec<AnyView> = view
        .personas
        .chunk_by(same)
        .map(|group| people(shell, view.next.as_ref(), group))
        .collect();
    let demo = (!groups.is_empty()).then(|| {
        view! {
            <section aria-labelledby="personas">
                <h2 id="personas">{shell.t("sign-in-demo")}</h2>
                <p>{shell.t("sign-in-demo-note")}</p>
                {groups}
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

/// The people of one agency, folded in; applicants come first and are shown.
fn people(shell: &Shell, next: Option<&String>, group: &[Persona]) -> AnyView {
    let people: Vec<AnyView> = group
        .iter()
        .map(|persona| {
            let form = view! {
                {next.map(|next| field::hidden("next", next.clone()))}
                {field::hidden("persona", persona.key.clone())}
                <p class="persona-role">
                    <strong>{persona.role.clone()}</strong>
                    {persona.is_applicant.then(|| view! { <br/>{persona.place.clone()} })}
                </p>
                <button class="button button-quiet" type="submit">
                    {shell.tv("sign-in-as", &[("name", (&persona.name).into())])}
                </button>
            };
            let form = post("/session/demo", Encoding::Plain, form.into_any());
            view! { <li class="persona">{form}</li> }.into_any()
        })
        .collect();
    let people = view! { <ul class="personas">{people}</ul> }.into_any();
    match group.first() {
        Some(first) if !first.is_applicant => {
            let values = [
                ("place", (&first.place).into()),
                ("count", group.len().into()),
            ];
            details(shell.tv("sign-in-demo-agency", &values), people)
        }
        _ => people,
    }
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
                personas: [("citizen", true), ("counter", false), ("head", false)]
                    .map(|(key, is_applicant)| Persona {
                        key: key.into(),
                        name: "马小军".into(),
                        role: "申请人".into(),
                        place: "城关区".into(),
                        is_applicant,
                    })
                    .to_vec(),
            };
            let html = sign_in_page(&shell, &view);
            assert!(html.contains(r#"value="citizen""#) && !html.contains("<b>"));
            assert_eq!(html.matches("<summary").count(), 1, "{html}");
            for html in [html, continuation_page(&shell)] {
                assert!(!html.contains('⟦'), "{html}");
            }
        }
    }
}
