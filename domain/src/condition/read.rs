//! From a text in CEL to the tree, by the parser of the crate `cel`. It has two; this is the one
//! that keeps within a small stack, where the other needs more than 100 kB for each bracket.

use cel::ParseErrors;
use cel::common::ast::{CallExpr, Expr, IdedExpr, LiteralValue, SelectExpr, operators};
use cel::parser::PrattParser;

use super::expression::{Arithmetic, Comparison, DEEPEST, Expression, Field, Literal};
use super::fault::brief;
use super::{ConditionFault, LONGEST};

type Read<T> = Result<T, ConditionFault>;

pub(super) fn expression(source: &str) -> Read<Expression> {
    let length = source.chars().count();
    if length > LONGEST {
        return Err(ConditionFault::TooLong { length });
    }
    let parsed = PrattParser::new()
        .max_recursion_depth(DEEPEST as u16)
        .parse(source)
        .map_err(|errors| syntax(source, &errors))?;
    read(&parsed, DEEPEST)
}

/// `levels` is how many may still come.
fn read(parsed: &IdedExpr, levels: usize) -> Read<Expression> {
    let levels = levels.checked_sub(1).ok_or(ConditionFault::TooDeep)?;
    match &parsed.expr {
        Expr::Literal(value) => Ok(Expression::Literal(literal(value)?)),
        Expr::Select(select) if select.test => Ok(Expression::Has(field(select)?)),
        Expr::Select(select) => Ok(Expression::Field(field(select)?)),
        Expr::Ident(name) => Err(ConditionFault::NoGroup { name: brief(name) }),
        Expr::Call(call) => called(call, levels),
        Expr::List(_) => Err(not_supported(
            "lists but right of `in`",
            "write `answers.kind in [\"a\", \"b\"]`",
        )),
        Expr::Comprehension(_) => Err(not_supported(
            "`all`, `exists`, `exists_one`, `filter` or `map`",
            "ask with `in` for each key",
        )),
        Expr::Map(_) | Expr::Struct(_) => {
            Err(not_supported("maps or messages", "read a field instead"))
        }
        Expr::Unspecified => Err(not_supported("gaps", "write what is missing")),
    }
}

fn called(call: &CallExpr, levels: usize) -> Read<Expression> {
    let name = call.func_name.as_str();
    let one = |arg| Ok::<_, ConditionFault>(Box::new(read(arg, levels)?));
    match (&call.target, call.args.as_slice()) {
        (None, [inner]) if name == operators::LOGICAL_NOT => Ok(Expression::Not(one(inner)?)),
        (None, [inner]) if name == operators::NEGATE => Ok(Expression::Negated(one(inner)?)),
        (None, [left, right]) if name == operators::IN => {
            let sought = one(left)?;
            match &right.expr {
                Expr::List(list) => {
                    let literals = list.elements.iter().map(listed).collect::<Read<_>>()?;
                    Ok(Expression::AmongLiterals(sought, literals))
                }
                Expr::Select(select) if !select.test => {
                    Ok(Expression::InField(sought, field(select)?))
                }
                _ => Err(not_supported(
                    "`in` but before a list or a field",
                    "write `answers.kind in [\"a\", \"b\"]` or `\"a\" in answers.kinds`",
                )),
            }
        }
        (None, [left, right]) => match infix(name) {
            Some(infix) => {
                let sides = Box::new([read(left, levels)?, read(right, levels)?]);
                Ok(infix(sides))
            }
            None => Err(unknown(name)),
        },
        (None, [condition, then, otherwise]) if name == operators::CONDITIONAL => {
            Ok(Expression::Choice(Box::new([
                read(condition, levels)?,
                read(then, levels)?,
                read(otherwise, levels)?,
            ])))
        }
        (None, [of]) if name == "size" => sized(of),
        (Some(of), []) if name == "size" => sized(of),
        _ => Err(unknown(name)),
    }
}

type Infix = fn(Box<[Expression; 2]>) -> Expression;

fn infix(name: &str) -> Option<Infix> {
    use Expression as E;
    Some(match name {
        operators::LOGICAL_AND => E::And,
        operators::LOGICAL_OR => E::Or,
        operators::EQUALS => |sides| E::Comparison(Comparison::Equal, sides),
        operators::NOT_EQUALS => |sides| E::Comparison(Comparison::NotEqual, sides),
        operators::LESS => |sides| E::Comparison(Comparison::Less, sides),
        operators::LESS_EQUALS => |sides| E::Comparison(Comparison::LessOrEqual, sides),
        operators::GREATER => |sides| E::Comparison(Comparison::Greater, sides),
        operators::GREATER_EQUALS => |sides| E::Comparison(Comparison::GreaterOrEqual, sides),
        operators::ADD => |sides| E::Arithmetic(Arithmetic::Plus, sides),
        operators::SUBSTRACT => |sides| E::Arithmetic(Arithmetic::Minus, sides),
        operators::MULTIPLY => |sides| E::Arithmetic(Arithmetic::Times, sides),
        operators::DIVIDE => |sides| E::Arithmetic(Arithmetic::By, sides),
        operators::MODULO => |sides| E::Arithmetic(Arithmetic::Modulo, sides),
        _ => return None,
    })
}

