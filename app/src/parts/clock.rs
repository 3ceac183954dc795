//! The legal clock of a case: each deadline with the day it falls on and, line by line, why. The
//! same part for citizens, clerks and supervisors.

use domain::case::DeadlineKind;
use domain::limit::{Explanation, Limit};
use domain::locale::{Locale, Localised};
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use super::chart::Tone;
use super::details::details;
use super::lamp::{LampView, lamp, lamp_with};
use super::tag::tag;
use super::time::{day, instant};
use crate::reckoning::{self, Value};
use crate::shell::Shell;
use crate::text;

/// One deadline with what the definition says of it.
#[derive(Debug, Clone)]
pub struct ClockLine {
    pub kind: DeadlineKind,
    pub due_on: Date,
    /// The first instant too late.
    pub due_at: Timestamp,
    /// When what it waits for happened; absent while it runs.
    pub met_at: Option<Timestamp>,
    /// It stands still, and `due_on` takes the pause to end as was announced.
    pub stopped: bool,
    /// Counted out, where it was counted.
    pub explanation: Option<Explanation>,
    /// The article that sets the limit, or who promised it.
    pub basis: Option<Localised>,
    pub lamp: LampView,
    /// Name of the step, for a step's own limit; what is asked, for an opinion.
    pub of: Option<Localised>,
    /// Who holds it, where that is not the case's agency.
    pub agency: Option<Localised>,
    /// The decision waits for this one longest.
    pub critical: bool,
}

impl ClockLine {
    fn is_running(&self) -> bool {
        self.met_at.is_none()
    }
}

/// A procedure whose time does not count.
#[derive(Debug, Clone)]
pub struct PauseLine {
    pub reason: Localised,
    /// In the list of 行政许可法 45.
    pub legal: bool,
    pub from: Date,
    /// As was announced.
    pub expected: Limit,
    pub ended_on: Option<Date>,
    /// Why, in the agency's words, where the reader may see them.
    pub words: Option<String>,
    pub notice: NoticeLink,
}

/// The number of a written notice, and where to read it.
#[derive(Debug, Clone)]
pub struct NoticeLink {
    pub number: String,
    pub href: Option<String>,
}

/// The statutory limit became longer.
#[derive(Debug, Clone)]
pub struct ExtensionLine {
    pub limit: Limit,
    pub on: Date,
    pub words: Option<String>,
    pub notice: NoticeLink,
}

/// All that a case's clock has to say.
#[derive(Debug, Clone, Default)]
pub struct ClockView {
    pub lines: Vec<ClockLine>,
    pub pauses: Vec<PauseLine>,
    pub extension: Option<ExtensionLine>,
    /// Every opinion is there: the lead agency alone holds up the decision.
    pub lead_is_critical: bool,
}

/// Running deadlines come first, and the first one is unfolded: all at once are pages long on a phone. Of those that
/// are over only what was promised and what the law sets is at once to be seen.
pub fn clock(shell: &Shell, view: &ClockView) -> AnyView {
    let (running, met): (Vec<_>, Vec<_>) = view.lines.iter().partition(|line| line.is_running());
    let of_the_whole =
        |line: &&ClockLine| matches!(line.kind, DeadlineKind::Promised | DeadlineKind::Statutory);
    let (whole, finished): (Vec<_>, Vec<_>) = met.into_iter().partition(of_the_whole);
    let items: Vec<AnyView> = running
        .into_iter()
        .chain(whole)
        .enumerate()
        .map(|(place, line)| item(shell, line, place == 0 && line.is_running()))
        .collect();
    let finished = (!finished.is_empty()).then(|| {
        let title = shell.tv("clock-finished", &[("count", finished.len().into())]);
        let lines: Vec<AnyView> = finished
            .iter()
            .map(|line| item(shell, line, false))
            .collect();
        details(title, view! { <ul class="clock">{lines}</ul> }.into_any())
    });
    let pauses: Vec<AnyView> = view.pauses.iter().map(|one| pause(shell, one)).collect();
    let extension = view.extension.as_ref().map(|one| extension(shell, one));
    let lead = view.lead_is_critical.then(|| {
        view! { <p class="clock-note">{shell.t("clock-critical-lead")}</p> }
    });
    view! { {pauses}{extension}{lead}<ul class="clock">{items}</ul>{finished} }.into_any()
}

