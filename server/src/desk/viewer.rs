//! A material and, beside it, the answers that it bears out.

use app::desk::file::{AnswerPage, MaterialLine, ScanState};
use app::desk::viewer::{Document, Place, ViewerView, viewer_page};
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use domain::application;
use domain::id::MaterialId;
use serde::Deserialize;

use super::answers::answer;
use super::file;
use super::scope::Open;
use crate::error::Error;
use crate::guard;
use crate::reader::Reader;
use crate::state::App;

fn seen(mut lines: Vec<MaterialLine>) -> Vec<MaterialLine> {
    lines.retain(|line| line.scan != ScanState::Paper);
    lines
}

#[derive(Debug, Deserialize)]
pub struct Asked {
    size: Option<String>,
}

pub async fn show(
    State(app): State<App>,
    reader: Reader,
    Path((no, id)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    let mut tx = app.store.read().await?;
    let open = Open::load(&app, &mut tx, &reader, &no).await?;
    let id: MaterialId = id.parse().map_err(|_| Error::NotFound)?;
    let (materials, replaced) = file::material_lines(&mut tx, &open).await?;
    let answers = file::answers(&mut tx, &open).await?;
    let shown = file::shown(&mut tx, &open, &answers).await?;
    drop(tx);
    // Of what is on paper there is nothing to look at.
    let (in_force, replaced) = (seen(materials), seen(replaced));
    let last = in_force.len();
    let all: Vec<_> = in_force.into_iter().chain(replaced).collect();
    let at = all
        .iter()
        .position(|line| line.id == id)
        .ok_or(Error::NotFound)?;
    let place = |line: &MaterialLine| Place {
        href: format!("{}/view", line.href),
        name: line.name.clone(),
    };
    let previous = at.checked_sub(1).and_then(|at| all.get(at)).map(place);
    let next = all.get(at + 1).map(place);
    let line = all.get(at).ok_or(Error::NotFound)?.clone();
    let whole_size = asked.size.as_deref() == Some("whole");
    let document = match line.scan {
        ScanState::Waiting | ScanState::Infected | ScanState::Paper => Document::Closed,
        ScanState::Open if line.image => Document::Image {
            src: match &line.small {
                Some(small) if !whole_size => small.clone(),
                _ => line.href.clone(),
            },
            whole_size,
        },
        ScanState::Open => Document::Pdf {
            src: format!("{}/document", line.href),
        },
    };
    let item = &open.loaded.definition.item;
    let proves: Vec<&str> = item.material(&line.rule).map_or_else(Vec::new, |rule| {
        rule.proves
            .iter()
            .map(|key| key.get_ref().as_str())
            .collect()
    });
    let pages = application::pages(item, &answers).into_iter();
    let pages = pages.map(|page| AnswerPage {
        title: page.title.clone(),
        answers: page
            .fields
            .iter()
            .filter(|field| proves.is_empty() || proves.contains(&field.key()))
            .map(|field| {
                let given = answer(&app, field, &answers, open.is_disclosed());
                (field.label.clone(), given)
            })
            .collect(),
    });
    let view = ViewerView {
        head: open.head(&app, &reader),
        replaced: at >= last,
        named: !proves.is_empty(),
        pages: pages.filter(|page| !page.answers.is_empty()).collect(),
        personal: shown,
        number: at + 1,
        count: all.len(),
        line,
        document,
        previous,
        next,
    };
    let mut response = Html(viewer_page(&reader.shell, &view)).into_response();
    if matches!(view.document, Document::Pdf { .. }) {
        let policy = guard::with_document();
        response
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    Ok(response)
}
