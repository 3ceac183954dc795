//! Where a case stands in its process, drawn.

use app::parts::process::{Detail, PictureView};

use crate::acts::Loaded;
use crate::state::App;

/// With the names of the agencies that it came to.
pub fn of_case(app: &App, loaded: &Loaded, detail: Detail) -> PictureView {
    let case = &loaded.case;
    let position = case.position(&loaded.definition.item);
    PictureView::of(&loaded.definition.item, detail, Some(&position)).with_agencies(|step| {
        let agency = case.agency_of(step);
        let other = (agency != case.agency).then(|| app.catalogue.agency(agency));
        other.flatten().map(|agency| agency.name.clone())
    })
}
