//! The receipt: the number and the code, what happens next and by when, who was told.

use domain::limit::Limit;
use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use super::super::given::{Given, materials, materials_named};
use super::start::{self, Promise};
use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button_link};
use crate::parts::case_no::case_no;
use crate::parts::clock::limit;
use crate::parts::panel::panel;
use crate::parts::qr::qr;
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::time;
use crate::parts::timeline::{Entry, Phase, timeline};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct ReceiptView {
    pub item: Localised,
    /// For whom it was handed in.
    pub applicant: String,
    pub case_no: String,
    pub query_code: String,
    pub received_at: Timestamp,
    /// The last day for acceptance or one-time notice.
    pub check_due_on: Date,
    pub promised: Promise,
    /// Absent where an answer is all there is.
    pub delivery: Option<Limit>,
    pub agency: Localised,
    pub phone: String,
    pub address: Localised,
    /// The masked address.
    pub told_at: Option<String>,
    pub materials: Vec<Given>,
    /// The address of this case's progress.
    pub track: String,
    /// It was taken in at a counter: to be printed and signed.
    pub counter: Option<AtCounter>,
}

/// Who took it in, from whom, and what they were shown.
#[derive(Debug, Clone)]
pub struct AtCounter {
    pub agency: Localised,
    pub clerk: Localised,
    /// `IdentityShown::key`.
    pub identity: &'static str,
    pub agent: Option<String>,
}

pub fn receipt_page(shell: &Shell, view: &ReceiptView) -> String {
    let title = shell.t(match view.counter {
        Some(_) => "counter-receipt-title",
        None => "application-receipt-title",
    });
    let applicant = shell.tv("receipt-applicant", &[("name", (&view.applicant).into())]);
    let numbers = view! {
        <p>{shell.words(&view.item)}<br/>{applicant}<br/>{time::instant(shell, view.received_at)}</p>
        <dl class="numbers">
            <div><dt>{shell.t("application-case-no")}</dt><dd>{case_no(&view.case_no)}</dd></div>
            <div>
                <dt>{shell.t("application-query-code")}</dt>
                <dd><span class="query-code" translate="no">{view.query_code.clone()}</span></dd>
            </div>
        </dl>
    };
    let told = match &view.told_at {
        Some(address) => shell.tv("application-was-told", &[("address", address.into())]),
        None if view.counter.is_some() => shell.t("counter-told-nowhere"),
        None => shell.t("application-told-nowhere"),
    };
    let phone = format!("tel:{}", view.phone);
    let rows = vec![
        Row::of(shell.t("application-agency"), shell.words(&view.agency)),
        Row::of(
            shell.t("application-agency-phone"),
            view! { <a href=phone>{view.phone.clone()}</a> }.into_any(),
        ),
        Row::of(
            shell.t("application-agency-address"),
            shell.words(&view.address),
        ),
        Row::new(shell.t("application-notified"), told),
    ];
    let track = view.track.clone();
    let label = shell.tv("receipt-qr", &[("no", (&view.case_no).into())]);
    let code = qr(&view.track, &label).map(|code| {
        view! { <figure class="receipt-track">{code}<figcaption>{shell.t("receipt-qr-note")}</figcaption></figure> }
    });
    let on = match view.counter {
        Some(_) => button_link(shell.t("counter-next"), "/desk/counter", Weight::Main),
        None => {
            let case = format!("/cases/{}", view.case_no);
            button_link(shell.t("application-to-case"), case, Weight::Main)
        }
    };
    let print = shell.t(match view.counter {
        Some(_) => "counter-print-note",
        None => "application-print-note",
    });
    let given = match view.counter {
        Some(_) => materials_named(shell, &view.materials),
        None => materials(shell, &view.materials),
    };
    let body = view! {
        {panel(title.clone(), numbers.into_any())}
        <div class="prose">
            <p>{shell.t("application-keep-numbers")}</p>
            <p class="no-print">{on}</p>
            <h2>{shell.t("application-next-title")}</h2>
            {timeline(shell, next(shell, view))}
        </div>
        <h2>{shell.t("application-who-title")}</h2>
        {summary_list(shell, rows)}
        <h2>{shell.t("receipt-materials")}</h2>
        {given}
        {view.counter.as_ref().map(|counter| signatures(shell, &view.applicant, counter))}
        {code}
        <div class="prose no-print">
            <p>{shell.t("application-track-note")}" "<a href=track>{shell.t("nav-track")}</a></p>
            <p class="meta">{print}</p>
        </div>
    };
    page_with(shell, &title, PageOptions::default(), body.into_any())
}

