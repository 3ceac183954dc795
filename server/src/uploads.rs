//! A page's files on their way in: the form is opened, each file streamed into the store and scanned, and its name
//! cleaned.

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::{StatusCode, header};
use domain::id::{ApplicationId, MaterialId};
use futures::StreamExt;
use jiff::Timestamp;

use crate::error::Error;
use crate::files::{Stored, UploadFault};
use crate::scanner;
use crate::state::App;

/// What a multipart form is around its file.
const AROUND_A_FILE: usize = 64 * 1024;
/// How much of a body that is too large is read, in bytes.
const FARTHEST: usize = 64 * 1024 * 1024;
/// Characters of a file's name that are kept.
const LONGEST_NAME: usize = 120;

/// The largest body of an upload of that many files, in bytes.
pub fn largest(max_upload: u64, files: usize) -> usize {
    usize::try_from(max_upload)
        .unwrap_or(usize::MAX)
        .saturating_add(AROUND_A_FILE)
        .saturating_mul(files)
}

/// A form that ended early, or is too large.
pub fn broken(error: MultipartError) -> Error {
    match error.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
        _ => Error::BadRequest(error.body_text()),
    }
}

/// A body that says it is too large is not looked into. It is read to its end where that is not too
/// far, since many browsers show no answer before they have sent everything.
///
/// # Errors
/// `TooLarge`, and `BadRequest` for what is no form.
pub async fn open_form(app: &App, request: Request, files: usize) -> Result<Multipart, Error> {
    let length = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    let largest = largest(app.settings.max_upload, files);
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

/// A file of the form that was taken in, with the name that it is shown by.
#[derive(Debug)]
pub struct Taken {
    pub id: MaterialId,
    pub name: String,
    pub stored: Stored,
}

/// What came of a form: the files that were taken in, those that were not with the name and the reason, and
/// whether they are to stand in the place of what was there.
#[derive(Debug, Default)]
pub struct Sent {
    pub taken: Vec<Taken>,
    pub refused: Vec<(String, UploadFault)>,
    pub replace: bool,
}

impl Sent {
    /// Removes the files of a form that nothing came of.
    ///
    /// # Errors
    /// Where the store refuses.
    pub async fn forget(&self, app: &App) -> Result<(), Error> {
        for taken in &self.taken {
            app.files.remove(&taken.stored.key).await?;
        }
        Ok(())
    }
}

/// The files of the form, at most `most`, stored under the application. One that is refused keeps none of the others
/// out.
///
/// # Errors
/// `TooLarge`, or where the store can't be written; nothing is left behind then.
pub async fn take(
    app: &App,
    application: ApplicationId,
    now: Timestamp,
    most: usize,
    form: Multipart,
) -> Result<Sent, Error> {
    let mut sent = Sent::default();
    match take_all(app, application, now, most, form, &mut sent).await {
        Ok(()) => Ok(sent),
        Err(error) => {
            sent.forget(app).await?;
            Err(error)
        }
    }
}

async fn take_all(
    app: &App,
    application: ApplicationId,
    now: Timestamp,
    most: usize,
    mut form: Multipart,
    sent: &mut Sent,
) -> Result<(), Error> {
    while let Some(field) = form.next_field().await.map_err(broken)? {
        match field.name() {
            Some("file") => {}
            Some("replace") => {
                sent.replace = true;
                continue;
            }
            _ => continue,
        }
        let name = shown_name(field.file_name().unwrap_or_default());
        if name.is_empty() {
            continue;
        }
        if sent.taken.len() >= most {
            if sent.refused.len() < most {
                sent.refused.push((name, UploadFault::TooMany));
            }
            continue;
        }
        let id = MaterialId::new(now, app.entropy()?);
        let key = format!("applications/{application}/{id}");
        match receive(app, &key, field).await? {
            Ok(stored) => sent.taken.push(Taken { id, name, stored }),
            Err(fault) => sent.refused.push((name, fault)),
        }
    }
    if sent.taken.is_empty() && sent.refused.is_empty() {
        sent.refused.push((String::new(), UploadFault::Missing));
    }
    Ok(())
}

/// One file, stored and scanned.
///
/// # Errors
/// As `Files::take`; the inner fault is for the form.
pub async fn receive(
    app: &App,
    key: &str,
    field: Field<'_>,
) -> Result<Result<Stored, UploadFault>, Error> {
    let stored = match app.files.take(key, field, app.settings.max_upload).await? {
        Ok(stored) => stored,
        Err(fault) => return Ok(Err(fault)),
    };
    match scanner::settle(app, stored).await {
        Ok(settled) => Ok(settled.ok_or(UploadFault::Infected)),
        Err(error) => {
            app.files.remove(key).await?;
            Err(error)
        }
    }
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
