//! The program's commands as scripts meet them: what they print, and with which code they end.

#![expect(
    clippy::unwrap_used,
    reason = "a test says where it broke by panicking"
)]

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path =
            std::env::temp_dir().join(format!("tongban-commands-{name}-{}", std::process::id()));
        drop(fs::remove_dir_all(&path));
        fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn catalogue(&self) -> PathBuf {
        let to = self.0.join("catalogue");
        copy(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalogue"),
            &to,
        );
        to
    }

    fn config(&self, listen: &str, secret: &str) -> PathBuf {
        let at = self.0.display();
        let text = format!(
            "listen = \"{listen}\"\nbase_url = \"http://127.0.0.1\"\n\
             database = \"sqlite://{at}/t.db\"\nfiles = \"{at}/files\"\n\
             catalogue = \"{at}/catalogue\"\nmail_folder = \"{at}/mail\"\n\
             mail_from = \"Tongban <a@example.org>\"\n{secret}\n"
        );
        let path = self.0.join("tongban.toml");
        fs::write(&path, text).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tongban"));
    command.env_remove("TONGBAN_SECRET");
    command
}

fn run(arguments: &[&str]) -> Output {
    program().args(arguments).output().unwrap()
}

fn secret() -> String {
    format!("secret = \"{}\"", "0a".repeat(32))
}

#[test]
fn serve_refuses_to_start_without_its_secret() {
    let folder = Folder::new("secret");
    folder.catalogue();
    let config = folder.config("127.0.0.1:0", "");
    let ended = run(&["serve", "--config", config.to_str().unwrap()]);
    assert_eq!(ended.status.code(), Some(2));
    let said = String::from_utf8(ended.stderr).unwrap();
    assert!(
        said.contains("TONGBAN_SECRET") && said.contains("openssl rand"),
        "{said}"
    );
    assert!(!folder.0.join("t.db").exists());
}

#[test]
fn a_broken_definition_stops_the_start_with_file_line_and_reason() {
    let folder = Folder::new("broken");
    let catalogue = folder.catalogue();
    let item = catalogue.join("items/residence-permit.toml");
    let text = fs::read_to_string(&item).unwrap();
    let line = text
        .lines()
        .position(|line| line == "next = \"licence\"")
        .unwrap()
        + 1;
    fs::write(
        &item,
        text.replacen("next = \"licence\"", "next = \"nowhere\"", 1),
    )
    .unwrap();
    let expected = format!("{}:{line}: ", item.display());

    let checked = run(&["catalogue", "check", catalogue.to_str().unwrap()]);
    assert_eq!(checked.status.code(), Some(1));
    let said = String::from_utf8(checked.stdout).unwrap();
    assert!(
        said.lines().any(|line| line.starts_with(&expected)),
        "{expected}\n{said}"
    );

    let config = folder.config("127.0.0.1:0", &secret());
    let ended = run(&["serve", "--config", config.to_str().unwrap()]);
    assert_eq!(ended.status.code(), Some(2));
    let said = String::from_utf8(ended.stderr).unwrap();
    assert!(said.contains(&expected), "{said}");
}

#[test]
fn the_demo_catalogue_is_sound() {
    let folder = Folder::new("sound");
    let catalogue = folder.catalogue();
    assert!(
        run(&["catalogue", "check", catalogue.to_str().unwrap()])
            .status
            .success()
    );
    let built_in = program()
        .args(["catalogue", "check"])
        .current_dir(folder.0.join("catalogue/items"))
        .output()
        .unwrap();
    assert!(built_in.status.success());
}

#[test]
fn a_seeded_folder_verifies_and_rebuilds() {
    let folder = Folder::new("seed");
    let data = folder.0.join("data");
    let data = data.to_str().unwrap();
    assert_eq!(run(&["verify", "--data", data]).status.code(), Some(2));
    let seeded = run(&["seed", "--cases", "12", "--seed", "3", "--data", data]);
    assert!(seeded.status.success(), "{seeded:?}");
    for command in ["verify", "rebuild", "verify"] {
        let ended = run(&[command, "--data", data]);
        assert!(ended.status.success(), "{command}: {ended:?}");
    }
}

