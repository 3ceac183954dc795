//! 机关自行立案: what an agency files with itself (两法衔接). Nobody else has to check whether it is complete, so it is
//! accepted with its receipt. Both are the work of the officer who files it, whose hand then counts as the
//! acceptance's where duties are kept apart.

use super::{Actor, Case, Ctx, Denied, Entry, Fact, Received, Refusal};

impl Case {
    /// The facts that the case begins with.
    ///
    /// # Errors
    /// `Denied` to whoever may not file, files for another agency, or files what agencies don't.
    pub fn file(received: Received, actor: &Actor, ctx: &Ctx<'_>) -> Result<Vec<Fact>, Refusal> {
        let own = actor.agency.as_deref() == Some(&received.agency);
        if !actor.may_file() || !own || ctx.item.is_public() {
            return Err(Denied::Role.into());
        }
        actor.officer()?;
        let fact = Fact::Received(Box::new(received.clone()));
        let receipt = Entry {
            seq: 1,
            at: ctx.now,
            actor: actor.by,
            fact,
        };
        let case = Self::begin(&received, &receipt);
        Ok(vec![
            receipt.fact,
            Fact::Accepted {
                deemed: false,
                counts_from: ctx.now,
                calendar: ctx.calendar.version().into(),
                next: case.enter(ctx),
            },
        ])
    }
}
