//! Text messages: to a gateway over HTTP, or into a folder of `.txt` files. Gateways differ in how their fields are
//! called, so the configuration names them; what else one wants (a signature, a template's number) is sent as it stands
//! there. A message keeps its number at each try, so that a gateway can tell a repeat from a new one.

use std::path::PathBuf;

use domain::id::MessageId;
use reqwest::{Client, StatusCode, Url, header, redirect};
use serde_json::{Map, Value};

use super::mailer::{NotSent, PATIENCE, write};
use crate::config::{Secret, SmsGateway, SmsSettings};
use crate::error::Error;

#[derive(Debug)]
pub struct Texter(Way);

#[derive(Debug)]
enum Way {
    Folder(PathBuf),
    Gateway(Box<Gateway>),
}

#[derive(Debug)]
struct Gateway {
    client: Client,
    url: Url,
    token: Option<Secret>,
    settings: SmsGateway,
}

impl Texter {
    /// # Errors
    /// A fault where the gateway's address can't be used.
    pub fn new(settings: &SmsSettings) -> Result<Self, Error> {
        Ok(Self(match settings {
            SmsSettings::Folder(folder) => Way::Folder(folder.clone()),
            SmsSettings::Gateway(gateway) => {
                // The parser's own words could repeat a key in the address.
                let url = Url::parse(gateway.url.expose())
                    .ok()
                    .filter(|url| ["https", "http"].contains(&url.scheme()))
                    .ok_or_else(|| Error::fault("`sms.url` is no https:// address"))?;
                let client = Client::builder()
                    .timeout(PATIENCE)
                    .redirect(redirect::Policy::none())
                    .build()
                    .map_err(|_| Error::fault("no HTTP client for `sms`"))?;
                Way::Gateway(Box::new(Gateway {
                    client,
                    url,
                    token: gateway.token.clone(),
                    settings: gateway.clone(),
                }))
            }
        }))
    }

    /// # Errors
    /// `NotSent`, which says whether it is worth another try.
    pub async fn send(&self, id: MessageId, phone: &str, text: &str) -> Result<(), NotSent> {
        let phone = number(phone).ok_or_else(|| NotSent::Never("no phone number".into()))?;
        match &self.0 {
            Way::Folder(folder) => {
                write(folder, id, "txt", format!("{phone}\n{text}\n").as_bytes())
                    .await
                    .map_err(|error| NotSent::Later(format!("sms folder: {error}")))
            }
            Way::Gateway(gateway) => gateway.send(id, phone, text).await,
        }
    }
}

impl Gateway {
    async fn send(&self, id: MessageId, phone: String, text: &str) -> Result<(), NotSent> {
        let id = id.to_string();
        let mut body: Map<String, Value> = self
            .settings
            .fields
            .iter()
            .map(|(name, value)| (name.clone(), Value::String(value.clone())))
            .collect();
        body.insert(self.settings.id_field.clone(), id.clone().into());
        body.insert(self.settings.to_field.clone(), phone.into());
        body.insert(self.settings.text_field.clone(), text.into());
        let mut request = self
            .client
            .post(self.url.clone())
            .header(header::CONTENT_TYPE, "application/json; charset=utf-8")
            .header("idempotency-key", id)
            .body(Value::Object(body).to_string());
        if let Some(token) = &self.token {
            request = request.bearer_auth(token.expose());
        }
        // The library's own words repeat the address, and with it perhaps a key.
        let answer = request.send().await.map_err(|error| {
            let why = if error.is_timeout() {
                "no answer in time"
            } else {
                "no connection"
            };
            NotSent::Later(format!("sms: {why}"))
        })?;
        judge(answer.status())
    }
}

/// Of the refusals only those of the message itself are taken at their word: a wrong token of ours is mended by an
/// operator.
fn judge(status: StatusCode) -> Result<(), NotSent> {
    let said = format!("sms: {}", status.as_u16());
    match status {
        status if status.is_success() => Ok(()),
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => Err(NotSent::Never(said)),
        _ => Err(NotSent::Later(said)),
    }
}

/// Digits, with a plus in front where it was given; nothing for what can't be called.
pub fn number(phone: &str) -> Option<String> {
    let written: String = phone
        .chars()
        .filter(|c| !c.is_whitespace() && !['-', '(', ')'].contains(c))
        .collect();
    let digits = written.strip_prefix('+').unwrap_or(&written);
    let good = (5..=15).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    good.then_some(written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_cleaned_or_refused() {
        assert_eq!(number("138 0000-1234").as_deref(), Some("13800001234"));
        assert_eq!(number("+86 13800001234").as_deref(), Some("+8613800001234"));
        for bad in [
            "",
            "1234",
            "139****0001",
            "a@example.org",
            "1380000123412345",
        ] {
            assert_eq!(number(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_refusal_of_the_message_is_final_and_every_other_is_not() {
        let later = |code: u16| {
            matches!(
                judge(StatusCode::from_u16(code).unwrap()),
                Err(NotSent::Later(_))
            )
        };
        assert!(judge(StatusCode::ACCEPTED).is_ok());
        for code in [301, 401, 403, 404, 429, 500, 503] {
            assert!(later(code), "{code}");
        }
        for code in [400, 422] {
            assert!(!later(code), "{code}");
        }
    }
}
