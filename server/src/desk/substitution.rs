//! `POST /desk/substitution`: to act in somebody's place from now on, or in person again.

use app::shell::Room;
use axum::Form;
use axum::response::{IntoResponse, Redirect, Response};
use domain::id::AbsenceId;
use serde::Deserialize;

use crate::error::Error;
use crate::reader::Reader;
use crate::substitution::SUBSTITUTION;

#[derive(Debug, Deserialize)]
pub struct Chosen {
    /// Empty: in person.
    #[serde(default)]
    absence: String,
}

/// The inbox of whoever it is now. An absence that is over, or another's, does not exist here.
pub async fn send(reader: Reader, Form(chosen): Form<Chosen>) -> Result<Response, Error> {
    reader.officer_in_person(Room::Desk)?;
    if chosen.absence.is_empty() {
        reader.session.remove::<AbsenceId>(SUBSTITUTION).await?;
    } else {
        let mut offered = reader.substitutions.iter().map(|one| one.absence);
        let absence = offered
            .find(|absence| absence.to_string() == chosen.absence)
            .ok_or(Error::NotFound)?;
        reader.session.insert(SUBSTITUTION, absence).await?;
    }
    Ok(Redirect::to("/desk").into_response())
}
