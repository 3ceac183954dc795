//! One SQL text for both engines: `sql("… $1 …").bind(x).all::<T>(&mut tx)`. Values are owned and
//! typed, NULL included; a `Record` is whatever `derive(sqlx::FromRow)` reads from either engine.

use std::fmt;

use jiff::{Timestamp, civil::Date};
use sqlx::{
    AssertSqlSafe, FromRow, SqlSafeStr, SqlStr,
    postgres::{PgArguments, PgRow},
    query::{Query, QueryAs},
    sqlite::{SqliteArguments, SqliteRow},
};

use crate::{
    Engine, Error,
    db::{Inner, Tx},
};

/// One bound value. `Debug` doesn't show it: it may be personal.
#[derive(Clone, PartialEq)]
pub enum Arg {
    Text(Option<String>),
    Int(Option<i64>),
    Blob(Option<Vec<u8>>),
}

impl fmt::Debug for Arg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text(_) => "Text(…)",
            Self::Int(_) => "Int(…)",
            Self::Blob(_) => "Blob(…)",
        })
    }
}

macro_rules! args {
    ($($type:ty: $variant:ident = |$value:ident| $owned:expr;)+) => {$(
        impl From<$type> for Arg {
            fn from($value: $type) -> Self {
                Self::$variant(Some($owned))
            }
        }

        impl From<Option<$type>> for Arg {
            fn from(value: Option<$type>) -> Self {
                Self::$variant(value.map(|$value| $owned))
            }
        }
    )+};
}
pub(crate) use args;

args! {
    &str: Text = |text| storable(text.to_owned());
    &String: Text = |text| storable(text.clone());
    String: Text = |text| storable(text);
    Date: Text = |date| date.to_string();
    i64: Int = |int| int;
    u8: Int = |int| i64::from(int);
    u32: Int = |int| i64::from(int);
    bool: Int = |flag| i64::from(flag);
    Timestamp: Int = |at| at.as_millisecond();
    Vec<u8>: Blob = |bytes| bytes;
    &[u8]: Blob = |bytes| bytes.to_vec();
}

/// PostgreSQL holds no U+0000 in a text, and nobody means to write one: it is left out on both.
fn storable(text: String) -> String {
    if text.contains('\0') {
        text.replace('\0', "")
    } else {
        text
    }
}

/// Anything that reads from a row of either engine.
pub trait Record:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}
impl<T> Record for T where
    T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin
{
}

/// A statement and its values; made by [`sql`].
#[derive(Debug, Clone)]
#[must_use = "nothing happens before all, one, optional or execute"]
pub struct Sql {
    text: SqlStr,
    args: Vec<Arg>,
}

/// A statement with the placeholders `$1`, `$2`, …
pub fn sql(text: &'static str) -> Sql {
    Sql {
        text: text.into_sql_str(),
        args: Vec::new(),
    }
}

/// A statement whose text was put together. Only from constants and placeholders, never from input.
pub fn sql_dynamic(text: String) -> Sql {
    Sql {
        text: AssertSqlSafe(text).into_sql_str(),
        args: Vec::new(),
    }
}

