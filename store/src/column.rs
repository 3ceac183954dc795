//! Columns as the project's types: `#[sqlx(try_from = "Ms")] created_at: Timestamp`.

use domain::{
    id::{
        AbsenceId, AccountId, AppealId, ApplicantId, ApplicationId, AppointmentId, CaseId,
        CredentialId, DelegationId, LicenceId, MaterialId, MessageId, OfficerId, StatementId,
        ViewId, WalletEntryId,
    },
    locale::Locale,
};
use jiff::{Timestamp, civil::Date};

use crate::sql::{Arg, args};

/// A BIGINT column: an instant in milliseconds UTC, or a flag 0/1.
#[derive(Debug, Clone, Copy, sqlx::Type)]
#[sqlx(transparent, no_pg_array)]
pub struct Ms(pub i64);

/// A BIGINT column that may be NULL.
#[derive(Debug, Clone, Copy, sqlx::Type)]
#[sqlx(transparent, no_pg_array)]
pub struct MaybeMs(pub Option<i64>);

/// A TEXT column: an id, an ISO date, a word.
#[derive(Debug, Clone, sqlx::Type)]
#[sqlx(transparent, no_pg_array)]
pub struct Text(pub String);

/// A TEXT column that may be NULL.
#[derive(Debug, Clone, sqlx::Type)]
#[sqlx(transparent, no_pg_array)]
pub struct MaybeText(pub Option<String>);

/// A stored value outside its type's range. The value itself is not repeated.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("not a {0}")]
pub struct BadColumn(pub &'static str);

impl TryFrom<Ms> for Timestamp {
    type Error = BadColumn;
    fn try_from(ms: Ms) -> Result<Self, BadColumn> {
        Self::from_millisecond(ms.0).map_err(|_| BadColumn("timestamp"))
    }
}

impl TryFrom<MaybeMs> for Option<Timestamp> {
    type Error = BadColumn;
    fn try_from(ms: MaybeMs) -> Result<Self, BadColumn> {
        ms.0.map(|ms| Ms(ms).try_into()).transpose()
    }
}

impl TryFrom<Ms> for bool {
    type Error = BadColumn;
    fn try_from(flag: Ms) -> Result<Self, BadColumn> {
        match flag.0 {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(BadColumn("flag")),
        }
    }
}

impl TryFrom<MaybeMs> for Option<bool> {
    type Error = BadColumn;
    fn try_from(flag: MaybeMs) -> Result<Self, BadColumn> {
        flag.0.map(|flag| Ms(flag).try_into()).transpose()
    }
}

/// Types kept as their text: both ways, NULL included.
macro_rules! texts {
    ($($type:ty, $name:literal, |$text:ident| $parse:expr, |$value:ident| $show:expr;)+) => {$(
        impl TryFrom<Text> for $type {
            type Error = BadColumn;
            fn try_from(Text($text): Text) -> Result<Self, BadColumn> {
                $parse.ok_or(BadColumn($name))
            }
        }

        impl TryFrom<MaybeText> for Option<$type> {
            type Error = BadColumn;
            fn try_from(text: MaybeText) -> Result<Self, BadColumn> {
                text.0.map(|text| Text(text).try_into()).transpose()
            }
        }
    )+};
}
pub(crate) use texts;

macro_rules! stored {
    ($($type:ty, $name:literal, |$text:ident| $parse:expr, |$value:ident| $show:expr;)+) => {
        texts! { $($type, $name, |$text| $parse, |$value| $show;)+ }
        args! { $($type: Text = |$value| $show;)+ }
    };
}
pub(crate) use stored;

stored! {
    AbsenceId, "absence id", |text| text.parse().ok(), |id| id.to_string();
    AccountId, "account id", |text| text.parse().ok(), |id| id.to_string();
    AppealId, "appeal id", |text| text.parse().ok(), |id| id.to_string();
    ApplicantId, "applicant id", |text| text.parse().ok(), |id| id.to_string();
    AppointmentId, "appointment id", |text| text.parse().ok(), |id| id.to_string();
    ApplicationId, "application id", |text| text.parse().ok(), |id| id.to_string();
    CaseId, "case id", |text| text.parse().ok(), |id| id.to_string();
    CredentialId, "credential id", |text| text.parse().ok(), |id| id.to_string();
    DelegationId, "delegation id", |text| text.parse().ok(), |id| id.to_string();
    LicenceId, "licence id", |text| text.parse().ok(), |id| id.to_string();
    MaterialId, "material id", |text| text.parse().ok(), |id| id.to_string();
    MessageId, "message id", |text| text.parse().ok(), |id| id.to_string();
    OfficerId, "officer id", |text| text.parse().ok(), |id| id.to_string();
    StatementId, "statement id", |text| text.parse().ok(), |id| id.to_string();
    WalletEntryId, "wallet entry id", |text| text.parse().ok(), |id| id.to_string();
    ViewId, "view id", |text| text.parse().ok(), |id| id.to_string();
    Locale, "locale", |text| Self::from_tag(&text), |locale| locale.tag().to_owned();
}

texts! {
    Date, "date", |text| text.parse().ok(), |date| date.to_string();
}
