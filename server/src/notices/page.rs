//! `…/notices/{seq}` and `…/notices/{seq}.pdf`, for whoever may have the case.

use app::notice::{NoticeView, notice_page};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use store::Tx;
use store::cases::CaseKey;

use super::pdf;
use crate::acts::Loaded;
use crate::error::Error;
use crate::reader::Reader;
use crate::state::App;

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
    let mut without_font = false;
    if as_file {
        match app.fonts.face() {
            Ok(face) => {
                let name = format!("{}-{}.pdf", key.case_no, seq);
                let sheet = sheet.clone();
                let made = tokio::task::spawn_blocking(move || pdf::pdf(&face, locale, &sheet));
                let bytes = made
                    .await
                    .map_err(|error| Error::fault(format!("PDF: {error}")))?
                    .map_err(|error| Error::fault(format!("PDF: {error}")))?;
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
        back: place.to_owned(),
        pdf: kept.then(|| format!("{place}/notices/{seq}.pdf")),
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
