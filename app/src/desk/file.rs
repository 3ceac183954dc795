//! What the applicant gave: answers, materials, and the corrections that were asked for.
//! Personal data come masked until the officer gave a reason.

use domain::catalogue::Audience;
use domain::delegation::DelegationKind;
use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use super::changes::{Change, changes};
use super::material::material_table;
pub use super::material::{MaterialLine, ScanState, Trusted, Way};
use crate::parts::details::details;
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct File {
    /// What is applied for.
    pub item: Localised,
    pub applicant: ApplicantView,
    pub pages: Vec<AnswerPage>,
    pub materials: Vec<MaterialLine>,
    /// Nothing was uploaded: had by data sharing (`true`), or made from the answers.
    pub without_upload: Vec<(Localised, bool)>,
    /// 容缺: to be handed in later.
    pub promised: Vec<Localised>,
    /// What a supplement put in another's place.
    pub replaced: Vec<MaterialLine>,
    pub corrections: Vec<CorrectionView>,
    pub changes: Vec<Change>,
    pub personal: Shown,
}

/// Whether personal data are shown whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    NothingPersonal,
    /// With the number of the case, where the officer may give a reason.
    Masked(Option<String>),
    /// A reason was given, and holds until then.
    Whole(Timestamp),
}

impl Shown {
    /// `from`: the page of the case that it stands on, to come back to.
    pub fn words(&self, shell: &Shell, from: &str) -> AnyView {
        match self {
            Self::NothingPersonal => ().into_any(),
            Self::Masked(no) => {
                let link = no.as_ref().map(|no| {
                    let href = format!("/desk/cases/{no}/disclosure");
                    let href = if from.is_empty() {
                        href
                    } else {
                        format!("{href}?from={from}")
                    };
                    view! { " "<a href=href>{shell.t("disclosure-title")}</a> }
                });
                view! { <p class="meta">{shell.t("desk-masked")}{link}</p> }.into_any()
            }
            Self::Whole(until) => {
                view! { <p class="inset">{shell.t("disclosure-until")}{time::instant(shell, *until)}</p> }.into_any()
            }
        }
    }
}

#[derive(Debug, Clone)]
pub struct ApplicantView {
    pub name: String,
    pub kind: Audience,
    /// Masked for persons, until a reason was given.
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
    /// A material that is to come later, as was promised.
    Promised,
    Text(String),
    /// Chosen options, places.
    Words(Vec<Localised>),
    Day(Date),
    YesNo(bool),
    /// Of each member what was answered.
    Members(Vec<Vec<(Localised, Answer)>>),
}

#[derive(Debug, Clone)]
pub struct CorrectionView {
    pub at: Timestamp,
    pub answered_at: Option<Timestamp>,
    pub asked: Vec<(Localised, Option<String>)>,
}

pub fn file(shell: &Shell, file: &File) -> AnyView {
    view! {
        {changes(shell, &file.changes)}
        {corrections(shell, &file.corrections)}
        <h2 id="answers">{shell.t("desk-answers")}</h2>
        {file.personal.words(shell, "")}
        {applicant(shell, &file.applicant)}
        {answer_pages(shell, &file.pages)}
        <h2 id="materials">{shell.t("desk-materials")}</h2>
        {materials(shell, file)}
    }
    .into_any()
}

/// The answers, page by page.
pub fn answer_pages(shell: &Shell, pages: &[AnswerPage]) -> Vec<AnyView> {
    pages
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
        .collect()
}

/// One answer, as text.
pub fn words(shell: &Shell, answer: &Answer) -> AnyView {
    match answer {
        Answer::NotGiven => shell.t("not-given").into_any(),
        Answer::Promised => shell.t("material-state-promised").into_any(),
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
        .map(|(name, shared)| {
            let source = if *shared {
                "desk-source-shared"
            } else {
                "desk-source-form"
            };
            view! { <li>{shell.words(name)}" "<span class="meta">{shell.t(source)}</span></li> }
                .into_any()
        })
        .collect();
    let promised: Vec<AnyView> = file
        .promised
        .iter()
        .map(|name| view! { <li>{shell.words(name)}</li> }.into_any())
        .collect();
    let promised = (!promised.is_empty()).then(|| {
        view! { <p class="meta">{shell.t("desk-promised")}</p><ul>{promised}</ul> }
    });
    let others = (!others.is_empty()).then(|| {
        view! { <p class="meta">{shell.t("desk-without-upload")}</p><ul>{others}</ul> }
    });
    let replaced = (!file.replaced.is_empty()).then(|| {
        let title = shell.t("desk-replaced");
        let table = material_table(shell, &file.item, &title, &file.replaced);
        details(title, table)
    });
    view! { {given}{promised}{replaced}{others} }.into_any()
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
