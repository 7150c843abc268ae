//! The letters that a font file claims to have, counted before anything lists them: a damaged one claims thousands of millions.

/// More faces than a collection has, and more letters than there are in all lists of one face.
const MOST_FACES: usize = 64;
const MOST_LETTERS: u64 = 1_000_000;

/// Whether the faces of a font file have no more letters than fonts do. Nothing else of it is looked at.
pub(super) fn is_sound(file: &[u8]) -> bool {
    let Some(faces) = faces(file) else {
        return false;
    };
    faces.len() <= MOST_FACES
        && faces
            .into_iter()
            .all(|face| letters(file, face).is_some_and(|letters| letters <= MOST_LETTERS))
}

/// Where the faces of a file begin.
fn faces(file: &[u8]) -> Option<Vec<usize>> {
    if !file.starts_with(b"ttcf") {
        return Some(vec![0]);
    }
    let count = number(file, 8)?.min(MOST_FACES + 1);
    (0..count).map(|face| number(file, 12 + 4 * face)).collect()
}

/// How many letters the lists of a face name, each as often as it is named. A face without such a list has none.
fn letters(file: &[u8], face: usize) -> Option<u64> {
    let tables = short(file, face.checked_add(4)?)?;
    let mut records = (0..tables).map(|table| face + 12 + 16 * table);
    let Some(cmap) = records.find(|record| file.get(*record..*record + 4) == Some(b"cmap")) else {
        return Some(0);
    };
    let cmap = number(file, cmap + 8)?;
    let lists = short(file, cmap.checked_add(2)?)?;
    let lists = (0..lists).map(|list| {
        let list = cmap.checked_add(number(file, cmap + 8 + 8 * list)?)?;
        letters_of_list(file, list)
    });
    lists.sum()
}

fn letters_of_list(file: &[u8], list: usize) -> Option<u64> {
    let within = |at: usize| list.checked_add(at);
    match short(file, list)? {
        // Ranges of letters, each from a first to a last.
        8 | 12 | 13 => {
            let ranges = number(file, within(12)?)?;
            let room = file.len() / 12;
            let ranges = (0..ranges.min(room)).map(|range| {
                let at = within(16)?.checked_add(12 * range)?;
                let (first, last) = (number(file, at)?, number(file, at + 4)?);
                u64::try_from((last + 1).saturating_sub(first)).ok()
            });
            ranges.sum()
        }
        // What is left has a number of two bytes for each letter, or is bound by its own length.
        _ => Some(1 << 16),
    }
}

fn number(file: &[u8], at: usize) -> Option<usize> {
    let bytes = file.get(at..)?.first_chunk()?;
    usize::try_from(u32::from_be_bytes(*bytes)).ok()
}

fn short(file: &[u8], at: usize) -> Option<usize> {
    let bytes = file.get(at..)?.first_chunk()?;
    Some(usize::from(u16::from_be_bytes(*bytes)))
}
