//! What a due date costs: counting alone, as jobs and lists need it, and with the explanation that a page shows.
//! `cargo bench -p tongban-domain`.

#![expect(
    clippy::unwrap_used,
    reason = "a benchmark stops at the first surprise"
)]

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use domain::calendar::{Calendar, CalendarYear};
use domain::limit::{Limit, Pause, Term};
use jiff::civil::date;
use jiff::tz::TimeZone;

fn years() -> Vec<CalendarYear> {
    let texts = [
        include_str!("../../catalogue/calendars/2024.toml"),
        include_str!("../../catalogue/calendars/2025.toml"),
        include_str!("../../catalogue/calendars/2026.toml"),
    ];
    texts.map(|text| CalendarYear::parse(text).unwrap()).into()
}

fn deadlines(criterion: &mut Criterion) {
    let (calendar, tz) = (
        Calendar::new(years()),
        TimeZone::get("Asia/Shanghai").unwrap(),
    );
    let start = date(2026, 3, 2).at(10, 0, 0, 0).to_zoned(tz.clone());
    let start = start.unwrap().timestamp();
    let pauses = [
        Pause::of_days(date(2026, 3, 12), date(2026, 3, 24), &tz),
        Pause::of_days(date(2026, 4, 1), date(2026, 4, 8), &tz),
    ];
    let extended = Term {
        extension: Some(Limit::working_days(15)),
        ..Term::new(start, Limit::working_days(45)).with_pauses(&pauses)
    };
    let terms = [
        ("20 working days", Term::new(start, Limit::working_days(20))),
        ("60 working days", Term::new(start, Limit::working_days(60))),
        ("45 working days, two pauses, extended by 15", extended),
        ("15 natural days", Term::new(start, "15d".parse().unwrap())),
        ("24 hours", Term::new(start, "24h".parse().unwrap())),
    ];
    let mut group = criterion.benchmark_group("count");
    for (name, term) in &terms {
        group.bench_function(*name, |bencher| {
            bencher.iter(|| black_box(term).count(black_box(&calendar), &tz));
        });
    }
    group.finish();
    let mut group = criterion.benchmark_group("explain");
    for (name, term) in &terms {
        group.bench_function(*name, |bencher| {
            bencher.iter(|| black_box(term).explain(black_box(&calendar), &tz));
        });
    }
    group.finish();
    criterion.bench_function("a calendar from three notices", |bencher| {
        bencher.iter_batched(years, Calendar::new, BatchSize::SmallInput);
    });
}

criterion_group!(benches, deadlines);
criterion_main!(benches);
