//! A page of a form that comes back with what was typed and what is wrong with it: twenty questions of every kind, two
//! lists of counties and one of fifty-six options among them, each with a fault. Meant to stay below 5 ms with
//! the check of the answers. `cargo bench -p tongban-app --bench form_page`.

use std::hint::black_box;

use app::citizen::application::Head;
use app::citizen::application::form_page::{FormPageView, form_page};
use app::parts::question::{Prefecture, Question};
use app::shell::Shell;
use criterion::{Criterion, criterion_group, criterion_main};
use domain::application::FaultKind;
use domain::catalogue::FieldKind;
use domain::locale::{Locale, Localised};

const KINDS: [FieldKind; 10] = [
    FieldKind::Text,
    FieldKind::Textarea,
    FieldKind::Integer,
    FieldKind::Money,
    FieldKind::Date,
    FieldKind::Choice,
    FieldKind::YesNo,
    FieldKind::ResidentId,
    FieldKind::DivisionAddress,
    FieldKind::Choices,
];

fn label(number: usize) -> Localised {
    Localised::new(format!("问题{number}"), format!("Question {number}"))
}

fn view() -> FormPageView {
    let prefectures: Vec<Prefecture> = (0..14)
        .map(|prefecture| Prefecture {
            name: label(prefecture),
            places: (0..7)
                .map(|county| (format!("62{prefecture:02}{county:02}"), label(county)))
                .collect(),
        })
        .collect();
    let questions = (0..20)
        .map(|number| {
            let kind = KINDS[number % KINDS.len()];
            let mut question = Question::new(format!("q{number}"), label(number), kind);
            question.hint = Some(label(number));
            question.value = "写了些什么 <b>".to_owned();
            question.fault = Some(FaultKind::Required);
            let options = if number < 10 { 56 } else { 6 };
            question.options = (0..options)
                .map(|option| (format!("{option}"), label(option)))
                .collect();
            if kind == FieldKind::DivisionAddress {
                question.prefectures.clone_from(&prefectures);
            }
            question
        })
        .collect();
    FormPageView {
        head: Head {
            base: "/applications/x".into(),
            item: label(0),
            tasks: true,
            ..Head::default()
        },
        key: "page".into(),
        form: "0123".into(),
        title: label(1),
        intro: Some(label(2)),
        questions,
        page: 3,
        of: 9,
        back: "/applications/x/pages/before".into(),
        version: 3,
        seen: "ab".into(),
        returns: false,
        conflict: false,
    }
}

fn bench(criterion: &mut Criterion) {
    let view = view();
    for locale in Locale::ALL {
        let shell = Shell::sample(locale);
        let html = form_page(&shell, &view);
        assert_eq!(
            html.matches("field-wrong").count(),
            20,
            "each has its fault"
        );
        criterion.bench_function(
            &format!("a page with 20 errors, {}", locale.tag()),
            |bench| {
                bench.iter(|| form_page(black_box(&shell), black_box(&view)));
            },
        );
    }
}

criterion_group!(benches, bench);
criterion_main!(benches);
