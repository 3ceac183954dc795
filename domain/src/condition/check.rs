//! Types, options and presence: what could go wrong when a condition is evaluated, found before
//! any case depends on it.

use std::collections::BTreeSet;

use super::evaluate::is_day;
use super::expression::{Comparison, Expression, Field, Literal};
use super::fault::brief;
use super::schema::{list, nearest};
use super::{ConditionFault, Schema, Type};

pub(super) fn check(expression: &Expression, schema: &Schema) -> Vec<ConditionFault> {
    let mut checker = Checker {
        schema,
        faults: Vec::new(),
        absent: Present::new(),
    };
    let found = checker.expression(expression, &Present::new());
    if let Some(kind) = found.kind
        && kind != Kind::Bool
    {
        let is = kind.name();
        checker.faults.push(ConditionFault::NotAQuestion { is });
    }
    checker.faults
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind<'a> {
    Bool,
    Int,
    Text,
    Day,
    OneOf(&'a [String]),
    ManyOf(&'a [String]),
    /// A text that stands in the condition itself: it may be an option or a day.
    Quoted(&'a str),
}

/// Fields that are known to be there.
type Present<'a> = BTreeSet<&'a Field>;

/// What is found out about a part of the condition.
struct Found<'a> {
    /// None where a fault says so already.
    kind: Option<Kind<'a>>,
    /// What is there if this is true, and if it is false.
    when_true: Present<'a>,
    when_false: Present<'a>,
}

impl<'a> Kind<'a> {
    fn name(self) -> &'static str {
        match self {
            Self::Bool => "yes or no",
            Self::Int => "a whole number",
            Self::Text | Self::Quoted(_) => "a text",
            Self::Day => "a day",
            Self::OneOf(_) => "one option of a list",
            Self::ManyOf(_) => "a list of options",
        }
    }

    fn of_type(ty: &'a Type) -> Self {
        match ty {
            Type::Bool => Self::Bool,
            Type::Int => Self::Int,
            Type::Text => Self::Text,
            Type::OneOf(options) => Self::OneOf(options),
            Type::ManyOf(options) => Self::ManyOf(options),
            Type::Date => Self::Day,
        }
    }

    fn of_literal(literal: &'a Literal) -> Self {
        match literal {
            Literal::Bool(_) => Self::Bool,
            Literal::Int(_) => Self::Int,
            Literal::Text(text) => Self::Quoted(text),
        }
    }
}

impl<'a> Found<'a> {
    fn plain(kind: Option<Kind<'a>>) -> Self {
        Self {
            kind,
            when_true: Present::new(),
            when_false: Present::new(),
        }
    }

    fn question(when_true: Present<'a>, when_false: Present<'a>) -> Self {
        Self {
            kind: Some(Kind::Bool),
            when_true,
            when_false,
        }
    }
}

fn either<'a>(left: &Present<'a>, right: &Present<'a>) -> Present<'a> {
    left.intersection(right).copied().collect()
}

fn both<'a>(left: &Present<'a>, right: &Present<'a>) -> Present<'a> {
    left.union(right).copied().collect()
}

struct Checker<'a> {
    schema: &'a Schema,
    faults: Vec<ConditionFault>,
    /// What was reported as perhaps absent: once is enough.
    absent: Present<'a>,
}

