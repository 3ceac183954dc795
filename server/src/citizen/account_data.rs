//! `/account/data`: all that is held about somebody as one file, and the end of an account (个人信息保护法 45, 47). What
//! an archive must keep stays, and the page says what and why.

use std::collections::BTreeMap;

use app::citizen::data::{Data, data_page};
use app::parts::fault::Fault;
use app::parts::notice::title;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use domain::account::ContactKind;
use domain::application::Answers;
use domain::catalogue::Form as Asked;
use domain::id::{AccountId, ApplicantId, MessageId};
use domain::locale::Locale;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use store::accounts::Applicant;
use store::{
    Personal, Tx, accounts, applications, cases, credentials, delegations, disclosures,
    earlier_answers, materials, message_box, messages, notices, wallet,
};

use super::given::division_name;
use crate::bundles;
use crate::error::Error;
use crate::mail::{Words, outbox, words};
use crate::notices::{sent_text, words_of};
use crate::reader::Reader;
use crate::session::credentials::is_right;
use crate::state::App;

/// Cases in one file; more than anybody has.
const MOST: usize = 2000;
const DRAFTS: u16 = 1000;
/// How often one case was looked at; the office and its reason, not the person.
const SEEN: u16 = 1000;
/// Notices of one case.
const NOTICES: u16 = 1000;

pub fn routes() -> Router<App> {
    Router::new()
        .route("/account/data", get(show).post(download))
        .route("/account/deletion", post(delete))
}

async fn show(State(app): State<App>, reader: Reader) -> Result<Response, Error> {
    page(&app, &reader, Vec::new()).await
}

async fn page(app: &App, reader: &Reader, faults: Vec<Fault>) -> Result<Response, Error> {
    let (account, applicant) = reader.own()?;
    let mut tx = app.store.read().await?;
    let mut all = Vec::new();
    for one in people(&mut tx, account, applicant).await? {
        all.extend(all_cases(&mut tx, one.id).await?);
    }
    let view = Data {
        open_cases: all.iter().filter(|case| case.open).count(),
        kept_cases: all.iter().filter(|case| !case.open).count(),
        faults,
    };
    let status = if view.faults.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    Ok((status, Html(data_page(&reader.shell, &view))).into_response())
}

/// The account's owner, and then the relatives for whom they apply.
async fn people(
    tx: &mut Tx,
    account: AccountId,
    own: ApplicantId,
) -> Result<Vec<Applicant>, Error> {
    let own = accounts::applicant(tx, own).await?.ok_or(Error::NotFound)?;
    let mut people = vec![own];
    people.extend(accounts::relatives_of(tx, account).await?);
    Ok(people)
}

async fn all_cases(tx: &mut Tx, applicant: ApplicantId) -> Result<Vec<cases::CaseSummary>, Error> {
    let mut all: Vec<cases::CaseSummary> = Vec::new();
    while all.len() < MOST {
        let before = all.last().map(cases::CaseSummary::place);
        let more =
            cases::by_applicant(tx, applicant, cases::Own::All, before.as_ref(), cases::PAGE)
                .await?;
        if more.is_empty() {
            break;
        }
        all.extend(more);
    }
    Ok(all)
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "kebab-case")]
struct Sent {
    password: String,
    deletion_password: String,
    sure: String,
}

async fn download(
    State(app): State<App>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, Error> {
    let (account, applicant) = reader.own()?;
    if let Some(fault) = wrong(&app, &reader, account, "password", sent.password).await? {
        return page(&app, &reader, vec![fault]).await;
    }
    let mut tx = app.store.read().await?;
    let held = held(&app, &mut tx, account, applicant, reader.now).await?;
    drop(tx);
    let text = serde_json::to_vec_pretty(&held)
        .map_err(|error| Error::fault(format!("held data: {error}")))?;
    let mut response = text.into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json; charset=utf-8"),
    );
    headers.insert(
        header::CONTENT_DISPOSITION,
        HeaderValue::from_static("attachment; filename=\"my-data.json\""),
    );
    Ok(response)
}

async fn wrong(
    app: &App,
    reader: &Reader,
    account: AccountId,
    id: &str,
    typed: String,
) -> Result<Option<Fault>, Error> {
    if typed.is_empty() {
        return Ok(Some(Fault::new(id, "password-missing")));
    }
    let right = is_right(app, reader, account, typed).await?;
    Ok((!right).then(|| Fault::new(id, "password-wrong")))
}

