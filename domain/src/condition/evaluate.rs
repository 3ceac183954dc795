//! A condition on one case's evidence: yes, no, or why neither. From left to right; a side that
//! does not matter is not looked at, and an error of one that does is never swallowed.

use std::cmp::Ordering;

use jiff::civil::Date;

use super::Evidence;
use super::evidence::Given;
use super::expression::{Arithmetic, Comparison, Expression, Field, Literal};

/// Why a condition gives neither yes nor no. Names fields, never their values.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotEvaluated {
    #[error("`{field}` is not known")]
    Absent { field: String },
    #[error("`{expression}` is {is}; {wanted} is needed")]
    Mistyped {
        expression: String,
        is: &'static str,
        wanted: &'static str,
    },
    #[error("`{expression}` compares what is not alike, or what has no order")]
    NotComparable { expression: String },
    #[error("`{expression}` divides by zero")]
    DivisionByZero { expression: String },
    #[error("`{expression}` is larger than can be counted")]
    Overflow { expression: String },
}

type Outcome<T> = Result<T, NotEvaluated>;

pub(super) fn holds(expression: &Expression, evidence: &Evidence) -> Outcome<bool> {
    boolean(expression, evidence)
}

fn evaluate<'a>(expression: &'a Expression, evidence: &'a Evidence) -> Outcome<Given<'a>> {
    Ok(match expression {
        Expression::Literal(literal) => given(literal),
        Expression::Field(field) => known(field, evidence)?,
        Expression::Has(field) => Given::Bool(evidence.get(field).is_some()),
        Expression::Size(field) => match known(field, evidence)? {
            Given::Text(text) => Given::Int(count(text.chars().count())),
            Given::Many(keys) => Given::Int(count(keys.len())),
            other => return Err(mistyped(field, other.kind(), "a text or a list")),
        },
        Expression::Not(inner) => Given::Bool(!boolean(inner, evidence)?),
        Expression::Negated(inner) => match number(inner, evidence)?.checked_neg() {
            Some(value) => Given::Int(value),
            None => return Err(overflow(expression)),
        },
        Expression::And(sides) => {
            Given::Bool(boolean(&sides[0], evidence)? && boolean(&sides[1], evidence)?)
        }
        Expression::Or(sides) => {
            Given::Bool(boolean(&sides[0], evidence)? || boolean(&sides[1], evidence)?)
        }
        Expression::Choice(parts) => {
            let [condition, then, otherwise] = &**parts;
            return if boolean(condition, evidence)? {
                evaluate(then, evidence)
            } else {
                evaluate(otherwise, evidence)
            };
        }
        Expression::Comparison(comparison, sides) => {
            let left = evaluate(&sides[0], evidence)?;
            let right = evaluate(&sides[1], evidence)?;
            match compare(*comparison, left, right) {
                Some(answer) => Given::Bool(answer),
                None => return Err(not_comparable(expression)),
            }
        }
        Expression::Arithmetic(arithmetic, sides) => {
            let left = number(&sides[0], evidence)?;
            let right = number(&sides[1], evidence)?;
            let result = match arithmetic {
                Arithmetic::Plus => left.checked_add(right),
                Arithmetic::Minus => left.checked_sub(right),
                Arithmetic::Times => left.checked_mul(right),
                Arithmetic::By | Arithmetic::Modulo if right == 0 => {
                    return Err(NotEvaluated::DivisionByZero {
                        expression: expression.to_string(),
                    });
                }
                Arithmetic::By => left.checked_div(right),
                Arithmetic::Modulo => left.checked_rem(right),
            };
            Given::Int(result.ok_or_else(|| overflow(expression))?)
        }
        Expression::AmongLiterals(inner, literals) => {
            let sought = evaluate(inner, evidence)?;
            let mut found = false;
            for literal in literals {
                let Some(same) = compare(Comparison::Equal, sought, given(literal)) else {
                    return Err(not_comparable(expression));
                };
                found |= same;
            }
            Given::Bool(found)
        }
        Expression::InField(inner, field) => {
            let sought = evaluate(inner, evidence)?;
            match (sought, known(field, evidence)?) {
                (Given::Text(sought), Given::Many(keys)) => {
                    Given::Bool(keys.iter().any(|key| key == sought))
                }
                (_, Given::Many(_)) => return Err(not_comparable(expression)),
                (_, other) => return Err(mistyped(field, other.kind(), "a list of options")),
            }
        }
    })
}

fn given(literal: &Literal) -> Given<'_> {
    match literal {
        Literal::Bool(value) => Given::Bool(*value),
        Literal::Int(value) => Given::Int(*value),
        Literal::Text(value) => Given::Text(value),
    }
}

/// Nothing where the two are not alike or, when order is asked for, have none.
fn compare(comparison: Comparison, left: Given<'_>, right: Given<'_>) -> Option<bool> {
    match comparison {
        Comparison::Equal => same(left, right),
        Comparison::NotEqual => same(left, right).map(|same| !same),
        Comparison::Less => order(left, right).map(Ordering::is_lt),
        Comparison::LessOrEqual => order(left, right).map(Ordering::is_le),
        Comparison::Greater => order(left, right).map(Ordering::is_gt),
        Comparison::GreaterOrEqual => order(left, right).map(Ordering::is_ge),
    }
}

fn same(left: Given<'_>, right: Given<'_>) -> Option<bool> {
    match (left, right) {
        (Given::Bool(left), Given::Bool(right)) => Some(left == right),
        (Given::Int(left), Given::Int(right)) => Some(left == right),
        (Given::Text(left), Given::Text(right)) => Some(left == right),
        _ => None,
    }
}

fn order(left: Given<'_>, right: Given<'_>) -> Option<Ordering> {
    match (left, right) {
        (Given::Int(left), Given::Int(right)) => Some(left.cmp(&right)),
        // Days that are written so sort as texts.
        (Given::Text(left), Given::Text(right)) if is_day(left) && is_day(right) => {
            Some(left.cmp(right))
        }
        _ => None,
    }
}

/// Written `YYYY-MM-DD`, and a day of the calendar.
pub(super) fn is_day(text: &str) -> bool {
    let shaped = text.len() == 10
        && text.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    shaped && text.parse::<Date>().is_ok()
}

fn boolean(expression: &Expression, evidence: &Evidence) -> Outcome<bool> {
    match evaluate(expression, evidence)? {
        Given::Bool(value) => Ok(value),
        other => Err(mistyped(expression, other.kind(), "yes or no")),
    }
}

fn number(expression: &Expression, evidence: &Evidence) -> Outcome<i64> {
    match evaluate(expression, evidence)? {
        Given::Int(value) => Ok(value),
        other => Err(mistyped(expression, other.kind(), "a whole number")),
    }
}

fn known<'a>(field: &Field, evidence: &'a Evidence) -> Outcome<Given<'a>> {
    evidence
        .get(field)
        .map(Given::from)
        .ok_or_else(|| NotEvaluated::Absent {
            field: field.to_string(),
        })
}

/// Lengths of what lies in memory fit.
fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

fn mistyped(expression: &impl ToString, is: &'static str, wanted: &'static str) -> NotEvaluated {
    NotEvaluated::Mistyped {
        expression: expression.to_string(),
        is,
        wanted,
    }
}

fn not_comparable(expression: &Expression) -> NotEvaluated {
    NotEvaluated::NotComparable {
        expression: expression.to_string(),
    }
}

fn overflow(expression: &Expression) -> NotEvaluated {
    NotEvaluated::Overflow {
        expression: expression.to_string(),
    }
}
