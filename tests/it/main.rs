//! One binary for all integration tests: each module tries one thing a user would notice.

mod checks;
mod fonts;
mod pdf;
mod readers;
