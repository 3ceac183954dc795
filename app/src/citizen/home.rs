//! `/`: search first, then what waits for the person, then the shelves.

use domain::catalogue::{Agency, Suspension, Theme};
use domain::locale::Localised;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;

use super::agency::{hotline, phone};
use super::life_event::{EventLine, event_cards};
use crate::layout::{PageOptions, page_with};
use crate::parts::acting::switch;
use crate::parts::button::{Weight, button_link};
use crate::parts::card::{Card, card_grid};
use crate::parts::case_no::case_no;
use crate::parts::empty::empty;
use crate::parts::hero::hero;
use crate::parts::search_box::{SearchBox, search_box};
use crate::parts::tabs::{Tab, tabs};
use crate::parts::time;
use crate::shell::Shell;

#[derive(Debug, Clone, Default)]
pub struct Home {
    pub shelf: Shelf,
    pub events: Vec<EventLine>,
    /// Most applied for lately.
    pub popular: Vec<ItemLine>,
    /// The newest of those that wait, and how many more do.
    pub turns: Vec<Turn>,
    pub more_turns: usize,
    pub drafts: Vec<DraftLine>,
    /// What waits in what the reader does for others.
    pub for_others: Vec<ForOther>,
    /// Offers to act for somebody that the reader has not answered.
    pub offers: usize,
    /// The visitor's division, and where another is chosen.
    pub here: Option<Localised>,
    pub change: String,
    /// The item by which people tell what could not be done.
    pub window: Option<String>,
}

#[derive(Debug, Clone)]
pub enum Shelf {
    Person(Vec<(Theme, Vec<ItemLine>)>),
    Entity(Vec<(Theme, Vec<ItemLine>)>),
    Events,
    Agencies(Directory),
}

impl Default for Shelf {
    fn default() -> Self {
        Self::Person(Vec::new())
    }
}

#[derive(Debug, Clone)]
pub struct ItemLine {
    pub code: String,
    pub name: Localised,
    pub summary: Localised,
    pub at: At,
}

/// Whether something can be had in the visitor's division.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum At {
    /// They have not said where they are.
    #[default]
    Unknown,
    /// From this agency, where it is one.
    Here(Option<Localised>),
    /// Only there.
    Elsewhere(Vec<Localised>),
    /// Nowhere, for now.
    Suspended(Suspension),
}

impl At {
    /// In words. None where there is nothing to say.
    pub(super) fn line(&self, shell: &Shell, here: Option<&Localised>) -> Option<String> {
        match self {
            Self::Unknown | Self::Here(None) => None,
            Self::Here(Some(agency)) => {
                Some(shell.tv("find-at", &[("agency", shell.l(agency).into())]))
            }
            Self::Suspended(why) => Some(suspended(shell, why)),
            Self::Elsewhere(places) => {
                let here = here.map_or_else(String::new, |here| shell.l(here));
                let places: Vec<String> = places.iter().map(|place| shell.l(place)).collect();
                let places = places.join(&shell.t("find-and"));
                let key = if places.is_empty() {
                    "find-nowhere"
                } else {
                    "find-elsewhere"
                };
                let values = [("here", here.into()), ("places", places.into())];
                Some(shell.tv(key, &values))
            }
        }
    }
}

/// Why nobody can apply, and until when.
pub(super) fn suspended(shell: &Shell, why: &Suspension) -> String {
    let reason = shell.l(&why.reason);
    match why.until {
        Some(until) => {
            let until = crate::text::date(shell.locale, until);
            let values = [("reason", reason.into()), ("until", until.into())];
            shell.tv("find-suspended-until", &values)
        }
        None => shell.tv("find-suspended", &[("reason", reason.into())]),
    }
}

/// The agencies of one division, and the divisions beside and below it.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    pub here: Option<Localised>,
    /// Code and name, outermost first.
    pub above: Vec<(String, Localised)>,
    pub below: Vec<(String, Localised)>,
    pub agencies: Vec<(Agency, Vec<ItemLine>)>,
}

