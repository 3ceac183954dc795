//! The bundle (一件事) that a case is a part of, and how the other parts stand, so that an agency knows what waits for
//! it.

use domain::locale::Localised;
use leptos::prelude::*;

use crate::parts::case_no::case_no;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct PartOf {
    pub bundle: Localised,
    pub parts: Vec<Related>,
}

#[derive(Debug, Clone)]
pub struct Related {
    pub name: Localised,
    /// Of one that has a case.
    pub number: Option<String>,
    /// Whose case it is.
    pub agency: Option<Localised>,
    /// The officer may open it.
    pub within_reach: bool,
    /// This case.
    pub here: bool,
    /// The last part of a locale key, `desk-part-…`.
    pub state: String,
}

pub fn part_of(shell: &Shell, view: &PartOf) -> AnyView {
    let lines: Vec<AnyView> = view.parts.iter().map(|part| line(shell, part)).collect();
    view! {
        <section class="sheet part-of" aria-labelledby="part-of">
            <h2 id="part-of">{shell.t("desk-part-of")}" "{shell.words(&view.bundle)}</h2>
            <ul class="plain-list related">{lines}</ul>
        </section>
    }
    .into_any()
}

fn line(shell: &Shell, part: &Related) -> AnyView {
    let name = match &part.number {
        Some(number) if part.within_reach && !part.here => {
            let href = format!("/desk/cases/{number}");
            view! { <a href=href>{shell.words(&part.name)}</a> }.into_any()
        }
        _ => shell.words(&part.name),
    };
    let here = part
        .here
        .then(|| view! { " " <span class="soft">{shell.t("desk-part-here")}</span> });
    let number = part
        .number
        .as_ref()
        .map(|number| view! { <span class="meta">{case_no(number)}</span> });
    let state = shell.t(&format!("desk-part-{}", part.state));
    let agency = part
        .agency
        .as_ref()
        .map(|agency| view! { <span class="meta">{shell.words(agency)}" "</span> });
    view! { <li>{name}{here}" "<strong>{state}</strong>" "{agency}{number}</li> }.into_any()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::desk::case::case_page;
    use crate::desk::samples;

    const LINK: &str = "href=\"/desk/cases/62010220261123000001X\"";

    fn page(shell: &Shell, view: &PartOf) -> String {
        let mut case = samples::case();
        case.part_of = Some(view.clone());
        case_page(shell, &case)
    }

    #[test]
    fn every_state_has_its_word_and_only_what_is_within_reach_a_link() {
        let states = [
            "received",
            "awaiting-supplement",
            "in-process",
            "granted",
            "refused",
            "declined",
            "returned",
            "withdrawn",
            "voided",
            "waiting",
            "not-opened",
            "not-needed",
        ];
        let related = |state: &str| Related {
            name: samples::words(),
            number: Some("62010220261123000001X".into()),
            agency: Some(samples::words()),
            within_reach: state == "received",
            here: false,
            state: state.into(),
        };
        let mut view = PartOf {
            bundle: samples::words(),
            parts: states.map(related).into(),
        };
        for locale in Locale::ALL {
            let shell = samples::shell(locale);
            view.parts[0].here = false;
            let html = page(&shell, &view);
            assert!(!html.contains('⟦'), "{html}");
            assert_eq!(html.matches(LINK).count(), 1, "{html}");
            view.parts[0].here = true;
            let html = page(&shell, &view);
            assert!(!html.contains(LINK) && !html.contains('⟦'), "{html}");
        }
    }
}
