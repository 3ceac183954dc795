//! 预约: who comes to the counter on a day, in the order of their time.

use domain::locale::Localised;
use jiff::civil::Date;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button};
use crate::parts::chart::Tone;
use crate::parts::choice::{Choice, select};
use crate::parts::empty::empty;
use crate::parts::field::Field;
use crate::parts::form::{self, Encoding, post};
use crate::parts::tag::tag;
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct QueueView {
    pub agency: Localised,
    pub day: Date,
    /// Those that can be looked at, today first.
    pub days: Vec<Date>,
    pub queue: Vec<Queued>,
}

#[derive(Debug, Clone)]
pub struct Queued {
    pub id: String,
    pub number: i64,
    /// `09:30`.
    pub time: String,
    pub name: String,
    pub item: Localised,
    /// Whose counter, where it is not the reader's own.
    pub agency: Option<Localised>,
    /// `booked`, `called` or `missed`.
    pub state: &'static str,
    pub may_call: bool,
    /// Their time has come.
    pub may_miss: bool,
    /// Where the reader goes on with whom they called.
    pub form: Option<String>,
}

pub fn queue_page(shell: &Shell, view: &QueueView) -> String {
    let title = shell.t("appointments-title");
    let lines: Vec<AnyView> = view.queue.iter().map(|one| line(shell, one)).collect();
    let list = if lines.is_empty() {
        let back = view! { <a href="/desk/counter">{shell.t("counter-title")}</a> };
        empty(shell.t("appointments-none"), back.into_any())
    } else {
        view! { <ul class="files">{lines}</ul> }.into_any()
    };
    let choices: Vec<Choice> = view
        .days
        .iter()
        .map(|day| Choice::new(day.to_string(), time::day_text(shell, *day)))
        .collect();
    let on = Field::new("on", shell.t("appointments-on")).value(view.day.to_string());
    let filter = view! {
        {select(shell, &on, &choices)}
        {button(shell.t("appointments-show"), Weight::Quiet)}
    };
    let body = view! {
        <p class="caption">{shell.words(&view.agency)}</p>
        <h1>{title.clone()}</h1>
        <p class="lede">{time::day(shell, view.day)}</p>
        {form::get("/desk/counter/appointments", filter.into_any())}
        {list}
    };
    let options = PageOptions {
        back: Some("/desk/counter".into()),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn line(shell: &Shell, one: &Queued) -> AnyView {
    let here = format!("/desk/counter/appointments/{}", one.id);
    let act = |noun: &str, weight| {
        let form = view! {
            {button(shell.tv(&format!("appointments-{noun}"), &[("number", one.number.to_string().into())]), weight)}
        };
        post(format!("{here}/{noun}"), Encoding::Plain, form.into_any())
    };
    let call = one.may_call.then(|| act("call", Weight::Quiet));
    let form = one.form.as_ref().map(|href| {
        let words = shell.t("appointments-go-on");
        view! { <p><a href=href.clone()>{words}</a></p> }
    });
    let miss = one.may_miss.then(|| act("no-show", Weight::Quiet));
    let state = shell.t(&format!("appointments-state-{}", one.state));
    let tone = match one.state {
        "missed" => Tone::Attention,
        _ => Tone::Plain,
    };
    let agency = one.agency.as_ref().map(|agency| {
        view! { <p class="meta">{shell.words(agency)}</p> }
    });
    view! {
        <li>
            <div>
                <p>
                    <strong>{one.time.clone()}" · "{shell.t("appointment-number")}" "{one.number}</strong>" "
                    {tag(state, tone)}
                </p>
                <p>{one.name.clone()}" · "{shell.words(&one.item)}</p>
                {agency}
            </div>
            {form}{call}
            {miss}
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::desk::samples;

    #[test]
    fn the_queue_renders_in_both_languages() {
        for locale in Locale::ALL {
            let shell = samples::shell(locale);
            let one = |state| Queued {
                id: "1".into(),
                number: 7,
                time: "09:30".into(),
                name: "马<b>小军".into(),
                item: samples::words(),
                agency: Some(samples::words()),
                state,
                may_call: state != "called",
                may_miss: state == "booked",
                form: (state == "called").then(|| "/desk/counter?appointment=1".to_owned()),
            };
            let mut view = QueueView {
                agency: samples::words(),
                day: jiff::civil::date(2026, 11, 24),
                days: vec![
                    jiff::civil::date(2026, 11, 24),
                    jiff::civil::date(2026, 11, 25),
                ],
                queue: vec![one("booked"), one("called"), one("missed")],
            };
            let html = queue_page(&shell, &view);
            assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
            assert_eq!(html.matches("appointments/1/call\"").count(), 2);
            assert_eq!(html.matches("appointments/1/no-show\"").count(), 1);
            view.queue.clear();
            assert!(!queue_page(&shell, &view).contains('⟦'));
        }
    }
}