/// A case that waits for its applicant.
#[derive(Debug, Clone)]
pub struct Turn {
    pub number: String,
    pub item: Localised,
    pub by: Option<Date>,
    /// A fee is to be paid; otherwise something is to be handed in.
    pub pays: bool,
    /// What was promised; otherwise corrections.
    pub promised: bool,
}

/// Cases of somebody for whom the reader may act, which wait for their applicant.
#[derive(Debug, Clone)]
pub struct ForOther {
    pub name: String,
    pub delegation: String,
    pub count: usize,
}

#[derive(Debug, Clone)]
pub struct DraftLine {
    pub href: String,
    pub item: Localised,
    pub saved_at: Timestamp,
}

pub fn home_page(shell: &Shell, view: &Home) -> String {
    let popular: Vec<AnyView> = view
        .popular
        .iter()
        .map(|item| {
            let href = format!("/items/{}", item.code);
            view! { <li><a href=href>{shell.words(&item.name)}</a></li> }.into_any()
        })
        .collect();
    // In large text the page says less: whoever needs it is served by few and big things.
    let is_plain = shell.large_text;
    // What waits for the person comes before what others apply for.
    let waits = has_own(view);
    let popular = (!popular.is_empty() && !is_plain && !waits).then(|| {
        view! {
            <div class="popular">
                <span>{shell.t("citizen-popular")}</span>
                <ul class="plain-list">{popular}</ul>
            </div>
        }
    });
    let search = SearchBox {
        action: "/search".into(),
        label: shell.t("search-label"),
        label_hidden: true,
        hint: (!is_plain).then(|| shell.t("citizen-search-hint")),
        ..SearchBox::default()
    };
    let head = view! {
        {search_box(shell, &search)}
        <div class="popular">{here(shell, view.here.as_ref(), &view.change)}</div>
        {popular}
    };
    let at = |href: &str, key: &str, current: bool| Tab::new(href, shell.t(key), current);
    let shelves = [
        at(
            // Whoever acts for a business begins on its shelf.
            if shell.acting_for.is_some() {
                "/?for=person"
            } else {
                "/"
            },
            "citizen-for-person",
            matches!(view.shelf, Shelf::Person(_)),
        ),
        at(
            "/?for=entity",
            "citizen-for-entity",
            matches!(view.shelf, Shelf::Entity(_)),
        ),
        at(
            "/?for=events",
            "citizen-events",
            matches!(view.shelf, Shelf::Events),
        ),
        at(
            "/?for=agencies",
            "citizen-for-agencies",
            matches!(view.shelf, Shelf::Agencies(_)),
        ),
    ];
    let shelf = match &view.shelf {
        Shelf::Person(themes) | Shelf::Entity(themes) => themed(shell, view, themes),
        Shelf::Events => event_cards(shell, &view.events),
        Shelf::Agencies(directory) => agencies(shell, directory),
    };
    let lede = (!waits && !is_plain).then(|| shell.t("foot-promise"));
    // The tab has them as well.
    let with_events = !is_plain && !matches!(view.shelf, Shelf::Events);
    let body = view! {
        {hero(shell.t("citizen-home-title"), lede, head.into_any())}
        <div class="wrap home">
            {mine(shell, view)}
            {is_plain.then(|| ways(shell, view.window.as_deref()))}
            {with_events.then(|| events(shell, &view.events))}
            <section aria-labelledby="shelves">
                <h2 id="shelves">{shell.t("citizen-shelves")}</h2>
                {tabs(shell.t("citizen-shelves-by"), &shelves)}
                {shelf}
            </section>
        </div>
    };
    let options = PageOptions {
        no_search: true,
        bare: true,
        ..PageOptions::default()
    };
    page_with(shell, "", options, body.into_any())
}

/// Where the visitor is, and the way to say so.
pub(super) fn here(shell: &Shell, here: Option<&Localised>, change: &str) -> AnyView {
    let href = change.to_owned();
    match here {
        Some(name) => view! {
            <span>{shell.t("find-here")}" "<strong>{shell.words(name)}</strong></span>
            <a href=href>{shell.t("find-change")}<span class="vh">{shell.t("find-change-what")}</span></a>
        }
        .into_any(),
        None => view! { <a href=href>{shell.t("find-choose")}</a> }.into_any(),
    }
}

