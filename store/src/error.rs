//! What can go wrong, as kinds. Text for people is the server's.

use std::error::Error as StdError;

type Source = Box<dyn StdError + Send + Sync>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No such row, or not in the scope that was asked for.
    #[error("not found")]
    NotFound,
    /// Somebody else wrote first: a version, a sequence number or a unique value is taken.
    #[error("stale")]
    Stale,
    /// The database can't serve now (connection, lock, disk, conflict); the same call may work later.
    #[error("the database is unavailable")]
    Unavailable(#[source] Source),
    /// A stored value doesn't read back: wrong key, altered row, damaged file.
    #[error("corrupt: {0}")]
    Corrupt(String),
    /// A fault of this program.
    #[error("internal")]
    Internal(#[source] Source),
}

impl Error {
    pub(crate) fn internal(text: &'static str) -> Self {
        Self::Internal(text.into())
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        use sqlx::Error as E;
        match &error {
            E::RowNotFound => Self::NotFound,
            E::Io(_)
            | E::Tls(_)
            | E::PoolTimedOut
            | E::PoolClosed
            | E::WorkerCrashed
            | E::BeginFailed => Self::Unavailable(error.into()),
            E::ColumnDecode { .. } | E::Decode(_) => Self::Corrupt(error.to_string()),
            E::Database(database) if database.is_unique_violation() => Self::Stale,
            E::Database(database) => {
                let code = database.code().unwrap_or_default().into_owned();
                let sqlite = database
                    .try_downcast_ref::<sqlx::sqlite::SqliteError>()
                    .is_some();
                match if sqlite {
                    sqlite_kind(&code)
                } else {
                    postgres_kind(&code)
                } {
                    Kind::Unavailable => Self::Unavailable(error.into()),
                    Kind::Corrupt => Self::Corrupt(error.to_string()),
                    Kind::Internal => Self::Internal(error.into()),
                }
            }
            _ => Self::Internal(error.into()),
        }
    }
}

impl From<sqlx::migrate::MigrateError> for Error {
    fn from(error: sqlx::migrate::MigrateError) -> Self {
        match error {
            sqlx::migrate::MigrateError::Execute(error) => error.into(),
            other => Self::Internal(other.into()),
        }
    }
}

#[derive(Debug, PartialEq)]
enum Kind {
    Unavailable,
    Corrupt,
    Internal,
}

/// By primary result code, the low byte (<https://www.sqlite.org/rescode.html>).
fn sqlite_kind(code: &str) -> Kind {
    match code.parse::<i32>().map(|code| code & 0xff) {
        // BUSY, LOCKED, NOMEM, READONLY, IOERR, FULL, CANTOPEN, PROTOCOL
        Ok(5 | 6 | 7 | 8 | 10 | 13 | 14 | 15) => Kind::Unavailable,
        // CORRUPT, NOTADB
        Ok(11 | 26) => Kind::Corrupt,
        _ => Kind::Internal,
    }
}

/// By SQLSTATE (PostgreSQL, appendix A).
fn postgres_kind(code: &str) -> Kind {
    match code {
        "25006" => Kind::Unavailable, // read-only: a standby after a fail-over
        "55P03" => Kind::Unavailable, // lock not available
        _ => match code.get(..2) {
            // connection, rolled back (serialisation, deadlock), resources, operator, system
            Some("08" | "40" | "53" | "57" | "58") => Kind::Unavailable,
            Some("XX") => Kind::Corrupt,
            _ => Kind::Internal,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_kinds() {
        for code in ["5", "517", "13", "10", "778", "14"] {
            assert_eq!(sqlite_kind(code), Kind::Unavailable, "{code}");
        }
        assert_eq!(sqlite_kind("267"), Kind::Corrupt);
        assert_eq!(sqlite_kind("787"), Kind::Internal);
        for code in [
            "08006", "40001", "40P01", "53100", "53300", "57P01", "58030", "55P03",
        ] {
            assert_eq!(postgres_kind(code), Kind::Unavailable, "{code}");
        }
        assert_eq!(postgres_kind("42P01"), Kind::Internal);
    }

    #[test]
    fn a_refused_connection_is_unavailable() {
        let io = std::io::Error::from(std::io::ErrorKind::ConnectionRefused);
        assert!(matches!(
            Error::from(sqlx::Error::Io(io)),
            Error::Unavailable(_)
        ));
    }
}
