//! What the applicant gave: answers, materials, and the corrections that were asked for.
//! Personal identifiers come masked; this room never sees them whole.

use domain::catalogue::Audience;
use domain::delegation::DelegationKind;
use domain::locale::Localised;
use domain::trust::Trust;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use crate::parts::details::details;
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::table::{Column, Table, table};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct File {
    /// What is applied for.
    pub item: Localised,
    pub applicant: ApplicantView,
    pub pages: Vec<AnswerPage>,
    pub materials: Vec<MaterialLine>,
    /// Had by data sharing, or made from the answers: nothing was uploaded.
    pub without_upload: Vec<Localised>,
    /// What a supplement put in another's place.
    pub replaced: Vec<MaterialLine>,
    pub corrections: Vec<CorrectionView>,
}

#[derive(Debug, Clone)]
pub struct ApplicantView {
    pub name: String,
    pub kind: Audience,
    /// Masked for persons.
    pub id_no: String,
    /// Masked, but for an agency's, which is public.
    pub phone: String,
    /// Who submitted for them.
    pub agent: Option<AgentView>,
}

#[derive(Debug, Clone)]
pub struct AgentView {
    pub name: String,
    /// Masked.
    pub number: String,
    pub kind: DelegationKind,
    /// Where what proves it is.
    pub proof: Option<String>,
}

#[derive(Debug, Clone)]
pub struct AnswerPage {
    pub title: Localised,
    pub answers: Vec<(Localised, Answer)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    NotGiven,
    Text(String),
    /// Chosen options, places.
    Words(Vec<Localised>),
    Day(Date),
    YesNo(bool),
    /// Of each member what was answered.
    Members(Vec<Vec<(Localised, Answer)>>),
}

