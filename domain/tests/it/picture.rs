//! The drawings of the shipped processes and of a few that are made up, and where cases stand in them.

use domain::catalogue::picture::{Block, Course, Picture, Position, Standing, Standings, What};
use domain::catalogue::{ServiceItem, SourceFile, definition};

use crate::catalogue::shipped;
use crate::script::{begun, sound, walk};

/// Every shipped item, with the shared processes that it uses behind it.
fn items() -> Vec<ServiceItem> {
    let files = shipped();
    let items = files.iter().filter(|file| file.path.starts_with("items/"));
    items
        .map(|file| {
            let mut text = file.text.clone();
            for shared in files
                .iter()
                .filter(|file| file.path.starts_with("processes/"))
            {
                let key = shared.path.trim_start_matches("processes/");
                let key = key.trim_end_matches(".toml");
                if file.text.contains(&format!("\nprocess = \"{key}\"")) {
                    text = format!("{text}\n{}", shared.text);
                }
            }
            let file = SourceFile {
                path: file.path.clone(),
                text,
            };
            definition(&file).unwrap().item
        })
        .collect()
}

fn shipped_item(code: &str) -> ServiceItem {
    let mut items = items().into_iter();
    let found = items.find(|item| item.code() == code);
    found.unwrap_or_else(|| panic!("no item {code}"))
}

