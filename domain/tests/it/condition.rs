//! Conditions: what is read, and what is found wrong with them.

use std::thread;

use domain::condition::{Condition, Known, Schema, Type};

pub fn keys(keys: &[&str]) -> Vec<String> {
    keys.iter().map(|&key| key.to_owned()).collect()
}

fn schema() -> Schema {
    let mut schema = Schema::default();
    let kinds = Type::OneOf(keys(&["a", "b", "c"]));
    let fields = [
        ("answers", "rural", Type::Bool, true),
        ("answers", "well-depth", Type::Int, true),
        ("answers", "area", Type::Int, true),
        ("answers", "remarks", Type::Text, true),
        (
            "answers",
            "source",
            Type::OneOf(keys(&["ground", "surface"])),
            true,
        ),
        (
            "answers",
            "uses",
            Type::ManyOf(keys(&["farming", "industry"])),
            true,
        ),
        ("answers", "begins-on", Type::Date, true),
        ("answers", "kind", kinds.clone(), true),
        ("answers", "staff", Type::Int, false),
        ("answers", "agent", Type::Bool, false),
        ("applicant", "kind", kinds, true),
        (
            "applicant",
            "audience",
            Type::OneOf(keys(&["person", "entity"])),
            true,
        ),
        (
            "outcomes",
            "hearing.hold",
            Type::OneOf(keys(&["held", "waived"])),
            false,
        ),
        ("records", "last-renewed-on", Type::Date, false),
        ("records", "a--b", Type::Int, true),
        ("records", "a.b", Type::Int, true),
    ];
    for (group, key, ty, always) in fields {
        schema.insert(group, key, Known { ty, always });
    }
    schema
}

/// The faults of reading or of checking, in one line each.
fn faults(source: &str) -> Vec<String> {
    let found = match Condition::parse(source) {
        Ok(condition) => condition.check(&schema()),
        Err(fault) => vec![fault],
    };
    let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
    for line in &lines {
        assert!(!line.contains(char::is_control), "{line:?}");
    }
    lines
}

pub const SOUND: &[&str] = &[
    "true",
    "answers.rural",
    "!answers.rural == (answers.area < 3)",
    "answers.well_depth > 30 && answers.well_depth <= 300",
    "answers.well_depth >= -5 || answers.well_depth != 0",
    "answers.well_depth * 2 + 1 - answers.area / 3 < -answers.area % 7",
    "answers.source == \"ground\" || 'surface' != answers.source",
    "\"farming\" in answers.uses && !(\"industry\" in answers.uses)",
    "answers.kind in [\"a\", \"b\"]",
    "answers.area in [1, 2, -3]",
    "answers.kind == applicant.kind",
    "answers.remarks == '' || size(answers.remarks) > 10",
    "answers.uses.size() > 1",
    "answers.begins_on < \"2026-07-01\"",
    "answers.begins_on == '2026-07-01' || '2026-07-02' <= answers.begins_on",
    "answers.begins_on in [\"2026-07-01\"]",
    "has(answers.area) && answers.area > 0",
    "answers.rural ? answers.area > 5 : answers.area > 50",
    "(answers.rural ? 5 : 50) < answers.area",
    // What may be absent, asked for before.
    "has(answers.staff)",
    "has(answers.staff) && answers.staff > 3",
    "!has(answers.staff) || answers.staff > 3",
    "has(answers.staff) ? answers.staff > 3 : false",
    "!has(answers.staff) ? false : answers.staff > 3",
    "has(answers.staff) && has(answers.agent) && (answers.agent || answers.staff > 3)",
    "!(has(answers.staff) && has(answers.agent)) || answers.agent && answers.staff > 3",
    "!(!has(answers.staff) || answers.rural) && answers.staff > 3",
    "!has(answers.staff) && !has(answers.staff) || answers.staff > 3",
    "(answers.rural ? !has(answers.staff) : !has(answers.staff)) || answers.staff > 3",
    "(answers.rural ? has(answers.staff) : has(answers.staff) && answers.area > 3) && answers.staff > 3",
    "(has(answers.staff) ? answers.rural : !has(answers.staff)) || answers.staff > 3",
    "answers.rural && has(answers.staff) && answers.staff + answers.area > 3",
    "has(outcomes.hearing__hold) && outcomes.hearing__hold == 'held'",
    "has(records.last_renewed_on) && records.last_renewed_on < answers.begins_on",
    // Comments and lines, as in long texts of an item file.
    "answers.rural // in the countryside\n  && answers.area > 3\n",
];

