//! Which of many fixes can be made at once, and what they make of a text.

use super::{Diagnostic, Edit, apply};

/// A text with fixes made in it.
#[derive(Clone, Debug)]
pub struct Mended<'a> {
    /// The text as it is now.
    pub text: String,
    /// The problems that are mended, each with the place of its first edit, in bytes of the new text.
    pub made: Vec<(&'a Diagnostic, usize)>,
}

/// Makes the fixes of one file's problems in its text: of two that overlap the first, and each whole or not at all. Nothing where
/// there is none to make.
pub fn mend<'a>(text: &str, found: impl IntoIterator<Item = &'a Diagnostic>) -> Option<Mended<'a>> {
    let mut edits: Vec<&Edit> = Vec::new();
    let mut made = Vec::new();
    for found in found {
        let first = found.fix.iter().map(|edit| edit.bytes.start).min();
        let Some(first) = first.filter(|_| apply(text, &found.fix).is_some()) else {
            continue;
        };
        let is_made = |edit: &Edit| edits.contains(&edit);
        if found.fix.iter().all(is_made) {
            // Two rules that found the same slip.
            made.push((found, first));
        } else if !found.fix.iter().any(|edit| in_the_way(edit, &edits)) {
            edits.extend(&found.fix);
            made.push((found, first));
        }
    }
    let all: Vec<Edit> = edits.iter().copied().cloned().collect();
    let text = apply(text, &all).filter(|_| !made.is_empty())?;
    for (_, place) in &mut made {
        *place = moved(*place, &edits);
    }
    Some(Mended { text, made })
}

/// Whether an edit cannot be made beside others: which of two texts that are put in at one place comes first, nobody knows.
fn in_the_way(edit: &Edit, others: &[&Edit]) -> bool {
    let at_one_place = |other: &&Edit| edit.bytes.is_empty() && edit.bytes == other.bytes;
    let overlaps = |other: &&Edit| edit.overlaps(other);
    others
        .iter()
        .any(|other| at_one_place(other) || overlaps(other))
}

/// Where a place of the old text is in the new one, given that no edit reaches over it.
fn moved(place: usize, edits: &[&Edit]) -> usize {
    let before = |edit: &&&Edit| edit.bytes.end <= place && edit.bytes.start < place;
    let before = edits.iter().filter(before);
    let (more, less) = before.fold((0, 0), |(more, less), edit| {
        (more + edit.text.len(), less + edit.bytes.len())
    });
    (place + more).saturating_sub(less)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Edit, mend};
    use crate::diagnostic::{Diagnostic, File, Place, Rule};
    use crate::format::Path;

    fn found(text: &str, fix: &[(usize, usize, &str)]) -> Diagnostic {
        let file = Arc::new(File::new("plan.yaml", text));
        let place = Place::new(&file, 0..0);
        let edits = fix
            .iter()
            .map(|(start, end, text)| Edit::new(*start..*end, *text));
        Diagnostic::new(Rule::YamlSyntax, place, Path::root(), "a slip").fix(edits)
    }

    #[test]
    fn of_two_fixes_that_overlap_the_first_is_made() {
        let text = "a b c d";
        let found = [
            found(text, &[(0, 1, "AAA"), (4, 5, "C")]),
            found(text, &[(2, 3, "B"), (4, 5, "X")]),
            found(text, &[]),
            found(text, &[(0, 1, "AAA"), (4, 5, "C")]),
            found(text, &[(7, 7, "!")]),
            found(text, &[(7, 7, "?")]),
            found(text, &[(6, 90, "out of the text")]),
        ];
        let mended = mend(text, &found).expect("fixes");
        assert_eq!(mended.text, "AAA b C d!");
        let places: Vec<usize> = mended.made.iter().map(|(_, place)| *place).collect();
        assert_eq!(places, [0, 0, 9]);
        assert!(mend("", &found).is_none());
        assert!(mend(text, &found[2..3]).is_none());
    }

    #[test]
    fn what_is_put_into_a_file_has_its_line_ends() {
        let text = "a:\r\nb\r\n";
        let found = [found(text, &[(4, 5, "- b\n- c\r\n")])];
        let mended = mend(text, &found).expect("a fix");
        assert_eq!(mended.text, "a:\r\n- b\r\n- c\r\n\r\n");
    }
}