/// A line for each row, a column for each lane; a parallel stands in all of its lanes.
fn drawn(item: &ServiceItem) -> String {
    let picture = Picture::of(item);
    let mut text = String::new();
    for row in 0..picture.rows {
        let mut line = String::new();
        for lane in 0..picture.lanes {
            let node = picture
                .nodes
                .iter()
                .find(|node| node.row == row && (node.lane..node.lane + node.span).contains(&lane));
            line.push_str(match node.map(|node| node.what) {
                Some(what) => what.key(),
                None => ".",
            });
            line.push(' ');
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn assert_drawn(item: &ServiceItem, expected: &str) {
    let lines = expected.trim().lines().map(str::trim);
    let expected: Vec<&str> = lines.collect();
    assert_eq!(drawn(item).trim().lines().collect::<Vec<_>>(), expected);
}

/// Stages by their first key, those told of as one with `+`.
fn told(blocks: &[Block<'_>]) -> String {
    let one = |block: &Block<'_>| match block {
        Block::Stage(stage) if stage.names.len() > 1 => stage.keys.join("+"),
        Block::Stage(stage) => stage.keys.first().copied().unwrap_or_default().to_owned(),
        Block::Together(_, ways) => format!("[{}]", all(ways, " & ")),
        Block::OneOf(_, ways) => format!("<{}>", all(ways, " | ")),
    };
    blocks.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn all(ways: &[Vec<Block<'_>>], between: &str) -> String {
    let ways: Vec<String> = ways.iter().map(|way| told(way)).collect();
    ways.join(between)
}

fn course(item: &ServiceItem) -> String {
    told(&Course::of(item).blocks)
}

const CONSTRUCTION: &str = "000117001005";
const WATER: &str = "000119001010";

#[test]
fn every_drawing_has_every_step_once_and_leads_downwards() {
    for item in items() {
        let picture = Picture::of(&item);
        let code = item.code();
        for step in &item.steps {
            let keys = picture.nodes.iter().map(|node| node.what.key());
            assert_eq!(keys.filter(|key| *key == step.key()).count(), 1, "{code}");
        }
        for (at, node) in picture.nodes.iter().enumerate() {
            let lanes = node.lane..node.lane + node.span;
            for other in &picture.nodes[at + 1..] {
                let apart = other.row != node.row
                    || other.lane >= lanes.end
                    || other.lane + other.span <= lanes.start;
                assert!(apart, "{code}: {node:?} {other:?}");
            }
        }
        for edge in &picture.edges {
            let (from, to) = (&picture.nodes[edge.from], &picture.nodes[edge.to]);
            if edge.back {
                assert!(to.row < from.row, "{code}: {from:?} {to:?}");
            } else if !edge.apart {
                assert!(from.row < to.row, "{code}: {from:?} {to:?}");
            }
        }
        let ways: usize = item.steps.iter().map(|step| step.outcomes.len()).sum();
        let drawn = picture.edges.iter();
        let from_steps =
            drawn.filter(|edge| matches!(picture.nodes[edge.from].what, What::Step(_)));
        assert_eq!(
            from_steps.count(),
            ways,
            "{code}: every outcome leads somewhere"
        );
    }
}

#[test]
fn branches_stand_side_by_side() {
    assert_drawn(
        &shipped_item(CONSTRUCTION),
        "acceptance . . . .
         joint-examination joint-examination joint-examination joint-examination joint-examination
         examination planning environment-asked civil-defence-asked lightning-asked
         . . environment civil-defence lightning
         joint-examination joint-examination joint-examination joint-examination joint-examination
         review . . . .
         decision . . . .
         licence . . . .
         delivery . . . .
         end . . . .",
    );
}

#[test]
fn what_usually_happens_is_one_lane_and_the_rest_stands_beside() {
    assert_drawn(
        &shipped_item(WATER),
        "acceptance .
         examination .
         experts-needed .
         expert-review.convene .
         expert-review.review .
         others-affected revision
         public-notice.notice .
         . public-notice.objection
         hearing.tell .
         hearing.right .
         hearing.hold .
         review .
         decision .
         licence .
         delivery .
         end .",
    );
}

#[test]
fn blocks_in_blocks_are_as_wide_as_what_is_in_them() {
    let definition = sound(
        r#"
        start = "outer"

        [[parallel]]
        key = "outer"
        branches = ["inner", "c"]
        join = "all"
        next = "decision"

        [[parallel]]
        key = "inner"
        branches = ["a", "b"]
        join = "any"
        next = "join"

        [[step]]
        key = "a"
        outcome = [{ key = "ok", next = "join" }]

        [[step]]
        key = "b"
        outcome = [{ key = "ok", next = "join" }, { key = "more", next = "b2" }]

        [[step]]
        key = "b2"
        outcome = [{ key = "ok", next = "join" }, { key = "back", next = "b" }]

        [[step]]
        key = "c"
        outcome = [
            { key = "ok", next = "join" },
            { key = "stop", next = "decision", cancels = "outer" },
        ]
        "#,
    );
    assert_drawn(
        &definition.item,
        "acceptance . . .
         outer outer outer outer
         inner inner inner c
         a b . .
         . . b2 .
         inner inner inner .
         outer outer outer outer
         decision . . .
         delivery . . .
         end . . .",
    );
    let picture = Picture::of(&definition.item);
    let at = |key: &str| picture.nodes.iter().position(|node| node.what.key() == key);
    let (c, b2) = (at("c").unwrap(), at("b2").unwrap());
    let stop = picture
        .edges
        .iter()
        .find(|edge| edge.from == c && edge.cancels);
    assert_eq!(stop.map(|edge| Some(edge.to)), Some(at("decision")));
    let back = picture.edges.iter().find(|edge| edge.back).unwrap();
    assert_eq!((back.from, Some(back.to)), (b2, at("b")));
    assert_eq!(course(&definition.item), "[[a & b] & c] decision delivery");
}

#[test]
fn an_end_off_the_usual_course_is_told_from_the_last_one() {
    let definition = sound(
        r#"
        [[step]]
        key = "examination"
        outcome = [{ key = "ok", next = "decision" }, { key = "no", next = "other" }]

        [[step]]
        key = "other"
        role = "decider"
        act = "decision"
        outcome = [{ key = "granted", next = "end" }, { key = "refused", next = "end" }]
        "#,
    );
    let picture = Picture::of(&definition.item);
    let ends = picture.edges.iter().filter(|edge| {
        let what = picture.nodes[edge.to].what;
        matches!(what, What::End)
    });
    let ends: Vec<(&str, bool)> = ends
        .map(|edge| (picture.nodes[edge.from].what.key(), edge.apart))
        .collect();
    assert_eq!(
        ends,
        [("delivery", false), ("other", true), ("other", true)]
    );
}

#[test]
fn courses_tell_of_sub_processes_as_one_and_of_what_may_be_left_out() {
    assert_eq!(
        course(&shipped_item(CONSTRUCTION)),
        "[examination & planning & <environment | > & <civil-defence | > & <lightning | >] \
         review decision licence delivery"
    );
    assert_eq!(
        course(&shipped_item(WATER)),
        "examination <expert-review.convene | > <public-notice.notice hearing.tell | > \
         review decision licence delivery"
    );
    for item in items() {
        let told = course(&item);
        let stages = told.split_whitespace().filter(|word| word.len() > 2);
        assert!(stages.count() <= 12, "{told}");
    }
}

#[test]
fn long_courses_are_told_in_fewer_stages() {
    let steps: String = (0..14)
        .map(|number| {
            let next = match number {
                13 => "decision".to_owned(),
                _ => format!("s{}", number + 1),
            };
            format!(
                "[[step]]\nkey = \"s{number}\"\noutcome = [{{ key = \"ok\", next = \"{next}\" }}]\n"
            )
        })
        .collect();
    let told = course(&sound(&steps).item);
    assert_eq!(told.split(' ').count(), 12, "{told}");
    assert!(told.starts_with("s0 s1 s2"), "{told}");
    assert!(told.contains("s13"), "{told}");
    let widest = told.split(' ').map(|stage| stage.split('+').count()).max();
    assert_eq!(widest, Some(2), "{told}");
}

fn standing(item: &ServiceItem, here: &[&str], done: &[&str], key: &str) -> Option<Standing> {
    let own = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect();
    let position = Position {
        here: own(here),
        done: own(done),
        accepted: true,
        concluded: here.is_empty(),
    };
    let picture = Picture::of(item);
    let node = picture.nodes.iter().find(|node| node.what.key() == key);
    Standings::of(item, &position).get(node.unwrap().what)
}

#[test]
fn what_the_case_went_past_is_told_from_what_may_come() {
    let item = shipped_item(CONSTRUCTION);
    let at = |here: &[&str], done: &[&str], key| standing(&item, here, done, key).unwrap();
    let here = ["environment", "planning"];
    let done = ["examination", "lightning"];
    assert_eq!(at(&here, &done, "acceptance"), Standing::Done);
    assert_eq!(at(&here, &done, "planning"), Standing::Here);
    assert_eq!(at(&here, &done, "environment"), Standing::Here);
    assert_eq!(at(&here, &done, "lightning"), Standing::Done);
    assert_eq!(at(&here, &done, "civil-defence"), Standing::PassedBy);
    assert_eq!(at(&here, &done, "review"), Standing::ToCome);
    assert_eq!(at(&here, &done, "end"), Standing::ToCome);
    // Another round: what was done before is to be done once more.
    let again = ["examination"];
    let done = ["examination", "planning", "review"];
    assert_eq!(at(&again, &done, "review"), Standing::ToCome);
    assert_eq!(at(&again, &done, "planning"), Standing::Done);
    // Over: nothing is to come.
    let done = ["planning", "review", "decision", "delivery"];
    assert_eq!(at(&[], &done, "licence"), Standing::PassedBy);
    assert_eq!(at(&[], &done, "delivery"), Standing::Done);
    assert_eq!(at(&[], &done, "end"), Standing::Done);
    // Nobody asks of a choice or a parallel.
    assert_eq!(standing(&item, &here, &done, "environment-asked"), None);
    assert_eq!(standing(&item, &here, &done, "joint-examination"), None);
    // But where a case stands still.
    assert_eq!(
        standing(&item, &["environment-asked"], &[], "environment-asked"),
        Some(Standing::Here)
    );
}

#[test]
fn a_case_says_where_it_is() {
    let mut run = begun(
        r#"
        [[step]]
        key = "examination"
        outcome = [{ key = "ok", next = "review" }]

        [[step]]
        key = "review"
        outcome = [{ key = "agree", next = "decision" }, { key = "back", next = "examination" }]
        "#,
    );
    let own = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect::<Vec<_>>();
    let position = run.case.position(&run.item);
    assert_eq!(position.here, own(&["acceptance"]));
    assert!(!position.accepted && !position.concluded);

    walk(
        &mut run,
        "accepted → examination
         examination ok → review
         review back → examination",
    );
    let position = run.case.position(&run.item);
    assert_eq!(position.here, own(&["examination"]));
    assert_eq!(position.done, own(&["examination", "review"]));
    assert!(position.accepted && !position.concluded);

    walk(&mut run, "withdrawn → end");
    let position = run.case.position(&run.item);
    assert!(position.here.is_empty() && position.concluded);
    let item = run.item;
    let standings = Standings::of(&item, &position);
    assert_eq!(standings.of_all(&["delivery"]), Standing::PassedBy);
    assert_eq!(standings.of_all(&["review", "delivery"]), Standing::Done);
}

#[test]
fn while_the_applicant_mends_something_the_case_is_at_its_check() {
    use crate::world::{Run, item};
    let mut run = Run::new(item(), "2026-11-23 10:00");
    run.correct("2026-11-23 11:00", &["material:layout"])
        .unwrap();
    assert_eq!(run.case.position(&run.item).here, ["acceptance"]);
}