/// Words beside codes, in the account's language, and instants as the clocks here show them.
#[derive(Clone, Copy)]
struct Say<'a> {
    app: &'a App,
    locale: Locale,
}

impl Say<'_> {
    /// With its offset, so that it is the same instant everywhere.
    fn at(self, at: Timestamp) -> String {
        let zoned = at.to_zoned(self.app.catalogue.tz.clone());
        zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }

    fn t(self, key: &str) -> String {
        app::text::t(self.locale, key)
    }

    fn item(self, code: &str) -> String {
        let name = bundles::either_name(self.app, code);
        name.get(self.locale).to_owned()
    }

    fn division(self, code: &str) -> String {
        let name = division_name(self.app, code);
        name.get(self.locale).to_owned()
    }
}

/// One message, in the words and the language that it was written in.
struct Told {
    about: String,
    at: Timestamp,
    words: Words,
}

impl Told {
    fn value(self, say: Say<'_>, sent_at: Option<Timestamp>) -> Value {
        let rows = self.words.rows.into_iter();
        let rows = rows.map(|(label, value)| format!("{label}: {value}"));
        let text: Vec<String> = std::iter::once(self.words.lead)
            .chain(rows)
            .chain(self.words.paragraphs)
            .collect();
        json!({
            "about": self.about,
            "created_at": say.at(self.at),
            "sent_at": sent_at.map(|at| say.at(at)),
            "subject": self.words.subject,
            "text": text.join("\n"),
        })
    }
}

/// The newest messages of a box, by their ids.
async fn told(tx: &mut Tx, applicant: ApplicantId) -> Result<BTreeMap<MessageId, Told>, Error> {
    let mut all = BTreeMap::new();
    let mut before = None;
    while all.len() < MOST {
        let rows = message_box::of_applicant(tx, applicant, before).await?;
        let Some(last) = rows.last() else { break };
        before = Some(last.id);
        for row in rows {
            // What does not read back keeps nobody from the rest.
            let Ok((kind, letter)) = outbox::read(&row.template, &row.payload) else {
                continue;
            };
            let one = Told {
                words: words(kind, row.locale, &letter),
                about: row.template,
                at: row.created_at,
            };
            all.insert(row.id, one);
        }
    }
    Ok(all)
}

/// Without secrets: no password, no code, no key.
async fn held(
    app: &App,
    tx: &mut Tx,
    account: AccountId,
    applicant: ApplicantId,
    now: Timestamp,
) -> Result<Value, Error> {
    let row = accounts::by_id(tx, account).await?.ok_or(Error::NotFound)?;
    let say = Say {
        app,
        locale: row.locale,
    };
    let people = people(tx, account, applicant).await?;
    let (own, kin) = people.split_first().ok_or(Error::NotFound)?;
    let addresses: Vec<Value> = credentials::of_account(tx, account)
        .await?
        .iter()
        .map(|one| {
            json!({
                "kind": match one.kind { ContactKind::Email => "email", ContactKind::Phone => "phone" },
                "address": one.value.expose(),
                "confirmed_at": say.at(one.verified_at),
            })
        })
        .collect();
    let mut acting = Vec::new();
    for (side, all) in [
        ("for_me", delegations::of_principal(tx, applicant).await?),
        (
            "by_me",
            delegations::of_agent(tx, own.id_no.expose()).await?,
        ),
    ] {
        acting.extend(
            all.iter()
                .filter(|one| side == "for_me" || one.agent == Some(account))
                .map(|one| {
                    json!({
                        "side": side,
                        "kind": one.mandate.kind.key(),
                        "kind_name": say.t(&format!("delegation-kind-{}", one.mandate.kind.key())),
                        "principal": one.principal_name,
                        "agent": one.agent_name,
                        "items": one.mandate.items,
                        "item_names": one.mandate.items.as_ref().map(|items| {
                            items.iter().map(|code| say.item(code)).collect::<Vec<_>>()
                        }),
                        "until": one.mandate.until,
                        "confirmed": one.mandate.confirmed,
                        "revoked": one.mandate.revoked,
                        "created_at": say.at(one.created_at),
                        "proof": one.proof.as_ref().map(|proof| &proof.name),
                    })
                }),
        );
    }
    let mine = of_one(say, tx, applicant).await?;
    let mut relatives = Vec::new();
    for one in kin {
        relatives.push(json!({
            "name": one.name,
            "identity_number": one.id_no.expose(),
            "held": of_one(say, tx, one.id).await?,
        }));
    }
    let mut all = json!({
        "made_at": say.at(now),
        "account": {"login": row.login, "language": row.locale, "created_at": say.at(row.created_at), "addresses": addresses},
        "profile": {
            "name": own.name,
            "organisation": own.entity,
            "identity_number_or_credit_code": own.id_no.expose(),
            "phone": own.phone.expose(),
            "email": own.email.as_ref().map(|one| one.expose()),
            "address": own.address.as_ref().map(|one| one.expose()),
            "division": own.division,
            "division_name": say.division(&own.division),
            "legal_representative": own.representative.as_ref().map(|one| json!({
                "name": one.name, "identity_number": one.id_no.expose(),
            })),
        },
        "acting_for_others": acting,
        "relatives": relatives,
    });
    if let (Value::Object(all), Value::Object(mine)) = (&mut all, mine) {
        all.extend(mine);
    }
    Ok(all)
}

