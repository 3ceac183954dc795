//! 不予受理: the ground, the right agency where it is another's power, and the reason.

use domain::locale::Localised;
use leptos::prelude::*;

use super::act::{Fault, Frame, Head, act_page, errors, fault};
use crate::parts::button::preview_button;
use crate::parts::choice::{Choice, radios, select};
use crate::parts::field::{Field, textarea};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct DeclinationView {
    pub head: Head,
    pub ground: String,
    pub agency: String,
    pub reason: String,
    /// Agencies of the division and of its prefecture.
    pub agencies: Vec<(String, Localised)>,
    pub remedies: Localised,
    pub faults: Vec<Fault>,
}

pub fn declination_page(shell: &Shell, view: &DeclinationView) -> String {
    let grounds = ["not-ours", "not-required"].map(|key| {
        Choice::new(key, shell.t(&format!("desk-ground-{key}")))
            .hint(shell.t(&format!("desk-ground-{key}-hint")))
    });
    let agencies: Vec<Choice> = view
        .agencies
        .iter()
        .map(|(id, name)| Choice::new(id, shell.l(name)))
        .collect();
    let ground = Field::new("ground", shell.t("desk-ground"))
        .value(view.ground.clone())
        .error(fault(shell, &view.faults, "ground"));
    let agency = Field::new("agency", shell.t("desk-agency"))
        .hint(shell.t("desk-agency-hint"))
        .value(view.agency.clone())
        .error(fault(shell, &view.faults, "agency"));
    let reason = Field::new("reason", shell.t("desk-reason"))
        .hint(shell.t("desk-declination-reason-hint"))
        .value(view.reason.clone())
        .error(fault(shell, &view.faults, "reason"));
    let form = view! {
        {radios(shell, &ground, &grounds)}
        {select(shell, &agency, &agencies)}
        {textarea(shell, &reason, 5)}
        {preview_button(shell)}
    };
    let aside = view! {
        <section class="sheet">
            <h2>{shell.t("desk-will-be-told")}</h2>
            <p>{shell.t("desk-declination-told")}</p>
            <p>{shell.words(&view.remedies)}</p>
        </section>
    };
    act_page(
        shell,
        &view.head,
        Frame {
            noun: "declination",
            title: shell.t("desk-act-declination"),
            lede: Some(shell.t("desk-declination-lede")),
            errors: errors(shell, &view.faults),
            form: form.into_any(),
            aside: aside.into_any(),
        },
    )
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::desk::samples;

    #[test]
    fn renders_in_both_languages() {
        for locale in Locale::ALL {
            let view = DeclinationView {
                head: samples::head(),
                ground: "not-ours".into(),
                agency: String::new(),
                reason: "属于市级权限".into(),
                agencies: vec![("620100-market-supervision".into(), samples::words())],
                remedies: samples::words(),
                faults: vec![
                    Fault::new("agency", "blocked-agency"),
                    Fault::new("ground", "desk-ground-missing"),
                    Fault::new("reason", "desk-reason-missing"),
                ],
            };
            let html = declination_page(&samples::shell(locale), &view);
            assert!(!html.contains('⟦'), "{html}");
            assert!(html.contains(r##"href="#agency""##) && html.contains("属于市级权限"));
        }
    }
}
