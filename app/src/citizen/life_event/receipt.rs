//! The receipt of a bundle: every case with its number and code, what waits for what, who was told.

use domain::locale::Localised;
use jiff::Timestamp;
use leptos::prelude::*;

use super::joined;
use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button_link};
use crate::parts::case_no::case_no;
use crate::parts::panel::panel;
use crate::parts::qr::qr;
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct EventReceipt {
    /// Of the tracker.
    pub href: String,
    pub name: Localised,
    /// For whom it was handed in.
    pub applicant: String,
    pub submitted_at: Timestamp,
    pub cases: Vec<Numbers>,
    /// Each part that waits, and what it waits for.
    pub waiting: Vec<(Localised, Vec<Localised>)>,
    /// The masked address.
    pub told_at: Option<String>,
    /// Where the first case is tracked, and with it all parts; absolute.
    pub track: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Numbers {
    pub name: Localised,
    pub agency: Localised,
    pub case_no: String,
    pub query_code: String,
}

pub fn receipt_page(shell: &Shell, view: &EventReceipt) -> String {
    let title = shell.t("application-receipt-title");
    let applicant = shell.tv("receipt-applicant", &[("name", (&view.applicant).into())]);
    let head = view! {
        <p>{shell.words(&view.name)}<br/>{applicant}</p>
        <p>{time::instant(shell, view.submitted_at)}</p>
    };
    let cases: Vec<AnyView> = view.cases.iter().map(|case| numbers(shell, case)).collect();
    let told = match &view.told_at {
        Some(address) => shell.tv("application-was-told", &[("address", address.into())]),
        None => shell.t("application-told-nowhere"),
    };
    let waiting = (!view.waiting.is_empty()).then(|| {
        let rows = view
            .waiting
            .iter()
            .map(|(name, after)| {
                let names = joined(shell, after);
                let words = shell.tv("citizen-event-waits", &[("parts", names.into())]);
                Row::new(shell.l(name), words)
            })
            .collect();
        view! {
            <h2>{shell.t("citizen-event-later")}</h2>
            <p>{shell.t("citizen-event-later-note")}</p>
            {summary_list(shell, rows)}
        }
    });
    let follow = button_link(
        shell.t("citizen-event-follow"),
        view.href.clone(),
        Weight::Main,
    );
    let code = view.track.as_ref().and_then(|track| {
        let code = qr(track, &shell.t("receipt-qr-event"))?;
        let note = shell.t("receipt-qr-event-note");
        Some(view! { <figure>{code}<figcaption>{note}</figcaption></figure> })
    });
    let body = view! {
        {panel(title.clone(), head.into_any())}
        <div class="prose">
            <p>{shell.t("application-keep-numbers")}</p>
            <p class="no-print">{follow}</p>
        </div>
        <h2>{shell.t("citizen-event-begun")}</h2>
        <ul class="case-list">{cases}</ul>
        {waiting}
        {code}
        <div class="prose">
            <p>{told}</p>
            <p class="no-print">{shell.t("application-track-note")}" "<a href="/track">{shell.t("nav-track")}</a></p>
            <p class="meta no-print">{shell.t("application-print-note")}</p>
        </div>
    };
    page_with(shell, &title, PageOptions::default(), body.into_any())
}

fn numbers(shell: &Shell, case: &Numbers) -> AnyView {
    let href = format!("/cases/{}", case.case_no);
    let code = case.query_code.clone();
    view! {
        <li class="case-line">
            <div>
                <h3><a href=href>{shell.words(&case.name)}</a></h3>
                <p class="meta">{shell.words(&case.agency)}</p>
            </div>
            <dl class="numbers">
                <div><dt>{shell.t("application-case-no")}</dt><dd>{case_no(&case.case_no)}</dd></div>
                <div>
                    <dt>{shell.t("application-query-code")}</dt>
                    <dd><span class="query-code" translate="no">{code}</span></dd>
                </div>
            </dl>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn every_number_is_there_in_both_languages() {
        let name = || Localised::new("出生医学证明", "Birth certificate");
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let mut view = EventReceipt {
                href: "/life-events/applications/x".into(),
                name: name(),
                applicant: "马小军".into(),
                submitted_at: Timestamp::UNIX_EPOCH,
                cases: vec![Numbers {
                    name: name(),
                    agency: name(),
                    case_no: "62010220261123000001F".into(),
                    query_code: "012345".into(),
                }],
                waiting: vec![(name(), vec![name()])],
                told_at: Some("m***@example.com".into()),
                track: Some("https://example.gov/track?no=62010220261123000001F".into()),
            };
            let html = receipt_page(&shell, &view);
            for part in [
                "012345",
                "<span>000001</span>",
                "m***@example.com",
                "class=\"qr\"",
            ] {
                assert!(html.contains(part), "{part}: {html}");
            }
            view.waiting.clear();
            view.told_at = None;
            for html in [html, receipt_page(&shell, &view)] {
                assert!(html.contains("href=\"/life-events/applications/x\""));
                assert!(!html.contains('⟦'), "{html}");
                assert_eq!(html.matches("<h1").count(), 1);
            }
        }
    }
}
