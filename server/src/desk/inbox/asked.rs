//! What an address of the inbox asks for: a list, what it is narrowed to, and where its page begins. Addresses are to
//! be kept, so what is blank is left out of them.

use app::desk::inbox::Fault;
use domain::lamp::Lamp;
use domain::locale::Localised;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan};
use store::cases::{Filter, Holder, InboxTab, LONG_PAGE, PAGE, Place, Seek};
use store::search::Sought;

use crate::desk::form::Posted;
use crate::frame::encode;
use crate::reader::Officer;
use crate::state::App;

/// What narrows a list, as an address names it.
pub const NARROWS: [&str; 9] = [
    "q", "item", "step", "lamp", "division", "from", "to", "holder", "arrived",
];

/// What else an address may say of a list.
const OTHERS: [&str; 4] = ["rows", "since", "after", "before"];

/// The lamps of what is open.
pub const LAMPS: [Lamp; 5] = [
    Lamp::StatutoryOverdue,
    Lamp::Overdue,
    Lamp::DueSoon,
    Lamp::Normal,
    Lamp::Paused,
];

/// How long ago somebody may have opened a list that still says what is new.
const LONGEST: SignedDuration = SignedDuration::from_hours(24 * 7);

pub type Pairs = Vec<(String, String)>;

pub fn key(tab: InboxTab) -> &'static str {
    match tab {
        InboxTab::Todo => "todo",
        InboxTab::Agency => "agency",
        InboxTab::Mine => "mine",
        InboxTab::Returned => "returned",
        InboxTab::Waiting => "waiting",
        InboxTab::Paused => "paused",
        InboxTab::Done => "done",
    }
}

/// Whether a form sent blank fields along: the address without them is the one to keep.
pub fn has_blanks(asked: &Posted) -> bool {
    asked.0.iter().any(|(_, value)| value.trim().is_empty())
}

/// Everything that is not blank.
pub fn without_blanks(asked: &Posted) -> Pairs {
    let said = asked.0.iter().filter(|(_, value)| !value.trim().is_empty());
    said.map(|(name, value)| (name.clone(), value.trim().to_owned()))
        .collect()
}

/// The list and what narrows it: what a saved view keeps.
pub fn narrowed(asked: &Posted, tab: &str) -> Pairs {
    let mut pairs = vec![("tab".to_owned(), tab.to_owned())];
    for name in NARROWS {
        let value = asked.text(name);
        if !value.is_empty() {
            pairs.push((name.to_owned(), value.to_owned()));
        }
    }
    pairs
}

pub fn address(pairs: &[(String, String)]) -> String {
    let query: Vec<_> = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    format!("/desk?{}", query.join("&"))
}

/// The same with one thing said otherwise, or more.
pub fn with(pairs: &[(String, String)], name: &str, value: &str) -> Pairs {
    let mut pairs = without(pairs, &[name]);
    pairs.push((name.to_owned(), value.to_owned()));
    pairs
}

pub fn without(pairs: &[(String, String)], names: &[&str]) -> Pairs {
    let stays = |pair: &&(String, String)| !names.contains(&pair.0.as_str());
    pairs.iter().filter(stays).cloned().collect()
}

/// Only what an address of ours says.
pub fn known(asked: &Posted) -> Pairs {
    let ours = |name: &str| name == "tab" || NARROWS.contains(&name) || OTHERS.contains(&name);
    let mut pairs: Pairs = Vec::new();
    for (name, value) in without_blanks(asked) {
        if ours(&name) && pairs.iter().all(|(known, _)| *known != name) {
            pairs.push((name, value));
        }
    }
    pairs
}

/// Since when something is new to whoever has the list open.
pub fn since(asked: &Posted, now: Timestamp) -> Timestamp {
    instant(asked.text("since"), now).unwrap_or(now)
}

fn instant(text: &str, now: Timestamp) -> Option<Timestamp> {
    let at = Timestamp::from_millisecond(text.parse().ok()?).ok()?;
    Some(at.clamp(now - LONGEST, now))
}

pub fn seek(asked: &Posted) -> Seek {
    let place = |name| Place::parse(asked.text(name));
    match (place("after"), place("before")) {
        (Some(place), _) => Seek::After(place),
        (None, Some(place)) => Seek::Before(place),
        (None, None) => Seek::First,
    }
}

