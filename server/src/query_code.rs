//! 查询码: the six digits that let somebody without an account follow a case. They are derived
//! from the case's id, so that its owner can always be shown them again, and only a keyed digest
//! is stored.

use domain::id::CaseId;
use domain::identifier::CaseNo;
use store::Keys;

use crate::error::Error;

const LABEL: &str = "query-code";

/// Six digits.
///
/// # Errors
/// A fault of the key.
pub fn code(keys: &Keys, case: &CaseId) -> Result<String, Error> {
    Ok(keys.six_digits(LABEL, &case.to_string())?)
}

/// What is stored. Bound to the number, so that equal codes have different digests.
///
/// # Errors
/// A fault of the key.
pub fn digest(keys: &Keys, no: &CaseNo, code: &str) -> Result<String, Error> {
    Ok(keys.digest(LABEL, &format!("{no}:{code}"))?)
}
