//! What is wrong with a condition, in one line that also says how to mend it. For those who write
//! item files, in English as all findings of the catalogue check.

use super::LONGEST;
use super::expression::DEEPEST;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConditionFault {
    // What is wrong with the text itself.
    #[error("the condition has {length} characters; write at most {LONGEST}, or split the branch")]
    TooLong { length: usize },
    #[error("the condition nests deeper than {DEEPEST} levels; split it over two branches")]
    TooDeep,
    #[error("at line {line}, column {column}: {mend}")]
    Syntax {
        line: usize,
        column: usize,
        mend: String,
    },
    #[error("conditions have no {construct}; {mend}")]
    NotSupported {
        construct: String,
        mend: &'static str,
    },
    #[error(
        "`{name}` stands alone; write a field with its group, as in `answers.area`, and each \
         hyphen of its key as `_`"
    )]
    NoGroup { name: String },
    #[error(
        "`{name}` is no field; write it as group and key, as in `answers.area`, and a dot of the \
         key as `__`"
    )]
    NotAField { name: String },
    #[error("`{function}()` takes one field, as in `{function}(answers.area)`")]
    TakesOneField { function: &'static str },

    // What does not fit the item.
    #[error("there is no group for `{field}`; {}", instead(nearest.as_deref(), groups))]
    NoSuchGroup {
        field: String,
        nearest: Option<String>,
        groups: String,
    },
    #[error("`{group}` has no `{key}`; {}", instead(nearest.as_deref(), keys))]
    NoSuchKey {
        group: String,
        key: String,
        nearest: Option<String>,
        keys: String,
    },
    #[error("`{field}` may mean `{}` or `{}`; rename one of the two", keys[0], keys[1])]
    Ambiguous { field: String, keys: [String; 2] },
    #[error("the condition gives {is}; make it a question that yes or no answers")]
    NotAQuestion { is: &'static str },
    #[error("`{expression}` is {is}; `{operator}` needs {wanted}")]
    Mistyped {
        expression: String,
        is: &'static str,
        operator: &'static str,
        wanted: &'static str,
    },
    #[error("`{left}` is {left_is} and `{right}` is {right_is}; compare what is alike")]
    NotAlike {
        left: String,
        left_is: &'static str,
        right: String,
        right_is: &'static str,
    },
    #[error("`{expression}` is yes or no itself; write it alone, or with `!` before it")]
    YesOrNo { expression: String },
    #[error(
        "`{expression}` is a list of options; ask for each with `in`, as in `\"a\" in {expression}`"
    )]
    ListCompared { expression: String },
    #[error("`{left}` and `{right}` have no option in common, so they never agree; compare others")]
    NothingInCommon { left: String, right: String },
    #[error("{literal} is no option of `{expression}`; {}", instead(nearest.as_deref(), options))]
    NotAnOption {
        literal: String,
        expression: String,
        nearest: Option<String>,
        options: String,
    },
    #[error("{literal} is no day; write it as in \"2026-01-31\"")]
    NotADay { literal: String },
    #[error("the list right of `in` is empty, so nothing is ever in it; name what is sought")]
    EmptyList,
    #[error(
        "`{field}` may be absent; ask first, as in `has({field}) && …`, `!has({field}) || …` or \
         `has({field}) ? … : …`"
    )]
    MayBeAbsent { field: String },
}

fn instead(nearest: Option<&str>, there_are: &str) -> String {
    match nearest {
        Some(nearest) => format!("did you mean `{nearest}`?"),
        None => format!("there is {there_are}"),
    }
}

/// The part of a condition that a fault is about, cut where it would fill more than a line.
pub(super) fn brief(part: &(impl ToString + ?Sized)) -> String {
    const LONGEST: usize = 80;
    let mut text = part.to_string();
    if let Some((at, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(at);
        text.push('…');
    }
    text
}
