//! What a worker is asked for, whether it is a thread or another process.

use std::sync::Arc;

use crate::make::Wanted;

/// The copies to make of one plan: what is printed, as it was when it was checked. An export alone makes one, of a plan without
/// errors.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Request {
    /// The plan, as it is kept in a [`Printable`](crate::printable::Printable).
    pub(super) content: Arc<str>,
    pub(super) photo: Option<Picture>,
    pub(super) logo: Option<Picture>,
    pub(super) wanted: Vec<Wanted>,
}

/// A picture of a plan.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Picture {
    /// What messages call its file.
    pub name: String,
    pub bytes: Arc<[u8]>,
}
