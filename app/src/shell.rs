//! What every page knows about its request: language, reader, place. Made by the server, once per request.

use domain::locale::{Locale, Localised};
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use leptos::prelude::*;

use crate::text::{self, Value};

/// One of the four audiences' parts of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Room {
    Citizen,
    Desk,
    Oversight,
    Admin,
}

impl Room {
    pub const ALL: [Self; 4] = [Self::Citizen, Self::Desk, Self::Oversight, Self::Admin];

    pub fn path(self) -> &'static str {
        match self {
            Self::Citizen => "/",
            Self::Desk => "/desk",
            Self::Oversight => "/oversight",
            Self::Admin => "/admin",
        }
    }

    /// The key of its name.
    pub fn key(self) -> &'static str {
        match self {
            Self::Citizen => "room-citizen",
            Self::Desk => "room-desk",
            Self::Oversight => "room-oversight",
            Self::Admin => "room-admin",
        }
    }
}

/// Who is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    pub name: String,
    /// Already in the reader's language: "审查人员 · 市民政局".
    pub role_line: String,
    /// The rooms that they may enter.
    pub rooms: Vec<Room>,
}

/// 代理: an absent person, in whose place the reader acts or may act until a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandIn {
    /// The absence, for the form that chooses it.
    pub absence: String,
    /// Already in the reader's language.
    pub name: String,
    pub until: Date,
}

/// What the head of the desk says of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StandIns {
    pub acting: Option<StandIn>,
    pub offered: Vec<StandIn>,
}

/// 代理: for whom a citizen acts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActingFor {
    pub name: String,
    /// The last day, where there is one.
    pub until: Option<Date>,
    /// Not for everything.
    pub some_items: bool,
}

#[derive(Debug, Clone)]
pub struct Shell {
    pub locale: Locale,
    pub large_text: bool,
    /// Path and query of this request: the language and text links stay on it.
    pub path: String,
    pub room: Room,
    pub user: Option<User>,
    pub demo: bool,
    pub portal: String,
    pub hotline: String,
    pub tz: TimeZone,
    pub today: Date,
    /// Choices that stand still, for administrators; a thousand stand for more.
    pub standing: u64,
    /// The reader turned the desk's keys on.
    pub keys: bool,
    /// At the desk: the query of the inbox that a case was opened from, percent-encoded, as the request has it.
    pub list: Option<String>,
    /// At the desk.
    pub stand_ins: StandIns,
    /// Messages that a citizen has not read; a hundred stand for more.
    pub unread: u64,
    /// Among citizens.
    pub acting_for: Option<ActingFor>,
    /// The id of whom this page is for, where a citizen signed in: their own, or whom they act for.
    pub principal: Option<String>,
    /// The reader works at a counter.
    pub counter: bool,
}

impl Shell {
    pub fn t(&self, key: &str) -> String {
        text::t(self.locale, key)
    }

    pub fn tv(&self, key: &str, values: &[(&str, Value<'_>)]) -> String {
        text::tv(self.locale, key, values)
    }

    /// The text in the reader's language; where it isn't translated, the Chinese. For attributes and sentences;
    /// in a page's body prefer [`Shell::words`], which tells the browser the language.
    pub fn l(&self, text: &Localised) -> String {
        text.get(self.locale).to_owned()
    }

    /// Like [`Shell::l`], marked with its language where it falls back.
    pub fn words(&self, text: &Localised) -> AnyView {
        let words = self.l(text);
        if text.falls_back(self.locale) {
            view! { <span lang="zh-CN">{words}</span> }.into_any()
        } else {
            words.into_any()
        }
    }

    pub fn date(&self, date: Date) -> String {
        text::date(self.locale, date)
    }

    /// Whether pages about all that is the reader's, or whose they act for, are for them.
    pub fn sees_all(&self) -> bool {
        self.acting_for.as_ref().is_none_or(|one| !one.some_items)
    }

    /// At the desk: the query that leads through the acts on a case back to the list that it was opened from, with its
    /// question mark; nothing where it came from none.
    pub fn list(&self) -> String {
        let list = self.list.as_ref();
        list.map_or_else(String::new, |list| format!("?list={list}"))
    }

    /// An address of the desk that leads back to that list, with one more parameter where there is one to give.
    pub fn listed(&self, path: &str, more: &str) -> String {
        let list = self.list();
        let joint = match (list.as_str(), more) {
            (_, "") => "",
            ("", _) => "?",
            _ => "&",
        };
        format!("{path}{list}{joint}{more}")
    }

    /// This request's address with one query parameter set anew.
    pub fn here_with(&self, name: &str, value: &str) -> String {
        let (path, query) = self.path.split_once('?').unwrap_or((&self.path, ""));
        let kept = query
            .split('&')
            .filter(|pair| !pair.is_empty() && pair.split('=').next() != Some(name));
        let set = format!("{name}={value}");
        let query: Vec<&str> = kept.chain([set.as_str()]).collect();
        format!("{path}?{}", query.join("&"))
    }

    /// For render tests and the gallery.
    pub fn sample(locale: Locale) -> Self {
        let (name, role_line, portal) = match locale {
            Locale::ZhCn => ("林晓雨", "个人用户", "陇原政务服务网"),
            Locale::En => (
                "Lin Xiaoyu",
                "Personal account",
                "Longyuan Government Services",
            ),
        };
        Self {
            locale,
            large_text: false,
            path: "/items?q=1".to_owned(),
            room: Room::Citizen,
            user: Some(User {
                name: name.to_owned(),
                role_line: role_line.to_owned(),
                rooms: vec![Room::Citizen],
            }),
            demo: true,
            portal: portal.to_owned(),
            hotline: "12345".to_owned(),
            tz: Offset::constant(8).to_time_zone(),
            today: jiff::civil::date(2026, 6, 3),
            standing: 0,
            keys: false,
            list: None,
            stand_ins: StandIns::default(),
            unread: 2,
            acting_for: None,
            principal: None,
            counter: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_links_stay_on_the_page() {
        let mut shell = Shell::sample(Locale::ZhCn);
        shell.path = "/search?q=a%20b&lang=zh-CN&page=2".to_owned();
        assert_eq!(
            shell.here_with("lang", "en"),
            "/search?q=a%20b&page=2&lang=en"
        );
        shell.path = "/".to_owned();
        assert_eq!(shell.here_with("text", "large"), "/?text=large");
    }
}
