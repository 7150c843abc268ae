//! One binary for all integration tests: each module tries one thing a user would notice.

mod checks;
mod examples;
mod fonts;
mod pdf;
mod readers;
