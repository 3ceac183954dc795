//! A bundle against the items that it bundles: its parts exist and open in an order that can be kept, and whatever
//! somebody answers, each part is given all that its item asks for. The last is not reasoned about but played: over
//! every combination of the answers that decide anything.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use toml::Spanned;

use super::form::{choices, condition, conditions, form_keys, keys};
use super::texts::{form_texts, untranslated};
use super::{Found, finding};
use crate::application::{self, Answers, Checks, LONGEST_TEXT, LONGEST_TEXTAREA, MOST_MEMBERS};
use crate::bundle::given;
use crate::catalogue::item::{Field, FieldKind, MaterialRule, ServiceItem, When};
use crate::catalogue::kinds::Level;
use crate::catalogue::{Bundle, Catalogue, Definition, Finding, Part, Recorded, SourceFile};
use crate::locale::Localised;

/// Combinations that are played for one part; a bundle that people understand has some dozens.
const MOST: usize = 4096;

/// What stands for an answer that decides nothing.
const SOME: &str = "x";

struct Checker<'a> {
    bundle: &'a Bundle,
    catalogue: &'a Catalogue,
    items: Items<'a>,
    found: Vec<Found>,
}

/// The version of each item that the bundle is proved against.
pub type Items<'a> = &'a dyn Fn(&str) -> Option<Arc<Definition>>;

/// Every finding in one bundle, whose items the catalogue has.
pub fn check_bundle(bundle: &Bundle, file: &SourceFile, catalogue: &Catalogue) -> Vec<Finding> {
    check_bundle_with(bundle, file, catalogue, &|code| {
        catalogue.item(code).cloned()
    })
}

/// The same, with other versions of items than the catalogue's files have.
pub fn check_bundle_with(
    bundle: &Bundle,
    file: &SourceFile,
    catalogue: &Catalogue,
    items: Items<'_>,
) -> Vec<Finding> {
    let mut checker = Checker {
        bundle,
        catalogue,
        items,
        found: Vec::new(),
    };
    checker.head();
    checker
        .found
        .extend(keys(form_keys(bundle.form()).collect::<Vec<_>>()));
    checker.found.extend(conditions(bundle.form()));
    checker.found.extend(untranslated(file, texts(bundle)));
    checker.order();
    // Playing the form through needs a form and an order that hold together.
    if checker.found.is_empty() {
        for part in &bundle.parts {
            if let Some(definition) = items(part.code()) {
                checker.part(part, &definition.item);
            }
        }
    }
    let found = checker.found.into_iter();
    found.map(|found| finding(file, found)).collect()
}

fn texts(bundle: &Bundle) -> Vec<&Localised> {
    let guide = &bundle.guide;
    let mut texts = vec![
        &bundle.name,
        &bundle.summary,
        &guide.who,
        &guide.result,
        &guide.basis,
    ];
    texts.extend(&guide.conditions);
    let questions = guide.questions.iter();
    texts.extend(questions.flat_map(|question| [&question.ask, &question.answer]));
    texts.extend(form_texts(bundle.form()));
    texts.extend(bundle.parts.iter().map(|part| &part.name));
    texts
}