#[test]
fn serve_answers_and_ends_when_it_is_told_to() {
    let folder = Folder::new("serve");
    folder.catalogue();
    // Free a moment ago; nobody else of this test asks for one.
    let address = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let config = folder.config(&address.to_string(), &secret());
    let mut server = program()
        .args(["serve", "--config", config.to_str().unwrap()])
        .env("TONGBAN_LOG", "info")
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let started = Instant::now();
    while std::net::TcpStream::connect(address).is_err() {
        assert!(started.elapsed() < Duration::from_secs(30));
        std::thread::sleep(Duration::from_millis(20));
    }
    let told = Command::new("kill")
        .args(["-TERM", &server.id().to_string()])
        .status()
        .unwrap();
    assert!(told.success());
    assert!(server.wait().unwrap().success());
    let mut said = String::new();
    std::io::Read::read_to_string(&mut server.stderr.take().unwrap(), &mut said).unwrap();
    let first = said.lines().next().unwrap();
    assert!(
        first.starts_with('{') && first.contains("\"message\":\"serving\""),
        "{said}"
    );
}

/// What `validate` says of a number: exit code, stdout, stderr.
fn validated(kind: &str, value: &str) -> (Option<i32>, String, String) {
    let ended = run(&["validate", kind, "--", value]);
    (
        ended.status.code(),
        String::from_utf8(ended.stdout).unwrap(),
        String::from_utf8(ended.stderr).unwrap(),
    )
}

#[test]
fn validate_prints_a_valid_number_as_the_standards_write_it() {
    let as_they_are: [(&str, &[&str]); 5] = [
        (
            "resident-id",
            &[
                "11010519491231002X",
                "440524188001010014",
                "620102198506150015",
                "622926200002290010",
                "622301197801010017",
                "622821198808080058",
                "620102199003079995",
                "620102198512129984",
                "62020119920229999X",
                "622926197808089987",
                "623027196501019996",
                "621102199912319985",
                "620922198806309998",
                "62010219940520981X",
                "810000199001010019",
                "82000019850505002X",
                "830000199009090010",
            ],
        ),
        (
            "permanent-residence",
            &[
                "911124198108030024",
                "962840199001010018",
                "962392199202290035",
                "USA620190010112",
            ],
        ),
        (
            "credit-code",
            &[
                "91110000600037341L",
                "11100000000013338W",
                "11370800MB28559184",
                "11430000006122244L",
                "11100000MB03271699",
                "11110000000021135M",
                "11620000MBDEM00159",
                "11620100MBDEM00239",
                "11620102MBDEM00311",
                "11620100MBDEM004XU",
                "11620102MBDEM0058Q",
                "11620102MBDEM0066K",
                "11620121MBDEM0074Y",
                "11620100MBDEM0082C",
                "11620102MBDEM00904",
                "11620100MBDEM0103W",
                "11620100MBDEM0111P",
                "91620102MA0000015R",
                "92620102MA0000AB0A",
                "93620102NA0000012M",
                "54620121ME10000117",
            ],
        ),
        ("case-no", &["62010220261123000001F"]),
        (
            "licence-no",
            &[
                "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
                "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9",
            ],
        ),
    ];
    for (kind, numbers) in as_they_are {
        for number in numbers {
            let expected = (Some(0), format!("{number}\n"), String::new());
            assert_eq!(validated(kind, number), expected, "{number}");
        }
    }
    for (kind, typed, number) in [
        ("resident-id", "130503670401001", "130503196704010016"),
        ("resident-id", "110105 19491231 002x", "11010519491231002X"),
        (
            "resident-id",
            "６２０１０２１９８５０６１５００１５",
            "620102198506150015",
        ),
        ("permanent-residence", "usa 620190010112", "USA620190010112"),
        ("credit-code", " 11620100 mbdem004xu ", "11620100MBDEM004XU"),
        (
            "case-no",
            "620102 20261123 000001 f",
            "62010220261123000001F",
        ),
        // As an option would begin.
        (
            "case-no",
            "-620102-20261123-000001-F",
            "62010220261123000001F",
        ),
    ] {
        let expected = (Some(0), format!("{number}\n"), String::new());
        assert_eq!(validated(kind, typed), expected, "{typed}");
    }
}

