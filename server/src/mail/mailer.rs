//! The way out of the house: an SMTP server, or a folder of `.eml` files. A message has one
//! Message-ID whatever happens to it, so that a mail that was sent twice by accident of a crash
//! is one mail to the server that gets it.

use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use domain::id::MessageId;
use jiff::Timestamp;
use lettre::address::AddressError;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};
use tokio::io::AsyncWriteExt;
use tokio::time::timeout;

use super::render::Rendered;
use crate::config::MailSettings;
use crate::error::Error;

/// How long a server may take for one mail. Shorter than a lease: see `outbox`.
pub const PATIENCE: Duration = Duration::from_secs(30);

#[derive(Debug)]
pub struct Mailer {
    from: Mailbox,
    way: Way,
}

#[derive(Debug)]
enum Way {
    Folder(PathBuf),
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
}

/// Why a message did not leave. The words hold nobody's address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotSent {
    #[error("{0}")]
    Later(String),
    /// The address will never work.
    #[error("{0}")]
    Never(String),
}

impl Mailer {
    /// # Errors
    /// A fault where the sender's address or the server's can't be used.
    pub fn new(settings: &MailSettings) -> Result<Self, Error> {
        let (from, way) = match settings {
            MailSettings::Folder { folder, from } => (from, Way::Folder(folder.clone())),
            MailSettings::Smtp { url, from } => {
                // The parser's own words could repeat the password in the URL.
                let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url.expose())
                    .map_err(|_| Error::fault("`smtp` is no smtps://user:password@host address"))?
                    .timeout(Some(PATIENCE))
                    .build();
                (from, Way::Smtp(transport))
            }
        };
        let from = from.parse().map_err(|error: AddressError| {
            Error::fault(format!("`mail_from`: {error}: write `Name <name@host>`"))
        })?;
        Ok(Self { from, way })
    }

    /// # Errors
    /// `NotSent`, which says whether it is worth another try.
    pub async fn send(
        &self,
        id: MessageId,
        to: &str,
        mail: Rendered,
        now: Timestamp,
    ) -> Result<(), NotSent> {
        let message = self.message(id, to, mail, now)?;
        match &self.way {
            Way::Folder(folder) => write(folder, id, "eml", &message.formatted())
                .await
                .map_err(|error| NotSent::Later(format!("mail folder: {error}"))),
            // The transport's own limit covers only the connection.
            Way::Smtp(transport) => match timeout(PATIENCE, transport.send(message)).await {
                Ok(answer) => answer.map(|_| ()).map_err(|error| not_sent(&error)),
                Err(_) => Err(NotSent::Later("smtp: no answer in time".into())),
            },
        }
    }

    fn message(
        &self,
        id: MessageId,
        to: &str,
        mail: Rendered,
        now: Timestamp,
    ) -> Result<Message, NotSent> {
        let to: Mailbox = to
            .parse()
            .map_err(|_| NotSent::Never("no mail address".into()))?;
        let automatic = header("Auto-Submitted", "auto-generated".to_owned());
        let mut message = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(mail.subject)
            .date(SystemTime::from(now))
            .message_id(Some(format!("<{id}@{}>", self.from.email.domain())))
            .raw_header(automatic);
        if let Some(url) = mail.stop {
            // One click in the mail program, without signing in (RFC 8058).
            message = message
                .raw_header(header("List-Unsubscribe", format!("<{url}>")))
                .raw_header(header(
                    "List-Unsubscribe-Post",
                    "List-Unsubscribe=One-Click".to_owned(),
                ));
        }
        message
            .multipart(MultiPart::alternative_plain_html(mail.text, mail.html))
            .map_err(|error| NotSent::Never(format!("no mail: {error}")))
    }
}

fn header(name: &'static str, value: String) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value)
}

/// Whole or not at all, and the same name at each try.
pub(super) async fn write(
    folder: &Path,
    id: MessageId,
    kind: &str,
    bytes: &[u8],
) -> std::io::Result<()> {
    tokio::fs::create_dir_all(folder).await?;
    let unfinished = folder.join(format!(".{id}.tmp"));
    let mut file = tokio::fs::File::create(&unfinished).await?;
    file.write_all(bytes).await?;
    file.sync_all().await?;
    tokio::fs::rename(&unfinished, folder.join(format!("{id}.{kind}"))).await
}

/// A server's words may repeat the address, so only its code is kept. Of the permanent answers
/// only those about the mailbox are taken at their word (RFC 5321, 4.2.3): the others, such as a
/// wrong password of ours, are mended by an operator.
fn not_sent(error: &lettre::transport::smtp::Error) -> NotSent {
    let code = error.status().map(u16::from);
    match code {
        Some(code @ (550 | 551 | 553 | 556)) => NotSent::Never(format!("smtp: {code}")),
        Some(code) => NotSent::Later(format!("smtp: {code}")),
        None if error.is_timeout() => NotSent::Later("smtp: no answer in time".into()),
        None if error.is_tls() => NotSent::Later("smtp: no secure connection".into()),
        None => NotSent::Later("smtp: no connection".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail() -> Rendered {
        Rendered {
            subject: "已受理：食品经营许可".into(),
            text: "正文".into(),
            html: "<p>正文</p>".into(),
            stop: Some("https://gov.example/unsubscription/t".into()),
        }
    }

    fn folder(name: &str) -> PathBuf {
        std::env::temp_dir().join(format!("tongban-mailer-{name}-{}", std::process::id()))
    }

    fn mailer(folder: &Path) -> Mailer {
        Mailer::new(&MailSettings::Folder {
            folder: folder.to_owned(),
            from: "通办 <noreply@tongban.example>".into(),
        })
        .unwrap()
    }

    #[tokio::test]
    async fn a_mail_lands_whole_in_the_folder_once() {
        let folder = folder("once");
        let now = Timestamp::from_second(1_780_000_000).unwrap();
        let id = MessageId::new(now, [7; 10]);
        for _ in 0..2 {
            mailer(&folder)
                .send(id, "zhang@example.org", mail(), now)
                .await
                .unwrap();
        }
        let names: Vec<_> = std::fs::read_dir(&folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        assert_eq!(names, [format!("{id}.eml")]);
        let text = std::fs::read_to_string(folder.join(&names[0])).unwrap();
        assert!(text.contains(&format!("Message-ID: <{id}@tongban.example>")));
        assert!(text.contains("Auto-Submitted: auto-generated"));
        assert!(text.contains("To: zhang@example.org"));
        assert!(text.contains("List-Unsubscribe: <https://gov.example/unsubscription/t>"));
        assert!(text.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
        assert!(text.contains("Date: Thu, 28 May 2026"), "{text}");
        assert!(text.contains("text/plain") && text.contains("text/html"));
        std::fs::remove_dir_all(folder).unwrap();
    }

    #[tokio::test]
    async fn what_is_no_address_is_given_up() {
        let now = Timestamp::from_second(1_780_000_000).unwrap();
        let sent = mailer(&folder("never"))
            .send(MessageId::new(now, [7; 10]), "nobody", mail(), now)
            .await;
        assert_eq!(sent, Err(NotSent::Never("no mail address".into())));
    }
}