impl Checker<'_> {
    fn add(&mut self, span: Range<usize>, rule: &'static str, mend: impl Into<String>) {
        self.found.push((span, rule, mend.into()));
    }

    fn head(&mut self) {
        let (key, lead) = (&self.bundle.key, &self.bundle.lead);
        let text = key.get_ref();
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        // Digits alone would be an item's code.
        if !text.bytes().all(plain) || !text.bytes().any(|byte| byte.is_ascii_lowercase()) {
            let mend = format!("`{text}` goes into a URL; use a-z, digits and hyphens");
            self.add(key.span(), "key", mend);
        }
        if text == "applications" {
            self.add(key.span(), "key", "`applications` is reserved; rename it");
        }
        if !self
            .catalogue
            .agencies()
            .any(|agency| agency.function == *lead.get_ref())
        {
            let mend = format!("no agency has the function `{}`", lead.get_ref());
            self.add(lead.span(), "lead", mend);
        }
        // A promise to hand something in later is given to one agency.
        for rule in self.bundle.materials.iter().filter(|rule| rule.tolerable) {
            let mend = format!("`{}` can't be handed in later in a bundle", rule.key());
            self.add(rule.key.span(), "material", mend);
        }
    }

    /// The parts exist, once each, and can open one after the other.
    fn order(&mut self) {
        let bundle = self.bundle;
        let mut seen = BTreeSet::new();
        for part in &bundle.parts {
            let code = part.code();
            match (self.items)(code) {
                None => self.add(
                    part.item.span(),
                    "part",
                    format!("there is no item `{code}`"),
                ),
                Some(definition)
                    if definition.item.confidential || !definition.item.is_public() =>
                {
                    let mend = format!("`{code}` is not for citizens to apply for");
                    self.add(part.item.span(), "part", mend);
                }
                Some(_) => {}
            }
            if !seen.insert(code) {
                let mend = format!("`{code}` is a part already; name each item once");
                self.add(part.item.span(), "part", mend);
            }
            for after in &part.after {
                if bundle.part(after.get_ref()).is_none() {
                    let mend = format!("no part is `{}`", after.get_ref());
                    self.add(after.span(), "after", mend);
                }
            }
            if let Some(when) = &part.when {
                self.found.extend(condition(when, &bundle.pages));
            }
            if bundle.before(part).contains(code) {
                let mend = format!(
                    "`{code}` waits for itself: {}; take one `after` away",
                    ring(bundle, part).join(" after ")
                );
                self.add(part.item.span(), "cycle", mend);
            }
        }
    }

    fn part(&mut self, part: &Part, item: &ServiceItem) {
        let bundle = self.bundle;
        for audience in &bundle.audience {
            if !item.audience.contains(audience) {
                let mend = format!(
                    "`{}` is not for everybody whom the bundle is for: {}",
                    part.code(),
                    audience.key()
                );
                self.add(part.item.span(), "audience", mend);
            }
        }
        let before = self.found.len();
        self.names(part, item);
        for field in item.fields() {
            self.source(part, item, field);
        }
        self.routing(part, item);
        if self.found.len() == before {
            self.play(part, item);
        }
    }

    /// What the part's tables name is there.
    fn names(&mut self, part: &Part, item: &ServiceItem) {
        let answers = part.answers.iter().map(|(key, from)| (key, from.span()));
        let fixed = part.fixed.iter().map(|(key, from)| (key, from.span()));
        let recorded = part.recorded.iter();
        let recorded = recorded.map(|(key, from)| (key, from.part.span()));
        let mut seen = BTreeSet::new();
        for (key, span) in answers.chain(fixed).chain(recorded) {
            if item.field(key).is_none() {
                let mend = format!("`{}` asks for no `{key}`", part.code());
                self.add(span, "field", mend);
            } else if !seen.insert(key) {
                let mend = format!("`{key}` is answered twice; keep one of the lines");
                self.add(span, "field", mend);
            }
        }
        for (rule, source) in &part.materials {
            if item.material(rule).is_none() {
                let mend = format!("`{}` asks for no material `{rule}`", part.code());
                self.add(source.span(), "material", mend);
            }
            if self.bundle.form().material(source.get_ref()).is_none() {
                let mend = format!("the bundle has no material `{}`", source.get_ref());
                self.add(source.span(), "material", mend);
            }
        }
    }

    /// What answers the field answers it in its own kind.
    fn source(&mut self, part: &Part, item: &ServiceItem, field: &Field) {
        if let Some(fixed) = part.fixed.get(field.key()) {
            self.fixed(field, fixed);
        } else if let Some(recorded) = part.recorded.get(field.key()) {
            self.recorded(part, item, field, recorded);
        } else if let Some(source) = part.source(field.key()) {
            let line = part.answers.get(field.key());
            let span = line.map_or_else(|| part.item.span(), Spanned::span);
            match self.bundle.form().field(source) {
                Some(asked) => {
                    if let Some(why) = misfit(field, asked) {
                        let mend = format!("`{source}` can't answer `{}`: {why}", field.key());
                        self.add(span, "field", mend);
                    }
                }
                None if line.is_some() => {
                    let mend = format!("no page of the bundle asks for `{source}`");
                    self.add(span, "field", mend);
                }
                None => {}
            }
        }
    }

    fn fixed(&mut self, field: &Field, fixed: &Spanned<String>) {
        let checks = Checks {
            today: Date::MAX,
            is_division: &|field, code| self.catalogue.is_place(code, field.level),
        };
        let posted = [(field.key().to_owned(), fixed.get_ref().clone())];
        let (answers, faults) = application::check([field], &posted.into(), &checks);
        if !faults.is_empty() || !answers.contains_key(field.key()) {
            let mend = format!("`{}` is no answer to `{}`", fixed.get_ref(), field.key());
            self.add(fixed.span(), "fixed", mend);
        }
    }

    fn recorded(&mut self, part: &Part, item: &ServiceItem, field: &Field, from: &Recorded) {
        let bundle = self.bundle;
        let code = from.part.get_ref();
        let add = |checker: &mut Self, mend: String| {
            checker.add(from.part.span(), "recorded", mend);
        };
        let Some(source) = bundle
            .part(code)
            .filter(|source| bundle.before(part).contains(source.code()))
        else {
            let mend = format!(
                "`{}` does not wait for `{code}`; add it to `after`",
                part.code()
            );
            return add(self, mend);
        };
        // A part that somebody does not need records nothing.
        if let Some(when) = &source.when
            && !part.when.as_ref().is_some_and(|own| implies(own, when))
        {
            let mend = format!(
                "`{code}` does not apply to everybody who needs `{}`",
                part.code()
            );
            add(self, mend);
        }
        if asked_by(item, field) {
            let mend = format!(
                "a page or a material depends on `{}`; ask for it",
                field.key()
            );
            add(self, mend);
        }
        let definition = (self.items)(code);
        let step = definition
            .as_ref()
            .and_then(|definition| definition.item.step(&from.step));
        let step = step.map(|step| step.fields.iter());
        match step.and_then(|mut fields| fields.find(|field| field.key() == from.field)) {
            None => {
                let mend = format!(
                    "no step `{}` of `{code}` records `{}`",
                    from.step, from.field
                );
                add(self, mend);
            }
            Some(written) => {
                if let Some(why) = misfit(field, written) {
                    add(self, format!("`{}` does not fit: {why}", from.field));
                }
            }
        }
    }

    /// Who gets each part is known when the bundle is sent: its agency is told to the applicant, and must exist.
    fn routing(&mut self, part: &Part, item: &ServiceItem) {
        let others = item.steps.iter().filter_map(|step| step.agency.as_ref());
        let others = others.filter_map(|agency| agency.by.as_ref());
        for by in std::iter::once(&item.routing.by).chain(others) {
            if let Some(recorded) = part.recorded.get(by.get_ref()) {
                let mend = format!("`{}` decides who gets it; ask for it", by.get_ref());
                self.add(recorded.part.span(), "routing", mend);
            }
        }
    }

    /// Nothing that the item asks for is missing, whatever is answered.
    fn play(&mut self, part: &Part, item: &ServiceItem) {
        let bundle = self.bundle;
        let deciding = deciding(bundle, part, item);
        let combinations = deciding.iter().try_fold(1_usize, |count, field| {
            let ways = choices(field).len() + usize::from(field.optional);
            count.checked_mul(ways).filter(|count| *count <= MOST)
        });
        let Some(combinations) = combinations else {
            let mend = format!("more than {MOST} ways through the form decide about it; simplify");
            return self.add(part.item.span(), "form", mend);
        };
        let mut missing = BTreeSet::new();
        for number in 0..combinations {
            let answers = combination(bundle, &deciding, number);
            let counting = application::counting(bundle, &answers);
            if application::holds(part.when.as_ref(), &counting) {
                missing.extend(gaps(bundle, part, item, &counting));
            }
        }
        for (rule, mend) in missing {
            self.add(part.item.span(), rule, mend);
        }
    }
}

