//! A material of a case: what is known of it, and its line in the list of all.

use domain::id::MaterialId;
use domain::locale::Localised;
use domain::trust::Trust;
use jiff::Timestamp;
use leptos::prelude::*;

use crate::parts::summary_list::Row;
use crate::parts::table::{Column, Table, table};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct MaterialLine {
    pub id: MaterialId,
    pub href: String,
    /// The key of the rule that it answers.
    pub rule: String,
    pub way: Way,
    pub name: Localised,
    pub file_name: String,
    /// Bytes.
    pub size: u64,
    /// `PDF`, `JPG`, `PNG`.
    pub kind: String,
    pub image: bool,
    /// SHA-256, hexadecimal.
    pub digest: String,
    pub given_at: Timestamp,
    pub scan: ScanState,
    /// Something has looked for viruses in it.
    pub scanned: bool,
    /// The small copy of an image.
    pub small: Option<String>,
    /// Where it was not simply uploaded for this case.
    pub trust: Option<Trusted>,
}

impl MaterialLine {
    /// Where it is shown beside what it bears out.
    pub fn viewer(&self) -> String {
        format!("{}/view", self.href)
    }
}

/// How it came into the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// With the application.
    Applied,
    /// With the answer to a correction.
    Supplemented,
    /// It was promised with the application, and came later.
    Promised,
}

impl Way {
    pub const ALL: [Self; 3] = [Self::Applied, Self::Supplemented, Self::Promised];

