//! The words of a notice: one frame, and a template for what is particular to each kind. The templates lay out; every
//! word is in the locale. What comes out is read by `app::parts::notice`, which also says what the marks mean.

use app::text::{t, tv};
use askama::Template;
use domain::case::{
    Case, Ctx, DeadlineKind, DeclineGround, Entry, Fact, IdentityShown, NoticeNo, StatementRef,
    Target,
};
use domain::catalogue::{ItemType, Level, ServiceItem};
use domain::identifier::resident_id;
use domain::locale::{Locale, Localised};
use jiff::civil::Date;
use store::receptions::Agent;

use super::kind::{Kind, reason};
use crate::clock::pause_reason;
use crate::error::Error;
use crate::notify::payment_by;
use crate::state::App;

/// What a notice is made of, `case` and `ctx` being as they were with the entry.
pub struct Made<'a> {
    pub kind: Kind,
    pub case: &'a Case,
    pub ctx: &'a Ctx<'a>,
    pub entry: &'a Entry,
    /// Absent for one from before notices were numbered.
    pub number: Option<NoticeNo>,
    pub to: Localised,
    /// The applicant is an agency, which no remedy is told.
    pub to_agency: bool,
    /// Absent for words that were erased.
    pub words: &'a dyn Fn(&StatementRef) -> Option<String>,
    /// Who delivered.
    pub officer: Option<Localised>,
    /// What whoever took the result at a counter showed, and the applicant's agent where it was one.
    pub taker: Option<(IdentityShown, Option<Agent>)>,
    /// What was delivered: the decision, and its number.
    pub document: Option<(Kind, Option<NoticeNo>)>,
    /// What a step found that took a licence back.
    pub outcome: Option<Localised>,
    /// In fen: what has to be paid from now on.
    pub fee: Option<u32>,
}

/// What the templates ask.
struct Said {
    locale: Locale,
    kind: Kind,
    sort: Sort,
    /// It asks for the fee as well.
    payment: bool,
    values: Vec<(&'static str, String)>,
    /// It had been accepted, without something that was promised (容缺受理).
    accepted: bool,
    /// What has to be mended, and how.
    asked: Vec<(String, String)>,
    /// All of it was promised when it was applied for, so that nothing is wrong.
    promised: bool,
    owed: Vec<String>,
    reason: Option<String>,
    ground: Option<DeclineGround>,
    legal: bool,
    at_counter: bool,
}

macro_rules! templates {
    ($($kind:ident $path:tt,)+) => {
        $(
            #[derive(Template)]
            #[template(path = $path, escape = "none")]
            struct $kind<'a> {
                n: &'a Said,
            }
        )+

        fn fill(said: &Said) -> Result<String, askama::Error> {
            match said.kind {
                $(Kind::$kind => $kind { n: said }.render(),)+
            }
        }
    };
}

templates! {
    Acceptance "notice/acceptance.txt",
    DeemedAcceptance "notice/acceptance.txt",
    Correction "notice/correction.txt",
    Declination "notice/declination.txt",
    Return "notice/return.txt",
    Withdrawal "notice/withdrawal.txt",
    Pause "notice/pause.txt",
    Extension "notice/extension.txt",
    Granted "notice/granted.txt",
    Refused "notice/refused.txt",
    Delivery "notice/delivery.txt",
    Revocation "notice/revocation.txt",
    Voiding "notice/voiding.txt",
}

impl Said {
    fn t(&self, key: &str) -> String {
        t(self.locale, key)
    }

    /// A sentence, which may name any of the values.
    fn say(&self, key: &str) -> String {
        let values: Vec<_> = self
            .values
            .iter()
            .map(|(name, value)| (*name, value.as_str().into()))
            .collect();
        tv(self.locale, key, &values)
    }

    fn v(&self, name: &str) -> &str {
        let found = self.values.iter().find(|(known, _)| *known == name);
        found.map_or("", |(_, value)| value)
    }

    fn has(&self, name: &str) -> bool {
        !self.v(name).is_empty()
    }

    fn title(&self) -> String {
        if self.payment {
            return t(self.locale, WITH_PAYMENT);
        }
        t(self.locale, &title_key(self.kind, self.sort))
    }

    fn licence(&self) -> bool {
        self.sort == Sort::Licence
    }

    fn answer(&self) -> bool {
        self.sort == Sort::Answer
    }

    /// The words of whoever acted, each line as a quotation.
    fn quote(&self) -> Option<String> {
        let words = self.reason.as_deref()?;
        let lines: Vec<String> = words.lines().map(|line| format!("> {line}")).collect();
        Some(lines.join("\n"))
    }

