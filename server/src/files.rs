//! Uploaded files: streamed into an object store and out again, never whole in memory. The type
//! comes from the content; the name that a browser sends is only ever shown as text.

use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::multipart::Field;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use domain::case::journal::hex;
use domain::id::{ApplicationId, MaterialId};
use futures::StreamExt;
use futures::stream::BoxStream;
use jiff::Timestamp;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path as Key;
use object_store::prefix::PrefixStore;
use object_store::{ObjectStore, ObjectStoreExt, WriteMultipart};
use sha2::{Digest, Sha256};
use store::materials::{Material, Scan, SmallCopy};

use crate::error::Error;

/// How much of a file its type is told from.
const HEAD: usize = 8 * 1024;

pub const PDF: &str = "application/pdf";

#[derive(Debug, Clone)]
pub struct Files(Arc<dyn ObjectStore>);

/// A file that was taken in.
#[derive(Debug, Clone)]
pub struct Stored {
    pub key: String,
    pub size: u64,
    /// SHA-256, hexadecimal.
    pub digest: String,
    pub media_type: &'static str,
    pub scan: Scan,
}

impl Stored {
    /// What is written down of it, as given for a rule of an application.
    pub fn given(
        &self,
        id: MaterialId,
        application: ApplicationId,
        rule: &str,
        file_name: &str,
        now: Timestamp,
    ) -> Material {
        Material {
            id,
            application_id: application,
            rule: rule.to_owned(),
            file_name: file_name.to_owned(),
            size: i64::try_from(self.size).unwrap_or(i64::MAX),
            media_type: self.media_type.to_owned(),
            digest: self.digest.clone(),
            object_key: self.key.clone(),
            uploaded_at: now,
            removed_at: None,
            scan: self.scan,
            copy: copy_of(self.media_type),
            trust: None,
            origin: None,
        }
    }
}

/// Why a file was not taken in; the person can choose another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UploadFault {
    Missing,
    Empty,
    TooLarge,
    /// Neither PDF nor JPEG nor PNG.
    Type,
    /// There are as many as may be.
    TooMany,
    /// A virus was found in it.
    Infected,
}

impl UploadFault {
    pub fn key(self) -> &'static str {
        match self {
            Self::Missing => "fault-file-missing",
            Self::Empty => "fault-file-empty",
            Self::TooLarge => "fault-file-too-large",
            Self::Type => "fault-file-type",
            Self::TooMany => "fault-file-too-many",
            Self::Infected => "fault-file-infected",
        }
    }
}

impl Files {
    /// # Errors
    /// Where the folder can't be made.
    pub fn folder(folder: &Path) -> Result<Self, Error> {
        std::fs::create_dir_all(folder)
            .map_err(|error| Error::fault(format!("{}: {error}", folder.display())))?;
        Ok(Self(Arc::new(LocalFileSystem::new_with_prefix(folder)?)))
    }

    /// Gone with the process: for measurements, which are not about files.
    pub fn memory() -> Self {
        Self(Arc::new(object_store::memory::InMemory::new()))
    }

    /// `s3://bucket/prefix`, with credentials from the environment, or a folder.
    ///
    /// # Errors
    /// Where the address or the credentials can't be used.
    pub fn open(address: &str) -> Result<Self, Error> {
        let Some(rest) = address.strip_prefix("s3://") else {
            return Self::folder(Path::new(address));
        };
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        let store = AmazonS3Builder::from_env()
            .with_bucket_name(bucket)
            .build()?;
        Ok(Self(Arc::new(PrefixStore::new(store, prefix))))
    }

