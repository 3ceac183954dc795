//! What else the applicant applied for with the same item, as far as the officer's agency may see it.

use jiff::civil::Date;
use leptos::prelude::*;

use crate::parts::case_no::case_no;
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct Again {
    /// Newest first.
    pub others: Vec<Other>,
    /// There are older ones that are not shown.
    pub more: bool,
}

#[derive(Debug, Clone)]
pub struct Other {
    pub case_no: String,
    pub received_on: Date,
    /// The last part of a locale key, `desk-part-…`.
    pub state: String,
}

/// Nothing where there are no others.
pub fn again(shell: &Shell, view: &Again) -> Option<AnyView> {
    let lines: Vec<AnyView> = view
        .others
        .iter()
        .map(|other| {
            let href = format!("/desk/cases/{}", other.case_no);
            let state = shell.t(&format!("desk-part-{}", other.state));
            view! {
                <li>
                    <a href=href>{case_no(&other.case_no)}</a>" "<strong>{state}</strong>" "
                    <span class="meta">{time::short_day(shell, other.received_on)}</span>
                </li>
            }
            .into_any()
        })
        .collect();
    let more = view
        .more
        .then(|| view! { <p class="meta">{shell.t("again-more")}</p> });
    (!lines.is_empty()).then(|| {
        view! {
            <section class="sheet" aria-labelledby="again">
                <h2 id="again">{shell.t("again")}</h2>
                <ul class="plain-list related">{lines}</ul>
                {more}
            </section>
        }
        .into_any()
    })
}