    fn asked(&self) -> Vec<String> {
        let item = |(what, note): &(String, String)| {
            let values = [("what", what.into()), ("note", note.into())];
            tv(self.locale, "notice-asked", &values)
        };
        self.asked.iter().map(item).collect()
    }

    fn is_deemed(&self) -> bool {
        self.kind == Kind::DeemedAcceptance
    }

    fn not_ours(&self) -> bool {
        self.ground == Some(DeclineGround::NotOurs)
    }
}

/// The title of a decision that is a payment notice (缴费通知书) as well: no other paper asks for the fee.
pub const WITH_PAYMENT: &str = "notice-title-granted-payment";

/// What an item's notices are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sort {
    Licence,
    /// Something was told, and is answered.
    Answer,
    Other,
}

impl Sort {
    pub fn of(item: &ServiceItem) -> Self {
        match item.item_type {
            ItemType::Licence => Self::Licence,
            _ if item.answer => Self::Answer,
            _ => Self::Other,
        }
    }
}

/// A licence is granted and refused under the name that the law has for it; an answer grants and refuses nothing.
pub fn title_key(kind: Kind, sort: Sort) -> String {
    match (kind, sort) {
        (Kind::Granted | Kind::Refused, Sort::Licence) => {
            format!("notice-title-{}-licence", kind.key())
        }
        (Kind::Granted | Kind::Refused, Sort::Answer) => "notice-title-answer".to_owned(),
        _ => format!("notice-title-{}", kind.key()),
    }
}

/// # Errors
/// A fault of a template.
pub fn text(app: &App, locale: Locale, made: &Made<'_>) -> Result<String, Error> {
    let said = said(app, locale, made);
    fill(&said).map_err(|error| Error::fault(format!("notice template: {error}")))
}

/// A value stands within a sentence: its lines run on, and it begins with no mark.
pub(super) fn inline(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    text.trim_start_matches(['#', '>', '-', ' ']).to_owned()
}