/// The fields of the bundle that decide what of it, or of the item, is asked.
fn deciding<'a>(bundle: &'a Bundle, part: &Part, item: &ServiceItem) -> Vec<&'a Field> {
    let form = bundle.form();
    let own = form.pages.iter().filter_map(|page| page.when.as_ref());
    let own = own.chain(form.materials.iter().filter_map(|rule| rule.when.as_ref()));
    let own = own
        .chain(&part.when)
        .map(|when| when.field.get_ref().as_str());
    let items = item.pages.iter().filter_map(|page| page.when.as_ref());
    let items = items.chain(item.materials.iter().filter_map(|rule| rule.when.as_ref()));
    let items = items.filter_map(|when| part.source(when.field.get_ref()));
    let keys: BTreeSet<&str> = own.chain(items).collect();
    form.fields()
        .filter(|field| keys.contains(field.key()) && !choices(field).is_empty())
        .collect()
}

/// The answers of one way through the form: what may be left out is, unless it decides something.
fn combination(bundle: &Bundle, deciding: &[&Field], mut number: usize) -> Answers {
    let mut answers: Answers = bundle
        .form()
        .fields()
        .filter(|field| !field.optional)
        .map(|field| (field.key().to_owned(), SOME.to_owned()))
        .collect();
    for field in deciding {
        let options = choices(field);
        let ways = options.len() + usize::from(field.optional);
        let chosen = options.get(number.checked_rem(ways).unwrap_or(0));
        number = number.checked_div(ways).unwrap_or(0);
        match chosen {
            Some(chosen) => answers.insert(field.key().to_owned(), (*chosen).to_owned()),
            None => answers.remove(field.key()),
        };
    }
    answers
}

