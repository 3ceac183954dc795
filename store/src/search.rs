//! Finding a case's applicant by name or by the end of their number. What is compared are keyed digests, so that the
//! table gives away neither: of each two neighbouring letters of a name, and of the last four characters of a number.

use domain::id::ApplicantId;
use domain::identifier::CaseNo;
use sqlx::FromRow;

use crate::accounts::{self, Applicant};
use crate::column::Text;
use crate::sql::{placeholders, sql, sql_dynamic};
use crate::{Engine, Error, Keys, Tx};

const NAME: &str = "applicant.name";
const TAIL: &str = "applicant.id_no.tail";

/// Characters of a number's end.
const END: usize = 4;

/// The most pairs of a name that are kept, and that a search compares.
const KEPT: usize = 64;
const COMPARED: usize = 16;

/// What somebody is looking for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sought {
    /// A case by its whole number.
    Number(String),
    /// The last four characters of an identity card number or a unified social credit code.
    Tail(String),
    /// A name or a part of it, as pairs of letters.
    Name(Vec<String>),
}

impl Sought {
    /// What a text means; nothing where it is too short for a name.
    pub fn read(text: &str) -> Option<Self> {
        let text = plain(text);
        let upper = text.to_ascii_uppercase();
        if let Ok(no) = CaseNo::parse(&upper) {
            return Some(Self::Number(no.as_str().to_owned()));
        }
        let digits = text.chars().filter(char::is_ascii_digit).count();
        if text.is_ascii() && digits >= 12 {
            return Some(Self::Number(upper));
        }
        if text.is_ascii() && text.len() == END && digits > 0 {
            return Some(Self::Tail(upper));
        }
        let mut pairs = pairs(&text);
        pairs.truncate(COMPARED);
        (text.chars().count() > 1).then_some(Self::Name(pairs))
    }

    pub(crate) fn digests(&self, keys: &Keys) -> Result<Vec<String>, Error> {
        match self {
            Self::Number(_) => Ok(Vec::new()),
            Self::Tail(end) => Ok(vec![keys.digest(TAIL, end)?]),
            Self::Name(pairs) => pairs.iter().map(|pair| keys.digest(NAME, pair)).collect(),
        }
    }
}

/// Letters and digits alone, small, those of full width as the others.
fn plain(text: &str) -> String {
    text.chars()
        .map(|one| match one {
            '！'..='～' => char::from_u32(u32::from(one) - 0xFEE0).unwrap_or(one),
            other => other,
        })
        .filter(|one| one.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Each two neighbours, once; a single letter by itself.
fn pairs(text: &str) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    if let [one] = letters.as_slice() {
        return vec![one.to_string()];
    }
    let mut all: Vec<String> = Vec::new();
    for pair in letters.windows(2) {
        let pair: String = pair.iter().collect();
        if !all.contains(&pair) {
            all.push(pair);
        }
    }
    all
}

fn terms(keys: &Keys, applicant: &Applicant) -> Result<Vec<String>, Error> {
    let mut all: Vec<String> = pairs(&plain(&applicant.name))
        .iter()
        .take(KEPT)
        .map(|pair| keys.digest(NAME, pair))
        .collect::<Result<_, _>>()?;
    let number: Vec<char> = applicant.id_no.expose().chars().collect();
    if let Some(end) = number
        .len()
        .checked_sub(END)
        .and_then(|at| number.get(at..))
    {
        let end: String = end.iter().collect();
        all.push(keys.digest(TAIL, &end.to_ascii_uppercase())?);
    }
    Ok(all)
}

/// Makes somebody findable; does nothing where they are.
pub(crate) async fn index(tx: &mut Tx, applicant: &Applicant) -> Result<(), Error> {
    let terms = terms(tx.keys(), applicant)?;
    if !terms.is_empty() {
        let text = format!(
            "INSERT INTO applicant_terms (applicant_id, digest) VALUES {} ON CONFLICT DO NOTHING",
            placeholders(tx.engine(), terms.len(), 2)
        );
        terms
            .into_iter()
            .fold(sql_dynamic(text), |statement, term| {
                statement.bind(applicant.id).bind(term)
            })
            .execute(tx)
            .await?;
    }
    sql("UPDATE applicants SET indexed = 1 WHERE id = $1")
        .bind(applicant.id)
        .execute(tx)
        .await?;
    Ok(())
}

/// Makes somebody findable by another name, and no longer by the one before.
pub(crate) async fn renamed(tx: &mut Tx, id: ApplicantId) -> Result<(), Error> {
    sql("DELETE FROM applicant_terms WHERE applicant_id = $1")
        .bind(id)
        .execute(tx)
        .await?;
    match accounts::applicant(tx, id).await? {
        Some(applicant) => index(tx, &applicant).await,
        None => Ok(()),
    }
}

/// Makes up to `limit` people findable who are not; says how many.
pub async fn index_some(tx: &mut Tx, limit: i64) -> Result<usize, Error> {
    #[derive(FromRow)]
    struct Row {
        #[sqlx(try_from = "Text")]
        id: ApplicantId,
    }
    // Another process may be at it, too: each takes its own.
    let lock = match tx.engine() {
        Engine::Sqlite => "",
        Engine::Postgres => " FOR UPDATE SKIP LOCKED",
    };
    let rows: Vec<Row> = sql_dynamic(format!(
        "SELECT id FROM applicants WHERE indexed = 0 ORDER BY id LIMIT $1{lock}"
    ))
    .bind(limit)
    .all(tx)
    .await?;
    let count = rows.len();
    for row in rows {
        if let Some(applicant) = accounts::applicant(tx, row.id).await? {
            index(tx, &applicant).await?;
        }
    }
    Ok(count)
}

#[cfg(test)]
mod tests;
