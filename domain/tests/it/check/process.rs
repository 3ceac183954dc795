//! Each rule of the check of processes: a sound process, one piece of it changed, and the line that is pointed at.

use domain::catalogue::{Catalogue, check_item, definition};

use super::line_of;
use crate::catalogue::small;
use crate::script::{file, sound, text};
use crate::world::SAMPLE;

const NET: &str = r#"
start = "asked"

[[choice]]
key = "asked"
otherwise = "checks"
branch = [{ when = "answers.has_agent", next = "agent" }]

[[step]]
key = "agent"
outcome = [{ key = "heard", next = "checks" }]

[[parallel]]
key = "checks"
branches = ["paper", "fire"]
join = "all"
next = "review"

[[step]]
key = "paper"
limit = 1
silence = { outcome = "fine", basis = { zh = "依据", en = "Basis" } }
outcome = [
  { key = "fine", next = "join" },
  { key = "hopeless", next = "decision", cancels = "checks" },
]

[[step]]
key = "fire"
agency = { function = "fire-rescue" }
field = [{ key = "exits", label = { zh = "出口", en = "Exits" }, kind = "integer", max = 9 }]
proposal = [
  { outcome = "safe", when = "has(answers.area) && answers.area < 9", reason = { zh = "小", en = "Small" } },
]
outcome = [{ key = "safe", next = "tour" }, { key = "unsafe", next = "join" }]

[[step]]
key = "review"
excludes = "expert-review"
outcome = [{ key = "agree", next = "decision" }, { key = "rework", next = "checks" }]

[[step]]
key = "delivery"
role = "issuer"
act = "delivery"
outcome = [{ key = "delivered", next = "follow-up" }]

[[step]]
key = "follow-up"
after-conclusion = true
outcome = [{ key = "kept", next = "end" }, { key = "broken", next = "end", revokes = true }]

[[sub-process]]
key = "tour"
process = "visit"
exit = [{ key = "seen", next = "join" }]

[[process]]
key = "visit"
exit = [{ key = "seen" }]

[[process.step]]
key = "go"
outcome = [{ key = "been", next = "exit:seen" }]
"#;

#[test]
fn the_net_is_sound() {
    sound(NET);
}

