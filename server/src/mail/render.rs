//! A letter into words: one layout for text and one for HTML, for every kind and both languages.
//! The language comes from the locale files, never from a template.

use app::text::{Value, t, tv};
use askama::Template;
use domain::locale::Locale;

use super::letter::{Kind, Letter};
use crate::error::Error;

/// Ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendered {
    pub subject: String,
    pub text: String,
    pub html: String,
}

struct Row {
    label: String,
    value: String,
}

#[derive(Template)]
#[template(path = "mail/letter.txt", escape = "none")]
struct TextLayout<'a> {
    portal: &'a str,
    greeting: &'a str,
    lead: &'a str,
    rows: &'a [Row],
    colon: &'a str,
    paragraphs: &'a [String],
    action: &'a str,
    url: &'a str,
    foot: &'a [String],
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct HtmlLayout<'a> {
    lang: &'a str,
    subject: &'a str,
    portal: &'a str,
    greeting: &'a str,
    lead: &'a str,
    rows: &'a [Row],
    paragraphs: &'a [String],
    action: &'a str,
    url: &'a str,
    foot: &'a [String],
}

/// # Errors
/// A fault of a template.
pub fn render(kind: Kind, locale: Locale, letter: &Letter) -> Result<Rendered, Error> {
    let words = |part: &str| {
        tv(
            locale,
            &format!("mail-{}-{part}", kind.key()),
            &values(letter),
        )
    };
    let subject = words("subject");
    let greeting = tv(locale, "mail-greeting", &[("name", (&letter.name).into())]);
    let (lead, action) = (words("lead"), words("action"));
    let rows = rows(locale, letter);
    let mut paragraphs = vec![words("next")];
    if let Some(remedies) = &letter.remedies {
        paragraphs.push(tv(
            locale,
            "mail-remedies",
            &[("remedies", remedies.into())],
        ));
    }
    let foot = [
        tv(
            locale,
            "mail-foot-agency",
            &[
                ("agency", (&letter.agency).into()),
                ("phone", (&letter.agency_phone).into()),
            ],
        ),
        tv(
            locale,
            "mail-foot-hotline",
            &[("hotline", (&letter.hotline).into())],
        ),
        t(locale, "mail-foot-automatic"),
    ];
    let text = TextLayout {
        portal: &letter.portal,
        greeting: &greeting,
        lead: &lead,
        rows: &rows,
        colon: match locale {
            Locale::ZhCn => "：",
            Locale::En => ": ",
        },
        paragraphs: &paragraphs,
        action: &action,
        url: &letter.url,
        foot: &foot,
    };
    let html = HtmlLayout {
        lang: locale.tag(),
        subject: &subject,
        portal: &letter.portal,
        greeting: &greeting,
        lead: &lead,
        rows: &rows,
        paragraphs: &paragraphs,
        action: &action,
        url: &letter.url,
        foot: &foot,
    };
    let fault = |error: askama::Error| Error::fault(format!("mail template: {error}"));
    Ok(Rendered {
        text: text.render().map_err(fault)?,
        html: html.render().map_err(fault)?,
        subject,
    })
}

/// Every value that a sentence may name; a kind's sentences name only those that it has.
fn values(letter: &Letter) -> Vec<(&'static str, Value<'_>)> {
    let mut values: Vec<(&'static str, Value<'_>)> = vec![
        ("item", (&letter.item).into()),
        ("agency", (&letter.agency).into()),
        ("no", (&letter.case_no).into()),
    ];
    let optional = [
        ("check", &letter.check_by),
        ("supplement", &letter.supplement_by),
        ("from", &letter.counts_from),
        ("promised", &letter.promised_by),
        ("licence", &letter.licence_name),
        ("right", &letter.right_agency),
        ("reason", &letter.pause_reason),
        ("until", &letter.paused_until),
        ("by", &letter.extended_by),
        ("unopened", &letter.unopened),
    ];
    // An absent value reads as nothing rather than as a fault in an old letter.
    values.extend(
        optional
            .into_iter()
            .map(|(name, value)| (name, value.as_deref().unwrap_or_default().into())),
    );
    values
}

