//! The citizen's side before a case exists: which pages and materials apply, whether answers
//! hold, and what is still missing. Answers are text, keyed by field, and by `group.3.field` where a group asks;
//! several choices are joined with commas. An answer that holds reads the same when it is checked again.

mod form;
mod read;
mod versions;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::catalogue::{Field, FieldKind, Form, FormPage, MaterialRule, MaterialSource, When};
use crate::identifier::{IdFault, bank_account, credit_code, phone, resident_id};

pub use form::{members, next_member, of_field, sent};
pub use read::{address, fen, yuan};
pub use versions::{Changes, Unfit, changes, fitting};

pub type Answers = BTreeMap<String, String>;

/// One answer that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    pub field: String,
    pub kind: FaultKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    Required,
    TooLong {
        max: u32,
    },
    NotANumber,
    TooSmall {
        min: u32,
    },
    TooLarge {
        max: u32,
    },
    NotADate,
    /// After today.
    NotYet,
    /// Before today.
    Over,
    NotAChoice,
    NotAnEmail,
    NotADivision,
    NoStreet,
    NotMoney,
    Undeclared,
    TooFew {
        min: u32,
    },
    TooMany {
        max: u32,
    },
    /// Two members of a group, counted from 1, have one number.
    SameNumber {
        first: u32,
        second: u32,
    },
    Identifier(IdFault),
    /// Asked for in a correction, and as it was.
    Unchanged,
}

impl FaultKind {
    /// Locale key.
    pub fn key(self) -> &'static str {
        match self {
            Self::Required => "fault-required",
            Self::TooLong { .. } => "fault-too-long",
            Self::NotANumber => "fault-number",
            Self::TooSmall { .. } => "fault-too-small",
            Self::TooLarge { .. } => "fault-too-large",
            Self::NotADate => "fault-date",
            Self::NotYet => "fault-date-not-yet",
            Self::Over => "fault-date-over",
            Self::NotAChoice => "fault-choice",
            Self::NotAnEmail => "fault-email",
            Self::NotADivision => "fault-division",
            Self::NoStreet => "fault-street",
            Self::NotMoney => "fault-money",
            Self::Undeclared => "fault-declaration",
            Self::TooFew { .. } => "fault-too-few",
            Self::TooMany { .. } => "fault-too-many",
            Self::SameNumber { .. } => "fault-same-number",
            Self::Identifier(_) => "fault-identifier",
            Self::Unchanged => "fault-unchanged",
        }
    }
}

/// Longest answer where the definition sets none, in characters.
pub const LONGEST_TEXT: u32 = 200;
pub const LONGEST_TEXTAREA: u32 = 2000;
/// Members of a group where the definition says nothing, and the most that it may allow.
pub const MOST_MEMBERS: u32 = 50;

pub fn holds(when: Option<&When>, answers: &Answers) -> bool {
    when.is_none_or(|when| {
        answers
            .get(when.field.get_ref())
            .is_some_and(|answer| when.is.contains(answer))
    })
}

/// The pages that are asked, given the answers so far. Answers that were given on a page that is
/// no longer asked ask for nothing.
pub fn pages<'a>(form: impl Into<Form<'a>>, answers: &Answers) -> Vec<&'a FormPage> {
    walk(form.into(), answers).0
}

/// The answers to the pages that are asked: what an agency is given. What was typed on a page that
/// is no longer asked stays with the draft.
pub fn counting<'a>(form: impl Into<Form<'a>>, answers: &Answers) -> Answers {
    walk(form.into(), answers).1
}

/// The pages that are asked, and the answers that count.
fn walk<'a>(form: Form<'a>, answers: &Answers) -> (Vec<&'a FormPage>, Answers) {
    let mut asked = Vec::new();
    let mut counting = Answers::new();
    for page in form.pages {
        if holds(page.when.as_ref(), &counting) {
            for field in &page.fields {
                let own = of_field(field, answers);
                counting.extend(own.map(|(key, answer)| (key.clone(), answer.clone())));
            }
            asked.push(page);
        }
    }
    (asked, counting)
}

/// The materials that are asked for, given the answers.
pub fn materials<'a>(form: impl Into<Form<'a>>, answers: &Answers) -> Vec<&'a MaterialRule> {
    let form = form.into();
    let counting = walk(form, answers).1;
    form.materials
        .iter()
        .filter(|rule| holds(rule.when.as_ref(), &counting))
        .collect()
}