/// What the item asks for and is not given.
fn gaps(
    bundle: &Bundle,
    part: &Part,
    item: &ServiceItem,
    answers: &Answers,
) -> Vec<(&'static str, String)> {
    let mut given = given(bundle, part, item, answers).answers;
    for field in part.recorded.keys() {
        given.insert(field.clone(), SOME.to_owned());
    }
    let asked = application::pages(item, &given);
    let asked = asked.iter().flat_map(|page| &page.fields);
    let mut gaps: Vec<_> = asked
        .filter(|field| !field.optional && !given.contains_key(field.key()))
        .map(|field| {
            let (code, key) = (part.code(), field.key());
            let mend =
                format!("nothing answers `{key}` of `{code}` in every case; ask, fix or record it");
            ("field", mend)
        })
        .collect();
    let at_hand = application::uploads(bundle, answers);
    let covered = |rule: &MaterialRule| {
        let source = part.material(rule.key());
        at_hand
            .iter()
            .any(|have| have.key() == source && !have.optional)
    };
    let uploads = application::uploads(item, &given).into_iter();
    gaps.extend(
        uploads
            .filter(|rule| !rule.optional && !covered(rule))
            .map(|rule| {
                let (code, key) = (part.code(), rule.key());
                let mend =
                    format!("the material `{key}` of `{code}` is not asked for in every case");
                ("material", mend)
            }),
    );
    gaps
}