/// What one applicant gave and got: kept documents, drafts, cases.
async fn of_one(say: Say<'_>, tx: &mut Tx, applicant: ApplicantId) -> Result<Value, Error> {
    let app = say.app;
    let mut told = told(tx, applicant).await?;
    let documents: Vec<Value> = wallet::list(tx, applicant)
        .await?
        .iter()
        .map(|one| {
            json!({
                "document": one.document,
                "name": one.name.0.get(say.locale),
                "file": one.file_name,
                "size": one.size,
                "kept_at": say.at(one.kept_at),
                "link": format!("{}/account/wallet/{}", app.settings.base_url, one.id),
            })
        })
        .collect();
    let mut drafts = Vec::new();
    for draft in applications::begun_for(tx, applicant, DRAFTS).await? {
        if let Some(whole) = applications::get(tx, applicant, draft).await? {
            drafts.push(application(say, tx, &whole, None).await?);
        }
    }
    let mut submitted = Vec::new();
    for case in all_cases(tx, applicant).await? {
        let whole = applications::of_case(tx, case.id).await?;
        // An agent's messages are the agent's.
        let letters: Vec<Value> = messages::of_case(tx, case.id)
            .await?
            .iter()
            .filter_map(|one| Some(told.remove(&one.id)?.value(say, one.sent_at)))
            .collect();
        let application = match &whole {
            Some(whole) => application(say, tx, whole, Some(&case.case_no)).await?,
            None => Value::Null,
        };
        let seen: Vec<Value> = disclosures::of_case(tx, case.id, SEEN)
            .await?
            .iter()
            .map(|one| {
                json!({
                    "at": say.at(one.at),
                    "agency": one.agency,
                    "agency_name": app.agency_name(&one.agency).get(say.locale),
                    "roles": one.roles,
                    "what": one.fields,
                    "reason": one.reason,
                })
            })
            .collect();
        submitted.push(json!({
            "case_no": case.case_no,
            "item": case.item,
            "item_name": say.item(&case.item),
            "agency": case.agency,
            "agency_name": app.agency_name(&case.agency).get(say.locale),
            "stage": case.stage,
            "received_at": say.at(case.received_at),
            "concluded_at": case.concluded_at.map(|at| say.at(at)),
            "result": case.result,
            "state": say.t(&format!("citizen-stage-{}", case.result.as_ref().unwrap_or(&case.stage))),
            "rating": case.rating,
            "link": format!("{}/cases/{}", app.settings.base_url, case.case_no),
            "application": application,
            "notices": written(say, tx, &case).await?,
            "messages": letters,
            "personal_data_seen_in_full": seen,
        }));
    }
    Ok(json!({
        "kept_documents": documents,
        "drafts": drafts,
        "cases": submitted,
        "other_messages": told.into_values().map(|one| one.value(say, None)).collect::<Vec<_>>(),
    }))
}

