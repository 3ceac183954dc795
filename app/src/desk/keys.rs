//! `/desk/keys`: the keys that an officer can turn on, and what each does. They are off until then, since a single
//! letter is also what speech input and shaky hands may send (WCAG 2.1.4).

use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button_with};
use crate::parts::form::{Encoding, post};
use crate::parts::table::{Column, Table, table};
use crate::shell::Shell;

/// As `assets/keys.js` has them, with the last parts of their locale keys.
const KEYS: [(&str, &str); 12] = [
    ("j", "down"),
    ("k", "up"),
    ("x", "tick"),
    ("n", "next"),
    ("p", "previous"),
    ("u", "back"),
    ("i", "inbox"),
    ("/", "search"),
    ("a", "act"),
    ("c", "claim"),
    ("o", "opinion"),
    ("?", "help"),
];

pub fn keys_page(shell: &Shell) -> String {
    let title = shell.t("keys-title");
    let (state, switch, to, weight) = if shell.keys {
        ("keys-on", "keys-turn-off", "off", Weight::Quiet)
    } else {
        ("keys-off", "keys-turn-on", "on", Weight::Main)
    };
    let switch = button_with(shell.t(switch), weight, "keys", to);
    let rows = KEYS
        .into_iter()
        .map(|(key, does)| {
            vec![
                view! { <kbd>{key}</kbd> }.into_any(),
                shell.t(&format!("keys-{does}")).into_any(),
            ]
        })
        .collect();
    let list = table(Table {
        caption: title.clone(),
        caption_hidden: true,
        columns: ["keys-key", "keys-does"]
            .map(|key| Column::new(shell.t(key)))
            .into(),
        rows,
        row_head: 0,
    });
    let body = view! {
        <h1>{title.clone()}</h1>
        <p class="lede">{shell.t("keys-lede")}</p>
        <p>{shell.t(state)}</p>
        {post("/desk/keys", Encoding::Plain, switch)}
        {list}
        <p class="soft">{shell.t("keys-note")}</p>
    };
    let options = PageOptions {
        back: Some("/desk".into()),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::assets::{KEYS as SCRIPT, KEYS_PATH};
    use crate::desk::samples;

    #[test]
    fn every_key_is_explained_and_the_script_is_loaded_by_choice_alone() {
        for locale in Locale::ALL {
            let mut shell = samples::shell(locale);
            let html = keys_page(&shell);
            assert!(!html.contains('⟦') && !html.contains(KEYS_PATH), "{html}");
            shell.keys = true;
            let html = keys_page(&shell);
            assert!(!html.contains('⟦') && html.contains(KEYS_PATH), "{html}");
        }
        for (key, _) in KEYS {
            let named = [format!(" {key}: '"), format!("'{key}'")];
            let named = named.iter().any(|text| SCRIPT.contains(text));
            assert!(named, "{key}");
        }
    }
}
