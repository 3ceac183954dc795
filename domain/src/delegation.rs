//! 委托代理: who may act for whom, for what and until when. A person acts for an organisation as its legal
//! representative once the organisation has said so, and as an agent for whoever granted it (民法典 165). Each side may end it at any
//! time (民法典 173).
//!
//! Nothing here looks at identities: that a number and a name are the same person's is for whoever loads.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An agent's time ends after three years at the latest, so that nobody acts on a paper that everyone forgot.
pub const LONGEST_YEARS: i8 = 3;
/// Items that an agent may be named for one by one.
pub const MOST_ITEMS: usize = 50;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DelegationKind {
    /// 法定代表人: asks, and the organisation confirms.
    Representative,
    /// 代办人: is offered it, and accepts.
    Agent,
}

impl DelegationKind {
    pub const ALL: [Self; 2] = [Self::Representative, Self::Agent];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Representative => "representative",
            Self::Agent => "agent",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Whose word it still needs after it was recorded.
    pub const fn confirmed_by(self) -> Side {
        match self {
            Self::Representative => Side::Principal,
            Self::Agent => Side::Agent,
        }
    }
}

/// Of the two whom it concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Side {
    /// 被代理人.
    Principal,
    /// 代理人.
    Agent,
}

/// Where it stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Standing {
    /// Waits for the word of the other side.
    Offered,
    Holds,
    Expired,
    Revoked,
}

impl Standing {
    pub const ALL: [Self; 4] = [Self::Offered, Self::Holds, Self::Expired, Self::Revoked];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Offered => "offered",
            Self::Holds => "holds",
            Self::Expired => "expired",
            Self::Revoked => "revoked",
        }
    }
}

/// What decides whether somebody may act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mandate {
    pub kind: DelegationKind,
    /// Codes of items; absent for all.
    pub items: Option<Vec<String>>,
    /// The last day; absent where there is none.
    pub until: Option<Date>,
    pub confirmed: bool,
    pub revoked: bool,
}

impl Mandate {
    pub fn standing(&self, today: Date) -> Standing {
        if self.revoked {
            Standing::Revoked
        } else if self.until.is_some_and(|until| until < today) {
            Standing::Expired
        } else if self.confirmed {
            Standing::Holds
        } else {
            Standing::Offered
        }
    }

    pub fn holds(&self, today: Date) -> bool {
        self.standing(today) == Standing::Holds
    }

    /// Whether it reaches an item, or a bundle by its key.
    pub fn covers(&self, item: &str) -> bool {
        self.items
            .as_ref()
            .is_none_or(|items| items.iter().any(|code| code == item))
    }

    /// Whether a side may say yes to it now.
    pub fn may_confirm(&self, side: Side, today: Date) -> bool {
        self.kind.confirmed_by() == side && self.standing(today) == Standing::Offered
    }
}

/// Why something is not recorded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GrantFault {
    /// To act for oneself needs no paper.
    Oneself,
    UntilPast,
    UntilFar,
    NoItems,
    TooManyItems,
}

impl GrantFault {
    pub const ALL: [Self; 5] = [
        Self::Oneself,
        Self::UntilPast,
        Self::UntilFar,
        Self::NoItems,
        Self::TooManyItems,
    ];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Oneself => "oneself",
            Self::UntilPast => "until-past",
            Self::UntilFar => "until-far",
            Self::NoItems => "no-items",
            Self::TooManyItems => "too-many-items",
        }
    }
}

/// An agent's mandate as it is granted.
///
/// # Errors
/// The first fault.
pub fn grant(
    is_oneself: bool,
    items: Option<Vec<String>>,
    until: Date,
    today: Date,
) -> Result<Mandate, GrantFault> {
    if is_oneself {
        return Err(GrantFault::Oneself);
    }
    if until < today {
        return Err(GrantFault::UntilPast);
    }
    if until > years_later(today, LONGEST_YEARS) {
        return Err(GrantFault::UntilFar);
    }
    match items.as_ref().map(Vec::len) {
        Some(0) => return Err(GrantFault::NoItems),
        Some(count) if count > MOST_ITEMS => return Err(GrantFault::TooManyItems),
        _ => {}
    }
    Ok(Mandate {
        kind: DelegationKind::Agent,
        items,
        until: Some(until),
        confirmed: false,
        revoked: false,
    })
}

/// The same day, years later; of 29 February the last of that month.
fn years_later(day: Date, years: i8) -> Date {
    day.saturating_add(jiff::Span::new().years(years))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 23);

    #[test]
    fn a_mandate_holds_between_the_yes_and_the_last_day() {
        let mut mandate = grant(false, None, date(2026, 12, 31), TODAY).unwrap();
        assert_eq!(mandate.standing(TODAY), Standing::Offered);
        assert!(mandate.may_confirm(Side::Agent, TODAY));
        assert!(!mandate.may_confirm(Side::Principal, TODAY));
        assert!(!mandate.may_confirm(Side::Agent, date(2027, 1, 1)));
        mandate.confirmed = true;
        assert!(mandate.holds(date(2026, 12, 31)));
        assert_eq!(mandate.standing(date(2027, 1, 1)), Standing::Expired);
        mandate.revoked = true;
        assert_eq!(mandate.standing(TODAY), Standing::Revoked);
        assert!(!mandate.holds(TODAY));
    }

    #[test]
    fn a_scope_covers_what_it_names() {
        let items = Some(vec!["a".to_owned()]);
        let some = grant(false, items, TODAY, TODAY).unwrap();
        assert!(some.covers("a") && !some.covers("b"));
        let all = grant(false, None, TODAY, TODAY).unwrap();
        assert!(all.covers("b"));
    }

    #[test]
    fn what_can_not_be_granted_says_why() {
        let far = date(2029, 11, 24);
        for (fault, got) in [
            (GrantFault::Oneself, grant(true, None, TODAY, TODAY)),
            (
                GrantFault::UntilPast,
                grant(false, None, date(2026, 11, 22), TODAY),
            ),
            (GrantFault::UntilFar, grant(false, None, far, TODAY)),
            (
                GrantFault::NoItems,
                grant(false, Some(vec![]), TODAY, TODAY),
            ),
            (
                GrantFault::TooManyItems,
                grant(false, Some(vec![String::new(); 51]), TODAY, TODAY),
            ),
        ] {
            assert_eq!(got, Err(fault));
        }
        assert!(grant(false, None, date(2029, 11, 23), TODAY).is_ok());
    }
}
