//! One case as supervision sees it: the clock with its reckoning, who did what when, and what was
//! warned of. Deliberately absent: answers, materials, opinions, and any act.

use domain::case::DeadlineKind;
use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use super::cases::StageLine;
use super::dashboard::{deadline_name, level_words};
use super::sections;
use crate::layout::{PageOptions, page_with};
use crate::parts::breadcrumb::breadcrumb;
use crate::parts::button::{Weight, button_group, button_link};
use crate::parts::card::sheet;
use crate::parts::case_no::case_no;
use crate::parts::clock::{ClockView, clock};
use crate::parts::fact_note::{FactNote, fact_notes};
use crate::parts::lamp::{LampView, lamp, lamp_with};
use crate::parts::looks::{Look, looks};
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::time;
use crate::parts::timeline::{Entry, Phase, timeline};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct CaseView {
    pub case_no: String,
    pub lamp: LampView,
    pub item: Localised,
    pub agency: Localised,
    pub division: Localised,
    /// Masked, where it is a person's.
    pub applicant: String,
    pub online: bool,
    pub received_at: Timestamp,
    pub stage: StageLine,
    pub claimed_by: Option<Officer>,
    pub rating: Option<u8>,
    /// How often the applicant has asked to get on with it.
    pub reminders: usize,
    /// Where each complaint about it is.
    pub complaints: Vec<String>,
    pub clock: ClockView,
    pub journal: Vec<Line>,
    /// Who has seen personal data whole.
    pub looks: Vec<Look>,
    /// The act that the reader may do on it: `order`, `extension`.
    pub offers: Vec<&'static str>,
}

/// One entry of the journal.
#[derive(Debug, Clone)]
pub struct Line {
    pub at: Timestamp,
    /// `Fact::key`.
    pub fact: String,
    pub who: Who,
    pub what: What,
}

/// What a fact says beyond its kind.
#[derive(Debug, Clone, Default)]
pub struct What {
    pub step: Option<Localised>,
    pub outcome: Option<Localised>,
    /// Fields and materials that were asked for again.
    pub targets: Vec<Localised>,
    /// The agency that a declined applicant was sent to.
    pub agency: Option<Localised>,
    pub deadline: Option<DeadlineKind>,
    /// Shown in full: the licence's number is public.
    pub licence: Option<String>,
    pub notes: Vec<FactNote>,
    /// What supervision itself said, or was answered.
    pub words: Option<String>,
}

#[derive(Debug, Clone)]
pub enum Who {
    System,
    Applicant,
    Officer(Officer),
    /// `officer` in the place of `absent`, until a day.
    Substitute {
        officer: Officer,
        absent: Localised,
        until: Date,
    },
}

#[derive(Debug, Clone, Default)]
pub struct Officer {
    pub name: Localised,
    /// `Role::key`s.
    pub roles: Vec<String>,
    pub agency: Localised,
}

