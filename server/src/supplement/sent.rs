//! What a supplement's form brought: texts, and files on their way into the object store.

use app::citizen::supplement::UNCHANGED;
use axum::extract::Multipart;
use axum::extract::multipart::Field;
use domain::application::Answers;
use domain::id::MaterialId;
use jiff::Timestamp;
use store::Tx;
use store::materials::{self, Material};

use super::Waiting;
use crate::application::MOST as MOST_FILES;
use crate::counter::{LONGEST_PLACE, on_paper};
use crate::error::Error;
use crate::files::{Stored, UploadFault};
use crate::reader::Reader;
use crate::state::App;
use crate::uploads::{broken, receive, shown_name};

/// Characters of one answer that are read; what is longer than any field's limit is refused there.
const LONGEST: usize = 20_000;
/// Fields of a form; no definition has as many.
const MOST: usize = 300;
/// The name of the boxes that leave out a file that was uploaded before.
const LEAVE_OUT: &str = "leave-out";

#[derive(Debug, Default)]
pub struct Sent {
    /// Of the page that the form was on.
    pub seq: Option<u64>,
    /// What was asked for and is as it was is right.
    pub unchanged: bool,
    /// By field; several choices joined with commas.
    pub answers: Answers,
    /// By rule: why a file was not taken in.
    pub refused: Vec<(String, UploadFault)>,
    /// Uploaded for this supplement before, and not to be sent.
    pub left_out: Vec<MaterialId>,
    files: Vec<File>,
    /// At the counter: originals that are kept on paper.
    paper: Vec<OnPaper>,
}

#[derive(Debug)]
struct OnPaper {
    rule: String,
    id: MaterialId,
    place: String,
}

#[derive(Debug)]
struct File {
    rule: String,
    id: MaterialId,
    name: String,
    stored: Stored,
}

impl Sent {
    pub async fn read(
        app: &App,
        reader: &Reader,
        waiting: &Waiting,
        form: Multipart,
    ) -> Result<Self, Error> {
        let mut sent = Self::default();
        match sent.take_all(app, reader, waiting, form).await {
            Ok(()) => Ok(sent),
            Err(error) => {
                sent.forget(app).await?;
                Err(error)
            }
        }
    }

    async fn take_all(
        &mut self,
        app: &App,
        reader: &Reader,
        waiting: &Waiting,
        mut form: Multipart,
    ) -> Result<(), Error> {
        let mut fields = 0;
        while let Some(field) = form.next_field().await.map_err(broken)? {
            fields += 1;
            if fields > MOST {
                return Err(Error::BadRequest("too many fields".into()));
            }
            let name = field.name().unwrap_or_default().to_owned();
            if let Some(rule) = name.strip_prefix("file.") {
                self.take(app, reader, waiting, rule, field).await?;
            } else if let Some(rule) = name.strip_prefix("paper.") {
                let rule = rule.to_owned();
                let place = field.text().await.map_err(broken)?;
                self.note(app, reader, waiting, rule, place.trim())?;
            } else {
                self.text(name, field).await?;
            }
        }
        Ok(())
    }

    async fn text(&mut self, name: String, field: Field<'_>) -> Result<(), Error> {
        let text = field.text().await.map_err(broken)?;
        if name == LEAVE_OUT {
            self.left_out.extend(text.trim().parse::<MaterialId>());
            return Ok(());
        }
        if text.len() > LONGEST * 4 {
            return Err(Error::TooLarge);
        }
        if name == "seq" {
            let seq = text.trim().parse();
            self.seq = Some(seq.map_err(|_| Error::BadRequest("seq is no number".into()))?);
            return Ok(());
        }
        if name == UNCHANGED {
            self.unchanged = true;
            return Ok(());
        }
        let answer = self.answers.entry(name).or_default();
        if !answer.is_empty() && !text.is_empty() {
            answer.push(',');
        }
        answer.push_str(&text);
        Ok(())
    }

