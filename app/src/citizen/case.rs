//! `/cases/{no}`: one case to its applicant: what they have to do, how far it is, why each date is
//! what it is, what was decided, what they gave.

use domain::catalogue::Agency;
use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use super::agency::{contact, window};
use super::cases::{Stage, stage};
use super::fee::money;
use super::given::{Given, Section, answers, materials};
use super::progress::{Asked, Progress, asked, progress};
use super::voices::{Voices, voices};
use crate::layout::{PageOptions, page_with};
use crate::parts::button::{Weight, button, button_link};
use crate::parts::case_no::case_no;
use crate::parts::clock::{ClockView, clock};
use crate::parts::field;
use crate::parts::form::{Encoding, post, post_for};
use crate::parts::lamp::{LampView, lamp};
use crate::parts::notification::{Notification, notification};
use crate::parts::process::{PictureView, process_picture};
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone)]
pub struct CasePage {
    pub number: String,
    pub item: Localised,
    pub item_code: String,
    pub agency: Option<Agency>,
    pub stage: Stage,
    pub lamp: LampView,
    /// What was just done: `supplement`, `promised`, `withdrawal`, `rating`, `enquiry`, `reminder` or `complaint`.
    pub done: Option<&'static str>,
    pub turn: Option<Turn>,
    pub payment: Option<Payment>,
    pub progress: Progress,
    pub process: PictureView,
    pub clock: ClockView,
    pub decision: Option<DecisionView>,
    pub licence: Option<LicenceView>,
    pub delivery: Option<DeliveryView>,
    pub query_code: String,
    /// Whoever applied for the applicant.
    pub agent: Option<String>,
    pub answers: Vec<Section>,
    pub materials: Vec<Given>,
    /// The life event that it is a part of: where all its parts are followed, and its name.
    pub bundle: Option<(String, Localised)>,
    pub notices: Vec<NoticeLine>,
    pub voices: Voices,
    pub can: Vec<Can>,
    /// It has ended, and the same can be applied for again.
    pub again: bool,
    /// It was not done: the item by which that can be told.
    pub window: Option<String>,
    /// The applicant is asked to rate it, until this day.
    pub invites_rating: Option<Date>,
    pub rating: Option<u8>,
}

