//! Before something goes for good: what it is, and a button.

use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button, button_group, button_link};
use crate::parts::form::{Encoding, post};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct ConfirmationView {
    /// Locale key of the question; `{key}-note` says what follows, `{key}-button` is on the button.
    pub key: &'static str,
    /// What goes.
    pub name: String,
    /// Where the form is sent.
    pub action: String,
    /// Where it stays.
    pub back: String,
}

pub fn confirmation_page(shell: &Shell, view: &ConfirmationView) -> String {
    let title = shell.tv(view.key, &[("name", (&view.name).into())]);
    let buttons = button_group(vec![
        button(shell.t(&format!("{}-button", view.key)), Weight::Grave),
        button_link(shell.t("form-keep"), view.back.clone(), Weight::Quiet),
    ]);
    let body = view! {
        <div class="prose">
            <h1>{title.clone()}</h1>
            <p>{shell.t(&format!("{}-note", view.key))}</p>
            {post(view.action.clone(), Encoding::Plain, buttons)}
        </div>
    };
    let options = PageOptions {
        back: Some(view.back.clone()),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn it_asks_before_anything_goes() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            for key in ["form-member-removal", "form-draft-removal"] {
                let view = ConfirmationView {
                    key,
                    name: "马<b>".into(),
                    action: "/applications/x/removal".into(),
                    back: "/applications".into(),
                };
                let html = confirmation_page(&shell, &view);
                assert!(
                    html.contains("action=\"/applications/x/removal\""),
                    "{html}"
                );
                assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
            }
        }
    }
}