/// What else most people come for.
fn ways(shell: &Shell, window: Option<&str>) -> AnyView {
    let mut ways = vec![
        Card::new("/track", shell.t("nav-track")),
        Card::new(
            format!("tel:{}", shell.hotline),
            shell.tv("find-call", &[("number", (&shell.hotline).into())]),
        ),
    ];
    if let Some(code) = window {
        let href = format!("/items/{code}");
        ways.push(Card::new(href, shell.t("citizen-window")));
    }
    if shell.user.is_some() {
        ways.insert(0, Card::new("/cases", shell.t("nav-cases")));
    }
    card_grid(&ways)
}

fn mine(shell: &Shell, view: &Home) -> AnyView {
    let turns = (!view.turns.is_empty()).then(|| {
        let lines: Vec<AnyView> = view
            .turns
            .iter()
            .map(|turn| {
                let href = format!("/cases/{}", turn.number);
                let by = turn.by.map(|by| {
                    let words = if turn.pays {
                        "citizen-pay-by"
                    } else if turn.promised {
                        "citizen-owed-by"
                    } else {
                        "citizen-supplement-by"
                    };
                    view! { <p>{shell.t(words)} {time::day(shell, by)}</p> }
                });
                view! {
                    <li class="sheet turn">
                        <h3><a href=href>{shell.words(&turn.item)}</a></h3>
                        <p class="meta">{case_no(&turn.number)}</p>
                        {by}
                    </li>
                }
                .into_any()
            })
            .collect();
        let more = (view.more_turns > 0).then(|| {
            let words = shell.tv("home-more-turns", &[("count", view.more_turns.into())]);
            view! { <p><a href="/cases?state=turn">{words}</a></p> }
        });
        view! {
            <section aria-labelledby="turns">
                <h2 id="turns">{shell.t("citizen-turns")}</h2>
                <ul class="plain-list">{lines}</ul>
                {more}
            </section>
        }
    });
    let drafts = (!view.drafts.is_empty()).then(|| {
        let lines: Vec<AnyView> = view
            .drafts
            .iter()
            .map(|draft| {
                let words = shell.t("citizen-continue");
                view! {
                    <li class="sheet draft">
                        <h3>{shell.words(&draft.item)}</h3>
                        <p class="meta">{shell.t("citizen-saved")} {time::instant(shell, draft.saved_at)}</p>
                        {button_link(words, draft.href.clone(), Weight::Quiet)}
                    </li>
                }
                .into_any()
            })
            .collect();
        view! {
            <section aria-labelledby="drafts">
                <h2 id="drafts">{shell.t("citizen-drafts")}</h2>
                <ul class="plain-list">{lines}</ul>
                <p><a href="/applications">{shell.t("form-drafts-link")}</a></p>
            </section>
        }
    });
    if !has_own(view) {
        return ().into_any();
    }
    view! { <div class="home-mine">{turns}{for_others(shell, view)}{drafts}</div> }.into_any()
}

/// Whether anything waits for the reader.
fn has_own(view: &Home) -> bool {
    let (turns, drafts, others) = (&view.turns, &view.drafts, &view.for_others);
    !(turns.is_empty() && drafts.is_empty() && others.is_empty()) || view.offers > 0
}

