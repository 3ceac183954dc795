//! Each rule of the bundle check, with the file and the line that it points at.

use std::sync::LazyLock;

use domain::catalogue::{Catalogue, SourceFile, bundle, check_bundle};

use crate::catalogue::{read, shipped};

const RESTAURANT: &str = "bundles/restaurant.toml";
const NEWBORN: &str = "bundles/newborn.toml";

static SHIPPED: LazyLock<Vec<SourceFile>> = LazyLock::new(shipped);
static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| read(&SHIPPED));

fn file(path: &str, from: &str, to: &str) -> SourceFile {
    let source = SHIPPED.iter().find(|one| one.path == path).unwrap();
    assert!(source.text.contains(from), "{from}");
    let mut text = source.text.replacen(from, to, 1);
    // With the shared lists that it uses behind it, as the catalogue reads it.
    for list in SHIPPED.iter().filter(|one| one.path.starts_with("lists/")) {
        let key = list
            .path
            .trim_start_matches("lists/")
            .trim_end_matches(".toml");
        if text.contains(&format!("list = \"{key}\"")) {
            text = format!("{text}\n{}", list.text);
        }
    }
    SourceFile {
        path: path.into(),
        text,
    }
}

/// The findings for a shipped bundle with one piece of it changed, and the changed text.
fn changed(
    path: &str,
    from: &str,
    to: &str,
) -> (Vec<(String, usize, &'static str, String)>, String) {
    let file = file(path, from, to);
    let found = match bundle(&file) {
        Ok(bundle) => check_bundle(&bundle, &file, &CATALOGUE),
        Err(finding) => vec![finding],
    };
    let found = found
        .into_iter()
        .map(|one| (one.file, one.line, one.rule, one.mend));
    (found.collect(), file.text)
}

fn line_of(text: &str, marker: &str) -> usize {
    let at = text.find(marker).unwrap_or_else(|| panic!("no {marker}"));
    text[..at].matches('\n').count() + 1
}

/// File, rule, what is replaced, by what, and the text that begins on the line of the finding.
const BROKEN: &[(&str, &str, &str, &str, &str)] = &[
    (
        NEWBORN,
        "syntax",
        "key = \"newborn\"",
        "keys = \"newborn\"",
        "keys =",
    ),
    (
        NEWBORN,
        "key",
        "key = \"newborn\"",
        "key = \"New\"",
        "key = \"New\"",
    ),
    (
        NEWBORN,
        "key",
        "key = \"newborn\"",
        "key = \"2026\"",
        "key = \"2026\"",
    ),
    (
        NEWBORN,
        "key",
        "key = \"newborn\"",
        "key = \"applications\"",
        "key = \"applications\"",
    ),
    (
        NEWBORN,
        "key",
        "key = \"father\"",
        "key = \"Father\"",
        "key = \"Father\"",
    ),
    (
        NEWBORN,
        "key-twice",
        "key = \"father-id\"",
        "key = \"mother-id\" # b",
        "key = \"mother-id\" # b",
    ),
    (
        NEWBORN,
        "lead",
        "lead = \"health\"",
        "lead = \"nobody\"",
        "lead = \"nobody\"",
    ),
    (
        NEWBORN,
        "options",
        "{ key = \"male\",",
        "{ key = \"male,female\",",
        "key = \"child-sex\"",
    ),
    (
        NEWBORN,
        "condition",
        "is = [\"post\"]",
        "is = [\"pigeon\"]",
        "when = { field = \"receive-by\"",
    ),
    (
        NEWBORN,
        "translation",
        "name = { zh = \"生育登记\", en = \"Birth registration\" }",
        "name = { zh = \"生育登记\" }",
        "name = { zh = \"生育登记\" }",
    ),
    (
        NEWBORN,
        "part",
        "item = \"002012001001\"",
        "item = \"999999999999\"",
        "item = \"999999999999\"",
    ),
    (
        NEWBORN,
        "part",
        "item = \"002012001001\"",
        "item = \"002012002001\" # b",
        "item = \"002012002001\" # b",
    ),
    (
        NEWBORN,
        "after",
        "after = [\"000709002001\"]",
        "after = [\"000709002009\"]",
        "after = [\"000709002009\"]",
    ),
    (
        NEWBORN,
        "cycle",
        "name = { zh = \"出生医学证明\", en = \"Birth certificate\" }",
        "name = { zh = \"出生医学证明\", en = \"Birth certificate\" }\nafter = [\"000709002001\"]",
        "item = \"002012002001\"",
    ),
    (
        NEWBORN,
        "audience",
        "audience = [\"person\"]",
        "audience = [\"person\", \"entity\"]",
        "item = \"002012002001\"",
    ),
    (
        NEWBORN,
        "field",
        "\"declared-by\" = \"mother\"",
        "\"declared-by\" = \"mother\"\n\"no-such\" = \"1\"",
        "\"no-such\"",
    ),
    (
        NEWBORN,
        "field",
        "\"spouse-id\" = \"father-id\"",
        "\"spouse-id\" = \"nothing\"",
        "\"spouse-id\" = \"nothing\"",
    ),
    (
        NEWBORN,
        "field",
        "\"spouse-id\" = \"father-id\"",
        "\"spouse-id\" = \"father-name\"",
        "\"spouse-id\" = \"father-name\"",
    ),
    (
        NEWBORN,
        "field",
        "\"applicant-is\" = \"mother\"",
        "\"applicant-is\" = \"mother\"\n\"applicant-name\" = \"张三\"",
        "\"applicant-name\" = \"张三\"",
    ),
    (
        NEWBORN,
        "field",
        "\"spouse-id\" = \"father-id\"\n",
        "",
        "item = \"002012001001\"",
    ),
    (
        NEWBORN,
        "field",
        "key = \"bank\"\nlabel",
        "key = \"bank\"\noptional = true\nlabel",
        "item = \"002014001001\"",
    ),
    (
        NEWBORN,
        "field",
        "{ key = \"china\",",
        "{ key = \"abroad\",",
        "item = \"002014001001\"",
    ),
    (
        NEWBORN,
        "field",
        "key = \"hospital-name\"\n",
        "key = \"hospital-name\"\noptional = true\n",
        "item = \"002012002001\"",
    ),
    (
        NEWBORN,
        "fixed",
        "\"stage\" = \"born\"",
        "\"stage\" = \"grown\"",
        "\"stage\" = \"grown\"",
    ),
    (
        NEWBORN,
        "fixed",
        "\"married\" = \"yes\"",
        "\"married\" = \"true\"",
        "\"married\" = \"true\"",
    ),
    // Unmarried parents would need a test, which nobody is asked for.
    (
        NEWBORN,
        "material",
        "\"parents\" = \"married\"",
        "\"parents\" = \"unmarried-both\"",
        "item = \"002012002001\"",
    ),
    // The child's place is asked down to towns, which the certificate's hospital is not.
    (
        NEWBORN,
        "field",
        "key = \"birth-division\"\n",
        "key = \"birth-division\"\nlevel = \"township\"\n",
        "item = \"002012002001\"",
    ),
    (
        RESTAURANT,
        "field",
        "max = 60\n",
        "max = 61\n",
        "item = \"000731001002\"",
    ),
    (
        RESTAURANT,
        "field",
        "key = \"employees\"\nlabel = { zh = \"从业人数\", en = \"Number of people working there\" }\nhint = { zh = \"包括您本人。\", en = \"Including you.\" }\nkind = \"integer\"\nmin = 1",
        "key = \"employees\"\nlabel = { zh = \"从业人数\", en = \"Number of people working there\" }\nkind = \"integer\"\nmin = 0",
        "item = \"000731001002\"",
    ),
    (
        RESTAURANT,
        "condition",
        "when = { field = \"built-area\", is = [\"large\"] }\n\n[part.answers]",
        "when = { field = \"built-area\", is = [\"huge\"] }\n\n[part.answers]",
        "when = { field = \"built-area\", is = [\"huge\"] }",
    ),
    // The sign's page is asked of those with a sign alone.
    (
        RESTAURANT,
        "field",
        "after = [\"000731001002\"]\nwhen = { field = \"has-sign\", is = [\"yes\"] }",
        "after = [\"000731001002\"]",
        "item = \"000117023001\"",
    ),
    (
        RESTAURANT,
        "material",
        "key = \"sign-drawing\"\n",
        "key = \"sign-drawing\"\ntolerable = true\n",
        "key = \"sign-drawing\"",
    ),
    (
        RESTAURANT,
        "material",
        "key = \"sign-drawing\"\n",
        "key = \"sign-picture\"\n",
        "item = \"000117023001\"",
    ),
    (
        RESTAURANT,
        "material",
        "[part.fixed]\n\"business-form\"",
        "[part.materials]\n\"nothing\" = \"premises-proof\"\n\n[part.fixed]\n\"business-form\"",
        "\"nothing\" = ",
    ),
    (
        RESTAURANT,
        "material",
        "[part.fixed]\n\"business-form\"",
        "[part.materials]\n\"layout-and-process\" = \"nothing\"\n\n[part.fixed]\n\"business-form\"",
        "\"layout-and-process\" = ",
    ),
    (
        RESTAURANT,
        "recorded",
        "after = [\"000731001002\"]\n\n[part.answers]",
        "\n[part.answers]",
        "\"credit-code\" = {",
    ),
    (
        RESTAURANT,
        "recorded",
        "step = \"code-assignment\"",
        "step = \"licence\"",
        "\"credit-code\" = {",
    ),
    (
        RESTAURANT,
        "recorded",
        "item = \"000731001002\"\n",
        "item = \"000731001002\"\nwhen = { field = \"has-sign\", is = [\"yes\"] }\n",
        "\"credit-code\" = {",
    ),
    (
        RESTAURANT,
        "recorded",
        "\"business-form\" = \"catering\"\n\"has-agent\" = \"no\"\n\n[part.recorded]\n",
        "\"business-form\" = \"catering\"\n\n[part.recorded]\n\"has-agent\" = { part = \"000731001002\", step = \"code-assignment\", field = \"credit-code\" }\n",
        "\"has-agent\" = {",
    ),
    (
        RESTAURANT,
        "routing",
        "[part.recorded]\n",
        "[part.recorded]\n\"premises-division\" = { part = \"000731001002\", step = \"code-assignment\", field = \"credit-code\" }\n",
        "\"premises-division\" = {",
    ),
];

#[test]
fn each_rule_points_at_what_breaks_it() {
    for (file, rule, from, to, marker) in BROKEN {
        let (found, text) = changed(file, from, to);
        let at = line_of(&text, marker);
        assert!(
            found
                .iter()
                .any(|one| (one.0.as_str(), one.1, one.2) == (*file, at, *rule)),
            "{rule} at {file}:{at} after {to}: {found:#?}"
        );
        assert!(found.iter().all(|one| !one.3.is_empty()));
    }
}

#[test]
fn two_files_with_one_key_are_refused() {
    let mut files = SHIPPED.clone();
    files.retain(|one| one.path != RESTAURANT);
    files.push(file(
        RESTAURANT,
        "key = \"restaurant\"",
        "key = \"newborn\"",
    ));
    let found = Catalogue::read(&files).unwrap_err();
    assert_eq!(found.len(), 1, "{found:#?}");
    assert_eq!(
        (found[0].file.as_str(), found[0].rule),
        (RESTAURANT, "key-twice")
    );
}

#[test]
fn a_ring_is_named_in_order() {
    let (found, _) = changed(
        NEWBORN,
        "name = { zh = \"出生医学证明\", en = \"Birth certificate\" }",
        "name = { zh = \"出生医学证明\", en = \"Birth certificate\" }\nafter = [\"000709002001\"]",
    );
    let cycles: Vec<&str> = found
        .iter()
        .filter(|one| one.2 == "cycle")
        .map(|one| one.3.as_str())
        .collect();
    assert_eq!(cycles.len(), 2, "{found:#?}");
    assert!(
        cycles[0].contains("002012002001 after 000709002001 after 002012002001"),
        "{cycles:?}"
    );
}
