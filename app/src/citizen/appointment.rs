//! 预约: a time at the counter, chosen for an item, shown with its number, and cancelled.

use domain::locale::Localised;
use jiff::civil::Date;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button};
use crate::parts::choice::{Choice, select_grouped};
use crate::parts::error_summary::error_summary;
use crate::parts::field::{Field, hidden};
use crate::parts::form::post_for;
use crate::parts::panel::panel;
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::time;
use crate::shell::Shell;

/// Where one comes to.
#[derive(Debug, Clone, Default)]
pub struct Place {
    pub agency: Localised,
    pub hall: Localised,
    pub address: Localised,
}

#[derive(Debug, Clone)]
pub struct Slot {
    pub key: String,
    /// `09:30`.
    pub time: String,
    /// Places that are left.
    pub left: i64,
}

#[derive(Debug, Clone)]
pub struct BookingView {
    pub code: String,
    pub item: Localised,
    pub division: String,
    pub place: Place,
    /// Those with a place left.
    pub days: Vec<(Date, Vec<Slot>)>,
    pub chosen: String,
    /// Locale key.
    pub fault: Option<&'static str>,
}

pub fn booking_page(shell: &Shell, view: &BookingView) -> String {
    let title = shell.t("appointment-title");
    let fault = view.fault.map(|key| shell.t(key));
    let errors: Vec<_> = fault
        .iter()
        .map(|words| ("slot".to_owned(), words.clone()))
        .collect();
    let groups: Vec<(String, Vec<Choice>)> = view
        .days
        .iter()
        .map(|(day, slots)| {
            let slots = slots.iter().map(|slot| {
                let values = [
                    ("time", (&slot.time).into()),
                    ("left", slot.left.to_string().into()),
                ];
                Choice::new(slot.key.clone(), shell.tv("appointment-slot-left", &values))
            });
            (time::day_text(shell, *day), slots.collect())
        })
        .collect();
    let form = if view.days.is_empty() {
        view! { <p>{shell.t("appointment-none")}</p> }.into_any()
    } else {
        let slot = Field::new("slot", shell.t("appointment-slot"))
            .hint(shell.t("appointment-slot-hint"))
            .value(view.chosen.clone())
            .error(fault);
        let body = view! {
            {hidden("division", view.division.clone())}
            {select_grouped(shell, &slot, &groups)}
            {button(shell.t("appointment-book"), Weight::Main)}
        };
        let action = format!("/items/{}/appointment", view.code);
        post_for(shell, action, body.into_any())
    };
    let body = view! {
        {error_summary(shell, &errors)}
        <div class="prose">
            <p class="caption">{shell.words(&view.item)}</p>
            <h1>{title.clone()}</h1>
            <p>{shell.t("appointment-lede")}</p>
            {summary_list(shell, place(shell, &view.place))}
            {form}
        </div>
    };
    let options = PageOptions {
        errors: !errors.is_empty(),
        back: Some(format!("/items/{}", view.code)),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn place(shell: &Shell, place: &Place) -> Vec<Row> {
    let at = view! { {shell.words(&place.hall)}<br/>{shell.words(&place.address)} };
    vec![
        Row::of(shell.t("appointment-agency"), shell.words(&place.agency)),
        Row::of(shell.t("appointment-place"), at.into_any()),
    ]
}

#[derive(Debug, Clone)]
pub struct AppointmentView {
    pub id: String,
    pub code: String,
    pub item: Localised,
    pub place: Place,
    pub day: Date,
    /// `09:30`.
    pub time: String,
    pub number: i64,
    /// `booked`, `called`, `missed` or `cancelled`.
    pub state: &'static str,
    pub cancellable: bool,
}

pub fn appointment_page(shell: &Shell, view: &AppointmentView) -> String {
    let title = shell.t(&format!("appointment-state-{}", view.state));
    let number = view! {
        <p>{shell.words(&view.item)}</p>
        <dl class="numbers">
            <div>
                <dt>{shell.t("appointment-number")}</dt>
                <dd><span class="query-code" translate="no">{view.number}</span></dd>
            </div>
            <div>
                <dt>{shell.t("appointment-time")}</dt>
                <dd>{time::day(shell, view.day)}" "{view.time.clone()}</dd>
            </div>
        </dl>
    };
    let booked = view.state == "booked";
    let bring = booked.then(|| view! { <p>{shell.t("appointment-bring")}</p> });
    let cancel = view.cancellable.then(|| {
        let action = format!("/appointments/{}/cancellation", view.id);
        let form = button(shell.t("appointment-cancel"), Weight::Quiet);
        view! { <p>{shell.t("appointment-cancel-note")}</p>{post_for(shell, action, form)} }
    });
    let again = (!booked).then(|| {
        let href = format!("/items/{}", view.code);
        view! { <p><a href=href>{shell.t("appointment-again")}</a></p> }
    });
    let body = view! {
        {panel(title.clone(), number.into_any())}
        <div class="prose">
            {summary_list(shell, place(shell, &view.place))}
            {bring}
            {cancel}
            {again}
        </div>
    };
    let options = PageOptions {
        back: Some(format!("/items/{}", view.code)),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    fn at() -> Place {
        Place {
            agency: Localised::new("市场监督管理局", "Market supervision"),
            hall: Localised::new("政务服务中心", "Services centre"),
            address: Localised::new("庆阳路1号", "1 Qingyang Road"),
        }
    }

    #[test]
    fn pages_render_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let day = jiff::civil::date(2026, 11, 24);
            let slot = Slot {
                key: "2026-11-24-540".into(),
                time: "09:00".into(),
                left: 2,
            };
            let mut view = BookingView {
                code: "000131001001".into(),
                item: Localised::new("食品经营许可", "Food"),
                division: "620102".into(),
                place: at(),
                days: vec![(day, vec![slot])],
                chosen: "2026-11-24-540".into(),
                fault: Some("appointment-full"),
            };
            for fault in ["appointment-full", "appointment-slot-missing"] {
                view.fault = Some(fault);
                let html = booking_page(&shell, &view);
                assert!(!html.contains('⟦'), "{html}");
                assert!(html.contains("href=\"#slot\"") && html.contains("09:00"));
                assert!(html.contains("value=\"2026-11-24-540\" selected"), "{html}");
            }
            view.days.clear();
            view.fault = None;
            let html = booking_page(&shell, &view);
            assert!(!html.contains('⟦') && !html.contains("<select"), "{html}");
            for state in ["booked", "called", "missed", "cancelled"] {
                let view = AppointmentView {
                    id: "1".into(),
                    code: "000131001001".into(),
                    item: Localised::new("食品经营许可", "Food"),
                    place: at(),
                    day,
                    time: "09:00".into(),
                    number: 3,
                    state,
                    cancellable: state == "booked",
                };
                let html = appointment_page(&shell, &view);
                assert!(!html.contains('⟦'), "{html}");
                assert_eq!(
                    html.contains("/appointments/1/cancellation"),
                    state == "booked"
                );
            }
        }
    }
}
