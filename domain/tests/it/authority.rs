//! Who may do what, printed; and what really happens to each role's each act at each stage.

use domain::authority::{Act, Role, may};
use domain::case::{Decision, Refusal};

use crate::world::*;

const MONDAY: &str = "2026-11-23 10:00";

fn table(cell: impl Fn(Role, Act) -> char) -> String {
    let mut text = String::from("           ");
    for act in Act::ALL {
        let (first, second) = act.key().split_once('-').unwrap_or((act.key(), ""));
        let initial: String = second.chars().take(1).collect();
        text += &format!(" {:<5}", format!("{}{initial}", &first[..4]));
    }
    for role in Role::ALL {
        text += &format!("\n{:<11}", role.key().replace("government", "gov"));
        for act in Act::ALL {
            text += &format!(" {}    ", cell(role, act));
        }
    }
    text.lines()
        .map(str::trim_end)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn role_and_act() {
    let matrix = table(|role, act| if may(role, act) { 'Y' } else { '.' });
    insta::assert_snapshot!(matrix, @"
                acce  corr  decl  retu  clai  step  deci  lice  deli  supp  with  rati  deema sign  paus  resu  exte  opin  orde  order order ordel order follu deemc deemr reca  tran  disp  disp  assi  deemo rout  migr  enqu  enqur remi  comp  forw  compr advi  advir void  ratic callb ratir ratia rativ ratir
    counter     Y     Y     Y     Y     Y     Y     .     .     Y     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     Y     Y     .     .     .     .     .     Y     .     .     .     .     Y     Y     .     .     .     .     .     .     .
    examiner    .     .     .     .     Y     Y     .     .     .     .     .     .     .     .     Y     Y     .     Y     .     .     .     .     .     .     .     .     .     .     Y     .     .     .     .     .     .     Y     .     .     .     .     Y     Y     .     .     .     .     .     .     .
    reviewer    .     .     .     .     Y     Y     .     .     .     .     .     .     .     .     Y     Y     .     Y     .     .     .     .     .     .     .     .     .     .     Y     .     .     .     .     .     .     Y     .     .     .     .     Y     Y     .     .     .     .     .     .     .
    decider     .     .     .     .     Y     Y     Y     .     .     .     .     .     .     .     Y     Y     .     Y     .     .     .     .     .     .     .     .     .     .     Y     .     .     .     .     .     .     Y     .     .     .     .     Y     Y     .     .     .     .     .     .     .
    issuer      .     .     .     .     Y     Y     .     Y     Y     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     .     .     .     Y     Y     .     .     .     .     .     .     .
    head        .     .     .     .     Y     Y     Y     .     .     .     .     .     .     .     Y     Y     Y     Y     .     Y     .     .     .     Y     .     .     .     .     Y     Y     Y     .     .     .     .     Y     .     .     .     .     Y     Y     Y     Y     Y     .     Y     .     .
    gov-head    .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    supervisor  .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     Y     Y     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     Y     .     .     .     .     Y     .     .     Y     Y
    admin       .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    applicant   .     .     .     .     .     .     .     .     .     Y     Y     Y     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     Y     Y     .     .     .     .     .     .     .     Y     .     .     .
    system      .     .     .     .     .     .     .     .     .     .     .     .     Y     Y     .     .     .     .     .     .     .     .     Y     .     Y     Y     Y     .     .     .     .     Y     Y     Y     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    ");
}

/// `Y` done, `.` denied, `x` blocked by the stage, `?` blocked by something else; a job that
/// has nothing to write is blocked.
fn attempted(run: &Run) -> String {
    table(|role, act| match attempt(run, &of_role(role), act, 0) {
        Ok(facts) if facts.is_empty() => {
            if of_role(role).may(act) {
                'x'
            } else {
                '.'
            }
        }
        Ok(_) => 'Y',
        Err(Refusal::Denied(_)) => '.',
        Err(Refusal::Blocked(domain::case::Blocked::Stage { .. })) => 'x',
        Err(Refusal::Blocked(_)) => '?',
    })
}

#[test]
fn role_and_act_at_each_stage() {
    let received = Run::new(item(), MONDAY);
    let mut lapsed = received.clone();
    lapsed.now = at("2026-12-01 00:00");
    let mut corrected = received.clone();
    corrected.correct(MONDAY, &["material:layout"]).unwrap();
    let mut overdue = corrected.clone();
    overdue.now = at("2026-12-15 00:00");
    let accepted = Run::accepted(item(), MONDAY);
    let mut half = accepted.clone().to("site-check");
    half.step(MONDAY, &examiner_2(), "site-check", "qualified")
        .unwrap();
    let mut refused = accepted.clone().to("decision");
    refused
        .decide(MONDAY, &decider(), Decision::Refused)
        .unwrap();
    let concluded = accepted.clone().to("end");
    let mut rated = concluded.clone();
    rated
        .act(MONDAY, &applicant(), |case, ctx| {
            rating(case, &applicant(), 5, ctx)
        })
        .unwrap();
    let mut paused = accepted.clone();
    paused
        .act(MONDAY, &examiner(), |case, ctx| {
            let expected = domain::limit::Limit::working_days(5);
            case.pause(&examiner(), "hearing", expected, NOTICE, statement(), ctx)
        })
        .unwrap();
    let mut rated_badly = concluded.clone();
    rated_badly
        .act(MONDAY, &applicant(), |case, ctx| {
            rating(case, &applicant(), 1, ctx)
        })
        .unwrap();
    let stages = [
        ("received", received),
        ("received, check lapsed", lapsed),
        ("awaiting supplement", corrected),
        ("awaiting supplement, lapsed", overdue),
        ("examination", accepted.clone()),
        ("site check", accepted.clone().to("site-check")),
        ("site check, one signed", half),
        ("examination, paused", paused),
        ("review", accepted.clone().to("review")),
        ("decision", accepted.clone().to("decision")),
        ("licence", accepted.clone().to("licence")),
        ("delivery", accepted.to("delivery")),
        ("delivery of a refusal", refused),
        ("concluded", concluded),
        ("rated", rated),
        ("rated badly", rated_badly),
    ];
    let text: Vec<_> = stages
        .iter()
        .map(|(name, run)| format!("== {name}\n{}", attempted(run)))
        .collect();
    insta::assert_snapshot!(text.join("\n\n"), @"
    == received
                acce  corr  decl  retu  clai  step  deci  lice  deli  supp  with  rati  deema sign  paus  resu  exte  opin  orde  order order ordel order follu deemc deemr reca  tran  disp  disp  assi  deemo rout  migr  enqu  enqur remi  comp  forw  compr advi  advir void  ratic callb ratir ratia rativ ratir
    counter     Y     Y     Y     x     Y     x     .     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     x     x     .     .     .     .     .     ?     .     .     .     .     Y     ?     .     .     .     .     .     .     .
    examiner    .     .     .     .     .     x     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    reviewer    .     .     .     .     .     x     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    decider     .     .     .     .     .     x     x     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    issuer      .     .     .     .     .     x     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    head        .     .     .     .     .     x     x     .     .     .     .     .     .     .     x     x     x     .     .     ?     .     .     .     ?     .     .     .     .     x     x     ?     .     .     .     .     ?     .     .     .     .     .     ?     Y     ?     ?     .     ?     .     .
    gov-head    .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    supervisor  .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     ?     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     ?     .     .     .     .     ?     .     .     ?     ?
    admin       .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    applicant   .     .     .     .     .     .     .     .     .     x     Y     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     ?     Y     .     .     .     .     .     .     .     ?     .     .     .
    system      .     .     .     .     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     x     .     x     x     Y     .     .     .     .     x     ?     Y     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .

    == received, check lapsed
                acce  corr  decl  retu  clai  step  deci  lice  deli  supp  with  rati  deema sign  paus  resu  exte  opin  orde  order order ordel order follu deemc deemr reca  tran  disp  disp  assi  deemo rout  migr  enqu  enqur remi  comp  forw  compr advi  advir void  ratic callb ratir ratia rativ ratir
    counter     Y     ?     ?     x     Y     x     .     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     x     x     .     .     .     .     .     ?     .     .     .     .     Y     ?     .     .     .     .     .     .     .
    examiner    .     .     .     .     .     x     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    reviewer    .     .     .     .     .     x     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    decider     .     .     .     .     .     x     x     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    issuer      .     .     .     .     .     x     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    head        .     .     .     .     .     x     x     .     .     .     .     .     .     .     x     x     x     .     .     ?     .     .     .     ?     .     .     .     .     x     x     ?     .     .     .     .     ?     .     .     .     .     .     ?     Y     ?     ?     .     ?     .     .
    gov-head    .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    supervisor  .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     ?     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     ?     .     .     .     .     ?     .     .     ?     ?
    admin       .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    applicant   .     .     .     .     .     .     .     .     .     x     Y     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     Y     Y     .     .     .     .     .     .     .     ?     .     .     .
    system      .     .     .     .     .     .     .     .     .     .     .     .     Y     Y     .     .     .     .     .     .     .     .     x     .     x     x     Y     .     .     .     .     x     ?     Y     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .

    == awaiting supplement
                acce  corr  decl  retu  clai  step  deci  lice  deli  supp  with  rati  deema sign  paus  resu  exte  opin  orde  order order ordel order follu deemc deemr reca  tran  disp  disp  assi  deemo rout  migr  enqu  enqur remi  comp  forw  compr advi  advir void  ratic callb ratir ratia rativ ratir
    counter     x     x     x     ?     x     x     .     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     x     x     .     .     .     .     .     ?     .     .     .     .     x     ?     .     .     .     .     .     .     .
    examiner    .     .     .     .     x     x     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     x     ?     .     .     .     .     .     .     .
    reviewer    .     .     .     .     x     x     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     x     ?     .     .     .     .     .     .     .
    decider     .     .     .     .     x     x     x     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     x     ?     .     .     .     .     .     .     .
    issuer      .     .     .     .     x     x     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     .     .     .     .     x     ?     .     .     .     .     .     .     .
    head        .     .     .     .     x     x     x     .     .     .     .     .     .     .     x     x     x     .     .     ?     .     .     .     ?     .     .     .     .     x     x     x     .     .     .     .     ?     .     .     .     .     x     ?     Y     ?     ?     .     ?     .     .
    gov-head    .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    supervisor  .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     ?     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     ?     .     .     .     .     ?     .     .     ?     ?
    admin       .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    applicant   .     .     .     .     .     .     .     .     .     Y     Y     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     x     Y     .     .     .     .     .     .     .     ?     .     .     .
    system      .     .     .     .     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     x     .     x     x     Y     .     .     .     .     x     x     Y     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .

    == awaiting supplement, lapsed
                acce  corr  decl  retu  clai  step  deci  lice  deli  supp  with  rati  deema sign  paus  resu  exte  opin  orde  order order ordel order follu deemc deemr reca  tran  disp  disp  assi  deemo rout  migr  enqu  enqur remi  comp  forw  compr advi  advir void  ratic callb ratir ratia rativ ratir
    counter     x     x     x     Y     x     x     .     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     x     x     .     .     .     .     .     ?     .     .     .     .     x     ?     .     .     .     .     .     .     .
    examiner    .     .     .     .     x     x     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     x     ?     .     .     .     .     .     .     .
    reviewer    .     .     .     .     x     x     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     x     ?     .     .     .     .     .     .     .
    decider     .     .     .     .     x     x     x     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     x     ?     .     .     .     .     .     .     .
    issuer      .     .     .     .     x     x     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     .     .     .     .     x     ?     .     .     .     .     .     .     .
    head        .     .     .     .     x     x     x     .     .     .     .     .     .     .     x     x     x     .     .     ?     .     .     .     ?     .     .     .     .     x     x     x     .     .     .     .     ?     .     .     .     .     x     ?     Y     ?     ?     .     ?     .     .
    gov-head    .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    supervisor  .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     ?     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     ?     .     .     .     .     ?     .     .     ?     ?
    admin       .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    applicant   .     .     .     .     .     .     .     .     .     Y     Y     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     x     Y     .     .     .     .     .     .     .     ?     .     .     .
    system      .     .     .     .     .     .     .     .     .     .     .     .     x     Y     .     .     .     .     .     .     .     .     x     .     x     x     Y     .     .     .     .     x     x     Y     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .

    == examination
                acce  corr  decl  retu  clai  step  deci  lice  deli  supp  with  rati  deema sign  paus  resu  exte  opin  orde  order order ordel order follu deemc deemr reca  tran  disp  disp  assi  deemo rout  migr  enqu  enqur remi  comp  forw  compr advi  advir void  ratic callb ratir ratia rativ ratir
    counter     x     x     x     x     .     .     .     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     x     x     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    examiner    .     .     .     .     Y     Y     .     .     .     .     .     .     .     .     Y     ?     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     Y     ?     .     .     .     .     .     .     .
    reviewer    .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    decider     .     .     .     .     .     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    issuer      .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    head        .     .     .     .     .     .     x     .     .     .     .     .     .     .     Y     ?     Y     .     .     ?     .     .     .     ?     .     .     .     .     x     x     Y     .     .     .     .     ?     .     .     .     .     .     ?     Y     ?     ?     .     ?     .     .
    gov-head    .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    supervisor  .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     ?     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     ?     .     .     .     .     ?     .     .     ?     ?
    admin       .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    applicant   .     .     .     .     .     .     .     .     .     x     Y     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     ?     Y     .     .     .     .     .     .     .     ?     .     .     .
    system      .     .     .     .     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     x     .     x     x     Y     .     .     .     .     x     ?     Y     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .

    == site check
                acce  corr  decl  retu  clai  step  deci  lice  deli  supp  with  rati  deema sign  paus  resu  exte  opin  orde  order order ordel order follu deemc deemr reca  tran  disp  disp  assi  deemo rout  migr  enqu  enqur remi  comp  forw  compr advi  advir void  ratic callb ratir ratia rativ ratir
    counter     x     x     x     x     .     .     .     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     x     x     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    examiner    .     .     .     .     Y     Y     .     .     .     .     .     .     .     .     Y     ?     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     Y     ?     .     .     .     .     .     .     .
    reviewer    .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    decider     .     .     .     .     .     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    issuer      .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    head        .     .     .     .     .     .     x     .     .     .     .     .     .     .     Y     ?     Y     .     .     ?     .     .     .     ?     .     .     .     .     x     x     Y     .     .     .     .     ?     .     .     .     .     .     ?     Y     ?     ?     .     ?     .     .
    gov-head    .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    supervisor  .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     ?     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     ?     .     .     .     .     ?     .     .     ?     ?
    admin       .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    applicant   .     .     .     .     .     .     .     .     .     x     Y     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     ?     Y     .     .     .     .     .     .     .     ?     .     .     .
    system      .     .     .     .     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     x     .     x     x     Y     .     .     .     .     x     ?     Y     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .

    == site check, one signed
                acce  corr  decl  retu  clai  step  deci  lice  deli  supp  with  rati  deema sign  paus  resu  exte  opin  orde  order order ordel order follu deemc deemr reca  tran  disp  disp  assi  deemo rout  migr  enqu  enqur remi  comp  forw  compr advi  advir void  ratic callb ratir ratia rativ ratir
    counter     x     x     x     x     .     .     .     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     x     x     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    examiner    .     .     .     .     Y     Y     .     .     .     .     .     .     .     .     Y     ?     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     Y     ?     .     .     .     .     .     .     .
    reviewer    .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    decider     .     .     .     .     .     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    issuer      .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    head        .     .     .     .     .     .     x     .     .     .     .     .     .     .     Y     ?     Y     .     .     ?     .     .     .     ?     .     .     .     .     x     x     Y     .     .     .     .     ?     .     .     .     .     .     ?     Y     ?     ?     .     ?     .     .
    gov-head    .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    supervisor  .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     ?     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     ?     .     .     .     .     ?     .     .     ?     ?
    admin       .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    applicant   .     .     .     .     .     .     .     .     .     x     Y     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     ?     Y     .     .     .     .     .     .     .     ?     .     .     .
    system      .     .     .     .     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     x     .     x     x     Y     .     .     .     .     x     ?     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .

    == examination, paused
                acce  corr  decl  retu  clai  step  deci  lice  deli  supp  with  rati  deema sign  paus  resu  exte  opin  orde  order order ordel order follu deemc deemr reca  tran  disp  disp  assi  deemo rout  migr  enqu  enqur remi  comp  forw  compr advi  advir void  ratic callb ratir ratia rativ ratir
    counter     x     x     x     x     .     .     .     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     x     x     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    examiner    .     .     .     .     Y     ?     .     .     .     .     .     .     .     .     ?     Y     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     Y     ?     .     .     .     .     .     .     .
    reviewer    .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    decider     .     .     .     .     .     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    issuer      .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    head        .     .     .     .     .     .     x     .     .     .     .     .     .     .     ?     Y     Y     .     .     ?     .     .     .     ?     .     .     .     .     x     x     Y     .     .     .     .     ?     .     .     .     .     .     ?     Y     ?     ?     .     ?     .     .
    gov-head    .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    supervisor  .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     ?     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     ?     .     .     .     .     ?     .     .     ?     ?
    admin       .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    applicant   .     .     .     .     .     .     .     .     .     x     Y     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     ?     Y     .     .     .     .     .     .     .     ?     .     .     .
    system      .     .     .     .     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     x     .     x     x     Y     .     .     .     .     x     ?     Y     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .

    == review
                acce  corr  decl  retu  clai  step  deci  lice  deli  supp  with  rati  deema sign  paus  resu  exte  opin  orde  order order ordel order follu deemc deemr reca  tran  disp  disp  assi  deemo rout  migr  enqu  enqur remi  comp  forw  compr advi  advir void  ratic callb ratir ratia rativ ratir
    counter     x     x     x     x     .     .     .     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     x     x     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    examiner    .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    reviewer    .     .     .     .     Y     Y     .     .     .     .     .     .     .     .     Y     ?     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     Y     ?     .     .     .     .     .     .     .
    decider     .     .     .     .     .     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    issuer      .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    head        .     .     .     .     .     .     x     .     .     .     .     .     .     .     Y     ?     Y     .     .     ?     .     .     .     ?     .     .     .     .     x     x     ?     .     .     .     .     ?     .     .     .     .     .     ?     Y     ?     ?     .     ?     .     .
    gov-head    .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    supervisor  .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     ?     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     ?     .     .     .     .     ?     .     .     ?     ?
    admin       .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    applicant   .     .     .     .     .     .     .     .     .     x     Y     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     ?     Y     .     .     .     .     .     .     .     ?     .     .     .
    system      .     .     .     .     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     x     .     x     x     Y     .     .     .     .     x     ?     Y     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .

    == decision
                acce  corr  decl  retu  clai  step  deci  lice  deli  supp  with  rati  deema sign  paus  resu  exte  opin  orde  order order ordel order follu deemc deemr reca  tran  disp  disp  assi  deemo rout  migr  enqu  enqur remi  comp  forw  compr advi  advir void  ratic callb ratir ratia rativ ratir
    counter     x     x     x     x     .     x     .     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     x     x     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    examiner    .     .     .     .     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    reviewer    .     .     .     .     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    decider     .     .     .     .     Y     x     Y     .     .     .     .     .     .     .     Y     ?     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     Y     ?     .     .     .     .     .     .     .
    issuer      .     .     .     .     .     x     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    head        .     .     .     .     .     x     .     .     .     .     .     .     .     .     Y     ?     Y     .     .     ?     .     .     .     ?     .     .     .     .     x     x     ?     .     .     .     .     ?     .     .     .     .     .     ?     Y     ?     ?     .     ?     .     .
    gov-head    .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    supervisor  .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     ?     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     ?     .     .     .     .     ?     .     .     ?     ?
    admin       .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    applicant   .     .     .     .     .     .     .     .     .     x     Y     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     ?     Y     .     .     .     .     .     .     .     ?     .     .     .
    system      .     .     .     .     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     x     .     x     x     Y     .     .     .     .     x     ?     Y     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .

    == licence
                acce  corr  decl  retu  clai  step  deci  lice  deli  supp  with  rati  deema sign  paus  resu  exte  opin  orde  order order ordel order follu deemc deemr reca  tran  disp  disp  assi  deemo rout  migr  enqu  enqur remi  comp  forw  compr advi  advir void  ratic callb ratir ratia rativ ratir
    counter     x     x     x     x     .     x     .     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     x     x     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    examiner    .     .     .     .     .     x     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    reviewer    .     .     .     .     .     x     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    decider     .     .     .     .     .     x     x     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    issuer      .     .     .     .     Y     x     .     Y     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     .     .     .     .     Y     ?     .     .     .     .     .     .     .
    head        .     .     .     .     .     x     x     .     .     .     .     .     .     .     x     x     x     .     .     ?     .     .     .     ?     .     .     .     .     x     x     ?     .     .     .     .     ?     .     .     .     .     .     ?     x     ?     ?     .     ?     .     .
    gov-head    .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    supervisor  .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     ?     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     ?     .     .     .     .     ?     .     .     ?     ?
    admin       .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    applicant   .     .     .     .     .     .     .     .     .     x     x     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     ?     Y     .     .     .     .     .     .     .     ?     .     .     .
    system      .     .     .     .     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     x     .     x     x     Y     .     .     .     .     x     ?     Y     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .

    == delivery
                acce  corr  decl  retu  clai  step  deci  lice  deli  supp  with  rati  deema sign  paus  resu  exte  opin  orde  order order ordel order follu deemc deemr reca  tran  disp  disp  assi  deemo rout  migr  enqu  enqur remi  comp  forw  compr advi  advir void  ratic callb ratir ratia rativ ratir
    counter     x     x     x     x     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     x     x     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    examiner    .     .     .     .     .     x     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    reviewer    .     .     .     .     .     x     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    decider     .     .     .     .     .     x     x     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    issuer      .     .     .     .     Y     x     .     x     Y     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     .     .     .     .     Y     ?     .     .     .     .     .     .     .
    head        .     .     .     .     .     x     x     .     .     .     .     .     .     .     x     x     x     .     .     ?     .     .     .     ?     .     .     .     .     x     x     ?     .     .     .     .     ?     .     .     .     .     .     ?     x     ?     ?     .     ?     .     .
    gov-head    .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    supervisor  .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     ?     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     ?     .     .     .     .     ?     .     .     ?     ?
    admin       .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    applicant   .     .     .     .     .     .     .     .     .     x     x     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     ?     Y     .     .     .     .     .     .     .     ?     .     .     .
    system      .     .     .     .     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     x     .     x     x     Y     .     .     .     .     x     ?     Y     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .

    == delivery of a refusal
                acce  corr  decl  retu  clai  step  deci  lice  deli  supp  with  rati  deema sign  paus  resu  exte  opin  orde  order order ordel order follu deemc deemr reca  tran  disp  disp  assi  deemo rout  migr  enqu  enqur remi  comp  forw  compr advi  advir void  ratic callb ratir ratia rativ ratir
    counter     x     x     x     x     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     x     x     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    examiner    .     .     .     .     .     x     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    reviewer    .     .     .     .     .     x     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    decider     .     .     .     .     .     x     x     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     .     ?     .     .     .     .     .     .     .
    issuer      .     .     .     .     Y     x     .     x     Y     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     .     .     .     .     Y     ?     .     .     .     .     .     .     .
    head        .     .     .     .     .     x     x     .     .     .     .     .     .     .     x     x     x     .     .     ?     .     .     .     ?     .     .     .     .     x     x     ?     .     .     .     .     ?     .     .     .     .     .     ?     x     ?     ?     .     ?     .     .
    gov-head    .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    supervisor  .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     ?     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     ?     .     .     .     .     ?     .     .     ?     ?
    admin       .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    applicant   .     .     .     .     .     .     .     .     .     x     x     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     ?     Y     .     .     .     .     .     .     .     ?     .     .     .
    system      .     .     .     .     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     x     .     x     x     Y     .     .     .     .     x     ?     Y     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .

    == concluded
                acce  corr  decl  retu  clai  step  deci  lice  deli  supp  with  rati  deema sign  paus  resu  exte  opin  orde  order order ordel order follu deemc deemr reca  tran  disp  disp  assi  deemo rout  migr  enqu  enqur remi  comp  forw  compr advi  advir void  ratic callb ratir ratia rativ ratir
    counter     x     x     x     x     x     x     .     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     x     x     .     .     .     .     .     ?     .     .     .     .     x     ?     .     .     .     .     .     .     .
    examiner    .     .     .     .     x     x     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     x     ?     .     .     .     .     .     .     .
    reviewer    .     .     .     .     x     x     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     x     ?     .     .     .     .     .     .     .
    decider     .     .     .     .     x     x     x     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     x     ?     .     .     .     .     .     .     .
    issuer      .     .     .     .     x     x     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     .     .     .     .     x     ?     .     .     .     .     .     .     .
    head        .     .     .     .     x     x     x     .     .     .     .     .     .     .     x     x     x     .     .     ?     .     .     .     ?     .     .     .     .     x     x     x     .     .     .     .     ?     .     .     .     .     x     ?     x     ?     ?     .     ?     .     .
    gov-head    .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    supervisor  .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     ?     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     ?     .     .     .     .     ?     .     .     ?     ?
    admin       .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    applicant   .     .     .     .     .     .     .     .     .     x     x     Y     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     x     Y     .     .     .     .     .     .     .     ?     .     .     .
    system      .     .     .     .     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     x     .     x     x     x     .     .     .     .     x     x     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .

    == rated
                acce  corr  decl  retu  clai  step  deci  lice  deli  supp  with  rati  deema sign  paus  resu  exte  opin  orde  order order ordel order follu deemc deemr reca  tran  disp  disp  assi  deemo rout  migr  enqu  enqur remi  comp  forw  compr advi  advir void  ratic callb ratir ratia rativ ratir
    counter     x     x     x     x     x     x     .     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     x     x     .     .     .     .     .     ?     .     .     .     .     x     ?     .     .     .     .     .     .     .
    examiner    .     .     .     .     x     x     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     x     ?     .     .     .     .     .     .     .
    reviewer    .     .     .     .     x     x     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     x     ?     .     .     .     .     .     .     .
    decider     .     .     .     .     x     x     x     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     x     ?     .     .     .     .     .     .     .
    issuer      .     .     .     .     x     x     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     .     .     .     .     x     ?     .     .     .     .     .     .     .
    head        .     .     .     .     x     x     x     .     .     .     .     .     .     .     x     x     x     .     .     ?     .     .     .     ?     .     .     .     .     x     x     x     .     .     .     .     ?     .     .     .     .     x     ?     x     ?     ?     .     ?     .     .
    gov-head    .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    supervisor  .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     ?     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     ?     .     .     .     .     ?     .     .     ?     ?
    admin       .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    applicant   .     .     .     .     .     .     .     .     .     x     x     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     x     Y     .     .     .     .     .     .     .     ?     .     .     .
    system      .     .     .     .     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     x     .     x     x     x     .     .     .     .     x     x     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .

    == rated badly
                acce  corr  decl  retu  clai  step  deci  lice  deli  supp  with  rati  deema sign  paus  resu  exte  opin  orde  order order ordel order follu deemc deemr reca  tran  disp  disp  assi  deemo rout  migr  enqu  enqur remi  comp  forw  compr advi  advir void  ratic callb ratir ratia rativ ratir
    counter     x     x     x     x     x     x     .     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     x     x     .     .     .     .     .     ?     .     .     .     .     x     ?     .     .     .     .     .     .     .
    examiner    .     .     .     .     x     x     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     x     ?     .     .     .     .     .     .     .
    reviewer    .     .     .     .     x     x     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     x     ?     .     .     .     .     .     .     .
    decider     .     .     .     .     x     x     x     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     ?     .     .     .     .     x     ?     .     .     .     .     .     .     .
    issuer      .     .     .     .     x     x     .     x     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     .     .     .     .     x     ?     .     .     .     .     .     .     .
    head        .     .     .     .     x     x     x     .     .     .     .     .     .     .     x     x     x     .     .     ?     .     .     .     ?     .     .     .     .     x     x     x     .     .     .     .     ?     .     .     .     .     x     ?     x     Y     ?     .     Y     .     .
    gov-head    .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    supervisor  .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     ?     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     ?     ?     .     .     .     .     ?     .     .     ?     ?
    admin       .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    applicant   .     .     .     .     .     .     .     .     .     x     x     ?     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .     Y     .     x     Y     .     .     .     .     .     .     .     ?     .     .     .
    system      .     .     .     .     .     .     .     .     .     .     .     .     x     x     .     .     .     .     .     .     .     .     x     .     x     x     x     .     .     .     .     x     x     x     .     .     .     .     .     .     .     .     .     .     .     .     .     .     .
    ");
}
