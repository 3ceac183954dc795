//! Materials: what is known about a file. The bytes are in the server's object store under `object_key`; what the
//! application of a bundle and those of its parts were given is the same object.

use domain::{
    id::{ApplicationId, MaterialId},
    trust::Trust,
};
use jiff::Timestamp;
use sqlx::FromRow;

use crate::{
    Error, Tx,
    column::{BadColumn, MaybeMs, MaybeText, Ms, Text, stored, texts},
    sql::{Arg, args, sql},
};

/// What the search for viruses found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scan {
    /// Nothing scans here.
    None,
    /// Not yet: what scans could not be reached.
    Waiting,
    Clean,
    /// Nobody may have it.
    Infected,
}

impl Scan {
    const ALL: [Self; 4] = [Self::None, Self::Waiting, Self::Clean, Self::Infected];

    fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Waiting => "waiting",
            Self::Clean => "clean",
            Self::Infected => "infected",
        }
    }

    /// Whether somebody else than its giver may open it.
    pub fn may_be_opened(self) -> bool {
        matches!(self, Self::None | Self::Clean)
    }
}

/// The small copy of an image.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SmallCopy {
    /// None is wanted.
    None,
    Waiting,
    Made,
    /// It can't be made: broken, or larger than is decoded.
    Failed,
}

impl SmallCopy {
    const ALL: [Self; 4] = [Self::None, Self::Waiting, Self::Made, Self::Failed];

    fn word(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Waiting => "waiting",
            Self::Made => "made",
            Self::Failed => "failed",
        }
    }
}

stored! {
    Scan, "scan", |text| Self::ALL.into_iter().find(|one| one.word() == text), |scan| scan.word().to_owned();
    SmallCopy, "copy", |text| Self::ALL.into_iter().find(|one| one.word() == text), |copy| copy.word().to_owned();
    Trust, "trust", |text| Self::from_letter(&text), |trust| trust.letter().to_owned();
}

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
    #[sqlx(try_from = "Text")]
    pub scan: Scan,
    #[sqlx(try_from = "Text")]
    pub copy: SmallCopy,
    /// Absent where it was uploaded for this application.
    #[sqlx(try_from = "MaybeText")]
    pub trust: Option<Trust>,
    /// The number of the case or the licence that it comes from.
    pub origin: Option<String>,
}

/// In the place of a media type: what stays on paper, with no bytes anywhere.
const ON_PAPER: &str = "paper";

impl Material {
    /// An original that a clerk has seen and that is kept on paper. `place` is where: a shelf, a file's number.
    pub fn on_paper(
        id: MaterialId,
        application: ApplicationId,
        rule: &str,
        place: &str,
        digest: String,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            application_id: application,
            rule: rule.to_owned(),
            file_name: place.to_owned(),
            size: 0,
            media_type: ON_PAPER.to_owned(),
            digest,
            object_key: format!("{ON_PAPER}/{id}"),
            uploaded_at: now,
            removed_at: None,
            scan: Scan::None,
            copy: SmallCopy::None,
            trust: None,
            origin: None,
        }
    }

    /// Then there is nothing to open, and the name is the place where it is kept.
    pub fn is_on_paper(&self) -> bool {
        self.media_type == ON_PAPER
    }
}

pub async fn add(tx: &mut Tx, material: &Material) -> Result<(), Error> {
    sql("INSERT INTO materials (id, application_id, rule, file_name, size, media_type, digest, object_key,
             uploaded_at, removed_at, scan, copy, trust, origin)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)")
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
    .bind(material.scan)
    .bind(material.copy)
    .bind(material.trust)
    .bind(material.origin.as_ref())
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

/// Those that wait for a scan, oldest first, after `last`.
pub async fn to_scan(
    tx: &mut Tx,
    last: Option<MaterialId>,
    limit: u8,
) -> Result<Vec<Material>, Error> {
    sql("SELECT * FROM materials WHERE scan = 'waiting' AND id > $1 ORDER BY id LIMIT $2")
        .bind(last.map_or_else(String::new, |id| id.to_string()))
        .bind(limit)
        .all(tx)
        .await
}

pub async fn waiting_for_scan(tx: &mut Tx) -> Result<i64, Error> {
    let row: (i64,) = sql("SELECT COUNT(*) FROM materials WHERE scan = 'waiting'")
        .one(tx)
        .await?;
    Ok(row.0)
}

/// Every row of the object is clean.
pub async fn mark_clean(tx: &mut Tx, object_key: &str) -> Result<u64, Error> {
    sql("UPDATE materials SET scan = 'clean' WHERE scan = 'waiting' AND object_key = $1")
        .bind(object_key)
        .execute(tx)
        .await
}

/// Every row of the object is infected and taken away; the object has gone to `quarantine`.
pub async fn mark_infected(
    tx: &mut Tx,
    object_key: &str,
    quarantine: &str,
    now: Timestamp,
) -> Result<u64, Error> {
    sql(
        "UPDATE materials SET scan = 'infected', copy = 'none', object_key = $2,
             removed_at = COALESCE(removed_at, $3)
         WHERE scan = 'waiting' AND object_key = $1",
    )
    .bind(object_key)
    .bind(quarantine)
    .bind(now)
    .execute(tx)
    .await
}

/// Images that want a small copy and may be opened, oldest first, after `last`.
pub async fn to_copy(
    tx: &mut Tx,
    last: Option<MaterialId>,
    limit: u8,
) -> Result<Vec<Material>, Error> {
    sql(
        "SELECT * FROM materials WHERE copy = 'waiting' AND scan IN ('none', 'clean') AND id > $1
         ORDER BY id LIMIT $2",
    )
    .bind(last.map_or_else(String::new, |id| id.to_string()))
    .bind(limit)
    .all(tx)
    .await
}

