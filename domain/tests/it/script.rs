//! Processes in few lines, and walks through them line by line, so that a test of the engine shows what it is
//! about. The rest of the item is the sample's.
//!
//! A process may leave out names, the role where it is `examiner`, and the steps `decision` and `delivery`.
//! A walk is one line for each act, and what is open afterwards:
//!
//! ```text
//! given area=60            an answer that conditions see
//! accepted → a b           by the counter; both are open now
//! a ok → b                 by somebody who may
//! b ok ↛ blocked-stage     refused, and why
//! on 2026-11-27 00:00 → c  what time alone brings about by then
//! withdrawn → end          nothing is open any more
//! ```

use domain::authority::Role;
use domain::case::{Actor, ActorRef, CaseData, Decision, DeliveryMethod, Party, Received, Refusal};
use domain::catalogue::{
    Audience, Definition, ServiceItem, SourceFile, Step, StepAct, check_item, definition,
};
use toml::{Table, Value};

use crate::world::*;

/// The Monday on which walks begin.
pub const MONDAY: &str = "2026-11-23 10:00";

const TAIL: &str = r#"
[[step]]
key = "decision"
role = "decider"
act = "decision"
outcome = [{ key = "granted", next = "delivery" }, { key = "refused", next = "delivery" }]

[[step]]
key = "delivery"
role = "issuer"
act = "delivery"
outcome = [{ key = "delivered", next = "end" }]
"#;

/// The whole text of an item with this process.
pub fn text(process: &str) -> String {
    let (head, _) = SAMPLE.split_once("[[step]]").unwrap();
    let licence = &SAMPLE[SAMPLE.find("[licence]").unwrap()..];
    let mut item: Table = format!("{head}{licence}").parse().unwrap();
    for (key, value) in process.parse::<Table>().unwrap() {
        // Materials and the like stand in place of the sample's; limits beside them.
        match (item.get_mut(&key), value) {
            (Some(Value::Table(own)), Value::Table(more)) => own.extend(more),
            (_, value) => drop(item.insert(key, value)),
        }
    }
    let tail: Table = TAIL.parse().unwrap();
    let steps = item.entry("step").or_insert(Value::Array(Vec::new()));
    let steps = steps.as_array_mut().unwrap();
    for step in tail["step"].as_array().unwrap() {
        if !steps.iter().any(|own| own["key"] == step["key"]) {
            steps.push(step.clone());
        }
    }
    complete(&mut item);
    toml::to_string(&item).unwrap()
}

/// Names where none is given: `key` says enough.
fn complete(of: &mut Table) {
    for (kind, inner) in of.iter_mut() {
        let Some(inner) = inner.as_array_mut() else {
            continue;
        };
        for one in inner.iter_mut().filter_map(Value::as_table_mut) {
            if kind == "step" {
                one.entry("role").or_insert("examiner".into());
            }
            let named = ["step", "choice", "parallel", "process", "exit", "outcome"];
            if named.contains(&kind.as_str()) && one.contains_key("key") && !is_use(kind, one) {
                let name: Table = "zh = \"名\"\nen = \"Name\"".parse().unwrap();
                one.entry("name").or_insert(name.into());
            }
            if kind == "process" || kind == "step" {
                complete(one);
            }
        }
    }
}

/// An exit as an item uses it has no name: that is the shared process's.
fn is_use(kind: &str, one: &Table) -> bool {
    kind == "exit" && one.contains_key("next")
}

pub fn file(text: &str) -> SourceFile {
    SourceFile {
        path: "items/sample.toml".into(),
        text: text.into(),
    }
}

pub fn definition_of(process: &str) -> Definition {
    let file = file(&text(process));
    definition(&file).unwrap_or_else(|finding| panic!("{finding}\n{}", file.text))
}

/// A definition that the check has nothing to say against.
pub fn sound(process: &str) -> Definition {
    let file = file(&text(process));
    let definition = definition(&file).unwrap_or_else(|finding| panic!("{finding}\n{}", file.text));
    let found = check_item(&definition.item, &file);
    assert!(found.is_empty(), "{found:#?}\n{}", file.text);
    definition
}

/// Whose steps are another agency's, in the district of the sample's cases.
pub fn parties(item: &ServiceItem) -> Vec<Party> {
    item.steps
        .iter()
        .filter_map(|step| {
            let function = step.agency.as_ref()?.function.as_ref()?;
            Some(Party {
                step: step.key().into(),
                agency: format!("620102-{}", function.get_ref()),
            })
        })
        .collect()
}

/// A case with the counter, under a sound definition.
pub fn begun(process: &str) -> Run {
    let definition = sound(process);
    begun_under(&definition, received())
}

pub fn begun_under(definition: &Definition, received: Received) -> Run {
    let received = Received {
        definition: definition.hash.clone(),
        parties: parties(&definition.item),
        ..received
    };
    let mut run = Run::of(definition.item.clone(), received, at(MONDAY));
    run.data = Some(CaseData {
        answers: [].into(),
        applicant: Audience::Person,
        records: [].into(),
    });
    run
}

