//! `/applications/{id}/materials`: what is still to be given.

use app::citizen::application::materials::{MaterialsView, RuleLine, RuleState, materials_page};
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use domain::application;
use domain::catalogue::{MaterialRule, MaterialSource};

use super::{Draft, look, read_id, to_receipt};
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<String>,
) -> Result<Response, Error> {
    let id = read_id(&id)?;
    let Some(draft) = look(&app, &reader, id).await? else {
        return Ok(to_receipt(&reader, id));
    };
    let mut tx = app.store.read().await?;
    let held = draft.held(&app, &mut tx, &reader).await?;
    drop(tx);
    let rules = application::materials(draft.form(), &draft.answers)
        .into_iter()
        .map(|rule| {
            let document = rule.document(draft.subject.code());
            let is_held = held.iter().any(|entry| entry.document == document);
            RuleLine {
                key: rule.key().to_owned(),
                name: rule.name.clone(),
                state: match state(&draft, rule) {
                    RuleState::Missing | RuleState::Later if is_held => RuleState::Held,
                    state => state,
                },
            }
        })
        .collect();
    let last = application::pages(draft.form(), &draft.answers)
        .last()
        .map(|page| format!("{}/pages/{}", draft.base(), page.key()));
    let view = MaterialsView {
        head: draft.head(&app),
        rules,
        back: last.unwrap_or_else(|| draft.start()),
        next: draft.next_material(None),
    };
    Ok(Html(materials_page(&reader.shell, &view)).into_response())
}

pub(super) fn state(draft: &Draft, rule: &MaterialRule) -> RuleState {
    match (rule.source, draft.files(rule).count()) {
        (MaterialSource::Form, _) => RuleState::Form,
        (MaterialSource::Shared, _) => RuleState::Shared,
        (MaterialSource::Upload, 0) if rule.optional => RuleState::Optional,
        (MaterialSource::Upload, 0) if draft.is_promised(rule) => RuleState::Promised,
        (MaterialSource::Upload, 0) if rule.tolerable => RuleState::Later,
        (MaterialSource::Upload, 0) => RuleState::Missing,
        (MaterialSource::Upload, files) => RuleState::Uploaded { files },
    }
}
