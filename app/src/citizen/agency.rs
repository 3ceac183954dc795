//! How to reach an agency.

use domain::catalogue::Agency;
use leptos::prelude::*;

use crate::parts::summary_list::{Row, summary_list};
use crate::shell::Shell;

pub fn contact(shell: &Shell, agency: &Agency) -> AnyView {
    summary_list(
        shell,
        vec![
            Row::of(shell.t("citizen-agency"), shell.words(&agency.name)),
            Row::of(shell.t("citizen-address"), shell.words(&agency.address)),
            Row::of(shell.t("citizen-phone"), phone(&agency.phone)),
            Row::of(
                shell.t("citizen-complaint-phone"),
                phone(&agency.complaint_phone),
            ),
        ],
    )
}

pub fn phone(number: &str) -> AnyView {
    let href = format!("tel:{number}");
    let number = number.to_owned();
    view! { <a href=href class="num">{number}</a> }.into_any()
}

/// Whom to ask when the page has no answer.
pub fn hotline(shell: &Shell) -> AnyView {
    let call = shell.t("citizen-hotline");
    view! { <p>{call} {phone(&shell.hotline)}</p> }.into_any()
}
