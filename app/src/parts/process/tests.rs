//! The drawings of shipped items, in both languages, with and without a case.

use domain::catalogue::picture::Position;
use domain::catalogue::{ServiceItem, SourceFile, definition};
use domain::locale::Locale;

use super::*;
use crate::layout::render;

macro_rules! item {
    ($name:literal $(, $process:literal)*) => {
        concat!(
            include_str!(concat!("../../../../catalogue/items/", $name, ".toml"))
            $(, "\n", include_str!(concat!("../../../../catalogue/processes/", $process, ".toml")))*
        )
    };
}

const ITEMS: &[&str] = &[
    item!("food-business-licence"),
    item!("construction-permit"),
    item!(
        "water-abstraction-permit",
        "expert-review",
        "public-notice",
        "hearing"
    ),
    item!("suspected-crime-referral"),
    item!("public-place-hygiene-licence", "site-check"),
    item!("disability-allowances", "public-notice"),
    item!("real-estate-registration", "payment"),
    item!("road-transport-qualification"),
];

fn items() -> Vec<ServiceItem> {
    let file = |text: &str| SourceFile {
        path: "item.toml".into(),
        text: text.into(),
    };
    ITEMS
        .iter()
        .map(|text| definition(&file(text)).unwrap().item)
        .collect()
}

fn construction() -> ServiceItem {
    items().remove(1)
}

/// Done, here, passed by and to come, all at once.
fn midway() -> Position {
    let own = |keys: &[&str]| keys.iter().map(|key| (*key).to_owned()).collect();
    Position {
        here: own(&["environment"]),
        done: own(&["examination", "planning"]),
        accepted: true,
        concluded: false,
    }
}

fn picture(item: &ServiceItem, locale: Locale, detail: Detail, at: Option<&Position>) -> String {
    let view = PictureView::of(item, detail, at);
    render(process_picture(&Shell::sample(locale), &view))
}

/// What stands between the tags.
fn words(html: &str) -> String {
    html.split('<')
        .filter_map(|piece| piece.split_once('>'))
        .map(|(_, words)| words)
        .collect::<Vec<_>>()
        .concat()
        .replace(' ', "")
}

fn number(tag: &str, name: &str) -> f32 {
    let (_, value) = tag.split_once(&format!(" {name}=\"")).unwrap();
    value.split('"').next().unwrap().parse().unwrap()
}

#[test]
fn every_item_renders_in_both_languages() {
    let midway = midway();
    for item in items() {
        for locale in Locale::ALL {
            for detail in [Detail::Whole, Detail::Simple] {
                for position in [None, Some(&midway)] {
                    let html = picture(&item, locale, detail, position);
                    for bad in ["⟦", "<!>", " style=", "NaN", "inf", "-0"] {
                        assert!(!html.contains(bad), "{bad} in {html}");
                    }
                    assert_eq!(html.matches("role=\"img\"").count(), 1);
                    assert_eq!(html.contains("class=\"sign"), position.is_some());
                }
            }
        }
    }
}

#[test]
fn the_whole_drawing_and_its_words_say_everything() {
    for item in items() {
        for locale in Locale::ALL {
            let html = picture(&item, locale, Detail::Whole, None);
            let (drawing, list) = html.split_once("<details").unwrap();
            let (drawing, list) = (words(drawing), words(list));
            for step in &item.steps {
                let outcomes = step.outcomes.iter().map(|outcome| &outcome.name);
                for name in outcomes.chain([&step.name]) {
                    let name = name.get(locale).replace(' ', "");
                    assert!(drawing.contains(&name), "{name} is not drawn");
                    assert!(list.contains(&name), "{name} is not in the list");
                }
            }
        }
    }
}

