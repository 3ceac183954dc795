//! What an item or a bundle says of itself that people may look for: for search, and for the proof that a word leads
//! somewhere.

use super::{Bundle, Question, ServiceItem};
use crate::locale::Localised;

/// Where it stands, which says how much it tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Said {
    Name,
    Alias,
    Summary,
    Material,
    Result,
    Question,
}

type Line<'a> = (Said, &'a str);

fn both(said: Said, text: &Localised) -> impl Iterator<Item = Line<'_>> {
    std::iter::once(&text.zh)
        .chain(&text.en)
        .map(move |text| (said, text.as_str()))
}

fn asked(questions: &[Question]) -> impl Iterator<Item = Line<'_>> {
    questions.iter().flat_map(|question| {
        both(Said::Question, &question.ask).chain(both(Said::Question, &question.answer))
    })
}

fn aliases(aliases: &[String]) -> impl Iterator<Item = Line<'_>> {
    aliases.iter().map(|alias| (Said::Alias, alias.as_str()))
}

impl ServiceItem {
    /// Texts in either language.
    pub fn says(&self) -> impl Iterator<Item = (Said, &str)> {
        let guide = &self.guide;
        let conditions = guide.conditions.iter();
        both(Said::Name, &self.name)
            .chain(aliases(&self.aliases))
            .chain(both(Said::Summary, &self.summary))
            .chain(
                self.materials
                    .iter()
                    .flat_map(|rule| both(Said::Material, &rule.name)),
            )
            .chain(
                self.licence
                    .iter()
                    .flat_map(|licence| both(Said::Result, &licence.name)),
            )
            .chain(both(Said::Result, &guide.result))
            .chain(both(Said::Question, &guide.who))
            .chain(conditions.flat_map(|condition| both(Said::Question, condition)))
            .chain(asked(&guide.questions))
    }
}

impl Bundle {
    /// Texts in either language.
    pub fn says(&self) -> impl Iterator<Item = (Said, &str)> {
        both(Said::Name, &self.name)
            .chain(aliases(&self.aliases))
            .chain(both(Said::Summary, &self.summary))
            .chain(both(Said::Result, &self.guide.result))
            .chain(both(Said::Question, &self.guide.who))
            .chain(asked(&self.guide.questions))
    }
}
