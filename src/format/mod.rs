//! The plan format: one tree of fields, and the problems of a file that does not fit it.
//!
//! `validate` compares a file's tree ([`crate::yaml`]) with the tree of fields. It reports every problem at once and
//! returns a value that fits, which `serde` turns into the plan.

mod control_chars;
mod dates;
mod decode;
mod field;
pub(crate) mod limits;
mod lists;
mod names;
mod numbers;
mod other_words;
mod read;
mod scalars;
mod schema;
mod source;
mod starter;
mod terms;
mod texts;
mod validate;
mod values;

pub(crate) use crate::path::at;
pub use crate::path::{Path, Step};
pub use dates::DateKind;
pub use decode::LARGEST;
pub use field::{Bounds, Field, Kind, New, Next};
pub use limits::{Limit, limits};
pub(crate) use names::is_typo;
pub(crate) use read::read;
pub use read::{read_plan, read_school};
pub(crate) use schema::{is_name, kind};
pub use schema::{plan, plan_schema, school, school_schema};
pub use source::Source;
pub use starter::{new_plan, new_school};
pub(crate) use values::for_value;
