//! The closed lists that an item is sorted by.

use serde::{Deserialize, Serialize};

/// 事项类型: the types that citizens apply for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ItemType {
    Licence,
    Levy,
    Benefit,
    Confirmation,
    Reward,
    Adjudication,
    OtherPower,
    PublicService,
}

/// 办件类型.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CaseKind {
    Immediate,
    Promised,
    Forwarded,
    Joint,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    Person,
    Entity,
    /// An agency, which files at the desk and not here (两法衔接).
    Agency,
}

/// 主题: the shelf on the home page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Theme {
    Business,
    Food,
    Health,
    Household,
    Family,
    Housing,
    Transport,
    Welfare,
    Construction,
    Water,
    Justice,
    Redress,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    Province,
    Prefecture,
    County,
    Township,
    Village,
}

impl Audience {
    pub const ALL: [Self; 3] = [Self::Person, Self::Entity, Self::Agency];

    pub fn key(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Entity => "entity",
            Self::Agency => "agency",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|audience| audience.key() == key)
    }
}

impl Theme {
    pub const ALL: [Self; 12] = [
        Self::Business,
        Self::Food,
        Self::Health,
        Self::Household,
        Self::Family,
        Self::Housing,
        Self::Transport,
        Self::Welfare,
        Self::Construction,
        Self::Water,
        Self::Justice,
        Self::Redress,
    ];

    pub fn key(self) -> &'static str {
        match self {
            Self::Business => "business",
            Self::Food => "food",
            Self::Health => "health",
            Self::Household => "household",
            Self::Family => "family",
            Self::Housing => "housing",
            Self::Transport => "transport",
            Self::Welfare => "welfare",
            Self::Construction => "construction",
            Self::Water => "water",
            Self::Justice => "justice",
            Self::Redress => "redress",
        }
    }

    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.key() == key)
    }
}

impl Level {
    pub fn key(self) -> &'static str {
        match self {
            Self::Province => "province",
            Self::Prefecture => "prefecture",
            Self::County => "county",
            Self::Township => "township",
            Self::Village => "village",
        }
    }
}
