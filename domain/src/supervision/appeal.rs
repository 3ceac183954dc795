//! 评分申诉、复核: what becomes of one deduction that an agency disputes. The head of the agency appeals, once and within so
//! many working days after the month; supervision upholds or rejects it. After a rejection the head may ask once for a
//! re-check, which the supervision one level above decides, or in the topmost division another person of it. What is upheld
//! counts no longer. Nobody judges their own agency.

use serde::Deserialize;

use crate::authority::Role;
use crate::id::OfficerId;

/// How long it may take, in working days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Terms {
    /// From the end of the month, to appeal.
    pub days: u32,
    /// From the appeal, or from the request for a re-check, to decide it.
    pub decide_days: u32,
    /// From a rejection, to ask for a re-check.
    pub recheck_days: u32,
}

/// What it became by the last act.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// It waits for the supervision.
    Appealed,
    /// 申诉成立: the deduction counts no longer.
    Upheld,
    /// 申诉不成立: a re-check may be asked for.
    Rejected,
    /// It waits for the supervision above.
    Recheck,
    /// 复核维持: the last word.
    Confirmed,
}

impl State {
    pub const ALL: [Self; 5] = [
        Self::Appealed,
        Self::Upheld,
        Self::Rejected,
        Self::Recheck,
        Self::Confirmed,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::Appealed => "appealed",
            Self::Upheld => "upheld",
            Self::Rejected => "rejected",
            Self::Recheck => "recheck",
            Self::Confirmed => "confirmed",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// Whether a supervisor has to decide.
    pub fn waits(self) -> bool {
        matches!(self, Self::Appealed | Self::Recheck)
    }
}

/// Who would act.
#[derive(Debug, Clone, Copy)]
pub struct Person<'a> {
    /// Their own hands and those of whoever they stand in for.
    pub hands: &'a [OfficerId],
    pub roles: &'a [Role],
    pub agency: &'a str,
    /// Of their agency.
    pub division: &'a str,
}

/// Who rejected an appeal, and for which division's supervision.
#[derive(Debug, Clone, Copy)]
pub struct Rejection<'a> {
    pub by: OfficerId,
    pub division: &'a str,
    /// The next division up that has a supervision; none above the topmost.
    pub above: Option<&'a str>,
}

/// What is known of the appeal.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    pub state: State,
    /// Whose score it is about.
    pub agency: &'a str,
    /// The division whose supervision decides first: the nearest to the agency, so that one above is left for a re-check.
    pub first: Option<&'a str>,
    pub rejection: Option<Rejection<'a>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Barred {
    /// Not their role, or not their agency.
    Role,
    /// It is about their own agency, or their own rejection.
    Own,
    /// The supervision of another division decides.
    Above,
    /// Somebody has said it already.
    Said(State),
    /// The time to ask is over.
    Late,
}

/// Whether somebody may appeal in the name of an agency.
///
/// # Errors
/// `Role` to everybody but its head, `Late` when the time is over.
pub fn appeal(person: &Person<'_>, agency: &str, in_time: bool) -> Result<State, Barred> {
    heads(person, agency)?;
    if in_time {
        Ok(State::Appealed)
    } else {
        Err(Barred::Late)
    }
}

fn heads(person: &Person<'_>, agency: &str) -> Result<(), Barred> {
    let head = person.roles.iter().any(|role| role.may_appeal_scores());
    if head && person.agency == agency {
        Ok(())
    } else {
        Err(Barred::Role)
    }
}

