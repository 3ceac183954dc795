//! The proof that a definition may be used: references exist, every step can be reached and can
//! end, limits fit, both languages are there, and the guide says what article 30 asks for.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::item::{ACCEPTANCE, END, FieldKind, ServiceItem, Step, StepAct, TimeLimit, When};
use super::place::{AgenciesFile, DivisionsFile, PeopleFile};
use super::read::line_of;
use super::{Finding, SourceFile};
use crate::authority::{Act, Role, may};
use crate::identifier::credit_code;
use crate::limit::Unit;
use crate::locale::Localised;

struct Checker<'a> {
    file: &'a SourceFile,
    item: &'a ServiceItem,
    findings: Vec<Finding>,
}

/// Every finding in one item.
pub fn check_item(item: &ServiceItem, file: &SourceFile) -> Vec<Finding> {
    let mut checker = Checker {
        file,
        item,
        findings: Vec::new(),
    };
    checker.code();
    checker.keys();
    checker.conditions();
    checker.routing();
    checker.limits();
    checker.process();
    checker.licence();
    checker.texts();
    checker.findings
}

impl Checker<'_> {
    fn add(&mut self, span: Range<usize>, rule: &'static str, mend: impl Into<String>) {
        let line = line_of(&self.file.text, span.start);
        self.findings.push(Finding {
            file: self.file.path.clone(),
            line,
            rule,
            mend: mend.into(),
        });
    }

    /// The span of a key that carries none, found by its text; that of a key that a line starts
    /// with if there is one, since the same word may stand in a comment or a value before.
    fn near(&self, needle: &str) -> Range<usize> {
        let text = &self.file.text;
        let start = text
            .match_indices(needle)
            .map(|(at, _)| at)
            .find(|at| text[..*at].ends_with('\n'))
            .or_else(|| text.find(needle))
            .unwrap_or(0);
        start..start
    }

    /// The span of a limit, as a table of its own or inside `[limits]`.
    fn near_limit(&self, key: &str) -> Range<usize> {
        let table = format!("[limits.{key}]");
        self.near(if self.file.text.contains(&table) {
            &table
        } else {
            key
        })
    }

    /// The span of a text, on a line without its translation where there is such a line.
    fn near_text(&self, zh: &str) -> Range<usize> {
        let text = &self.file.text;
        let quoted = format!("zh = \"{zh}\"");
        let alone = text.match_indices(&quoted).map(|(at, _)| at).find(|at| {
            let line = text[*at..].split('\n').next().unwrap_or_default();
            !line.contains("en = \"") || line.contains("en = \"\"")
        });
        let start = alone
            .or_else(|| text.find(&quoted))
            .or_else(|| text.find(zh))
            .unwrap_or(0);
        start..start
    }

    fn code(&mut self) {
        let code = &self.item.code;
        if code.get_ref().len() != 12 || !code.get_ref().bytes().all(|byte| byte.is_ascii_digit()) {
            self.add(code.span(), "code", "write the 基本编码 with its 12 digits");
        }
    }

    fn keys(&mut self) {
        let item = self.item;
        let mut seen = BTreeSet::new();
        let groups = [
            item.pages
                .iter()
                .map(|page| ("page", &page.key))
                .collect::<Vec<_>>(),
            item.fields().map(|field| ("field", &field.key)).collect(),
            item.materials
                .iter()
                .map(|rule| ("material", &rule.key))
                .collect(),
            item.steps.iter().map(|step| ("step", &step.key)).collect(),
        ];
        for (kind, key) in groups.into_iter().flatten() {
            let text = key.get_ref();
            if text.is_empty()
                || !text
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            {
                self.add(
                    key.span(),
                    "key",
                    format!("`{text}` goes into a URL; use a-z, 0-9 and hyphens"),
                );
            }
            if !seen.insert((kind, text.clone())) {
                self.add(
                    key.span(),
                    "key-twice",
                    format!("a second {kind} is named `{text}`"),
                );
            }
            if kind == "step" && [ACCEPTANCE, END, "supplement"].contains(&text.as_str()) {
                self.add(
                    key.span(),
                    "key-reserved",
                    format!("`{text}` is reserved; rename it"),
                );
            }
        }
    }

    fn conditions(&mut self) {
        let item = self.item;
        for (index, page) in item.pages.iter().enumerate() {
            if let Some(when) = &page.when {
                self.condition(when, &item.pages[..index]);
            }
            for field in &page.fields {
                let mut seen = BTreeSet::new();
                for option in &field.options {
                    // Several answers are stored joined by commas.
                    if option.key.is_empty()
                        || option.key.contains(',')
                        || !seen.insert(&option.key)
                    {
                        self.add(
                            field.key.span(),
                            "options",
                            format!(
                                "the option `{}` needs a key of its own without a comma",
                                option.key
                            ),
                        );
                    }
                }
                let needs_options = matches!(field.kind, FieldKind::Choice | FieldKind::Choices);
                if needs_options && field.options.is_empty() {
                    self.add(
                        field.key.span(),
                        "options",
                        "a choice needs at least one option",
                    );
                }
            }
        }
        for rule in &item.materials {
            if let Some(when) = &rule.when {
                self.condition(when, &item.pages);
            }
        }
    }

    fn condition(&mut self, when: &When, before: &[super::FormPage]) {
        let field = before
            .iter()
            .flat_map(|page| &page.fields)
            .find(|field| field.key() == when.field.get_ref());
        let Some(field) = field else {
            self.add(
                when.field.span(),
                "condition",
                format!("no earlier page asks for `{}`", when.field.get_ref()),
            );
            return;
        };
        let allowed: Vec<&str> = match field.kind {
            FieldKind::YesNo => vec!["yes", "no"],
            FieldKind::Choice => field
                .options
                .iter()
                .map(|option| option.key.as_str())
                .collect(),
            _ => {
                self.add(
                    when.field.span(),
                    "condition",
                    "a condition can ask a choice or a yes-no field only",
                );
                return;
            }
        };
        for value in &when.is {
            if !allowed.contains(&value.as_str()) {
                self.add(
                    when.field.span(),
                    "condition",
                    format!("`{value}` is no answer to `{}`", when.field.get_ref()),
                );
            }
        }
    }

    fn routing(&mut self) {
        let by = &self.item.routing.by;
        let field = self.item.field(by.get_ref());
        if !field.is_some_and(|field| field.kind == FieldKind::Division && !field.optional) {
            self.add(
                by.span(),
                "routing",
                format!(
                    "`{}` must be a field of kind `division` that is not optional",
                    by.get_ref()
                ),
            );
        } else if self.item.pages.iter().any(|page| {
            page.when.is_some() && page.fields.iter().any(|field| field.key() == by.get_ref())
        }) {
            self.add(
                by.span(),
                "routing",
                "the page that asks for it must not have a `when`",
            );
        }
    }

    fn limits(&mut self) {
        let limits = &self.item.limits;
        if let Some(statutory) = &limits.statutory {
            if longest_days(&limits.promised) > longest_days(statutory) {
                self.add(
                    self.near_limit("promised"),
                    "promise-too-long",
                    "the promised limit is longer than the statutory one; shorten it",
                );
            }
            if statutory.basis.is_none() {
                self.add(
                    self.near_limit("statutory"),
                    "limit-basis",
                    "name the article that sets the statutory limit",
                );
            }
        }
        if limits.promised.unit == Unit::WorkingDay
            && let Some(total) = self.longest_path()
            && total > limits.promised.value.max(1)
        {
            self.add(
                self.near("[[step]]"),
                "steps-too-long",
                format!(
                    "the steps up to the decision take {total} working days on the longest way, \
                     more than the {} that are promised",
                    limits.promised.value
                ),
            );
        }
    }

    /// Sum of step limits from the first step to the decision, rework loops taken once.
    fn longest_path(&self) -> Option<u32> {
        fn walk<'a>(item: &'a ServiceItem, step: &'a Step, on_path: &mut Vec<&'a str>) -> u32 {
            let own = step.limit.unwrap_or(0);
            if step.act == StepAct::Decision {
                return own;
            }
            on_path.push(step.key());
            let rest = step
                .outcomes
                .iter()
                .filter_map(|outcome| item.step(outcome.next.get_ref()))
                .filter(|next| !on_path.contains(&next.key()))
                .map(|next| walk(item, next, &mut on_path.clone()))
                .max()
                .unwrap_or(0);
            on_path.pop();
            own + rest
        }
        // The walk is exponential in branches; definitions beyond this are refused elsewhere.
        if self.item.steps.len() > 24 {
            return None;
        }
        self.item
            .steps
            .first()
            .map(|first| walk(self.item, first, &mut Vec::new()))
    }

    fn process(&mut self) {
        let item = self.item;
        if item.steps.len() > 24 {
            self.add(self.near("[[step]]"), "steps-too-many", "at most 24 steps");
            return;
        }
        let Some(first) = item.steps.first() else {
            self.add(
                self.near("[[step]]"),
                "no-steps",
                "a process needs at least one step",
            );
            return;
        };
        let known: HashMap<&str, &Step> =
            item.steps.iter().map(|step| (step.key(), step)).collect();
        for step in &item.steps {
            self.step(step, &known);
        }
        let mut reached = BTreeSet::from([first.key()]);
        let mut frontier = vec![first];
        while let Some(step) = frontier.pop() {
            for outcome in &step.outcomes {
                if let Some(next) = known.get(outcome.next.get_ref().as_str())
                    && reached.insert(next.key())
                {
                    frontier.push(next);
                }
            }
        }
        let mut ending: BTreeSet<&str> = BTreeSet::new();
        loop {
            let before = ending.len();
            for step in &item.steps {
                if step.outcomes.iter().any(|outcome| {
                    let next = outcome.next.get_ref().as_str();
                    next == END || ending.contains(next)
                }) {
                    ending.insert(step.key());
                }
            }
            if ending.len() == before {
                break;
            }
        }
        for step in &item.steps {
            if !reached.contains(step.key()) {
                self.add(
                    step.key.span(),
                    "unreachable",
                    "no outcome leads to this step",
                );
            }
            if !ending.contains(step.key()) {
                self.add(
                    step.key.span(),
                    "dead-end",
                    "no way leads from this step to `end`",
                );
            }
        }
        if item.steps.iter().any(|step| step.act == StepAct::Decision) {
            self.order(first, &known);
        } else {
            self.add(
                first.key.span(),
                "no-decision",
                "one step must have `act = \"decision\"`",
            );
        }
    }

    /// Every way through the process decides exactly once: nothing ends, and nothing is issued or
    /// delivered, before; nothing is issued after a refusal, and nothing is decided again.
    fn order<'a>(&mut self, first: &'a Step, known: &HashMap<&str, &'a Step>) {
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        enum So {
            Undecided,
            Granted,
            Refused,
        }
        let mut seen = BTreeSet::from([(first.key(), So::Undecided)]);
        let mut frontier = vec![(first, So::Undecided)];
        while let Some((step, so)) = frontier.pop() {
            let fault = match (so, step.act) {
                (So::Undecided, StepAct::Licence | StepAct::Delivery) => {
                    Some(("undecided", "a way leads here without a decision"))
                }
                (So::Refused, StepAct::Licence) => {
                    Some(("refused-licence", "a way leads here from a refusal"))
                }
                (So::Granted | So::Refused, StepAct::Decision) => {
                    Some(("decided-twice", "a way leads here from a decision"))
                }
                _ => None,
            };
            if let Some((rule, mend)) = fault {
                self.add(step.key.span(), rule, mend);
                continue;
            }
            for outcome in &step.outcomes {
                let after = match (step.act, outcome.key.as_str()) {
                    (StepAct::Decision, "granted") => So::Granted,
                    (StepAct::Decision, "refused") => So::Refused,
                    _ => so,
                };
                let next = outcome.next.get_ref().as_str();
                if next == END && after == So::Undecided {
                    self.add(
                        outcome.next.span(),
                        "undecided",
                        "this ends without a decision",
                    );
                }
                if let Some(next) = known.get(next)
                    && seen.insert((next.key(), after))
                {
                    frontier.push((next, after));
                }
            }
        }
    }

    fn step(&mut self, step: &Step, known: &HashMap<&str, &Step>) {
        let mut seen = BTreeSet::new();
        for outcome in &step.outcomes {
            if outcome.key.is_empty() || !seen.insert(&outcome.key) {
                self.add(
                    outcome.next.span(),
                    "outcome-twice",
                    format!("the outcome `{}` needs a key of its own", outcome.key),
                );
            }
            let next = outcome.next.get_ref();
            if next != END && !known.contains_key(next.as_str()) {
                self.add(
                    outcome.next.span(),
                    "next",
                    format!("there is no step `{next}`"),
                );
            }
            if next == step.key() {
                self.add(
                    outcome.next.span(),
                    "next",
                    "an outcome can't lead back to its own step",
                );
            }
        }
        for other in &step.apart_from {
            let key = other.get_ref().as_str();
            if key != ACCEPTANCE && !known.contains_key(key) {
                self.add(
                    other.span(),
                    "apart-from",
                    format!("there is no step `{key}`"),
                );
            }
        }
        let (act, wanted): (Act, &[&str]) = match step.act {
            StepAct::Opinion => (Act::Step, &[]),
            StepAct::Decision => (Act::Decision, &["granted", "refused"]),
            StepAct::Licence => (Act::Licence, &["issued"]),
            StepAct::Delivery => (Act::Delivery, &["delivered"]),
        };
        for key in wanted {
            if step.outcome(key).is_none() {
                self.add(
                    step.key.span(),
                    "outcomes",
                    format!("this act needs the outcome `{key}`"),
                );
            }
        }
        if step.outcomes.is_empty() {
            self.add(
                step.key.span(),
                "outcomes",
                "a step needs at least one outcome",
            );
        }
        if !may(step.role, act) {
            self.add(
                step.key.span(),
                "role",
                format!(
                    "the role `{}` can't do the act `{}`",
                    step.role.key(),
                    act.key()
                ),
            );
        }
        if step.people == 0 || (step.people > 1 && step.act != StepAct::Opinion) {
            self.add(
                step.key.span(),
                "people",
                "only a step with an opinion can take several",
            );
        }
        if step.act == StepAct::Licence && self.item.licence.is_none() {
            self.add(
                step.key.span(),
                "licence",
                "add a `[licence]` for what this step issues",
            );
        }
    }

    fn licence(&mut self) {
        if let Some(licence) = &self.item.licence {
            let code = licence.type_code.get_ref();
            let authority = code.get(..18).unwrap_or_default();
            if code.len() != 21 || credit_code::check(authority).is_err() {
                self.add(
                    licence.type_code.span(),
                    "licence-type",
                    "the type code is the defining authority's credit code and 3 digits",
                );
            }
        }
    }

    fn texts(&mut self) {
        let item = self.item;
        let guide = &item.guide;
        let mut texts: Vec<&Localised> = vec![
            &item.name,
            &item.summary,
            &item.fee.note,
            &guide.who,
            &guide.result,
            &guide.remedies,
        ];
        texts.extend(&guide.conditions);
        texts.extend(
            guide
                .legal_basis
                .iter()
                .flat_map(|basis| [&basis.law, &basis.article, &basis.gist]),
        );
        texts.extend(
            guide
                .questions
                .iter()
                .flat_map(|question| [&question.ask, &question.answer]),
        );
        texts.extend(item.visit_reason.as_ref());
        texts.extend(item.fee.basis.as_ref());
        let limits = &item.limits;
        texts.extend(
            limits
                .statutory
                .as_ref()
                .and_then(|limit| limit.basis.as_ref()),
        );
        for limit in [
            &limits.promised,
            &limits.supplement,
            &limits.check,
            &limits.delivery,
        ] {
            texts.extend(limit.basis.as_ref());
        }
        for page in &item.pages {
            texts.push(&page.title);
            texts.extend(page.intro.as_ref());
        }
        for field in item.fields() {
            texts.push(&field.label);
            texts.extend(field.hint.as_ref());
            texts.extend(field.options.iter().map(|option| &option.label));
        }
        for rule in &item.materials {
            texts.extend([&rule.name, &rule.basis]);
            texts.extend(rule.hint.as_ref());
        }
        texts.extend(item.licence.as_ref().map(|licence| &licence.name));
        for step in &item.steps {
            texts.push(&step.name);
            texts.extend(step.outcomes.iter().map(|outcome| &outcome.name));
        }
        for text in texts {
            if text.zh.trim().is_empty() {
                self.add(self.near_text(&text.zh), "text", "a Chinese text is empty");
            } else if text.en.as_deref().is_none_or(|en| en.trim().is_empty()) {
                self.add(
                    self.near_text(&text.zh),
                    "translation",
                    format!("「{}」 has no English text; add `en`", text.zh),
                );
            }
        }
        if guide.legal_basis.is_empty() {
            self.add(
                self.near("[guide]"),
                "legal-basis",
                "name the law that this rests on",
            );
        }
        if guide.conditions.is_empty() {
            self.add(
                self.near("[guide]"),
                "conditions",
                "say who may have this (行政许可法 30)",
            );
        }
        if item.fee.amount > 0 && item.fee.basis.is_none() {
            self.add(
                self.near("[fee]"),
                "fee-basis",
                "a fee needs its basis (行政许可法 58)",
            );
        }
        if item.visits > 0 && item.visit_reason.is_none() {
            self.add(
                self.near("visits"),
                "visit-reason",
                "say why a visit is needed",
            );
        }
    }
}

