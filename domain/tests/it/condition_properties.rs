//! Conditions at random: what passes the check can be evaluated on whatever satisfies the schema,
//! and what is decided is decided as the interpreter of the crate `cel` decides it.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::resume_unwind;
use std::thread;

use cel::{Context, Program};
use domain::condition::{Condition, Evidence, Known, NotEvaluated, Schema, Type, Value, spelling};
use proptest::prelude::*;

#[derive(Debug, Clone)]
struct Field {
    group: &'static str,
    key: String,
    ty: Type,
    always: bool,
}

impl Field {
    fn place(&self) -> String {
        format!("{}.{}", self.group, spelling(&self.key))
    }
}

const GROUPS: [&str; 3] = ["answers", "outcomes", "records"];

fn fields() -> impl Strategy<Value = Vec<Field>> {
    let options = prop::sample::subsequence(vec!["a", "b-1", "丙", "2"], 1..=4)
        .prop_map(|keys| keys.into_iter().map(str::to_owned).collect::<Vec<_>>());
    let ty = prop_oneof![
        Just(Type::Bool),
        Just(Type::Int),
        Just(Type::Text),
        options.clone().prop_map(Type::OneOf),
        options.prop_map(Type::ManyOf),
        Just(Type::Date),
    ];
    let one = (0..GROUPS.len(), ty, any::<bool>());
    prop::collection::vec(one, 1..10).prop_map(|fields| {
        let field = |(index, (group, ty, always))| Field {
            group: GROUPS[group],
            key: format!("{}{index}", ["key-", "step.key", "key"][index % 3]),
            ty,
            always,
        };
        fields.into_iter().enumerate().map(field).collect()
    })
}

fn schema(fields: &[Field]) -> Schema {
    let mut schema = Schema::default();
    for field in fields {
        let known = Known {
            ty: field.ty.clone(),
            always: field.always,
        };
        schema.insert(field.group, &field.key, known);
    }
    schema
}

/// A row of random choices, used up from the front; then always the first.
struct Tape<'a>(std::slice::Iter<'a, u8>);

impl Tape<'_> {
    fn pick(&mut self, of: usize) -> usize {
        usize::from(*self.0.next().unwrap_or(&0)) % of
    }

    fn one<'t, T: ?Sized>(&mut self, of: &[&'t T]) -> &'t T {
        of[self.pick(of.len())]
    }
}

fn tape() -> impl Strategy<Value = Vec<u8>> {
    prop::collection::vec(any::<u8>(), 0..200)
}

const DAYS: [&str; 4] = ["2024-02-29", "2026-01-31", "2026-02-01", "1999-12-31"];

/// What satisfies the schema: absent only where that is allowed.
fn values(fields: &[Field], tape: &mut Tape<'_>) -> Vec<(Field, Value)> {
    let mut values = Vec::new();
    for field in fields {
        if !field.always && tape.pick(2) == 0 {
            continue;
        }
        let value = match &field.ty {
            Type::Bool => Value::Bool(tape.pick(2) == 1),
            Type::Int => Value::Int([0, 1, -1, 7, 300, i64::MAX, i64::MIN][tape.pick(7)]),
            Type::Text => Value::Text(tape.one(&["", "a", "丙丁", "2026-01-31"]).to_owned()),
            Type::OneOf(options) => Value::Text(options[tape.pick(options.len())].clone()),
            Type::ManyOf(options) => {
                let chosen = options.iter().filter(|_| tape.pick(2) == 1);
                Value::Many(chosen.cloned().collect())
            }
            Type::Date => Value::Text(tape.one(&DAYS).to_owned()),
        };
        values.push((field.clone(), value));
    }
    values
}

fn evidence(values: &[(Field, Value)]) -> Evidence {
    let mut evidence = Evidence::default();
    for (field, value) in values {
        evidence.insert(field.group, &field.key, value.clone());
    }
    evidence
}

/// Writes conditions: sound ones or, if wild, such as somebody may write by mistake.
struct Writer<'a> {
    fields: &'a [Field],
    tape: Tape<'a>,
    wild: bool,
}

type Present = BTreeSet<usize>;

