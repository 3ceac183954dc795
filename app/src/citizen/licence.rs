//! `/account/wallet/licences/{number}`: what was issued, to read and to print, with the code that leads to the page
//! on which anybody can check it.

use domain::locale::Localised;
use jiff::civil::Date;
use leptos::prelude::*;

use super::given::{Answer, said};
use super::wallet::{LicenceState, validity};
use crate::layout::{PageOptions, page_with};
use crate::parts::case_no::case_no;
use crate::parts::chart::Tone;
use crate::parts::qr::qr;
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::tag::tag;
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct Licence {
    pub name: Localised,
    pub number: String,
    /// Where it is checked.
    pub link: String,
    pub holder: String,
    /// The holder's own, or the one that came with the licence.
    pub credit_code: Option<String>,
    pub agency: Localised,
    pub item: Localised,
    pub case_no: String,
    pub issued_on: Date,
    pub valid_from: Date,
    pub valid_until: Option<Date>,
    pub state: LicenceState,
    pub revoked_on: Option<Date>,
    /// What the item's definition names.
    pub covers: Vec<Answer>,
}

pub fn licence_page(shell: &Shell, view: &Licence) -> String {
    let title = shell.l(&view.name);
    let case = format!("/cases/{}", view.case_no);
    let mut rows = vec![
        Row::new(shell.t("wallet-holder"), view.holder.clone()),
        Row::of(shell.t("wallet-number"), number(&view.number)),
    ];
    if let Some(code) = &view.credit_code {
        rows.push(Row::of(shell.t("wallet-credit-code"), number(code)));
    }
    rows.push(Row::of(shell.t("wallet-state"), state(shell, view.state)));
    if let Some(on) = view.revoked_on {
        rows.push(Row::of(shell.t("wallet-revoked-on"), time::day(shell, on)));
    }
    // How it stands has a row of its own.
    let until = validity(shell, view.valid_until, LicenceState::Valid);
    rows.push(Row::of(
        shell.t("wallet-validity"),
        view! { {shell.t("wallet-valid-from")}{time::day(shell, view.valid_from)}" "{until} }
            .into_any(),
    ));
    rows.push(Row::of(
        shell.t("wallet-issued-on"),
        time::day(shell, view.issued_on),
    ));
    rows.push(Row::of(shell.t("wallet-agency"), shell.words(&view.agency)));
    rows.push(Row::of(shell.t("wallet-item"), shell.words(&view.item)));
    rows.push(Row::of(
        shell.t("application-case-no"),
        view! { <a href=case>{case_no(&view.case_no)}</a> }.into_any(),
    ));
    let covers: Vec<Row> = view
        .covers
        .iter()
        .filter_map(|answer| {
            let value = said(shell, &answer.said)?;
            Some(Row::of(shell.l(&answer.label), value))
        })
        .collect();
    let covers = (!covers.is_empty()).then(|| {
        view! {
            <h2>{shell.t("wallet-covers")}</h2>
            <p class="meta">{shell.t("wallet-covers-note")}</p>
            {summary_list(shell, covers)}
        }
    });
    let body = view! {
        <article class="sheet">
            <p class="caption">{shell.words(&view.agency)}</p>
            <h1>{shell.words(&view.name)}</h1>
            {summary_list(shell, rows)}
            {covers}
            <div class="notice-proof">
                {qr(&view.link, &shell.t("wallet-licence-qr"))}
                <p class="meta">{shell.t("wallet-licence-verify")}</p>
            </div>
        </article>
        <p class="meta">{shell.t("wallet-licence-print")}</p>
        <p class="only-print">{shell.t("citizen-printed")} {time::day(shell, shell.today)}</p>
    };
    let back = if shell.sees_all() {
        "/account/wallet".to_owned()
    } else {
        format!("/cases/{}", view.case_no)
    };
    let options = PageOptions {
        back: Some(back),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn number(text: &str) -> AnyView {
    let text = text.to_owned();
    view! { <span class="licence-no" translate="no">{text}</span> }.into_any()
}

fn state(shell: &Shell, state: LicenceState) -> AnyView {
    let (key, tone) = match state {
        LicenceState::Valid | LicenceState::Ending { .. } => ("wallet-valid", Tone::Done),
        LicenceState::Expired => ("wallet-expired", Tone::Late),
        LicenceState::Revoked => ("wallet-revoked", Tone::Late),
    };
    let word = tag(shell.t(key), tone);
    match state {
        LicenceState::Ending { days } => {
            let left = shell.tv("wallet-days-left", &[("count", days.into())]);
            view! { {word}" "{left} }.into_any()
        }
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;
    use jiff::civil::date;

    use super::super::given::Said;
    use super::*;
    use crate::shell::ActingFor;

    fn sample(state: LicenceState) -> Licence {
        Licence {
            name: Localised::new("营业执照", "Business licence"),
            number: "1.2.156.3005.2".into(),
            link: "https://gov.test/verify/1.2.156.3005.2".into(),
            holder: "<马小军>".into(),
            credit_code: Some("92620102MADEM00017".into()),
            agency: Localised::new("城关区市场监督管理局", "Chengguan"),
            item: Localised::new("个体工商户登记", "Registration"),
            case_no: "62010220261123000001F".into(),
            issued_on: date(2026, 11, 23),
            valid_from: date(2026, 11, 23),
            valid_until: None,
            state,
            revoked_on: (state == LicenceState::Revoked).then(|| date(2027, 1, 4)),
            covers: vec![
                Answer {
                    label: Localised::new("经营范围", "Business scope"),
                    said: Said::Text("<餐饮>".into()),
                },
                Answer {
                    label: Localised::new("名称", "Name"),
                    said: Said::Nothing,
                },
            ],
        }
    }

    #[test]
    fn it_says_what_was_issued_and_whether_it_holds() {
        for locale in Locale::ALL {
            let mut shell = Shell::sample(locale);
            for state in [
                LicenceState::Valid,
                LicenceState::Ending { days: 3 },
                LicenceState::Expired,
                LicenceState::Revoked,
            ] {
                let html = licence_page(&shell, &sample(state));
                for part in [
                    "&lt;马小军&gt;",
                    "1.2.156.3005.2",
                    "92620102MADEM00017",
                    "&lt;餐饮&gt;",
                    "href=\"/cases/62010220261123000001F\"",
                ] {
                    assert!(html.contains(part), "{part}: {html}");
                }
                assert!(!html.contains('⟦'), "{html}");
                assert!(html.contains("class=\"qr\""), "{html}");
                assert_eq!(html.matches("<h1").count(), 1);
                let revoked = html.contains("2027-01-04");
                assert_eq!(revoked, state == LicenceState::Revoked);
            }
            let mut view = sample(LicenceState::Valid);
            view.covers.clear();
            let html = licence_page(&shell, &view);
            assert!(!html.contains("<h2>"), "{html}");
            shell.acting_for = Some(ActingFor {
                name: "兰州".into(),
                until: None,
                some_items: true,
            });
            let html = licence_page(&shell, &view);
            assert!(!html.contains("href=\"/account/wallet\""), "{html}");
        }
    }
}
