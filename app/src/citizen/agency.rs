//! How to reach an agency.

use domain::catalogue::{Agency, Hours};
use domain::locale::Localised;
use leptos::prelude::*;

use crate::parts::summary_list::{Row, summary_list};
use crate::shell::Shell;
use crate::text;

pub fn contact(shell: &Shell, agency: &Agency) -> AnyView {
    summary_list(
        shell,
        vec![
            Row::of(shell.t("citizen-agency"), shell.words(&agency.name)),
            Row::of(shell.t("citizen-address"), shell.words(&agency.address)),
            Row::of(shell.t("guide-enquiries"), phone(&agency.phone)),
            Row::of(
                shell.t("citizen-complaint-phone"),
                phone(&agency.complaint_phone),
            ),
        ],
    )
}

/// Where somebody goes who comes in person, and when.
#[derive(Debug, Clone, Default)]
pub struct Counter {
    /// Name and address of the hall; none where the agency has its counter at its own address.
    pub hall: Option<(Localised, Localised)>,
    pub hours: Hours,
}

/// All ways to reach an agency: numbers, counter and hours.
pub fn reached(shell: &Shell, agency: &Agency, counter: &Counter) -> AnyView {
    let mut rows = Vec::new();
    if let Some((name, address)) = &counter.hall {
        let at = view! { {shell.words(name)}<br/>{shell.words(address)} };
        rows.push(Row::of(shell.t("guide-counter"), at.into_any()));
    }
    if counter.hours.is_known() {
        rows.push(Row::of(
            shell.t("guide-hours"),
            hours(shell, &counter.hours),
        ));
    }
    let counter = (!rows.is_empty()).then(|| summary_list(shell, rows));
    view! { {contact(shell, agency)}{counter} }.into_any()
}

fn hours(shell: &Shell, hours: &Hours) -> AnyView {
    let lines: Vec<AnyView> = hours
        .runs()
        .into_iter()
        .map(|run| {
            let day = |day| text::weekday(shell.locale, day).to_owned();
            let days = if run.first == run.last {
                day(run.first)
            } else {
                let values = [
                    ("first", day(run.first).into()),
                    ("last", day(run.last).into()),
                ];
                shell.tv("guide-days", &values)
            };
            let times: Vec<String> = run
                .open
                .iter()
                .map(|one| {
                    format!(
                        "{}–{}",
                        one.from.strftime("%H:%M"),
                        one.to.strftime("%H:%M")
                    )
                })
                .collect();
            let times = if times.is_empty() {
                shell.t("guide-closed")
            } else {
                times.join(&shell.t("guide-and-times"))
            };
            view! { <li>{days} " " <span class="num">{times}</span></li> }.into_any()
        })
        .collect();
    let holidays = shell.t("guide-hours-holidays");
    view! { <ul class="plain-list">{lines}</ul><span class="soft">{holidays}</span> }.into_any()
}

pub fn phone(number: &str) -> AnyView {
    let href = format!("tel:{number}");
    let number = number.to_owned();
    view! { <a href=href class="num">{number}</a> }.into_any()
}

/// The way to tell what could not be done, to the item with this code.
pub fn window(shell: &Shell, code: Option<&str>) -> Option<AnyView> {
    let href = format!("/items/{}", code?);
    let words = shell.t("citizen-window");
    let note = shell.t("citizen-window-note");
    Some(view! { <p><a href=href>{words}</a>" "<span class="soft">{note}</span></p> }.into_any())
}

/// Whom to ask when the page has no answer.
pub fn hotline(shell: &Shell) -> AnyView {
    let call = shell.t("citizen-hotline");
    view! { <p>{call} {phone(&shell.hotline)}</p> }.into_any()
}