/// Whoever acts for others comes to all of it from their own page.
fn for_others(shell: &Shell, view: &Home) -> Option<AnyView> {
    if view.for_others.is_empty() && view.offers == 0 {
        return None;
    }
    let lines: Vec<AnyView> = view
        .for_others
        .iter()
        .map(|one| {
            let values = [("name", (&one.name).into()), ("count", one.count.into())];
            let label = shell.tv("acting-for", &[("name", (&one.name).into())]);
            let turn = switch(
                Some(&one.delegation),
                "/cases?state=turn",
                label,
                Weight::Quiet,
            );
            view! {
                <li class="sheet turn">
                    <h3>{shell.tv("others-waiting", &values)}</h3>
                    {turn}
                </li>
            }
            .into_any()
        })
        .collect();
    let lines = (!lines.is_empty()).then(|| view! { <ul class="plain-list">{lines}</ul> });
    let count: usize = view.for_others.iter().map(|one| one.count).sum();
    let title = if count > 0 {
        shell.tv("others-title", &[("count", count.into())])
    } else {
        shell.t("others-offered")
    };
    let offers = (view.offers > 0).then(|| {
        let words = shell.tv("others-offers", &[("count", view.offers.into())]);
        view! { <p><a href="/account/delegations">{words}</a></p> }
    });
    Some(
        view! {
            <section aria-labelledby="others">
                <h2 id="others">{title}</h2>
                {lines}
                {offers}
            </section>
        }
        .into_any(),
    )
}

fn events(shell: &Shell, events: &[EventLine]) -> Option<AnyView> {
    let section = || {
        view! {
            <section aria-labelledby="life-events">
                <h2 id="life-events"><a href="/life-events">{shell.t("citizen-events")}</a></h2>
                <p>{shell.t("citizen-events-lede")}</p>
                {event_cards(shell, events)}
            </section>
        }
        .into_any()
    };
    (!events.is_empty()).then(section)
}

fn themed(shell: &Shell, view: &Home, themes: &[(Theme, Vec<ItemLine>)]) -> AnyView {
    if themes.is_empty() {
        return empty(shell.t("citizen-no-items"), hotline(shell));
    }
    let shelves: Vec<AnyView> = themes
        .iter()
        .map(|(theme, items)| {
            let name = shell.t(&format!("citizen-theme-{}", theme.key()));
            view! { <section class="shelf"><h3>{name}</h3>{cards(shell, view.here.as_ref(), items)}</section> }
                .into_any()
        })
        .collect();
    view! { <div class="shelves">{shelves}</div> }.into_any()
}

fn cards(shell: &Shell, here: Option<&Localised>, items: &[ItemLine]) -> AnyView {
    let cards: Vec<Card> = items
        .iter()
        .map(|item| {
            let href = format!("/items/{}", item.code);
            let mut card = Card::new(href, shell.l(&item.name));
            if !shell.large_text {
                card.text = Some(shell.l(&item.summary));
            }
            card.meta = item.at.line(shell, here);
            card
        })
        .collect();
    card_grid(&cards)
}

fn agencies(shell: &Shell, directory: &Directory) -> AnyView {
    let href = |code: &str| format!("/?for=agencies&division={code}");
    let above: Vec<AnyView> = directory
        .above
        .iter()
        .map(|(code, name)| {
            view! { <li><a href=href(code)>{shell.words(name)}</a></li> }.into_any()
        })
        .collect();
    let below: Vec<AnyView> = directory
        .below
        .iter()
        .map(|(code, name)| {
            view! { <li><a href=href(code)>{shell.words(name)}</a></li> }.into_any()
        })
        .collect();
    let above = (!above.is_empty()).then(|| {
        view! { <nav class="crumbs" aria-label=shell.t("breadcrumb")><ol>{above}</ol></nav> }
    });
    let below = (!below.is_empty()).then(|| {
        view! {
            <nav aria-label=shell.t("citizen-divisions")>
                <ul class="divisions plain-list">{below}</ul>
            </nav>
        }
    });
    let here = directory
        .here
        .as_ref()
        .map(|name| view! { <h3>{shell.words(name)}</h3> });
    let list: Vec<AnyView> = directory
        .agencies
        .iter()
        .map(|(agency, items)| {
            let items: Vec<AnyView> = items
                .iter()
                .map(|item| {
                    let href = format!("/items/{}?division={}", item.code, agency.division);
                    view! { <li><a href=href>{shell.words(&item.name)}</a></li> }.into_any()
                })
                .collect();
            let items = (!items.is_empty()).then(|| view! { <ul>{items}</ul> });
            let complaints = shell.t("citizen-complaint-phone");
            view! {
                <li class="sheet">
                    <h4>{shell.words(&agency.name)}</h4>
                    <p>{shell.words(&agency.address)}</p>
                    <p class="row">
                        <span>{shell.t("citizen-phone")} " " {phone(&agency.phone)}</span>
                        <span>{complaints} " " {phone(&agency.complaint_phone)}</span>
                    </p>
                    {items}
                </li>
            }
            .into_any()
        })
        .collect();
    let list = if list.is_empty() {
        empty(shell.t("citizen-no-agencies"), hotline(shell))
    } else {
        view! { <ul class="plain-list agencies">{list}</ul> }.into_any()
    };
    view! { {above}{here}{below}{list} }.into_any()
}

