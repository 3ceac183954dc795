//! `/oversight/cases/{no}/lamps`: each time that a case's lamp turned, and the ladder that climbs for it.

use domain::locale::Localised;
use leptos::prelude::*;

use super::sections;
use crate::layout::{PageOptions, page_with};
use crate::parts::case_no::case_no;
use crate::parts::details::details;
use crate::parts::empty::empty;
use crate::parts::lamp::{LampView, lamp};
use crate::parts::turn::{LampTurn, turns};
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct Turns {
    pub case_no: String,
    pub item: Localised,
    pub agency: Localised,
    pub lamp: LampView,
    /// The newest first.
    pub turns: Vec<LampTurn>,
    pub rungs: Vec<RungLine>,
}

/// A rung of the ladder, as it is set here.
#[derive(Debug, Clone)]
pub struct RungLine {
    pub on: LampView,
    /// Working days past the mark.
    pub after: u32,
    /// `Tells::key`s.
    pub tells: Vec<&'static str>,
    pub explain_within: Option<u32>,
    /// `Instrument::key`, and the working days for the answer.
    pub order: Option<(&'static str, u32)>,
    pub basis: Localised,
}

pub fn turns_page(shell: &Shell, view: &Turns) -> String {
    let title = shell.t("turn-title");
    let list = turns(shell, &view.turns)
        .unwrap_or_else(|| empty(shell.t("oversight-no-warnings-given"), ().into_any()));
    let rungs: Vec<AnyView> = view.rungs.iter().map(|one| rung(shell, one)).collect();
    let ladder = (!rungs.is_empty()).then(|| {
        let list = view! { <ol class="plain-list stack">{rungs}</ol> };
        details(shell.t("ladder"), list.into_any())
    });
    let body = view! {
        <p class="caption">{shell.words(&view.item)}</p>
        <h1>{title.clone()}</h1>
        <p class="row">{case_no(&view.case_no)}{lamp(shell, view.lamp)}<span>{shell.words(&view.agency)}</span></p>
        <p class="soft">{shell.t("turn-note")}</p>
        {list}
        {ladder}
    };
    let options = PageOptions {
        back: Some(format!("/oversight/cases/{}", view.case_no)),
        wide: true,
        sections: sections(shell, "/oversight/cases"),
        ..PageOptions::default()
    };
    page_with(shell, &title, options, body.into_any())
}

fn rung(shell: &Shell, rung: &RungLine) -> AnyView {
    let after = (rung.after > 0).then(|| shell.tv("ladder-after", &[("days", rung.after.into())]));
    let tells = rung
        .tells
        .iter()
        .map(|whom| shell.t(&format!("ladder-tells-{whom}")));
    let explain = rung
        .explain_within
        .map(|days| shell.tv("ladder-explain", &[("days", days.into())]));
    let order = rung.order.map(|(instrument, days)| {
        let instrument = shell.t(&format!("order-instrument-{instrument}"));
        let values = [("instrument", instrument.into()), ("days", days.into())];
        shell.tv("ladder-order", &values)
    });
    let lines: Vec<AnyView> = after
        .into_iter()
        .chain(tells)
        .chain(explain)
        .chain(order)
        .map(|words| view! { <p>{words}</p> }.into_any())
        .collect();
    let basis = shell.tv("ladder-basis", &[("basis", shell.l(&rung.basis).into())]);
    view! { <li>{lamp(shell, rung.on)}{lines}<p class="meta">{basis}</p></li> }.into_any()
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::*;
    use crate::parts::turn::samples;

    #[test]
    fn renders_in_both_languages() {
        for locale in Locale::ALL {
            let shell = Shell::sample(locale);
            let rung = |order: Option<(&'static str, u32)>| RungLine {
                on: LampView::Overdue,
                after: if order.is_some() { 2 } else { 0 },
                tells: vec!["handler", "head"],
                explain_within: Some(1),
                order,
                basis: Localised::new("规定", "Rules"),
            };
            let mut view = Turns {
                case_no: "62010220261123000001F".into(),
                item: Localised::new("食品经营许可", "Food business licence"),
                agency: Localised::new("市监局", "Market supervision"),
                lamp: LampView::Overdue,
                turns: samples::turns(),
                rungs: vec![rung(None), rung(Some(("order", 3)))],
            };
            let html = turns_page(&shell, &view);
            assert!(!html.contains('⟦'), "{html}");
            view.turns.clear();
            view.rungs.clear();
            assert!(!turns_page(&shell, &view).contains('⟦'));
        }
    }
}
