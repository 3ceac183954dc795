//! The program's commands as scripts meet them: what they print, and with which code they end.

#![expect(clippy::unwrap_used, reason = "tests")]

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
