//! Each rule of the item check, with the file and the line that it points at.

mod process;

use domain::catalogue::{SourceFile, check_item, definition};

use crate::world::SAMPLE;

fn file(text: String) -> SourceFile {
    SourceFile {
        path: "items/sample.toml".into(),
        text,
    }
}

fn findings(text: &str) -> Vec<(usize, &'static str)> {
    let file = file(text.to_owned());
    let definition = definition(&file).unwrap_or_else(|finding| panic!("{finding}"));
    let found = check_item(&definition.item, &file);
    for finding in &found {
        assert_eq!(finding.file, "items/sample.toml");
        assert!(!finding.mend.is_empty());
    }
    found
        .into_iter()
        .map(|finding| (finding.line, finding.rule))
        .collect()
}

fn line_of(text: &str, marker: &str) -> usize {
    let at = text.find(marker).unwrap_or_else(|| panic!("no {marker}"));
    text[..at].matches('\n').count() + 1
}

#[test]
fn the_sample_is_sound() {
    assert_eq!(findings(SAMPLE), []);
}

/// Rule, what is replaced, by what, and the text that begins on the line of the finding.
const BROKEN: &[(&str, &str, &str, &str)] = &[
    (
        "audience",
        "audience = [\"person\", \"entity\"]",
        "audience = [\"person\", \"agency\"]",
        "audience = ",
    ),
    (
        "confidential",
        "audience = [\"person\", \"entity\"]",
        "audience = [\"person\", \"entity\"]\nconfidential = true",
        "confidential = ",
    ),
    (
        "observers",
        "audience = [\"person\", \"entity\"]",
        "audience = [\"person\", \"entity\"]\nobservers = [\"audit\",\n\"audit\"]",
        "\"audit\"]",
    ),
    (
        "code",
        "code = \"000131001001\"",
        "code = \"00013100100X\"",
        "code = \"0001",
    ),
    (
        "code",
        "code = \"000131001001\"",
        "code = \"1\"",
        "code = \"1\"",
    ),
    (
        "key",
        "key = \"remarks\"",
        "key = \"Remarks\"",
        "key = \"Remarks\"",
    ),
    ("key", "key = \"remarks\"", "key = \"\"", "key = \"\""),
    (
        "key-twice",
        "key = \"remarks\"",
        "key = \"area\" # b",
        "key = \"area\" # b",
    ),
    (
        "key-twice",
        "key = \"rules\"",
        "key = \"layout\" # b",
        "key = \"layout\" # b",
    ),
    (
        "key-twice",
        "key = \"filing\"",
        "key = \"applicant\" # b",
        "key = \"applicant\" # b",
    ),
    (
        "options",
        "{ key = \"hot\", label",
        "{ key = \"hot,cold\", label",
        "key = \"trades\"",
    ),
    (
        "options",
        "{ key = \"hot\", label",
        "{ key = \"cold\", label",
        "key = \"trades\"",
    ),
    (
        "options",
        "options = [\n  { key = \"hot\", label = { zh = \"热\", en = \"Hot\" } },\n  { key = \"cold\", label = { zh = \"冷\", en = \"Cold\" } },\n]",
        "",
        "key = \"trades\"",
    ),
    (
        "condition",
        "when = { field = \"has-agent\"",
        "when = { field = \"nothing\"",
        "when = { field = \"nothing\"",
    ),
    (
        "condition",
        "when = { field = \"has-agent\", is = [\"yes\"] }",
        "when = { field = \"agent-form\", is = [\"firm\"] } # b",
        "\"firm\"] } # b",
    ),
    (
        "condition",
        "when = { field = \"has-agent\"",
        "when = { field = \"name\"",
        "when = { field = \"name\"",
    ),
    (
        "condition",
        "is = [\"yes\"]",
        "is = [\"perhaps\"]",
        "is = [\"perhaps\"]",
    ),
    (
        "routing",
        "by = \"premises-division\"",
        "by = \"name\"",
        "by = \"name\"",
    ),
    (
        "routing",
        "by = \"premises-division\"",
        "by = \"none\"",
        "by = \"none\"",
    ),
    (
        "routing",
        "kind = \"division\"",
        "kind = \"division\"\noptional = true",
        "by = \"premises",
    ),
    (
        "routing",
        "key = \"applicant\"\n",
        "key = \"applicant\"\nwhen = { field = \"has-agent\", is = [\"yes\"] }\n",
        "by = \"premises",
    ),
    (
        "promise-too-long",
        "[limits.promised]\nvalue = 5",
        "[limits.promised]\nvalue = 11",
        "[limits.promised]",
    ),
    (
        "limit-basis",
        "basis = { zh = \"某法第一条\", en = \"Some Law, article 1\" }",
        "",
        "[limits.statutory]",
    ),
    (
        "steps-too-long",
        "limit = 2\npeople",
        "limit = 3\npeople",
        "[[step]]",
    ),
    (
        "next",
        "next = \"site-check\"",
        "next = \"elsewhere\"",
        "next = \"elsewhere\"",
    ),
    (
        "next",
        "next = \"site-check\"",
        "next = \"examination\" # b",
        "next = \"examination\" # b",
    ),
    (
        "apart-from",
        "apart-from = [\"decision\"]",
        "apart-from = [\"deciding\"]",
        "apart-from = [\"deciding\"]",
    ),
    (
        "outcomes",
        "key = \"granted\"",
        "key = \"grant\"",
        "key = \"decision\"",
    ),
    (
        "outcomes",
        "key = \"issued\"",
        "key = \"made\"",
        "key = \"licence\"",
    ),
    (
        "outcomes",
        "key = \"delivered\"",
        "key = \"posted\"",
        "key = \"delivery\"",
    ),
    (
        "role",
        "role = \"examiner\"",
        "role = \"supervisor\"",
        "key = \"examination\"",
    ),
    (
        "role",
        "role = \"decider\"",
        "role = \"reviewer\"",
        "key = \"decision\"",
    ),
    (
        "role",
        "role = \"issuer\"",
        "role = \"counter\"",
        "key = \"licence\"",
    ),
    ("people", "people = 2", "people = 0", "key = \"site-check\""),
    (
        "people",
        "act = \"decision\"",
        "act = \"decision\"\npeople = 2",
        "key = \"decision\"",
    ),
    (
        "key-reserved",
        "next = \"end\"\n\n[licence]",
        "next = \"end\"\n\n[[step]]\nkey = \"supplement\"\nname = { zh = \"补\", en = \"S\" }\nrole = \"examiner\"\n[[step.outcome]]\nkey = \"o\"\nname = { zh = \"果\", en = \"O\" }\nnext = \"delivery\"\n\n[licence]",
        "key = \"supplement\"",
    ),
    (
        "unreachable",
        "next = \"site-check\"",
        "next = \"review\"",
        "key = \"site-check\"",
    ),
    (
        "dead-end",
        "next = \"end\"",
        "next = \"review\"",
        "key = \"delivery\"",
    ),
    (
        "no-decision",
        "act = \"decision\"",
        "",
        "key = \"examination\"",
    ),
    (
        "undecided",
        "next = \"site-check\"",
        "next = \"end\"",
        "key = \"examination\"",
    ),
    (
        "undecided",
        "next = \"site-check\"",
        "next = \"licence\" # b",
        "key = \"licence\"",
    ),
    (
        "undecided",
        "next = \"site-check\"",
        "next = \"delivery\" # b",
        "key = \"delivery\"",
    ),
    (
        "refused-licence",
        "key = \"refused\"\nname = { zh = \"不予\", en = \"Refused\" }\nnext = \"delivery\"",
        "key = \"refused\"\nname = { zh = \"不予\", en = \"Refused\" }\nnext = \"licence\"",
        "key = \"licence\"",
    ),
    (
        "decided-twice",
        "next = \"delivery\"\n\n[[step]]\nkey = \"licence\"",
        "next = \"examination\"\n\n[[step]]\nkey = \"licence\"",
        "key = \"decision\"",
    ),
    (
        "licence",
        "[licence]\nname = { zh = \"样例许可证\", en = \"Sample licence\" }\ntype-code = \"11100000MB03271699022\"\nvalid-years = 5\n",
        "",
        "key = \"licence\"",
    ),
    (
        "licence-type",
        "11100000MB03271699022",
        "11100000MB03271698022",
        "type-code",
    ),
    ("licence-type", "11100000MB03271699022", "022", "type-code"),
    (
        "licence-covers",
        "valid-years = 5",
        "valid-years = 5\ncovers = [\"nothing\"]",
        "covers",
    ),
    (
        "text",
        "gist = { zh = \"要点\"",
        "gist = { zh = \" \"",
        "gist = { zh",
    ),
    (
        "translation",
        "name = { zh = \"样例许可\", en = \"Sample licence\" }",
        "name = { zh = \"样例许可\" }",
        "name = { zh = \"样例许可\" }",
    ),
    (
        "translation",
        "label = { zh = \"备注\", en = \"Remarks\" }",
        "label = { zh = \"备注\", en = \" \" }",
        "label = { zh = \"备注\"",
    ),
    (
        "translation",
        "{ zh = \"名称\", en = \"Name\" }",
        "{ zh = \"名称\", en = \"Name\" }\nhint = { zh = \"名称\" }",
        "hint = { zh",
    ),
    (
        "translation",
        "{ zh = \"样例许可证\", en = \"Sample licence\" }",
        "{ zh = \"样例许可证\" }",
        "{ zh = \"样例许可证\" }",
    ),
    (
        "translation",
        "basis = { zh = \"承诺\", en = \"Promise\" }",
        "basis = { zh = \"承诺\" }",
        "basis = { zh = \"承诺\" }",
    ),
    (
        "translation",
        "source = \"form\"",
        "hint = { zh = \"提示\" }\nsource = \"form\"",
        "hint = { zh",
    ),
    (
        "translation",
        "title = { zh = \"申请人\", en = \"Applicant\" }",
        "title = { zh = \"申请人\", en = \"Applicant\" }\nintro = { zh = \"说明\" }",
        "intro = ",
    ),
    (
        "legal-basis",
        "[[guide.legal-basis]]\nlaw = { zh = \"某法\", en = \"Some Law\" }\narticle = { zh = \"第一条\", en = \"Article 1\" }\ngist = { zh = \"要点\", en = \"Gist\" }",
        "",
        "[guide]",
    ),
    (
        "conditions",
        "conditions = [{ zh = \"条件\", en = \"Condition\" }]",
        "conditions = []",
        "[guide]",
    ),
    ("fee-basis", "amount = 0", "amount = 500", "[fee]"),
    (
        "situation",
        "depth = 4",
        "depth = 4\nsituations = [\"nothing\"]",
        "situations",
    ),
    (
        "situation",
        "depth = 4",
        "depth = 4\nsituations = [\"has-agent\",\n\"has-agent\"]",
        "\"has-agent\"]",
    ),
    (
        "situation",
        "depth = 4",
        "depth = 4\nsituations = [\"name\"]",
        "situations",
    ),
    (
        "situation",
        "depth = 4",
        "depth = 4\nsituations = [\"trades\"]",
        "situations",
    ),
    (
        "situation",
        "depth = 4",
        "depth = 4\nsituations = [\"area\"]",
        "situations",
    ),
    (
        "fee-case",
        "note = { zh = \"免费\", en = \"Free\" }\n",
        "note = { zh = \"免费\", en = \"Free\" }\n\n[[fee.case]]\namount = 500\nwhen = { field = \"has-agent\", is = [\"yes\"] }\n",
        "when = { field = \"has-agent\"",
    ),
    (
        "condition",
        "note = { zh = \"免费\", en = \"Free\" }\n",
        "note = { zh = \"免费\", en = \"Free\" }\n\n[[fee.case]]\namount = 500\nwhen = { field = \"has-agent\", is = [\"maybe\"] }\n",
        "when = { field = \"has-agent\"",
    ),
    (
        "fee-case",
        "note = { zh = \"免费\", en = \"Free\" }\n",
        "note = { zh = \"免费\", en = \"Free\" }\n\n[[fee.case]]\namount = 0\nwhen = { field = \"has-agent\", is = [\"yes\"] }\n",
        "when = { field = \"has-agent\"",
    ),
    (
        "fee-basis",
        "note = { zh = \"免费\", en = \"Free\" }\n",
        "note = { zh = \"免费\", en = \"Free\" }\n\n[[fee.case]]\namount = 500\nwhen = { field = \"has-agent\", is = [\"yes\"] }\n",
        "[fee]",
    ),
    (
        "fee",
        "note = { zh = \"免费\", en = \"Free\" }\n",
        "note = { zh = \"免费\", en = \"Free\" }\n\n[[fee.case]]\namount = 500\nwhen = { field = \"has-agent\", is = [\"yes\"] }\n",
        "[fee]",
    ),
    (
        "example",
        "kind = \"phone\"\n",
        "kind = \"phone\"\nexample = { zh = \"12\", en = \"12\" }\n",
        "key = \"phone\"",
    ),
    (
        "example",
        "kind = \"yes-no\"\n",
        "kind = \"yes-no\"\nexample = { zh = \"yes\", en = \"yes\" }\n",
        "key = \"has-agent\"",
    ),
    ("visit-reason", "visits = 0", "visits = 1", "visits = 1"),
];