/// Something that the applicant can do now, or why not yet.
#[derive(Debug, Clone)]
pub struct Can {
    /// The act's name in locale keys, `case-can-…`.
    pub act: &'static str,
    /// Where it is done; absent while it is not possible.
    pub href: Option<String>,
    /// Why not, and from when on it is.
    pub why_not: Option<(&'static str, Option<Date>)>,
}

/// A written notice of the agency's.
#[derive(Debug, Clone)]
pub struct NoticeLine {
    /// Locale key.
    pub title: String,
    pub number: String,
    pub on: Date,
    pub href: String,
}

/// What the correction asks for, and until when.
#[derive(Debug, Clone)]
pub struct Turn {
    pub by: Option<Date>,
    pub asked: Vec<Asked>,
    /// Nothing has to be corrected: what was promised has to be handed in.
    pub owed: bool,
}

/// A fee that is due.
#[derive(Debug, Clone)]
pub struct Payment {
    /// In fen.
    pub amount: u32,
    /// What it is called, how it is charged, and who pays when.
    pub name: Option<Localised>,
    pub note: Localised,
    pub by: Option<Date>,
}

#[derive(Debug, Clone)]
pub struct DecisionView {
    /// It answers what somebody told, and grants and refuses nothing.
    pub answer: bool,
    pub granted: bool,
    /// What the item calls it.
    pub name: Option<Localised>,
    pub at: Timestamp,
    pub reason: Option<String>,
    pub remedies: Localised,
}

#[derive(Debug, Clone)]
pub struct LicenceView {
    pub name: Localised,
    pub number: String,
    pub issued_on: Date,
    pub valid_until: Option<Date>,
    pub renewal: Option<RenewalView>,
}

/// 延续.
#[derive(Debug, Clone)]
pub struct RenewalView {
    pub item_code: String,
    /// Whoever applies by then and hears nothing has it renewed.
    pub apply_by: Date,
    pub is_timely: bool,
    /// It is too early: from then on it can be asked for.
    pub opens_on: Option<Date>,
}

#[derive(Debug, Clone)]
pub struct DeliveryView {
    /// `counter`, `post` or `electronic`.
    pub method: &'static str,
    pub at: Timestamp,
    pub note: Option<String>,
}

pub fn case_page(shell: &Shell, view: &CasePage) -> String {
    let title = shell.l(&view.item);
    // Its guide is called like the item, too.
    let page_title = format!("{title} {}", view.number);
    let done = view.done.map(|what| {
        let words = shell.t(&format!("citizen-done-{what}"));
        notification(shell, Notification::Success, words, ().into_any())
    });
    let item = format!("/items/{}", view.item_code);
    let code = view.query_code.clone();
    let agent = view
        .agent
        .as_ref()
        .map(|name| Row::new(shell.t("citizen-submitted-by"), name.clone()));
    let about = summary_list(
        shell,
        vec![
            Row::of(shell.t("citizen-case-no"), case_no(&view.number)),
            Row::of(
                shell.t("citizen-query-code"),
                view! { <span class="query-code num">{code}</span> }.into_any(),
            ),
            Row::of(shell.t("citizen-stage"), stage(shell, &view.stage)),
            Row::of(
                shell.t("citizen-guide"),
                view! { <a href=item>{shell.words(&view.item)}</a> }.into_any(),
            ),
        ]
        .into_iter()
        .chain(agent)
        .collect(),
    );
    // On a phone the clock comes before what they gave, which they know already.
    let body = view! {
        {done}
        <h1>{shell.words(&view.item)}</h1>
        <p class="row">{case_no(&view.number)} {lamp(shell, view.lamp)}</p>
        {bundle(shell, view)}
        {turn(shell, view)}
        {payment(shell, view)}
        {rate(shell, view)}
        <div class="two own-case">
            <div>
                {result(shell, view)}
                {not_the_end(shell, view)}
                <h2 id="progress">{shell.t("citizen-progress")}</h2>
                {progress(shell, &view.progress)}
                {voices(shell, &view.voices)}
                <h2 id="process">{shell.t("citizen-guide-process")}</h2>
                {process_picture(shell, &view.process)}
            </div>
            <aside>
                {can(shell, view)}
                <div class="sheet">
                    <h2>{shell.t("citizen-clock")}</h2>
                    {clock(shell, &view.clock)}
                </div>
                {notices(shell, view)}
                <div class="sheet">
                    <h2>{shell.t("citizen-case")}</h2>
                    {about}
                </div>
                {agency(shell, view)}
            </aside>
            <div class="case-given">
                <h2 id="answers">{shell.t("citizen-given-answers")}</h2>
                {answers(shell, &view.answers)}
                <h2 id="materials">{shell.t("citizen-given-materials")}</h2>
                {materials(shell, &view.materials)}
            </div>
        </div>
    };
    let options = PageOptions {
        back: Some("/cases".into()),
        ..PageOptions::default()
    };
    page_with(shell, &page_title, options, body.into_any())
}

fn agency(shell: &Shell, view: &CasePage) -> Option<AnyView> {
    let agency = view.agency.as_ref()?;
    let title = shell.t("citizen-guide-contact");
    Some(view! { <div class="sheet"><h2>{title}</h2>{contact(shell, agency)}</div> }.into_any())
}

fn turn(shell: &Shell, view: &CasePage) -> Option<AnyView> {
    let turn = view.turn.as_ref()?;
    let by = turn
        .by
        .map(|by| view! { <p>{shell.t(if turn.owed { "citizen-owed-by" } else { "citizen-supplement-by" })} {time::day(shell, by)}</p> });
    let href = format!("/cases/{}/supplement", view.number);
    let body = view! {
        {asked(shell, &turn.asked)}
        {by}
        {button_link(shell.t(if turn.owed { "citizen-owed" } else { "citizen-supplement" }), href, Weight::Main)}
    };
    Some(notification(
        shell,
        Notification::YourTurn,
        shell.t(if turn.owed {
            "citizen-owed-title"
        } else {
            "citizen-turn-title"
        }),
        body.into_any(),
    ))
}

/// How much, to whom, until when; and that nobody else may ask for it.
fn payment(shell: &Shell, view: &CasePage) -> Option<AnyView> {
    let due = view.payment.as_ref()?;
    let name = due.name.as_ref().map(|name| shell.l(name));
    let name = name.unwrap_or_else(|| shell.t("case-fee"));
    let amount = view! { <strong class="num">{money(shell, due.amount)}</strong> }.into_any();
    let by = due
        .by
        .map(|by| Row::of(shell.t("case-pay-by"), time::day(shell, by)));
    let to = view.agency.as_ref().map(|agency| {
        let words = view! { {shell.words(&agency.name)}<br/>{shell.words(&agency.address)}<br/>{agency.phone.clone()} };
        Row::of(shell.t("case-pay-to"), words.into_any())
    });
    let rows = [Row::of(name, amount)].into_iter().chain(by).chain(to);
    let body = view! {
        {summary_list(shell, rows.collect())}
        <p>{shell.words(&due.note)}</p>
        <p>{shell.tv("case-pay-how", &[("no", (&view.number).into())])}</p>
    };
    Some(notification(
        shell,
        Notification::YourTurn,
        shell.t("case-pay-title"),
        body.into_any(),
    ))
}

fn rate(shell: &Shell, view: &CasePage) -> Option<AnyView> {
    let until = view.invites_rating?;
    let href = format!("/cases/{}/rating", view.number);
    let link = button_link(shell.t("citizen-rate"), href, Weight::Quiet);
    let body = view! { <p>{shell.t("case-rate-by")}" "{time::day(shell, until)}</p>{link} };
    Some(notification(
        shell,
        Notification::Info,
        shell.t("citizen-rate-invite"),
        body.into_any(),
    ))
}

/// By when to apply, what silence then means, and the button that starts it.
fn renew(shell: &Shell, number: &str, renewal: &RenewalView) -> AnyView {
    if let Some(day) = renewal.opens_on {
        return view! { {shell.t("citizen-renew-from")}{time::day(shell, day)} }.into_any();
    }
    let note = if renewal.is_timely {
        "citizen-renewal-timely"
    } else {
        "citizen-renewal-late"
    };
    let form = view! {
        {field::hidden("licence", number)}
        {button(shell.t("citizen-renew"), Weight::Quiet)}
    };
    let action = format!("/items/{}/application", renewal.item_code);
    view! {
        <p>{shell.t("citizen-renew-by")}" "{time::day(shell, renewal.apply_by)}</p>
        <p class="soft">{shell.t(note)}</p>
        {post_for(shell, action, form.into_any())}
    }
    .into_any()
}

/// Decision, licence and delivery.
fn result(shell: &Shell, view: &CasePage) -> Option<AnyView> {
    let decision = view.decision.as_ref()?;
    let words = match &decision.name {
        Some(name) => shell.words(name),
        None if decision.granted => shell.t("citizen-fact-granted").into_any(),
        None => shell.t("citizen-fact-refused").into_any(),
    };
    let mut rows = vec![
        Row::of(
            shell.t(if decision.answer {
                "citizen-answer-outcome"
            } else {
                "citizen-decision"
            }),
            view! { <strong>{words}</strong> }.into_any(),
        ),
        Row::of(
            shell.t(if decision.answer {
                "citizen-answered-on"
            } else {
                "citizen-decided-on"
            }),
            time::instant(shell, decision.at),
        ),
    ];
    if let Some(reason) = &decision.reason {
        let label = if decision.answer {
            "citizen-answer"
        } else {
            "citizen-reason"
        };
        rows.push(Row::new(shell.t(label), reason.clone()));
    }
    if let Some(licence) = &view.licence {
        let number = licence.number.clone();
        let href = format!("/account/wallet/licences/{number}");
        rows.push(Row::of(
            shell.t("citizen-licence"),
            view! { <a href=href>{shell.words(&licence.name)}</a> }.into_any(),
        ));
        rows.push(Row::of(
            shell.t("citizen-licence-no"),
            view! { <span class="licence-no" translate="no">{number}</span> }.into_any(),
        ));
        rows.push(Row::of(
            shell.t("citizen-issued-on"),
            time::day(shell, licence.issued_on),
        ));
        rows.push(Row::of(
            shell.t("citizen-valid-until"),
            match licence.valid_until {
                Some(until) => time::day(shell, until),
                None => shell.t("citizen-no-expiry").into_any(),
            },
        ));
        if let Some(renewal) = &licence.renewal {
            rows.push(Row::of(
                shell.t("citizen-renewal"),
                renew(shell, &licence.number, renewal),
            ));
        }
    }
    if let Some(delivery) = &view.delivery {
        let method = shell.t(&format!("citizen-delivery-{}", delivery.method));
        let note = delivery.note.clone().map(|note| view! { <br/>{note} });
        rows.push(Row::of(
            shell.t("citizen-delivery"),
            view! { {method} " " {time::instant(shell, delivery.at)}{note} }.into_any(),
        ));
    }
    if !decision.granted || decision.answer {
        rows.push(Row::of(
            shell.t("citizen-guide-remedies"),
            shell.words(&decision.remedies),
        ));
    }
    if let Some(level) = view.rating {
        rows.push(Row::new(
            shell.t("citizen-your-rating"),
            shell.t(&format!("citizen-level-of-rating-{level}")),
        ));
    }
    let title = shell.t("citizen-result");
    Some(
        view! { <div class="sheet"><h2 id="result">{title}</h2>{summary_list(shell, rows)}</div> }
            .into_any(),
    )
}

/// Not the end of it: what else can be done about a case that came to nothing.
fn not_the_end(shell: &Shell, view: &CasePage) -> Option<AnyView> {
    let link = window(shell, view.window.as_deref())?;
    let title = shell.t("case-not-the-end");
    Some(view! { <div class="sheet no-print"><h2 id="window">{title}</h2>{link}</div> }.into_any())
}

fn bundle(shell: &Shell, view: &CasePage) -> Option<AnyView> {
    let (href, name) = view.bundle.clone()?;
    let words = shell.t("case-part-of");
    Some(view! { <p>{words}" "<a href=href>{shell.words(&name)}</a></p> }.into_any())
}

fn can(shell: &Shell, view: &CasePage) -> Option<AnyView> {
    if view.can.is_empty() {
        return None;
    }
    let lines: Vec<AnyView> = view
        .can
        .iter()
        .map(|can| {
            let name = shell.t(&format!("case-can-{}", can.act));
            let name = match can.href.clone() {
                Some(href) => view! { <a href=href>{name}</a> }.into_any(),
                None => name.into_any(),
            };
            let note = match can.why_not {
                None => shell.t(&format!("case-can-{}-note", can.act)).into_any(),
                Some((key, day)) => {
                    let day = day.map(|day| view! { " "{time::day(shell, day)} });
                    view! { {shell.t(key)}{day} }.into_any()
                }
            };
            view! { <li>{name}<br/><span class="meta">{note}</span></li> }.into_any()
        })
        .collect();
    let again = view.again.then(|| {
        let form = view! {
            <p class="meta">{shell.t("case-again-note")}</p>
            {button(shell.t("case-again"), Weight::Quiet)}
        };
        let action = format!("/cases/{}/application", view.number);
        post(action, Encoding::Plain, form.into_any())
    });
    Some(
        view! {
            <nav class="sheet no-print" aria-labelledby="can">
                <h2 id="can">{shell.t("case-can")}</h2>
                <ul class="plain-list stack">{lines}</ul>
                {again}
            </nav>
        }
        .into_any(),
    )
}

fn notices(shell: &Shell, view: &CasePage) -> Option<AnyView> {
    if view.notices.is_empty() {
        return None;
    }
    let lines: Vec<AnyView> = view
        .notices
        .iter()
        .map(|notice| {
            let name = shell.t(&notice.title);
            let (href, number) = (notice.href.clone(), notice.number.clone());
            view! {
                <li><a href=href>{name}</a><br/><span class="meta">{number}" · "{time::short_day(shell, notice.on)}</span></li>
            }
            .into_any()
        })
        .collect();
    let title = shell.t("case-notices");
    Some(
        view! { <div class="sheet"><h2 id="notices">{title}</h2><ul class="plain-list stack">{lines}</ul></div> }
            .into_any(),
    )
}

#[cfg(test)]
mod tests {
    use domain::locale::Locale;