#[derive(Debug, Clone)]
pub struct MaterialLine {
    pub href: String,
    pub name: Localised,
    pub file_name: String,
    /// Bytes.
    pub size: u64,
    /// `PDF`, `JPG`, `PNG`.
    pub kind: String,
    /// SHA-256, hexadecimal.
    pub digest: String,
    pub given_at: Timestamp,
    pub scan: ScanState,
    /// The small copy of an image.
    pub small: Option<String>,
    /// Where it was not simply uploaded for this case.
    pub trust: Option<Trusted>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScanState {
    /// It may be opened.
    Open,
    /// Not before it is scanned.
    Waiting,
    Infected,
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

#[derive(Debug, Clone)]
pub struct CorrectionView {
    pub at: Timestamp,
    pub answered_at: Option<Timestamp>,
    pub asked: Vec<(Localised, Option<String>)>,
}

pub fn file(shell: &Shell, file: &File) -> AnyView {
    let pages: Vec<AnyView> = file
        .pages
        .iter()
        .map(|page| {
            let rows = page
                .answers
                .iter()
                .map(|(label, answer)| match answer {
                    Answer::NotGiven => Row::not_given(shell, shell.l(label)),
                    answer => Row::of(shell.l(label), words(shell, answer)),
                })
                .collect();
            view! {
                <section class="sheet"><h3>{shell.words(&page.title)}</h3>{summary_list(shell, rows)}</section>
            }
            .into_any()
        })
        .collect();
    view! {
        {corrections(shell, &file.corrections)}
        <h2>{shell.t("desk-answers")}</h2>
        {applicant(shell, &file.applicant)}
        {pages}
        <h2>{shell.t("desk-materials")}</h2>
        {materials(shell, file)}
    }
    .into_any()
}

/// One answer, as text.
pub fn words(shell: &Shell, answer: &Answer) -> AnyView {
    match answer {
        Answer::NotGiven => shell.t("not-given").into_any(),
        Answer::Text(text) => text.clone().into_any(),
        Answer::Words(all) => {
            let all: Vec<AnyView> = all
                .iter()
                .map(|one| view! { <li>{shell.words(one)}</li> }.into_any())
                .collect();
            view! { <ul class="plain-list">{all}</ul> }.into_any()
        }
        Answer::Day(date) => time::day(shell, *date),
        Answer::YesNo(true) => shell.t("yes").into_any(),
        Answer::YesNo(false) => shell.t("no").into_any(),
        Answer::Members(members) => {
            let members: Vec<AnyView> = members
                .iter()
                .map(|member| {
                    let lines: Vec<AnyView> = member
                        .iter()
                        .map(|(label, answer)| {
                            let label = shell.l(label);
                            let said = words(shell, answer);
                            view! { <li><span class="soft">{label}</span>" "{said}</li> }.into_any()
                        })
                        .collect();
                    view! { <li><ul class="plain-list">{lines}</ul></li> }.into_any()
                })
                .collect();
            view! { <ol>{members}</ol> }.into_any()
        }
    }
}

fn applicant(shell: &Shell, applicant: &ApplicantView) -> AnyView {
    let agency = applicant.kind == Audience::Agency;
    let id_label = match applicant.kind {
        Audience::Person => "desk-id-no",
        Audience::Entity | Audience::Agency => "desk-credit-code",
    };
    let (title, name_label) = if agency {
        ("desk-filed-by", "desk-filing-agency")
    } else {
        ("desk-account", "desk-applicant")
    };
    let masked = (!agency).then(|| view! { <p class="meta">{shell.t("desk-masked")}</p> });
    let agent = applicant.agent.as_ref().map(|agent| {
        let values = [
            ("name", (&agent.name).into()),
            ("number", (&agent.number).into()),
            (
                "kind",
                shell
                    .t(&format!("delegation-kind-{}", agent.kind.key()))
                    .into(),
            ),
        ];
        let words = shell.tv("desk-submitted-by-agent", &values);
        let proof = agent.proof.clone().map(|href| {
            view! { <br/><a href=href>{shell.t("desk-proxy-proof")}</a> }
        });
        let words = view! { {words}{proof} };
        Row::of(shell.t("desk-submitted-by"), words.into_any())
    });
    let mut rows = vec![
        Row::new(shell.t(name_label), applicant.name.clone()),
        Row::new(shell.t(id_label), applicant.id_no.clone()),
        Row::new(shell.t("desk-phone"), applicant.phone.clone()),
    ];
    rows.extend(agent);
    view! {
        <section class="sheet">
            <h3>{shell.t(title)}</h3>
            {summary_list(shell, rows)}
            {masked}
        </section>
    }
    .into_any()
}

fn materials(shell: &Shell, file: &File) -> AnyView {
    let given = if file.materials.is_empty() {
        view! { <p class="soft">{shell.t("desk-no-materials")}</p> }.into_any()
    } else {
        material_table(
            shell,
            &file.item,
            &shell.t("desk-materials"),
            &file.materials,
        )
    };
    let others: Vec<AnyView> = file
        .without_upload
        .iter()
        .map(|name| view! { <li>{shell.words(name)}</li> }.into_any())
        .collect();
    let others = (!others.is_empty()).then(|| {
        view! { <p class="meta">{shell.t("desk-without-upload")}</p><ul>{others}</ul> }
    });
    let replaced = (!file.replaced.is_empty()).then(|| {
        let title = shell.t("desk-replaced");
        let table = material_table(shell, &file.item, &title, &file.replaced);
        details(title, table)
    });
    view! { {given}{replaced}{others} }.into_any()
}

/// The small copy first, since it opens at once; no link to what may not be opened.
fn opening(shell: &Shell, line: &MaterialLine) -> AnyView {
    let name = line.file_name.clone();
    let state = match line.scan {
        ScanState::Open => {
            let original = line.small.is_some().then(|| {
                let label = shell.t("desk-original");
                view! { " · "<a href=line.href.clone()>{label}<span class="vh">" "{name.clone()}</span></a> }
            });
            let first = line.small.clone().unwrap_or_else(|| line.href.clone());
            return view! { <a href=first>{name.clone()}</a>{original} }.into_any();
        }
        ScanState::Waiting => "desk-scan-waiting",
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

fn trusted(shell: &Shell, line: &MaterialLine, purpose: &str) -> Option<AnyView> {
    let trusted = line.trust.as_ref()?;
    let level = shell.t(match trusted.level {
        Trust::Issued => "desk-trust-a",
        Trust::Verified => "desk-trust-b",
        Trust::Uploaded => "desk-trust-c",
        Trust::SelfMade => "desk-trust-d",
    });
    let wallet = trusted.from_wallet.then(|| {
        let origin = trusted.origin.as_ref().map(|number| {
            let words = shell.tv("desk-origin", &[("number", number.into())]);
            view! { " · "{words} }
        });
        let unmarked = trusted
            .unmarked
            .then(|| view! { <p class="meta">{shell.t("desk-unmarked")}</p> });
        view! {
            <p class="meta">{shell.t("desk-from-wallet")}{origin}</p>
            <p class="meta">{purpose.to_owned()}</p>
            {unmarked}
        }
    });
    Some(view! { <p class="meta">{level}</p>{wallet} }.into_any())
}

fn material_table(
    shell: &Shell,
    item: &Localised,
    caption: &str,
    lines: &[MaterialLine],
) -> AnyView {
    let rows = lines
        .iter()
        .map(|line| {
            let of = purpose(shell, item, line.given_at);
            let short: String = line.digest.chars().take(12).collect();
            let kind = format!("{} · {}", line.kind, size(line.size));
            vec![
                view! { {shell.words(&line.name)}<br/>{opening(shell, line)}{trusted(shell, line, &of)} }
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

fn corrections(shell: &Shell, corrections: &[CorrectionView]) -> AnyView {
    let all: Vec<AnyView> = corrections
        .iter()
        .map(|correction| {
            let asked: Vec<AnyView> = correction
                .asked
                .iter()
                .map(|(what, note)| {
                    let note = note
                        .clone()
                        .map(|note| view! { <blockquote class="said">{note}</blockquote> });
                    view! { <li>{shell.words(what)}{note}</li> }.into_any()
                })
                .collect();
            let answered = match correction.answered_at {
                Some(at) => view! { {shell.t("desk-supplemented")}{time::instant(shell, at)} }.into_any(),
                None => shell.t("desk-not-supplemented").into_any(),
            };
            view! {
                <section class="sheet">
                    <p class="meta">
                        {shell.t("desk-corrected")}{time::instant(shell, correction.at)}<br/>{answered}
                    </p>
                    <ul>{asked}</ul>
                </section>
            }
            .into_any()
        })
        .collect();
    if all.is_empty() {
        return ().into_any();
    }
    view! { <h2>{shell.t("desk-corrections")}</h2>{all} }.into_any()
}