/// Rule, what is replaced in the process, by what, and the text that begins on the line of the finding; `⇣` goes
/// on from there.
const BROKEN: &[(&str, &str, &str, &str)] = &[
    // Nodes that are not there
    (
        "next",
        "start = \"asked\"",
        "start = \"nowhere\"",
        "start = ",
    ),
    (
        "next",
        "otherwise = \"checks\"",
        "otherwise = \"nowhere\"",
        "otherwise = ",
    ),
    (
        "next",
        "next = \"agent\" }",
        "next = \"agents\" }",
        "next = \"agents\"",
    ),
    (
        "next",
        "next = \"agent\" }",
        "next = \"asked\" }",
        "next = \"asked\"",
    ),
    (
        "next",
        "next = \"review\"",
        "next = \"nowhere\"",
        "next = \"nowhere\"",
    ),
    (
        "next",
        "[\"paper\", \"fire\"]",
        "[\"paper\", \"water\"]",
        "\"water\"",
    ),
    (
        "apart-from",
        "key = \"review\"\n",
        "key = \"review\"\nwhile = [\"reviews\"]\n",
        "while = ",
    ),
    // Branches
    (
        "parallel",
        "[\"paper\", \"fire\"]",
        "[\"fire\"]",
        "key = \"checks\"",
    ),
    (
        "parallel",
        "[\"paper\", \"fire\"]",
        "[\"paper\", \"fire\", \"paper\"]",
        "branches = ",
    ),
    (
        "parallel",
        "[\"paper\", \"fire\"]",
        "[\"paper\", \"fire\", \"join\"]",
        "branches = ",
    ),
    ("parallel", "join = \"all\"", "join = 3", "key = \"checks\""),
    ("parallel", "join = \"all\"", "join = 0", "key = \"checks\""),
    (
        "syntax",
        "join = \"all\"",
        "join = \"most\"",
        "join = \"most\"",
    ),
    (
        "branch-leak",
        "key = \"rework\", next = \"checks\"",
        "key = \"rework\", next = \"paper\"",
        "key = \"paper\"",
    ),
    (
        "branch-leak",
        "start = \"asked\"",
        "start = \"fire\"",
        "key = \"fire\"",
    ),
    (
        "branch-leak",
        "key = \"unsafe\", next = \"join\"",
        "key = \"unsafe\", next = \"paper\"",
        "key = \"paper\"",
    ),
    (
        "branch-leak",
        "key = \"unsafe\", next = \"join\"",
        "key = \"unsafe\", next = \"review\"",
        "key = \"review\"",
    ),
    (
        "branch-leak",
        "next = \"decision\", cancels",
        "next = \"fire\", cancels",
        "key = \"fire\"",
    ),
    (
        "open-twice",
        "key = \"unsafe\", next = \"join\"",
        "key = \"unsafe\", next = \"paper\"",
        "key = \"paper\"",
    ),
    (
        "ends-inside",
        "key = \"unsafe\", next = \"join\"",
        "key = \"unsafe\", next = \"end\"",
        "key = \"checks\"",
    ),
    (
        "join",
        "key = \"agree\", next = \"decision\"",
        "key = \"agree\", next = \"join\"",
        "key = \"agree\" ⇣ next = \"join\"",
    ),
    (
        "join",
        "next = \"agent\" }",
        "next = \"join\" }",
        "next = \"join\"\nwhen",
    ),
    (
        "join",
        "otherwise = \"checks\"",
        "otherwise = \"join\"",
        "otherwise = \"join\"",
    ),
    (
        "join",
        "join = \"all\"\nnext = \"review\"",
        "join = \"all\"\nnext = \"join\"",
        "key = \"checks\" ⇣ next = \"join\"",
    ),
    (
        "join",
        "next = \"decision\", cancels",
        "next = \"join\", cancels",
        "key = \"hopeless\" ⇣ next = \"join\"",
    ),
    (
        "cancels",
        "cancels = \"checks\"",
        "cancels = \"nothing\"",
        "cancels = ",
    ),
    (
        "cancels",
        "key = \"agree\", next = \"decision\"",
        "key = \"agree\", next = \"decision\", cancels = \"checks\"",
        "cancels = \"checks\"\nkey = \"agree\"",
    ),
    // Places that a case comes to
    (
        "stuck",
        "key = \"fire\"\n",
        "key = \"fire\"\nwhile = [\"review\"]\n",
        "key = \"fire\"",
    ),
    (
        "turns-round",
        "key = \"asked\"\notherwise = \"checks\"",
        "key = \"again\"\notherwise = \"asked\"\nbranch = [{ when = \"answers.has_agent\", next = \"checks\" }]\n\n[[choice]]\nkey = \"asked\"\notherwise = \"again\"",
        "key = \"again\"",
    ),
    (
        "unreachable",
        "key = \"safe\", next = \"tour\"",
        "key = \"safe\", next = \"join\"",
        "key = \"go\"",
    ),
    (
        "unreachable",
        "next = \"agent\" }",
        "next = \"checks\" }",
        "[[step]] ⇣ key = \"agent\"",
    ),
    (
        "decided-inside",
        "key = \"unsafe\", next = \"join\"",
        "key = \"unsafe\", next = \"decision\"",
        "key = \"decision\"",
    ),
    (
        "undecided",
        "key = \"agree\", next = \"decision\"",
        "key = \"agree\", next = \"delivery\"",
        "key = \"delivery\"",
    ),
    (
        "revokes",
        "after-conclusion = true\n",
        "",
        "key = \"broken\" ⇣ next",
    ),
    (
        "after-conclusion",
        "key = \"agent\"\n",
        "key = \"agent\"\nafter-conclusion = true\n",
        "key = \"paper\"",
    ),
    (
        "after-conclusion",
        "key = \"kept\", next = \"end\"",
        "key = \"kept\", next = \"delivery\"",
        "key = \"delivery\"",
    ),
    (
        "undecided",
        "otherwise = \"checks\"",
        "otherwise = \"end\"",
        "key = \"asked\"",
    ),
    // Steps
    (
        "outcome-twice",
        "key = \"unsafe\"",
        "key = \"safe\"",
        "key = \"safe\" ⇣ key = \"safe\" ⇣ next = ",
    ),
    (
        "outcomes",
        "outcome = [{ key = \"heard\", next = \"checks\" }]",
        "",
        "[[step]] ⇣ key = \"agent\"",
    ),
    (
        "silence",
        "silence = { outcome = \"fine\"",
        "silence = { outcome = \"good\"",
        "outcome = \"good\"",
    ),
    ("silence", "limit = 1\n", "", "outcome = \"fine\""),
    (
        "silence",
        "key = \"delivery\"\n",
        "key = \"delivery\"\nlimit = 1\nsilence = { outcome = \"delivered\", basis = { zh = \"依\", en = \"B\" } }\n",
        "outcome = \"delivered\"",
    ),
    (
        "silence",
        "after-conclusion = true\n",
        "after-conclusion = true\nlimit = 1\nsilence = { outcome = \"broken\", basis = { zh = \"依\", en = \"B\" } }\n",
        "outcome = \"broken\"",
    ),
    (
        "excludes",
        "excludes = \"expert-review\"",
        "excludes = \"site-check\"",
        "excludes = ",
    ),
    (
        "proposal",
        "outcome = \"safe\", when",
        "outcome = \"sound\", when",
        "outcome = \"sound\"",
    ),
    (
        "step-form",
        "key = \"delivery\"\n",
        "key = \"delivery\"\nfield = [{ key = \"to\", label = { zh = \"谁\", en = \"Who\" }, kind = \"text\" }]\n",
        "key = \"delivery\"",
    ),
    (
        "revokes",
        "{ key = \"heard\", next = \"checks\" }",
        "{ key = \"heard\", next = \"checks\", revokes = true }",
        "next = \"checks\"\nrevokes",
    ),
    (
        "routing",
        "agency = { function = \"fire-rescue\" }",
        "agency = {}",
        "key = \"fire\"",
    ),
    (
        "routing",
        "{ function = \"fire-rescue\" }",
        "{ by = \"name\" }",
        "by = \"name\"",
    ),
    (
        "routing",
        "{ function = \"fire-rescue\" }",
        "{ by = \"nobody\" }",
        "by = \"nobody\"",
    ),
    // Conditions
    (
        "condition",
        "when = \"answers.has_agent\"",
        "when = \"answers.has_agents\"",
        "when = \"answers.has_agents\"",
    ),
    (
        "condition",
        "when = \"answers.has_agent\"",
        "when = \"answers.area > 3\"",
        "when = \"answers.area > 3\"",
    ),
    (
        "condition",
        "when = \"answers.has_agent\"",
        "when = 'answers.name == 3'",
        "when = \"answers.name == 3\"",
    ),
    (
        "condition",
        "when = \"answers.has_agent\"",
        "when = 'answers.name'",
        "when = \"answers.name\"",
    ),
    (
        "condition",
        "when = \"answers.has_agent\"",
        "when = 'applicant.kind == \"firm\"'",
        "when = 'applicant.kind",
    ),
    (
        "condition",
        "when = \"answers.has_agent\"",
        "when = 'has(outcomes.fire) && outcomes.fire == \"agree\"'",
        "when = 'has(outcomes.fire)",
    ),
    (
        "condition",
        "when = \"answers.has_agent\"",
        "when = 'has(records.fire__exits) && records.fire__exits == \"2\"'",
        "when = 'has(records.fire__exits)",
    ),
    (
        "condition",
        "answers.area < 9",
        "answers.area < true",
        "when = \"has(answers.area) && answers.area < true",
    ),
    (
        "condition",
        "has(answers.area) && answers.area < 9",
        "materials.plan",
        "when = \"materials.plan\"",
    ),
    (
        "syntax",
        "when = \"answers.has_agent\"",
        "when = \"answers.has_agent &&\"",
        "when = \"answers.has_agent &&\"",
    ),
    // Shared processes
    (
        "sub-process",
        "process = \"visit\"",
        "process = \"tour\"",
        "process = \"tour\"",
    ),
    (
        "exit",
        "exit = [{ key = \"seen\", next = \"join\" }]",
        "exit = [{ key = \"seen\", next = \"join\" }, { key = \"missed\", next = \"join\" }]",
        "key = \"missed\"",
    ),
    (
        "exit",
        "exit = [{ key = \"seen\" }]",
        "exit = [{ key = \"seen\" }, { key = \"missed\" }]",
        "key = \"tour\"",
    ),
    (
        "exit",
        "next = \"exit:seen\"",
        "next = \"exit:missed\"",
        "next = \"exit:missed\"",
    ),
    (
        "next",
        "next = \"exit:seen\"",
        "next = \"gone\"",
        "next = \"gone\"",
    ),
    (
        "join",
        "exit = [{ key = \"seen\", next = \"join\" }]",
        "exit = [{ key = \"seen\", next = \"join\", cancels = \"checks\" }]",
        "[[sub-process.exit]] ⇣ next = \"join\"",
    ),
    (
        "key-twice",
        "key = \"agent\"\noutcome",
        "key = \"tour\"\noutcome",
        "key = \"tour\"\nprocess",
    ),
    (
        "key-reserved",
        "key = \"agent\"\noutcome",
        "key = \"join\"\noutcome",
        "key = \"join\"",
    ),
    // Words
    (
        "translation",
        "basis = { zh = \"依据\", en = \"Basis\" }",
        "basis = { zh = \"没有\" }",
        "zh = \"没有\"",
    ),
    (
        "translation",
        "reason = { zh = \"小\", en = \"Small\" }",
        "reason = { zh = \"没有\" }",
        "zh = \"没有\"",
    ),
    (
        "translation",
        "label = { zh = \"出口\", en = \"Exits\" }",
        "label = { zh = \"没有\" }",
        "zh = \"没有\"",
    ),
    (
        "translation",
        "join = \"all\"\n",
        "join = \"all\"\nname = { zh = \"没有\" }\n",
        "zh = \"没有\"",
    ),
    (
        "translation",
        "otherwise = \"checks\"\n",
        "otherwise = \"checks\"\nname = { zh = \"没有\" }\n",
        "zh = \"没有\"",
    ),
];

