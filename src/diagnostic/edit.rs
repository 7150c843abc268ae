//! An edit of a file's text: a span and its replacement.

use std::ops::Range;

use serde::ser::{Serialize, SerializeStruct, Serializer};

/// Replaces a span of a file with a text. Serialized as `{"start", "end", "text"}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The span to replace, in bytes of the file's text; empty for an insertion.
    pub bytes: Range<usize>,
    /// The replacement.
    pub text: String,
}

impl Edit {
    /// Creates an edit that replaces a byte span.
    pub fn new(bytes: Range<usize>, text: impl Into<String>) -> Edit {
        let text = text.into();
        Edit { bytes, text }
    }

    /// Whether two edits conflict: they share a byte, or one would insert text inside the span that the other replaces.
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

/// Whether all edits can be applied to a text: none overlap, and each lies on character boundaries.
pub(super) fn fit(text: &str, edits: &[Edit]) -> bool {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| (edit.bytes.start, edit.bytes.end));
    let no_overlap = |pair: &[&Edit]| matches!(pair, [a, b] if a.bytes.end <= b.bytes.start);
    let in_text = |edit: &&Edit| text.get(edit.bytes.clone()).is_some();
    edits.iter().all(in_text) && edits.windows(2).all(no_overlap)
}

/// Applies edits to a text, in any order; insertions at the same place keep the order in which they are given. Returns
/// `None` if two edits overlap, or one is not on character boundaries of the text.
pub fn apply(text: &str, edits: &[Edit]) -> Option<String> {
    let mut edits: Vec<&Edit> = edits.iter().collect();
    edits.sort_by_key(|edit| (edit.bytes.start, edit.bytes.end));
    let mut edited = String::with_capacity(text.len());
    let mut end = 0;
    for edit in edits {
        // `get` returns `None` if the span is reversed or overlaps the last one.
        edited.push_str(text.get(end..edit.bytes.start)?);
        text.get(edit.bytes.clone())?;
        edited.push_str(&edit.text);
        end = edit.bytes.end;
    }
    edited.push_str(text.get(end..)?);
    Some(edited)
}

#[cfg(test)]
mod tests {
    use super::{Edit, apply, fit};

    #[test]
    fn edits_are_applied_together_or_not_at_all() {
        let edit = |start, end, text: &str| Edit::new(start..end, text);
        let apply = |edits: &[Edit]| apply("Zoë sits", edits);
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(apply(&[]), some("Zoë sits"));
        assert_eq!(
            apply(&[edit(9, 9, "."), edit(0, 4, "Ada")]),
            some("Ada sits.")
        );
        assert_eq!(
            apply(&[edit(4, 4, " a"), edit(4, 4, " b")]),
            some("Zoë a b sits")
        );
        assert_eq!(apply(&[edit(0, 4, "A"), edit(2, 5, "B")]), None);
        assert_eq!(apply(&[edit(3, 4, "e")]), None, "inside a letter");
        assert_eq!(apply(&[edit(5, 20, "")]), None);
        #[expect(
            clippy::reversed_empty_ranges,
            reason = "a reversed edit must not panic"
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
    fn only_edits_that_share_bytes_overlap() {
        let edit = |start, end| Edit::new(start..end, "");
        assert!(edit(0, 4).overlaps(&edit(3, 5)));
        assert!(edit(0, 4).overlaps(&edit(2, 2)));
        assert!(!edit(0, 4).overlaps(&edit(4, 5)));
        assert!(!edit(4, 4).overlaps(&edit(4, 4)));
    }

    #[test]
    fn an_edit_is_serialized_as_a_span_and_a_text() {
        let json = serde_json::json!(Edit::new(2..5, "x"));
        assert_eq!(json, serde_json::json!({"start": 2, "end": 5, "text": "x"}));
    }
}
