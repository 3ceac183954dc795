//! tower-sessions over the store: session data live in the database, and the cookie holds only
//! a random id.

use async_trait::async_trait;
use jiff::Timestamp;
use store::{Store, sessions};
use time::OffsetDateTime;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};
use tower_sessions::{Expiry, SessionManagerLayer, SessionStore};

use crate::now::Now;

pub const COOKIE: &str = "tongban_session";

/// Signed out after this long without a request (GB/T 22239 asks for a limit; assessors for 10 to
/// 30 minutes).
const IDLE: time::Duration = time::Duration::minutes(30);

#[derive(Debug, Clone)]
pub struct Sessions {
    store: Store,
    now: Now,
}

pub fn layer(store: Store, now: Now, secure: bool) -> SessionManagerLayer<Sessions> {
    SessionManagerLayer::new(Sessions { store, now })
        .with_name(COOKIE)
        .with_secure(secure)
        .with_http_only(true)
        .with_same_site(tower_sessions::cookie::SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(IDLE))
}

impl Sessions {
    /// A frozen time must not meet the wall clock that tower-sessions reads for its expiry dates.
    fn expiry(&self, record: &Record) -> Result<Timestamp> {
        match self.now {
            Now::Wall => instant(record.expiry_date),
            Now::Frozen(_) => {
                Ok(self.now.get() + jiff::SignedDuration::from_secs(IDLE.whole_seconds()))
            }
        }
    }
}

#[async_trait]
impl SessionStore for Sessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        loop {
            let data = encode(record)?;
            let expires = self.expiry(record)?;
            let mut tx = self.store.begin().await.map_err(backend)?;
            let created = sessions::create(&mut tx, &record.id.to_string(), &data, expires).await;
            if created.map_err(backend)? {
                return tx.commit().await.map_err(backend);
            }
            record.id = Id::default();
        }
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let data = encode(record)?;
        let expires = self.expiry(record)?;
        let mut tx = self.store.begin().await.map_err(backend)?;
        sessions::save(&mut tx, &record.id.to_string(), &data, expires)
            .await
            .map_err(backend)?;
        tx.commit().await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let mut tx = self.store.read().await.map_err(backend)?;
        let data = sessions::load(&mut tx, &id.to_string(), self.now.get()).await;
        let Some(data) = data.map_err(backend)? else {
            return Ok(None);
        };
        let record: Record =
            serde_json::from_slice(&data).map_err(|error| Error::Decode(error.to_string()))?;
        Ok(Some(record))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        let mut tx = self.store.begin().await.map_err(backend)?;
        sessions::delete(&mut tx, &id.to_string())
            .await
            .map_err(backend)?;
        tx.commit().await.map_err(backend)
    }
}

fn encode(record: &Record) -> Result<Vec<u8>> {
    serde_json::to_vec(record).map_err(|error| Error::Encode(error.to_string()))
}

fn instant(at: OffsetDateTime) -> Result<Timestamp> {
    Timestamp::from_second(at.unix_timestamp()).map_err(|error| Error::Encode(error.to_string()))
}

fn backend(error: store::Error) -> Error {
    Error::Backend(error.to_string())
}
