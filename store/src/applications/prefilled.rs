//! The pages of a draft that the portal filled in and that nobody has looked at yet.

use domain::id::ApplicationId;

use crate::{Error, Tx, sql::sql};

/// Notes them, as the draft is made.
pub async fn note(tx: &mut Tx, id: ApplicationId, pages: &[&str]) -> Result<(), Error> {
    for page in pages {
        sql("INSERT INTO prefilled_pages (application_id, page) VALUES ($1, $2) ON CONFLICT DO NOTHING")
            .bind(id)
            .bind(*page)
            .execute(tx)
            .await?;
    }
    Ok(())
}

/// The applicant saved the page: what is on it is theirs.
pub async fn seen(tx: &mut Tx, id: ApplicationId, page: &str) -> Result<(), Error> {
    sql("DELETE FROM prefilled_pages WHERE application_id = $1 AND page = $2")
        .bind(id)
        .bind(page)
        .execute(tx)
        .await?;
    Ok(())
}

/// At most as many as a definition has pages.
pub async fn unseen(tx: &mut Tx, id: ApplicationId) -> Result<Vec<String>, Error> {
    let rows =
        sql("SELECT page FROM prefilled_pages WHERE application_id = $1 ORDER BY page LIMIT 100")
            .bind(id)
            .all::<(String,)>(tx)
            .await?;
    Ok(rows.into_iter().map(|(page,)| page).collect())
}