impl Writer<'_> {
    fn mistake(&mut self) -> bool {
        self.wild && self.tape.pick(12) == 11
    }

    fn field(&mut self, present: &Present, fits: impl Fn(&Type) -> bool) -> Option<usize> {
        let (any_type, any_presence) = (self.mistake(), self.mistake());
        let fitting: Vec<usize> = (0..self.fields.len())
            .filter(|index| any_type || fits(&self.fields[*index].ty))
            .filter(|index| any_presence || self.fields[*index].always || present.contains(index))
            .collect();
        (!fitting.is_empty()).then(|| fitting[self.tape.pick(fitting.len())])
    }

    fn place(&mut self, present: &Present, fits: impl Fn(&Type) -> bool) -> Option<String> {
        self.field(present, fits)
            .map(|index| self.fields[index].place())
    }

    fn number(&mut self, depth: usize, present: &Present) -> String {
        let literals = [
            "0",
            "1",
            "-5",
            "300",
            "9223372036854775807",
            "-9223372036854775808",
        ];
        let literal = |writer: &mut Self| writer.tape.one(&literals).to_owned();
        let choice = self.tape.pick(if depth == 0 { 3 } else { 6 });
        match choice {
            0 => literal(self),
            1 => match self.place(present, |ty| *ty == Type::Int) {
                Some(place) => place,
                None => literal(self),
            },
            2 => match self.place(present, |ty| matches!(ty, Type::Text | Type::ManyOf(_))) {
                Some(place) if self.tape.pick(2) == 0 => format!("size({place})"),
                Some(place) => format!("{place}.size()"),
                None => literal(self),
            },
            3 => format!("-({})", self.number(depth - 1, present)),
            4 => {
                let condition = self.question(depth - 1, present);
                let then = self.number(depth - 1, present);
                format!(
                    "({condition} ? {then} : {})",
                    self.number(depth - 1, present)
                )
            }
            _ => {
                let sign = self.tape.one(&["+", "-", "*", "/", "%"]);
                let left = self.number(depth - 1, present);
                format!("({left} {sign} {})", self.number(depth - 1, present))
            }
        }
    }

    fn day(&mut self, present: &Present) -> String {
        match self.place(present, |ty| *ty == Type::Date) {
            Some(place) if self.tape.pick(2) == 0 => place,
            _ => format!("'{}'", self.tape.one(&DAYS)),
        }
    }

    /// A question about one thing.
    fn simple(&mut self, depth: usize, present: &Present) -> Option<String> {
        let sign = self.tape.one(&["==", "!=", "<", "<=", ">", ">="]);
        let equal = self.tape.one(&["==", "!="]);
        Some(match self.tape.pick(8) {
            0 => {
                let left = self.number(depth, present);
                format!("{left} {sign} {}", self.number(depth, present))
            }
            1 => self.place(present, |ty| *ty == Type::Bool)?,
            2 => {
                let day = self.place(present, |ty| *ty == Type::Date)?;
                format!("{} {sign} {day}", self.day(present))
            }
            3 => {
                let index = self.field(present, |ty| matches!(ty, Type::OneOf(_)))?;
                let option = self.option(index);
                format!("{} {equal} {option}", self.fields[index].place())
            }
            4 => {
                let index = self.field(present, |ty| matches!(ty, Type::OneOf(_)))?;
                let options = [self.option(index), self.option(index)];
                let place = self.fields[index].place();
                format!(
                    "{place} in [{}]",
                    options[..1 + self.tape.pick(2)].join(", ")
                )
            }
            5 => {
                let index = self.field(present, |ty| matches!(ty, Type::ManyOf(_)))?;
                format!("{} in {}", self.option(index), self.fields[index].place())
            }
            6 => {
                let place = self.place(present, |ty| *ty == Type::Text)?;
                let text = self.tape.one(&["''", "\"a\"", "'丙丁'"]);
                format!("{text} {equal} {place}")
            }
            _ => {
                let index = self.tape.pick(self.fields.len());
                format!("has({})", self.fields[index].place())
            }
        })
    }

    fn option(&mut self, index: usize) -> String {
        match &self.fields[index].ty {
            Type::OneOf(options) | Type::ManyOf(options) if !self.mistake() => {
                format!("'{}'", options[self.tape.pick(options.len())])
            }
            _ => "'b-1'".to_owned(),
        }
    }

    fn question(&mut self, depth: usize, present: &Present) -> String {
        let choice = if depth == 0 { 9 } else { self.tape.pick(10) };
        let absent: Vec<usize> = (0..self.fields.len())
            .filter(|index| !self.fields[*index].always && !present.contains(index))
            .collect();
        let asked = if absent.is_empty() {
            0
        } else {
            absent[self.tape.pick(absent.len())]
        };
        let has = format!("has({})", self.fields[asked].place());
        let with = present | &BTreeSet::from([asked]);
        let mut inner = |present: &Present| self.question(depth.saturating_sub(1), present);
        match choice {
            0 => format!("({} && {})", inner(present), inner(present)),
            1 => format!("({} || {})", inner(present), inner(present)),
            2 => format!("!({})", inner(present)),
            3 => format!("(({}) == ({}))", inner(present), inner(present)),
            4 => {
                let (condition, then) = (inner(present), inner(present));
                format!("({condition} ? {then} : {})", inner(present))
            }
            5 => format!("({has} && {} && {})", inner(present), inner(&with)),
            6 => format!("(!{has} || {})", inner(&with)),
            7 => format!("({has} ? {} : {})", inner(&with), inner(present)),
            8 => format!(
                "(!(!{has} || {}) ? {} : {})",
                inner(&with),
                inner(&with),
                inner(present)
            ),
            _ => self
                .simple(depth.min(2), present)
                .unwrap_or_else(|| self.tape.one(&["true", "false"]).to_owned()),
        }
    }
}

fn written(fields: &[Field], tape: &[u8], wild: bool) -> String {
    let tape = Tape(tape.iter());
    let mut writer = Writer { fields, tape, wild };
    writer.question(4, &Present::new())
}