impl Standing<'_> {
    /// Whether a supervisor may uphold or reject it. What comes next: `Upheld`, or else `Rejected`, after a re-check
    /// `Confirmed`.
    ///
    /// # Errors
    /// `Role` to everybody else, `Own` about their own agency or rejection, `Above` where it is for others to decide, `Said`
    /// where nothing waits for a decision.
    pub fn decide(&self, person: &Person<'_>, upheld: bool) -> Result<State, Barred> {
        if !person.roles.iter().any(|role| role.may_decide_findings()) {
            return Err(Barred::Role);
        }
        if person.agency == self.agency {
            return Err(Barred::Own);
        }
        match (self.state, &self.rejection) {
            (State::Appealed, _) if self.first.is_some_and(|first| person.division != first) => {
                Err(Barred::Above)
            }
            (State::Appealed, _) if upheld => Ok(State::Upheld),
            (State::Appealed, _) => Ok(State::Rejected),
            (State::Recheck, rejection) => {
                if let Some(rejection) = rejection {
                    Self::rechecks(person, rejection)?;
                }
                Ok(if upheld {
                    State::Upheld
                } else {
                    State::Confirmed
                })
            }
            (said, _) => Err(Barred::Said(said)),
        }
    }

    fn rechecks(person: &Person<'_>, rejection: &Rejection<'_>) -> Result<(), Barred> {
        if person.hands.contains(&rejection.by) {
            return Err(Barred::Own);
        }
        let theirs = rejection.above.unwrap_or(rejection.division);
        if person.division == theirs {
            Ok(())
        } else {
            Err(Barred::Above)
        }
    }

    /// Whether the head may ask for a re-check: once, after a rejection.
    ///
    /// # Errors
    /// `Role` to everybody else, `Late` when the time is over, `Said` where there is nothing to re-check.
    pub fn ask_again(&self, person: &Person<'_>, in_time: bool) -> Result<State, Barred> {
        heads(person, self.agency)?;
        match self.state {
            State::Rejected if in_time => Ok(State::Recheck),
            State::Rejected => Err(Barred::Late),
            said => Err(Barred::Said(said)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u128) -> OfficerId {
        OfficerId(uuid::Uuid::from_u128(number))
    }

    const HEAD: Person<'static> = Person {
        hands: &[],
        roles: &[Role::Head],
        agency: "a",
        division: "620102",
    };

    fn supervisor<'a>(hands: &'a [OfficerId], division: &'a str) -> Person<'a> {
        Person {
            hands,
            roles: &[Role::Supervisor],
            agency: "s",
            division,
        }
    }

    fn standing(state: State) -> Standing<'static> {
        Standing {
            state,
            agency: "a",
            first: Some("620100"),
            rejection: None,
        }
    }

    fn rejected(state: State, above: Option<&'static str>) -> Standing<'static> {
        Standing {
            rejection: Some(Rejection {
                by: id(7),
                division: "620100",
                above,
            }),
            ..standing(state)
        }
    }

    #[test]
    fn the_head_appeals_in_time_and_asks_once_for_a_re_check() {
        assert_eq!(appeal(&HEAD, "a", true), Ok(State::Appealed));
        assert_eq!(appeal(&HEAD, "a", false), Err(Barred::Late));
        assert_eq!(appeal(&HEAD, "b", true), Err(Barred::Role));
        let person = supervisor(&[], "620100");
        assert_eq!(appeal(&person, "s", true), Err(Barred::Role));
        let ask = |state, in_time| standing(state).ask_again(&HEAD, in_time);
        assert_eq!(ask(State::Rejected, true), Ok(State::Recheck));
        assert_eq!(ask(State::Rejected, false), Err(Barred::Late));
        for state in [
            State::Appealed,
            State::Upheld,
            State::Recheck,
            State::Confirmed,
        ] {
            assert_eq!(ask(state, true), Err(Barred::Said(state)));
        }
    }

    #[test]
    fn supervision_decides_and_never_about_itself() {
        let hands = [id(1)];
        let person = supervisor(&hands, "620100");
        let decide = |state, upheld| standing(state).decide(&person, upheld);
        assert_eq!(decide(State::Appealed, true), Ok(State::Upheld));
        assert_eq!(decide(State::Appealed, false), Ok(State::Rejected));
        for state in [State::Upheld, State::Rejected, State::Confirmed] {
            assert_eq!(decide(state, true), Err(Barred::Said(state)));
        }
        assert_eq!(
            standing(State::Appealed).decide(&HEAD, true),
            Err(Barred::Role)
        );
        // Neither below nor above: the one above has the re-check.
        for other in ["620102", "620000"] {
            let decided = standing(State::Appealed).decide(&supervisor(&hands, other), true);
            assert_eq!(decided, Err(Barred::Above), "{other}");
        }
        let own = Person {
            agency: "a",
            ..person
        };
        assert_eq!(
            standing(State::Appealed).decide(&own, true),
            Err(Barred::Own)
        );
    }

    #[test]
    fn a_re_check_is_for_the_supervision_above_or_for_another_person_at_the_top() {
        let (first, other) = ([id(7)], [id(8)]);
        let below = rejected(State::Recheck, Some("620000"));
        let decide = |hands, division| below.decide(&supervisor(hands, division), false);
        assert_eq!(decide(&other, "620100"), Err(Barred::Above));
        assert_eq!(decide(&other, "620000"), Ok(State::Confirmed));
        assert_eq!(decide(&first, "620000"), Err(Barred::Own));
        let top = rejected(State::Recheck, None);
        let decide = |hands, division| top.decide(&supervisor(hands, division), true);
        assert_eq!(decide(&other, "620100"), Ok(State::Upheld));
        assert_eq!(decide(&first, "620100"), Err(Barred::Own));
        assert_eq!(decide(&other, "620000"), Err(Barred::Above));
    }

    #[test]
    fn keys_read_back() {
        for state in State::ALL {
            assert_eq!(State::from_key(state.key()), Some(state));
        }
        assert_eq!(State::from_key("open"), None);
    }
}
