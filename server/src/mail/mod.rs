//! Mail: made from templates, sent from the outbox.
