//! A page's one file on its way in: the form is opened, the file streamed into the store, and its name cleaned.

use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use domain::id::{ApplicationId, MaterialId};
use futures::StreamExt;

use crate::error::Error;
use crate::files::{Stored, UploadFault};
use crate::state::App;

/// What a multipart form is around its file.
const AROUND_A_FILE: usize = 64 * 1024;
/// How much of a body that is too large is read, in bytes.
const FARTHEST: usize = 64 * 1024 * 1024;
/// Characters of a file's name that are kept.
const LONGEST_NAME: usize = 120;

/// The largest body of an upload, in bytes.
pub fn largest(max_upload: u64) -> usize {
    usize::try_from(max_upload)
        .unwrap_or(usize::MAX)
        .saturating_add(AROUND_A_FILE)
}

/// A body that says it is too large is not looked into. It is read to its end where that is not too
/// far, since many browsers show no answer before they have sent everything.
///
/// # Errors
/// `TooLarge`, and `BadRequest` for what is no form.
pub async fn open_form(app: &App, request: Request) -> Result<Multipart, Error> {
    let length = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    let largest = largest(app.settings.max_upload);
    if length.is_some_and(|length| length > largest as u64) {
        let mut rest = request.into_body().into_data_stream();
        let mut read = 0;
        while let Some(Ok(bytes)) = rest.next().await
            && read < FARTHEST
        {
            read += bytes.len();
        }
        return Err(Error::TooLarge);
    }
    Multipart::from_request(request, app)
        .await
        .map_err(|error| Error::BadRequest(error.body_text()))
}

/// The file of the form, stored under the application, with the name that it is shown by.
///
/// # Errors
/// `TooLarge`, or where the store can't be written; the inner fault is for the form.
pub async fn take(
    app: &App,
    application: ApplicationId,
    material: MaterialId,
    mut form: Multipart,
) -> Result<Result<(String, Stored), UploadFault>, Error> {
    let bad = |error: MultipartError| match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        _ => Error::BadRequest(error.body_text()),
    };
    while let Some(field) = form.next_field().await.map_err(bad)? {
        if field.name() != Some("file") {
            continue;
        }
        let name = shown_name(field.file_name().unwrap_or_default());
        if name.is_empty() {
            return Ok(Err(UploadFault::Missing));
        }
        let key = format!("applications/{application}/{material}");
        let taken = app.files.take(&key, field, app.settings.max_upload).await?;
        return Ok(taken.map(|stored| (name, stored)));
    }
    Ok(Err(UploadFault::Missing))
}

/// The last part of a path, as one line: some browsers send where the file was.
pub fn shown_name(raw: &str) -> String {
    raw.rsplit(['/', '\\'])
        .next()
        .unwrap_or_default()
        .chars()
        .filter(|c| {
            !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        })
        .take(LONGEST_NAME)
        .collect::<String>()
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::shown_name;

    #[test]
    fn a_name_is_one_short_line_without_a_path() {
        assert_eq!(shown_name("C:\\Users\\a\\平面图.pdf"), "平面图.pdf");
        assert_eq!(shown_name("../../etc/passwd"), "passwd");
        assert_eq!(shown_name("a\r\nb\u{202e}fdp.exe "), "abfdp.exe");
        assert_eq!(shown_name(&"长".repeat(500)).chars().count(), 120);
        assert_eq!(shown_name("folder/"), "");
    }
}