#[cfg(test)]
pub(super) mod tests {
    use domain::locale::Locale;

    use super::*;

    pub fn item() -> ItemLine {
        ItemLine {
            code: "000131001001".into(),
            name: Localised::new("食品经营许可", "Food business licence"),
            summary: Localised::new("开餐馆前申请", "Before you open"),
            at: At::Elsewhere(vec![Localised::new("兰州市", "Lanzhou")]),
        }
    }

    pub fn agency() -> Agency {
        Agency {
            id: "620102-market-supervision".into(),
            name: Localised::new("城关区市场监督管理局", "Chengguan"),
            division: "620102".into(),
            function: "market-supervision".into(),
            credit_code: "x".into(),
            address: Localised::new("庆阳路10号", "10 Qingyang Road"),
            phone: "0931-8800001".into(),
            complaint_phone: "0931-8801001".into(),
            cut_off: None,
            hall: None,
            hours: None,
            receives_for: Vec::new(),
        }
    }

    #[test]
    fn each_shelf_renders_in_both_languages() {
        let themes = || vec![(Theme::Food, vec![item()])];
        let directory = Directory {
            here: Some(Localised::new("城关区", "Chengguan")),
            above: vec![("620000".into(), Localised::new("甘肃省", "Gansu"))],
            below: vec![("620103".into(), Localised::new("七里河区", "Qilihe"))],
            agencies: vec![(agency(), vec![item()])],
        };
        for locale in Locale::ALL {
            for shelf in [
                Shelf::Person(themes()),
                Shelf::Entity(Vec::new()),
                Shelf::Events,
                Shelf::Agencies(directory.clone()),
                Shelf::Agencies(Directory::default()),
            ] {
                let view = Home {
                    window: Some("002046001001".into()),
                    shelf,
                    events: vec![crate::citizen::life_event::tests::event()],
                    popular: vec![item()],
                    more_turns: 3,
                    turns: vec![Turn {
                        number: "62010220261123000001F".into(),
                        item: item().name,
                        pays: false,
                        promised: true,
                        by: Some(jiff::civil::date(2026, 12, 1)),
                    }],
                    drafts: vec![DraftLine {
                        href: "/applications/1".into(),
                        item: item().name,
                        saved_at: Timestamp::UNIX_EPOCH,
                    }],
                    for_others: vec![ForOther {
                        name: "<黄河边>".into(),
                        delegation: "d1".into(),
                        count: 2,
                    }],
                    offers: 1,
                    here: Some(Localised::new("天水市", "Tianshui")),
                    change: "/division".into(),
                };
                let mut shell = Shell::sample(locale);
                let offered = Home {
                    offers: 1,
                    ..Home::default()
                };
                let html = home_page(&shell, &offered);
                assert!(html.contains("href=\"/account/delegations\""), "{html}");
                assert!(!html.contains('⟦') && !html.contains("/account/acting"));
                for large in [false, true] {
                    shell.large_text = large;
                    let html = home_page(&shell, &view);
                    assert!(!html.contains('⟦') && !html.contains("<黄"), "{html}");
                    assert!(html.contains("name=\"delegation\" value=\"d1\""));
                    assert_eq!(html.matches("<h1").count(), 1);
                }
            }
            for theme in Theme::ALL {
                let key = format!("citizen-theme-{}", theme.key());
                assert!(!Shell::sample(locale).t(&key).contains('⟦'), "{key}");
            }
        }
    }
}
