//! An edit of a file's text: what stands in some place, and what is to stand there.

use std::ops::Range;

use serde::ser::{Serialize, SerializeStruct, Serializer};

/// A stretch of a file, and the text that takes its place. It is serialized as `{"start", "end", "text"}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The stretch, in bytes of the file's text; empty where something is only put in.
    pub bytes: Range<usize>,
    /// What is to stand there.
    pub text: String,
}

impl Edit {
    /// A stretch, in bytes, and what is to stand there.
    pub fn new(bytes: Range<usize>, text: impl Into<String>) -> Edit {
        let text = text.into();
        Edit { bytes, text }
    }

    /// Whether two edits cannot both be made: they share a byte, or one would put its text into what the other replaces.
    pub fn overlaps(&self, other: &Edit) -> bool {
        let (a, b) = (&self.bytes, &other.bytes);
        a.start < b.end && b.start < a.end
    }
}

impl Serialize for Edit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut fields = serializer.serialize_struct("Edit", 3)?;
        fields.serialize_field("start", &self.bytes.start)?;
        fields.serialize_field("end", &self.bytes.end)?;
        fields.serialize_field("text", &self.text)?;
        fields.end()
    }
}

/// Whether edits can all be made in a text: no two overlap, and each stands at whole characters.
pub(super) fn fit(text: &str, edits: &[Edit]) -> bool {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| (edit.bytes.start, edit.bytes.end));
    let apart = |pair: &[&Edit]| matches!(pair, [a, b] if a.bytes.end <= b.bytes.start);
    let there = |edit: &&Edit| text.get(edit.bytes.clone()).is_some();
    edits.iter().all(there) && edits.windows(2).all(apart)
}

/// A text with edits made in it, whatever their order; texts put in at one place keep the order they are given in. Nothing where
/// two edits overlap, or one does not stand at whole characters of the text.
pub fn apply(text: &str, edits: &[Edit]) -> Option<String> {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| (edit.bytes.start, edit.bytes.end));
    let mut edited = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        // A stretch that ends before it begins, or begins before the last one ended, is none.
        edited.push_str(text.get(done..edit.bytes.start)?);
        text.get(edit.bytes.clone())?;
        edited.push_str(&edit.text);
        done = edit.bytes.end;
    }
    edited.push_str(text.get(done..)?);
    Some(edited)
}

#[cfg(test)]
mod tests {
    use super::{Edit, apply, fit};

    #[test]
    fn edits_are_made_together_or_not_at_all() {
        let edit = |start, end, text: &str| Edit::new(start..end, text);
        let apply = |edits: &[Edit]| apply("Zoë sits", edits);
        let made = |text: &str| Some(text.to_owned());
        assert_eq!(apply(&[]), made("Zoë sits"));
        assert_eq!(
            apply(&[edit(9, 9, "."), edit(0, 4, "Ada")]),
            made("Ada sits.")
        );
        assert_eq!(
            apply(&[edit(4, 4, " a"), edit(4, 4, " b")]),
            made("Zoë a b sits")
        );
        assert_eq!(apply(&[edit(0, 4, "A"), edit(2, 5, "B")]), None);
        assert_eq!(apply(&[edit(3, 4, "e")]), None, "inside a letter");
        assert_eq!(apply(&[edit(5, 20, "")]), None);
        #[expect(
            clippy::reversed_empty_ranges,
            reason = "an edit that is none must not panic"
        )]
        let backwards = Edit::new(5..4, "");
        assert_eq!(apply(std::slice::from_ref(&backwards)), None);
        for edits in [
            vec![],
            vec![edit(9, 9, "."), edit(0, 4, "Ada")],
            vec![edit(0, 4, "A"), edit(2, 5, "B")],
            vec![edit(3, 4, "e")],
            vec![backwards],
        ] {
            assert_eq!(fit("Zoë sits", &edits), apply(&edits).is_some());
        }
    }

    #[test]
    fn only_edits_that_share_something_overlap() {
        let edit = |start, end| Edit::new(start..end, "");
        assert!(edit(0, 4).overlaps(&edit(3, 5)));
        assert!(edit(0, 4).overlaps(&edit(2, 2)));
        assert!(!edit(0, 4).overlaps(&edit(4, 5)));
        assert!(!edit(4, 4).overlaps(&edit(4, 4)));
    }

    #[test]
    fn an_edit_is_written_as_a_place_and_a_text() {
        let json = serde_json::json!(Edit::new(2..5, "x"));
        assert_eq!(json, serde_json::json!({"start": 2, "end": 5, "text": "x"}));
    }
}