fn is_arithmetic(error: &NotEvaluated) -> bool {
    matches!(
        error,
        NotEvaluated::DivisionByZero { .. } | NotEvaluated::Overflow { .. }
    )
}

/// What the crate's own parser (the other one) and interpreter make of it.
fn interpreted(source: &str, values: &[(Field, Value)]) -> Result<bool, String> {
    let program = Program::compile(source).map_err(|errors| errors.to_string())?;
    let mut groups: BTreeMap<&str, std::collections::HashMap<String, cel::Value>> = GROUPS
        .iter()
        .map(|group| (*group, Default::default()))
        .collect();
    for (field, value) in values {
        let value = match value.clone() {
            Value::Bool(value) => value.into(),
            Value::Int(value) => value.into(),
            Value::Text(value) => value.into(),
            Value::Many(value) => value.into(),
        };
        let group = groups.get_mut(field.group).unwrap();
        group.insert(spelling(&field.key).into_owned(), value);
    }
    let mut context = Context::default();
    for (group, values) in groups {
        context.add_variable_from_value(group, values);
    }
    match program.execute(&context) {
        Ok(cel::Value::Bool(answer)) => Ok(answer),
        other => Err(format!("{other:?}")),
    }
}

/// The crate's other parser needs a large stack.
fn with_room(test: fn()) {
    let large = thread::Builder::new().stack_size(64 << 20);
    if let Err(panic) = large.spawn(test).unwrap().join() {
        resume_unwind(panic);
    }
}

#[test]
fn sound_conditions_pass_and_decide_as_cel_does() {
    with_room(|| {
        proptest!(|(fields in fields(), choices in tape(), known in tape())| {
            let source = written(&fields, &choices, false);
            prop_assume!(source.chars().count() <= domain::condition::LONGEST);
            let condition = Condition::parse(&source)
                .map_err(|fault| TestCaseError::fail(format!("{source}: {fault}")))?;
            prop_assert_eq!(condition.check(&schema(&fields)), vec![], "{}", source);
            let values = values(&fields, &mut Tape(known.iter()));
            match condition.holds(&evidence(&values)) {
                Ok(answer) => prop_assert_eq!(interpreted(&source, &values), Ok(answer), "{}", source),
                Err(error) => prop_assert!(is_arithmetic(&error), "{}: {}", source, error),
            }
        });
    });
}

#[test]
fn what_passes_the_check_never_errs() {
    let (passed, refused) = (Cell::new(0), Cell::new(0));
    let config = ProptestConfig::with_cases(4096);
    proptest!(config, |(fields in fields(), choices in tape(), known in tape())| {
        let source = written(&fields, &choices, true);
        let Ok(condition) = Condition::parse(&source) else {
            return Ok(());
        };
        if !condition.check(&schema(&fields)).is_empty() {
            refused.set(refused.get() + 1);
            return Ok(());
        }
        passed.set(passed.get() + 1);
        let evidence = evidence(&values(&fields, &mut Tape(known.iter())));
        if let Err(error) = condition.holds(&evidence) {
            prop_assert!(is_arithmetic(&error), "{}: {}", source, error);
        }
    });
    println!("{} passed, {} refused", passed.get(), refused.get());
    // Neither by chance: of thousands, each is at least a tenth.
    assert!(passed.get() > 400 && refused.get() > 400);
}

const PIECES: &[&str] = &[
    "answers",
    ".",
    "key0",
    "key-",
    "outcomes.step__key1",
    "has(",
    "size(",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "?",
    ":",
    "&&",
    "||",
    "!",
    "-",
    "+",
    "/",
    "==",
    "<",
    ">=",
    "=",
    " in ",
    "1",
    "-1",
    "1u",
    "1.5",
    "0x",
    "'a'",
    "\"b\"",
    "'",
    "\"",
    "'''",
    "r'",
    "b'",
    "\\",
    "\\u",
    "`",
    " ",
    "\n",
    "丙",
    "“",
    "\u{0}",
    "//",
    ",",
    "null",
    "true",
    "not ",
    " and ",
    "9223372036854775808",
    "@",
    "#",
];

proptest! {
    /// Whatever stands in a file or lies in the evidence: an answer or an error.
    #[test]
    fn nothing_panics(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60),
        text in "\\PC{0,80}",
        fields in fields(),
        choices in tape(),
        known in tape(),
    ) {
        let written = written(&fields, &choices, true);
        let mut other = fields.clone();
        other.rotate_left(1);
        for (field, place) in other.iter_mut().zip(&fields) {
            (field.group, field.key) = (place.group, place.key.clone());
        }
        // Values of the wrong types, and missing ones.
        let evidence = evidence(&values(&other, &mut Tape(known.iter())));
        for source in [pieces.concat(), text, written] {
            match Condition::parse(&source) {
                Ok(condition) => {
                    condition.check(&schema(&fields));
                    let _: Result<bool, NotEvaluated> = condition.holds(&evidence);
                }
                Err(fault) => prop_assert!(!fault.to_string().contains(char::is_control)),
            }
        }
    }
}
