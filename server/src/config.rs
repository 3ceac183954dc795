//! Settings, from a file and `TONGBAN_…` variables. `serve` refuses to start without its
//! secrets; `demo` makes its own.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use figment::Figment;
use figment::providers::{Env, Format, Toml};
use serde::Deserialize;

use crate::scanner::Clamd;

/// What the running server needs to know.
#[derive(Debug, Clone)]
pub struct Settings {
    pub demo: bool,
    /// Without a slash at the end; for links in mail.
    pub base_url: String,
    /// Cookies only over HTTPS.
    pub secure_cookies: bool,
    /// Trust `X-Forwarded-For` of the reverse proxy in front.
    pub behind_proxy: bool,
    /// Bytes of one uploaded file.
    pub max_upload: u64,
    /// What scans uploaded files for viruses; without it, nothing does.
    pub clamd: Option<Clamd>,
    pub mail: MailSettings,
    /// Absent: nobody gets text messages.
    pub sms: Option<SmsSettings>,
    /// The font of PDF files; absent: one that the machine has.
    pub pdf_font: Option<PathBuf>,
}

#[derive(Debug, Clone)]
pub enum MailSettings {
    /// `.eml` files into a folder.
    Folder {
        folder: PathBuf,
        from: String,
    },
    Smtp {
        url: Secret,
        from: String,
    },
}

#[derive(Debug, Clone)]
pub enum SmsSettings {
    /// `.txt` files into a folder.
    Folder(PathBuf),
    Gateway(SmsGateway),
}

/// Where text messages go: a JSON object is posted there for each.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmsGateway {
    pub url: Secret,
    /// Sent as `Authorization: Bearer …`.
    #[serde(default)]
    pub token: Option<Secret>,
    /// What the gateway calls the number that a message goes to.
    #[serde(default = "default_to_field")]
    pub to_field: String,
    #[serde(default = "default_text_field")]
    pub text_field: String,
    /// The message's number, the same at each try.
    #[serde(default = "default_id_field")]
    pub id_field: String,
    /// What else it wants to be told each time.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
}

fn default_to_field() -> String {
    "to".into()
}

fn default_text_field() -> String {
    "text".into()
}

fn default_id_field() -> String {
    "id".into()
}

impl Settings {
    pub const MAX_UPLOAD: u64 = 10 * 1024 * 1024;

    /// As people are told it.
    pub fn max_megabytes(&self) -> u64 {
        self.max_upload / (1024 * 1024)
    }

    pub fn demo(data: &Path, base_url: String) -> Self {
        Self {
            demo: true,
            base_url,
            secure_cookies: false,
            behind_proxy: false,
            max_upload: Self::MAX_UPLOAD,
            clamd: None,
            mail: MailSettings::Folder {
                folder: data.join("mail"),
                from: "Tongban <noreply@tongban.example>".into(),
            },
            sms: Some(SmsSettings::Folder(data.join("sms"))),
            pdf_font: None,
        }
    }
}

/// A setting that no log and no error may show.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// The file that `serve --config` reads; `docs/operations.md` explains each line.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    #[serde(default = "default_listen")]
    pub listen: String,
    /// Public address, `https://…`.
    pub base_url: String,
    /// `sqlite:///path` or `postgres://…`.
    pub database: String,
    /// A local folder, or an `s3://bucket/prefix` (credentials from `AWS_…` variables).
    pub files: String,
    pub catalogue: PathBuf,
    /// 64 hexadecimal digits; keep it apart from the database's backups.
    #[serde(default)]
    pub secret: Option<Secret>,
    /// A file that holds the secret instead.
    #[serde(default)]
    pub secret_file: Option<PathBuf>,
    /// `smtps://user:password@host`; without it, mail goes into `mail_folder`.
    #[serde(default)]
    pub smtp: Option<Secret>,
    #[serde(default)]
    pub mail_folder: Option<PathBuf>,
    pub mail_from: String,
    /// Without it, and without `sms_folder`, nobody gets text messages.
    #[serde(default)]
    pub sms: Option<SmsGateway>,
    #[serde(default)]
    pub sms_folder: Option<PathBuf>,
    #[serde(default)]
    pub behind_proxy: bool,
    #[serde(default = "default_max_upload")]
    pub max_upload: u64,
    /// `tcp://127.0.0.1:3310` or `unix:///run/clamav/clamd.ctl`.
    #[serde(default)]
    pub clamd: Option<String>,
    /// A font file with Chinese glyphs, for notices as PDF.
    #[serde(default)]
    pub pdf_font: Option<PathBuf>,
}