#[test]
fn boxes_keep_apart_and_on_the_sheet() {
    for item in items() {
        for locale in Locale::ALL {
            for detail in [Detail::Whole, Detail::Simple] {
                let html = picture(&item, locale, detail, Some(&midway()));
                let (_, size) = html.split_once("viewBox=\"0 0 ").unwrap();
                let size = size.split('"').next().unwrap();
                let (width, height) = size.split_once(' ').unwrap();
                let sheet: [f32; 2] = [width.parse().unwrap(), height.parse().unwrap()];
                let rects: Vec<[f32; 4]> = html
                    .split("<rect class=\"box")
                    .skip(1)
                    .map(|tag| ["x", "y", "width", "height"].map(|name| number(tag, name)))
                    .collect();
                for (at, [x, y, width, height]) in rects.iter().enumerate() {
                    let inside = x + width <= sheet[0] && y + height <= sheet[1];
                    assert!(inside && *x >= 0.0, "{:?}: {html}", rects[at]);
                    for other in &rects[at + 1..] {
                        let beside = x + width < other[0] || other[0] + other[2] < *x;
                        let below = y + height < other[1] || other[1] + other[3] < *y;
                        assert!(beside || below, "{:?} {other:?}", rects[at]);
                    }
                }
            }
        }
    }
}

#[test]
fn the_simple_drawing_fits_a_phone_and_a_page() {
    for item in items() {
        for locale in Locale::ALL {
            let html = picture(&item, locale, Detail::Simple, None);
            assert!(html.contains("viewBox=\"0 0 320 "));
            // A quarter of it compressed: 2 KB of the 14 that a page has.
            assert!(html.len() < 7_000, "{} bytes", html.len());
        }
    }
}

#[test]
fn a_case_is_shown_by_shape_and_word() {
    let shell = Shell::sample(Locale::En);
    for detail in [Detail::Whole, Detail::Simple] {
        let html = picture(&construction(), Locale::En, detail, Some(&midway()));
        let (drawing, list) = html.split_once("<details").unwrap();
        for (class, key) in [
            ("done", "process-done"),
            ("here", "process-here"),
            ("to-come", "process-to-come"),
            ("passed-by", "process-passed-by"),
        ] {
            let word = format!(">{}<", shell.t(key));
            let signs = drawing.matches(&format!("\"sign {class}\"")).count();
            assert!(signs > 0, "{class}");
            assert_eq!(drawing.matches(&word).count(), signs, "{class}");
            assert!(list.contains(&shell.t(key)), "{class}");
        }
    }
}

#[test]
fn conditions_are_for_those_who_write_processes() {
    let view = PictureView::of(&construction(), Detail::Whole, None);
    let shell = Shell::sample(Locale::ZhCn);
    let condition = "answers.eia_kind != &quot;exempt&quot;";
    let plain = render(process_picture(&shell, &view));
    assert!(!plain.contains("answers.eia_kind"), "{plain}");
    let written = render(process_picture(&shell, &view.with_conditions()));
    assert!(
        written.contains(condition) || written.contains("answers.eia_kind != \"exempt\""),
        "{written}"
    );
}

#[test]
fn agencies_without_a_word_of_their_own_have_one() {
    let shell = Shell::sample(Locale::En);
    let party = |function: &str| Party::Function {
        function: function.into(),
        level: Some(domain::catalogue::Level::Prefecture),
        elsewhere: true,
    };
    let tax = words::party(&shell, &party("tax"));
    assert_eq!(tax, "Tax (prefecture), chosen place");
    let other = words::party(&shell, &party("lighthouses"));
    assert_eq!(other, "Another agency (prefecture), chosen place");
}

/// A new kind of agency in the catalogue gets its word.
#[test]
fn every_agency_of_the_catalogue_has_its_word() {
    let agencies = include_str!("../../../../catalogue/agencies.toml");
    for line in agencies.lines() {
        if let Some(function) = line.strip_prefix("function = ") {
            for locale in Locale::ALL {
                let key = format!("function-{}", function.trim_matches('"'));
                assert!(!crate::text::t(locale, &key).contains('⟦'), "{key}");
            }
        }
    }
}
