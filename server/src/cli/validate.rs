//! `tongban validate`: whether a number can be one of its kind, for scripts and for the desk's doubts.
//! It checks form alone and needs no installation. Whether a number was ever issued, and to whom, is
//! for its issuer to say.

use std::io::Write as _;
use std::process::ExitCode;

use domain::identifier::credit_code::{self, CreditCodeWarning};
use domain::identifier::resident_id::{self, ResidentIdKind};
use domain::identifier::{CaseNo, IdFault, LicenceNo};
use jiff::civil::Date;
use jiff::tz::{self, TimeZone};

use super::Stop;
use crate::now::Now;

#[derive(Debug, clap::Args)]
pub(super) struct Validate {
    /// What the number should be.
    kind: Kind,
    /// The number as typed: spaces, full-width and lower case are put right. After `--` it may begin
    /// with a hyphen.
    value: String,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Kind {
    /// Citizen's number (18 digits, or 15 of the old form), or residence permit of a Hong Kong,
    /// Macao or Taiwan resident.
    ResidentId,
    /// Unified social credit code of an organisation.
    CreditCode,
    /// Case number of this portal.
    CaseNo,
    /// Identifier of an electronic licence.
    LicenceNo,
    /// Foreigner's permanent residence card, version 2017 or 2023.
    PermanentResidence,
}

struct Valid {
    number: String,
    warning: Option<&'static str>,
}

/// The number as the standards write it on stdout and 0, or one line why it is none and 1.
pub(super) fn validate(args: &Validate) -> Result<ExitCode, Stop> {
    match check(args.kind, &args.value, today()) {
        Ok(Valid { number, warning }) => {
            writeln!(std::io::stdout(), "{number}")
                .map_err(|error| Stop::Mend(format!("nobody reads the number: {error}")))?;
            if let Some(warning) = warning {
                eprintln!("tongban: {number}: valid, but {warning}");
            }
            Ok(ExitCode::SUCCESS)
        }
        Err(reason) => {
            eprintln!("tongban: {}: not valid: {reason}", one_line(&args.value));
            Ok(ExitCode::FAILURE)
        }
    }
}

/// The numbers are national, and so is the day: all of China keeps Beijing time, without summer time.
fn today() -> Date {
    let beijing = TimeZone::fixed(tz::offset(8));
    Now::Wall.get().to_zoned(beijing).date()
}

fn check(kind: Kind, value: &str, today: Date) -> Result<Valid, &'static str> {
    let mut warning = None;
    let checked = match kind {
        Kind::ResidentId | Kind::PermanentResidence => resident_id::check(value, today)
            .map(|id| (id.as_str().to_owned(), other_document(kind, id.kind()))),
        Kind::CreditCode => credit_code::check(value).map(|code| {
            warning = code.warning().map(oddity);
            (code.to_string(), None)
        }),
        Kind::CaseNo => CaseNo::parse(value).map(|number| (number.to_string(), None)),
        Kind::LicenceNo => LicenceNo::parse(value).map(|number| (number.to_string(), None)),
    };
    match checked {
        Ok((number, None)) => Ok(Valid { number, warning }),
        Ok((_, Some(reason))) => Err(reason),
        Err(fault) => Err(reason(kind, fault)),
    }
}

/// A right number, but of another document than the one asked for.
fn other_document(asked: Kind, found: ResidentIdKind) -> Option<&'static str> {
    let foreign = match found {
        ResidentIdKind::PermanentResidence | ResidentIdKind::PermanentResidence2017 => true,
        ResidentIdKind::Citizen | ResidentIdKind::ResidencePermit => false,
    };
    match asked {
        Kind::ResidentId if foreign => Some(
            "this is the number of a foreigner's permanent residence card: check it as `permanent-residence`",
        ),
        Kind::PermanentResidence if !foreign => Some(
            "this is a resident's number and not that of a permanent residence card: check it as `resident-id`",
        ),
        _ => None,
    }
}

const fn oddity(warning: CreditCodeWarning) -> &'static str {
    match warning {
        CreditCodeWarning::OrganisationCheck => {
            "its 17th character is not the check character of the organisation code before it: \
             true of some old codes; compare it with the certificate"
        }
    }
}

const fn reason(kind: Kind, fault: IdFault) -> &'static str {
    match fault {
        IdFault::Length => length(kind),
        IdFault::Characters => characters(kind),
        IdFault::Province => match kind {
            Kind::PermanentResidence => {
                "the second and third digits are no province's code: check them"
            }
            _ => "the first two digits are no province's code: check them",
        },
        IdFault::BirthDate => {
            "the date of birth in it is no day of the calendar, or too long ago: \
             check year, month and day"
        }
        IdFault::FutureBirth => "the date of birth in it is still to come: check the year",
        IdFault::CheckDigit => {
            "the last character does not match the others, so one was mistyped or two were \
             swapped: compare each with the original"
        }
        IdFault::Date => "digits 7 to 14 are no day of the calendar: check year, month and day",
        IdFault::Division => "the first six characters are no division's code: check them",
        IdFault::Serial => match kind {
            Kind::LicenceNo => "the version, its last part but one, counts from 001: check it",
            _ => "the serial number, digits 15 to 20, counts from 000001: check it",
        },
        IdFault::Shape => {
            "should begin with `1.2.156.3005.2.` and go on with five parts between dots: \
             type, issuer, serial number, version, check character"
        }
    }
}

const fn length(kind: Kind) -> &'static str {
    match kind {
        Kind::ResidentId => {
            "should have 18 characters, or 15 in the old form: check that none is missing or doubled"
        }
        Kind::CreditCode => "should have 18 characters: check that none is missing or doubled",
        Kind::CaseNo => {
            "should have 21 characters besides spaces and hyphens: \
             check that none is missing or doubled"
        }
        Kind::LicenceNo => {
            "a part is too short or too long: the type has 21 characters, the issuer 18 (or 6), \
             the serial number 1 to 64, the version 3, the check 1"
        }
        Kind::PermanentResidence => {
            "should have 18 characters, or on a card of 2017 three letters and twelve digits: \
             check that none is missing or doubled"
        }
    }
}

const fn characters(kind: Kind) -> &'static str {
    match kind {
        Kind::ResidentId => {
            "should be digits, and only the last of 18 may be X: check for letters that look like digits"
        }
        Kind::CreditCode => {
            "has a character that no code has there: I, O, S, V and Z are never used, and the third \
             to eighth are digits"
        }
        Kind::CaseNo => "should be twenty digits and then one digit or letter: check each",
        Kind::LicenceNo => {
            "each part should be digits and letters from A to Z; the version, and the last three of \
             the type, only digits: check each"
        }
        Kind::PermanentResidence => {
            "should be digits, and only the last may be X; on a card of 2017 three letters and \
             twelve digits: check each"
        }
    }
}

/// What was typed, without line breaks and controls and not without end, so that the reason stays in sight.
fn one_line(value: &str) -> String {
    const LONGEST: usize = 100;
    let mut shown: String = value.escape_debug().take(LONGEST).collect();
    if value.escape_debug().nth(LONGEST).is_some() {
        shown.push('…');
    }
    if shown.is_empty() {
        shown.push_str("\"\"");
    }
    shown
}
