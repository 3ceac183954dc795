//! A condition as a tree: the part of CEL that conditions have, and nothing else.

use std::fmt;

/// Levels of the tree. Whoever nests deeper is asked to split the condition; and the stack holds,
/// whatever a file says.
pub(super) const DEEPEST: usize = 32;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Field {
    pub group: String,
    /// In its spelling.
    pub key: String,
}

#[derive(Debug)]
pub(super) enum Expression {
    Literal(Literal),
    Field(Field),
    Has(Field),
    Size(Field),
    Not(Box<Self>),
    Negated(Box<Self>),
    And(Box<[Self; 2]>),
    Or(Box<[Self; 2]>),
    /// `condition ? then : otherwise`
    Choice(Box<[Self; 3]>),
    Comparison(Comparison, Box<[Self; 2]>),
    Arithmetic(Arithmetic, Box<[Self; 2]>),
    /// `… in ["a", "b"]`
    AmongLiterals(Box<Self>, Vec<Literal>),
    /// `… in answers.many`
    InField(Box<Self>, Field),
}

#[derive(Debug)]
pub(super) enum Literal {
    Bool(bool),
    Int(i64),
    Text(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Arithmetic {
    Plus,
    Minus,
    Times,
    By,
    Modulo,
}

impl Comparison {
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }
}

impl Arithmetic {
    pub fn sign(self) -> &'static str {
        match self {
            Self::Plus => "+",
            Self::Minus => "-",
            Self::Times => "*",
            Self::By => "/",
            Self::Modulo => "%",
        }
    }
}

impl Expression {
    pub fn each_field<'a>(&'a self, visit: &mut impl FnMut(&'a Field)) {
        match self {
            Self::Literal(_) => {}
            Self::Field(field) | Self::Has(field) | Self::Size(field) => visit(field),
            Self::Not(inner) | Self::Negated(inner) | Self::AmongLiterals(inner, _) => {
                inner.each_field(visit);
            }
            Self::InField(inner, field) => {
                inner.each_field(visit);
                visit(field);
            }
            Self::And(sides)
            | Self::Or(sides)
            | Self::Comparison(_, sides)
            | Self::Arithmetic(_, sides) => {
                for side in sides.iter() {
                    side.each_field(visit);
                }
            }
            Self::Choice(parts) => {
                for part in parts.iter() {
                    part.each_field(visit);
                }
            }
        }
    }

    /// Whether it needs brackets as a part of another.
    fn is_compound(&self) -> bool {
        !matches!(
            self,
            Self::Literal(_) | Self::Field(_) | Self::Has(_) | Self::Size(_)
        )
    }
}

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.group, self.key)
    }
}

impl fmt::Display for Literal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool(value) => write!(f, "{value}"),
            Self::Int(value) => write!(f, "{value}"),
            // Line breaks stay inside the one line of a fault.
            Self::Text(value) => write!(f, "{value:?}"),
        }
    }
}

/// A part inside another, in brackets where it needs them.
struct Part<'a>(&'a Expression);

impl fmt::Display for Part<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_compound() {
            write!(f, "({})", self.0)
        } else {
            write!(f, "{}", self.0)
        }
    }
}

impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let infix = |f: &mut fmt::Formatter<'_>, sides: &[Self; 2], sign: &str| {
            write!(f, "{} {sign} {}", Part(&sides[0]), Part(&sides[1]))
        };
        match self {
            Self::Literal(literal) => write!(f, "{literal}"),
            Self::Field(field) => write!(f, "{field}"),
            Self::Has(field) => write!(f, "has({field})"),
            Self::Size(field) => write!(f, "size({field})"),
            Self::Not(inner) => write!(f, "!{}", Part(inner)),
            Self::Negated(inner) => write!(f, "-{}", Part(inner)),
            Self::And(sides) => infix(f, sides, "&&"),
            Self::Or(sides) => infix(f, sides, "||"),
            Self::Choice(parts) => {
                let [condition, then, otherwise] = &**parts;
                let (condition, then) = (Part(condition), Part(then));
                write!(f, "{condition} ? {then} : {}", Part(otherwise))
            }
            Self::Comparison(comparison, sides) => infix(f, sides, comparison.sign()),
            Self::Arithmetic(arithmetic, sides) => infix(f, sides, arithmetic.sign()),
            Self::AmongLiterals(inner, literals) => {
                let literals: Vec<String> = literals.iter().map(ToString::to_string).collect();
                write!(f, "{} in [{}]", Part(inner), literals.join(", "))
            }
            Self::InField(inner, field) => write!(f, "{} in {field}", Part(inner)),
        }
    }
}
