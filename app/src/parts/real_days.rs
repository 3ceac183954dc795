//! How long it really takes: shares as far as they may be told, and a line for guides with the way to the figures.

use domain::supervision::published::{Published, Share};
use leptos::prelude::*;

use crate::shell::Shell;
use crate::text::{decimal, percent};

pub fn share(shell: &Shell, share: Share) -> String {
    match share {
        Share::Exactly(share) => percent(share),
        Share::AtLeast(share) => shell.tv("open-at-least", &[("share", percent(share).into())]),
        Share::Hidden => shell.t("open-withheld"),
        Share::Nothing => "–".into(),
    }
}

/// Nothing where too few were decided to say.
pub fn real_days(shell: &Shell, code: &str, line: &Published) -> Option<AnyView> {
    let days = line.days?;
    let values = [
        ("used", decimal(days.used).into()),
        ("promised", decimal(days.promised).into()),
    ];
    let in_time = match line.in_time_share() {
        Share::Hidden | Share::Nothing => None,
        told => {
            let share = share(shell, told);
            Some(shell.tv("open-guide-in-time", &[("share", share.into())]))
        }
    };
    let href = format!("/open/items/{code}");
    Some(
        view! {
            <p>
                {shell.tv("open-guide-days", &values)} " " {in_time} " "
                <a href=href>{shell.t("open-guide-link")}</a>
            </p>
        }
        .into_any(),
    )
}