fn rows(locale: Locale, letter: &Letter) -> Vec<Row> {
    let present = [
        ("mail-row-item", Some(&letter.item)),
        ("mail-row-case-no", Some(&letter.case_no)),
        ("mail-row-query-code", letter.query_code.as_ref()),
        ("mail-row-agency", Some(&letter.agency)),
        ("mail-row-check", letter.check_by.as_ref()),
        ("mail-row-supplement", letter.supplement_by.as_ref()),
        ("mail-row-from", letter.counts_from.as_ref()),
        ("mail-row-notice-no", letter.notice_no.as_ref()),
        ("mail-row-pause-reason", letter.pause_reason.as_ref()),
        ("mail-row-paused-until", letter.paused_until.as_ref()),
        ("mail-row-extended-by", letter.extended_by.as_ref()),
        ("mail-row-because", letter.because.as_ref()),
        ("mail-row-promised", letter.promised_by.as_ref()),
        ("mail-row-statutory", letter.statutory_by.as_ref()),
        ("mail-row-right-agency", letter.right_agency.as_ref()),
        (
            "mail-row-right-agency-contact",
            letter.right_agency_contact.as_ref(),
        ),
        ("mail-row-licence-name", letter.licence_name.as_ref()),
        ("mail-row-licence-no", letter.licence_no.as_ref()),
        ("mail-row-valid-until", letter.valid_until.as_ref()),
    ];
    present
        .into_iter()
        .filter_map(|(key, value)| {
            Some(Row {
                label: t(locale, key),
                value: value?.clone(),
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Letter {
        let some = |text: &str| Some(text.to_owned());
        Letter {
            portal: "通办·甘肃政务服务".into(),
            hotline: "12345".into(),
            name: "马小军 <b>".into(),
            item: "食品经营许可".into(),
            agency: "兰州市城关区市场监督管理局".into(),
            agency_phone: "0931-8800023".into(),
            case_no: "620102 20260603 000001 K".into(),
            url: "https://example.org/cases/62010220260603000001K".into(),
            query_code: some("012345"),
            check_by: some("2026年6月10日（周三）"),
            supplement_by: some("2026年6月18日（周四）"),
            counts_from: some("2026年6月3日（周三）"),
            promised_by: some("2026年6月17日（周三）"),
            statutory_by: some("2026年6月24日（周三）"),
            notice_no: some("〔2026〕7号"),
            pause_reason: some("专家评审"),
            paused_until: some("2026年6月30日（周二）"),
            extended_by: some("10个工作日"),
            because: some("国务院办公厅通知"),
            right_agency: some("兰州市公安局城关分局"),
            right_agency_contact: some("0931-8800024"),
            remedies: some("可以申请行政复议。"),
            licence_name: some("食品经营许可证"),
            licence_no: some("JY2620102"),
            valid_until: some("2031年6月2日"),
            unopened: some("居民医保参保、社会保障卡"),
        }
    }

    #[test]
    fn every_kind_has_its_words_in_both_languages() {
        for locale in Locale::ALL {
            for kind in Kind::ALL {
                let rendered = render(kind, locale, &sample()).unwrap();
                for part in [&rendered.subject, &rendered.text, &rendered.html] {
                    assert!(!part.contains('⟦'), "{locale:?} {}: {part}", kind.key());
                }
                assert!(!rendered.subject.contains('\n'));
                assert!(rendered.html.contains("马小军 &#60;b&#62;"));
                assert!(rendered.text.contains("马小军 <b>"));
                assert_eq!(Kind::from_key(kind.key()), Some(kind));
            }
        }
    }

    #[test]
    fn a_letter_of_fewer_values_is_whole() {
        let letter = Letter::default();
        for locale in Locale::ALL {
            for kind in Kind::ALL {
                assert!(!render(kind, locale, &letter).unwrap().text.contains('⟦'));
            }
        }
    }
}