/// What a variable may set: others with our prefix, such as `TONGBAN_LOG`, are no lines of the file.
const LINES: [&str; 16] = [
    "listen",
    "base_url",
    "database",
    "files",
    "catalogue",
    "secret",
    "secret_file",
    "smtp",
    "mail_folder",
    "mail_from",
    "sms",
    "sms_folder",
    "behind_proxy",
    "max_upload",
    "clamd",
    "pdf_font",
];

fn default_listen() -> String {
    "127.0.0.1:3000".into()
}

fn default_max_upload() -> u64 {
    Settings::MAX_UPLOAD
}

/// Why a configuration can't be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigFault {
    #[error("{0}")]
    Read(Box<figment::Error>),
    #[error(
        "no secret: set `secret_file`, or TONGBAN_SECRET, to 64 hexadecimal digits \
         (make one with `openssl rand -hex 32`)"
    )]
    NoSecret,
    #[error("the secret must be 64 hexadecimal digits")]
    BadSecret,
    #[error("{path}: {error}")]
    SecretFile {
        path: PathBuf,
        error: std::io::Error,
    },
    #[error("no way to send mail: set `smtp` or `mail_folder`")]
    NoMail,
    #[error("`clamd` must be tcp://host:port or unix:///path/of/the/socket")]
    Clamd,
    #[error("`base_url` must start with https:// (or http://127.0.0.1 for a try)")]
    BaseUrl,
}

impl Config {
    /// # Errors
    /// A missing file or line, or a value of the wrong kind.
    pub fn read(file: &Path) -> Result<Self, ConfigFault> {
        Figment::new()
            .merge(Toml::file_exact(file))
            .merge(Env::prefixed("TONGBAN_").only(&LINES))
            .extract()
            .map_err(|error| ConfigFault::Read(Box::new(error)))
    }

    /// # Errors
    /// `NoSecret`, or why the given one can't be used.
    pub fn master_secret(&self) -> Result<[u8; 32], ConfigFault> {
        let text = match (&self.secret, &self.secret_file) {
            (Some(secret), _) => secret.expose().to_owned(),
            (None, Some(path)) => {
                std::fs::read_to_string(path).map_err(|error| ConfigFault::SecretFile {
                    path: path.clone(),
                    error,
                })?
            }
            (None, None) => return Err(ConfigFault::NoSecret),
        };
        parse_secret(text.trim()).ok_or(ConfigFault::BadSecret)
    }

    /// # Errors
    /// Where mail can't be sent or the address is not safe.
    pub fn settings(&self) -> Result<Settings, ConfigFault> {
        let local = ["http://127.0.0.1", "http://localhost"].iter().any(|host| {
            let rest = self.base_url.strip_prefix(host);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/']))
        });
        if !local && !self.base_url.starts_with("https://") {
            return Err(ConfigFault::BaseUrl);
        }
        let from = self.mail_from.clone();
        let mail = match (&self.smtp, &self.mail_folder) {
            (Some(url), _) => MailSettings::Smtp {
                url: url.clone(),
                from,
            },
            (None, Some(folder)) => MailSettings::Folder {
                folder: folder.clone(),
                from,
            },
            (None, None) => return Err(ConfigFault::NoMail),
        };
        let clamd = match &self.clamd {
            None => None,
            Some(address) => Some(Clamd::parse(address).ok_or(ConfigFault::Clamd)?),
        };
        Ok(Settings {
            demo: false,
            base_url: self.base_url.trim_end_matches('/').to_owned(),
            secure_cookies: !local,
            behind_proxy: self.behind_proxy,
            max_upload: self.max_upload,
            clamd,
            mail,
            sms: match (&self.sms, &self.sms_folder) {
                (Some(gateway), _) => Some(SmsSettings::Gateway(gateway.clone())),
                (None, folder) => folder.clone().map(SmsSettings::Folder),
            },
            pdf_font: self.pdf_font.clone(),
        })
    }
}

/// 64 hexadecimal digits into 32 bytes.
pub fn parse_secret(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (index, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(index * 2..index * 2 + 2)?, 16).ok()?;
    }
    Some(bytes)
}
