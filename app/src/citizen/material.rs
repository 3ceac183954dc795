//! One of the materials that are asked for, as guides and checklists tell of it: where it comes from, what is handed
//! in on paper, how long it counts and what a good one looks like.

use domain::catalogue::{Form, MaterialRule, MaterialSource, When};
use leptos::prelude::*;

use crate::parts::chart::Tone;
use crate::parts::details::details;
use crate::parts::tag::tag;
use crate::shell::Shell;

/// `when` is the case in which it is needed, as far as that is open; `paper` is the address of the blank form, where there is one; `held` that the reader's wallet has it.
pub(super) fn material(
    shell: &Shell,
    form: Form<'_>,
    rule: &MaterialRule,
    when: Option<&When>,
    paper: Option<&str>,
    held: bool,
) -> AnyView {
    let when = when.map(|when| {
        let words = condition(shell, form, when);
        view! { <p><strong>{words}</strong></p> }
    });
    let held = held.then(|| {
        let words = shell.t("material-held");
        if shell.sees_all() {
            view! { <p><strong><a href="/account/wallet">{words}</a></strong></p> }.into_any()
        } else {
            view! { <p><strong>{words}</strong></p> }.into_any()
        }
    });
    view! { <li>{told(shell, rule, when.into_any(), paper)}{held}</li> }.into_any()
}

fn told(shell: &Shell, rule: &MaterialRule, when: AnyView, paper: Option<&str>) -> AnyView {
    let (key, tone) = match rule.source {
        MaterialSource::Form => ("citizen-source-form", Tone::Plain),
        MaterialSource::Shared => ("citizen-source-shared", Tone::Done),
        MaterialSource::Upload => ("citizen-source-upload", Tone::Attention),
    };
    let hint = rule
        .hint
        .as_ref()
        .map(|hint| view! { <p>{shell.words(hint)}</p> });
    let optional = rule
        .optional
        .then(|| view! { <span class="optional">{shell.t("optional")}</span> });
    let paper = paper.filter(|_| rule.source == MaterialSource::Form);
    let forms = paper.map(|paper| forms(shell, paper));
    let sample = rule.sample.as_ref().map(|sample| {
        let body = view! { <p>{shell.words(sample)}</p> };
        details(shell.t("guide-sample-of"), body.into_any())
    });
    view! {
        <p class="material-name"><strong>{shell.words(&rule.name)}</strong>{optional} " " {tag(shell.t(key), tone)}</p>
        {when}
        {hint}
        {forms}
        {facts(shell, rule)}
        {sample}
    }
    .into_any()
}

fn forms(shell: &Shell, paper: &str) -> AnyView {
    let sample = format!("{paper}/sample");
    let paper = paper.to_owned();
    view! {
        <p class="no-print">
            <a href=paper>{shell.t("guide-blank-form")}</a>
            " · "
            <a href=sample>{shell.t("guide-filled-sample")}</a>
        </p>
    }
    .into_any()
}

/// In one paragraph: who issues it, how many, how long it counts, and by which rule it is asked for.
fn facts(shell: &Shell, rule: &MaterialRule) -> AnyView {
    let mut facts = Vec::new();
    if let Some(issuer) = &rule.issuer {
        let label = shell.t("guide-issuer");
        facts.push(view! { {label}{shell.words(issuer)} }.into_any());
    }
    if rule.source == MaterialSource::Upload {
        let paper = rule.paper.unwrap_or_default();
        let counts = [
            ("originals", u32::from(paper.originals).into()),
            ("copies", u32::from(paper.copies).into()),
        ];
        let words = match (paper.originals, paper.copies) {
            (0, 0) => shell.t("guide-no-paper"),
            (_, 0) => shell.tv("guide-originals", &counts),
            (0, _) => shell.tv("guide-copies", &counts),
            _ => shell.tv("guide-originals-and-copies", &counts),
        };
        facts.push(words.into_any());
    }
    if let Some(valid) = &rule.valid {
        let label = shell.t("guide-valid");
        facts.push(view! { {label}{shell.words(valid)} }.into_any());
    }
    let label = shell.t("citizen-basis");
    facts.push(view! { {label}{shell.words(&rule.basis)} }.into_any());
    let lines: Vec<AnyView> = facts
        .into_iter()
        .enumerate()
        .map(|(at, fact)| {
            let before = (at > 0).then(|| view! { <br/> });
            view! { {before}{fact} }.into_any()
        })
        .collect();
    view! { <p class="meta">{lines}</p> }.into_any()
}

/// In which case it is needed, in the words of the form.
pub(super) fn condition(shell: &Shell, form: Form<'_>, when: &When) -> String {
    condition_as(shell, form, when, "citizen-only-when")
}

/// The same in another sentence with `$question` and `$answer`.
pub(super) fn condition_as(shell: &Shell, form: Form<'_>, when: &When, key: &str) -> String {
    let field = form.field(when.field.get_ref());
    let question = field.map(|field| shell.l(&field.label)).unwrap_or_default();
    let answers: Vec<String> = when
        .is
        .iter()
        .map(|answer| {
            let option =
                field.and_then(|field| field.options.iter().find(|option| option.key == *answer));
            match (option, answer.as_str()) {
                (Some(option), _) => shell.l(&option.label),
                (None, "yes" | "no") => shell.t(answer),
                (None, other) => other.to_owned(),
            }
        })
        .collect();
    let or = shell.t("citizen-or");
    let answer = answers.join(&or);
    let values = [("question", question.into()), ("answer", answer.into())];
    shell.tv(key, &values)
}
