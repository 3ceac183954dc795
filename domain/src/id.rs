//! Identifiers: UUIDv7 newtypes, so that an id sorts by the time it was made and is never mistaken
//! for another kind of id. Time and randomness are arguments; this crate has neither.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::{Builder, Uuid};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// A UUIDv7 of `now` (an instant before 1970 counts as 1970) and ten random bytes.
            pub fn new(now: Timestamp, random: [u8; 10]) -> Self {
                let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
                Self(Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Uuid::parse_str(text).map(Self)
            }
        }
    )+};
}

ids! {
    /// An agency's case.
    CaseId,
    /// A citizen's application, draft or submitted.
    ApplicationId,
    /// What somebody signs in with.
    AccountId,
    /// A person or an entity that applies.
    ApplicantId,
    /// Somebody who acts for an agency.
    OfficerId,
    /// A file given for a material rule.
    MaterialId,
    /// A document that somebody keeps, to give it again.
    WalletEntryId,
    /// Free text of an act, which stays out of the journal.
    StatementId,
    /// A mail or a text message.
    MessageId,
    /// A licence that a decision granted.
    LicenceId,
    /// Days on which somebody is absent, and who acts in their place.
    AbsenceId,
    /// An address that signs in.
    CredentialId,
    /// Leave to act for somebody.
    DelegationId,
    /// A list of the inbox that an officer keeps.
    ViewId,
    /// A time at a counter.
    AppointmentId,
    /// An appeal against what was taken off a score.
    AppealId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_time_and_read_back_from_their_text() {
        let early = CaseId::new(
            Timestamp::from_millisecond(1_700_000_000_000).unwrap(),
            [255; 10],
        );
        let late = CaseId::new(
            Timestamp::from_millisecond(1_700_000_000_001).unwrap(),
            [0; 10],
        );
        assert!(early < late);
        assert!(early.to_string() < late.to_string());
        assert_eq!(early.to_string().parse::<CaseId>().unwrap(), early);
        assert_eq!(early.0.get_version_num(), 7);
        assert_eq!(
            serde_json::to_string(&early).unwrap(),
            format!("\"{early}\"")
        );
    }
}