    fn key(self) -> &'static str {
        match self {
            Self::Applied => "viewer-way-applied",
            Self::Supplemented => "viewer-way-supplemented",
            Self::Promised => "viewer-way-promised",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScanState {
    /// It may be opened.
    Open,
    /// Not before it is scanned.
    Waiting,
    Infected,
    /// A clerk has the original; there is nothing to open, and the name is where it is kept.
    Paper,
}

/// How far a document may be relied on, where it comes from, and for what alone it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trusted {
    pub level: Trust,
    /// It was taken from the applicant's wallet; else it was uploaded now.
    pub from_wallet: bool,
    /// The case that it was given to before.
    pub origin: Option<String>,
    /// From a wallet, and no watermark can be put over it.
    pub unmarked: bool,
}

/// Where it is kept.
pub fn on_paper(shell: &Shell, line: &MaterialLine) -> AnyView {
    let place = [("place", (&line.file_name).into())];
    shell.tv("counter-on-paper", &place).into_any()
}

/// First to the viewer; no link to what may not be opened.
fn opening(shell: &Shell, line: &MaterialLine) -> AnyView {
    if line.scan == ScanState::Paper {
        return on_paper(shell, line);
    }
    let name = line.file_name.clone();
    let state = match line.scan {
        ScanState::Open => {
            let label = shell.t("desk-original");
            let original = view! { " · "<a href=line.href.clone()>{label}<span class="vh">" "{name.clone()}</span></a> };
            return view! { <a href=line.viewer()>{name}</a>{original} }.into_any();
        }
        ScanState::Waiting | ScanState::Paper => "desk-scan-waiting",
        ScanState::Infected => "desk-scan-infected",
    };
    view! { {name}<p class="meta">{shell.t(state)}</p> }.into_any()
}

/// 用途: what is given for one matter is not to be used for another.
fn purpose(shell: &Shell, item: &Localised, at: Timestamp) -> String {
    let item = shell.l(item);
    let on = shell.date(at.to_zoned(shell.tz.clone()).date());
    shell.tv("desk-purpose", &[("item", item.into()), ("on", on.into())])
}

fn level(shell: &Shell, level: Trust) -> String {
    shell.t(match level {
        Trust::Issued => "desk-trust-a",
        Trust::Verified => "desk-trust-b",
        Trust::Uploaded => "desk-trust-c",
        Trust::SelfMade => "desk-trust-d",
    })
}

/// What is known of a material beside what it shows: how far it may be relied on, where it comes from, whether it was
/// scanned, and the file.
pub fn facts(shell: &Shell, item: &Localised, line: &MaterialLine) -> Vec<Row> {
    let trusted = line.trust.as_ref();
    let wallet = trusted.map(|trusted| from_wallet(shell, item, line, trusted));
    let source = view! {
        {shell.t(line.way.key())}" · "{time::instant(shell, line.given_at)}{wallet}
    };
    let scan = shell.t(match line.scan {
        ScanState::Open if line.scanned => "viewer-scan-clean",
        ScanState::Open | ScanState::Paper => "viewer-scan-none",
        ScanState::Waiting => "viewer-scan-waiting",
        ScanState::Infected => "viewer-scan-infected",
    });
    let short: String = line.digest.chars().take(12).collect();
    let digest = view! { <code title=line.digest.clone()>{short}</code> };
    let trust = trusted.map_or(Trust::Uploaded, |trusted| trusted.level);
    vec![
        Row::new(shell.t("viewer-trust"), level(shell, trust)),
        Row::of(shell.t("viewer-source"), source.into_any()),
        Row::new(shell.t("viewer-scan"), scan),
        Row::new(shell.t("viewer-file"), line.file_name.clone()),
        Row::new(
            shell.t("desk-file"),
            format!("{} · {}", line.kind, size(line.size)),
        ),
        Row::of(shell.t("desk-digest"), digest.into_any()),
    ]
}

/// Where it comes from, and for what alone it was given, if it is from a wallet.
fn from_wallet(
    shell: &Shell,
    item: &Localised,
    line: &MaterialLine,
    trusted: &Trusted,
) -> Option<AnyView> {
    if !trusted.from_wallet {
        return None;
    }
    let origin = trusted.origin.as_ref().map(|number| {
        let words = shell.tv("desk-origin", &[("number", number.into())]);
        view! { " · "{words} }
    });
    let unmarked = trusted
        .unmarked
        .then(|| view! { <p class="meta">{shell.t("desk-unmarked")}</p> });
    let words = view! {
        <p class="meta">{shell.t("desk-from-wallet")}{origin}</p>
        <p class="meta">{purpose(shell, item, line.given_at)}</p>
        {unmarked}
    };
    Some(words.into_any())
}

fn trusted(shell: &Shell, item: &Localised, line: &MaterialLine) -> Option<AnyView> {
    let trusted = line.trust.as_ref()?;
    let level = level(shell, trusted.level);
    let wallet = from_wallet(shell, item, line, trusted);
    Some(view! { <p class="meta">{level}</p>{wallet} }.into_any())
}

pub fn material_table(
    shell: &Shell,
    item: &Localised,
    caption: &str,
    lines: &[MaterialLine],
) -> AnyView {
    let rows = lines
        .iter()
        .map(|line| {
            let short: String = line.digest.chars().take(12).collect();
            let (kind, short) = if line.scan == ScanState::Paper {
                (shell.t("viewer-paper"), String::new())
            } else {
                (format!("{} · {}", line.kind, size(line.size)), short)
            };
            vec![
                view! { {shell.words(&line.name)}<br/>{opening(shell, line)}{trusted(shell, item, line)} }
                    .into_any(),
                view! { <span class="num">{kind}</span> }.into_any(),
                time::short_day(shell, line.given_at.to_zoned(shell.tz.clone()).date()),
                view! { <code title=line.digest.clone()>{short}</code> }.into_any(),
            ]
        })
        .collect();
    table(Table {
        caption: caption.to_owned(),
        caption_hidden: true,
        columns: vec![
            Column::new(shell.t("desk-material")),
            Column::new(shell.t("desk-file")),
            Column::new(shell.t("desk-given-on")),
            Column::new(shell.t("desk-digest")),
        ],
        rows,
        row_head: 0,
    })
}

fn size(bytes: u64) -> String {
    let kilobytes = bytes.div_ceil(1024);
    if kilobytes < 1024 {
        format!("{kilobytes} KB")
    } else {
        let tenths = bytes * 10 / (1024 * 1024);
        format!("{}.{} MB", tenths / 10, tenths % 10)
    }
}
