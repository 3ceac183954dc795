//! A part's own application and case, made of what was planned for it.

use std::sync::Arc;

use domain::application::{Answers, counting};
use domain::bundle::{Given, Source};
use domain::case::ActorRef;
use domain::catalogue::Definition;
use domain::id::{ApplicantId, ApplicationId, CaseId, MaterialId};
use jiff::Timestamp;
use store::applications::{self, NewApplication};
use store::bundles::{self, BundlePart};
use store::materials::{self, Material};
use store::{Personal, Tx, journal, statements};

use crate::error::Error;
use crate::shelf;
use crate::state::App;
use crate::submission::{self, Author, Opening, Placed, place, read_answers, write_answers};

/// A submitted bundle, and who opens its parts.
#[derive(Debug)]
pub(super) struct Whose {
    pub bundle: ApplicationId,
    pub applicant: ApplicantId,
    pub by: ActorRef,
}

/// A plan as it is to be stored.
pub(super) fn write(given: &Given) -> Result<Personal, Error> {
    serde_json::to_string(given)
        .map(Personal::new)
        .map_err(|error| Error::fault(format!("a part's plan: {error}")))
}

struct Ready<'a> {
    item: &'a str,
    definition: Arc<Definition>,
    placed: Placed<'a>,
    answers: Answers,
    given: Given,
}

/// Opens waiting parts, and says which can't be: their items left the catalogue, or nobody handles them there any more.
/// Whoever calls it holds the bundle's application.
///
/// What the item's present version asks for and the bundle did not, is missing; the counter tells it once, as of any
/// application (行政许可法 32).
pub(super) async fn open<'a>(
    app: &'a App,
    tx: &mut Tx,
    whose: &Whose,
    items: &[&'a str],
    now: Timestamp,
) -> Result<Vec<&'a str>, Error> {
    let parts = bundles::parts(tx, whose.bundle).await?;
    let mut ready = Vec::new();
    let mut closed = Vec::new();
    for item in items {
        let Some(plan) = bundles::plan(tx, whose.bundle, item).await? else {
            continue;
        };
        let given: Given = serde_json::from_str(plan.expose())
            .map_err(|_| Error::fault("a part's plan does not read back"))?;
        let Some(definition) = app.item(item) else {
            closed.push(*item);
            continue;
        };
        let mut answers = given.answers.clone();
        for (field, source) in &given.recorded {
            if let Some(answer) = recorded(tx, &parts, source).await? {
                answers.insert(field.clone(), answer);
            }
        }
        let answers = counting(&definition.item, &answers);
        match place(app, &definition.item, &answers) {
            None => closed.push(*item),
            Some(placed) => ready.push(Ready {
                item,
                definition,
                placed,
                answers,
                given,
            }),
        }
    }
    // Rows that others want as well are taken in one order by everybody, so that nobody waits in a ring.
    ready.sort_by(|one, other| one.definition.hash.cmp(&other.definition.hash));
    for one in &ready {
        shelf::keep(tx, &one.definition, now).await?;
    }
    let position = |item: &str| parts.iter().position(|part| part.item == item);
    ready.sort_by_cached_key(|one| (one.placed.county().to_owned(), position(one.item)));
    for one in ready {
        open_one(app, tx, whose, one, now).await?;
    }
    Ok(closed)
}

async fn open_one(
    app: &App,
    tx: &mut Tx,
    whose: &Whose,
    ready: Ready<'_>,
    now: Timestamp,
) -> Result<(), Error> {
    let Ready {
        item,
        definition,
        placed,
        answers,
        given,
    } = ready;
    let (application, case) = (
        ApplicationId::new(now, app.entropy()?),
        CaseId::new(now, app.entropy()?),
    );
    let stored = write_answers(&answers)?;
    let of_bundle = applications::get(tx, whose.applicant, whose.bundle)
        .await?
        .ok_or(Error::NotFound)?;
    let new = NewApplication {
        id: application,
        applicant_id: whose.applicant,
        item: item.to_owned(),
        definition: definition.hash.clone(),
        division: of_bundle.division,
        answers: stored.clone(),
        created_at: now,
        filed_by: None,
    };
    applications::create_submitted(tx, &new, case).await?;
    let files = share(app, tx, whose.bundle, application, &given, now).await?;
    let opening = Opening {
        case,
        application,
        applicant: whose.applicant,
        definition: &definition,
        placed,
        answers: &answers,
        stored: &stored,
        given: files,
        renews: None,
    };
    // Before the case: its first fact may be looked at as a part's.
    bundles::open(tx, whose.bundle, item, application, case, now).await?;
    let author = Author::Applicant(whose.by);
    submission::open(app, tx, opening, author, now).await?;
    Ok(())
}

/// The bundle's files as the part's own: one object, a row for each application that it was given with. Nothing
/// deletes the object, since a submitted application keeps its files.
async fn share(
    app: &App,
    tx: &mut Tx,
    bundle: ApplicationId,
    application: ApplicationId,
    given: &Given,
    now: Timestamp,
) -> Result<Vec<Material>, Error> {
    let files = materials::list(tx, bundle).await?;
    let mut shared = Vec::new();
    for (rule, source) in &given.materials {
        for file in files.iter().filter(|file| file.rule == *source) {
            let own = Material {
                id: MaterialId::new(now, app.entropy()?),
                application_id: application,
                rule: rule.clone(),
                ..file.clone()
            };
            materials::add(tx, &own).await?;
            shared.push(own);
        }
    }
    Ok(shared)
}

/// What a step of an earlier part wrote down. Nothing where it was erased: the counter then asks for it.
async fn recorded(
    tx: &mut Tx,
    parts: &[BundlePart],
    source: &Source,
) -> Result<Option<String>, Error> {
    let part = parts.iter().find(|part| part.item == source.item);
    let Some(id) = part.and_then(|part| part.case) else {
        return Ok(None);
    };
    let case = journal::load(tx, id).await?.fold()?;
    let mut done = case.done.iter().rev();
    let record = done
        .find(|done| done.step == source.step)
        .and_then(|done| done.record.as_ref());
    let Some(record) = record else {
        return Ok(None);
    };
    let Some(stored) = statements::get(tx, id, record.id).await? else {
        return Ok(None);
    };
    Ok(read_answers(&stored.body)?.remove(&source.field))
}
