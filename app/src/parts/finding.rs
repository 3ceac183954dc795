//! 疑点: a rule in words, what a finding rests on, and what was said to it. For the supervision, and for the head of the
//! agency that it is about.

use domain::locale::Localised;
use jiff::Timestamp;
use leptos::prelude::*;

use super::card::sheet;
use super::case_no::case_no;
use super::chart::Tone;
use super::summary_list::{Row, summary_list};
use super::tag::tag;
use super::time;
use super::timeline::{Entry, Phase, timeline};
use crate::shell::Shell;

/// A rule with its numbers.
#[derive(Debug, Clone, Default)]
pub struct RuleView {
    /// `Rule::key`.
    pub key: &'static str,
    /// By the names that its words have for them.
    pub numbers: Vec<(&'static str, u32)>,
    pub basis: Localised,
}

impl RuleView {
    pub fn name(&self, shell: &Shell) -> String {
        name(shell, self.key)
    }

    /// What it looks for, with its numbers.
    fn words(&self, shell: &Shell) -> String {
        let numbers: Vec<_> = self
            .numbers
            .iter()
            .map(|(name, number)| (*name, (*number).into()))
            .collect();
        shell.tv(&format!("rule-{}-words", self.key), &numbers)
    }
}

/// The name of a rule by its key.
pub fn name(shell: &Shell, key: &str) -> String {
    shell.t(&format!("rule-{key}"))
}

/// `State::key`, as a tag.
pub fn state(shell: &Shell, key: &str) -> AnyView {
    let tone = match key {
        "confirmed" => Tone::Late,
        "justified" => Tone::Done,
        "explained" => Tone::Plain,
        _ => Tone::Attention,
    };
    tag(shell.t(&format!("finding-state-{key}")), tone)
}

/// An entry of the journal that a finding rests on.
#[derive(Debug, Clone)]
pub struct Rests {
    pub at: Timestamp,
    /// `Fact::key`.
    pub fact: &'static str,
    pub step: Option<Localised>,
    /// Already in the reader's language.
    pub who: String,
}

/// What somebody said to a finding.
#[derive(Debug, Clone)]
pub struct Said {
    pub at: Timestamp,
    /// `State::key`: what it became by it.
    pub act: String,
    /// Already in the reader's language.
    pub who: String,
    /// Absent where the text was erased.
    pub text: Option<String>,
}

#[derive(Debug, Clone)]
pub struct FindingView {
    pub rule: RuleView,
    /// Which of the rule's conditions holds; empty where it has one.
    pub why: String,
    pub measure: Option<i64>,
    pub case_no: String,
    /// Where the reader can see the case.
    pub case: Option<String>,
    pub item: Localised,
    pub agency: Localised,
    /// Whose act it was, already in the reader's language.
    pub officer: Option<String>,
    pub at: Timestamp,
    pub found_at: Timestamp,
    /// `State::key`.
    pub state: &'static str,
    pub rests: Vec<Rests>,
    pub said: Vec<Said>,
}

/// Why the rule holds here: the condition and what was counted.
pub fn reason(shell: &Shell, rule: &str, why: &str, measure: Option<i64>) -> String {
    let key = if why.is_empty() {
        format!("finding-{rule}")
    } else {
        format!("finding-{rule}-{why}")
    };
    let number = measure.unwrap_or_default().unsigned_abs();
    shell.tv(&key, &[("number", number.into())])
}

/// Everything but the forms.
pub fn finding(shell: &Shell, view: &FindingView) -> AnyView {
    let number = case_no(&view.case_no);
    let case = match view.case.clone() {
        Some(href) => view! { <a href=href>{number}</a> }.into_any(),
        None => number,
    };
    let mut rows = vec![
        Row::of(shell.t("finding-state"), state(shell, view.state)),
        Row::of(shell.t("oversight-case"), case),
        Row::of(shell.t("oversight-item"), shell.words(&view.item)),
        Row::of(shell.t("oversight-agency"), shell.words(&view.agency)),
    ];
    if let Some(officer) = view.officer.clone() {
        rows.push(Row::new(shell.t("finding-officer"), officer));
    }
    rows.push(Row::of(
        shell.t("finding-at"),
        time::instant(shell, view.at),
    ));
    rows.push(Row::of(
        shell.t("finding-found-at"),
        time::instant(shell, view.found_at),
    ));
    let rests: Vec<Entry> = view
        .rests
        .iter()
        .map(|one| {
            let mut title = shell.t(&format!("oversight-fact-{}", one.fact));
            if let Some(step) = &one.step {
                let step = shell.l(step);
                title = shell.tv(
                    "oversight-fact-at",
                    &[("fact", title.into()), ("step", step.into())],
                );
            }
            let who = one.who.clone();
            Entry::new(Phase::Done, title)
                .when(time::instant(shell, one.at))
                .body(view! { <p class="soft">{who}</p> }.into_any())
        })
        .collect();
    let said: Vec<Entry> = view
        .said
        .iter()
        .map(|one| {
            let who = one.who.clone();
            let text = one.text.clone();
            let text = text.map(|text| view! { <blockquote class="said">{text}</blockquote> });
            Entry::new(Phase::Done, shell.t(&format!("finding-said-{}", one.act)))
                .when(time::instant(shell, one.at))
                .body(view! { {text}<p class="soft">{who}</p> }.into_any())
        })
        .collect();
    let said = (!said.is_empty()).then(|| {
        view! { <h2>{shell.t("finding-history")}</h2>{timeline(shell, said)} }
    });
    view! {
        <p class="lede">{reason(shell, view.rule.key, &view.why, view.measure)}</p>
        {sheet(summary_list(shell, rows))}
        <h2>{shell.t("finding-rests")}</h2>
        {timeline(shell, rests)}
        {said}
        <h2>{shell.t("finding-rule")}</h2>
        <p>{view.rule.words(shell)}</p>
        <p class="soft">{shell.t("finding-basis")}{shell.words(&view.rule.basis)}</p>
    }
    .into_any()
}

#[cfg(test)]
pub mod samples {
    use domain::supervision::rules::{Rule, Settings};