/// A case that has walked so far.
pub fn walked(process: &str, script: &str) -> Run {
    let mut run = begun(process);
    walk(&mut run, script);
    run
}

pub fn walk(run: &mut Run, script: &str) {
    for line in script.lines().map(str::trim).filter(|one| !one.is_empty()) {
        if let Some(answers) = line.strip_prefix("given ") {
            for (key, value) in answers.split(' ').filter_map(|one| one.split_once('=')) {
                run.answer(key, value);
            }
        } else if let Some((act, why)) = line.split_once(" ↛ ") {
            let Err(refused) = one_act(run, act) else {
                panic!("{line}: it was allowed")
            };
            assert_eq!(why_not(&refused), why, "{line}");
        } else {
            let Some((act, open)) = line.split_once(" → ") else {
                panic!("no line of a walk: {line}")
            };
            one_act(run, act).unwrap_or_else(|refusal| panic!("{line}: {refusal}"));
            assert_eq!(run.opened(), open, "{line}");
        }
    }
}

fn one_act(run: &mut Run, act: &str) -> Result<(), Refusal> {
    if let Some(when) = act.strip_prefix("on ") {
        run.elapse(when);
        return Ok(());
    }
    let now = local(run.now);
    match act.split_once(' ') {
        None if act == "accepted" => run.accept(&now),
        None if act == "withdrawn" => run.act(&now, &applicant(), |case, _| {
            case.withdraw(&applicant(), None)
        }),
        Some((step, outcome)) => {
            let actor = run.worker(step);
            run.does(&actor, step, outcome)
        }
        None => panic!("{act}"),
    }
}

pub fn why_not(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::Denied(denied) => denied.key(),
        Refusal::Blocked(blocked) => blocked.key(),
    }
}

/// Somebody of an agency.
pub fn of_agency(agency: &str, number: u128, roles: &[Role]) -> Actor {
    Actor {
        agency: Some(agency.into()),
        ..officer(number, roles)
    }
}

/// `by` in the place of `absent`, with the same roles.
pub fn substitute(by: &Actor, absent: &Actor) -> Actor {
    let (Some(by), Some(r#for)) = (by.by.officer(), absent.by.officer()) else {
        panic!("not an officer")
    };
    Actor {
        by: ActorRef::Substitute {
            by,
            r#for,
            until: day("2026-12-31"),
        },
        ..absent.clone()
    }
}

impl Run {
    /// An answer that conditions see from now on.
    pub fn answer(&mut self, key: &str, value: &str) {
        let data = self.data.as_mut().unwrap();
        data.answers.insert(key.into(), value.into());
    }

    /// The open nodes in order, `end` where there are none.
    pub fn opened(&self) -> String {
        let mut open: Vec<_> = self.case.open.iter().map(|one| one.key.as_str()).collect();
        open.sort_unstable();
        if open.is_empty() {
            assert!(!self.case.is_open(), "nothing is open in an open case");
            return "end".into();
        }
        open.join(" ")
    }

    fn defined(&self, step: &str) -> Step {
        let defined = self.item.step(step);
        defined.unwrap_or_else(|| panic!("no step {step}")).clone()
    }

    /// Somebody new who may work the step: of its role and of its agency.
    pub fn worker(&self, step: &str) -> Actor {
        let role = self.defined(step).role;
        let number = 1000 + u128::from(self.case.seq);
        of_agency(self.case.agency_of(step), number, &[role])
    }

    /// The step's act, of whichever kind.
    pub fn does(&mut self, actor: &Actor, step: &str, outcome: &str) -> Result<(), Refusal> {
        let act = self.defined(step).act;
        let (case, ctx) = (&self.case, self.ctx());
        let words = statement();
        let facts = match act {
            StepAct::Opinion => case.record_step(actor, step, recording(outcome, &words), &ctx),
            StepAct::Decision => {
                let decision = Decision::from_key(outcome).unwrap();
                case.decide(actor, decision, words, &ctx)
            }
            StepAct::Licence => case.issue_licence(actor, ISSUER, "2026000001", &ctx),
            StepAct::Delivery => case.deliver(actor, DeliveryMethod::Electronic, None, &ctx),
        }?;
        self.push(actor, facts);
        Ok(())
    }

    /// The jobs come round, until nothing is left for them to write.
    pub fn elapse(&mut self, when: &str) {
        self.now = at(when);
        loop {
            let facts = self.case.elapse(&Actor::SYSTEM, &self.ctx());
            if facts.is_empty() {
                return;
            }
            self.push(&Actor::SYSTEM, facts);
        }
    }

    /// The names of the tasks as inboxes have them, in order.
    pub fn tasks(&self) -> Vec<String> {
        let tasks = self.case.project(&self.ctx()).tasks;
        let mut names: Vec<_> = tasks
            .into_iter()
            .map(|task| match task.agency {
                Some(agency) => format!("{} {} {agency}", task.step, task.role.key()),
                None => format!("{} {}", task.step, task.role.key()),
            })
            .collect();
        names.sort();
        names
    }
}
