//! Letters about an account rather than a case: codes, and what its owner has to know.

use app::text::{Value, t, tv};
use domain::id::MessageId;
use domain::locale::Locale;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::messages::{self, NewMessage};
use store::{Personal, Tx};

use super::render::{Rendered, Words, laid_out};
use crate::error::Error;
use crate::state::App;

/// The cause: the template's name in the outbox and in the locale keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occasion {
    RegistrationCode,
    ResetCode,
    CredentialCode,
    /// Somebody registered with what is known already.
    Known,
    PasswordChanged,
    CredentialsChanged,
}

impl Occasion {
    pub const ALL: [Self; 6] = [
        Self::RegistrationCode,
        Self::ResetCode,
        Self::CredentialCode,
        Self::Known,
        Self::PasswordChanged,
        Self::CredentialsChanged,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::RegistrationCode => "code-registration",
            Self::ResetCode => "code-reset",
            Self::CredentialCode => "code-credential",
            Self::Known => "account-known",
            Self::PasswordChanged => "password-changed",
            Self::CredentialsChanged => "credentials-changed",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|occasion| occasion.key() == key)
    }
}

/// The values of the words; stored sealed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct AccountLetter {
    pub portal: String,
    pub hotline: String,
    /// Where the reader goes on.
    pub url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// A letter that is to be sent.
#[derive(Debug)]
pub struct Sending<'a> {
    /// A mail address or a mobile number.
    pub to: Personal,
    pub occasion: Occasion,
    pub locale: Locale,
    /// Where its reader goes on.
    pub path: &'a str,
    pub code: Option<&'a Personal>,
}

/// # Errors
/// Where the store refuses.
pub async fn queue(
    app: &App,
    tx: &mut Tx,
    sending: Sending<'_>,
    now: Timestamp,
) -> Result<(), Error> {
    let Sending {
        to,
        occasion,
        locale,
        path,
        code,
    } = sending;
    let letter = AccountLetter {
        portal: app.catalogue.jurisdiction.portal.get(locale).to_owned(),
        hotline: app.catalogue.jurisdiction.hotline.clone(),
        url: format!("{}{path}", app.settings.base_url),
        code: code.map(|code| code.expose().to_owned()),
    };
    let payload = serde_json::to_string(&letter)
        .map_err(|error| Error::fault(format!("a letter has no JSON form: {error}")))?;
    let id = MessageId::new(now, app.entropy()?);
    let message = NewMessage {
        id,
        // Each has a cause of its own.
        dedupe: format!("{}:{id}", occasion.key()),
        case_id: None,
        applicant_id: None,
        recipient: to,
        template: occasion.key().to_owned(),
        locale,
        payload: Personal::new(payload),
        send_at: now,
        created_at: now,
    };
    messages::queue(tx, &[message]).await?;
    Ok(())
}

/// # Errors
/// A fault where it does not read back.
fn read(payload: &Personal) -> Result<AccountLetter, Error> {
    // The error of a parser would repeat what it read.
    serde_json::from_str(payload.expose())
        .map_err(|_| Error::fault("the letter does not read back"))
}

impl AccountLetter {
    fn values(&self) -> [(&'static str, Value<'_>); 3] {
        [
            ("portal", (&self.portal).into()),
            ("hotline", (&self.hotline).into()),
            ("code", self.code.as_deref().unwrap_or_default().into()),
        ]
    }
}

/// # Errors
/// A fault where the letter does not read back, or of a template.
pub fn mail(occasion: Occasion, locale: Locale, payload: &Personal) -> Result<Rendered, Error> {
    let letter = read(payload)?;
    let values = letter.values();
    let said = |part: &str| tv(locale, &format!("mail-{}-{part}", occasion.key()), &values);
    let code = letter.code.iter();
    let words = Words {
        subject: said("subject"),
        greeting: t(locale, "mail-people-greeting"),
        lead: said("lead"),
        rows: code
            .map(|code| (t(locale, "mail-people-row-code"), code.clone()))
            .collect(),
        paragraphs: vec![said("next")],
        action: said("action"),
        url: letter.url.clone(),
    };
    let foot = [
        t(locale, "mail-people-foot"),
        tv(locale, "mail-foot-hotline", &values),
        tv(locale, "mail-foot-sender", &values),
    ];
    laid_out(locale, &letter.portal, words, &foot, ["", ""])
}

/// One sentence; the address only where there is no code to type.
///
/// # Errors
/// A fault where the letter does not read back.
pub fn text(occasion: Occasion, locale: Locale, payload: &Personal) -> Result<String, Error> {
    let letter = read(payload)?;
    let said = tv(locale, &format!("sms-{}", occasion.key()), &letter.values());
    let link = match letter.code {
        Some(_) => "",
        None => letter.url.as_str(),
    };
    let values = [
        ("portal", (&letter.portal).into()),
        ("said", said.into()),
        ("link", link.into()),
    ];
    Ok(tv(locale, "sms-whole", &values).trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use domain::locale::Localised;

    use super::*;

    #[test]
    fn every_occasion_has_its_words_in_both_languages() {
        for locale in Locale::ALL {
            let letter = AccountLetter {
                portal: Localised::new("通办", "Tongban").get(locale).into(),
                hotline: "12345".into(),
                url: "https://example.org/session".into(),
                code: Some("012345".into()),
            };
            let payload = Personal::new(serde_json::to_string(&letter).unwrap());
            for occasion in Occasion::ALL {
                let mail = mail(occasion, locale, &payload).unwrap();
                let text = text(occasion, locale, &payload).unwrap();
                assert!(text.chars().count() <= 70 || text.is_ascii(), "{text}");
                assert!(text.len() <= 160 || !text.is_ascii(), "{text}");
                for part in [&mail.subject, &mail.text, &mail.html, &text] {
                    assert!(!part.contains('⟦'), "{} {part}", occasion.key());
                }
                assert!(mail.text.contains("012345") && mail.text.contains("/session"));
            }
        }
    }
}
