//! Two charts. `bars` is a table whose middle column is drawn; `columns` is a drawing with its table folded under it.
//! Deliberately absent: axes, legends, colours without words.

use leptos::prelude::*;

use crate::shell::Shell;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    #[default]
    Plain,
    Done,
    Attention,
    Late,
}

impl Tone {
    pub fn class(self) -> &'static str {
        match self {
            Self::Plain => "tone-plain",
            Self::Done => "tone-done",
            Self::Attention => "tone-attention",
            Self::Late => "tone-late",
        }
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Bar {
    pub label: String,
    pub value: u64,
    /// How the value is written; the bare number without it.
    pub shown: Option<String>,
    pub href: Option<String>,
    pub tone: Tone,
}

impl Bar {
    pub fn new(label: impl Into<String>, value: u64) -> Self {
        Self {
            label: label.into(),
            value,
            ..Self::default()
        }
    }

    pub fn shown(mut self, shown: impl Into<String>) -> Self {
        self.shown = Some(shown.into());
        self
    }

    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = Some(href.into());
        self
    }

    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    fn words(&self) -> String {
        self.shown.clone().unwrap_or_else(|| self.value.to_string())
    }

    fn name(&self) -> AnyView {
        match &self.href {
            Some(href) => view! { <a href=href.clone()>{self.label.clone()}</a> }.into_any(),
            None => self.label.clone().into_any(),
        }
    }
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chart {
    pub title: String,
    /// Heads of the two columns: what is counted, and in what unit.
    pub label_head: String,
    pub value_head: String,
    pub bars: Vec<Bar>,
}

/// Horizontal bars to compare places or items.
pub fn bars(_shell: &Shell, chart: &Chart) -> AnyView {
    let most = chart
        .bars
        .iter()
        .map(|bar| bar.value)
        .max()
        .unwrap_or(0)
        .max(1);
    let rows: Vec<AnyView> = chart
        .bars
        .iter()
        .map(|bar| {
            let width = (bar.value.saturating_mul(1000) / most).to_string();
            view! {
                <tr>
                    <th scope="row">{bar.name()}</th>
                    <td class="bar">
                        <svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                            <rect class=bar.tone.class() width=width height="10"/>
                        </svg>
                    </td>
                    <td class="num">{bar.words()}</td>
                </tr>
            }
            .into_any()
        })
        .collect();
    view! {
        <table class="chart">
            <caption>{chart.title.clone()}</caption>
            <thead>
                <tr>
                    <th scope="col">{chart.label_head.clone()}</th>
                    <td></td>
                    <th scope="col" class="num">{chart.value_head.clone()}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// How wide a label is in the larger letters of a phone, of the 600 that the picture is. Where they have no room side by
/// side only some are shown, the last one among them; the table has them all.
const LABEL: u64 = 66;

/// Upright columns for a course over time; the table is one press away. `bars` in time order.
pub fn columns(shell: &Shell, chart: &Chart) -> AnyView {
    let most = chart
        .bars
        .iter()
        .map(|bar| bar.value)
        .max()
        .unwrap_or(0)
        .max(1);
    let count = u64::try_from(chart.bars.len()).unwrap_or(1).max(1);
    let step = 600 / count;
    let width = (step * 7 / 10).max(1);
    let every = (count * LABEL).div_ceil(600);
    let shapes: Vec<AnyView> = chart
        .bars
        .iter()
        .zip(0_u64..)
        .map(|(bar, i)| {
            let height = bar.value.saturating_mul(140) / most;
            let x = i * step + (step - width) / 2;
            let middle = x + width / 2;
            let label = (count - 1 - i).is_multiple_of(every).then(|| {
                let label = bar.label.clone();
                view! { <text x=middle.to_string() y="182" text-anchor="middle">{label}</text> }
            });
            view! {
                <rect class=bar.tone.class() x=x.to_string() y=(160 - height).to_string()
                    width=width.to_string() height=height.to_string()/>
                <text x=middle.to_string() y=(154 - height).to_string() text-anchor="middle">{bar.words()}</text>
                {label}
            }
            .into_any()
        })
        .collect();
    let rows: Vec<AnyView> = chart
        .bars
        .iter()
        .map(|bar| {
            view! { <tr><th scope="row">{bar.name()}</th><td class="num">{bar.words()}</td></tr> }
                .into_any()
        })
        .collect();
    let (title, summary) = (chart.title.clone(), shell.t("chart-as-table"));
    view! {
        <figure class="columns">
            <figcaption>{title.clone()}</figcaption>
            <svg viewBox="0 -14 600 206" role="img" aria-label=title focusable="false">
                {shapes}
                <path class="base" d="M0 160.5h600"/>
            </svg>
            <details>
                <summary>{summary}</summary>
                <table class="chart">
                    <thead>
                        <tr>
                            <th scope="col">{chart.label_head.clone()}</th>
                            <th scope="col" class="num">{chart.value_head.clone()}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </details>
        </figure>
    }
    .into_any()
}
