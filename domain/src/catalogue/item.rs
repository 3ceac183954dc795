//! A service item (政务服务事项) as its file in the catalogue says it: guide, form, materials,
//! limits and process. One file is one version, named by the hash of its bytes; a case keeps
//! the version that it was submitted under.

use std::sync::OnceLock;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use toml::Spanned;

use super::kinds::{Audience, CaseKind, ItemType, Level, Theme};
use super::list::SharedList;
use super::net::Net;
use super::process::{Branching, END, Parallel, SharedProcess, Step, StepAct, SubProcess};
use crate::case::journal::hex;
use crate::limit::{Limit, SoonRule, Unit};
use crate::locale::Localised;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ServiceItem {
    /// 基本编码, 12 characters: 2 region, 2 type, 2 sector, 3 main item, 3 sub-item.
    pub code: Spanned<String>,
    pub name: Localised,
    /// One sentence for lists and search results.
    pub summary: Localised,
    /// Other words that people use for it; search only.
    #[serde(default)]
    pub aliases: Vec<String>,
    pub item_type: ItemType,
    pub kind: CaseKind,
    pub audience: Vec<Audience>,
    pub theme: Theme,
    pub routing: Routing,
    pub limits: Limits,
    /// When a deadline of this item counts as due soon.
    #[serde(default)]
    pub warning: SoonRule,
    pub fee: Fee,
    /// 到办事现场次数: how often the applicant must come in person.
    pub visits: u8,
    /// 办理深度, 1 to 4; 4 is 全程网办. Versions that were stored before it was asked for have none.
    #[serde(default)]
    pub depth: u8,
    /// Materials may be sent by post.
    #[serde(default)]
    pub postal: bool,
    /// Visible to its parties alone (两法衔接).
    #[serde(default)]
    pub confidential: bool,
    /// What is decided is an answer to whoever told of something (“办不成事”反映): it grants and refuses nothing, and what
    /// its citizen reads calls it by the name of the outcome.
    #[serde(default)]
    pub answer: bool,
    /// Kinds of agencies that read the case from its receipt on, beside those that have a step in it.
    #[serde(default)]
    pub observers: Vec<Spanned<String>>,
    #[serde(default)]
    pub visit_reason: Option<Localised>,
    #[serde(default)]
    pub suspended: Option<Suspension>,
    /// 情形引导: which questions of the form decide what one person needs, by key.
    #[serde(default)]
    pub situations: Vec<Spanned<String>>,
    pub guide: Guide,
    #[serde(rename = "page")]
    pub pages: Vec<FormPage>,
    /// The shared lists that it uses: their text stands behind the item's own.
    #[serde(rename = "list", default)]
    pub lists: Vec<SharedList>,
    #[serde(rename = "material", default)]
    pub materials: Vec<MaterialRule>,
    /// Where an accepted case goes; the first step where it is left out.
    #[serde(default)]
    pub start: Option<Spanned<String>>,
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
    #[serde(rename = "choice", default)]
    pub branchings: Vec<Branching>,
    #[serde(rename = "parallel", default)]
    pub parallels: Vec<Parallel>,
    #[serde(rename = "sub-process", default)]
    pub sub_processes: Vec<SubProcess>,
    /// The shared processes that it uses: their text stands behind the item's own.
    #[serde(rename = "process", default)]
    pub processes: Vec<SharedProcess>,
    /// Where each sub-process begins, once unfolded.
    #[serde(skip)]
    pub(super) entrances: Vec<(String, String)>,
    #[serde(skip)]
    pub(super) net: OnceLock<Net>,
    /// 协办: whose opinion is asked at acceptance; of items of joint handling alone.
    #[serde(rename = "consultation", default)]
    pub consultations: Vec<Consultation>,
    /// Reasons to stop the clock beside those of 行政许可法 45.
    #[serde(rename = "special-procedure", default)]
    pub special_procedures: Vec<SpecialProcedure>,
    #[serde(default)]
    pub licence: Option<LicenceRule>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Routing {
    /// The kind of agency, e.g. `market-supervision`; agencies name theirs in `agencies.toml`.
    pub function: String,
    pub level: Level,
    /// Key of the form field (kind `division`) whose answer decides the division.
    pub by: Spanned<String>,
    /// The divisions where it can be had; left out, everywhere.
    #[serde(default)]
    pub offered_in: Vec<Spanned<String>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Limits {
    /// 法定办结时限. Absent where no law sets one; the promise then stands alone.
    #[serde(default)]
    pub statutory: Option<TimeLimit>,
    /// 承诺办结时限, never longer than the statutory one.
    pub promised: TimeLimit,
    /// How long the applicant has to supply what a correction asked for.
    pub supplement: TimeLimit,
    /// From receipt until the agency accepts, or tells once all that is missing (行政许可法 32).
    #[serde(default = "check_limit")]
    pub check: TimeLimit,
    /// From the decision until its delivery (行政许可法 44).
    #[serde(default = "delivery_limit")]
    pub delivery: TimeLimit,
    /// How much longer the statutory limit may become, once. Absent where the law of the item knows no
    /// extension; of licences with a limit in working days 行政许可法 42 is understood.
    #[serde(default)]
    pub extension: Option<TimeLimit>,
    /// What the applicant has to hand in later what may be missing at first (容缺受理), from the acceptance.
    #[serde(default)]
    pub tolerated: Option<TimeLimit>,
    /// From a bad rating until the agency has spoken with the applicant.
    #[serde(default = "contact_limit")]
    pub contact: TimeLimit,
    /// From a bad rating until the agency has put right what was wrong, where it said that this is complex.
    #[serde(default = "complex_limit")]
    pub follow_up_complex: TimeLimit,
    /// From a bad rating until the agency has put right what was wrong.
    #[serde(default = "follow_up_limit")]
    pub follow_up: TimeLimit,
    /// From the applicant's question until its answer. No law sets it: it is the place's own word.
    #[serde(default = "enquiry_limit")]
    pub enquiry: TimeLimit,
    /// From a complaint until supervision has answered it. The place's own word, too.
    #[serde(default = "complaint_limit")]
    pub complaint: TimeLimit,
    /// How long a case can be rated, from its end. The place's own word, too.
    #[serde(default = "rating_limit")]
    pub rating: TimeLimit,
}

fn check_limit() -> TimeLimit {
    working_days(
        5,
        StartEvent::Receipt,
        "《行政许可法》第三十二条",
        "Administrative Licensing Law, article 32",
    )
}

fn delivery_limit() -> TimeLimit {
    working_days(
        10,
        StartEvent::Decision,
        "《行政许可法》第四十四条",
        "Administrative Licensing Law, article 44",
    )
}

fn contact_limit() -> TimeLimit {
    working_days(
        1,
        StartEvent::Rating,
        "本平台差评首次联系期限",
        "This portal's limit for speaking with whoever was not content",
    )
}

fn complex_limit() -> TimeLimit {
    working_days(
        15,
        StartEvent::Rating,
        "本平台复杂差评整改期限",
        "This portal's limit for putting right what is complex",
    )
}

fn follow_up_limit() -> TimeLimit {
    working_days(
        5,
        StartEvent::Rating,
        "本平台差评整改期限",
        "This portal's limit for putting right what was rated badly",
    )
}

fn enquiry_limit() -> TimeLimit {
    working_days(
        5,
        StartEvent::Enquiry,
        "本平台咨询答复期限",
        "This portal's limit for answering questions",
    )
}

fn complaint_limit() -> TimeLimit {
    working_days(
        5,
        StartEvent::Complaint,
        "本平台投诉答复期限",
        "This portal's limit for answering complaints",
    )
}

fn rating_limit() -> TimeLimit {
    TimeLimit {
        unit: Unit::NaturalDay,
        ..working_days(
            30,
            StartEvent::Conclusion,
            "本平台评价期限",
            "This portal's time for rating",
        )
    }
}

fn working_days(value: u32, start: StartEvent, zh: &str, en: &str) -> TimeLimit {
    TimeLimit {
        value,
        unit: Unit::WorkingDay,
        start,
        basis: Some(Localised::new(zh, en)),
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct TimeLimit {
    pub value: u32,
    pub unit: Unit,
    #[serde(default)]
    pub start: StartEvent,
    /// The article that sets it, or who promised it.
    #[serde(default)]
    pub basis: Option<Localised>,
}

impl TimeLimit {
    pub fn limit(&self) -> Limit {
        Limit::new(self.value, self.unit)
    }
}

/// What a limit runs from. Only the statutory and the promised limit have a choice, of receipt and
/// acceptance; each of the others has the one start that its law gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StartEvent {
    /// Of the application, or of the supplement that made it complete.
    Receipt,
    #[default]
    Acceptance,
    Decision,
    StepAssigned,
    Rating,
    Enquiry,
    Complaint,
    Conclusion,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Fee {
    /// In fen (1/100 yuan); 0 is free of charge. Where none of `cases` holds.
    pub amount: u32,
    /// Other amounts in other situations; the first that holds counts.
    #[serde(rename = "case", default)]
    pub cases: Vec<FeeCase>,
    pub note: Localised,
    #[serde(default)]
    pub basis: Option<Localised>,
    /// 收费项目名称.
    #[serde(default)]
    pub name: Option<Localised>,
    /// 收费标准.
    #[serde(default)]
    pub standard: Option<Localised>,
    #[serde(default)]
    pub online_payment: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeeCase {
    /// In fen, as `Fee::amount`.
    pub amount: u32,
    pub when: When,
}

impl Fee {
    /// The least and the most that anybody pays, in fen.
    pub fn range(&self) -> (u32, u32) {
        let all = || std::iter::once(self.amount).chain(self.cases.iter().map(|case| case.amount));
        let least = all().min().unwrap_or(self.amount);
        (least, all().max().unwrap_or(self.amount))
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Guide {
    pub who: Localised,
    pub conditions: Vec<Localised>,
    pub legal_basis: Vec<LegalBasis>,
    pub result: Localised,
    /// Rights, and remedies against a refusal.
    pub remedies: Localised,
    #[serde(default)]
    pub questions: Vec<Question>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LegalBasis {
    pub law: Localised,
    pub article: Localised,
    pub gist: Localised,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub ask: Localised,
    pub answer: Localised,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct FormPage {
    pub key: Spanned<String>,
    pub title: Localised,
    #[serde(default)]
    pub intro: Option<Localised>,
    /// The page is asked only when this holds.
    #[serde(default)]
    pub when: Option<When>,
    #[serde(rename = "field")]
    pub fields: Vec<Field>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Field {
    /// Unique in the item; the `name` of the input.
    pub key: Spanned<String>,
    pub label: Localised,
    #[serde(default)]
    pub hint: Option<Localised>,
    pub kind: FieldKind,
    #[serde(default)]
    pub optional: bool,
    /// For `choice` and `choices`.
    #[serde(default)]
    pub options: Vec<Choice>,
    /// The shared list whose options stand before its own.
    #[serde(default)]
    pub list: Option<Spanned<String>>,
    /// For `declaration`: what is declared, in full.
    #[serde(default)]
    pub text: Option<Localised>,
    /// For `group`: what is asked of each member.
    #[serde(rename = "field", default)]
    pub fields: Vec<Field>,
    /// Most characters (texts), the largest number (integers), the most yuan (money) or members (groups).
    #[serde(default)]
    pub max: Option<u32>,
    #[serde(default)]
    pub min: Option<u32>,
    /// Where a first value comes from.
    #[serde(default)]
    pub prefill: Option<Prefill>,
    /// HTML `autocomplete` token.
    #[serde(default)]
    pub autocomplete: Option<String>,
    /// For `division`: the lowest level that may be chosen; counties where it is left out.
    #[serde(default)]
    pub level: Option<Level>,
    /// For `date`: a day of somebody's life so far, such as a birthday: from 1900 until today.
    #[serde(default)]
    pub past: bool,
    /// For `date`: a day that is still to come, or today.
    #[serde(default)]
    pub future: bool,
    /// What the filled-in sample of the form says here.
    #[serde(default)]
    pub example: Option<Localised>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    Text,
    Textarea,
    Integer,
    Date,
    Choice,
    Choices,
    YesNo,
    Phone,
    Email,
    ResidentId,
    CreditCode,
    /// The number of a bank account or a bank card.
    BankAccount,
    /// A county-level division (or one without counties, as 嘉峪关市).
    Division,
    Address,
    /// Yuan and fen.
    Money,
    /// A division and what follows in it: street and number.
    DivisionAddress,
    /// A tick under a text that has to be given.
    Declaration,
    /// The same questions about several people or things, such as the members of a household.
    Group,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub key: String,
    pub label: Localised,
}

/// 暂停办理: the item can be found and its guide read, but nobody can apply. Cases that are open go on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Suspension {
    pub reason: Localised,
    /// The last day of it, as 2026-12-31; until a new version where it is left out.
    #[serde(default)]
    pub until: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Prefill {
    Name,
    /// An organisation's.
    EntityName,
    /// A person's.
    PersonName,
    IdNo,
    CreditCode,
    Phone,
    Email,
    Division,
    Address,
    /// Yes, where somebody whom the applicant named applies for them.
    HasAgent,
    AgentName,
    AgentPhone,
}

/// Holds when the answer to `field` is one of `is`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct When {
    pub field: Spanned<String>,
    pub is: Vec<String>,
}

/// 申请材料: what is asked. What is given is a `Material`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct MaterialRule {
    pub key: Spanned<String>,
    pub name: Localised,
    #[serde(default)]
    pub hint: Option<Localised>,
    pub source: MaterialSource,
    #[serde(default)]
    pub optional: bool,
    /// 容缺受理: it may be promised at submission and given later.
    #[serde(default)]
    pub tolerable: bool,
    /// What kind of document it is, by one word for all items (`photo`): what was given for one fits the others.
    #[serde(default)]
    pub document: Option<Spanned<String>>,
    /// Written by the applicant, who answers for what it says: a statement, a list of own rules.
    #[serde(default)]
    pub self_made: bool,
    /// The fields whose answers it bears out: whoever looks at it sees these beside it.
    #[serde(default)]
    pub proves: Vec<Spanned<String>>,
    #[serde(default)]
    pub when: Option<When>,
    /// Which law or rule asks for it (行政许可法 31: nothing unrelated may be asked).
    pub basis: Localised,
    /// Who issues it, or makes it.
    #[serde(default)]
    pub issuer: Option<Localised>,
    /// What is handed in on paper beside what is uploaded.
    #[serde(default)]
    pub paper: Option<Paper>,
    /// For how long it counts, where a rule says so.
    #[serde(default)]
    pub valid: Option<Localised>,
    /// What a good one looks like.
    #[serde(default)]
    pub sample: Option<Localised>,
}

/// How many of each, on paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Paper {
    #[serde(default)]
    pub originals: u8,
    #[serde(default)]
    pub copies: u8,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MaterialSource {
    /// The form itself: nothing to upload.
    Form,
    /// Had by data sharing: nobody may ask the applicant for it (国务院令716号 7).
    Shared,
    Upload,
}

/// 征求意见: another agency's say, with a clock of its own beside the case's.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Consultation {
    pub key: Spanned<String>,
    pub name: Localised,
    /// The kind of agency; which one follows from the case's division, as in `Routing`.
    pub function: String,
    pub limit: Limit,
    /// Whether silence is consent. Needs a basis.
    #[serde(default)]
    pub deemed_consent: bool,
    #[serde(default)]
    pub basis: Option<Localised>,
}

/// 特别程序 outside the list of 行政许可法 45: allowed here, yet without a basis in that law, which
/// every page says and supervision is told.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SpecialProcedure {
    pub key: Spanned<String>,
    pub name: Localised,
    /// The most days that may be announced, of whichever kind.
    #[serde(default)]
    pub days: Option<u32>,
}

/// 延续 (行政许可法 50).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct RenewalRule {
    /// How long before the end of validity to apply; who does, and hears nothing until then, has the
    /// licence renewed. Working days as a number, others as `45d`.
    pub apply_before: Limit,
    /// The item under which renewal is applied for.
    pub item: Spanned<String>,
    pub basis: Localised,
}

/// What is issued when granted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct LicenceRule {
    pub name: Localised,
    /// 证照类型代码: 18-character credit code of the defining authority + 3 digits.
    pub type_code: Spanned<String>,
    /// The fields whose answers say what it covers, in the order in which it shows them.
    #[serde(default)]
    pub covers: Vec<Spanned<String>>,
    /// Absent where it holds until revoked.
    #[serde(default)]
    pub valid_years: Option<u8>,
    #[serde(default)]
    pub renewal: Option<RenewalRule>,
}

impl ServiceItem {
    pub fn code(&self) -> &str {
        self.code.get_ref()
    }

    /// Whether citizens or businesses apply for it; agencies file the rest among themselves.
    pub fn is_public(&self) -> bool {
        self.audience.iter().any(|one| *one != Audience::Agency)
    }

    /// Where an accepted case goes; a sound definition has at least one step.
    pub fn first_node(&self) -> &str {
        match &self.start {
            Some(start) => start.get_ref(),
            None => self.steps.first().map_or(END, Step::key),
        }
    }

    pub fn step(&self, key: &str) -> Option<&Step> {
        self.steps.iter().find(|step| step.key() == key)
    }

    /// Why nobody can apply on a day.
    pub fn suspension(&self, today: Date) -> Option<&Suspension> {
        let suspended = self.suspended.as_ref();
        suspended.filter(|one| one.until.is_none_or(|until| today <= until))
    }

    /// What its definition calls a decision: 准予许可, 予以登记.
    pub fn decision_name(&self, outcome: &str) -> Option<&Localised> {
        let mut steps = self.steps.iter();
        let found = steps.find_map(|step| {
            let decides = step.act == StepAct::Decision;
            decides.then(|| step.outcome(outcome)).flatten()
        });
        found.map(|outcome| &outcome.name)
    }

    pub fn consultation(&self, key: &str) -> Option<&Consultation> {
        self.consultations
            .iter()
            .find(|consultation| consultation.key.get_ref() == key)
    }

    pub fn special_procedure(&self, key: &str) -> Option<&SpecialProcedure> {
        self.special_procedures
            .iter()
            .find(|procedure| procedure.key.get_ref() == key)
    }

    /// By how much the statutory limit may be extended, with the article that says so: the item's own
    /// rule or, for licences that count in working days, 行政许可法 42.
    pub fn extension(&self) -> Option<TimeLimit> {
        let statutory = self.limits.statutory.as_ref()?;
        if let Some(own) = &self.limits.extension {
            return Some(own.clone());
        }
        let licence = self.item_type == ItemType::Licence && statutory.unit == Unit::WorkingDay;
        licence.then(|| match self.kind {
            CaseKind::Joint => working_days(
                15,
                statutory.start,
                "《行政许可法》第四十二条第二款",
                "Administrative Licensing Law, article 42, paragraph 2",
            ),
            _ => working_days(
                10,
                statutory.start,
                "《行政许可法》第四十二条第一款",
                "Administrative Licensing Law, article 42, paragraph 1",
            ),
        })
    }

    pub fn material(&self, key: &str) -> Option<&MaterialRule> {
        self.materials.iter().find(|rule| rule.key() == key)
    }

    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.pages.iter().flat_map(|page| &page.fields)
    }

    pub fn field(&self, key: &str) -> Option<&Field> {
        self.fields().find(|field| field.key() == key)
    }

    pub fn page(&self, key: &str) -> Option<&FormPage> {
        self.pages.iter().find(|page| page.key() == key)
    }
}

impl FormPage {
    pub fn key(&self) -> &str {
        self.key.get_ref()
    }
}

impl Field {
    pub fn key(&self) -> &str {
        self.key.get_ref()
    }

    /// Whether an answer under `key` is one to this field, or to a member of this group.
    pub fn owns(&self, key: &str) -> bool {
        match self.kind {
            FieldKind::Group => self
                .member_key(key)
                .is_some_and(|(_, inner)| self.fields.iter().any(|field| field.key() == inner)),
            _ => key == self.key(),
        }
    }

    /// A member's number and the key of what is asked of it, out of `group.3.name`.
    pub fn member_key<'a>(&self, key: &'a str) -> Option<(u32, &'a str)> {
        let (number, inner) = key
            .strip_prefix(self.key())?
            .strip_prefix('.')?
            .split_once('.')?;
        // As it is written here, so that no member has two names.
        let plain = (1..=4).contains(&number.len())
            && !number.starts_with('0')
            && number.bytes().all(|byte| byte.is_ascii_digit());
        Some((plain.then(|| number.parse().ok())??, inner))
    }

    /// What is asked of one member, under the keys that its answers have.
    pub fn of_member(&self, number: u32) -> Vec<Self> {
        let named = |field: &Self| {
            let key = format!("{}.{number}.{}", self.key(), field.key());
            Self {
                key: Spanned::new(field.key.span(), key),
                ..field.clone()
            }
        };
        self.fields.iter().map(named).collect()
    }

    /// Names the wording of a declaration: another wording has to be declared anew. 16 hexadecimal digits.
    pub fn wording(&self) -> String {
        let mut digest = Sha256::new();
        for text in [Some(&self.label), self.text.as_ref()]
            .into_iter()
            .flatten()
        {
            for words in [text.zh.as_str(), text.en.as_deref().unwrap_or_default()] {
                digest.update(words.as_bytes());
                digest.update([0]);
            }
        }
        let mut name = hex(&digest.finalize());
        name.truncate(16);
        name
    }
}

impl MaterialRule {
    pub fn key(&self) -> &str {
        self.key.get_ref()
    }

    /// What kind of document answers it: the word that items share, or else this rule of this item alone.
    pub fn document(&self, item: &str) -> String {
        match &self.document {
            Some(document) => document.get_ref().clone(),
            None => format!("{item}/{}", self.key()),
        }
    }
}
