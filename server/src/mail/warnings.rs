//! Warnings by mail, gathered: which clocks come to their end or have run out, and the way to say why. To officers, who
//! have no box here.

use app::text::{t, tv};
use domain::locale::Locale;
use serde::{Deserialize, Serialize};
use store::Personal;

use super::render::{Rendered, Words, laid_out};
use crate::error::Error;

/// Its name in the outbox.
pub const TEMPLATE: &str = "warnings";

/// In the reader's language; stored sealed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WarningsLetter {
    pub portal: String,
    pub hotline: String,
    pub name: String,
    /// All of them, those that the letter has no room for among them.
    pub count: usize,
    /// The case's number, and what there is to say.
    pub rows: Vec<(String, String)>,
    pub more: usize,
    /// The desk, which leads on to those that wait for an explanation.
    pub url: String,
}

/// # Errors
/// A fault where the letter does not read back, or of a template.
pub fn mail(locale: Locale, payload: &Personal) -> Result<Rendered, Error> {
    // The error of a parser would repeat what it read.
    let letter: WarningsLetter = serde_json::from_str(payload.expose())
        .map_err(|_| Error::fault("the letter does not read back"))?;
    let count = [("count", letter.count.into())];
    let more = (letter.more > 0).then(|| {
        tv(
            locale,
            "mail-warnings-more",
            &[("count", letter.more.into())],
        )
    });
    let words = Words {
        subject: tv(locale, "mail-warnings-subject", &count),
        greeting: tv(locale, "mail-greeting", &[("name", (&letter.name).into())]),
        lead: t(locale, "mail-warnings-lead"),
        rows: letter.rows.clone(),
        paragraphs: more
            .into_iter()
            .chain([t(locale, "mail-warnings-next")])
            .collect(),
        action: t(locale, "mail-warnings-action"),
        url: letter.url.clone(),
    };
    let foot = [
        t(locale, "mail-warnings-why"),
        tv(
            locale,
            "mail-foot-hotline",
            &[("hotline", (&letter.hotline).into())],
        ),
        tv(
            locale,
            "mail-foot-sender",
            &[("portal", (&letter.portal).into())],
        ),
    ];
    laid_out(locale, &letter.portal, words, &foot, ["", ""])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_reads_in_both_languages() {
        let letter = WarningsLetter {
            name: "<赵>".into(),
            count: 60,
            rows: vec![("62010220261123000001F".into(), "食品经营许可".into())],
            more: 10,
            url: "https://example.org/desk/warnings".into(),
            ..WarningsLetter::default()
        };
        let payload = Personal::new(serde_json::to_string(&letter).unwrap());
        for locale in Locale::ALL {
            let mail = mail(locale, &payload).unwrap();
            for text in [&mail.subject, &mail.text, &mail.html] {
                assert!(!text.contains('⟦'), "{text}");
            }
            assert!(mail.text.contains("62010220261123000001F") && mail.text.contains("10"));
            assert!(mail.subject.contains("60") && mail.text.contains(&letter.url));
            assert!(!mail.html.contains("<赵>"));
        }
    }
}