/// `5个工作日` / `5 working days`.
pub fn limit(shell: &Shell, limit: Limit) -> String {
    reckoning::limit(shell.locale, limit)
}

fn item(shell: &Shell, line: &ClockLine, unfolded: bool) -> AnyView {
    let class = if line.is_running() {
        "clock-line"
    } else {
        "clock-line clock-met"
    };
    let state = match line.met_at.map(|at| at < line.due_at) {
        None => lamp(shell, line.lamp),
        // The case ended first.
        _ if line.lamp == LampView::Closed => lamp(shell, line.lamp),
        Some(true) => lamp_with(line.lamp, shell.t("clock-kept")),
        Some(false) => lamp_with(line.lamp, shell.t("clock-missed")),
    };
    let done = line.met_at.filter(|_| line.lamp != LampView::Closed);
    let met = done.map(|at| {
        view! { <p class="clock-done">{shell.t("clock-met")}" "{instant(shell, at)}</p> }
    });
    let in_days = line
        .explanation
        .as_ref()
        .is_none_or(|one| one.extension.unwrap_or(one.limit).unit.is_days());
    let until = if in_days {
        day(shell, line.due_on)
    } else {
        instant(shell, line.due_at)
    };
    let provisional = line
        .explanation
        .as_ref()
        .is_some_and(|one| one.provisional)
        .then(|| view! { " "{tag(shell.t("clock-provisional"), Tone::Attention)} });
    let due = if line.stopped {
        shell.t("clock-due-as-announced")
    } else {
        shell.t("clock-due")
    };
    let agency = line
        .agency
        .as_ref()
        .map(|agency| view! { <p class="clock-note">{shell.words(agency)}</p> });
    let critical = line.critical.then(|| {
        view! { <p class="clock-note">{shell.t("clock-critical")}</p> }
    });
    let why = facts(shell, line).map(|facts| {
        view! {
            <details class="details" open=unfolded>
                <summary>{shell.t("clock-why")}<span class="vh">{name(shell, line)}</span></summary>
                <dl class="clock-facts">{facts}</dl>
            </details>
        }
    });
    view! {
        <li class=class>
            <p class="clock-name">{name(shell, line)}</p>
            <p class="clock-state">{state}</p>
            <p class="clock-due">{due}" "{until}{provisional}</p>
            {agency}
            {critical}
            {met}
            {why}
        </li>
    }
    .into_any()
}

fn name(shell: &Shell, line: &ClockLine) -> String {
    clock_name(shell.locale, line.kind, line.of.as_ref())
}

/// What a time limit is called, `of` a step or of whom is asked.
pub fn clock_name(locale: Locale, kind: DeadlineKind, of: Option<&Localised>) -> String {
    match (kind, of) {
        (DeadlineKind::Step | DeadlineKind::Opinion, Some(of)) => {
            let of = of.get(locale);
            text::tv(
                locale,
                &format!("clock-{}-of", kind.key()),
                &[("step", of.into())],
            )
        }
        (kind, _) => text::t(locale, &format!("clock-{}", kind.key())),
    }
}

/// The reckoning, in the order in which a person would check it.
fn facts(shell: &Shell, line: &ClockLine) -> Option<Vec<AnyView>> {
    let explained = line
        .explanation
        .iter()
        .flat_map(|explanation| reckoning::lines(shell.locale, explanation));
    let mut rows: Vec<AnyView> = explained
        .map(|line| row(line.label, value(shell, line.value)))
        .collect();
    if let Some(basis) = &line.basis {
        rows.push(row(shell.t("clock-basis"), shell.words(basis)));
    }
    (!rows.is_empty()).then_some(rows)
}

