//! One binary for all integration tests: each module tries one thing a user would notice.

mod checks;
mod command;
mod disk;
mod due;
mod examples;
mod export;
mod files;
mod fonts;
mod golden;
mod hostile;
mod invite;
mod language;
mod leaks;
mod marked;
mod next;
mod pages;
mod pdf;
mod protect;
mod readers;
mod readme;
mod review_form;
mod reviewed;
mod same;
mod structure;
mod third_party;
mod watch;
