//! View models for the render tests of this room.

use domain::catalogue::Audience;
use domain::id::MaterialId;
use domain::locale::{Locale, Localised};
use domain::trust::Trust;
use jiff::Timestamp;
use jiff::civil::date;

use super::act::{Draft, Head, Opinion};
use super::advice::AdviceLine;
use super::again::{Again, Other};
use super::case::{Around, CaseView};
use super::changes::{Change, ChangedAnswer, ChangedMaterial};
use super::drafts::Unsent;
use super::file::{
    AgentView, Answer, AnswerPage, ApplicantView, CorrectionView, File, MaterialLine, ScanState,
    Shown, Trusted, Way,
};
use super::journal::{By, Journal, Line, Note};
use super::templates::Insertable;
use super::todo::{Claim, Offer, Todo, Turn, Waiting, WaitingState};
use super::viewer::{Document, Place, ViewerView};
use crate::parts::lamp::LampView;
use crate::shell::{Room, Shell};

pub fn shell(locale: Locale) -> Shell {
    let mut shell = Shell::sample(locale);
    shell.room = Room::Desk;
    shell.path = "/desk".into();
    shell
}

pub fn words() -> Localised {
    Localised::new("现场核查", "Site check")
}

pub fn at() -> Timestamp {
    "2026-11-23T01:30:00Z".parse().unwrap()
}

pub fn head() -> Head {
    Head {
        case_no: "62010220261123000001X".into(),
        seq: 7,
        item: words(),
        applicant: "兰州黄河面馆".into(),
        lamp: LampView::DueSoon,
        received_at: at(),
        draft: Some(Draft { at: Some(at()) }),
    }
}

pub fn opinion() -> Opinion {
    Opinion {
        step: words(),
        outcome: Some(words()),
        by: By::Officer(words()),
        at: at(),
        text: Some("布局合理 <b>".into()),
        aside: true,
    }
}

pub fn insertable() -> Insertable {
    Insertable {
        key: "合格".into(),
        name: words(),
        text: "/desk/cases/62010220261123000001X/templates/1".into(),
        outcome: Some("qualified".into()),
    }
}

fn advice(answered: bool) -> AdviceLine {
    AdviceLine {
        asked: 5,
        by: By::Officer(words()),
        of: words(),
        at: at(),
        question: Some("面积怎么算 <b>".into()),
        answer: answered.then(|| (at(), Some("按使用面积".into()))),
        may_end: !answered,
    }
}

fn material() -> MaterialLine {
    MaterialLine {
        id: MaterialId::new(at(), [1; 10]),
        rule: "plan".into(),
        way: Way::Applied,
        image: false,
        scanned: false,
        href: "/desk/cases/62010220261123000001X/materials/1".into(),
        name: words(),
        file_name: "平面图.pdf".into(),
        size: 3_456_789,
        kind: "PDF".into(),
        digest: "00ff".repeat(16),
        given_at: at(),
        scan: ScanState::Open,
        small: None,
        trust: None,
    }
}

/// One of each thing that a correction can change.
fn change() -> Change {
    let text = |text: &str| Answer::Text(text.into());
    let answer = |was, now, hidden| ChangedAnswer {
        label: words(),
        was,
        now,
        hidden,
    };
    let file = |was, now| ChangedMaterial {
        name: words(),
        was,
        now,
    };
    let waiting = scanned().into_iter().nth(2);
    Change {
        at: at(),
        answers: vec![
            answer(text("黄河面馆 <b>"), text("兰州黄河面馆"), false),
            answer(text("138****1234"), text("138****1234"), true),
            answer(Answer::Words(vec![words()]), Answer::NotGiven, false),
        ],
        materials: vec![
            file(Some(material()), Some(material())),
            file(None, waiting),
        ],
    }
}