fn line_behind(text: &str, marker: &str) -> usize {
    let at = marker.split(" ⇣ ").fold(0, |from, part| {
        let found = text[from..].find(part);
        from + found.unwrap_or_else(|| panic!("no {part} of {marker}")) + 1
    });
    text[..at].matches('\n').count() + 1
}

fn found(text: &str) -> Vec<(usize, &'static str)> {
    let file = file(text);
    match definition(&file) {
        Ok(definition) => check_item(&definition.item, &file)
            .into_iter()
            .map(|finding| (finding.line, finding.rule))
            .collect(),
        Err(finding) => vec![(finding.line, finding.rule)],
    }
}

#[test]
fn each_rule_of_a_process_points_at_its_line() {
    let mut wrong = Vec::new();
    for (rule, from, to, marker) in BROKEN {
        assert!(NET.contains(from), "{from}");
        let text = text(&NET.replacen(from, to, 1));
        let expected = (line_behind(&text, marker), *rule);
        let found = found(&text);
        if !found.contains(&expected) {
            wrong.push(format!(
                "{rule} by {to:?}: expected {expected:?}, found {found:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A `next` that leads nowhere is all that is said: not what cannot be reached any more, and not what is stuck.
#[test]
fn one_fault_is_one_finding() {
    for (from, to) in [
        (
            "key = \"agree\", next = \"decision\"",
            "key = \"agree\", next = \"decide\"",
        ),
        ("next = \"exit:seen\"", "next = \"exit:missed\""),
        (
            "key = \"agree\", next = \"decision\"",
            "key = \"agree\", next = \"join\"",
        ),
    ] {
        let found = found(&text(&NET.replacen(from, to, 1)));
        assert_eq!(found.len(), 1, "{to}: {found:?}");
    }
}

#[test]
fn there_are_processes_that_nobody_can_look_at() {
    // Eight branches of three steps: more than 65 000 places.
    let step = |branch: usize, step: usize| {
        let next = if step == 2 {
            "join".into()
        } else {
            format!("s{branch}-{}", step + 1)
        };
        format!(
            "[[step]]\nkey = \"s{branch}-{step}\"\noutcome = [{{ key = \"ok\", next = \"{next}\" }}]\n"
        )
    };
    let steps = (0..8).flat_map(|branch| (0..3).map(move |at| step(branch, at)));
    let firsts: Vec<_> = (0..8).map(|branch| format!("\"s{branch}-0\"")).collect();
    let wide = format!(
        "start = \"wide\"\n[[parallel]]\nkey = \"wide\"\njoin = \"all\"\nnext = \"decision\"\nbranches = [{}]\n{}",
        firsts.join(", "),
        steps.collect::<String>()
    );
    // Thirteen choices in a row: the last of 8192 ways ends the case undecided.
    let choice = |at: usize| {
        let next = if at == 12 {
            "s".into()
        } else {
            format!("c{}", at + 1)
        };
        let otherwise = if at == 0 { "c1" } else { next.as_str() };
        format!(
            "[[choice]]\nkey = \"c{at}\"\notherwise = \"{otherwise}\"\nbranch = [{{ when = \"answers.has_agent\", next = \"{next}\" }}]\n"
        )
    };
    let row = format!(
        "start = \"c0\"\n{}\n[[step]]\nkey = \"s\"\noutcome = [{{ key = \"ok\", next = \"decision\" }}]\n",
        (0..13).map(choice).collect::<String>()
    );
    for process in [wide, row] {
        let text = text(&process);
        let expected = (line_of(&text, "[[step]]"), "process-too-large");
        assert_eq!(found(&text), [expected]);
    }
}

/// The first line of an item's own text is not the process's: rules of the guide, with a row each.
const GUIDE: &[(&str, &str, &str, &str)] = &[
    ("depth", "depth = 4", "depth = 0", "depth = 0"),
    ("depth", "depth = 4", "depth = 5", "depth = 5"),
    (
        "depth",
        "visits = 0\n",
        "visits = 1\nvisit-reason = { zh = \"因\", en = \"Why\" }\n",
        "depth = 4",
    ),
    ("postal", "depth = 4", "depth = 3", "visits = 0"),
    (
        "visit-reason",
        "visits = 0\n",
        "visits = 0\nvisit-reason = { zh = \"因\", en = \"Why\" }\n",
        "visit-reason",
    ),
    (
        "tolerable",
        "key = \"rules\"\n",
        "key = \"rules\"\ntolerable = true\n",
        "tolerable = true",
    ),
    (
        "tolerable",
        "[fee]",
        "[limits.tolerated]\nvalue = 5\nunit = \"working-day\"\n\n[fee]",
        "[limits.tolerated]",
    ),
    (
        "tolerable",
        "key = \"application-form\"\n",
        "key = \"application-form\"\ntolerable = true\n",
        "key = \"application-form\"",
    ),
    (
        "tolerable",
        "key = \"business-licence\"\n",
        "key = \"business-licence\"\ntolerable = true\n",
        "key = \"business-licence\"",
    ),
    (
        "tolerable",
        "key = \"rules\"\n",
        "key = \"rules\"\ntolerable = true\noptional = true\n",
        "key = \"rules\"",
    ),
    (
        "joint",
        "kind = \"promised\"",
        "kind = \"joint\"",
        "kind = \"joint\"",
    ),
];

#[test]
fn each_rule_of_the_guide_points_at_its_line() {
    for (rule, from, to, marker) in GUIDE {
        assert!(SAMPLE.contains(from), "{from}");
        let text = SAMPLE.replacen(from, to, 1);
        let expected = (line_of(&text, marker), *rule);
        let found = found(&text);
        assert!(
            found.contains(&expected),
            "{rule} by {to:?}: {expected:?} in {found:?}"
        );
    }
}

/// What a fee lacks, each by its name; and with all of it nothing.
#[test]
fn a_fee_says_what_it_is() {
    let lines = [
        "name = { zh = \"费\", en = \"Fee\" }",
        "standard = { zh = \"标准\", en = \"Standard\" }",
        "online-payment = true",
    ];
    let with = |lines: &[&str]| {
        let basis = "basis = { zh = \"依据\", en = \"Basis\" }";
        let fee = format!("[fee]\n{basis}\n{}\n", lines.join("\n"));
        SAMPLE
            .replacen("[fee]\n", &fee, 1)
            .replacen("amount = 0", "amount = 500", 1)
    };
    assert_eq!(found(&with(&lines)), []);
    for (at, field) in ["name", "standard", "online-payment"].iter().enumerate() {
        let mut kept = lines.to_vec();
        kept.remove(at);
        let file = file(&with(&kept));
        let found = check_item(&definition(&file).unwrap().item, &file);
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(
            (found[0].rule, found[0].line),
            ("fee", line_of(&file.text, "[fee]"))
        );
        assert!(found[0].mend.contains(&format!("`{field}`")));
    }
}

// Agencies and their people

fn catalogue(item: &str, people: &[(&str, &str)]) -> Vec<(usize, &'static str, String)> {
    let mut files = small();
    let people_file = files
        .iter_mut()
        .find(|file| file.path == "people.toml")
        .unwrap();
    people_file.text = people
        .iter()
        .enumerate()
        .map(|(number, (agency, role))| {
            format!(
                "[[officer]]\nlogin = \"p{number}\"\nname = {{ zh = \"甲\", en = \"A\" }}\nagency = \"{agency}\"\nroles = [\"{role}\"]\n"
            )
        })
        .collect();
    files.push(file(item));
    Catalogue::read(&files).map_or_else(
        |found| {
            let found = found.into_iter();
            found.map(|one| (one.line, one.rule, one.mend)).collect()
        },
        |_| Vec::new(),
    )
}

#[test]
fn each_step_finds_its_people() {
    let item = SAMPLE.replace("market-supervision", "health");
    let of = |roles: &[&'static str]| -> Vec<(&'static str, &'static str)> {
        roles.iter().map(|role| ("620100-health", *role)).collect()
    };
    let whole = [
        "counter", "examiner", "examiner", "reviewer", "decider", "issuer",
    ];
    assert_eq!(catalogue(&item, &of(&whole)), []);
    assert_eq!(catalogue(&item, &[]), [], "nobody is at work there yet");
    for (missing, marker, says) in [
        (
            0,
            "by = ",
            "nobody of `620100-health` has the role `counter`",
        ),
        (
            1,
            "key = \"site-check\"",
            "`620100-health` has 1 people with the role `examiner`; the step takes 2",
        ),
        (
            3,
            "key = \"review\"",
            "`620100-health` has 0 people with the role `reviewer`; the step takes 1",
        ),
        (
            4,
            "key = \"decision\"",
            "`620100-health` has 0 people with the role `decider`; the step takes 1",
        ),
    ] {
        let mut roles = whole.to_vec();
        roles.remove(missing);
        let found = catalogue(&item, &of(&roles));
        assert_eq!(found, [(line_of(&item, marker), "staff", says.to_owned())]);
    }
}

/// People who have several roles can't keep apart what has to be.
#[test]
fn each_duty_finds_another_pair_of_hands() {
    let item = SAMPLE.replace("market-supervision", "health");
    let says = "the people of `620100-health` can't keep apart what `apart-from` and the decision keep apart";
    let decision = line_of(&item, "key = \"decision\"");
    for (roles, enough) in [
        ("counter issuer|examiner|examiner|reviewer|decider", true),
        // Whoever decides has done nothing before, and whoever issues did not decide.
        ("counter|examiner|examiner|reviewer|decider issuer", false),
        ("counter decider|examiner|examiner|reviewer|issuer", false),
        ("counter examiner|examiner|reviewer|decider|issuer", false),
        ("counter|examiner reviewer|examiner|decider|issuer", false),
        (
            "counter|examiner reviewer|examiner|examiner|decider|issuer",
            true,
        ),
    ] {
        let roles: Vec<_> = roles
            .split('|')
            .map(|roles| ("620100-health", roles.replace(' ', "\", \"")))
            .collect();
        let roles: Vec<_> = roles
            .iter()
            .map(|(agency, roles)| (*agency, roles.as_str()))
            .collect();
        let found = catalogue(&item, &roles);
        if enough {
            assert_eq!(found, [], "{roles:?}");
        } else {
            assert_eq!(found, [(decision, "staff", says.to_owned())], "{roles:?}");
        }
    }
}

#[test]
fn each_step_finds_its_agency() {
    let item = SAMPLE.replace("market-supervision", "health");
    let with = |agency: &str| {
        item.replacen(
            "key = \"site-check\"\n",
            &format!("key = \"site-check\"\nagency = {agency}\n"),
            1,
        )
    };
    let whole = [
        "counter", "examiner", "examiner", "reviewer", "decider", "issuer",
    ];
    let people: Vec<_> = whole.iter().map(|role| ("620100-health", *role)).collect();
    let unknown = with("{ function = \"fire-rescue\" }");
    assert_eq!(
        catalogue(&unknown, &people),
        [(
            line_of(&unknown, "agency = {"),
            "routing",
            "no agency has the function `fire-rescue`".to_owned()
        )]
    );
    // The same agency, one level up: there is none there, and none of its people is looked for.
    assert_eq!(catalogue(&with("{ level = \"province\" }"), &people), []);
    let mut one = people;
    one.remove(1);
    let found = catalogue(&with("{ level = \"prefecture\" }"), &one);
    assert_eq!(found.len(), 1, "{found:?}");
}
