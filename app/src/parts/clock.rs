//! The legal clock of a case: each deadline with the day it falls on and, line by line, why. The
//! same part for citizens, clerks and supervisors.

use domain::calendar::Festival;
use domain::case::{Deadline, DeadlineKind};
use domain::limit::{Counted, Skipped, Unit};
use domain::locale::Localised;
use leptos::prelude::*;

use super::lamp::{LampView, lamp, lamp_with};
use super::time::{day, instant};
use crate::shell::Shell;

/// One deadline with what the definition says of it.
#[derive(Debug, Clone)]
pub struct ClockLine {
    pub deadline: Deadline,
    /// The article that sets the limit, or who promised it.
    pub basis: Option<Localised>,
    pub lamp: LampView,
    /// Name of the step, for a step's own limit.
    pub step: Option<Localised>,
}

/// Running deadlines come first and are unfolded.
pub fn clock(shell: &Shell, lines: &[ClockLine]) -> AnyView {
    let (running, met): (Vec<_>, Vec<_>) =
        lines.iter().partition(|line| line.deadline.is_running());
    let items: Vec<AnyView> = running
        .into_iter()
        .chain(met)
        .map(|line| item(shell, line))
        .collect();
    view! { <ul class="clock">{items}</ul> }.into_any()
}

/// `5个工作日` / `5 working days`.
pub fn limit(shell: &Shell, value: u32, unit: Unit) -> String {
    let count = [("count", value.into())];
    match unit {
        Unit::WorkingDay => shell.tv("working-days", &count),
        Unit::NaturalDay => shell.tv("natural-days", &count),
        Unit::Hour => shell.tv("hours", &count),
        Unit::Minute => shell.tv("minutes", &count),
        Unit::Month => shell.tv("months", &count),
    }
}

fn item(shell: &Shell, line: &ClockLine) -> AnyView {
    let deadline = &line.deadline;
    let counted = &deadline.counted;
    let open = deadline.is_running();
    let class = if open {
        "clock-line"
    } else {
        "clock-line clock-met"
    };
    let state = match deadline.was_kept() {
        None => lamp(shell, line.lamp),
        // The case ended first.
        _ if line.lamp == LampView::Closed => lamp(shell, line.lamp),
        Some(true) => lamp_with(line.lamp, shell.t("clock-kept")),
        Some(false) => lamp_with(line.lamp, shell.t("clock-missed")),
    };
    let done = deadline.met_at.filter(|_| line.lamp != LampView::Closed);
    let met = done.map(|at| {
        view! { <p class="clock-done">{shell.t("clock-met")}" "{instant(shell, at)}</p> }
    });
    let until = if matches!(counted.unit, Unit::Hour | Unit::Minute) {
        instant(shell, counted.due_at)
    } else {
        day(shell, counted.due_on)
    };
    view! {
        <li class=class>
            <p class="clock-name">{name(shell, line)}</p>
            <p class="clock-state">{state}</p>
            <p class="clock-due">{shell.t("clock-due")}" "{until}</p>
            {met}
            <details class="details" open=open>
                <summary>{shell.t("clock-why")}<span class="vh">{name(shell, line)}</span></summary>
                <dl class="clock-facts">{facts(shell, line)}</dl>
            </details>
        </li>
    }
    .into_any()
}

fn name(shell: &Shell, line: &ClockLine) -> String {
    match (line.deadline.kind, &line.step) {
        (DeadlineKind::Step, Some(step)) => {
            let step = shell.l(step);
            shell.tv("clock-step-of", &[("step", step.into())])
        }
        (kind, _) => shell.t(&format!("clock-{}", kind.key())),
    }
}

/// The reckoning, in the order in which a person would check it.
fn facts(shell: &Shell, line: &ClockLine) -> Vec<AnyView> {
    let counted = &line.deadline.counted;
    let mut rows = vec![
        row(
            shell.t("clock-limit"),
            limit(shell, counted.value, counted.unit).into_any(),
        ),
        row(shell.t("clock-start"), start(shell, counted)),
    ];
    if counted.weekend_days > 0 {
        let days = [("count", counted.weekend_days.into())];
        rows.push(row(
            shell.t("clock-weekends"),
            shell.tv("clock-days-skipped", &days).into_any(),
        ));
    }
    for (festival, days) in by_festival(&counted.skipped) {
        let name = shell.t(&format!("festival-{}", festival.key()));
        let label = shell.tv("clock-holiday", &[("festival", name.into())]);
        rows.push(row(label, dates(shell, &days)));
    }
    if !counted.make_up.is_empty() {
        rows.push(row(
            shell.t("clock-make-up"),
            dates(shell, &counted.make_up),
        ));
    }
    if let Some(last) = counted.moved_from {
        let words = shell.t("clock-moved-note");
        let moved = view! { {day(shell, last)}<br/>{words} };
        rows.push(row(shell.t("clock-moved"), moved.into_any()));
    }
    if let Some(basis) = &line.basis {
        rows.push(row(shell.t("clock-basis"), shell.words(basis)));
    }
    if counted.provisional {
        rows.push(row(
            shell.t("clock-provisional"),
            shell.t("clock-provisional-note").into_any(),
        ));
    }
    rows
}

