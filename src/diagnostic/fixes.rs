//! Applies the fixes of many diagnostics to a text at once.

use std::collections::BTreeMap;

use super::Diagnostic;
use super::edit::{Edit, apply, fit};

/// A text after its fixes were applied.
#[derive(Clone, Debug)]
pub struct Mended<'a> {
    /// The new text.
    pub text: String,
    /// The problems that were fixed, each with the offset of its first edit in the new text.
    pub made: Vec<(&'a Diagnostic, usize)>,
}

/// Applies the fixes of one file's problems to its text. Of two that overlap, the first wins, and each fix is applied
/// as a whole or not at all. Returns `None` if there is nothing to fix.
pub fn mend<'a>(text: &str, found: impl IntoIterator<Item = &'a Diagnostic>) -> Option<Mended<'a>> {
    let mut chosen = Chosen::default();
    let mut made = Vec::new();
    for found in found {
        let first = found.fix.iter().map(|edit| edit.bytes.start).min();
        let Some(first) = first.filter(|_| fit(text, &found.fix)) else {
            continue;
        };
        // Two rules may have found the same mistake.
        let known = found.fix.iter().all(|edit| chosen.has(edit));
        if known {
            made.push((found, first));
        } else if chosen.allows(&found.fix) {
            for (nth, edit) in found.fix.iter().enumerate() {
                let place = (edit.bytes.start, edit.bytes.end, nth);
                chosen.0.insert(place, edit);
            }
            made.push((found, first));
        }
    }
    let edits: Vec<Edit> = chosen.0.values().copied().cloned().collect();
    let text = apply(text, &edits).filter(|_| !made.is_empty())?;
    let shifts = Shifts::of(&edits);
    for (_, place) in &mut made {
        *place = shifts.moved(*place);
    }
    Some(Mended { text, made })
}

/// Edits that can be applied together, keyed by their span and, for several insertions by one fix at one place, by
/// their order. A file may have very many.
#[derive(Default)]
struct Chosen<'a>(BTreeMap<(usize, usize, usize), &'a Edit>);

impl Chosen<'_> {
    fn has(&self, edit: &Edit) -> bool {
        let (start, end) = (edit.bytes.start, edit.bytes.end);
        let mut at_place = self.0.range((start, end, 0)..=(start, end, usize::MAX));
        at_place.any(|(_, at_place)| *at_place == edit)
    }

    /// Whether these edits can be applied as well. Two insertions at one place conflict, as their order would be
    /// arbitrary.
    fn allows(&self, edits: &[Edit]) -> bool {
        let conflicts = |edit: &Edit| {
            let until = (edit.bytes.end, usize::MAX, usize::MAX);
            let before = self.0.range(..=until).rev().map(|(_, other)| other);
            let mut near = before.take_while(|other| other.bytes.end >= edit.bytes.start);
            near.any(|other| {
                let at_one_place = edit.bytes.is_empty() && edit.bytes == other.bytes;
                at_one_place || edit.overlaps(other)
            })
        };
        !edits.iter().any(conflicts)
    }
}

/// How far edits shift the text after them: where each edit ends, and how many bytes have been added and removed so
/// far.
struct Shifts(Vec<(usize, usize, usize)>);

impl Shifts {
    /// Computes the shifts for edits that are sorted by position.
    fn of(edits: &[Edit]) -> Shifts {
        let sums = edits.iter().scan((0, 0), |(more, less), edit| {
            *more += edit.text.len();
            *less += edit.bytes.len();
            // An insertion shifts only what comes after it.
            let end = edit.bytes.end + usize::from(edit.bytes.is_empty());
            Some((end, *more, *less))
        });
        Shifts(sums.collect())
    }

    /// Maps an offset in the old text to the new one, given that no edit spans it.
    fn moved(&self, place: usize) -> usize {
        let after = self.0.partition_point(|(end, ..)| *end <= place);
        let last = after.checked_sub(1).and_then(|last| self.0.get(last));
        last.map_or(place, |(_, more, less)| {
            (place + more).saturating_sub(*less)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Edit, mend};
    use crate::diagnostic::{Diagnostic, File, Place, Rule};
    use crate::path::Path;

    fn found(text: &str, fix: &[(usize, usize, &str)]) -> Diagnostic {
        let file = Arc::new(File::new("plan.yaml", text));
        let place = Place::new(&file, 0..0);
        let edits = fix
            .iter()
            .map(|(start, end, text)| Edit::new(*start..*end, *text));
        Diagnostic::new(Rule::YamlSyntax, place, Path::root(), "a mistake").fix(edits)
    }

    #[test]
    fn of_two_fixes_that_overlap_the_first_is_applied() {
        let text = "a b c d";
        let found = [
            found(text, &[(0, 1, "AAA"), (4, 5, "C")]),
            found(text, &[(2, 3, "B"), (4, 5, "X")]),
            found(text, &[]),
            found(text, &[(0, 1, "AAA"), (4, 5, "C")]),
            found(text, &[(7, 7, "!"), (7, 7, "!!")]),
            found(text, &[(7, 7, "?")]),
            found(text, &[(6, 90, "out of the text")]),
        ];
        let mended = mend(text, &found).expect("fixes");
        assert_eq!(mended.text, "AAA b C d!!!");
        let places: Vec<usize> = mended.made.iter().map(|(_, place)| *place).collect();
        assert_eq!(places, [0, 0, 9]);
        assert!(mend("", &found).is_none());
        assert!(mend(text, &found[2..3]).is_none());
    }

    #[test]
    fn inserted_text_uses_the_line_breaks_of_the_file() {
        let text = "a:\r\nb\r\n";
        let found = [found(text, &[(4, 5, "- b\n- c\r\n")])];
        let mended = mend(text, &found).expect("a fix");
        assert_eq!(mended.text, "a:\r\n- b\r\n- c\r\n\r\n");
    }
}
