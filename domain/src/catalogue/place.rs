//! Where things are and who does them: divisions (行政区划), agencies (部门) and people, as the
//! catalogue's files list them.

use jiff::civil::{Date, Time};
use serde::Deserialize;

use super::hours::Hours;
use super::kinds::Level;
use crate::authority::Role;
use crate::locale::Localised;

/// `province.toml`: the jurisdiction that runs this installation.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Jurisdiction {
    pub code: String,
    pub name: Localised,
    /// The portal's name in the page header.
    pub portal: Localised,
    /// IANA name; deadlines are days in this zone.
    pub time_zone: String,
    pub hotline: String,
    /// When its agencies' counters are open, but for those that say otherwise.
    #[serde(default)]
    pub hours: Hours,
    /// Absent where the figures are shown and not given away.
    #[serde(default)]
    pub open_data: Option<OpenData>,
}

/// On what terms figures are given to everybody, and who answers for them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OpenData {
    pub publisher: Localised,
    /// The licence's address, and its name.
    pub licence: String,
    pub licence_name: Localised,
    /// When the data were first given.
    pub issued: Date,
}

/// GB/T 2260, and service regions that it does not list (兰州新区).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Division {
    /// Six digits.
    pub code: String,
    pub name: Localised,
    pub level: Level,
    #[serde(default)]
    pub parent: Option<String>,
    /// A functional area with an administration of its own, outside GB/T 2260.
    #[serde(default)]
    pub service_region: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Agency {
    /// `{division}-{function}`, e.g. `620102-market-supervision`.
    pub id: String,
    pub name: Localised,
    /// Code of its division; its level is the division's.
    pub division: String,
    pub function: String,
    /// 统一社会信用代码.
    pub credit_code: String,
    pub address: Localised,
    pub phone: String,
    pub complaint_phone: String,
    /// 截止时点: what arrives after this hour, or on a rest day, counts as received on the next working
    /// day. Off unless written: by 电子签名法 11 a message is received when it arrives.
    #[serde(default)]
    pub cut_off: Option<Time>,
    /// 办事大厅: the agency in whose hall its counter is, by id; its own address where it is left out.
    #[serde(default)]
    pub hall: Option<String>,
    /// When its counter is open; the hall's hours, or the jurisdiction's, where it is left out.
    #[serde(default)]
    pub hours: Option<Hours>,
    /// 综合窗口: agencies, by id, for whose items its counter takes in applications beside its own.
    #[serde(default)]
    pub receives_for: Vec<String>,
}

impl Agency {
    /// Whether its counter takes in applications that come to an agency.
    pub fn takes_in_for(&self, agency: &str) -> bool {
        self.id == agency || self.receives_for.iter().any(|id| id == agency)
    }
}

/// A person who works for an agency.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct OfficerSeed {
    /// Sign-in name.
    pub login: String,
    pub name: Localised,
    pub agency: String,
    pub roles: Vec<Role>,
    /// The work address, to which warnings go.
    #[serde(default)]
    pub mail: Option<String>,
    /// Demo persona, at most one each.
    #[serde(default)]
    pub persona: Option<String>,
}

/// A synthetic applicant of the demo.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ApplicantSeed {
    pub login: String,
    pub name: Localised,
    /// Resident ID of a person, credit code of an entity.
    pub id_no: String,
    pub entity: bool,
    pub phone: String,
    pub email: String,
    pub division: String,
    pub address: String,
    #[serde(default)]
    pub persona: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DivisionsFile {
    #[serde(rename = "division", default)]
    pub divisions: Vec<Division>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgenciesFile {
    #[serde(rename = "agency", default)]
    pub agencies: Vec<Agency>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeopleFile {
    #[serde(rename = "officer", default)]
    pub officers: Vec<OfficerSeed>,
    #[serde(rename = "applicant", default)]
    pub applicants: Vec<ApplicantSeed>,
}
