//! 一次性告知补正: a box for each field and each material, and beside it what to mend.

use domain::locale::Localised;
use leptos::prelude::*;

use super::act::{Frame, Head, act_page};
use super::file::{Answer, words};
use crate::parts::button::preview_button;
use crate::parts::field::{Field, textarea};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct CorrectionForm {
    pub head: Head,
    /// The form's pages, then the materials.
    pub groups: Vec<TargetGroup>,
    /// A notice was given before: only what it named may be named again.
    pub told: bool,
    /// Locale key of what is wrong with the whole: nothing was ticked.
    pub fault: Option<String>,
}

#[derive(Debug, Clone)]
pub struct TargetGroup {
    /// Absent for the materials.
    pub title: Option<Localised>,
    pub targets: Vec<TargetLine>,
}

#[derive(Debug, Clone)]
pub struct TargetLine {
    /// `Target::token`.
    pub token: String,
    pub label: Localised,
    pub given: Answer,
    pub chosen: bool,
    pub note: String,
    /// The first notice named it.
    pub told: bool,
    /// Locale key; takes `$label`.
    pub fault: Option<TargetFault>,
}

/// On the box or on its note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TargetFault {
    pub on_note: bool,
    pub key: String,
}

impl TargetLine {
    /// An id without the token's colon.
    fn id(&self, part: &str) -> String {
        format!("{part}-{}", self.token.replace(':', "-"))
    }
}

pub fn correction_page(shell: &Shell, view: &CorrectionForm) -> String {
    let all = || view.groups.iter().flat_map(|group| &group.targets);
    let first = all().next().map(|line| line.id("target"));
    let mut errors: Vec<(String, String)> = view
        .fault
        .iter()
        .map(|key| (first.clone().unwrap_or_default(), shell.t(key)))
        .collect();
    errors.extend(all().filter_map(|line| {
        let part = if line.fault.as_ref()?.on_note {
            "note"
        } else {
            "target"
        };
        Some((line.id(part), message(shell, line)?))
    }));
    let groups: Vec<AnyView> = view
        .groups
        .iter()
        .map(|group| {
            let title = match &group.title {
                Some(title) => shell.words(title),
                None => shell.t("desk-materials").into_any(),
            };
            let lines: Vec<AnyView> = group
                .targets
                .iter()
                .map(|line| target(shell, view, line))
                .collect();
            view! { <fieldset class="targets"><legend class="label">{title}</legend>{lines}</fieldset> }
                .into_any()
        })
        .collect();
    let told = view
        .told
        .then(|| view! { <p class="inset" id="told">{shell.t("desk-correction-told")}</p> });
    let wrong = view
        .fault
        .as_deref()
        .map(|key| view! { <p class="error">{shell.t(key)}</p> });
    let form = view! {
        {told}
        {wrong}
        {groups}
        {preview_button(shell)}
    };
    let aside = view! {
        <section class="sheet">
            <h2>{shell.t("desk-will-be-told")}</h2>
            <p>{shell.t("desk-correction-will-be-told")}</p>
            <p>{shell.t("desk-correction-clock")}</p>
        </section>
    };
    act_page(
        shell,
        &view.head,
        Frame {
            noun: "correction",
            title: shell.t("desk-act-correction"),
            lede: Some(shell.t("desk-correction-lede")),
            errors,
            form: form.into_any(),
            aside: aside.into_any(),
        },
    )
}

fn message(shell: &Shell, line: &TargetLine) -> Option<String> {
    let label = shell.l(&line.label);
    let fault = line.fault.as_ref()?;
    Some(shell.tv(&fault.key, &[("label", label.into())]))
}

fn target(shell: &Shell, view: &CorrectionForm, line: &TargetLine) -> AnyView {
    let id = line.id("target");
    let (on_note, on_box) = match &line.fault {
        Some(fault) if fault.on_note => (message(shell, line), None),
        _ => (None, message(shell, line)),
    };
    let error = on_box.map(|message| {
        view! { <p class="error"><span class="vh">{shell.t("error-prefix")}</span>{message}</p> }
    });
    let told = (view.told && line.told)
        .then(|| view! { <span class="tag">{shell.t("desk-told-before")}</span> });
    let label = shell.l(&line.label);
    let note = Field::new(
        format!("note.{}", line.token),
        shell.tv("desk-correction-note", &[("label", label.into())]),
    )
    .id(line.id("note"))
    .value(line.note.clone())
    .error(on_note);
    view! {
        <div class="target">
            {error}
            <div class="choice">
                <input type="checkbox" id=id.clone() name="target" value=line.token.clone() checked=line.chosen/>
                <label for=id>{shell.words(&line.label)}" "{told}</label>
                <div class="hint">{words(shell, &line.given)}</div>
            </div>
            <div class="target-note">{textarea(shell, &note, 2)}</div>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::desk::samples;

    #[test]
    fn a_field_comes_first_a_material_last_and_errors_lead_to_them() {
        let line = |token: &str, fault: Option<TargetFault>| TargetLine {
            token: token.into(),
            label: samples::words(),
            given: Answer::Text("兰州<面馆>".into()),
            chosen: fault.is_some(),
            note: "请核对".into(),
            told: true,
            fault,
        };
        let wrong = |on_note, key: &str| {
            Some(TargetFault {
                on_note,
                key: key.into(),
            })
        };
        for locale in Locale::ALL {
            let view = CorrectionForm {
                head: samples::head(),
                groups: vec![
                    TargetGroup {
                        title: Some(samples::words()),
                        targets: vec![
                            line("field:name", wrong(true, "desk-note-missing")),
                            line("field:phone", wrong(true, "desk-note-unticked")),
                        ],
                    },
                    TargetGroup {
                        title: None,
                        targets: vec![line("material:plan", wrong(false, "desk-once-only"))],
                    },
                ],
                told: true,
                fault: Some("blocked-targets".into()),
            };
            let html = correction_page(&samples::shell(locale), &view);
            assert!(!html.contains('⟦'), "{html}");
            for piece in [
                r##"href="#note-field-name""##,
                r#"id="note-field-name""#,
                r##"href="#target-material-plan""##,
                r#"name="note.material:plan""#,
                r#"value="field:name""#,
            ] {
                assert!(html.contains(piece), "{piece} in {html}");
            }
        }
    }
}