fn said(app: &App, locale: Locale, made: &Made<'_>) -> Said {
    let Made { case, ctx, .. } = made;
    let (item, fact) = (ctx.item, &made.entry.fact);
    let agency = app.catalogue.agency(&case.agency);
    let day = |date: Date| app::text::date(locale, date);
    let deadlines = case.deadlines(ctx);
    let until = |kind| {
        let found = deadlines.iter().find(|one| one.kind == kind)?;
        found.is_running().then(|| day(found.counted.due_on))
    };
    let own = |words: Option<&Localised>| words.map(|words| words.get(locale).to_owned());
    let mut said = Said {
        locale,
        kind: made.kind,
        sort: Sort::of(item),
        payment: made.fee.is_some(),
        values: Vec::new(),
        asked: Vec::new(),
        promised: case.awaits_promised(),
        owed: Vec::new(),
        accepted: case.acceptance.is_some(),
        reason: reason(fact).and_then(made.words),
        ground: None,
        legal: false,
        at_counter: false,
    };
    let mut add = |name, value: Option<String>| {
        said.values.push((name, inline(&value.unwrap_or_default())));
    };
    add("agency", own(agency.map(|agency| &agency.name)));
    add("address", own(agency.map(|agency| &agency.address)));
    add("phone", agency.map(|agency| agency.phone.clone()));
    add(
        "complaint",
        agency.map(|agency| agency.complaint_phone.clone()),
    );
    add("number", Some(number(locale, made)));
    add("to", Some(made.to.get(locale).to_owned()));
    add("item", Some(item.name.get(locale).to_owned()));
    add("no", Some(case.received.no.grouped()));
    add("on", Some(day(ctx.date(made.entry.at))));
    add("received", Some(day(ctx.date(case.received_at))));
    add(
        "from",
        case.acceptance
            .as_ref()
            .map(|accepted| day(ctx.date(accepted.counts_from))),
    );
    add("promised", until(DeadlineKind::Promised));
    add("statutory", until(DeadlineKind::Statutory));
    add("supplement", until(DeadlineKind::Supplement));
    add("tolerated", until(DeadlineKind::Tolerated));
    add("delivery", until(DeadlineKind::Delivery));
    let may_appeal = made.kind.burdens() && !made.to_agency;
    let remedies = may_appeal.then(|| match made.kind {
        // The item's words are for a decision; to void is none.
        Kind::Voiding => t(locale, "notice-voiding-rights"),
        _ => item.guide.remedies.get(locale).to_owned(),
    });
    add("remedies", remedies);
    let organ = (may_appeal && !item.answer)
        .then(|| organ(app, locale, agency.map_or("", |agency| &agency.division)));
    add("organ", organ.flatten());
    let licence = case.licence.as_ref();
    let rule = item.licence.as_ref().filter(|_| licence.is_some());
    add("licence", own(rule.map(|rule| &rule.name)));
    add(
        "licenceno",
        licence.map(|licence| licence.number.to_string()),
    );
    add(
        "fee",
        made.fee.map(|fee| app::reckoning::money(locale, fee)),
    );
    add(
        "feename",
        own(item.fee.name.as_ref()).or_else(|| Some(t(locale, "case-fee"))),
    );
    add("feebasis", own(item.fee.basis.as_ref()));
    let pay = case.awaits_payment(ctx);
    add(
        "pay",
        pay.and_then(|open| payment_by(ctx, &deadlines, open))
            .map(day),
    );
    let basis = match fact {
        Fact::Extended { .. } => own(item.extension().and_then(|rule| rule.basis).as_ref()),
        _ => bases(locale, made, item.item_type == ItemType::Licence),
    };
    add("basis", basis);
    let (mut limit, mut name, mut right) = (None, None, None);
    match fact {
        Fact::Paused {
            reason,
            legal,
            expected,
            ..
        } => {
            limit = Some(*expected);
            name = Some(pause_reason(item, reason).get(locale).to_owned());
            said.legal = *legal;
        }
        Fact::Extended { limit: by, .. } => limit = Some(*by),
        Fact::Voided { ground, .. } => {
            name = Some(t(locale, &format!("void-ground-{}", ground.key())));
        }
        Fact::Declined { ground, agency, .. } => {
            said.ground = Some(*ground);
            right = agency.as_deref().and_then(|id| app.catalogue.agency(id));
        }
        Fact::Corrected { targets } => {
            for target in targets {
                let note = (made.words)(&target.note).unwrap_or_default();
                said.asked
                    .push((inline(&named(item, &target.what, locale)), inline(&note)));
            }
        }
        Fact::Accepted { .. } => {
            let owed = case.owed.iter().filter_map(|rule| item.material(rule));
            said.owed = owed.map(|rule| rule.name.get(locale).to_owned()).collect();
        }
        Fact::Delivered { method, .. } => {
            said.at_counter = method.key() == "counter";
            name = Some(t(locale, &format!("notice-method-{}", method.key())));
        }
        _ => {}
    }
    let mut add = |name, value: Option<String>| {
        said.values.push((name, inline(&value.unwrap_or_default())));
    };
    add(
        "limit",
        limit.map(|limit| app::reckoning::limit(locale, limit)),
    );
    add("until", until(DeadlineKind::Pause));
    add("procedure", name);
    add("right", own(right.map(|agency| &agency.name)));
    add("rightaddress", own(right.map(|agency| &agency.address)));
    add("rightphone", right.map(|agency| agency.phone.clone()));
    add("officer", own(made.officer.as_ref()));
    add("outcome", own(made.outcome.as_ref()));
    let today = ctx.date(made.entry.at);
    let taker = made.taker.as_ref().map(|(_, agent)| match agent {
        Some(agent) => {
            let number = resident_id::check(agent.id_no.expose(), today);
            let number = number.map_or_else(|_| String::new(), |number| number.masked());
            let values = [("name", (&agent.name).into()), ("number", number.into())];
            tv(locale, "notice-delivery-agent", &values)
        }
        None => made.to.get(locale).to_owned(),
    });
    add("taker", taker);
    let shown = made.taker.as_ref();
    let shown = shown.map(|(shown, _)| t(locale, &format!("counter-identity-{}", shown.key())));
    add("shown", shown);
    let at = app::text::date_time(locale, made.entry.at, &app.catalogue.tz);
    add("at", Some(at));
    let document = made.document.map(|(kind, number)| {
        let title = t(locale, &title_key(kind, Sort::of(item)));
        match number {
            Some(number) => {
                let number = words_of(locale, number);
                let values = [("title", title.into()), ("number", number.into())];
                tv(locale, "notice-document", &values)
            }
            None => title,
        }
    });
    add("document", document);
    said
}

/// The agency's number in its year, or else the case's with that of the entry: either way no two are the same.
fn number(locale: Locale, made: &Made<'_>) -> String {
    match made.number {
        Some(number) => words_of(locale, number),
        None => {
            let values = [
                ("no", made.case.received.no.as_str().into()),
                ("seq", made.entry.seq.to_string().into()),
            ];
            tv(locale, "notice-number", &values)
        }
    }
}

pub fn words_of(locale: Locale, no: NoticeNo) -> String {
    let values = [
        ("year", no.year.to_string().into()),
        ("serial", no.serial.to_string().into()),
    ];
    tv(locale, "clock-notice", &values)
}

