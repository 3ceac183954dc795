//! 征求同事意见, as the case shows it: who was asked what, and what they said.

use domain::locale::Localised;
use jiff::Timestamp;
use leptos::prelude::*;

use super::journal::By;
use crate::parts::button::{Weight, button};
use crate::parts::field;
use crate::parts::form::{Encoding, post};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct AdviceLine {
    /// The entry of the journal that asked.
    pub asked: u64,
    pub by: By,
    pub of: Localised,
    pub at: Timestamp,
    /// Absent where the text was erased, as in the answer.
    pub question: Option<String>,
    pub answer: Option<(Timestamp, Option<String>)>,
    /// The reader asked it, and nobody has answered.
    pub may_end: bool,
}

/// `here` is the case's address, `seq` the length of its journal.
pub fn advice(shell: &Shell, here: &str, seq: u64, lines: &[AdviceLine]) -> Option<AnyView> {
    if lines.is_empty() {
        return None;
    }
    let items: Vec<AnyView> = lines
        .iter()
        .map(|line| {
            let said = |text: &Option<String>| {
                let text = text.clone()?;
                Some(view! { <blockquote class="said">{text}</blockquote> })
            };
            let answer = match &line.answer {
                Some((at, text)) => view! {
                    {said(text)}
                    <p class="meta">{shell.words(&line.of)}" · "{time::instant(shell, *at)}</p>
                }
                .into_any(),
                None => view! { <p class="meta">{shell.t("desk-advice-waits")}</p> }.into_any(),
            };
            let end = line.may_end.then(|| {
                let form = view! {
                    {field::hidden("seq", seq.to_string())}
                    {button(shell.t("desk-advice-end"), Weight::Quiet)}
                };
                let action = format!("{here}/advice/{}/end", line.asked);
                post(action, Encoding::Plain, form.into_any())
            });
            let of = [("name", shell.l(&line.of).into())];
            view! {
                <li>
                    <h3>{shell.tv("desk-advice-of", &of)}</h3>
                    {said(&line.question)}
                    <p class="meta">{line.by.words(shell)}" · "{time::instant(shell, line.at)}</p>
                    {answer}
                    {end}
                </li>
            }
            .into_any()
        })
        .collect();
    let view = view! {
        <section class="sheet" aria-labelledby="advice">
            <h2 id="advice">{shell.t("desk-advice")}</h2>
            <ul class="plain-list stack">{items}</ul>
        </section>
    };
    Some(view.into_any())
}