#[test]
fn validate_says_in_one_line_what_to_check() {
    for (kind, value, reason) in [
        ("resident-id", "620102198506150016", "last character"),
        ("resident-id", "622926199002290015", "date of birth"),
        ("resident-id", "620102198513150013", "date of birth"),
        (
            "resident-id",
            "62010219850615001",
            "should have 18 characters",
        ),
        ("resident-id", "620102209912310011", "still to come"),
        ("resident-id", "000000198506150011", "no province"),
        ("resident-id", "", "should have 18 characters"),
        (
            "resident-id",
            "962840199001010018",
            "check it as `permanent-residence`",
        ),
        (
            "resident-id",
            "USA620190010112",
            "check it as `permanent-residence`",
        ),
        (
            "permanent-residence",
            "620102198506150015",
            "check it as `resident-id`",
        ),
        (
            "permanent-residence",
            "130503670401001",
            "check it as `resident-id`",
        ),
        (
            "permanent-residence",
            "810000199001010019",
            "check it as `resident-id`",
        ),
        // The version of 2023 has no short form.
        (
            "permanent-residence",
            "962840900101001",
            "three letters and twelve digits",
        ),
        (
            "permanent-residence",
            "US6201900101123",
            "three letters and twelve digits",
        ),
        (
            "permanent-residence",
            "998840199001010018",
            "second and third digits",
        ),
        (
            "permanent-residence",
            "911124198108030025",
            "last character",
        ),
        ("credit-code", "91620102MA0000016R", "last character"),
        ("credit-code", "91620102MI0000015R", "I, O, S, V and Z"),
        (
            "credit-code",
            "91620102MA000001",
            "should have 18 characters",
        ),
        ("credit-code", "11620100MBDEM00238", "last character"),
        ("case-no", "62010220261123000001G", "last character"),
        ("case-no", "620102", "should have 21 characters"),
        (
            "licence-no",
            "1.2.156.3005.2.11100000000013661B006.113700000045046442.209FA4E88F9E4C878F3E9BED2CE7EA49.001.M",
            "last character",
        ),
        ("licence-no", "1.2", "1.2.156.3005.2."),
    ] {
        let (code, printed, said) = validated(kind, value);
        assert_eq!((code, printed.as_str()), (Some(1), ""), "{kind} {value}");
        let shown = if value.is_empty() { "\"\"" } else { value };
        let before = format!("tongban: {shown}: not valid: ");
        assert!(
            said.starts_with(&before) && said[before.len()..].contains(reason),
            "{said}"
        );
        assert_eq!(said.lines().count(), 1, "{said}");
    }
    let (code, _, said) = validated("case-no", &format!("a\nb\u{1b}[1m{}", "9".repeat(5000)));
    assert_eq!((code, said.lines().count()), (Some(1), 1), "{said}");
    assert!(said.len() < 300 && !said.contains('\u{1b}'), "{said}");
}

#[test]
fn validate_warns_of_an_old_credit_code_and_lets_it_pass() {
    for code in ["91620102MA0000016W", "11620100MBDEM00213"] {
        let (ended, printed, said) = validated("credit-code", code);
        assert_eq!((ended, printed), (Some(0), format!("{code}\n")));
        assert!(
            said.starts_with(&format!("tongban: {code}: valid, but ")) && said.contains("17th"),
            "{said}"
        );
        assert_eq!(said.lines().count(), 1, "{said}");
    }
}

#[test]
fn validate_refuses_another_kind_and_a_dash_without_its_mark() {
    for arguments in [
        &["validate", "passport", "1"][..],
        &["validate", "case-no"],
        &["validate", "case-no", "-6"],
    ] {
        assert_eq!(run(arguments).status.code(), Some(2), "{arguments:?}");
    }
}