fn row(label: String, value: AnyView) -> AnyView {
    view! { <div><dt>{label}</dt><dd>{value}</dd></div> }.into_any()
}

fn start(shell: &Shell, counted: &Counted) -> AnyView {
    let days = matches!(
        counted.unit,
        Unit::WorkingDay | Unit::NaturalDay | Unit::Month
    );
    // A limit of nought days ends on the day of its start.
    let note = (days && counted.value > 0).then(|| {
        view! { <br/>{shell.t("clock-start-note")} }
    });
    view! { {day(shell, counted.start_on)}{note} }.into_any()
}

fn dates(shell: &Shell, dates: &[jiff::civil::Date]) -> AnyView {
    let days: Vec<AnyView> = dates
        .iter()
        .map(|date| view! { <span class="clock-day">{day(shell, *date)}</span> }.into_any())
        .collect();
    days.into_any()
}

fn by_festival(skipped: &[Skipped]) -> Vec<(Festival, Vec<jiff::civil::Date>)> {
    let mut groups: Vec<(Festival, Vec<jiff::civil::Date>)> = Vec::new();
    for day in skipped {
        match groups.last_mut() {
            Some((festival, days)) if *festival == day.festival => days.push(day.date),
            _ => groups.push((day.festival, vec![day.date])),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::date;

    use super::*;
    use crate::layout::render;

    fn line(kind: DeadlineKind, unit: Unit, met_at: Option<Timestamp>) -> ClockLine {
        ClockLine {
            deadline: Deadline {
                kind,
                step: Some("site-check".into()),
                counted: Counted {
                    start_on: date(2026, 2, 10),
                    value: 10,
                    unit,
                    due_on: date(2026, 3, 5),
                    due_at: Timestamp::UNIX_EPOCH,
                    soon_at: Timestamp::UNIX_EPOCH,
                    skipped: vec![
                        Skipped {
                            date: date(2026, 2, 16),
                            festival: Festival::SpringFestival,
                        },
                        Skipped {
                            date: date(2026, 2, 17),
                            festival: Festival::SpringFestival,
                        },
                    ],
                    weekend_days: 6,
                    make_up: vec![date(2026, 2, 14)],
                    moved_from: Some(date(2026, 2, 20)),
                    provisional: true,
                    calendar_version: "x".into(),
                },
                met_at,
            },
            basis: Some(Localised::new("第四十二条", "Article 42")),
            lamp: LampView::Normal,
            step: Some(Localised::new("现场核查", "Site check")),
        }
    }

    #[test]
    fn every_kind_and_unit_has_its_words_in_both_languages() {
        let kinds = [
            DeadlineKind::Check,
            DeadlineKind::Supplement,
            DeadlineKind::Statutory,
            DeadlineKind::Promised,
            DeadlineKind::Step,
            DeadlineKind::Delivery,
        ];
        for locale in domain::locale::Locale::ALL {
            let shell = Shell::sample(locale);
            let mut lines = Vec::new();
            for unit in Unit::ALL {
                lines.extend(kinds.map(|kind| line(kind, unit, None)));
            }
            lines.push(line(
                DeadlineKind::Step,
                Unit::WorkingDay,
                Some(Timestamp::UNIX_EPOCH),
            ));
            let html = render(clock(&shell, &lines));
            assert!(!html.contains('⟦'), "{html}");
            assert!(html.contains("2026-02-14") && html.contains("2026-02-17"));
        }
        for festival in Festival::ALL {
            let shell = Shell::sample(domain::locale::Locale::En);
            assert!(
                !shell
                    .t(&format!("festival-{}", festival.key()))
                    .contains('⟦')
            );
        }
    }

    #[test]
    fn what_runs_comes_first_and_unfolded() {
        let shell = Shell::sample(domain::locale::Locale::En);
        let met = line(
            DeadlineKind::Check,
            Unit::WorkingDay,
            Some(Timestamp::UNIX_EPOCH),
        );
        let running = line(DeadlineKind::Promised, Unit::WorkingDay, None);
        let html = render(clock(&shell, &[met, running]));
        let at = |text: &str| html.find(text).unwrap();
        assert!(at("Promised") < at("Check"), "{html}");
        assert_eq!(html.matches(" open").count(), 1, "{html}");
    }
}
