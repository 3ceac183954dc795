//! `/account/wallet/licences/{number}`: one licence of the applicant's own.

use app::citizen::given::Said;
use app::citizen::licence::{Licence, licence_page};
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use domain::catalogue::FieldKind;
use domain::locale::Localised;
use store::{Tx, accounts, applications, statements, wallet};

use super::{given, scope};
use crate::acts::{self, Loaded};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;
use crate::submission::read_answers;

pub fn routes() -> Router<App> {
    Router::new().route("/account/wallet/licences/{number}", get(show))
}

async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(number): Path<String>,
) -> Result<Response, Error> {
    let applicant = reader.applicant()?;
    let mut tx = app.store.read().await?;
    let licence = wallet::licence(&mut tx, applicant, &number)
        .await?
        .filter(|licence| reader.covers(&licence.item))
        .ok_or(Error::NotFound)?;
    let key = scope::own(&mut tx, applicant, &licence.case_no).await?;
    let loaded = acts::load(&app, &mut tx, &key).await?;
    let holder = accounts::applicant(&mut tx, applicant)
        .await?
        .ok_or(Error::NotFound)?;
    let application = applications::get(&mut tx, applicant, key.application_id)
        .await?
        .ok_or(Error::NotFound)?;
    let credit_code = if holder.entity {
        Some(holder.id_no.expose().to_owned())
    } else {
        assigned(&mut tx, &loaded).await?
    };
    drop(tx);
    let item = &loaded.definition.item;
    let rule = item.licence.as_ref();
    let answers = read_answers(&application.answers)?;
    let named = rule.into_iter().flat_map(|rule| &rule.covers);
    let mut covers = given::picked(
        &app,
        item,
        &answers,
        named.map(|key| key.get_ref().as_str()),
    );
    // Said once.
    covers.retain(|answer| match &answer.said {
        Said::Text(text) => Some(text) != credit_code.as_ref(),
        _ => true,
    });
    let view = Licence {
        name: rule.map_or_else(
            || Localised::new(&licence.item, &licence.item),
            |rule| rule.name.clone(),
        ),
        holder: holder.name,
        credit_code,
        agency: app.agency_name(&licence.agency),
        item: item.name.clone(),
        state: super::wallet::state(&licence, app.date(reader.now)),
        revoked_on: licence.revoked_at.map(|at| app.date(at)),
        link: format!("{}/verify/{}", app.settings.base_url, licence.number),
        number: licence.number,
        case_no: licence.case_no,
        issued_on: licence.issued_on,
        valid_from: licence.valid_from,
        valid_until: licence.valid_until,
        covers,
    };
    Ok(Html(licence_page(&reader.shell, &view)).into_response())
}

/// The credit code that a step on the way to the licence gave to its holder: the last one, where one was corrected.
async fn assigned(tx: &mut Tx, loaded: &Loaded) -> Result<Option<String>, Error> {
    let (case, item) = (&loaded.case, &loaded.definition.item);
    for done in case.done.iter().rev() {
        let mut fields = item
            .step(&done.step)
            .into_iter()
            .flat_map(|step| &step.fields);
        let field = fields.find(|field| field.kind == FieldKind::CreditCode);
        let (Some(field), Some(record)) = (field, &done.record) else {
            continue;
        };
        let Some(kept) = statements::get(tx, case.received.case, record.id).await? else {
            continue;
        };
        let answers = read_answers(&kept.body)?;
        if let Some(code) = answers.get(field.key()).filter(|code| !code.is_empty()) {
            return Ok(Some(code.clone()));
        }
    }
    Ok(None)
}