#[test]
fn sound_conditions() {
    for source in SOUND {
        assert_eq!(faults(source), Vec::<String>::new(), "{source}");
    }
}

/// What is wrong with the text itself.
const UNREADABLE: &[&str] = &[
    "",
    "answers.area >",
    "answers.area = 3",
    "answers.area => 3",
    "answers.rural and answers.agent",
    "not answers.rural",
    "answers.rural & answers.agent",
    "(answers.rural",
    "answers.rural)",
    "answers.area > 3\n 4",
    "answers.source == “ground”",
    "answers.source == '地' ， answers.rural",
    "answers.source == 'ground",
    "answers.source == 'it's'",
    "answers.area > 99999999999999999999",
    "answers.well-depth > 3",
    "rural",
    "answers.well.depth > 3",
    "answers.rural.agent.staff",
    ".answers.rural",
    "has(answers)",
    "has(answers.rural, answers.agent)",
    "has('a')",
    "size(answers.uses, 1) > 1",
    "size('abc') > 1",
    "answers.area > 1.5",
    "answers.area > 1u",
    "answers.remarks == b'a'",
    "answers.staff == null",
    "answers.uses[0] == 'farming'",
    "answers.remarks.startsWith('a')",
    "date(answers.begins_on) > date('2026-01-01')",
    "answers.uses.exists(use, use == 'farming')",
    "answers.uses == ['farming']",
    "answers.area in [answers.staff]",
    "'a' in 'abc'",
    "{'a': 1} == answers.uses",
    "answers{area: 1}",
];

/// What does not fit the schema.
const MISFITS: &[&str] = &[
    "answer.rural",
    "documents.plan == 'a'",
    "answers.well_deph > 3",
    "answers.nothing == 1",
    "has(answers.nothing)",
    "records.a__b == 1",
    "answers.area",
    "answers.remarks",
    "answers.rural ? 1 : 2",
    "answers.area && answers.rural",
    "!answers.area",
    "-answers.rural == 1",
    "answers.remarks + 'a' == 'ba'",
    "answers.area == '3'",
    "answers.rural == 'yes'",
    "answers.remarks == answers.kind",
    "answers.uses == answers.uses",
    "answers.uses == 'farming'",
    "answers.source == 'grund'",
    "answers.source == 'river'",
    "answers.kind in ['a', 'd']",
    "answers.kind in []",
    "'cattle' in answers.uses",
    "answers.kind in answers.uses",
    "answers.area in answers.uses",
    "'a' in answers.kind",
    "answers.kind == applicant.audience",
    "answers.begins_on < '2026-7-1'",
    "answers.begins_on < '2026-02-30'",
    "'soon' > answers.begins_on",
    "answers.begins_on < 20260701",
    "answers.area < '3'",
    "answers.remarks < 'm'",
    "answers.source > 'ground'",
    "size(answers.area) > 2",
    "answers.rural ? answers.area : answers.rural",
    "(answers.rural ? 'a' : 'b') == answers.kind",
    // What may be absent.
    "answers.staff > 3",
    "answers.staff > 3 && answers.staff < 9",
    "answers.staff > 3 && has(answers.staff)",
    "has(answers.staff) || answers.staff > 3",
    "!has(answers.staff) && answers.staff > 3",
    "has(answers.agent) && answers.staff > 3",
    "(has(answers.staff) || answers.rural) && answers.staff > 3",
    "!(has(answers.staff) && answers.rural) || answers.staff > 3 && answers.agent",
    "has(answers.staff) ? true : answers.staff > 3",
    "!has(answers.staff) && answers.rural || answers.staff > 3",
    "(has(answers.staff) ? answers.rural : answers.rural) && answers.staff > 3",
    "(has(answers.staff) ? answers.rural : answers.rural) || answers.staff > 3",
    "size(outcomes.hearing__hold) > 1",
    // Everything at once.
    "answers.are > 3 && answers.source == 'grund' && answers.staff > 3",
];

fn listed(sources: &[&str]) -> String {
    let mut lines = Vec::new();
    for source in sources {
        lines.push(source.replace('\n', "⏎"));
        let found = faults(source);
        assert!(!found.is_empty(), "{source} is not sound");
        lines.extend(found.into_iter().map(|fault| format!("  {fault}")));
    }
    lines.join("\n")
}

