//! The state that a supplement starts from, and what it has to bring.

use app::citizen::given::File;
use app::citizen::supplement::{AskedField, AskedMaterial, AtCounter, Supplement};
use app::parts::identity::Identity;
use domain::application::{Answers, Fault, of_field, pages, uploads};
use domain::case::{Case, DeadlineKind, Target};
use domain::catalogue::{Field, Form, MaterialRule, ServiceItem};
use domain::mask;
use store::applications::{self, Application};
use store::cases::CaseKey;
use store::materials::{self, Material};
use store::{Tx, accounts};

use super::sent::Sent;
use crate::acts::{self, Loaded};
use crate::application::counter::PATH as COUNTER;
use crate::application::{Author, MOST as MOST_FILES};
use crate::citizen::given;
use crate::citizen::scope::{self, Texts};
use crate::counter::{self, Clerk, Shown};
use crate::error::Error;
use crate::files::UploadFault;
use crate::questions::questions;
use crate::reader::Reader;
use crate::state::App;
use crate::submission::read_answers;

/// A case that waits for its applicant, with all that the page needs.
pub struct Waiting {
    pub key: CaseKey,
    pub loaded: Loaded,
    texts: Texts,
    pub application: Application,
    pub answers: Answers,
    /// Files that were not removed, oldest first.
    pub stored: Vec<Material>,
    /// Who takes it in, at the counter.
    pub clerk: Option<Clerk>,
    counter: Option<AtCounter>,
    entity: bool,
}

impl Waiting {
    pub async fn load(app: &App, tx: &mut Tx, reader: &Reader, no: &str) -> Result<Self, Error> {
        let (key, clerk) = match Author::of(reader)? {
            Author::Applicant(applicant) => (scope::own(tx, applicant, no).await?, None),
            Author::Clerk(clerk) => (clerk.case(app, tx, no).await?, Some(clerk)),
        };
        let applicant = key.applicant_id;
        let person = match clerk {
            Some(_) => accounts::applicant(tx, applicant).await?,
            None => None,
        };
        let entity = person.as_ref().is_some_and(|person| person.entity);
        let counter = person.map(|person| AtCounter {
            person: person.name,
            ..AtCounter::default()
        });
        let loaded = acts::load(app, tx, &key).await?;
        let texts = Texts::of(tx, key.id).await?;
        let application = applications::get(tx, applicant, key.application_id)
            .await?
            .ok_or(Error::NotFound)?;
        Ok(Self {
            answers: read_answers(&application.answers)?,
            stored: materials::list(tx, key.application_id).await?,
            key,
            loaded,
            texts,
            application,
            clerk,
            counter,
            entity,
        })
    }

    pub fn case(&self) -> &Case {
        &self.loaded.case
    }

    pub fn item(&self) -> &ServiceItem {
        &self.loaded.definition.item
    }

    /// What a clerk was shown, as the form says; nothing for applicants, or where something is to be put right.
    pub fn shown(&mut self, app: &App, reader: &Reader, sent: &Sent) -> Option<Shown> {
        let counter = self.counter.as_mut()?;
        let get = |name: &str| sent.answers.get(name).map_or("", String::as_str);
        let mut faults = Vec::new();
        let today = app.date(reader.now);
        let shown = counter::shown(&mut faults, get, Some(self.entity), today);
        counter.identity = Identity::typed(get);
        counter.faults = faults;
        shown
    }

    /// Nothing is wrong with what was said of the identity.
    pub fn is_shown(&self) -> bool {
        let counter = self.counter.as_ref();
        counter.is_none_or(|counter| counter.faults.is_empty())
    }

    /// What was asked for, or may come due with a changed answer.
    pub fn may_give(&self, rule: &str) -> bool {
        let due = self.item().material(rule);
        self.is_asked(&Target::Material(rule.to_owned()))
            || due.is_some_and(|rule| rule.when.is_some())
    }

    /// `/cases/{no}`, as the reader has it.
    fn base(&self) -> String {
        let room = if self.clerk.is_some() { "/desk" } else { "" };
        format!("{room}/cases/{}", self.key.case_no)
    }

    fn file(&self, one: &Material) -> File {
        let mut file = given::file(&self.key.case_no, one);
        if self.clerk.is_some() {
            file.href = file
                .href
                .map(|_| format!("{}/supplement/{}", self.base(), one.id));
        }
        file
    }

    fn note(&self, what: &Target) -> Option<String> {
        let asked = self.case().asked_for();
        let target = asked.iter().find(|target| target.what == *what)?;
        self.texts.get(&target.note)
    }