    use super::*;

    pub fn settings() -> Settings {
        let text = include_str!("../../../catalogue/supervision.toml");
        let file = domain::catalogue::SourceFile {
            path: "supervision.toml".into(),
            text: text.into(),
        };
        Settings::read(&file).unwrap_or_default()
    }

    pub fn rule(rule: Rule) -> RuleView {
        let settings = settings();
        RuleView {
            key: rule.key(),
            numbers: settings.of(rule).collect(),
            basis: settings.basis(rule).cloned().unwrap_or_default(),
        }
    }

    pub fn finding(of: Rule, why: &str) -> FindingView {
        FindingView {
            rule: rule(of),
            why: why.into(),
            measure: Some(4),
            case_no: "62010220261123000001F".into(),
            case: Some("/oversight/cases/62010220261123000001F".into()),
            item: Localised::new("食品经营许可", "Food business licence"),
            agency: Localised::new("市监局", "Market supervision"),
            officer: Some("李文斌".into()),
            at: Timestamp::UNIX_EPOCH,
            found_at: Timestamp::UNIX_EPOCH,
            state: "explained",
            rests: vec![Rests {
                at: Timestamp::UNIX_EPOCH,
                fact: "step-recorded",
                step: Some(Localised::new("审查", "Examination")),
                who: "李文斌".into(),
            }],
            said: ["explained", "confirmed", "justified"]
                .map(|act| Said {
                    at: Timestamp::UNIX_EPOCH,
                    act: act.into(),
                    who: "王主任".into(),
                    text: Some("<b>".into()),
                })
                .into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;
    use domain::supervision::rules::Rule;
    use domain::supervision::triage::State;

    use super::*;

    /// Every condition that a rule has a word for.
    const REASONS: &[(Rule, &[&str])] = &[
        (Rule::InstantClosing, &[""]),
        (Rule::BulkClosing, &[""]),
        (Rule::ClosingOutOfHours, &["rest-day", "hours"]),
        (Rule::MuchPaused, &["times", "share"]),
        (Rule::PauseWithoutBasis, &[""]),
        (Rule::PauseNotTold, &["no-notice", "too-long"]),
        (Rule::AskedAgain, &[""]),
        (
            Rule::RefusalWithoutReason,
            &["short", "template", "not-told"],
        ),
        (Rule::DeclinedWithoutAgency, &[""]),
        (Rule::StepOutOfOrder, &["skipped", "same-person"]),
        (Rule::CheckByOne, &[""]),
        (Rule::HearingByExaminer, &[""]),
        (Rule::WrongExtension, &["too-late", "wrong-role", "twice"]),
        (Rule::FeeNotInCatalogue, &["complaint"]),
        (Rule::UnlistedDemand, &["correction", "complaint"]),
        (Rule::EndedBeforeDeadline, &["near", "overdue"]),
        (Rule::SentToApplyAgain, &[""]),
        (Rule::NotDelivered, &[""]),
        (Rule::RecordedLate, &["crossing", "silence", "licence"]),
        (Rule::CheckLapsed, &[""]),
        (Rule::RatingInSeries, &["series", "counter"]),
        (Rule::PromiseChanged, &[""]),
    ];

    #[test]
    fn every_rule_has_its_words_in_both_languages() {
        assert_eq!(REASONS.len(), Rule::ALL.len());
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            for (rule, reasons) in REASONS {
                for why in *reasons {
                    let html = finding(&shell, &samples::finding(*rule, why)).to_html();
                    assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
                    assert!(!html.contains('{'), "{html}");
                }
            }
            for one in State::ALL {
                assert!(!state(&shell, one.key()).to_html().contains('⟦'));
            }
        }
    }
}
