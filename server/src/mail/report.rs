//! The monthly report by mail: the main figures, and the way to the rest. To officers, who have no box here.

use app::text::{t, tv};
use domain::id::OfficerId;
use domain::locale::Locale;
use serde::{Deserialize, Serialize};
use store::{Keys, Personal};

use super::render::{Rendered, Words, laid_out};
use crate::error::Error;

/// Its name in the outbox.
pub const TEMPLATE: &str = "report";

const LABEL: &str = "report-unsubscription";

/// In the reader's language; stored sealed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportLetter {
    pub portal: String,
    pub hotline: String,
    pub name: String,
    pub place: String,
    pub month: String,
    /// What is counted, in the month and in the one before.
    pub rows: Vec<(String, String, String)>,
    /// The report.
    pub url: String,
    /// Ends the subscription.
    pub stop: String,
}

/// # Errors
/// A fault where the letter does not read back, or of a template.
pub fn mail(locale: Locale, payload: &Personal) -> Result<Rendered, Error> {
    // The error of a parser would repeat what it read.
    let letter: ReportLetter = serde_json::from_str(payload.expose())
        .map_err(|_| Error::fault("the letter does not read back"))?;
    let values = [
        ("place", (&letter.place).into()),
        ("month", (&letter.month).into()),
    ];
    let rows = letter.rows.iter().map(|(label, value, before)| {
        let values = [("value", value.into()), ("before", before.into())];
        (label.clone(), tv(locale, "mail-report-row", &values))
    });
    let words = Words {
        subject: tv(locale, "mail-report-subject", &values),
        greeting: tv(locale, "mail-greeting", &[("name", (&letter.name).into())]),
        lead: tv(locale, "mail-report-lead", &values),
        rows: rows.collect(),
        paragraphs: vec![t(locale, "mail-report-next")],
        action: t(locale, "mail-report-action"),
        url: letter.url.clone(),
    };
    let foot = [
        t(locale, "mail-report-why"),
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
    let leave = t(locale, "mail-report-stop");
    let rendered = laid_out(locale, &letter.portal, words, &foot, [&leave, &letter.stop])?;
    Ok(Rendered {
        stop: Some(letter.stop),
        ..rendered
    })
}

/// `<officer>.<signature>`: names whose subscription it ends, and never runs out.
///
/// # Errors
/// A fault of the key.
pub fn token(keys: &Keys, officer: OfficerId) -> Result<String, Error> {
    let signature = keys.digest(LABEL, &officer.to_string())?;
    Ok(format!("{officer}.{signature}"))
}

/// Whose subscription a token ends; nothing where it is not ours.
///
/// # Errors
/// A fault of the key.
pub fn read_token(keys: &Keys, sent: &str) -> Result<Option<OfficerId>, Error> {
    let officer = sent.split_once('.').and_then(|(id, _)| id.parse().ok());
    let Some(officer) = officer else {
        return Ok(None);
    };
    let right = token(keys, officer)?;
    // Digests are compared, so that the time it takes says nothing about the signature.
    let same = keys.digest(LABEL, &right)? == keys.digest(LABEL, sent)?;
    Ok(same.then_some(officer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_reads_in_both_languages_and_its_token_is_ours_alone() {
        let letter = ReportLetter {
            name: "<赵>".into(),
            place: "兰州市".into(),
            month: "2026-10".into(),
            rows: vec![("收件".into(), "120".into(), "98".into())],
            url: "https://example.org/oversight/reports/2026-10".into(),
            stop: "https://example.org/unsubscription/reports/x".into(),
            ..ReportLetter::default()
        };
        let payload = Personal::new(serde_json::to_string(&letter).unwrap());
        for locale in Locale::ALL {
            let mail = mail(locale, &payload).unwrap();
            for text in [&mail.subject, &mail.text, &mail.html] {
                assert!(!text.contains('⟦'), "{text}");
            }
            assert!(mail.text.contains("120") && mail.text.contains(&letter.stop));
            assert!(!mail.html.contains("<赵>"));
            assert_eq!(mail.stop.as_ref(), Some(&letter.stop));
        }
        let keys = Keys::new([7; 32]).unwrap();
        let officer = OfficerId::new(jiff::Timestamp::UNIX_EPOCH, [1; 10]);
        let good = token(&keys, officer).unwrap();
        assert_eq!(read_token(&keys, &good).unwrap(), Some(officer));
        for bad in [
            String::new(),
            ".".into(),
            format!("{good}0"),
            officer.to_string(),
        ] {
            assert_eq!(read_token(&keys, &bad).unwrap(), None, "{bad}");
        }
    }
}
