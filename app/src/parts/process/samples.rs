//! A made-up process with a case in it, so that each standing is seen: for the gallery and for tests.

use domain::catalogue::Join;
use domain::catalogue::picture::Standing;
use domain::limit::Limit;
use domain::locale::Localised;

use super::model::{Block, Drawing, PictureView, Shape, Spot};

pub fn underway() -> PictureView {
    let start = Spot {
        limit: Some(Limit::working_days(5)),
        standing: Some(Standing::Done),
        ..Spot::bare(Shape::Start)
    };
    PictureView {
        name: Localised::new("食品经营许可", "Food business licence"),
        conditions: false,
        drawing: Drawing::Simple(vec![
            Block::Box(start),
            Block::Together {
                join: Join::All,
                ways: vec![
                    vec![step("材料审查", "Documents", 3, Standing::Done)],
                    vec![step("现场核查", "Site check", 5, Standing::Here)],
                ],
            },
            Block::OneOf {
                name: Localised::new("是否需要听证", "Is a hearing needed?"),
                ways: vec![
                    vec![step("听证", "Hearing", 20, Standing::PassedBy)],
                    Vec::new(),
                ],
            },
            step("决定", "Decision", 2, Standing::ToCome),
        ]),
    }
}

fn step(zh: &str, en: &str, days: u32, standing: Standing) -> Block {
    Block::Box(Spot {
        limit: Some(Limit::working_days(days)),
        standing: Some(standing),
        ..Spot::step(Localised::new(zh, en))
    })
}