    pub fn is_asked(&self, what: &Target) -> bool {
        let case = self.case();
        let owed = |what: &Target| match what {
            Target::Material(rule) => case.owes() && case.owed.contains(rule),
            Target::Field(_) => false,
        };
        let mut asked = case.asked_for().iter();
        asked.any(|target| target.what == *what) || owed(what)
    }

    /// The fields to fill in, given the answers: those that were asked for, and those that have
    /// no answer although another one now asks for them.
    pub fn fields<'a>(&'a self, answers: &Answers) -> Vec<&'a Field> {
        let item = self.item();
        let due: Vec<&str> = pages(item, answers)
            .into_iter()
            .flat_map(|page| &page.fields)
            .filter(|field| !field.optional && of_field(field, &self.answers).next().is_none())
            .map(Field::key)
            .collect();
        item.fields()
            .filter(|field| {
                self.is_asked(&Target::Field(field.key().to_owned())) || due.contains(&field.key())
            })
            .collect()
    }

    /// The materials to upload, likewise.
    pub fn rules<'a>(&'a self, answers: &Answers) -> Vec<&'a MaterialRule> {
        let item = self.item();
        let held = |rule: &str| self.case().materials.iter().any(|held| held.rule == rule);
        let due: Vec<&str> = uploads(item, answers)
            .into_iter()
            .filter(|rule| !rule.optional && !rule.tolerable && !held(rule.key()))
            .map(MaterialRule::key)
            .collect();
        item.materials
            .iter()
            .filter(|rule| {
                self.is_asked(&Target::Material(rule.key().to_owned())) || due.contains(&rule.key())
            })
            .collect()
    }

    /// The files that were uploaded for this correction and not yet sent with it.
    pub fn uploaded<'a>(&'a self, rule: &'a str) -> impl Iterator<Item = &'a Material> {
        self.stored.iter().filter(move |one| {
            one.rule == rule && !self.case().materials.iter().any(|held| held.id == one.id)
        })
    }

    /// A clerk asks for personal data anew rather than reading those that are there, for which a case has its own way,
    /// with a reason.
    fn asked_anew(&self, answers: &Answers) -> Answers {
        let mut shown = answers.clone();
        if self.counter.is_some() {
            let form = Form::from(self.item());
            shown.retain(|key, text| {
                let stored = self.answers.get(key) == Some(text);
                let kind = form
                    .asking(key)
                    .and_then(|field| match field.member_key(key) {
                        Some((number, _)) => {
                            let mut asked = field.of_member(number).into_iter();
                            asked.find(|one| one.key() == key).map(|one| one.kind)
                        }
                        None => Some(field.kind),
                    });
                let personal = kind.is_some_and(|kind| mask::masked(kind, text).is_some());
                !(stored && personal)
            });
        }
        shown
    }

    pub fn view(
        &self,
        app: &App,
        reader: &Reader,
        seq: u64,
        answers: &Answers,
        faults: &[Fault],
        files: &[(String, UploadFault)],
    ) -> Supplement {
        let ctx = self.loaded.ctx(app, reader.now);
        let fields = self.fields(answers);
        let shown = self.asked_anew(answers);
        let asked = questions(&app.catalogue, fields, &shown, faults)
            .into_iter()
            .map(|question| AskedField {
                note: self.note(&Target::Field(question.key.clone())),
                question,
            });
        let materials = self.rules(answers).into_iter().map(|rule| AskedMaterial {
            rule: rule.key().to_owned(),
            name: rule.name.clone(),
            hint: rule.hint.clone(),
            note: self.note(&Target::Material(rule.key().to_owned())),
            uploaded: self
                .uploaded(rule.key())
                .map(|one| (one.id.to_string(), self.file(one)))
                .collect(),
            fault: files
                .iter()
                .find(|(of, _)| of == rule.key())
                .map(|(_, fault)| fault.key()),
        });
        Supplement {
            back: match &self.clerk {
                Some(clerk) if clerk.agency != self.key.agency => COUNTER.to_owned(),
                _ => self.base(),
            },
            base: self.base(),
            counter: self.counter.clone(),
            item: self.item().name.clone(),
            seq,
            by: scope::by(self.case(), &ctx, DeadlineKind::Supplement)
                .or_else(|| scope::by(self.case(), &ctx, DeadlineKind::Tolerated)),
            promised: self.case().awaits_promised(),
            accepted: self.case().acceptance.is_some(),
            fields: asked.collect(),
            materials: materials.collect(),
            unchanged: false,
            max_megabytes: app.settings.max_megabytes(),
            most: MOST_FILES,
        }
    }
}