/// `($1, $2), ($3, $4)` for `rows` rows of `columns` columns; on SQLite, which binds 32,766 values at most,
/// `(?, ?), (?, ?)`: it looks each name up among all the others, so that a thousand names cost a million steps.
pub fn placeholders(engine: Engine, rows: usize, columns: usize) -> String {
    let row = |row: usize| {
        let columns: Vec<_> = (1..=columns)
            .map(|column| match engine {
                Engine::Sqlite => "?".to_owned(),
                Engine::Postgres => format!("${}", row * columns + column),
            })
            .collect();
        format!("({})", columns.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}

impl Sql {
    pub fn bind(mut self, value: impl Into<Arg>) -> Self {
        self.args.push(value.into());
        self
    }

    pub async fn all<T: Record>(self, tx: &mut Tx) -> Result<Vec<T>, Error> {
        self.note(tx);
        Ok(match &mut tx.inner {
            Inner::Sqlite(tx) => self.sqlite_as().fetch_all(&mut **tx).await?,
            Inner::Postgres(tx) => self.postgres_as().fetch_all(&mut **tx).await?,
        })
    }

    pub async fn optional<T: Record>(self, tx: &mut Tx) -> Result<Option<T>, Error> {
        self.note(tx);
        Ok(match &mut tx.inner {
            Inner::Sqlite(tx) => self.sqlite_as().fetch_optional(&mut **tx).await?,
            Inner::Postgres(tx) => self.postgres_as().fetch_optional(&mut **tx).await?,
        })
    }

    /// `NotFound` where there is no row.
    pub async fn one<T: Record>(self, tx: &mut Tx) -> Result<T, Error> {
        self.optional(tx).await?.ok_or(Error::NotFound)
    }

    /// The number of rows affected.
    pub async fn execute(self, tx: &mut Tx) -> Result<u64, Error> {
        self.note(tx);
        Ok(match &mut tx.inner {
            Inner::Sqlite(tx) => self.sqlite().execute(&mut **tx).await?.rows_affected(),
            Inner::Postgres(tx) => self.postgres().execute(&mut **tx).await?.rows_affected(),
        })
    }

    /// Says to a recorder, if there is one, what changes rows; tests count them all.
    fn note(&self, tx: &mut Tx) {
        tx.counted.add();
        if let Some((_, written)) = &mut tx.noted
            && !self.text.as_str().trim_start().starts_with("SELECT")
        {
            written.push(self.clone());
        }
    }

    pub(crate) fn sqlite(self) -> Query<'static, sqlx::Sqlite, SqliteArguments> {
        self.args
            .into_iter()
            .fold(sqlx::query(self.text), |query, arg| match arg {
                Arg::Text(value) => query.bind(value),
                Arg::Int(value) => query.bind(value),
                Arg::Blob(value) => query.bind(value),
            })
    }

    pub(crate) fn postgres(self) -> Query<'static, sqlx::Postgres, PgArguments> {
        self.args
            .into_iter()
            .fold(sqlx::query(self.text), |query, arg| match arg {
                Arg::Text(value) => query.bind(value),
                Arg::Int(value) => query.bind(value),
                Arg::Blob(value) => query.bind(value),
            })
    }

    fn sqlite_as<T: Record>(self) -> QueryAs<'static, sqlx::Sqlite, T, SqliteArguments> {
        self.args
            .into_iter()
            .fold(sqlx::query_as(self.text), |query, arg| match arg {
                Arg::Text(value) => query.bind(value),
                Arg::Int(value) => query.bind(value),
                Arg::Blob(value) => query.bind(value),
            })
    }

    fn postgres_as<T: Record>(self) -> QueryAs<'static, sqlx::Postgres, T, PgArguments> {
        self.args
            .into_iter()
            .fold(sqlx::query_as(self.text), |query, arg| match arg {
                Arg::Text(value) => query.bind(value),
                Arg::Int(value) => query.bind(value),
                Arg::Blob(value) => query.bind(value),
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::stores;

    #[test]
    fn placeholders_count_on() {
        let of = |engine| placeholders(engine, 2, 3);
        assert_eq!(of(Engine::Postgres), "($1, $2, $3), ($4, $5, $6)");
        assert_eq!(of(Engine::Sqlite), "(?, ?, ?), (?, ?, ?)");
    }

    #[test]
    fn values_are_not_printed() {
        assert!(!format!("{:?}", sql("SELECT $1").bind("张三")).contains("张三"));
    }

    #[tokio::test]
    async fn values_come_back_as_they_went() {
        for store in stores().await {
            let mut tx = store.read().await.unwrap();
            let row: (String, i64, Vec<u8>, Option<String>, Option<i64>) = sql(
                "SELECT CAST($1 AS TEXT), CAST($2 AS BIGINT), $3, CAST($4 AS TEXT), CAST($5 AS BIGINT)",
            )
            .bind("通\0办")
            .bind(i64::MIN)
            .bind(vec![0_u8, 255])
            .bind(None::<&str>)
            .bind(None::<i64>)
            .one(&mut tx)
            .await
            .unwrap();
            assert_eq!(row, ("通办".to_owned(), i64::MIN, vec![0, 255], None, None));
        }
    }
}
