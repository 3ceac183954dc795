//! A posted form as pairs, in the order in which they were sent: names may repeat.

use domain::application::{Answers, sent};
use domain::catalogue::Field;

use crate::error::Error;

/// Longest opinion, reason or note, in characters.
pub const LONGEST: usize = 2000;

#[derive(Debug, Clone, Default)]
pub struct Posted(pub Vec<(String, String)>);

impl Posted {
    pub fn get(&self, name: &str) -> &str {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map_or("", |(_, value)| value)
    }

    /// Without spaces around it.
    pub fn text(&self, name: &str) -> &str {
        self.get(name).trim()
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The answers to some fields as they were sent; several boxes of one question are joined.
    pub fn answers(&self, fields: &[Field]) -> Answers {
        sent(fields, &self.0)
    }

    /// The sequence number of the page that the form was on.
    ///
    /// # Errors
    /// `BadRequest` without one: every form of ours has it.
    pub fn seq(&self) -> Result<u64, Error> {
        self.text("seq")
            .parse()
            .map_err(|_| Error::BadRequest("seq".into()))
    }

    /// The notice is to be shown, not sent.
    pub fn previews(&self) -> bool {
        !self.get("preview").is_empty() && self.get("confirmed").is_empty()
    }

    /// Back from the preview, to change what was typed.
    pub fn edits(&self) -> bool {
        !self.get("edit").is_empty()
    }

    /// What was typed, without the button that sent it.
    pub fn typed(&self) -> Vec<(String, String)> {
        let button = |name: &str| matches!(name, "preview" | "confirmed" | "edit");
        let typed = self.0.iter().filter(|(name, _)| !button(name));
        typed.cloned().collect()
    }

    /// What is wrong with a text that has to be given.
    pub fn fault(&self, name: &str, missing: &'static str) -> Option<&'static str> {
        match self.text(name) {
            "" => Some(missing),
            text if is_too_long(text) => Some("desk-too-long"),
            _ => None,
        }
    }
}

pub fn is_too_long(text: &str) -> bool {
    text.chars().count() > LONGEST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_repeat_and_texts_are_trimmed() {
        let posted = Posted(
            [
                ("target", "a"),
                ("target", "b"),
                ("reason", " x "),
                ("seq", "7"),
            ]
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .into(),
        );
        assert_eq!(posted.all("target").collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(posted.text("reason"), "x");
        assert_eq!(posted.seq().ok(), Some(7));
        assert_eq!(posted.fault("reason", "missing"), None);
        assert_eq!(posted.fault("note", "missing"), Some("missing"));
        assert!(Posted::default().seq().is_err());
    }
}