fn value(shell: &Shell, value: Value) -> AnyView {
    match value {
        Value::Text(text) => text.into_any(),
        Value::Day(date, note) => {
            let note = note.map(|note| view! { <br/>{note} });
            view! { {day(shell, date)}{note} }.into_any()
        }
        Value::Days(dates) => dates
            .into_iter()
            .map(|date| view! { <span class="clock-day">{day(shell, date)}</span> }.into_any())
            .collect::<Vec<_>>()
            .into_any(),
        Value::Span(from, to) => {
            let between =
                view! { {day(shell, from)}" – "{day(shell, to)}<br/>{shell.t("clock-pause-note")} };
            between.into_any()
        }
    }
}

fn row(label: String, value: AnyView) -> AnyView {
    view! { <div><dt>{label}</dt><dd>{value}</dd></div> }.into_any()
}

fn pause(shell: &Shell, pause: &PauseLine) -> AnyView {
    let title = if pause.ended_on.is_some() {
        shell.t("clock-was-paused")
    } else {
        shell.t("clock-is-paused")
    };
    let expected = limit(shell, pause.expected);
    let end = match pause.ended_on {
        Some(end) => view! { {shell.t("clock-pause-ended")}" "{day(shell, end)} }.into_any(),
        None => shell
            .tv("clock-pause-expected", &[("limit", expected.into())])
            .into_any(),
    };
    let basis = if pause.legal {
        view! { <p class="clock-note">{shell.t("clock-pause-legal")}</p> }.into_any()
    } else {
        view! { <p class="clock-note"><strong>{shell.t("clock-pause-no-basis")}</strong></p> }
            .into_any()
    };
    let words = said(pause.words.clone());
    view! {
        <div class="clock-pause">
            <p><strong>{title}</strong>{shell.words(&pause.reason)}</p>
            <p>{shell.t("clock-pause-from")}" "{day(shell, pause.from)}" · "{end}</p>
            {words}
            {basis}
            {notice(shell, &pause.notice)}
        </div>
    }
    .into_any()
}

fn extension(shell: &Shell, extension: &ExtensionLine) -> AnyView {
    let by = limit(shell, extension.limit);
    let words = said(extension.words.clone());
    view! {
        <div class="clock-pause">
            <p><strong>{shell.tv("clock-extended-by", &[("limit", by.into())])}</strong></p>
            <p>{shell.t("clock-extended-on")}" "{day(shell, extension.on)}</p>
            {words}
            {notice(shell, &extension.notice)}
        </div>
    }
    .into_any()
}

fn notice(shell: &Shell, notice: &NoticeLink) -> AnyView {
    let number = notice.number.clone();
    let number = match &notice.href {
        Some(href) => view! { <a href=href.clone()>{number}</a> }.into_any(),
        None => number.into_any(),
    };
    view! { <p class="clock-note">{shell.t("clock-notice-no")}" "{number}</p> }.into_any()
}

fn said(words: Option<String>) -> Option<AnyView> {
    words.map(|words| view! { <blockquote class="said">{words}</blockquote> }.into_any())
}

/// `〔2026〕7号` / `No. 7 of 2026`.
pub fn notice_no(shell: &Shell, no: domain::case::NoticeNo) -> String {
    let values = [
        ("year", no.year.to_string().into()),
        ("serial", no.serial.to_string().into()),
    ];
    shell.tv("clock-notice", &values)
}

#[cfg(test)]
pub(crate) mod samples {
    use domain::calendar::Festival;
    use domain::limit::{SkipReason, Skipped, Unit};
    use jiff::civil::date;

    use super::*;

    pub fn explanation(unit: Unit) -> Explanation {
        let off = |day, reason| Skipped {
            date: date(2026, 2, day),
            reason,
        };
        let festival = Festival::SpringFestival;
        Explanation {
            event_on: date(2026, 2, 9),
            start_on: date(2026, 2, 10),
            cut_off: Some(jiff::civil::time(18, 0, 0, 0)),
            limit: Limit::new(10, unit),
            extension: Some(Limit::working_days(5)),
            due_on: date(2026, 3, 5),
            due_at: Timestamp::UNIX_EPOCH,
            moved_from: Some(date(2026, 2, 20)),
            counted: vec![date(2026, 2, 11), date(2026, 2, 12)],
            skipped: vec![
                off(15, SkipReason::Weekend),
                off(16, SkipReason::Holiday { festival }),
                off(17, SkipReason::Holiday { festival }),
                off(
                    24,
                    SkipReason::Local {
                        name: Localised::new("搬迁", "Moving house"),
                    },
                ),
                off(25, SkipReason::Pause),
            ],
            make_up: vec![date(2026, 2, 14)],
            pauses: vec![domain::limit::Pause::of_days(
                date(2026, 2, 24),
                date(2026, 2, 25),
                &jiff::tz::TimeZone::UTC,
            )],
            provisional: true,
            calendar: "x".into(),
        }
    }

