//! What people say to a finding: the head of the agency explains it, and a supervisor decides. An explanation that holds
//! makes it a false alarm (`Justified`); otherwise the behaviour is confirmed and has to be corrected. The decision is the
//! last word, and nobody has it in their own matter.

use crate::authority::Role;
use crate::id::OfficerId;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    Open,
    /// The agency has said what it has to say.
    Explained,
    /// 无问题.
    Justified,
    /// 属实: to be corrected.
    Confirmed,
}

impl State {
    pub const ALL: [Self; 4] = [
        Self::Open,
        Self::Explained,
        Self::Justified,
        Self::Confirmed,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Explained => "explained",
            Self::Justified => "justified",
            Self::Confirmed => "confirmed",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    pub fn is_decided(self) -> bool {
        matches!(self, Self::Justified | Self::Confirmed)
    }
}

/// Who would say something.
#[derive(Debug, Clone, Copy)]
pub struct Speaker<'a> {
    /// Their own hands and those of whoever they stand in for.
    pub hands: &'a [OfficerId],
    pub roles: &'a [Role],
    pub agency: &'a str,
}

/// What is known of the finding.
#[derive(Debug, Clone, Copy)]
pub struct Standing<'a> {
    pub state: State,
    pub agency: &'a str,
    /// Whose act it is about.
    pub officer: Option<OfficerId>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Barred {
    /// Not their role, or not their agency.
    Role,
    /// It is about what they did, or about their own agency.
    Own,
    /// Somebody has said it already.
    Said(State),
}

impl Standing<'_> {
    /// Whether the head of the agency may explain it: once.
    ///
    /// # Errors
    /// `Role` to everybody else, `Said` once it is explained or decided.
    pub fn explain(&self, speaker: &Speaker<'_>) -> Result<State, Barred> {
        if !speaker.roles.iter().any(|role| role.may_explain_findings())
            || speaker.agency != self.agency
        {
            return Err(Barred::Role);
        }
        match self.state {
            State::Open => Ok(State::Explained),
            said => Err(Barred::Said(said)),
        }
    }

    /// Whether a supervisor may decide it, `confirmed` or not, explained or not.
    ///
    /// # Errors
    /// `Role` to everybody else, `Own` in their own matter, `Said` once it is decided.
    pub fn decide(&self, speaker: &Speaker<'_>, confirmed: bool) -> Result<State, Barred> {
        if !speaker.roles.iter().any(|role| role.may_decide_findings()) {
            return Err(Barred::Role);
        }
        let own_act = self
            .officer
            .is_some_and(|officer| speaker.hands.contains(&officer));
        if own_act || speaker.agency == self.agency {
            return Err(Barred::Own);
        }
        match self.state {
            said if said.is_decided() => Err(Barred::Said(said)),
            _ if confirmed => Ok(State::Confirmed),
            _ => Ok(State::Justified),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u128) -> OfficerId {
        OfficerId(uuid::Uuid::from_u128(number))
    }

    fn standing(state: State) -> Standing<'static> {
        Standing {
            state,
            agency: "a",
            officer: Some(id(1)),
        }
    }

    fn speaker<'a>(hands: &'a [OfficerId], roles: &'a [Role], agency: &'a str) -> Speaker<'a> {
        Speaker {
            hands,
            roles,
            agency,
        }
    }

    #[test]
    fn the_agencys_head_explains_once() {
        let hands = [id(2)];
        let head = speaker(&hands, &[Role::Head], "a");
        assert_eq!(standing(State::Open).explain(&head), Ok(State::Explained));
        for said in [State::Explained, State::Justified, State::Confirmed] {
            assert_eq!(standing(said).explain(&head), Err(Barred::Said(said)));
        }
        let elsewhere = speaker(&hands, &[Role::Head], "b");
        assert_eq!(standing(State::Open).explain(&elsewhere), Err(Barred::Role));
        for role in Role::ALL.into_iter().filter(|role| *role != Role::Head) {
            let roles = [role];
            let other = speaker(&hands, &roles, "a");
            assert_eq!(
                standing(State::Open).explain(&other),
                Err(Barred::Role),
                "{role:?}"
            );
        }
    }

    #[test]
    fn a_supervisor_decides_and_not_in_their_own_matter() {
        let hands = [id(2)];
        let supervisor = speaker(&hands, &[Role::Supervisor], "s");
        for state in [State::Open, State::Explained] {
            assert_eq!(
                standing(state).decide(&supervisor, true),
                Ok(State::Confirmed)
            );
            assert_eq!(
                standing(state).decide(&supervisor, false),
                Ok(State::Justified)
            );
        }
        for said in [State::Justified, State::Confirmed] {
            assert_eq!(
                standing(said).decide(&supervisor, true),
                Err(Barred::Said(said))
            );
        }
        let open = standing(State::Open);
        let own_hands = [id(3), id(1)];
        let own = speaker(&own_hands, &[Role::Supervisor], "s");
        assert_eq!(open.decide(&own, false), Err(Barred::Own));
        let same = speaker(&hands, &[Role::Supervisor, Role::Head], "a");
        assert_eq!(open.decide(&same, false), Err(Barred::Own));
        for role in Role::ALL
            .into_iter()
            .filter(|role| *role != Role::Supervisor)
        {
            let roles = [role];
            let other = speaker(&hands, &roles, "s");
            assert_eq!(open.decide(&other, true), Err(Barred::Role), "{role:?}");
        }
    }

    #[test]
    fn keys_are_one_to_one() {
        for state in State::ALL {
            assert_eq!(State::from_key(state.key()), Some(state));
        }
    }
}
