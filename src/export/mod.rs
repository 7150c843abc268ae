//! A term's end: the copies of every plan of a folder, made in parallel, with a manifest that says what lies where.
//!
//! [`Inventory::take`] looks at everything and writes nothing; [`run()`] makes what has changed. Copies are set by [`Worker`]s:
//! a [`LocalWorker`] sets them on the thread that asks; the command has each set by a process of its own, so that no plan can
//! spoil another's. A plan is read and checked once, by the inventory: a worker is given what was read then.

mod changes;
mod children;
mod cover;
mod error;
mod groups;
mod inventory;
mod job;
mod join;
mod manifest;
mod not_made;
mod objects;
mod options;
mod output;
mod packs;
mod pdf;
mod pool;
mod progress;
mod request;
mod run;
mod shard;
mod table;
mod unread;
#[doc(hidden)]
pub mod wire;
mod worker;

pub use error::ExportError;
pub use inventory::Inventory;
pub use join::join;
pub use manifest::{Entry, MadeFile, Manifest, Pack};
pub use not_made::NotMade;
pub use options::{Layout, Options};
pub use output::OutputFolder;
pub use packs::{PackOptions, make as packs};
pub use pool::StartWorker;
pub use progress::{Event, InTheWay, Outcome, RunOptions};
#[doc(hidden)]
pub use request::Request;
pub use run::{preview, run};
pub use shard::Shard;
pub use worker::{LocalWorker, Worker};