/// A document of each way and trust, first, between others and last.
pub fn viewers(document: &Document, scan: ScanState) -> Vec<ViewerView> {
    let place = || Place {
        href: "/desk/cases/62010220261123000001X/materials/2/view".into(),
        name: words(),
    };
    let of = |(way, trust, from_wallet)| ViewerView {
        head: head(),
        line: MaterialLine {
            way,
            scan,
            scanned: way == Way::Applied,
            trust: Some(Trusted {
                level: trust,
                from_wallet,
                origin: from_wallet.then(|| "62010220261120000001X".into()),
                unmarked: false,
            }),
            ..material()
        },
        document: document.clone(),
        replaced: way == Way::Applied,
        named: way == Way::Promised,
        pages: case().file.pages,
        personal: match way {
            Way::Applied => Shown::Masked(Some("62010220261123000001X".into())),
            Way::Supplemented => Shown::Whole(at()),
            Way::Promised => Shown::NothingPersonal,
        },
        number: 2,
        count: 3,
        previous: (way != Way::Applied).then(place),
        next: (way != Way::Promised).then(place),
    };
    Way::ALL
        .into_iter()
        .zip([Trust::Issued, Trust::Uploaded, Trust::SelfMade])
        .map(|(way, trust)| of((way, trust, trust == Trust::Issued)))
        .collect()
}

/// A photograph from the wallet, a file that waits, and one that nobody may open.
fn scanned() -> Vec<MaterialLine> {
    let wallet = MaterialLine {
        small: Some("/desk/cases/62010220261123000001X/materials/1/copy".into()),
        trust: Some(Trusted {
            level: Trust::Verified,
            from_wallet: true,
            origin: Some("62010220261120000001X".into()),
            unmarked: true,
        }),
        ..material()
    };
    let waiting = MaterialLine {
        scan: ScanState::Waiting,
        trust: Some(Trusted {
            level: Trust::SelfMade,
            from_wallet: false,
            origin: None,
            unmarked: false,
        }),
        ..material()
    };
    let infected = MaterialLine {
        scan: ScanState::Infected,
        ..material()
    };
    let paper = MaterialLine {
        scan: ScanState::Paper,
        file_name: "3号柜12层".into(),
        ..material()
    };
    vec![material(), wallet, waiting, infected, paper]
}

fn line(fact: &str, by: By, notes: Vec<Note>) -> Line {
    Line {
        fact: fact.into(),
        at: at(),
        by,
        step: Some(words()),
        outcome: Some(words()),
        notes,
    }
}

fn waiting(state: WaitingState, agency: Option<Localised>) -> Waiting {
    let role = if state == WaitingState::Standing {
        "admin"
    } else {
        "counter"
    };
    Waiting {
        step: words(),
        role: role.into(),
        agency,
        holder: Some(words()),
        state,
    }
}

