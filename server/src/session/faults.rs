//! What is wrong with what people type about themselves.

use app::parts::fault::Fault;
use domain::account;
use domain::identifier::IdFault;

/// Letters of a name.
const NAME: u32 = 100;

/// A name, without the space around it.
pub fn required(faults: &mut Vec<Fault>, id: &str, label: &'static str, raw: &str) -> String {
    let name = raw.trim();
    if name.is_empty() {
        faults.push(Fault::new(id, "fault-required").label(label));
    } else if name.chars().count() > NAME as usize {
        faults.push(Fault::new(id, "fault-too-long").max(NAME).label(label));
    }
    name.to_owned()
}

/// What is wrong with a number, in words that name it.
pub fn id_fault(id: &str, label: &'static str, raw: &str, fault: IdFault) -> Fault {
    if raw.trim().is_empty() {
        return Fault::new(id, "fault-required").label(label);
    }
    Fault::new(id, format!("fault-identifier-{}", fault.key())).label(label)
}

/// What is wrong with a new password.
pub fn password_fault(password: &str, own: &[&str]) -> Option<Fault> {
    let fault = account::password(password, own).err()?;
    Some(Fault::new("password", format!("password-{}", fault.key())))
}