    /// Only a clerk sees an original.
    fn note(
        &mut self,
        app: &App,
        reader: &Reader,
        waiting: &Waiting,
        rule: String,
        place: &str,
    ) -> Result<(), Error> {
        let known = waiting.may_give(&rule);
        let place: String = place.chars().take(LONGEST_PLACE).collect();
        let awaited = waiting.case().awaits_applicant() && waiting.clerk.is_some();
        // Said with a form that came back, and again with the next: it is one.
        let there = self
            .before(waiting, &rule)
            .any(|one| one.is_on_paper() && one.file_name == place);
        let full = self.paper.len() >= MOST_FILES;
        if place.is_empty() || !awaited || !known || there || full {
            return Ok(());
        }
        let id = MaterialId::new(reader.now, app.entropy()?);
        self.paper.push(OnPaper { rule, id, place });
        Ok(())
    }

    async fn take(
        &mut self,
        app: &App,
        reader: &Reader,
        waiting: &Waiting,
        rule: &str,
        field: Field<'_>,
    ) -> Result<(), Error> {
        let name = shown_name(field.file_name().unwrap_or_default());
        let known = waiting.may_give(rule);
        let awaited = waiting.case().awaits_applicant();
        if name.is_empty() || !known || !awaited {
            return Ok(());
        }
        let count = self.of(rule).count() + self.before(waiting, rule).count();
        if count >= MOST_FILES {
            if !self.refused.iter().any(|(of, _)| of == rule) {
                self.refused.push((rule.to_owned(), UploadFault::TooMany));
            }
            return Ok(());
        }
        let id = MaterialId::new(reader.now, app.entropy()?);
        let key = format!("applications/{}/{id}", waiting.key.application_id);
        match receive(app, &key, field).await? {
            // Sent with a form that came back, and again with the next: it is one file.
            Ok(stored) if self.has(waiting, rule, &stored.digest) => {
                app.files.remove(&stored.key).await?;
            }
            Ok(stored) => self.files.push(File {
                rule: rule.to_owned(),
                id,
                name,
                stored,
            }),
            Err(fault) => self.refused.push((rule.to_owned(), fault)),
        }
        Ok(())
    }

    fn of<'a>(&'a self, rule: &'a str) -> impl Iterator<Item = &'a File> {
        self.files.iter().filter(move |file| file.rule == rule)
    }

    /// Those of a form that came back, without what this one leaves out.
    fn before<'a>(
        &'a self,
        waiting: &'a Waiting,
        rule: &'a str,
    ) -> impl Iterator<Item = &'a Material> {
        waiting
            .uploaded(rule)
            .filter(|one| !self.left_out.contains(&one.id))
    }

    fn has(&self, waiting: &Waiting, rule: &str, digest: &str) -> bool {
        self.of(rule).any(|file| file.stored.digest == digest)
            || self.before(waiting, rule).any(|one| one.digest == digest)
    }

    /// Writes down what was taken in, whatever becomes of the form, and takes away what it leaves out.
    pub async fn keep(
        &self,
        app: &App,
        tx: &mut Tx,
        waiting: &Waiting,
        now: Timestamp,
    ) -> Result<(), Error> {
        let key = &waiting.key;
        for one in &self.paper {
            let of = key.application_id;
            let material = on_paper(app, one.id, of, &one.rule, &one.place, now)?;
            materials::add(tx, &material).await?;
        }
        for id in &self.left_out {
            // What the case holds is replaced by the act alone.
            if !waiting.case().materials.iter().any(|held| held.id == *id) {
                materials::remove(tx, key.application_id, *id, now).await?;
            }
        }
        for file in &self.files {
            let of = key.application_id;
            let material = file.stored.given(file.id, of, &file.rule, &file.name, now);
            materials::add(tx, &material).await?;
        }
        Ok(())
    }

    /// Removes the files of a form that nothing came of.
    pub async fn forget(&self, app: &App) -> Result<(), Error> {
        for file in &self.files {
            app.files.remove(&file.stored.key).await?;
        }
        Ok(())
    }
}
