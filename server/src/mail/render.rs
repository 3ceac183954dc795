//! A letter into words: for a mail (one layout for text and one for HTML), a text message and a page, for every kind and
//! both languages. The language comes from the locale files, never from a template.

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
    /// Stops this sort of mail with one click.
    pub stop: Option<String>,
}

struct Row<'a> {
    label: &'a str,
    value: &'a str,
}

#[derive(Template)]
#[template(path = "mail/letter.txt", escape = "none")]
struct TextLayout<'a> {
    portal: &'a str,
    greeting: &'a str,
    lead: &'a str,
    rows: &'a [Row<'a>],
    colon: &'a str,
    paragraphs: &'a [String],
    action: &'a str,
    url: &'a str,
    foot: &'a [String],
    /// Empty where there is no way to stop it.
    leave: &'a str,
    leave_url: &'a str,
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct HtmlLayout<'a> {
    lang: &'a str,
    subject: &'a str,
    portal: &'a str,
    greeting: &'a str,
    lead: &'a str,
    rows: &'a [Row<'a>],
    paragraphs: &'a [String],
    action: &'a str,
    url: &'a str,
    foot: &'a [String],
    /// Empty where there is no way to stop it.
    leave: &'a str,
    leave_url: &'a str,
}

/// What a letter says, without the layout around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Words {
    pub subject: String,
    pub greeting: String,
    pub lead: String,
    /// Label and value.
    pub rows: Vec<(String, String)>,
    /// What to do next, and one's rights.
    pub paragraphs: Vec<String>,
    /// What the link does.
    pub action: String,
    /// Absolute.
    pub url: String,
}

pub fn words(kind: Kind, locale: Locale, letter: &Letter) -> Words {
    let words = |part: &str| {
        tv(
            locale,
            &format!("mail-{}-{part}", kind.key()),
            &values(letter),
        )
    };
    let mut paragraphs = vec![words("next")];
    if let Some(remedies) = &letter.remedies {
        paragraphs.push(tv(
            locale,
            "mail-remedies",
            &[("remedies", remedies.into())],
        ));
    }
    Words {
        subject: words("subject"),
        greeting: tv(locale, "mail-greeting", &[("name", (&letter.name).into())]),
        lead: words("lead"),
        rows: rows(locale, letter),
        paragraphs,
        action: words("action"),
        url: letter.url.clone(),
    }
}

/// One sentence and the short link. No name, no item, no number: a text message is read over shoulders.
pub fn text_message(kind: Kind, locale: Locale, letter: &Letter, link: &str) -> String {
    let said = tv(locale, &format!("sms-{}", kind.key()), &values(letter));
    let values = [
        ("portal", (&letter.portal).into()),
        ("said", said.into()),
        ("link", link.into()),
    ];
    tv(locale, "sms-whole", &values)
}

/// How the reader gets fewer mails: absolute addresses, absent for what goes to somebody without a box.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WaysOut {
    /// Where the way of each sort of message is chosen.
    pub choices: Option<String>,
    /// Stops this sort with one click; only for those that are not mandatory.
    pub stop: Option<String>,
}

/// # Errors
/// A fault of a template.
pub fn render(
    kind: Kind,
    locale: Locale,
    letter: &Letter,
    ways_out: &WaysOut,
) -> Result<Rendered, Error> {
    let words = words(kind, locale, letter);
    let portal = [("portal", (&letter.portal).into())];
    let mut foot = Vec::new();
    if !letter.agency.is_empty() {
        let values = [
            ("agency", (&letter.agency).into()),
            ("phone", (&letter.agency_phone).into()),
        ];
        foot.push(tv(locale, "mail-foot-agency", &values));
    }
    foot.push(tv(
        locale,
        "mail-foot-hotline",
        &[("hotline", (&letter.hotline).into())],
    ));
    foot.push(tv(locale, "mail-foot-sender", &portal));
    foot.push(tv(
        locale,
        &format!("mail-why-{}", kind.topic().key()),
        &portal,
    ));
    let (leave, leave_url) = match ways_out {
        WaysOut {
            stop: Some(url), ..
        } => (t(locale, "mail-foot-stop"), url.as_str()),
        WaysOut {
            choices: Some(url), ..
        } => (t(locale, "mail-foot-always"), url.as_str()),
        _ => (String::new(), ""),
    };
    let rendered = laid_out(locale, &letter.portal, words, &foot, [&leave, leave_url])?;
    Ok(Rendered {
        stop: ways_out.stop.clone(),
        ..rendered
    })
}