    /// Takes in one field of a multipart form.
    ///
    /// # Errors
    /// The outer error is ours or the connection's; the inner one the person can mend.
    pub async fn take(
        &self,
        key: &str,
        mut field: Field<'_>,
        max: u64,
    ) -> Result<Result<Stored, UploadFault>, Error> {
        let mut head: Vec<u8> = Vec::new();
        let mut ended = false;
        while head.len() < HEAD {
            match next(&mut field).await? {
                Some(chunk) => head.extend_from_slice(&chunk),
                None => {
                    ended = true;
                    break;
                }
            }
        }
        if head.is_empty() {
            return Ok(Err(UploadFault::Empty));
        }
        let Some(media_type) = media_type(&head) else {
            return Ok(Err(UploadFault::Type));
        };
        let upload = self.0.put_multipart(&Key::from(key)).await?;
        let mut writer = WriteMultipart::new(upload);
        let mut hasher = Sha256::new();
        let mut size = 0;
        let mut chunk = Some(Bytes::from(head));
        while let Some(bytes) = chunk {
            size += bytes.len() as u64;
            if size > max {
                writer.abort().await?;
                return Ok(Err(UploadFault::TooLarge));
            }
            hasher.update(&bytes);
            writer.wait_for_capacity(4).await?;
            writer.write(&bytes);
            chunk = if ended {
                None
            } else {
                match next(&mut field).await {
                    Ok(chunk) => chunk,
                    Err(error) => {
                        writer.abort().await?;
                        return Err(error);
                    }
                }
            };
        }
        writer.finish().await?;
        Ok(Ok(Stored {
            key: key.to_owned(),
            size,
            digest: hex(&hasher.finalize()),
            media_type,
            scan: Scan::None,
        }))
    }

    /// Puts a small file, for the demo and tests.
    ///
    /// # Errors
    /// Where the store refuses.
    pub async fn put(&self, key: &str, bytes: Bytes) -> Result<Stored, Error> {
        let digest = hex(&Sha256::digest(&bytes));
        let size = bytes.len() as u64;
        let media_type = media_type(&bytes).unwrap_or("application/pdf");
        self.0.put(&Key::from(key), bytes.into()).await?;
        Ok(Stored {
            key: key.to_owned(),
            size,
            digest,
            media_type,
            scan: Scan::None,
        })
    }