pub fn rows(asked: &Posted) -> i64 {
    if asked.text("rows") == LONG_PAGE.to_string() {
        LONG_PAGE
    } else {
        PAGE
    }
}

/// What the list is narrowed to. What can't be read is a fault, and narrows nothing.
pub fn filter(
    app: &App,
    officer: &Officer,
    head: bool,
    asked: &Posted,
    now: Timestamp,
) -> (Filter, Vec<Fault>) {
    let mut faults = Vec::new();
    let said = |name| Some(asked.text(name).to_owned()).filter(|text| !text.is_empty());
    let mut day = |name: &'static str| {
        let text = said(name)?;
        let date: Result<Date, _> = text.parse();
        if date.is_err() {
            faults.push(Fault::new(name, "inbox-date"));
        }
        date.ok()
    };
    let (from, to) = (day("from"), day("to"));
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        faults.push(Fault::new("to", "inbox-order"));
    }
    let sought = said("q").and_then(|text| {
        let sought = Sought::read(&text);
        if sought.is_none() {
            faults.push(Fault::new("q", "inbox-short"));
        }
        sought
    });
    let start = |date: Date| app.start_of(date);
    let holder = said("holder").filter(|_| head);
    let holder = holder.and_then(|text| match text.as_str() {
        "none" => Some(Holder::Nobody),
        id => id.parse().ok().map(Holder::Officer),
    });
    let division = said("division").filter(|code| {
        let offered = divisions(app, &officer.agency);
        offered.iter().any(|(known, _)| known == code)
    });
    let filter = Filter {
        item: said("item"),
        step: said("step"),
        lamp: said("lamp").and_then(|key| Lamp::from_key(&key)),
        division: division.map(|code| beginning(&code).to_owned()),
        received_from: from.map(start),
        received_before: to.map(|to| start(to.saturating_add(1.day()))),
        holder,
        arrived_after: instant(asked.text("arrived"), now),
        sought,
    };
    (filter, faults)
}

/// Where an agency's cases can come from: its division, and those right below.
pub fn divisions(app: &App, agency: &str) -> Vec<(String, Localised)> {
    let Some(agency) = app.catalogue.agency(agency) else {
        return Vec::new();
    };
    let own = agency.division.as_str();
    let mut below: Vec<_> = app
        .catalogue
        .divisions()
        .filter(|one| one.parent.as_deref() == Some(own))
        .map(|one| (one.code.clone(), one.name.clone()))
        .collect();
    below.sort_by(|one, other| one.0.cmp(&other.0));
    below
}

/// What the codes of a division's places have in common (GB/T 2260: two digits a level, zeros for none).
fn beginning(code: &str) -> &str {
    if code.len() != 6 {
        return code;
    }
    let code = code.strip_suffix("00").unwrap_or(code);
    code.strip_suffix("00").unwrap_or(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &[(&str, &str)]) -> Posted {
        let pair = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Posted(pairs.iter().map(pair).collect())
    }

    #[test]
    fn an_address_to_keep_has_no_blanks_and_nothing_foreign() {
        let posted = asked(&[
            ("tab", "mine"),
            ("q", " 张三 "),
            ("item", ""),
            ("x", "y"),
            ("since", "5"),
        ]);
        assert!(has_blanks(&posted));
        assert_eq!(
            address(&known(&posted)),
            "/desk?tab=mine&q=%E5%BC%A0%E4%B8%89&since=5"
        );
        assert_eq!(
            narrowed(&posted, "mine").len(),
            2,
            "a view forgets when it was opened"
        );
    }

    #[test]
    fn codes_begin_with_those_above() {
        assert_eq!(beginning("620000"), "62");
        assert_eq!(beginning("620100"), "6201");
        assert_eq!(beginning("620102"), "620102");
        assert_eq!(beginning("620102002"), "620102002");
    }

    #[test]
    fn what_is_new_is_never_from_the_future_or_from_long_ago() {
        let now: Timestamp = "2026-11-23T01:00:00Z".parse().unwrap();
        let at = |text: &str| since(&asked(&[("since", text)]), now);
        assert_eq!(at(""), now);
        assert_eq!(at("x"), now);
        assert_eq!(at("9999999999999"), now);
        assert_eq!(at("0"), now - LONGEST);
    }
}