pub fn case_page(shell: &Shell, view: &CaseView) -> String {
    let item = shell.l(&view.item);
    let title = shell.tv("oversight-case-title", &[("item", item.into())]);
    let trail = [
        ("/oversight".to_owned(), shell.t("oversight-nav-overview")),
        (
            "/oversight/cases".to_owned(),
            shell.t("oversight-nav-cases"),
        ),
    ];
    let channel = if view.online {
        "oversight-online"
    } else {
        "oversight-counter"
    };
    let mut facts = vec![
        Row::of(shell.t("oversight-case"), case_no(&view.case_no)),
        Row::new(shell.t("oversight-stage"), view.stage.words(shell)),
        Row::of(shell.t("oversight-agency"), shell.words(&view.agency)),
        Row::of(shell.t("oversight-division"), shell.words(&view.division)),
        Row::new(shell.t("oversight-applicant"), view.applicant.clone()),
        Row::of(
            shell.t("oversight-received"),
            time::instant(shell, view.received_at),
        ),
        Row::new(shell.t("oversight-channel"), shell.t(channel)),
    ];
    if let Some(officer) = &view.claimed_by {
        facts.push(Row::new(
            shell.t("oversight-with"),
            officer_words(shell, officer),
        ));
    }
    if let Some(level) = view.rating {
        let rating = [("level", u32::from(level).into())];
        facts.push(Row::new(
            shell.t("oversight-rating"),
            shell.tv("oversight-rating-of", &rating),
        ));
    }
    if view.reminders > 0 {
        let count = [("count", view.reminders.into())];
        facts.push(Row::new(
            shell.t("oversight-reminders"),
            shell.tv("oversight-reminders-count", &count),
        ));
    }
    if !view.complaints.is_empty() {
        let links: Vec<AnyView> = view
            .complaints
            .iter()
            .zip(1_u32..)
            .map(|(href, number)| {
                let number = [("number", number.into())];
                let words = shell.tv("complaint-nth", &number);
                view! { <a href=href.clone()>{words}</a>" " }.into_any()
            })
            .collect();
        facts.push(Row::of(shell.t("complaint-list"), links.into_any()));
    }
    let last = view.journal.len().saturating_sub(1);
    let open = view.stage.result.is_none();
    let entries: Vec<Entry> = view
        .journal
        .iter()
        .enumerate()
        .map(|(index, line)| {
            let phase = if open && index == last {
                Phase::Current
            } else {
                Phase::Done
            };
            entry(shell, phase, line)
        })
        .collect();
    let body = view! {
        {breadcrumb(shell, &trail)}
        <h1>{title.clone()}</h1>
        <p class="row">{lamp(shell, view.lamp)}</p>
        <div class="two">
            <div>
                {sheet(summary_list(shell, facts))}
                <section class="section" aria-labelledby="journal">
                    <h2 id="journal">{shell.t("oversight-journal")}</h2>
                    {timeline(shell, entries)}
                </section>
            </div>
            <div>
                <section class="sheet" aria-labelledby="clock">
                    <h2 id="clock">{shell.t("oversight-clock")}</h2>
                    {clock(shell, &view.clock)}
                </section>
                {offers(shell, view)}
                {warnings(shell, view)}
                {looks(shell, &view.looks)}
            </div>
        </div>
        <p class="soft">{shell.t("oversight-case-note")}</p>
    };
    let options = PageOptions {
        wide: true,
        sections: sections(shell, "/oversight/cases"),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

/// Supervision orders; the head of a government extends, at the desk.
fn offers(shell: &Shell, view: &CaseView) -> Option<AnyView> {
    let links: Vec<AnyView> = view
        .offers
        .iter()
        .map(|noun| {
            let room = match *noun {
                "order" => "oversight",
                _ => "desk",
            };
            let href = format!("/{room}/cases/{}/{noun}", view.case_no);
            button_link(
                shell.t(&format!("oversight-act-{noun}")),
                href,
                Weight::Quiet,
            )
        })
        .collect();
    (!links.is_empty()).then(|| button_group(links))
}

fn entry(shell: &Shell, phase: Phase, line: &Line) -> Entry {
    let mut title = shell.t(&format!("oversight-fact-{}", line.fact));
    let step = match line.what.deadline {
        Some(kind) => Some(deadline_name(shell, Some(kind), line.what.step.as_ref())),
        None => line.what.step.as_ref().map(|step| shell.l(step)),
    };
    if let Some(step) = step {
        title = shell.tv(
            "oversight-fact-at",
            &[("fact", title.into()), ("step", step.into())],
        );
    }
    let targets: Vec<AnyView> = line
        .what
        .targets
        .iter()
        .map(|target| view! { <li>{shell.words(target)}</li> }.into_any())
        .collect();
    let targets = (!targets.is_empty()).then(|| view! { <ul>{targets}</ul> });
    let details: Vec<AnyView> = [
        line.what.outcome.as_ref().map(|outcome| shell.l(outcome)),
        line.what.agency.as_ref().map(|agency| {
            let agency = shell.l(agency);
            shell.tv("oversight-right-agency", &[("agency", agency.into())])
        }),
        line.what.licence.clone(),
    ]
    .into_iter()
    .flatten()
    .map(|detail| view! { <p>{detail}</p> }.into_any())
    .collect();
    let who = who(shell, &line.who);
    let notes = fact_notes(shell, &line.what.notes);
    let words = line.what.words.clone();
    let words = words.map(|words| view! { <blockquote class="said">{words}</blockquote> });
    let body = view! { {details} {targets} {notes} {words} <p class="soft">{who}</p> };
    Entry::new(phase, title)
        .when(time::instant(shell, line.at))
        .body(body.into_any())
}

fn who(shell: &Shell, who: &Who) -> String {
    match who {
        Who::System => shell.t("role-system"),
        Who::Applicant => shell.t("role-applicant"),
        Who::Officer(officer) => officer_words(shell, officer),
        Who::Substitute {
            officer,
            absent,
            until,
        } => shell.tv(
            "substitute-for",
            &[
                ("name", officer_words(shell, officer).into()),
                ("absent", shell.l(absent).into()),
                ("until", time::day_text(shell, *until).into()),
            ],
        ),
    }
}

/// `李文斌 · 承办审查 · 兰州市城关区市场监督管理局`.
fn officer_words(shell: &Shell, officer: &Officer) -> String {
    let roles: Vec<String> = officer
        .roles
        .iter()
        .map(|role| shell.t(&format!("role-{role}")))
        .collect();
    let roles = roles.join(&shell.t("oversight-and"));
    [shell.l(&officer.name), roles, shell.l(&officer.agency)]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" · ")
}

fn level(fact: &str) -> Option<LampView> {
    match fact {
        "warned-due-soon" => Some(LampView::DueSoon),
        "paused-without-basis" => Some(LampView::Paused),
        "warned-overdue" => Some(LampView::Overdue),
        "warned-statutory-overdue" => Some(LampView::StatutoryOverdue),
        _ => None,
    }
}

/// The newest first.
fn warnings(shell: &Shell, view: &CaseView) -> AnyView {
    let lines: Vec<AnyView> = view
        .journal
        .iter()
        .rev()
        .filter_map(|line| {
            let level = level(&line.fact)?;
            let name = deadline_name(shell, line.what.deadline, line.what.step.as_ref());
            let line = view! {
                <li>{lamp_with(level, level_words(shell, level))}<br/>{name}<br/>
                    <span class="soft">{time::instant(shell, line.at)}</span>
                </li>
            };
            Some(line.into_any())
        })
        .collect();
    let title = shell.t("oversight-warnings-given");
    let list = if lines.is_empty() {
        view! { <p class="soft">{shell.t("oversight-no-warnings-given")}</p> }.into_any()
    } else {
        let all = format!("/oversight/cases/{}/lamps", view.case_no);
        view! {
            <ul class="plain-list stack">{lines}</ul>
            <p><a href=all>{shell.t("turn-all")}</a></p>
        }
        .into_any()
    };
    view! { <section class="section" aria-labelledby="warnings"><h2 id="warnings">{title}</h2>{list}</section> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    fn officer() -> Officer {
        Officer {
            name: Localised::new("李文斌", "Li Wenbin"),
            roles: vec!["examiner".into(), "reviewer".into()],
            agency: Localised::new("市监局", "Market supervision"),
        }
    }

    fn sample() -> CaseView {
        let facts = [
            "received",
            "corrected",
            "supplemented",
            "accepted",
            "deemed-accepted",
            "declined",
            "returned",
            "claimed",
            "released",
            "step-recorded",
            "granted",
            "refused",
            "licence-issued",
            "delivered",
            "withdrawn",
            "voided",
            "rated",
            "warned-due-soon",
            "warned-overdue",
            "warned-statutory-overdue",
            "paused",
            "paused-without-basis",
            "resumed",
            "extended",
            "opinion-agrees",
            "opinion-objects",
            "consent-deemed",
            "deemed-renewed",
            "ordered",
            "order-answered",
            "followed-up",
            "rater-contacted",
            "rating-excluded",
            "recalculated",
            "enquired",
            "enquiry-answered",
            "reminded",
            "complained",
            "complaint-forwarded",
            "complaint-answered",
            "advice-asked",
            "advice-given",
            "advice-taken-back",
            "warning-explained",
            "warning-cleared",
        ];
        let journal = facts
            .iter()
            .zip(0_u8..)
            .map(|(fact, n)| Line {
                at: Timestamp::UNIX_EPOCH,
                fact: (*fact).into(),
                who: match n % 4 {
                    3 => Who::Substitute {
                        officer: officer(),
                        absent: officer().name,
                        until: jiff::civil::date(2026, 6, 3),
                    },
                    0 => Who::System,
                    1 => Who::Applicant,
                    _ => Who::Officer(officer()),
                },
                what: What {
                    step: Some(Localised::new("审核", "Review")),
                    outcome: Some(Localised::new("同意", "Agree")),
                    targets: vec![Localised::new("平面图", "Layout")],
                    agency: Some(Localised::new("公安局", "Public security")),
                    deadline: fact.starts_with("warned").then_some(DeadlineKind::Step),
                    licence: Some("JY2620102".into()),
                    notes: vec![FactNote::NothingMoved],
                    words: Some("请说明".into()),
                },
            })
            .collect();
        CaseView {
            case_no: "62010220261123000001F".into(),
            lamp: LampView::Overdue,
            item: Localised::new("食品经营许可", "Food business licence"),
            agency: Localised::new("市监局", "Market supervision"),
            division: Localised::new("城关区", "Chengguan"),
            applicant: "张*".into(),
            online: true,
            received_at: Timestamp::UNIX_EPOCH,
            stage: StageLine {
                stage: "received".into(),
                step: None,
                result: None,
            },
            claimed_by: Some(officer()),
            rating: Some(4),
            reminders: 2,
            complaints: vec!["/oversight/complaints/1/7".into()],
            clock: crate::parts::clock::samples::clock(),
            journal,
            looks: crate::parts::looks::samples::looks(),
            offers: vec!["order", "extension"],
        }
    }

    #[test]
    fn every_fact_has_its_words_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let mut view = sample();
            for online in [true, false] {
                view.online = online;
                let html = case_page(&shell, &view);
                assert!(!html.contains('⟦'), "{html}");
                assert!(!html.contains("<form class"), "supervision does not act");
            }
            view.journal.clear();
            assert!(!case_page(&shell, &view).contains('⟦'));
        }
    }
}