#[test]
fn each_rule_points_at_its_line() {
    let mut wrong = Vec::new();
    for (rule, from, to, marker) in BROKEN {
        assert!(SAMPLE.contains(from), "{from}");
        let mut text = SAMPLE.replacen(from, to, 1);
        if *rule == "legal-basis" {
            text = text.replacen("[guide]\n", "[guide]\nlegal-basis = []\n", 1);
        }
        let expected = (line_of(&text, marker), *rule);
        let found = findings(&text);
        if !found.contains(&expected) {
            wrong.push(format!(
                "{rule} by {to:?}: expected {expected:?}, found {found:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_step_at_all_and_too_many() {
    let (head, rest) = SAMPLE.split_once("[[step]]").unwrap();
    let licence = &rest[rest.find("[licence]").unwrap()..];
    let head = head.replacen("visits = 0", "visits = 0\nstep = []", 1);
    let none = findings(&format!("{head}{licence}"));
    assert!(none.iter().any(|(_, rule)| *rule == "no-steps"), "{none:?}");
    let step = |n: usize| {
        format!(
            "[[step]]\nkey = \"s{n}\"\nname = {{ zh = \"步\", en = \"S\" }}\nrole = \"examiner\"\n\
             [[step.outcome]]\nkey = \"o\"\nname = {{ zh = \"果\", en = \"O\" }}\nnext = \"end\"\n\n"
        )
    };
    let many: String = (0..75).map(step).collect();
    let text = SAMPLE.replacen("[licence]\n", &format!("{many}[licence]\n"), 1);
    let found = findings(&text);
    assert_eq!(found, [(line_of(&text, "[[step]]"), "steps-too-many")]);
}

#[test]
fn what_is_no_item_says_where() {
    let broken = |from: &str, to: &str| {
        let text = SAMPLE.replacen(from, to, 1);
        let finding = definition(&file(text.clone())).unwrap_err();
        (finding.rule, finding.line, text)
    };
    let (rule, line, text) = broken("theme = \"food\"", "theme = \"fod\"");
    assert_eq!((rule, line), ("syntax", line_of(&text, "theme = ")));
    let (rule, line, text) = broken("visits = 0", "visit = 0");
    assert_eq!((rule, line), ("syntax", line_of(&text, "visit = ")));
    let (rule, line, text) = broken("role = \"examiner\"", "role = examiner");
    assert_eq!((rule, line), ("syntax", line_of(&text, "role = examiner")));
}
