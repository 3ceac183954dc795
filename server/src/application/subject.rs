//! What an application is for: an item, or a bundle of items. Both are a form to fill in.

use std::sync::Arc;

use app::citizen::application::start::Promise;
use domain::application::Answers;
use domain::bundle::{applying, given, promised};
use domain::catalogue::{Agency, Audience, Bundle, Definition, Form, Part, Suspension};
use domain::limit::Limit;
use domain::locale::Localised;
use jiff::civil::Date;

use crate::state::App;
use crate::submission::{place, route};

#[derive(Debug, Clone)]
pub enum Subject {
    Item(Arc<Definition>),
    Bundle(Arc<Bundle>),
}

impl Subject {
    /// What the catalogue has now under an item's code or a bundle's key; no text is both.
    pub fn find(app: &App, code: &str) -> Option<Self> {
        let item = app.item(code).map(Self::Item);
        item.or_else(|| {
            let bundle = app.catalogue.bundle(code)?;
            Some(Self::Bundle(Arc::clone(bundle)))
        })
    }

    pub fn code(&self) -> &str {
        match self {
            Self::Item(definition) => definition.item.code(),
            Self::Bundle(bundle) => bundle.key(),
        }
    }

    pub fn name(&self) -> &Localised {
        match self {
            Self::Item(definition) => &definition.item.name,
            Self::Bundle(bundle) => &bundle.name,
        }
    }

    /// Names the version.
    pub fn hash(&self) -> &str {
        match self {
            Self::Item(definition) => &definition.hash,
            Self::Bundle(bundle) => &bundle.hash,
        }
    }

    /// Why nobody can apply on that day; of a bundle, for one of the items that these answers apply for.
    pub fn suspension(&self, app: &App, answers: &Answers, today: Date) -> Option<Suspension> {
        match self {
            Self::Item(definition) => definition.item.suspension(today).cloned(),
            Self::Bundle(bundle) => applying(bundle, answers).into_iter().find_map(|part| {
                let definition = app.item(part.code())?;
                definition.item.suspension(today).cloned()
            }),
        }
    }

    pub fn form(&self) -> Form<'_> {
        match self {
            Self::Item(definition) => (&definition.item).into(),
            Self::Bundle(bundle) => bundle.form(),
        }
    }

    pub fn audience(&self) -> &[Audience] {
        match self {
            Self::Item(definition) => &definition.item.audience,
            Self::Bundle(bundle) => &bundle.audience,
        }
    }

    /// The address of the guide; that of the start is below it.
    pub fn guide(&self) -> String {
        match self {
            Self::Item(definition) => format!("/items/{}", definition.item.code()),
            Self::Bundle(bundle) => format!("/life-events/{}", bundle.key()),
        }
    }

    pub fn start(&self) -> String {
        format!("{}/application", self.guide())
    }

    pub fn promised(&self, app: &App) -> Option<Promise> {
        match self {
            Self::Item(definition) => Some(Promise::from(&definition.item)),
            Self::Bundle(bundle) => whole_limit(app, bundle).map(Promise::decided_within),
        }
    }

    /// Who gets it, given the answers that count: one agency, or those of the parts, each once.
    pub fn handled_by(&self, app: &App, answers: &Answers) -> Handled {
        match self {
            Self::Item(definition) => Handled {
                by: route(app, &definition.item, answers)
                    .map(|(agency, _)| vec![agency.name.clone()])
                    .unwrap_or_default(),
                unhandled: Vec::new(),
            },
            Self::Bundle(bundle) => {
                let mut handled = Handled::default();
                for part in applying(bundle, answers) {
                    match handler(app, bundle, part, answers) {
                        Some(agency) if !handled.by.contains(&agency.name) => {
                            handled.by.push(agency.name.clone());
                        }
                        Some(_) => {}
                        None => handled.unhandled.push(part.name.clone()),
                    }
                }
                handled
            }
        }
    }
}

/// How long a bundle takes where every promise is kept.
pub fn whole_limit(app: &App, bundle: &Bundle) -> Option<Limit> {
    promised(bundle, |code| {
        let definition = app.item(code)?;
        Some(definition.item.limits.promised.limit())
    })
}

fn handler<'a>(
    app: &'a App,
    bundle: &Bundle,
    part: &Part,
    answers: &Answers,
) -> Option<&'a Agency> {
    let item = &app.item(part.code())?.item;
    let answers = given(bundle, part, item, answers).answers;
    place(app, item, &answers)?;
    route(app, item, &answers).map(|(agency, _)| agency)
}

/// The agencies' names, and the parts that none of them handles.
#[derive(Debug, Default)]
pub struct Handled {
    by: Vec<Localised>,
    pub unhandled: Vec<Localised>,
}

impl Handled {
    /// All of them in one line; nothing where a part has nobody.
    pub fn names(&self) -> Option<Localised> {
        if self.by.is_empty() || !self.unhandled.is_empty() {
            return None;
        }
        let chinese: Vec<&str> = self.by.iter().map(|name| name.zh.as_str()).collect();
        let english: Vec<&str> = self
            .by
            .iter()
            .map(|name| name.en.as_deref().unwrap_or(&name.zh))
            .collect();
        Some(Localised::new(chinese.join("、"), english.join(", ")))
    }
}