async fn application(
    say: Say<'_>,
    tx: &mut Tx,
    whole: &applications::Application,
    case_no: Option<&str>,
) -> Result<Value, Error> {
    let app = say.app;
    let version = app.version_of(&whole.item, &whole.definition);
    let form = match &version {
        Some(definition) => Some(Asked::from(&definition.item)),
        None => app
            .catalogue
            .bundle(&whole.item)
            .map(|bundle| bundle.form()),
    };
    let asked = |rule: &str| Some(form?.material(rule)?.name.get(say.locale).to_owned());
    let answers = answers(say, form, &whole.answers);
    let earlier: Vec<Value> = earlier_answers::of(tx, whole.id)
        .await?
        .iter()
        .map(|one| {
            let answers = self::answers(say, form, &one.answers);
            json!({"until": say.at(one.replaced_at), "answers": answers})
        })
        .collect();
    let files: Vec<Value> = materials::list(tx, whole.id)
        .await?
        .iter()
        .map(|file| {
            json!({
                "material": file.rule,
                "material_name": asked(&file.rule),
                "file": file.file_name,
                "size": file.size,
                "uploaded_at": say.at(file.uploaded_at),
                "link": case_no.map(|no| format!("{}/cases/{no}/materials/{}", app.settings.base_url, file.id)),
            })
        })
        .collect();
    Ok(json!({
        "item": whole.item,
        "item_name": say.item(&whole.item),
        "division": whole.division,
        "division_name": say.division(&whole.division),
        "created_at": say.at(whole.created_at),
        "updated_at": say.at(whole.updated_at),
        "answers": answers,
        "earlier_answers": earlier,
        "materials": files,
    }))
}

/// Each with what was asked, where the form still says so.
fn answers(say: Say<'_>, form: Option<Asked<'_>>, given: &Personal) -> Value {
    let given: Answers = serde_json::from_str(given.expose()).unwrap_or_default();
    let label = |key: &str| {
        let field = form?.asking(key)?;
        let own = field.label.get(say.locale);
        let Some((number, inner)) = field.member_key(key) else {
            return Some(own.to_owned());
        };
        let asked = field.fields.iter().find(|one| one.key() == inner)?;
        Some(format!("{own} {number}: {}", asked.label.get(say.locale)))
    };
    let all = given.iter().map(|(key, answer)| {
        let value = json!({"label": label(key), "answer": answer});
        (key.clone(), value)
    });
    Value::Object(all.collect())
}

/// What was sent in writing, word for word.
async fn written(
    say: Say<'_>,
    tx: &mut Tx,
    case: &cases::CaseSummary,
) -> Result<Vec<Value>, Error> {
    let all = notices::of_case(tx, case.id, NOTICES).await?;
    all.iter()
        .map(|one| {
            let text = sent_text(say.locale, one)?;
            Ok(json!({
                "number": words_of(say.locale, one.number),
                "kind": one.kind,
                "kind_name": title(&text),
                "date": say.at(one.created_at),
                "verification_code": one.code,
                "text": text,
                "link": format!("{}/cases/{}/notices/{}", say.app.settings.base_url, case.case_no, one.seq),
            }))
        })
        .collect()
}

async fn delete(
    State(app): State<App>,
    reader: Reader,
    Form(sent): Form<Sent>,
) -> Result<Response, Error> {
    let (account, applicant) = reader.own()?;
    let mut faults = Vec::new();
    if sent.sure != "yes" {
        faults.push(Fault::new("sure", "data-sure-missing"));
    } else if let Some(fault) = wrong(
        &app,
        &reader,
        account,
        "deletion-password",
        sent.deletion_password,
    )
    .await?
    {
        faults.push(fault);
    }
    if !faults.is_empty() {
        return page(&app, &reader, faults).await;
    }
    let mut tx = app.store.begin().await?;
    let row = accounts::by_id(&mut tx, account).await?;
    let demo = row.is_some_and(|row| row.persona.is_some());
    let people: Vec<ApplicantId> = people(&mut tx, account, applicant)
        .await?
        .iter()
        .map(|one| one.id)
        .collect();
    let mut open = false;
    for one in &people {
        open |= all_cases(&mut tx, *one).await?.iter().any(|case| case.open);
    }
    let key = match (open, demo) {
        (true, _) => Some("data-open-cases"),
        (_, true) => Some("data-demo-person"),
        _ => None,
    };
    if let Some(key) = key {
        drop(tx);
        return page(&app, &reader, vec![Fault::new("deletion-password", key)]).await;
    }
    let mut files = Vec::new();
    for one in &people {
        for draft in applications::begun_for(&mut tx, *one, DRAFTS).await? {
            files.extend(applications::discard(&mut tx, *one, draft).await?);
        }
    }
    files.extend(store::erasure::close(&mut tx, account, &people, reader.now).await?);
    tx.commit().await?;
    app.files.remove_all(files).await;
    reader.session.flush().await?;
    Ok(Redirect::to("/privacy?done=deleted").into_response())
}
