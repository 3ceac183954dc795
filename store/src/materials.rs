//! Materials: what is known about a file. The bytes are in the server's object store under `object_key`.

use domain::id::{ApplicationId, MaterialId};
use jiff::Timestamp;
use sqlx::FromRow;

use crate::{
    Error, Tx,
    column::{MaybeMs, Ms, Text},
    sql::sql,
};

#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub struct Material {
    #[sqlx(try_from = "Text")]
    pub id: MaterialId,
    #[sqlx(try_from = "Text")]
    pub application_id: ApplicationId,
    /// The code of the material rule that it answers.
    pub rule: String,
    pub file_name: String,
    /// Bytes.
    pub size: i64,
    pub media_type: String,
    /// SHA-256 of the bytes, hex.
    pub digest: String,
    pub object_key: String,
    #[sqlx(try_from = "Ms")]
    pub uploaded_at: Timestamp,
    #[sqlx(try_from = "MaybeMs")]
    pub removed_at: Option<Timestamp>,
}

pub async fn add(tx: &mut Tx, material: &Material) -> Result<(), Error> {
    sql("INSERT INTO materials (id, application_id, rule, file_name, size, media_type, digest, object_key,
             uploaded_at, removed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)")
    .bind(material.id)
    .bind(material.application_id)
    .bind(&material.rule)
    .bind(&material.file_name)
    .bind(material.size)
    .bind(&material.media_type)
    .bind(&material.digest)
    .bind(&material.object_key)
    .bind(material.uploaded_at)
    .bind(material.removed_at)
    .execute(tx)
    .await?;
    // A file is a change of the draft: it is kept from here on.
    sql("UPDATE applications SET updated_at = $2 WHERE id = $1 AND state = 'draft' AND updated_at < $2")
        .bind(material.application_id)
        .bind(material.uploaded_at)
        .execute(tx)
        .await?;
    Ok(())
}

/// Those not removed, oldest first, at most 200. Check the application's scope first.
pub async fn list(tx: &mut Tx, application: ApplicationId) -> Result<Vec<Material>, Error> {
    sql("SELECT * FROM materials WHERE application_id = $1 AND removed_at IS NULL ORDER BY id LIMIT 200")
        .bind(application)
        .all(tx)
        .await
}

/// Also removed ones, oldest first, at most 400: a supplement puts a material in another's place,
/// and a clerk may compare. Check the case's scope first.
pub async fn all(tx: &mut Tx, application: ApplicationId) -> Result<Vec<Material>, Error> {
    sql("SELECT * FROM materials WHERE application_id = $1 ORDER BY id LIMIT 400")
        .bind(application)
        .all(tx)
        .await
}

/// Also a removed one: a clerk may look at what was first given.
pub async fn get(
    tx: &mut Tx,
    application: ApplicationId,
    id: MaterialId,
) -> Result<Option<Material>, Error> {
    sql("SELECT * FROM materials WHERE application_id = $1 AND id = $2")
        .bind(application)
        .bind(id)
        .optional(tx)
        .await
}

/// `false` where there is none to remove.
pub async fn remove(
    tx: &mut Tx,
    application: ApplicationId,
    id: MaterialId,
    now: Timestamp,
) -> Result<bool, Error> {
    let removed = sql("UPDATE materials SET removed_at = $3
         WHERE application_id = $1 AND id = $2 AND removed_at IS NULL")
    .bind(application)
    .bind(id)
    .bind(now)
    .execute(tx)
    .await?;
    Ok(removed == 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        applications,
        testing::{at, samples, stores},
    };

    #[tokio::test]
    async fn a_removed_material_leaves_the_list_and_keeps_its_row() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            let application = samples::applied(&mut tx).await;
            let material = Material {
                id: MaterialId::new(at(1), [1; 10]),
                application_id: application.id,
                rule: "plan".into(),
                file_name: "平面图.pdf".into(),
                size: 1024,
                media_type: "application/pdf".into(),
                digest: "00".into(),
                object_key: "k1".into(),
                uploaded_at: at(1),
                removed_at: None,
            };
            add(&mut tx, &material).await.unwrap();
            assert_eq!(
                list(&mut tx, application.id).await.unwrap(),
                std::slice::from_ref(&material)
            );
            assert!(
                remove(&mut tx, application.id, material.id, at(2))
                    .await
                    .unwrap()
            );
            assert!(
                !remove(&mut tx, application.id, material.id, at(3))
                    .await
                    .unwrap()
            );
            assert!(list(&mut tx, application.id).await.unwrap().is_empty());
            let kept = get(&mut tx, application.id, material.id)
                .await
                .unwrap()
                .unwrap();
            assert_eq!(kept.removed_at, Some(at(2)));
            assert_eq!(all(&mut tx, application.id).await.unwrap(), [kept]);
            let keys = applications::discard(&mut tx, application.applicant_id, application.id)
                .await
                .unwrap();
            assert_eq!(keys, ["k1"]);
        }
    }
}
