//! What an officer wrote on a case and did not send.

use jiff::Timestamp;
use leptos::prelude::*;

use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct Unsent {
    /// The end of the act's address.
    pub act: String,
    pub at: Timestamp,
    pub texts: Vec<String>,
}

pub fn unsent(shell: &Shell, case_no: &str, all: &[Unsent]) -> Option<AnyView> {
    if all.is_empty() {
        return None;
    }
    let lines: Vec<AnyView> = all
        .iter()
        .map(|one| {
            let texts: Vec<AnyView> = one
                .texts
                .iter()
                .map(|text| {
                    view! { <blockquote class="said">{text.clone()}</blockquote> }.into_any()
                })
                .collect();
            let href = format!("/desk/cases/{case_no}/{}", one.act);
            view! {
                <li>
                    {texts}
                    <p class="meta">
                        {time::instant(shell, one.at)}" · "<a href=href>{shell.t("draft-go-on")}</a>
                    </p>
                </li>
            }
            .into_any()
        })
        .collect();
    let view = view! {
        <section class="sheet" aria-labelledby="unsent">
            <h2 id="unsent">{shell.t("draft-unsent")}</h2>
            <ul class="plain-list stack">{lines}</ul>
        </section>
    };
    Some(view.into_any())
}