/// Who stood on both sides of the counter, each with a line to sign on.
fn signatures(shell: &Shell, applicant: &str, counter: &AtCounter) -> AnyView {
    let line = || view! { <span class="sign"></span> }.into_any();
    let identity = shell.t(&format!("counter-identity-{}", counter.identity));
    let mut rows = vec![Row::new(shell.t("counter-applicant"), applicant.to_owned())];
    if let Some(agent) = &counter.agent {
        rows.push(Row::new(shell.t("counter-agent"), agent.clone()));
    }
    rows.extend([
        Row::new(shell.t("counter-identity"), identity),
        Row::of(shell.t("counter-sign-applicant"), line()),
        Row::of(
            shell.t("counter-clerk"),
            view! { {shell.words(&counter.clerk)}" · "{shell.words(&counter.agency)} }.into_any(),
        ),
        Row::of(shell.t("counter-sign-clerk"), line()),
    ]);
    view! { <h2>{shell.t("counter-signatures")}</h2>{summary_list(shell, rows)} }.into_any()
}

fn next(shell: &Shell, view: &ReceiptView) -> Vec<Entry> {
    let by = view! { {shell.t("application-by")}{time::day(shell, view.check_due_on)} };
    let note = |key: &str| {
        let text = shell.t(key);
        view! { <p>{text}</p> }.into_any()
    };
    let promise = start::promise(shell, view.promised);
    let mut entries = vec![
        Entry::new(Phase::Done, shell.t("application-next-received"))
            .when(time::instant(shell, view.received_at)),
        Entry::new(Phase::Current, shell.t("application-next-check"))
            .when(by.into_any())
            .body(note("application-next-check-note")),
    ];
    let decision = if view.delivery.is_some() {
        "application-next-decision"
    } else {
        "application-next-answer"
    };
    entries.push(
        Entry::new(Phase::Next, shell.t(decision)).body(view! { <p>{promise}</p> }.into_any()),
    );
    entries.extend(view.delivery.map(|within| {
        let delivery = shell.tv(
            "application-delivery",
            &[("limit", limit(shell, within).into())],
        );
        Entry::new(Phase::Next, shell.t("application-next-delivery"))
            .body(view! { <p>{delivery}</p> }.into_any())
    }));
    entries
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn number_code_and_date_are_there() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let mut view = ReceiptView {
                item: Localised::new("食品经营许可", "Food business licence"),
                applicant: "<b>马小军".into(),
                case_no: "62010220261123000001F".into(),
                query_code: "012345".into(),
                received_at: Timestamp::UNIX_EPOCH,
                check_due_on: jiff::civil::date(2026, 11, 30),
                promised: Promise::decided_within(Limit::working_days(5)),
                delivery: Some(Limit::working_days(10)),
                agency: Localised::new("城关区市场监督管理局", "Chengguan"),
                phone: "0931-8481234".into(),
                address: Localised::new("庆阳路1号", "1 Qingyang Road"),
                told_at: Some("m***@example.com".into()),
                materials: vec![Given {
                    name: Localised::new("平面图", "Layout"),
                    source: "shared",
                    files: Vec::new(),
                }],
                track: "https://gov.test/track?no=62010220261123000001F".into(),
                counter: None,
            };
            let html = receipt_page(&shell, &view);
            let layout = shell.l(&view.materials[0].name);
            for part in [
                "<span>620102</span><span>20261123</span><span>000001</span><span>F</span>",
                "class=\"query-code\">012345<",
                "<time datetime=\"2026-11-30\">",
                "m***@example.com",
                "&lt;b&gt;马小军",
                "class=\"qr\"",
                "/track?no=62010220261123000001F",
                &layout,
                "href=\"/cases/62010220261123000001F\"",
            ] {
                assert!(html.contains(part), "{part}: {html}");
            }
            assert_eq!(html.matches("<h1").count(), 1);
            assert!(!html.contains('⟦'), "{html}");
            view.told_at = None;
            view.promised = Promise {
                from_receipt: true,
                answer: true,
                ..Promise::decided_within(Limit::working_days(5))
            };
            assert!(!receipt_page(&shell, &view).contains('⟦'));
            view.promised = Promise::decided_within(Limit::working_days(0));
            assert!(!receipt_page(&shell, &view).contains('⟦'));
            for identity in domain::case::IdentityShown::ALL {
                view.counter = Some(AtCounter {
                    agency: Localised::new("城关区市场监督管理局", "Chengguan"),
                    clerk: Localised::new("王雅琴", "Wang Yaqin"),
                    identity: identity.key(),
                    agent: Some("李四".into()),
                });
                let html = receipt_page(&shell, &view);
                assert!(html.contains("href=\"/desk/counter\"") && html.contains("李四"));
                assert!(
                    !html.contains("href=\"/cases/") && !html.contains("<b>"),
                    "{html}"
                );
                assert!(!html.contains('⟦'), "{html}");
            }
        }
    }
}
