//! The two languages of the interface, and text that carries its own translation.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Locale {
    #[default]
    #[serde(rename = "zh-CN")]
    ZhCn,
    #[serde(rename = "en")]
    En,
}

impl Locale {
    pub const ALL: [Self; 2] = [Self::ZhCn, Self::En];

    /// The BCP 47 tag, as in `lang="…"` and `?lang=…`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }

    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag {
            "zh-CN" | "zh" | "zh-Hans" | "zh-cn" => Some(Self::ZhCn),
            "en" | "en-GB" | "en-US" => Some(Self::En),
            _ => None,
        }
    }
}

/// Catalogue text. Chinese is the authentic version; English is a translation and may be missing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Localised {
    pub zh: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Localised {
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self {
            zh: zh.into(),
            en: Some(en.into()),
        }
    }

    /// The text in `locale`, or the Chinese text where no translation exists.
    pub fn get(&self, locale: Locale) -> &str {
        match (locale, &self.en) {
            (Locale::En, Some(en)) => en,
            _ => &self.zh,
        }
    }

    /// Whether both languages are there.
    pub fn is_complete(&self) -> bool {
        let written = |text: &str| !text.trim().is_empty();
        written(&self.zh) && self.en.as_deref().is_some_and(written)
    }

    /// True where `get` has to fall back to Chinese; pages then say so with `lang="zh-CN"`.
    pub fn falls_back(&self, locale: Locale) -> bool {
        locale == Locale::En && self.en.is_none()
    }
}
