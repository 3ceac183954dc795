//! 查看完整信息: an officer sees the personal data of one case whole, for a reason and for an hour. It is no act on the
//! case and stands in no journal: who looked is written down apart.

use jiff::{SignedDuration, Timestamp};

/// How long one reason is good for.
pub const LASTS: SignedDuration = SignedDuration::from_hours(1);

/// Longest words of an officer's own, in characters.
pub const LONGEST: usize = 500;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// What was given is held against the paper, or another register.
    CheckPaper,
    /// The applicant is called or written to.
    Contact,
    SiteVisit,
    /// In the officer's own words.
    Other,
}

impl Reason {
    pub const ALL: [Self; 4] = [
        Self::CheckPaper,
        Self::Contact,
        Self::SiteVisit,
        Self::Other,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::CheckPaper => "check-paper",
            Self::Contact => "contact",
            Self::SiteVisit => "site-visit",
            Self::Other => "other",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.key() == key)
    }
}

/// Why a reason is none yet: the field, and the locale key of what to do.
pub fn fault(reason: Option<Reason>, words: &str) -> Option<(&'static str, &'static str)> {
    match reason {
        None => Some(("reason", "disclosure-reason-missing")),
        Some(Reason::Other) if words.is_empty() => Some(("words", "disclosure-words-missing")),
        Some(_) if words.chars().count() > LONGEST => Some(("words", "disclosure-words-long")),
        Some(_) => None,
    }
}

/// From when on somebody must have given their reason for it to hold now.
pub fn since(now: Timestamp) -> Timestamp {
    now.saturating_sub(LASTS).unwrap_or(Timestamp::MIN)
}

/// Until when it holds.
pub fn until(at: Timestamp) -> Timestamp {
    at.saturating_add(LASTS).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_one_of_the_list_or_in_words() {
        let reason = |key| Reason::from_key(key);
        assert_eq!(fault(reason("contact"), ""), None);
        assert_eq!(fault(reason("other"), "核对遗产继承人"), None);
        for (key, words, field) in [
            ("", "x".to_owned(), "reason"),
            ("curiosity", String::new(), "reason"),
            ("other", String::new(), "words"),
            ("contact", "长".repeat(LONGEST + 1), "words"),
        ] {
            let (wrong, _) = fault(reason(key), &words).unwrap();
            assert_eq!(wrong, field);
        }
        for one in Reason::ALL {
            assert_eq!(Reason::from_key(one.key()), Some(one));
        }
    }

    #[test]
    fn it_holds_for_an_hour() {
        let at: Timestamp = "2026-11-23T01:30:00Z".parse().unwrap();
        assert!(at > since(at) && at > since(until(at) - SignedDuration::from_millis(1)));
        assert!(at <= since(until(at)));
    }
}