    pub fn line(kind: DeadlineKind, unit: Unit, met_at: Option<Timestamp>) -> ClockLine {
        ClockLine {
            kind,
            due_on: date(2026, 3, 5),
            due_at: Timestamp::UNIX_EPOCH,
            met_at,
            stopped: false,
            explanation: Some(explanation(unit)),
            basis: Some(Localised::new("第四十二条", "Article 42")),
            lamp: LampView::Normal,
            of: Some(Localised::new("现场核查", "Site check")),
            agency: Some(Localised::new("住建局", "Housing")),
            critical: true,
        }
    }

    pub fn clock() -> ClockView {
        let pause = |legal, ended_on| PauseLine {
            reason: Localised::new("专家评审", "Expert review"),
            legal,
            from: date(2026, 2, 24),
            expected: Limit::working_days(10),
            ended_on,
            words: Some("需专家评审".into()),
            notice: NoticeLink {
                number: "〔2026〕7号".into(),
                href: Some("/cases/1/notices/5".into()),
            },
        };
        ClockView {
            lines: vec![line(DeadlineKind::Promised, Unit::WorkingDay, None)],
            pauses: vec![pause(true, Some(date(2026, 2, 25))), pause(false, None)],
            extension: Some(ExtensionLine {
                limit: Limit::working_days(10),
                on: date(2026, 2, 26),
                words: Some("情况复杂".into()),
                notice: NoticeLink {
                    number: "〔2026〕8号".into(),
                    href: None,
                },
            }),
            lead_is_critical: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::calendar::Festival;
    use domain::limit::Unit;
    use domain::locale::Locale;

    use super::*;
    use crate::layout::render;

    #[test]
    fn every_kind_and_unit_has_its_words_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let mut view = samples::clock();
            for unit in Unit::ALL {
                let lines = DeadlineKind::ALL.map(|kind| samples::line(kind, unit, None));
                view.lines.extend(lines);
            }
            view.lines.push(samples::line(
                DeadlineKind::Step,
                Unit::WorkingDay,
                Some(Timestamp::UNIX_EPOCH),
            ));
            view.lines.push(ClockLine {
                stopped: true,
                explanation: None,
                basis: None,
                ..samples::line(DeadlineKind::Renewal, Unit::Month, None)
            });
            let html = render(clock(&shell, &view));
            assert!(!html.contains('⟦'), "{html}");
            assert!(html.contains("2026-02-14") && html.contains("2026-02-17"));
            for festival in Festival::ALL {
                let name = shell.t(&format!("festival-{}", festival.key()));
                assert!(!name.contains('⟦'));
            }
            let number = domain::case::NoticeNo {
                year: 2026,
                serial: 7,
            };
            assert!(notice_no(&shell, number).contains('7'));
        }
    }

    #[test]
    fn what_runs_comes_first_and_its_first_unfolded() {
        let shell = Shell::sample(Locale::En);
        let met = samples::line(
            DeadlineKind::Check,
            Unit::WorkingDay,
            Some(Timestamp::UNIX_EPOCH),
        );
        let running = samples::line(DeadlineKind::Promised, Unit::WorkingDay, None);
        let view = ClockView {
            lines: vec![met, running.clone(), running],
            ..ClockView::default()
        };
        let html = render(clock(&shell, &view));
        let at = |text: &str| html.find(text).unwrap();
        assert!(at("Promised") < at("Check"), "{html}");
        assert_eq!(html.matches(" open").count(), 1, "{html}");
    }
}