/// With one line for every kind of fact.
pub fn case() -> CaseView {
    let officer = || By::Officer(words());
    CaseView {
        part_of: None,
        again: Again {
            others: ["received", "granted"]
                .map(|state| Other {
                    case_no: "62010220251123000001X".into(),
                    received_on: date(2025, 11, 23),
                    state: state.into(),
                })
                .into(),
            more: true,
        },
        looks: crate::parts::looks::samples::looks(),
        turns: crate::parts::turn::samples::turns(),
        process: crate::parts::process::samples::underway(),
        head: head(),
        licence: "JY16201022026000012".into(),
        done: None,
        next_case: Some("/desk/cases/62010220261123000002X".into()),
        around: Around {
            previous: Some("/desk/cases/1".into()),
            next: Some("/desk/cases/2".into()),
            back: Some("/desk?tab=mine".into()),
            list: "?list=tab%3Dmine".into(),
        },
        unsent: vec![Unsent {
            act: "steps/site-check".into(),
            at: at(),
            texts: vec!["布局 <b>".into()],
        }],
        todo: Todo {
            turn: Turn::Officers,
            tasks: vec![
                waiting(WaitingState::Open, None),
                waiting(WaitingState::Milestone, Some(words())),
                waiting(WaitingState::Disputed, None),
                waiting(WaitingState::Standing, None),
            ],
            offers: vec![
                Offer {
                    noun: "acceptance".into(),
                    key: "desk-act-acceptance".into(),
                    step: None,
                },
                Offer {
                    noun: "steps/site-check".into(),
                    key: "desk-act-step".into(),
                    step: Some(words()),
                },
            ],
            correct_again: true,
            claims: vec![Claim {
                step: "site-check".into(),
                name: words(),
                held: false,
            }],
            why_not: None,
            people: 2,
            signatures: vec![opinion()],
            set_aside: vec![opinion()],
            advice: vec![advice(true), advice(false)],
            voidable: true,
            reminders: Some((2, at())),
        },
        clock: crate::parts::clock::samples::clock(),
        file: File {
            item: words(),
            applicant: ApplicantView {
                name: "马小军".into(),
                kind: Audience::Person,
                id_no: "6201**********0015".into(),
                phone: "139****0001".into(),
                agent: Some(AgentView {
                    name: "李雪梅".into(),
                    number: "6201**********9984".into(),
                    kind: domain::delegation::DelegationKind::Child,
                    proof: Some("/desk/cases/1/proxy-proof".into()),
                }),
            },
            pages: vec![AnswerPage {
                title: words(),
                answers: vec![
                    (words(), Answer::NotGiven),
                    (words(), Answer::Text("<b>".into())),
                    (words(), Answer::Words(vec![words(), words()])),
                    (words(), Answer::Day(date(2026, 12, 1))),
                    (words(), Answer::YesNo(true)),
                    (
                        words(),
                        Answer::Members(vec![vec![(words(), Answer::Text("<b>".into()))]]),
                    ),
                ],
            }],
            materials: scanned(),
            without_upload: vec![(words(), true), (words(), false)],
            promised: vec![words()],
            personal: Shown::Masked(Some("62010220261123000001X".into())),
            changes: vec![change()],
            replaced: vec![material()],
            corrections: vec![CorrectionView {
                at: at(),
                answered_at: None,
                asked: vec![(words(), Some("请核对".into()))],
            }],
        },
        journal: Journal {
            earlier: 0,
            first: 1,
            lines: vec![
                line("received", By::Applicant, Vec::new()),
                line(
                    "corrected",
                    officer(),
                    vec![Note::Asked(words(), Some("请核对".into()))],
                ),
                line("supplemented", By::Applicant, Vec::new()),
                line("accepted", officer(), Vec::new()),
                line("deemed-accepted", By::System, vec![Note::CountsFrom(at())]),
                line(
                    "declined",
                    officer(),
                    vec![
                        Note::Key("desk-ground-not-ours".into()),
                        Note::Agency(words()),
                    ],
                ),
                line("returned", officer(), vec![Note::Text("期满".into())]),
                line("claimed", officer(), Vec::new()),
                line("released", officer(), Vec::new()),
                line("assigned", officer(), vec![Note::To(words())]),
                line("transferred", officer(), vec![Note::To(words())]),
                line("disputed", officer(), vec![Note::Text("不属于".into())]),
                line("disputed-whole", officer(), Vec::new()),
                line("dispatched", officer(), vec![Note::To(words())]),
                line("step-recorded", officer(), Vec::new()),
                line("granted", officer(), Vec::new()),
                line("refused", officer(), Vec::new()),
                line(
                    "licence-issued",
                    officer(),
                    vec![Note::Licence {
                        number: "1.2.156.3005.2.X".into(),
                        valid_until: Some(date(2031, 11, 22)),
                    }],
                ),
                line(
                    "delivered",
                    officer(),
                    vec![Note::Key("desk-method-post".into())],
                ),
                line("withdrawn", By::Applicant, Vec::new()),
                line("advice-asked", officer(), vec![Note::To(words())]),
                line("advice-given", officer(), vec![Note::Text("<b>".into())]),
                line("advice-taken-back", officer(), Vec::new()),
                line(
                    "voided",
                    officer(),
                    vec![Note::Key("void-ground-duplicate".into())],
                ),
                line("rated", By::Applicant, vec![Note::Level(5)]),
                line("enquired", By::Applicant, vec![Note::Text("<b>".into())]),
                line("enquiry-answered", officer(), Vec::new()),
                line("reminded", By::Applicant, Vec::new()),
                line("complained", By::Applicant, vec![Note::Ground("fee")]),
                line("complaint-forwarded", officer(), Vec::new()),
                line(
                    "complaint-answered",
                    officer(),
                    vec![Note::Founded(true), Note::Founded(false)],
                ),
                line("warned-due-soon", By::System, Vec::new()),
                line("warned-overdue", By::System, Vec::new()),
                line("warned-statutory-overdue", By::System, Vec::new()),
            ],
        },
    }
}