impl<'a> Checker<'a> {
    fn expression(&mut self, expression: &'a Expression, present: &Present<'a>) -> Found<'a> {
        match expression {
            Expression::Literal(literal) => Found::plain(Some(Kind::of_literal(literal))),
            Expression::Field(field) => Found::plain(self.read(field, present)),
            Expression::Has(field) => {
                self.known(field);
                Found::question(Present::from([field]), Present::new())
            }
            Expression::Size(field) => {
                match self.read(field, present) {
                    None | Some(Kind::Text | Kind::ManyOf(_)) => {}
                    Some(kind) => self.mistyped(field, kind, "size()", "a text or a list"),
                }
                Found::plain(Some(Kind::Int))
            }
            Expression::Not(inner) => {
                let found = self.question(inner, "!", present);
                Found::question(found.when_false, found.when_true)
            }
            Expression::Negated(inner) => {
                self.number(inner, "-", present);
                Found::plain(Some(Kind::Int))
            }
            Expression::And(sides) => {
                let left = self.question(&sides[0], "&&", present);
                let then = both(present, &left.when_true);
                let right = self.question(&sides[1], "&&", &then);
                Found::question(
                    both(&left.when_true, &right.when_true),
                    either(&left.when_false, &both(&left.when_true, &right.when_false)),
                )
            }
            Expression::Or(sides) => {
                let left = self.question(&sides[0], "||", present);
                let otherwise = both(present, &left.when_false);
                let right = self.question(&sides[1], "||", &otherwise);
                Found::question(
                    either(&left.when_true, &both(&left.when_false, &right.when_true)),
                    both(&left.when_false, &right.when_false),
                )
            }
            Expression::Choice(parts) => self.choice(parts, present),
            Expression::Comparison(comparison, sides) => {
                let left = self.expression(&sides[0], present).kind;
                let right = self.expression(&sides[1], present).kind;
                if let (Some(left), Some(right)) = (left, right) {
                    let ordered = !matches!(comparison, Comparison::Equal | Comparison::NotEqual);
                    let sign = comparison.sign();
                    if !ordered
                        || self.ordered(&sides[0], left, right, sign)
                            && self.ordered(&sides[1], right, left, sign)
                    {
                        self.alike((&sides[0], left), (&sides[1], right));
                    }
                }
                Found::plain(Some(Kind::Bool))
            }
            Expression::Arithmetic(arithmetic, sides) => {
                for side in sides.iter() {
                    self.number(side, arithmetic.sign(), present);
                }
                Found::plain(Some(Kind::Int))
            }
            Expression::AmongLiterals(sought, literals) => {
                let kind = self.expression(sought, present).kind;
                if literals.is_empty() {
                    self.faults.push(ConditionFault::EmptyList);
                }
                if let Some(kind) = kind {
                    for literal in literals {
                        self.alike((&**sought, kind), (literal, Kind::of_literal(literal)));
                    }
                }
                Found::plain(Some(Kind::Bool))
            }
            Expression::InField(sought, field) => {
                let kind = self.expression(sought, present).kind;
                match (kind, self.read(field, present)) {
                    (Some(kind @ (Kind::Quoted(_) | Kind::OneOf(_))), Some(Kind::ManyOf(all))) => {
                        self.alike((&**sought, kind), (field, Kind::OneOf(all)));
                    }
                    (Some(other), Some(Kind::ManyOf(_))) => {
                        self.mistyped(&**sought, other, "in", "an option to its left");
                    }
                    (None, Some(Kind::ManyOf(_))) | (_, None) => {}
                    (_, Some(other)) => self.mistyped(field, other, "in", "a list to its right"),
                }
                Found::plain(Some(Kind::Bool))
            }
        }
    }

    fn choice(&mut self, parts: &'a [Expression; 3], present: &Present<'a>) -> Found<'a> {
        let [condition, then, otherwise] = parts;
        let asked = self.question(condition, "?", present);
        let yes = self.expression(then, &both(present, &asked.when_true));
        let no = self.expression(otherwise, &both(present, &asked.when_false));
        let kind = match (yes.kind, no.kind) {
            (Some(left @ (Kind::Bool | Kind::Int)), Some(right)) if left == right => Some(left),
            (Some(left @ (Kind::Bool | Kind::Int)), Some(right)) => {
                self.not_alike((then, left), (otherwise, right));
                None
            }
            (Some(kind), Some(_)) => {
                self.mistyped(then, kind, "?:", "yes or no, or a whole number");
                None
            }
            _ => None,
        };
        Found {
            kind,
            when_true: either(
                &both(&asked.when_true, &yes.when_true),
                &both(&asked.when_false, &no.when_true),
            ),
            when_false: either(
                &both(&asked.when_true, &yes.when_false),
                &both(&asked.when_false, &no.when_false),
            ),
        }
    }

    fn known(&mut self, field: &Field) -> Option<&'a super::Known> {
        let schema = self.schema;
        schema
            .find(field)
            .map_err(|fault| self.faults.push(fault))
            .ok()
    }

    /// The kind of a field whose value is needed.
    fn read(&mut self, field: &'a Field, present: &Present<'a>) -> Option<Kind<'a>> {
        let known = self.known(field)?;
        if !known.always && !present.contains(field) && self.absent.insert(field) {
            self.faults.push(ConditionFault::MayBeAbsent {
                field: field.to_string(),
            });
        }
        Some(Kind::of_type(&known.ty))
    }

    fn question(
        &mut self,
        expression: &'a Expression,
        operator: &'static str,
        present: &Present<'a>,
    ) -> Found<'a> {
        let found = self.expression(expression, present);
        if let Some(kind) = found.kind
            && kind != Kind::Bool
        {
            self.mistyped(expression, kind, operator, Kind::Bool.name());
        }
        found
    }

    fn number(
        &mut self,
        expression: &'a Expression,
        operator: &'static str,
        present: &Present<'a>,
    ) {
        let found = self.expression(expression, present);
        if let Some(kind) = found.kind
            && kind != Kind::Int
        {
            self.mistyped(expression, kind, operator, Kind::Int.name());
        }
    }

    /// Whether there is an earlier and a later, a less and a more.
    fn ordered(
        &mut self,
        side: &Expression,
        kind: Kind<'a>,
        other: Kind<'a>,
        sign: &'static str,
    ) -> bool {
        let ordered = match kind {
            Kind::Int | Kind::Day => true,
            // Beside a day, what is wrong with the text is said of days.
            Kind::Quoted(text) => is_day(text) || other == Kind::Day,
            _ => false,
        };
        if !ordered {
            self.mistyped(side, kind, sign, "whole numbers or days");
        }
        ordered
    }

    /// Finds a fault where two things can't be equal, whatever their values are.
    fn alike(
        &mut self,
        (left, left_kind): (&dyn ToString, Kind<'a>),
        (right, right_kind): (&dyn ToString, Kind<'a>),
    ) {
        match (left_kind, right_kind) {
            (Kind::Bool, Kind::Bool)
            | (Kind::Int, Kind::Int)
            | (Kind::Day, Kind::Day)
            | (Kind::Text | Kind::Quoted(_), Kind::Text | Kind::Quoted(_)) => {}
            (Kind::Day, Kind::Quoted(text)) | (Kind::Quoted(text), Kind::Day) => {
                if !is_day(text) {
                    let literal = brief(&format!("{text:?}"));
                    self.faults.push(ConditionFault::NotADay { literal });
                }
            }
            (Kind::OneOf(options), Kind::Quoted(text)) => self.option(text, left, options),
            (Kind::Quoted(text), Kind::OneOf(options)) => self.option(text, right, options),
            (Kind::OneOf(ours), Kind::OneOf(theirs)) => {
                if !ours.iter().any(|option| theirs.contains(option)) {
                    self.faults.push(ConditionFault::NothingInCommon {
                        left: brief(left),
                        right: brief(right),
                    });
                }
            }
            (Kind::Bool, Kind::Quoted(_)) => self.faults.push(ConditionFault::YesOrNo {
                expression: brief(left),
            }),
            (Kind::Quoted(_), Kind::Bool) => self.faults.push(ConditionFault::YesOrNo {
                expression: brief(right),
            }),
            (Kind::ManyOf(_), _) => self.faults.push(ConditionFault::ListCompared {
                expression: brief(left),
            }),
            (_, Kind::ManyOf(_)) => self.faults.push(ConditionFault::ListCompared {
                expression: brief(right),
            }),
            _ => self.not_alike((left, left_kind), (right, right_kind)),
        }
    }

    fn option(&mut self, text: &str, of: &dyn ToString, options: &[String]) {
        if !options.iter().any(|option| option == text) {
            self.faults.push(ConditionFault::NotAnOption {
                literal: brief(&format!("{text:?}")),
                expression: brief(of),
                nearest: nearest(text, options),
                options: list(options),
            });
        }
    }

    fn not_alike(
        &mut self,
        (left, left_kind): (&dyn ToString, Kind<'a>),
        (right, right_kind): (&dyn ToString, Kind<'a>),
    ) {
        self.faults.push(ConditionFault::NotAlike {
            left: brief(left),
            left_is: left_kind.name(),
            right: brief(right),
            right_is: right_kind.name(),
        });
    }

    fn mistyped(
        &mut self,
        expression: &dyn ToString,
        kind: Kind<'a>,
        operator: &'static str,
        wanted: &'static str,
    ) {
        self.faults.push(ConditionFault::Mistyped {
            expression: brief(expression),
            is: kind.name(),
            operator,
            wanted,
        });
    }
}