#[test]
fn unreadable_conditions() {
    insta::assert_snapshot!(listed(UNREADABLE), @r#"

      at line 1, column 1: write a condition, or leave it out
    answers.area >
      at line 1, column 15: something is missing at the end; complete it
    answers.area = 3
      at line 1, column 14: write `==` to compare
    answers.area => 3
      at line 1, column 14: write `>=`
    answers.rural and answers.agent
      at line 1, column 15: write `&&` for and, `||` for or, `!` for not
    not answers.rural
      at line 1, column 5: write `&&` for and, `||` for or, `!` for not
    answers.rural & answers.agent
      at line 1, column 15: write `&&` for and, `||` for or, `!` for not
    (answers.rural
      at line 1, column 15: a `)` is missing
    answers.rural)
      at line 1, column 14: `)` does not fit here; remove it or complete what stands before it
    answers.area > 3⏎ 4
      at line 2, column 2: `4` does not fit here; remove it or complete what stands before it
    answers.source == “ground”
      at line 1, column 19: `“` may stand inside quotes only; write plain signs such as " ( ) , ==
    answers.source == '地' ， answers.rural
      at line 1, column 23: `，` may stand inside quotes only; write plain signs such as " ( ) , ==
    answers.source == 'ground
      at line 1, column 19: close the text with a second quote
    answers.source == 'it's'
      at line 1, column 23: `s` does not fit here; remove it or complete what stands before it
    answers.area > 99999999999999999999
      at line 1, column 16: write a number of at most 18 digits
    answers.well-depth > 3
      `depth` stands alone; write a field with its group, as in `answers.area`, and each hyphen of its key as `_`
    rural
      `rural` stands alone; write a field with its group, as in `answers.area`, and each hyphen of its key as `_`
    answers.well.depth > 3
      `answers.well.depth` is no field; write it as group and key, as in `answers.area`, and a dot of the key as `__`
    answers.rural.agent.staff
      `answers.rural.agent.staff` is no field; write it as group and key, as in `answers.area`, and a dot of the key as `__`
    .answers.rural
      `.answers.rural` is no field; write it as group and key, as in `answers.area`, and a dot of the key as `__`
    has(answers)
      `has()` takes one field, as in `has(answers.area)`
    has(answers.rural, answers.agent)
      `has()` takes one field, as in `has(answers.area)`
    has('a')
      `has()` takes one field, as in `has(answers.area)`
    size(answers.uses, 1) > 1
      `size()` takes one field, as in `size(answers.area)`
    size('abc') > 1
      `size()` takes one field, as in `size(answers.area)`
    answers.area > 1.5
      conditions have no decimals; write whole numbers, in a smaller unit where need be
    answers.area > 1u
      conditions have no `u` after a number; leave it out
    answers.remarks == b'a'
      conditions have no `b` before a text; leave it out
    answers.staff == null
      conditions have no null; ask with `has(…)` whether something is there
    answers.uses[0] == 'farming'
      conditions have no `[…]` after a field; ask with `in` for a key
    answers.remarks.startsWith('a')
      conditions have no `startsWith()`; only `has()` and `size()` are there; a date is a text such as "2026-01-31"
    date(answers.begins_on) > date('2026-01-01')
      conditions have no `date()`; only `has()` and `size()` are there; a date is a text such as "2026-01-31"
    answers.uses.exists(use, use == 'farming')
      conditions have no `all`, `exists`, `exists_one`, `filter` or `map`; ask with `in` for each key
    answers.uses == ['farming']
      conditions have no lists but right of `in`; write `answers.kind in ["a", "b"]`
    answers.area in [answers.staff]
      conditions have no lists of anything but texts and numbers; compare with `==` and join with `||`
    'a' in 'abc'
      conditions have no `in` but before a list or a field; write `answers.kind in ["a", "b"]` or `"a" in answers.kinds`
    {'a': 1} == answers.uses
      conditions have no maps or messages; read a field instead
    answers{area: 1}
      conditions have no maps or messages; read a field instead
    "#);
}

#[test]
fn conditions_that_do_not_fit() {
    insta::assert_snapshot!(listed(MISFITS), @r#"
    answer.rural
      there is no group for `answer.rural`; did you mean `answers`?
    documents.plan == 'a'
      there is no group for `documents.plan`; there is `answers`, `applicant`, `outcomes`, `records`
    answers.well_deph > 3
      `answers` has no `well_deph`; did you mean `well_depth`?
    answers.nothing == 1
      `answers` has no `nothing`; there is `agent`, `area`, `begins_on`, `kind`, `remarks`, `rural`, `source`, `staff` and 2 more
    has(answers.nothing)
      `answers` has no `nothing`; there is `agent`, `area`, `begins_on`, `kind`, `remarks`, `rural`, `source`, `staff` and 2 more
    records.a__b == 1
      `records.a__b` may mean `a--b` or `a.b`; rename one of the two
    answers.area
      the condition gives a whole number; make it a question that yes or no answers
    answers.remarks
      the condition gives a text; make it a question that yes or no answers
    answers.rural ? 1 : 2
      the condition gives a whole number; make it a question that yes or no answers
    answers.area && answers.rural
      `answers.area` is a whole number; `&&` needs yes or no
    !answers.area
      `answers.area` is a whole number; `!` needs yes or no
    -answers.rural == 1
      `answers.rural` is yes or no; `-` needs a whole number
    answers.remarks + 'a' == 'ba'
      `answers.remarks` is a text; `+` needs a whole number
      `"a"` is a text; `+` needs a whole number
      `answers.remarks + "a"` is a whole number and `"ba"` is a text; compare what is alike
    answers.area == '3'
      `answers.area` is a whole number and `"3"` is a text; compare what is alike
    answers.rural == 'yes'
      `answers.rural` is yes or no itself; write it alone, or with `!` before it
    answers.remarks == answers.kind
      `answers.remarks` is a text and `answers.kind` is one option of a list; compare what is alike
    answers.uses == answers.uses
      `answers.uses` is a list of options; ask for each with `in`, as in `"a" in answers.uses`
    answers.uses == 'farming'
      `answers.uses` is a list of options; ask for each with `in`, as in `"a" in answers.uses`
    answers.source == 'grund'
      "grund" is no option of `answers.source`; did you mean `ground`?
    answers.source == 'river'
      "river" is no option of `answers.source`; there is `ground`, `surface`
    answers.kind in ['a', 'd']
      "d" is no option of `answers.kind`; there is `a`, `b`, `c`
    answers.kind in []
      the list right of `in` is empty, so nothing is ever in it; name what is sought
    'cattle' in answers.uses
      "cattle" is no option of `answers.uses`; there is `farming`, `industry`
    answers.kind in answers.uses
      `answers.kind` and `answers.uses` have no option in common, so they never agree; compare others
    answers.area in answers.uses
      `answers.area` is a whole number; `in` needs an option to its left
    'a' in answers.kind
      `answers.kind` is one option of a list; `in` needs a list to its right
    answers.kind == applicant.audience
      `answers.kind` and `applicant.audience` have no option in common, so they never agree; compare others
    answers.begins_on < '2026-7-1'
      "2026-7-1" is no day; write it as in "2026-01-31"
    answers.begins_on < '2026-02-30'
      "2026-02-30" is no day; write it as in "2026-01-31"
    'soon' > answers.begins_on
      "soon" is no day; write it as in "2026-01-31"
    answers.begins_on < 20260701
      `answers.begins_on` is a day and `20260701` is a whole number; compare what is alike
    answers.area < '3'
      `"3"` is a text; `<` needs whole numbers or days
    answers.remarks < 'm'
      `answers.remarks` is a text; `<` needs whole numbers or days
    answers.source > 'ground'
      `answers.source` is one option of a list; `>` needs whole numbers or days
    size(answers.area) > 2
      `answers.area` is a whole number; `size()` needs a text or a list
    answers.rural ? answers.area : answers.rural
      `answers.area` is a whole number and `answers.rural` is yes or no; compare what is alike
    (answers.rural ? 'a' : 'b') == answers.kind
      `"a"` is a text; `?:` needs yes or no, or a whole number
    answers.staff > 3
      `answers.staff` may be absent; ask first, as in `has(answers.staff) && …`, `!has(answers.staff) || …` or `has(answers.staff) ? … : …`
    answers.staff > 3 && answers.staff < 9
      `answers.staff` may be absent; ask first, as in `has(answers.staff) && …`, `!has(answers.staff) || …` or `has(answers.staff) ? … : …`
    answers.staff > 3 && has(answers.staff)
      `answers.staff` may be absent; ask first, as in `has(answers.staff) && …`, `!has(answers.staff) || …` or `has(answers.staff) ? … : …`
    has(answers.staff) || answers.staff > 3
      `answers.staff` may be absent; ask first, as in `has(answers.staff) && …`, `!has(answers.staff) || …` or `has(answers.staff) ? … : …`
    !has(answers.staff) && answers.staff > 3
      `answers.staff` may be absent; ask first, as in `has(answers.staff) && …`, `!has(answers.staff) || …` or `has(answers.staff) ? … : …`
    has(answers.agent) && answers.staff > 3
      `answers.staff` may be absent; ask first, as in `has(answers.staff) && …`, `!has(answers.staff) || …` or `has(answers.staff) ? … : …`
    (has(answers.staff) || answers.rural) && answers.staff > 3
      `answers.staff` may be absent; ask first, as in `has(answers.staff) && …`, `!has(answers.staff) || …` or `has(answers.staff) ? … : …`
    !(has(answers.staff) && answers.rural) || answers.staff > 3 && answers.agent
      `answers.agent` may be absent; ask first, as in `has(answers.agent) && …`, `!has(answers.agent) || …` or `has(answers.agent) ? … : …`
    has(answers.staff) ? true : answers.staff > 3
      `answers.staff` may be absent; ask first, as in `has(answers.staff) && …`, `!has(answers.staff) || …` or `has(answers.staff) ? … : …`
    !has(answers.staff) && answers.rural || answers.staff > 3
      `answers.staff` may be absent; ask first, as in `has(answers.staff) && …`, `!has(answers.staff) || …` or `has(answers.staff) ? … : …`
    (has(answers.staff) ? answers.rural : answers.rural) && answers.staff > 3
      `answers.staff` may be absent; ask first, as in `has(answers.staff) && …`, `!has(answers.staff) || …` or `has(answers.staff) ? … : …`
    (has(answers.staff) ? answers.rural : answers.rural) || answers.staff > 3
      `answers.staff` may be absent; ask first, as in `has(answers.staff) && …`, `!has(answers.staff) || …` or `has(answers.staff) ? … : …`
    size(outcomes.hearing__hold) > 1
      `outcomes.hearing__hold` may be absent; ask first, as in `has(outcomes.hearing__hold) && …`, `!has(outcomes.hearing__hold) || …` or `has(outcomes.hearing__hold) ? … : …`
      `outcomes.hearing__hold` is one option of a list; `size()` needs a text or a list
    answers.are > 3 && answers.source == 'grund' && answers.staff > 3
      `answers` has no `are`; did you mean `area`?
      "grund" is no option of `answers.source`; did you mean `ground`?
      `answers.staff` may be absent; ask first, as in `has(answers.staff) && …`, `!has(answers.staff) || …` or `has(answers.staff) ? … : …`
    "#);
}

/// A condition may be read in any thread, so it must not need much of a stack.
#[test]
fn whatever_a_file_says_is_read_within_a_small_stack() {
    let sources = [
        "(".repeat(500),
        "(".repeat(250) + &")".repeat(250),
        "!(".repeat(200) + "answers.rural" + &")".repeat(80),
        "[".repeat(500),
        "{1:".repeat(166),
        "has(".repeat(125),
        "f(".repeat(100) + &")".repeat(100),
        "a?".repeat(100) + "a" + &":a".repeat(100),
        "a?a:".repeat(124) + "a",
        "!".repeat(499) + "a",
        "!-".repeat(249) + "a",
        "1+".repeat(249) + "1",
        "a.".repeat(249) + "a",
        "a<".repeat(249) + "a",
        "a[".repeat(200) + "1" + &"]".repeat(200),
        "a".to_owned() + &".size()".repeat(71),
        "'".repeat(499),
        "`".repeat(499),
        "x".repeat(501),
        "水".repeat(500),
    ];
    let small = thread::Builder::new().stack_size(384 << 10);
    let read = move || {
        for source in sources {
            let fault = Condition::parse(&source).unwrap_err();
            assert!(fault.to_string().len() < 400, "{fault}");
        }
    };
    small.spawn(read).unwrap().join().unwrap();
}

#[test]
fn long_conditions_have_room() {
    let many = vec!["answers.area != 7"; 23].join(" && ");
    assert!(many.len() > 450);
    assert_eq!(faults(&many), Vec::<String>::new());
    let deep = format!("{}answers.rural{}", "(!".repeat(24), ")".repeat(24));
    assert_eq!(faults(&deep), Vec::<String>::new());
    let characters = format!("answers.remarks == '{}'", "水".repeat(479));
    assert_eq!(characters.chars().count(), 500);
    assert_eq!(faults(&characters), Vec::<String>::new());
}
