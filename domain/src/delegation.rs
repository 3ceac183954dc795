//! 委托代理: who may act for whom, for what and until when. A person acts for an organisation as its legal
//! representative once the organisation has said so, as an agent for whoever granted it (民法典 165), and with a paper that proves it for
//! an own child under 18 (民法典 34) or for a parent who asks for it. Each side may end it at any time (民法典 173).
//!
//! Nothing here looks at identities: that a number and a name are the same person's is for whoever loads.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// An agent's time ends after three years at the latest, so that nobody acts on a paper that everyone forgot.
pub const LONGEST_YEARS: i8 = 3;
/// 成年, in years (民法典 17).
const ADULT: i8 = 18;
/// Items that an agent may be named for one by one.
pub const MOST_ITEMS: usize = 50;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DelegationKind {
    /// 法定代表人: asks, and the organisation confirms.
    Representative,
    /// 代办人: is offered it, and accepts.
    Agent,
    /// A child under 18, for whom its parent or guardian acts by law.
    Child,
    /// A parent, with a paper that says so.
    Parent,
}

impl DelegationKind {
    pub const ALL: [Self; 4] = [Self::Representative, Self::Agent, Self::Child, Self::Parent];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Representative => "representative",
            Self::Agent => "agent",
            Self::Child => "child",
            Self::Parent => "parent",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Declared by whoever acts, with a proof that each case shows.
    pub const fn is_family(self) -> bool {
        matches!(self, Self::Child | Self::Parent)
    }

    /// Whose word it still needs after it was recorded; nobody's for a family.
    pub const fn confirmed_by(self) -> Option<Side> {
        match self {
            Self::Representative => Some(Side::Principal),
            Self::Agent => Some(Side::Agent),
            Self::Child | Self::Parent => None,
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
        self.kind.confirmed_by() == Some(side) && self.standing(today) == Standing::Offered
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
    /// A grown-up child names an agent themselves.
    OfAge,
    /// A child is younger, a parent older.
    WrongAge,
}

impl GrantFault {
    pub const ALL: [Self; 7] = [
        Self::Oneself,
        Self::UntilPast,
        Self::UntilFar,
        Self::NoItems,
        Self::TooManyItems,
        Self::OfAge,
        Self::WrongAge,
    ];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Oneself => "oneself",
            Self::UntilPast => "until-past",
            Self::UntilFar => "until-far",
            Self::NoItems => "no-items",
            Self::TooManyItems => "too-many-items",
            Self::OfAge => "of-age",
            Self::WrongAge => "wrong-age",
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

/// Somebody of the family as their identity numbers have them.
#[derive(Debug, Clone, Copy)]
pub struct Relative {
    pub is_oneself: bool,
    /// Of the agent.
    pub agent_born: Option<Date>,
    /// Of the child or parent.
    pub born: Option<Date>,
}

/// A mandate for a child, until the day before it comes of age, or for a parent.
///
/// # Errors
/// The first fault.
pub fn family(
    kind: DelegationKind,
    relative: Relative,
    today: Date,
) -> Result<Mandate, GrantFault> {
    if relative.is_oneself {
        return Err(GrantFault::Oneself);
    }
    let of_age = match (kind, relative.born) {
        (DelegationKind::Child, Some(born)) => Some(years_later(born, ADULT)),
        _ => None,
    };
    if of_age.is_some_and(|day| day <= today) {
        return Err(GrantFault::OfAge);
    }
    if let (Some(own), Some(born)) = (relative.agent_born, relative.born) {
        let fits = match kind {
            DelegationKind::Child => own < born,
            _ => born < own,
        };
        if !fits {
            return Err(GrantFault::WrongAge);
        }
    }
    let until = match of_age {
        Some(day) => day.yesterday().unwrap_or(day),
        None => years_later(today, LONGEST_YEARS),
    };
    Ok(Mandate {
        kind,
        items: None,
        until: Some(until),
        confirmed: true,
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

    #[test]
    fn a_child_is_acted_for_until_it_comes_of_age() {
        let relative = |born| Relative {
            is_oneself: false,
            agent_born: Some(date(1985, 12, 12)),
            born: Some(born),
        };
        let child = |born| family(DelegationKind::Child, relative(born), TODAY);
        let leap = child(date(2012, 2, 29)).unwrap();
        assert_eq!(leap.until, Some(date(2030, 2, 27)));
        let eve = child(date(2008, 11, 24)).unwrap();
        assert_eq!(eve.until, Some(TODAY));
        assert!(eve.holds(TODAY) && !eve.holds(date(2026, 11, 24)));
        assert_eq!(child(date(2008, 11, 23)), Err(GrantFault::OfAge));
    }

    #[test]
    fn a_parent_is_older_and_somebody_else() {
        let relative = |is_oneself, born| Relative {
            is_oneself,
            agent_born: Some(date(2010, 12, 12)),
            born: Some(born),
        };
        let of = |kind, relative| family(kind, relative, TODAY);
        let older = relative(false, date(1985, 1, 1));
        let parent = of(DelegationKind::Parent, older).unwrap();
        assert!(parent.holds(TODAY) && parent.covers("anything"));
        assert_eq!(parent.until, Some(date(2029, 11, 23)));
        assert!(!parent.may_confirm(Side::Agent, TODAY));
        let younger = relative(false, date(2011, 1, 1));
        assert_eq!(
            of(DelegationKind::Parent, younger),
            Err(GrantFault::WrongAge)
        );
        let senior = relative(false, date(2010, 1, 1));
        assert_eq!(of(DelegationKind::Child, senior), Err(GrantFault::WrongAge));
        let oneself = relative(true, date(2010, 12, 12));
        assert_eq!(
            of(DelegationKind::Parent, oneself),
            Err(GrantFault::Oneself)
        );
    }
}