/// The same, of those that a person has to upload.
pub fn uploads<'a>(form: impl Into<Form<'a>>, answers: &Answers) -> Vec<&'a MaterialRule> {
    materials(form, answers)
        .into_iter()
        .filter(|rule| rule.source == MaterialSource::Upload)
        .collect()
}

/// What the checks need to know of the world.
pub struct Checks<'a> {
    pub today: Date,
    pub is_division: &'a dyn Fn(&Field, &str) -> bool,
}

impl std::fmt::Debug for Checks<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Checks")
            .field("today", &self.today)
            .finish_non_exhaustive()
    }
}

/// The fields' answers in `posted`, normalised where they hold and as typed where they do not,
/// with their faults. Keys that no field has are dropped.
pub fn check<'a>(
    fields: impl IntoIterator<Item = &'a Field>,
    posted: &Answers,
    checks: &Checks<'_>,
) -> (Answers, Vec<Fault>) {
    let mut answers = Answers::new();
    let mut faults = Vec::new();
    for field in fields {
        if field.kind == FieldKind::Group {
            let (of_members, wrong) = check_group(field, posted, checks);
            answers.extend(of_members);
            faults.extend(wrong);
            continue;
        }
        let raw = posted.get(field.key()).map_or("", String::as_str).trim();
        match normalise(field, raw, checks) {
            Ok(value) => {
                if !value.is_empty() {
                    answers.insert(field.key().to_owned(), value);
                }
            }
            Err(kind) => {
                answers.insert(field.key().to_owned(), raw.to_owned());
                faults.push(Fault {
                    field: field.key().to_owned(),
                    kind,
                });
            }
        }
    }
    (answers, faults)
}

/// Every member, and how many there are.
fn check_group(group: &Field, posted: &Answers, checks: &Checks<'_>) -> (Answers, Vec<Fault>) {
    let mut answers = Answers::new();
    let mut faults = Vec::new();
    let numbers = members(group, posted);
    let count = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
    let min = group.min.unwrap_or(u32::from(!group.optional));
    let max = group.max.unwrap_or(MOST_MEMBERS);
    let count = match count {
        0 if group.optional => None,
        count if count < min => Some(FaultKind::TooFew { min }),
        count if count > max => Some(FaultKind::TooMany { max }),
        _ => None,
    };
    for number in &numbers {
        let (of_member, wrong) = check(&group.of_member(*number), posted, checks);
        answers.extend(of_member);
        faults.extend(wrong);
    }
    let whole = count.or_else(|| same_number(group, &numbers, &answers));
    let whole = whole.map(|kind| Fault {
        field: group.key().to_owned(),
        kind,
    });
    (answers, whole.into_iter().chain(faults).collect())
}

/// Nobody stands twice in a list: the first two members that share a number that is one person's or one firm's.
fn same_number(group: &Field, numbers: &[u32], answers: &Answers) -> Option<FaultKind> {
    let own = |field: &&Field| matches!(field.kind, FieldKind::ResidentId | FieldKind::CreditCode);
    group.fields.iter().filter(own).find_map(|field| {
        let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
        numbers.iter().zip(1..).find_map(|(number, second)| {
            let key = format!("{}.{number}.{}", group.key(), field.key());
            let first = seen.insert(answers.get(&key)?, second)?;
            Some(FaultKind::SameNumber { first, second })
        })
    })
}

/// The first page that is not answered soundly, if any.
pub fn first_unanswered<'a>(
    form: impl Into<Form<'a>>,
    answers: &Answers,
    checks: &Checks<'_>,
) -> Option<&'a FormPage> {
    pages(form, answers)
        .into_iter()
        .find(|page| !check(&page.fields, answers, checks).1.is_empty())
}

