//! A case number in groups, so that it can be read over the telephone, and selects as one piece.

use domain::identifier::CaseNo;
use leptos::prelude::*;

/// A case number is cut into division, day, serial and check character; other numbers at `-`, or else every four
/// characters. The gaps are the style's, not in the text.
pub fn case_no(number: &str) -> AnyView {
    let hyphens = number.contains('-');
    let class = if hyphens { "case-no" } else { "case-no spaced" };
    let groups: Vec<String> = if hyphens {
        number.split_inclusive('-').map(str::to_owned).collect()
    } else if let Ok(number) = CaseNo::parse(number) {
        number.grouped().split(' ').map(str::to_owned).collect()
    } else {
        let letters: Vec<char> = number.chars().collect();
        letters
            .chunks(4)
            .map(|group| group.iter().collect())
            .collect()
    };
    let groups: Vec<AnyView> = groups
        .into_iter()
        .map(|group| view! { <span>{group}</span> }.into_any())
        .collect();
    view! { <span class=class translate="no">{groups}</span> }.into_any()
}