/// Why one field's answers are not all answers to the other.
fn misfit(field: &Field, source: &Field) -> Option<String> {
    if field.kind != source.kind {
        return Some("it is of another kind".to_owned());
    }
    if field.kind == FieldKind::Declaration && field.wording() != source.wording() {
        return Some("it declares something else".to_owned());
    }
    if field.kind == FieldKind::Group {
        return misfit_group(field, source);
    }
    let longest = |field: &Field| {
        let unsaid = match field.kind {
            FieldKind::Text | FieldKind::Address | FieldKind::DivisionAddress => LONGEST_TEXT,
            FieldKind::Textarea => LONGEST_TEXTAREA,
            _ => u32::MAX,
        };
        field.max.unwrap_or(unsaid)
    };
    let of_size = matches!(
        field.kind,
        FieldKind::Text
            | FieldKind::Address
            | FieldKind::DivisionAddress
            | FieldKind::Textarea
            | FieldKind::Integer
            | FieldKind::Money
    );
    if of_size && longest(source) > longest(field) {
        return Some(format!("it may be more than {}", longest(field)));
    }
    let is_number = matches!(field.kind, FieldKind::Integer | FieldKind::Money);
    if is_number && source.min.unwrap_or(0) < field.min.unwrap_or(0) {
        return Some(format!(
            "it may be less than {}",
            field.min.unwrap_or_default()
        ));
    }
    let level = |field: &Field| field.level.unwrap_or(Level::County);
    let is_place = matches!(field.kind, FieldKind::Division | FieldKind::DivisionAddress);
    if is_place && level(source) > level(field) {
        return Some("it goes down to smaller places".to_owned());
    }
    let known = |key: &str| field.options.iter().any(|option| option.key == key);
    let strange = source.options.iter().find(|option| !known(&option.key));
    strange.map(|option| format!("it has no option `{}`", option.key))
}

/// As many members at most, and of each of them the same is known.
fn misfit_group(field: &Field, source: &Field) -> Option<String> {
    let most = |field: &Field| field.max.unwrap_or(MOST_MEMBERS);
    if most(source) > most(field) || source.min.unwrap_or(0) < field.min.unwrap_or(0) {
        return Some("it may have more or fewer members".to_owned());
    }
    let strange = |inner: &Field| !field.fields.iter().any(|own| own.key() == inner.key());
    if let Some(inner) = source.fields.iter().find(|inner| strange(inner)) {
        return Some(format!("it does not ask for `{}`", inner.key()));
    }
    field.fields.iter().find_map(|inner| {
        let key = inner.key();
        match source.fields.iter().find(|one| one.key() == key) {
            Some(one) if one.optional && !inner.optional => {
                Some(format!("`{key}` may be left out"))
            }
            Some(one) => misfit(inner, one).map(|why| format!("`{key}`: {why}")),
            None if inner.optional => None,
            None => Some(format!("nothing answers `{key}`")),
        }
    })
}

/// Whether `other` holds wherever `one` does, as far as can be seen from the two alone.
fn implies(one: &When, other: &When) -> bool {
    one.field.get_ref() == other.field.get_ref()
        && one.is.iter().all(|value| other.is.contains(value))
}

fn asked_by(item: &ServiceItem, field: &Field) -> bool {
    let pages = item.pages.iter().filter_map(|page| page.when.as_ref());
    let rules = item.materials.iter().filter_map(|rule| rule.when.as_ref());
    pages
        .chain(rules)
        .any(|when| when.field.get_ref() == field.key())
}

/// The codes along which a part waits for itself.
fn ring<'a>(bundle: &'a Bundle, part: &'a Part) -> Vec<&'a str> {
    let mut way = vec![part.code()];
    let mut at = part;
    while way.len() <= bundle.parts.len() {
        let next = at
            .after
            .iter()
            .filter_map(|code| bundle.part(code.get_ref()))
            .find(|next| next.code() == part.code() || bundle.before(next).contains(part.code()));
        let Some(next) = next else { break };
        way.push(next.code());
        if next.code() == part.code() {
            break;
        }
        at = next;
    }
    way
}