fn normalise(field: &Field, raw: &str, checks: &Checks<'_>) -> Result<String, FaultKind> {
    if raw.is_empty() {
        return match field.kind {
            _ if field.optional => Ok(String::new()),
            FieldKind::Declaration => Err(FaultKind::Undeclared),
            FieldKind::DivisionAddress => Err(FaultKind::NotADivision),
            _ => Err(FaultKind::Required),
        };
    }
    let within = |longest: u32| {
        let max = field.max.unwrap_or(longest);
        if raw.chars().count() > max as usize {
            Err(FaultKind::TooLong { max })
        } else {
            Ok(raw.to_owned())
        }
    };
    match field.kind {
        FieldKind::Text | FieldKind::Address => within(LONGEST_TEXT),
        FieldKind::Textarea => within(LONGEST_TEXTAREA),
        FieldKind::Integer => integer(field, raw),
        FieldKind::Money => read::money(field, raw),
        FieldKind::Date => read::date(raw).and_then(|date| in_time(field, date, checks.today)),
        FieldKind::Choice => {
            if field.options.iter().any(|option| option.key == raw) {
                Ok(raw.to_owned())
            } else {
                Err(FaultKind::NotAChoice)
            }
        }
        FieldKind::Choices => {
            let known = |part: &str| field.options.iter().any(|option| option.key == part);
            if raw.split(',').all(known) {
                Ok(raw.to_owned())
            } else {
                Err(FaultKind::NotAChoice)
            }
        }
        FieldKind::YesNo => match raw {
            "yes" | "no" => Ok(raw.to_owned()),
            _ => Err(FaultKind::NotAChoice),
        },
        FieldKind::Phone => phone::check(raw)
            .map(|phone| phone.as_str().to_owned())
            .map_err(FaultKind::Identifier),
        FieldKind::Email => email(raw),
        FieldKind::ResidentId => resident_id::check(raw, checks.today)
            .map(|id| id.as_str().to_owned())
            .map_err(FaultKind::Identifier),
        FieldKind::CreditCode => credit_code::check(raw)
            .map(|code| code.as_str().to_owned())
            .map_err(FaultKind::Identifier),
        FieldKind::BankAccount => bank_account::check(raw).map_err(FaultKind::Identifier),
        FieldKind::Division => {
            if (checks.is_division)(field, raw) {
                Ok(raw.to_owned())
            } else {
                Err(FaultKind::NotADivision)
            }
        }
        FieldKind::DivisionAddress => {
            let (code, street) = address(raw);
            let max = field.max.unwrap_or(LONGEST_TEXT);
            if !(checks.is_division)(field, code) {
                Err(FaultKind::NotADivision)
            } else if street.is_empty() {
                Err(FaultKind::NoStreet)
            } else if street.chars().count() > max as usize {
                Err(FaultKind::TooLong { max })
            } else {
                Ok(format!("{code} {street}"))
            }
        }
        // What was declared under another wording has to be declared anew.
        FieldKind::Declaration if raw == field.wording() => Ok(raw.to_owned()),
        FieldKind::Declaration => Err(FaultKind::Undeclared),
        // Its members have been checked instead.
        FieldKind::Group => Ok(String::new()),
    }
}

fn integer(field: &Field, raw: &str) -> Result<String, FaultKind> {
    let number: u32 = read::ascii(raw)
        .parse()
        .map_err(|_| FaultKind::NotANumber)?;
    match (field.min, field.max) {
        (Some(min), _) if number < min => Err(FaultKind::TooSmall { min }),
        (_, Some(max)) if number > max => Err(FaultKind::TooLarge { max }),
        _ => Ok(number.to_string()),
    }
}

/// Of a life so far, or still to come, where the field asks for such a day. A date is written so that texts compare as
/// days do.
fn in_time(field: &Field, date: String, today: Date) -> Result<String, FaultKind> {
    let today = today.to_string();
    if field.past && date > today {
        Err(FaultKind::NotYet)
    } else if field.future && date < today {
        Err(FaultKind::Over)
    } else {
        Ok(date)
    }
}

/// Only what every mail address has; whether it exists shows when mail is sent.
///
/// # Errors
/// `NotAnEmail`.
pub fn email(raw: &str) -> Result<String, FaultKind> {
    let sound = raw.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && domain.contains('.')
            && !domain.starts_with('.')
            && !domain.ends_with('.')
            && !domain.contains('@')
    });
    if sound && raw.len() <= 254 && !raw.contains(char::is_whitespace) {
        Ok(raw.to_owned())
    } else {
        Err(FaultKind::NotAnEmail)
    }
}