    /// Takes a file away again that nothing refers to, and its small copy.
    ///
    /// # Errors
    /// Where the store refuses; a file that is gone is no error.
    pub async fn remove(&self, key: &str) -> Result<(), Error> {
        for key in [key, &small(key)] {
            match self.0.delete(&Key::from(key)).await {
                Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// What nothing refers to any more. One that can't be removed now is logged, and keeps no other.
    pub async fn remove_all(&self, keys: Vec<String>) {
        for key in keys {
            if let Err(error) = self.remove(&key).await {
                tracing::error!(%key, %error, "a file that nothing refers to is left behind");
            }
        }
    }

    /// The same bytes under another key.
    ///
    /// # Errors
    /// `NotFound` where the object is gone.
    pub async fn duplicate(&self, key: &str, to: &str) -> Result<(), Error> {
        Ok(self.0.copy(&Key::from(key), &Key::from(to)).await?)
    }

    /// An infected file goes where nobody is served from. Done before is done.
    ///
    /// # Errors
    /// Where the store refuses.
    pub async fn put_away(&self, key: &str) -> Result<(), Error> {
        let away = Key::from(quarantine(key));
        match self.0.rename(&Key::from(key), &away).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// # Errors
    /// `NotFound` where the object is gone.
    pub async fn stream(
        &self,
        key: &str,
    ) -> Result<BoxStream<'static, object_store::Result<Bytes>>, Error> {
        Ok(self.0.get(&Key::from(key)).await?.into_stream())
    }

    /// The whole of a file; what is uploaded has a limit.
    ///
    /// # Errors
    /// `NotFound` where the object is gone.
    pub async fn read(&self, key: &str) -> Result<Bytes, Error> {
        Ok(self.0.get(&Key::from(key)).await?.bytes().await?)
    }

    /// The small copy of an image.
    ///
    /// # Errors
    /// `NotFound` where there is none.
    pub async fn read_small(&self, key: &str) -> Result<Bytes, Error> {
        self.read(&small(key)).await
    }

    /// # Errors
    /// Where the store refuses.
    pub async fn put_small(&self, key: &str, copy: Bytes) -> Result<(), Error> {
        self.0.put(&Key::from(small(key)), copy.into()).await?;
        Ok(())
    }

    /// The small copy of an image, under the name of the original.
    ///
    /// # Errors
    /// `NotFound` where there is none.
    pub async fn serve_small(&self, key: &str, name: &str) -> Result<Response, Error> {
        self.serve(&small(key), "image/jpeg", &as_jpeg(name)).await
    }

    /// Streams a file out under the name that it was given, where a browser can't run it.
    ///
    /// # Errors
    /// `NotFound` where the object is gone.
    pub async fn serve(&self, key: &str, media_type: &str, name: &str) -> Result<Response, Error> {
        let object = self.0.get(&Key::from(key)).await?;
        let length = object.meta.size;
        let body = Body::from_stream(
            object
                .into_stream()
                .map(|chunk| chunk.map_err(|error| std::io::Error::other(error.to_string()))),
        );
        Ok(handed_out(body, length, media_type, name))
    }
}

/// A file as an answer, where a browser can't run it.
pub fn handed_out(body: Body, length: u64, media_type: &str, name: &str) -> Response {
    let mut response = body.into_response();
    let headers = response.headers_mut();
    let value = |text: &str| HeaderValue::from_str(text).ok();
    for (name, value) in [
        (header::CONTENT_TYPE, value(media_type)),
        (header::CONTENT_LENGTH, value(&length.to_string())),
        (
            header::CONTENT_DISPOSITION,
            value(&disposition(way(media_type), name)),
        ),
        (
            header::CONTENT_SECURITY_POLICY,
            value("default-src 'none'; sandbox"),
        ),
        (header::CACHE_CONTROL, value("private, no-store")),
    ] {
        if let Some(value) = value {
            headers.insert(name, value);
        }
    }
    response
}

/// A PDF for a page of ours to show in itself. The browser's own viewer is what shows it: the sandbox in which every other
/// file is served would keep that out, and nothing but the viewer's own style is let in.
pub fn as_document(mut served: Response, name: &str) -> Response {
    let headers = served.headers_mut();
    if let Ok(value) = HeaderValue::from_str(&disposition("inline", name)) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(
            "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'",
        ),
    );
    served
}

/// The name of a picture that was made a JPEG.
pub fn as_jpeg(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    format!("{stem}.jpg")
}

/// Where the small copy of an image lies.
fn small(key: &str) -> String {
    format!("small/{key}")
}

/// Where an infected file lies.
pub fn quarantine(key: &str) -> String {
    format!("quarantine/{key}")
}

/// Images want a small copy.
pub fn copy_of(media_type: &str) -> SmallCopy {
    if media_type.starts_with("image/") {
        SmallCopy::Waiting
    } else {
        SmallCopy::None
    }
}

async fn next(field: &mut Field<'_>) -> Result<Option<Bytes>, Error> {
    field.chunk().await.map_err(|error| {
        if error.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
            Error::TooLarge
        } else {
            Error::BadRequest(error.body_text())
        }
    })
}

fn media_type(head: &[u8]) -> Option<&'static str> {
    infer::get(head)
        .map(|kind| kind.mime_type())
        .filter(|mime| ["application/pdf", "image/jpeg", "image/png"].contains(mime))
}

/// Browsers show no PDF inside the sandbox that every file is served in: it is downloaded.
fn way(media_type: &str) -> &'static str {
    if media_type.starts_with("image/") {
        "inline"
    } else {
        "attachment"
    }
}

/// RFC 6266: the name percent-encoded as UTF-8, so that no byte of it can end the header.
fn disposition(way: &str, name: &str) -> String {
    use std::fmt::Write as _;
    let mut text = format!("{way}; filename*=UTF-8''");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._".contains(&byte) {
            text.push(char::from(byte));
        } else {
            // Writing into a String can't fail.
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}