/// An upper bound in natural days, good enough to compare two limits.
fn longest_days(limit: &TimeLimit) -> u32 {
    match limit.unit {
        Unit::WorkingDay => limit.value.saturating_mul(7).div_ceil(5),
        Unit::NaturalDay => limit.value,
        Unit::Hour => limit.value.div_ceil(24),
        Unit::Minute => limit.value.div_ceil(1440),
        Unit::Month => limit.value.saturating_mul(31),
    }
}

pub(super) fn check_places(
    files: &[SourceFile],
    divisions: &DivisionsFile,
    agencies: &AgenciesFile,
    people: &PeopleFile,
    findings: &mut Vec<Finding>,
) {
    let mut add = |path: &str, key: &str, rule, mend: String| {
        let text = files
            .iter()
            .find(|file| file.path == path)
            .map_or("", |file| &file.text);
        let offset = text.find(&format!("\"{key}\"")).unwrap_or(0);
        findings.push(Finding {
            file: path.into(),
            line: line_of(text, offset),
            rule,
            mend,
        });
    };
    let mut codes = BTreeSet::new();
    for division in &divisions.divisions {
        if !codes.insert(division.code.as_str()) {
            add(
                "divisions.toml",
                &division.code,
                "code-twice",
                "listed twice".into(),
            );
        }
    }
    for division in &divisions.divisions {
        if let Some(parent) = &division.parent
            && !codes.contains(parent.as_str())
        {
            add(
                "divisions.toml",
                &division.code,
                "parent",
                format!("there is no `{parent}`"),
            );
        }
        // Upwards must come to an end.
        let above = divisions
            .divisions
            .iter()
            .find(|other| Some(&other.code) == division.parent.as_ref());
        if above.is_some_and(|above| above.level >= division.level) {
            let mend = "the parent must be of a higher level".into();
            add("divisions.toml", &division.code, "parent", mend);
        }
    }
    let mut ids = BTreeSet::new();
    for agency in &agencies.agencies {
        if !ids.insert(agency.id.as_str()) {
            add(
                "agencies.toml",
                &agency.id,
                "id-twice",
                "listed twice".into(),
            );
        }
        if agency.id != format!("{}-{}", agency.division, agency.function) {
            add(
                "agencies.toml",
                &agency.id,
                "id",
                "write `{division}-{function}`".into(),
            );
        }
        if !codes.contains(agency.division.as_str()) {
            let mend = format!("there is no division `{}`", agency.division);
            add("agencies.toml", &agency.id, "division", mend);
        }
        if credit_code::check(&agency.credit_code).is_err() {
            let mend = format!("`{}` is no valid credit code", agency.credit_code);
            add("agencies.toml", &agency.id, "credit-code", mend);
        }
        if agency.phone == agency.complaint_phone {
            let mend = "complaints need a number of their own".into();
            add("agencies.toml", &agency.id, "complaint-phone", mend);
        }
    }
    let mut logins = BTreeSet::new();
    let seeds = people.officers.iter().map(|officer| &officer.login);
    for login in seeds.chain(people.applicants.iter().map(|applicant| &applicant.login)) {
        if !logins.insert(login.as_str()) {
            add("people.toml", login, "login-twice", "listed twice".into());
        }
    }
    let mut personas = BTreeSet::new();
    let shown = people
        .officers
        .iter()
        .map(|officer| (&officer.login, &officer.persona));
    let applying = people
        .applicants
        .iter()
        .map(|applicant| (&applicant.login, &applicant.persona));
    for (login, persona) in shown.chain(applying) {
        if persona
            .as_ref()
            .is_some_and(|persona| !personas.insert(persona))
        {
            add(
                "people.toml",
                login,
                "persona-twice",
                "somebody else has this persona".into(),
            );
        }
    }
    for officer in &people.officers {
        if !ids.contains(officer.agency.as_str()) {
            let mend = format!("there is no agency `{}`", officer.agency);
            add("people.toml", &officer.login, "agency", mend);
        }
        if officer
            .roles
            .iter()
            .any(|role| matches!(role, Role::Applicant | Role::System))
        {
            let mend = "an officer's roles are those of an agency".into();
            add("people.toml", &officer.login, "role", mend);
        }
    }
    for applicant in &people.applicants {
        if !codes.contains(applicant.division.as_str()) {
            let mend = format!("there is no division `{}`", applicant.division);
            add("people.toml", &applicant.login, "division", mend);
        }
    }
}
