//! 文书: a written notice as it was given, to keep and to print: of acceptance (行政许可法 32), of what to correct, of
//! a pause (45), of an extension (42), of the decision (38).

use domain::locale::Localised;
use jiff::civil::Date;
use leptos::prelude::*;

use crate::layout::{PageOptions, page_with};
use crate::parts::case_no::case_no;
use crate::parts::time::day;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct NoticeView {
    /// The last part of a locale key: `pause`, `acceptance`, `granted`, …
    pub kind: &'static str,
    pub number: String,
    pub case_no: String,
    pub to: String,
    pub item: Localised,
    pub agency: Localised,
    pub agency_phone: String,
    pub on: Date,
    /// The sentences of the notice.
    pub sentences: Vec<String>,
    /// In the agency's own words; absent where they were erased.
    pub reason: Option<String>,
}

pub fn notice_page(shell: &Shell, view: &NoticeView) -> String {
    let title = shell.t(&format!("citizen-notice-{}", view.kind));
    let sentences: Vec<AnyView> = view
        .sentences
        .iter()
        .map(|sentence| view! { <p>{sentence.clone()}</p> }.into_any())
        .collect();
    let reason = view.reason.clone().map(|reason| {
        view! {
            <p>{shell.t("citizen-notice-reason")}</p>
            <blockquote class="said">{reason}</blockquote>
        }
    });
    let phone = [("phone", (&view.agency_phone).into())];
    let body = view! {
        <article class="sheet notice">
            <p class="caption">{shell.words(&view.agency)}</p>
            <h1>{title.clone()}</h1>
            <p>{view.number.clone()}</p>
            <p>{shell.tv("desk-notice-to", &[("name", (&view.to).into())])}</p>
            <p>{shell.words(&view.item)}" · "{case_no(&view.case_no)}</p>
            {sentences}
            {reason}
            <p>{shell.tv("citizen-notice-ask", &phone)}</p>
            <p class="notice-from">{shell.words(&view.agency)}<br/>{day(shell, view.on)}</p>
        </article>
    };
    let options = PageOptions {
        back: Some(format!("/cases/{}", view.case_no)),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn renders_in_both_languages() {
        for locale in Locale::ALL {
            for kind in [
                "pause",
                "extension",
                "acceptance",
                "correction",
                "declination",
                "return",
                "granted",
                "refused",
            ] {
                let view = NoticeView {
                    kind,
                    number: "〔2026〕7号".into(),
                    case_no: "62010220261123000001F".into(),
                    to: "马小军".into(),
                    item: Localised::new("取水许可", "Water abstraction permit"),
                    agency: Localised::new("兰州市水务局", "Lanzhou Water Bureau"),
                    agency_phone: "0931-8800000".into(),
                    on: jiff::civil::date(2026, 3, 12),
                    sentences: vec!["依照《行政许可法》第四十五条……".into()],
                    reason: Some("<i>".into()),
                };
                let html = notice_page(&Shell::sample(locale), &view);
                assert!(!html.contains('⟦') && html.contains("&lt;i&gt;"), "{html}");
            }
        }
    }
}