    use super::super::given::{Answer, File, Said};
    use super::super::home::tests::agency;
    use super::super::progress::{Next, Now, Passed, Title};
    use super::*;

    const CAN: [&str; 6] = [
        "enquiry",
        "reminder",
        "complaint",
        "rating",
        "withdrawal",
        "receipt",
    ];

    fn progress() -> Progress {
        let facts = [
            "received",
            "corrected",
            "supplemented",
            "handed-in",
            "payment",
            "promised",
            "accepted",
            "deemed-accepted",
            "declined",
            "returned",
            "granted",
            "refused",
            "licence-issued",
            "delivered",
            "withdrawn",
            "voided",
            "rated",
            "check",
            "supplement",
            "step",
            "enquired",
            "enquiry-answered",
            "reminded",
            "complained",
            "complaint-forwarded",
            "complaint-answered",
        ];
        let mut passed: Vec<Passed> = facts
            .into_iter()
            .map(|key| Passed::new(Timestamp::UNIX_EPOCH, Title::Fact(key)))
            .collect();
        let asked = Asked {
            label: Localised::new("名称", "Name"),
            note: "请核对 <b>".into(),
        };
        passed[0].asked = vec![asked];
        passed[1].outcome = Some(Localised::new("合格", "Passed"));
        passed[5].agency = Some(agency().name);
        passed[5].words = Some("不属于本机关".into());
        Progress {
            passed,
            now: Some(Now {
                title: Title::Step(Localised::new("现场核查", "Site check")),
                agency: Some(agency().name),
                by: Some(jiff::civil::date(2026, 12, 1)),
                phone: Some("0931-8481234".into()),
                since: Some(Timestamp::UNIX_EPOCH),
                paused: Some((
                    Localised::new("听证", "Hearing"),
                    Some(jiff::civil::date(2026, 12, 1)),
                )),
            }),
            next: vec![Next {
                title: Title::Fact("granted"),
                by: Some(jiff::civil::date(2026, 12, 1)),
            }],
        }
    }

