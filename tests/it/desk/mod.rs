//! What the desk refuses, and what two clerks at once come to.

mod refusals;