/// Every row of the object has its copy, or will have none.
pub async fn mark_copied(tx: &mut Tx, object_key: &str, copy: SmallCopy) -> Result<u64, Error> {
    sql("UPDATE materials SET copy = $2 WHERE copy = 'waiting' AND object_key = $1")
        .bind(object_key)
        .bind(copy)
        .execute(tx)
        .await
}

/// 容缺: the word that a material will come later; given twice, it is given once.
pub async fn promise(
    tx: &mut Tx,
    application: ApplicationId,
    rule: &str,
    now: Timestamp,
) -> Result<(), Error> {
    sql(
        "INSERT INTO material_promises (application_id, rule, promised_at) VALUES ($1, $2, $3)
         ON CONFLICT DO NOTHING",
    )
    .bind(application)
    .bind(rule)
    .bind(now)
    .execute(tx)
    .await?;
    Ok(())
}

pub async fn take_promise_back(
    tx: &mut Tx,
    application: ApplicationId,
    rule: &str,
) -> Result<(), Error> {
    sql("DELETE FROM material_promises WHERE application_id = $1 AND rule = $2")
        .bind(application)
        .bind(rule)
        .execute(tx)
        .await?;
    Ok(())
}

/// The rules whose material is promised. Check the application's scope first.
pub async fn promised(tx: &mut Tx, application: ApplicationId) -> Result<Vec<String>, Error> {
    let rows: Vec<(String,)> =
        sql("SELECT rule FROM material_promises WHERE application_id = $1 ORDER BY rule LIMIT 200")
            .bind(application)
            .all(tx)
            .await?;
    Ok(rows.into_iter().map(|(rule,)| rule).collect())
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::{
        applications,
        testing::{at, samples, stores},
    };

    pub fn material(application: ApplicationId, n: u8) -> Material {
        Material {
            id: MaterialId::new(at(n.into()), [n; 10]),
            application_id: application,
            rule: "plan".into(),
            file_name: "平面图.pdf".into(),
            size: 1024,
            media_type: "application/pdf".into(),
            digest: format!("{n:02}"),
            object_key: format!("k{n}"),
            uploaded_at: at(n.into()),
            removed_at: None,
            scan: Scan::None,
            copy: SmallCopy::None,
            trust: None,
            origin: None,
        }
    }

    #[tokio::test]
    async fn a_removed_material_leaves_the_list_and_keeps_its_row() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            let application = samples::applied(&mut tx).await;
            let material = Material {
                trust: Some(Trust::Verified),
                origin: Some("620102-1".into()),
                ..material(application.id, 1)
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
            promise(&mut tx, application.id, "rules", at(1))
                .await
                .unwrap();
            let keys = applications::discard(&mut tx, application.applicant_id, application.id)
                .await
                .unwrap();
            assert_eq!(keys, ["k1"]);
        }
    }

    #[tokio::test]
    async fn a_scan_holds_for_every_row_of_the_object() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            let application = samples::applied(&mut tx).await.id;
            for n in 1..=3 {
                let waiting = Material {
                    scan: Scan::Waiting,
                    copy: SmallCopy::Waiting,
                    object_key: if n == 3 { "b" } else { "a" }.into(),
                    ..material(application, n)
                };
                add(&mut tx, &waiting).await.unwrap();
            }
            assert_eq!(to_scan(&mut tx, None, 2).await.unwrap().len(), 2);
            assert!(to_copy(&mut tx, None, 9).await.unwrap().is_empty());
            assert_eq!(waiting_for_scan(&mut tx).await.unwrap(), 3);
            assert_eq!(mark_clean(&mut tx, "a").await.unwrap(), 2);
            let waiting = to_copy(&mut tx, None, 9).await.unwrap();
            assert_eq!(waiting.len(), 2);
            let behind = to_copy(&mut tx, Some(waiting[0].id), 9).await.unwrap();
            assert_eq!(behind.len(), 1);
            assert_eq!(mark_copied(&mut tx, "a", SmallCopy::Made).await.unwrap(), 2);
            assert_eq!(mark_infected(&mut tx, "b", "q/b", at(9)).await.unwrap(), 1);
            assert_eq!(waiting_for_scan(&mut tx).await.unwrap(), 0);
            let left = list(&mut tx, application).await.unwrap();
            assert_eq!(left.len(), 2);
            assert!(left.iter().all(|one| one.copy == SmallCopy::Made));
            let all = all(&mut tx, application).await.unwrap();
            let gone = all.last().unwrap();
            assert_eq!(
                (gone.scan, gone.object_key.as_str()),
                (Scan::Infected, "q/b")
            );
            assert!(!gone.scan.may_be_opened() && gone.removed_at == Some(at(9)));
        }
    }

    #[tokio::test]
    async fn a_promise_is_given_once_and_taken_back() {
        for store in stores().await {
            let mut tx = store.begin().await.unwrap();
            let application = samples::applied(&mut tx).await.id;
            for _ in 0..2 {
                promise(&mut tx, application, "rules", at(1)).await.unwrap();
            }
            assert_eq!(promised(&mut tx, application).await.unwrap(), ["rules"]);
            for _ in 0..2 {
                take_promise_back(&mut tx, application, "rules")
                    .await
                    .unwrap();
            }
            assert!(promised(&mut tx, application).await.unwrap().is_empty());
        }
    }
}