/// `leave`: words and address of a way to get fewer of these, or nothing.
///
/// # Errors
/// A fault of a template.
pub(super) fn laid_out(
    locale: Locale,
    portal: &str,
    words: Words,
    foot: &[String],
    [leave, leave_url]: [&str; 2],
) -> Result<Rendered, Error> {
    let rows: Vec<Row> = words
        .rows
        .iter()
        .map(|(label, value)| Row { label, value })
        .collect();
    let text = TextLayout {
        portal,
        greeting: &words.greeting,
        lead: &words.lead,
        rows: &rows,
        colon: match locale {
            Locale::ZhCn => "：",
            Locale::En => ": ",
        },
        paragraphs: &words.paragraphs,
        action: &words.action,
        url: &words.url,
        foot,
        leave,
        leave_url,
    };
    let html = HtmlLayout {
        lang: locale.tag(),
        subject: &words.subject,
        portal,
        greeting: &words.greeting,
        lead: &words.lead,
        rows: &rows,
        paragraphs: &words.paragraphs,
        action: &words.action,
        url: &words.url,
        foot,
        leave,
        leave_url,
    };
    let fault = |error: askama::Error| Error::fault(format!("mail template: {error}"));
    Ok(Rendered {
        text: text.render().map_err(fault)?,
        html: html.render().map_err(fault)?,
        subject: words.subject,
        stop: None,
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
        ("principal", &letter.principal),
        ("check", &letter.check_by),
        ("supplement", &letter.supplement_by),
        ("fee", &letter.fee),
        ("pay", &letter.pay_by),
        ("from", &letter.counts_from),
        ("promised", &letter.promised_by),
        ("licence", &letter.licence_name),
        ("right", &letter.right_agency),
        ("reason", &letter.pause_reason),
        ("until", &letter.paused_until),
        ("by", &letter.extended_by),
        ("unopened", &letter.unopened),
        ("deleted", &letter.deleted_on),
        ("renew", &letter.renew_by),
        ("valid", &letter.valid_until),
    ];
    // An absent value reads as nothing rather than as a fault in an old letter.
    values.extend(
        optional
            .into_iter()
            .map(|(name, value)| (name, value.as_deref().unwrap_or_default().into())),
    );
    values
}

fn rows(locale: Locale, letter: &Letter) -> Vec<(String, String)> {
    let present = [
        ("mail-row-item", Some(&letter.item)),
        ("mail-row-case-no", Some(&letter.case_no)),
        ("mail-row-query-code", letter.query_code.as_ref()),
        ("mail-row-agency", Some(&letter.agency)),
        ("mail-row-check", letter.check_by.as_ref()),
        ("mail-row-supplement", letter.supplement_by.as_ref()),
        ("mail-row-fee", letter.fee.as_ref()),
        ("mail-row-pay-by", letter.pay_by.as_ref()),
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
        ("mail-row-renew-by", letter.renew_by.as_ref()),
        ("mail-row-deleted", letter.deleted_on.as_ref()),
        ("mail-row-appointment", letter.appointment.as_ref()),
    ];
    present
        .into_iter()
        .filter_map(|(key, value)| Some((key, value?)))
        .filter(|(_, value)| !value.is_empty())
        .map(|(key, value)| (t(locale, key), value.clone()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Letter {
        let some = |text: &str| Some(text.to_owned());
        Letter {
            item_code: Some("000131001001".into()),
            portal: "通办·甘肃政务服务".into(),
            hotline: "12345".into(),
            name: "马小军 <b>".into(),
            principal: some("兰州黄河边餐饮有限公司"),
            item: "食品经营许可".into(),
            agency: "兰州市城关区市场监督管理局".into(),
            agency_phone: "0931-8800023".into(),
            case_no: "620102 20260603 000001 K".into(),
            url: "https://example.org/cases/62010220260603000001K".into(),
            query_code: some("012345"),
            check_by: some("2026年6月10日（周三）"),
            supplement_by: some("2026年6月18日（周四）"),
            fee: some("80 元"),
            pay_by: some("2026年6月25日（周四）"),
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
            deleted_on: some("2026年6月30日（周二）"),
            renew_by: some("2031年4月30日（周三）"),
            appointment: some("2026年11月24日（周二）09:00，1号"),
        }
    }

    fn ways_out(kind: Kind) -> WaysOut {
        WaysOut {
            choices: Some("https://example.org/account/messages".into()),
            stop: (!kind.topic().is_mandatory())
                .then(|| "https://example.org/unsubscription/t".into()),
        }
    }

    #[test]
    fn every_kind_has_its_words_in_both_languages() {
        for locale in Locale::ALL {
            for kind in Kind::ALL {
                let rendered = render(*kind, locale, &sample(), &ways_out(*kind)).unwrap();
                for part in [&rendered.subject, &rendered.text, &rendered.html] {
                    assert!(!part.contains('⟦'), "{locale:?} {}: {part}", kind.key());
                }
                assert!(!rendered.subject.contains('\n'));
                assert!(rendered.html.contains("马小军 &#60;b&#62;"));
                assert!(rendered.text.contains("马小军 <b>"));
                assert_eq!(Kind::from_key(kind.key()), Some(*kind));
                let way = if kind.topic().is_mandatory() {
                    "https://example.org/account/messages"
                } else {
                    "https://example.org/unsubscription/t"
                };
                assert!(rendered.text.trim_end().ends_with(way), "{}", rendered.text);
                assert!(rendered.html.contains(&format!("href=\"{way}\"")));
            }
        }
    }

    #[test]
    fn a_letter_of_fewer_values_is_whole() {
        let letter = Letter::default();
        for locale in Locale::ALL {
            for kind in Kind::ALL {
                let rendered = render(*kind, locale, &letter, &WaysOut::default()).unwrap();
                assert!(!rendered.text.contains('⟦'));
            }
        }
    }

    /// 70 letters go into one message in Chinese; in English 160, as long as all of them are of the basic alphabet.
    #[test]
    fn text_messages_are_one_part_and_name_nobody() {
        for locale in Locale::ALL {
            let letter = Letter {
                portal: match locale {
                    Locale::ZhCn => "陇原政务服务网".into(),
                    Locale::En => "Longyuan Government Services".into(),
                },
                supplement_by: Some(match locale {
                    Locale::ZhCn => "2026年12月18日（周四）".into(),
                    Locale::En => "Thursday 18 December 2026".into(),
                }),
                ..sample()
            };
            for kind in Kind::ALL {
                let text =
                    text_message(*kind, locale, &letter, "https://zwfw.example.cn/m/0a1b2c3d");
                assert!(!text.contains('⟦'), "{text}");
                let most = if text.is_ascii() { 160 } else { 70 };
                let count = text.chars().count();
                assert!(count <= most, "{count}: {text}");
                assert_eq!(text.is_ascii(), locale == Locale::En, "{text}");
                for private in [&letter.name, &letter.item, &letter.case_no, &letter.agency] {
                    assert!(!text.contains(private.as_str()), "{text}");
                }
            }
        }
    }
}