fn sized(of: &IdedExpr) -> Read<Expression> {
    match &of.expr {
        Expr::Select(select) if !select.test => Ok(Expression::Size(field(select)?)),
        _ => Err(ConditionFault::TakesOneField { function: "size" }),
    }
}

fn field(select: &SelectExpr) -> Read<Field> {
    match &select.operand.expr {
        Expr::Ident(group) if !group.starts_with('.') => Ok(Field {
            group: group.clone(),
            key: select.field.clone(),
        }),
        operand => Err(ConditionFault::NotAField {
            name: brief(&format!("{}.{}", path(operand), select.field)),
        }),
    }
}

/// What stands before the last dot, to find the place by.
fn path(operand: &Expr) -> String {
    match operand {
        Expr::Ident(name) => name.clone(),
        Expr::Select(select) => format!("{}.{}", path(&select.operand.expr), select.field),
        _ => "(…)".to_owned(),
    }
}

fn literal(value: &LiteralValue) -> Read<Literal> {
    match value {
        LiteralValue::Boolean(value) => Ok(Literal::Bool(*value.inner())),
        LiteralValue::Int(value) => Ok(Literal::Int(*value.inner())),
        LiteralValue::String(value) => Ok(Literal::Text(value.inner().to_owned())),
        LiteralValue::Double(_) => Err(not_supported(
            "decimals",
            "write whole numbers, in a smaller unit where need be",
        )),
        LiteralValue::UInt(_) => Err(not_supported("`u` after a number", "leave it out")),
        LiteralValue::Bytes(_) => Err(not_supported("`b` before a text", "leave it out")),
        LiteralValue::Null => Err(not_supported(
            "null",
            "ask with `has(…)` whether something is there",
        )),
    }
}

fn listed(element: &IdedExpr) -> Read<Literal> {
    match &element.expr {
        Expr::Literal(value) => literal(value),
        _ => Err(not_supported(
            "lists of anything but texts and numbers",
            "compare with `==` and join with `||`",
        )),
    }
}

fn not_supported(construct: impl Into<String>, mend: &'static str) -> ConditionFault {
    let construct = construct.into();
    ConditionFault::NotSupported { construct, mend }
}

fn unknown(function: &str) -> ConditionFault {
    match function {
        operators::INDEX => not_supported("`[…]` after a field", "ask with `in` for a key"),
        "has" => ConditionFault::TakesOneField { function: "has" },
        "size" => ConditionFault::TakesOneField { function: "size" },
        _ => not_supported(
            format!("`{}()`", brief(function)),
            "only `has()` and `size()` are there; a date is a text such as \"2026-01-31\"",
        ),
    }
}

const AND_OR_NOT: &str = "write `&&` for and, `||` for or, `!` for not";

/// The first error in our words: the parser's own name tokens, not what to do.
fn syntax(source: &str, errors: &ParseErrors) -> ConditionFault {
    let first = errors.errors.first();
    let message = first.map_or("", |error| error.msg.as_str());
    if message.contains("recursion limit") {
        return ConditionFault::TooDeep;
    }
    if message.contains("has()") {
        return ConditionFault::TakesOneField { function: "has" };
    }
    let (line, column) = first.map_or((1, 1), |error| error.pos);
    let line = usize::try_from(line).unwrap_or(1).max(1);
    let column = usize::try_from(column).unwrap_or(1).max(1);
    let text = source.split('\n').nth(line - 1).unwrap_or_default();
    // The parser counts bytes.
    let (before, rest) = text.split_at_checked(column - 1).unwrap_or((text, ""));
    let word: String = rest
        .chars()
        .take_while(|character| character.is_alphanumeric() || *character == '_')
        .collect();
    let mend = match rest.chars().next() {
        _ if message.contains("unterminated") => "close the text with a second quote".to_owned(),
        _ if message.contains("invalid int") => "write a number of at most 18 digits".to_owned(),
        _ if matches!(word.as_str(), "and" | "or") || before.trim_end().ends_with("not") => {
            AND_OR_NOT.to_owned()
        }
        Some('&' | '|') => AND_OR_NOT.to_owned(),
        None if source.trim().is_empty() => "write a condition, or leave it out".to_owned(),
        None if message.contains("expected ')'") => "a `)` is missing".to_owned(),
        None => "something is missing at the end; complete it".to_owned(),
        Some('=') if rest.starts_with("=>") => "write `>=`".to_owned(),
        Some('=') => "write `==` to compare".to_owned(),
        Some(character) if !character.is_ascii() => format!(
            "`{character}` may stand inside quotes only; write plain signs such as \" ( ) , =="
        ),
        Some(character) => {
            let found = if word.is_empty() {
                character.escape_default().to_string()
            } else {
                brief(&word)
            };
            format!("`{found}` does not fit here; remove it or complete what stands before it")
        }
    };
    ConditionFault::Syntax {
        line,
        column: before.chars().count() + 1,
        mend,
    }
}