    fn sample(granted: bool) -> CasePage {
        let answer = |said| Answer {
            label: Localised::new("问", "Question"),
            said,
        };
        CasePage {
            number: "62010220261123000001F".into(),
            item: Localised::new("食品经营许可", "Food business licence"),
            item_code: "000131001001".into(),
            agency: Some(agency()),
            stage: Stage::Key("granted".into()),
            lamp: LampView::ClosedInTime,
            done: Some("rating"),
            payment: Some(Payment {
                amount: 8000,
                name: Some(Localised::new("不动产登记费", "Registration fee")),
                note: Localised::new("登簿后缴纳。", "You pay after the booking."),
                by: Some(jiff::civil::date(2026, 12, 1)),
            }),
            turn: Some(Turn {
                by: Some(jiff::civil::date(2026, 12, 1)),
                asked: vec![],
                owed: false,
            }),
            progress: progress(),
            process: crate::parts::process::samples::underway(),
            clock: crate::parts::clock::samples::clock(),
            decision: Some(DecisionView {
                answer: false,
                name: granted.then(|| Localised::new("准予许可", "Granted")),
                granted,
                at: Timestamp::UNIX_EPOCH,
                reason: Some("符合条件".into()),
                remedies: Localised::new("六十日内", "Within 60 days"),
            }),
            licence: granted.then(|| LicenceView {
                name: Localised::new("许可证", "Licence"),
                number: "1.2.156.3005.2.X".into(),
                issued_on: jiff::civil::date(2026, 12, 1),
                valid_until: None,
                renewal: Some(RenewalView {
                    item_code: "000131001001".into(),
                    apply_by: jiff::civil::date(2031, 11, 1),
                    is_timely: granted,
                    opens_on: None,
                }),
            }),
            delivery: Some(DeliveryView {
                method: "counter",
                at: Timestamp::UNIX_EPOCH,
                note: Some("窗口".into()),
            }),
            query_code: "123456".into(),
            agent: Some("李雪梅".into()),
            answers: vec![Section {
                title: Localised::new("申请人", "Applicant"),
                answers: vec![
                    answer(Said::Nothing),
                    answer(Said::Text("<b>".into())),
                    answer(Said::YesNo(true)),
                    answer(Said::Members(vec![vec![
                        answer(Said::Text("<b>".into())),
                        answer(Said::Nothing),
                    ]])),
                    answer(Said::Day(jiff::civil::date(2026, 12, 1))),
                    answer(Said::Choices(vec![
                        Localised::new("甲", "A"),
                        Localised::new("乙", "B"),
                    ])),
                ],
            }],
            materials: ["form", "shared", "upload"]
                .map(|source| Given {
                    name: Localised::new("图", "Plan"),
                    source,
                    files: Vec::new(),
                })
                .into_iter()
                .chain([Given {
                    name: Localised::new("图", "Plan"),
                    source: "upload",
                    files: vec![File {
                        href: Some("/cases/1/materials/2".into()),
                        name: "图.pdf".into(),
                        bytes: 1,
                        uploaded_at: Timestamp::UNIX_EPOCH,
                    }],
                }])
                .collect(),
            bundle: Some((
                "/life-events/applications/1".into(),
                Localised::new("新生儿出生", "Having a baby"),
            )),
            notices: vec![NoticeLine {
                title: "notice-title-granted-licence".into(),
                number: "〔2026〕7号".into(),
                on: jiff::civil::date(2026, 12, 1),
                href: "/cases/1/notices/7".into(),
            }],
            voices: super::super::voices::samples::voices(),
            can: CAN
                .iter()
                .flat_map(|act| {
                    let can = |href, why_not| Can { act, href, why_not };
                    let day = Some(jiff::civil::date(2026, 12, 1));
                    [
                        can(Some("/cases/1/x".into()), None),
                        can(None, Some(("case-why-early", day))),
                    ]
                })
                .collect(),
            again: granted,
            window: (!granted).then(|| "002046001001".into()),
            invites_rating: Some(jiff::civil::date(2026, 12, 31)),
            rating: Some(5),
        }
    }

    #[test]
    fn everything_that_a_case_can_hold_renders_in_both_languages() {
        for locale in Locale::ALL {
            for granted in [true, false] {
                for done in [
                    "supplement",
                    "withdrawal",
                    "rating",
                    "enquiry",
                    "reminder",
                    "complaint",
                ] {
                    for method in ["counter", "post", "electronic"] {
                        let mut view = sample(granted);
                        view.done = Some(done);
                        if let Some(delivery) = &mut view.delivery {
                            delivery.method = method;
                        }
                        let html = case_page(&Shell::sample(locale), &view);
                        assert!(!html.contains('⟦') && !html.contains("<b>"), "{html}");
                        assert_eq!(html.contains("1.2.156.3005.2.X"), granted);
                    }
                }
            }
        }
    }
}
