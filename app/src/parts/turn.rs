//! The life of a warning: when the lamp turned, who held the task and who saw it, what the agency said, what supervision
//! ordered and whether it took the warning off.

use domain::case::DeadlineKind;
use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use super::chart::Tone;
use super::clock::clock_name;
use super::lamp::{LampView, lamp};
use super::tag::tag;
use super::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct LampTurn {
    /// The entry of the case's journal.
    pub seq: u64,
    pub lamp: LampView,
    pub kind: DeadlineKind,
    /// The step, or who is asked.
    pub of: Option<Localised>,
    /// Whose clock it is.
    pub agency: Localised,
    pub crossed_at: Timestamp,
    /// Who had taken the task then.
    pub holder: Option<Localised>,
    /// Who has seen it, and when first; absent where the reader is not to know.
    pub seen: Option<Vec<(Localised, Timestamp)>>,
    pub state: TurnState,
    pub explained: Option<TurnWord>,
    /// Somebody is to say why, until a day.
    pub asked: bool,
    pub explain_by: Option<Date>,
    pub cleared: Option<TurnWord>,
    pub orders: Vec<TurnOrder>,
    /// Where the reader may say something to it, and under which word.
    pub act: Option<(String, &'static str)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TurnState {
    /// Its clock still runs past the mark.
    Stands,
    /// What it waited for was done, or the date moved.
    Over,
    Cleared,
}

/// Who said what, when.
#[derive(Debug, Clone)]
pub struct TurnWord {
    pub who: Localised,
    pub at: Timestamp,
    /// Absent where it was erased.
    pub text: Option<String>,
}

/// What the ladder of supervision ordered.
#[derive(Debug, Clone)]
pub struct TurnOrder {
    /// `Instrument::key`.
    pub instrument: &'static str,
    pub number: Option<(i64, i64)>,
    pub at: Timestamp,
    pub href: Option<String>,
}

impl LampTurn {
    pub fn name(&self, shell: &Shell) -> String {
        clock_name(shell.locale, self.kind, self.of.as_ref())
    }
}

/// Nothing where no lamp has turned.
pub fn turns(shell: &Shell, all: &[LampTurn]) -> Option<AnyView> {
    let lines: Vec<AnyView> = all.iter().map(|turn| line(shell, turn)).collect();
    (!lines.is_empty()).then(|| view! { <ol class="plain-list stack">{lines}</ol> }.into_any())
}

fn line(shell: &Shell, turn: &LampTurn) -> AnyView {
    let (key, tone) = match turn.state {
        TurnState::Stands => ("turn-stands", Tone::Late),
        TurnState::Over => ("turn-over", Tone::Done),
        TurnState::Cleared => ("turn-cleared", Tone::Plain),
    };
    let holder = match &turn.holder {
        Some(name) => shell.tv("turn-held", &[("name", shell.l(name).into())]),
        None => shell.t("lamps-nobody"),
    };
    // Nobody was to look at what asked for nothing.
    let asks = turn.state == TurnState::Stands || turn.asked;
    let seen = turn.seen.as_ref().filter(|seen| asks || !seen.is_empty());
    let seen = seen.map(|seen| self::seen(shell, seen));
    let said = |key: &str, word: &TurnWord| {
        let text = word.text.clone();
        let text = text.map(|text| view! { <blockquote class="said">{text}</blockquote> });
        view! {
            <p class="meta">{shell.t(key)}" · "{shell.words(&word.who)}" · "{time::instant(shell, word.at)}</p>
            {text}
        }
    };
    let explained = match &turn.explained {
        Some(word) => Some(said("turn-explained", word).into_any()),
        None if turn.asked => {
            let by = turn.explain_by.map(|by| {
                let by = [("day", time::day_text(shell, by).into())];
                view! { " · "{shell.tv("turn-explain-by", &by)} }
            });
            Some(view! { <p class="meta">{shell.t("turn-unexplained")}{by}</p> }.into_any())
        }
        None => None,
    };
    let cleared = turn
        .cleared
        .as_ref()
        .map(|word| said("turn-cleared-by", word));
    let orders: Vec<AnyView> = turn.orders.iter().map(|one| order(shell, one)).collect();
    let act = turn.act.clone().map(|(href, key)| {
        let name = turn.name(shell);
        view! { <p><a href=href>{shell.t(key)}<span class="vh">" "{name}</span></a></p> }
    });
    view! {
        <li>
            {lamp(shell, turn.lamp)}" "<strong>{turn.name(shell)}</strong>" "{tag(shell.t(key), tone)}
            <p class="meta">{time::instant(shell, turn.crossed_at)}" · "{shell.words(&turn.agency)}" · "{holder}</p>
            {seen}
            {explained}
            {orders}
            {cleared}
            {act}
        </li>
    }
    .into_any()
}

fn seen(shell: &Shell, seen: &[(Localised, Timestamp)]) -> AnyView {
    if seen.is_empty() {
        return view! { <p class="meta">{shell.t("turn-unseen")}</p> }.into_any();
    }
    let names: Vec<AnyView> = seen
        .iter()
        .map(|(who, at)| view! { " · "{shell.words(who)}" "{time::instant(shell, *at)} }.into_any())
        .collect();
    view! { <p class="meta">{shell.t("turn-seen")}{names}</p> }.into_any()
}

fn order(shell: &Shell, order: &TurnOrder) -> AnyView {
    let instrument = shell.t(&format!("order-instrument-{}", order.instrument));
    let name = match order.number {
        Some((year, serial)) => {
            let number = [("year", year.to_string().into()), ("serial", serial.into())];
            format!("{instrument} {}", shell.tv("order-no", &number))
        }
        None => instrument,
    };
    let name = match order.href.clone() {
        Some(href) => view! { <a href=href>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    view! { <p class="meta">{shell.t("turn-ordered")}" · "{name}" · "{time::instant(shell, order.at)}</p> }
        .into_any()
}

#[cfg(test)]
pub(crate) mod samples {
    use super::{LampTurn, TurnOrder, TurnState, TurnWord};
    use crate::parts::lamp::LampView;
    use domain::case::DeadlineKind;
    use domain::locale::Localised;
    use jiff::Timestamp;
    use jiff::civil::date;

    pub(crate) fn turns() -> Vec<LampTurn> {
        let name = || Localised::new("李文斌", "Li Wenbin");
        let word = || TurnWord {
            who: name(),
            at: Timestamp::UNIX_EPOCH,
            text: Some("等待专家意见 <b>".into()),
        };
        [TurnState::Stands, TurnState::Over, TurnState::Cleared]
            .into_iter()
            .zip(1..)
            .map(|(state, seq)| LampTurn {
                seq,
                lamp: LampView::Overdue,
                kind: DeadlineKind::Step,
                of: Some(Localised::new("审核", "Review")),
                agency: Localised::new("市监局", "Market supervision"),
                crossed_at: Timestamp::UNIX_EPOCH,
                holder: (state == TurnState::Over).then(name),
                seen: match state {
                    TurnState::Stands => None,
                    TurnState::Over => Some(Vec::new()),
                    TurnState::Cleared => Some(vec![(name(), Timestamp::UNIX_EPOCH)]),
                },
                state,
                explained: (state == TurnState::Over).then(word),
                asked: true,
                explain_by: Some(date(2026, 11, 27)),
                cleared: (state == TurnState::Cleared).then(word),
                orders: vec![
                    TurnOrder {
                        instrument: "order",
                        number: Some((2026, 1)),
                        at: Timestamp::UNIX_EPOCH,
                        href: Some("/oversight/orders/1/2".into()),
                    },
                    TurnOrder {
                        instrument: "recommendation",
                        number: None,
                        at: Timestamp::UNIX_EPOCH,
                        href: None,
                    },
                ],
                act: Some((
                    "/desk/cases/1/warnings/1/explanation".into(),
                    "turn-explain",
                )),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;

    #[test]
    fn a_turn_is_told_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let html = turns(&shell, &samples::turns()).unwrap().to_html();
            assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
            assert!(turns(&shell, &[]).is_none());
        }
    }
}
