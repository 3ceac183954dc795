//! `…/notices/{seq}` and `…/notices/{seq}.pdf`, for whoever may have the case.

use std::sync::Arc;
use std::time::Duration;

use app::notice::{NoticeView, notice_page};
use app::parts::notice::Sheet;
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use domain::locale::Locale;
use store::Tx;
use store::cases::CaseKey;
use tokio::sync::Semaphore;

use super::pdf;
use crate::acts::Loaded;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

/// How many are drawn at once, and how long another waits.
static TURNS: Semaphore = Semaphore::const_new(2);
const PATIENCE: Duration = Duration::from_secs(10);

/// `asked` is the last part of the address; `place` is where the case is.
///
/// # Errors
/// `NotFound` where no notice went with the entry. The caller has checked the scope.
pub async fn answer(
    app: &App,
    reader: &Reader,
    mut tx: Tx,
    key: &CaseKey,
    loaded: &Loaded,
    asked: &str,
    place: &str,
) -> Result<Response, Error> {
    let (seq, as_file) = match asked.strip_suffix(".pdf") {
        Some(seq) => (seq, true),
        None => (asked, false),
    };
    let seq: u64 = seq.parse().map_err(|_| Error::NotFound)?;
    let locale = reader.locale();
    let (sheet, kept) = super::sheet(app, &mut tx, locale, key, loaded, seq).await?;
    drop(tx);
    if as_file && !kept {
        return Err(Error::NotFound);
    }
    let paper = Paper {
        name: format!("{}-{}.pdf", key.case_no, seq),
        back: place.to_owned(),
        pdf: kept.then(|| format!("{place}/notices/{seq}.pdf")),
    };
    paper_of(app, reader, sheet, paper, as_file).await
}

/// Where a sheet is shown.
pub struct Paper {
    /// Of the file.
    pub name: String,
    pub back: String,
    /// Absent where there is no file of it.
    pub pdf: Option<String>,
}

/// The page of a sheet, or its file.
///
/// # Errors
/// A fault of the drawing.
pub async fn paper_of(
    app: &App,
    reader: &Reader,
    sheet: Sheet,
    paper: Paper,
    as_file: bool,
) -> Result<Response, Error> {
    let mut without_font = false;
    if as_file {
        match drawn(app, reader.locale(), sheet.clone()).await? {
            Ok(bytes) => {
                let name = paper.name;
                let headers = [
                    (header::CONTENT_TYPE, "application/pdf".to_owned()),
                    (
                        header::CONTENT_DISPOSITION,
                        format!("attachment; filename=\"{name}\""),
                    ),
                    (header::CACHE_CONTROL, "private, no-store".to_owned()),
                ];
                return Ok((headers, bytes).into_response());
            }
            Err(none) => {
                tracing::error!("{none}");
                without_font = true;
            }
        }
    }
    let view = NoticeView {
        back: paper.back,
        pdf: paper.pdf,
        without_font,
        sheet,
    };
    let status = if without_font {
        StatusCode::SERVICE_UNAVAILABLE
    } else {
        StatusCode::OK
    };
    Ok((status, Html(notice_page(&reader.shell, &view))).into_response())
}

/// The first one reads a font of some megabytes, and each takes a core for some milliseconds.
async fn drawn(
    app: &App,
    locale: Locale,
    sheet: Sheet,
) -> Result<Result<Vec<u8>, pdf::NoFont>, Error> {
    let turn = tokio::time::timeout(PATIENCE, TURNS.acquire()).await;
    let Ok(Ok(turn)) = turn else {
        return Err(Error::Unavailable("others are being drawn".into()));
    };
    let fonts = Arc::clone(&app.fonts);
    let drawing = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let face = match fonts.face() {
            Ok(face) => face,
            Err(none) => return Ok(Err(none)),
        };
        pdf::pdf(&face, locale, &sheet).map(Ok)
    });
    let fault = |error: &dyn std::fmt::Display| Error::fault(format!("PDF: {error}"));
    drawing
        .await
        .map_err(|error| fault(&error))?
        .map_err(|error| fault(&error))
}