/// The articles: of the licensing law for a licence, and those that the item's guide names.
fn bases(locale: Locale, made: &Made<'_>, licence: bool) -> Option<String> {
    let article = match (made.kind, &made.entry.fact) {
        (Kind::Declination, Fact::Declined { ground, .. }) => match ground {
            DeclineGround::NotRequired => Some("declination-not-required"),
            DeclineGround::NotOurs => Some("declination-not-ours"),
        },
        // Of a case that was accepted, the promise was broken; the article is about what comes before.
        (Kind::Return, _) if made.case.acceptance.is_some() => None,
        // It says so itself, as far as there is one.
        (Kind::Pause | Kind::Extension | Kind::Withdrawal | Kind::Voiding, _) => return None,
        (kind, _) => Some(kind.key()),
    };
    let law = article
        .filter(|_| licence)
        .map(|article| t(locale, &format!("notice-article-{article}")));
    let decides = matches!(
        made.kind,
        Kind::Acceptance
            | Kind::DeemedAcceptance
            | Kind::Declination
            | Kind::Granted
            | Kind::Refused
            | Kind::Revocation
    );
    // Articles of one law that follow one another are named together.
    let own = made.ctx.item.guide.legal_basis.iter().filter(|_| decides);
    let own: Vec<_> = own.collect();
    let own = own.chunk_by(|one, next| one.law == next.law).map(|same| {
        let articles: Vec<&str> = same.iter().map(|basis| basis.article.get(locale)).collect();
        let law = same.first().map_or("", |basis| basis.law.get(locale));
        let articles = articles.join(&t(locale, "notice-and-article"));
        let values = [("law", law.into()), ("article", articles.into())];
        tv(locale, "notice-law", &values)
    });
    let all: Vec<String> = law.into_iter().chain(own).collect();
    (!all.is_empty()).then(|| all.join(&t(locale, "notice-and")))
}

/// 行政复议机关: the government of the agency's place (行政复议法 24); for what lies below the counties, or has no
/// government of its own, the one above.
fn organ(app: &App, locale: Locale, division: &str) -> Option<String> {
    let place = app
        .catalogue
        .upwards(division)
        .find(|place| place.level <= Level::County && !place.service_region)?;
    let name = app.catalogue.place_name(place);
    let values = [("place", name.get(locale).into())];
    Some(tv(locale, "notice-government", &values))
}

/// What a correction names.
fn named(item: &ServiceItem, target: &Target, locale: Locale) -> String {
    let name = match target {
        Target::Field(key) => item.field(key).map(|field| &field.label),
        Target::Material(key) => item.material(key).map(|rule| &rule.name),
    };
    name.map_or_else(String::new, |name| name.get(locale).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every kind with everything that it may have, and with nothing.
    #[test]
    fn every_kind_has_its_words_in_both_languages() {
        let names = [
            "agency",
            "address",
            "phone",
            "complaint",
            "number",
            "to",
            "item",
            "no",
            "on",
            "received",
            "from",
            "promised",
            "statutory",
            "supplement",
            "tolerated",
            "delivery",
            "remedies",
            "organ",
            "licence",
            "licenceno",
            "basis",
            "limit",
            "until",
            "procedure",
            "right",
            "rightaddress",
            "rightphone",
            "officer",
            "taker",
            "shown",
            "outcome",
            "at",
            "document",
            "fee",
            "feename",
            "feebasis",
            "pay",
        ];
        for locale in Locale::ALL {
            for kind in Kind::ALL {
                for full in [true, false] {
                    let value = if full { "值" } else { "" };
                    let said = Said {
                        locale,
                        kind,
                        sort: if full { Sort::Licence } else { Sort::Answer },
                        payment: full && kind == Kind::Granted,
                        values: names.map(|name| (name, value.to_owned())).into(),
                        asked: vec![("平面图".into(), "请加盖公章".into())],
                        promised: full,
                        owed: full.then(|| "公约".into()).into_iter().collect(),
                        accepted: full,
                        reason: full.then(|| "一\n# 二".into()),
                        ground: full.then_some(DeclineGround::NotOurs),
                        legal: full,
                        at_counter: full,
                    };
                    let text = fill(&said).unwrap();
                    assert!(!text.contains('⟦'), "{text}");
                    assert!(text.contains(&format!("## {}", said.title())), "{text}");
                    // Nobody's words are taken for marks.
                    assert!(!text.lines().any(|line| line.trim() == "# 二"), "{text}");
                    assert_eq!(Kind::from_key(kind.key()), Some(kind));
                }
            }
        }
        assert_eq!(inline("## 张\n三 "), "张 三");
    }
}
