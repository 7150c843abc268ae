//! What to write instead: the nearest name, the value that was meant, the number in a text.

use serde_json::Value as Json;

use super::dates::DateKind;

/// Teachers' words for fields that are called otherwise here.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("dob", "date_of_birth"),
    ("birthday", "date_of_birth"),
    ("born", "date_of_birth"),
    ("d.o.b", "date_of_birth"),
    ("year", "year_group"),
    ("form", "class"),
    ("tutor_group", "class"),
    ("nickname", "known_as"),
    ("preferred_name", "known_as"),
    ("first_name", "known_as"),
    ("gender", "pronouns"),
    ("sex", "pronouns"),
    ("picture", "photo"),
    ("image", "photo"),
    ("language", "home_language"),
    ("eal", "home_language"),
    ("keyworker", "key_person"),
    ("key_worker", "key_person"),
    ("teacher", "written_by"),
    ("author", "written_by"),
    ("reference", "id"),
    ("ref", "id"),
    ("number", "id"),
    ("review_date", "review"),
    ("start_date", "start"),
    ("end_date", "review"),
    ("begin", "start"),
    ("strengths_and_interests", "good_at"),
    ("interests", "likes"),
    ("enjoys", "likes"),
    ("anxieties", "worries"),
    ("fears", "worries"),
    ("aspirations", "hopes"),
    ("parents_views", "parent_views"),
    ("parent_view", "parent_views"),
    ("parental_views", "parent_views"),
    ("strategy", "strategies"),
    ("goal", "target"),
    ("goals", "targets"),
    ("objective", "target"),
    ("objectives", "targets"),
    ("smart_target", "target"),
    ("success_criteria", "success"),
    ("measured_by", "success"),
    ("starting_point", "baseline"),
    ("intervention", "provision"),
    ("interventions", "provision"),
    ("support", "provision"),
    ("frequency", "sessions_per_week"),
    ("times_a_week", "sessions_per_week"),
    ("duration", "minutes"),
    ("length", "minutes"),
    ("ratio", "group_size"),
    ("group", "group_size"),
    ("adult", "who"),
    ("location", "where"),
    ("room", "where"),
    ("deadline", "by"),
    ("due", "by"),
    ("date_by", "by"),
    ("previous_targets", "previous"),
    ("last_targets", "previous"),
    ("outcome_text", "text"),
    ("rating", "result"),
    ("parents", "recipients"),
    ("notes", "staff_notes"),
    ("venue", "place"),
    ("time", "start"),
    ("telephone", "phone"),
    ("tel", "phone"),
    ("mail", "email"),
    ("e-mail", "email"),
    ("logo_file", "logo"),
];

/// What to write instead of a field that is not there: the nearest name here, or where the name belongs.
pub(super) fn for_unknown(key: &str, known: &[&str], path: &str, root: &Json) -> String {
    let plain = key.trim().to_lowercase().replace([' ', '-'], "_");
    let synonym = OTHER_WORDS
        .iter()
        .find(|(word, _)| *word == plain || *word == key.to_lowercase());
    let meant = synonym.map_or(plain.as_str(), |(_, field)| field);
    if known.contains(&meant) {
        return format!("write `{meant}`");
    }
    let likeness = |name: &str| strsim::jaro_winkler(name, &plain);
    let nearest = known
        .iter()
        .max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    if let Some(nearest) = nearest.filter(|name| likeness(name) > 0.85) {
        return format!("did you mean `{nearest}`?");
    }
    let mut homes = Vec::new();
    homes_of(meant, root, root, "", &mut homes);
    let above = path.rsplit_once('.').map_or("", |(above, _)| above);
    let near = homes.iter().find(|home| bare(home) == bare(above));
    match (near.or(homes.first()), homes.len()) {
        (Some(home), _) if home.is_empty() => {
            format!("`{meant}` belongs at the beginning of a line, not inside another part")
        }
        (Some(home), count) if count == 1 || near.is_some() || count <= 3 => {
            format!("`{meant}` belongs under `{home}`: check how far in it stands")
        }
        _ => match nearest.filter(|name| likeness(name) > 0.72) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None if known.is_empty() => "leave it out".to_owned(),
            None => format!("the fields here are {}", listed(known)),
        },
    }
}

/// The parts of the schema that have a field of this name, each as a path without list numbers.
fn homes_of(key: &str, schema: &Json, root: &Json, path: &str, homes: &mut Vec<String>) {
    let target = schema.get("$ref").and_then(Json::as_str);
    if let Some(target) = target.and_then(|target| root.pointer(target.trim_start_matches('#'))) {
        return homes_of(key, target, root, path, homes);
    }
    let wrapped = ["allOf", "anyOf"]
        .iter()
        .find_map(|key| schema.get(key)?.get(0));
    if let Some(first) = wrapped {
        return homes_of(key, first, root, path, homes);
    }
    if let Some(items) = schema.get("items") {
        return homes_of(key, items, root, path, homes);
    }
    let fields = schema.get("properties").and_then(Json::as_object);
    for (name, field) in fields.into_iter().flatten() {
        if name == key {
            homes.push(path.to_owned());
        }
        homes_of(key, field, root, &super::join(path, name), homes);
    }
}

/// A path without the numbers of lists.
fn bare(path: &str) -> String {
    let mut bare = String::new();
    let mut inside = false;
    for letter in path.chars() {
        match letter {
            '[' => inside = true,
            ']' => inside = false,
            _ if !inside => bare.push(letter),
            _ => {}
        }
    }
    bare
}

/// The last name of a path, as a message calls it.
pub(super) fn named(path: &str) -> String {
    let bare = bare(path);
    bare.rsplit('.').next().unwrap_or_default().to_owned()
}

/// What to write for a value that is not one of the allowed words.
pub(super) fn for_value(typed: &str, words: &[&str]) -> String {
    let plain = typed.to_lowercase();
    let short_year = plain
        .strip_prefix('y')
        .filter(|year| year.parse::<u8>().is_ok());
    let year = short_year.map(|year| format!("Year {year}"));
    let likeness = |word: &str| match &year {
        Some(year) if year == word => 1.0,
        // Two letters that changed places are the commonest slip in a code.
        _ if same_letters(word, typed) => 1.0,
        _ => strsim::jaro_winkler(&word.to_lowercase(), &plain),
    };
    let nearest = words
        .iter()
        .max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
    match nearest.filter(|word| likeness(word) > 0.82) {
        Some(word) if words.len() > 6 => format!("did you mean `{word}`?"),
        Some(word) => format!("did you mean `{word}`? It can be {}", listed(words)),
        None => format!("write {}", listed(words)),
    }
}

/// Whether two words have the same letters in another order.
fn same_letters(one: &str, other: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.to_lowercase().chars().collect();
        letters.sort_unstable();
        letters
    };
    one.len() == other.len() && sorted(one) == sorted(other)
}

/// What is wrong with a date, and how to write it.
pub(super) fn for_date(kind: DateKind, typed: &str, key: &str) -> (String, String) {
    let shown = short(typed);
    let message = match kind {
        DateKind::Term => format!("“{shown}” is not a term and a year"),
        _ if no_such_day(typed) => format!("“{shown}” is not in the calendar"),
        DateKind::DayAndTime => format!("`{key}` does not take “{shown}” as a day and a time"),
        _ => format!("`{key}` does not take “{shown}” as a date"),
    };
    let help = match kind.meant(typed) {
        Some(date) => format!("write {date}"),
        None => kind.how().to_owned(),
    };
    (message, help)
}

/// Whether a text is written like a date but names a day that there is not, such as 31/2/2026.
fn no_such_day(typed: &str) -> bool {
    let parts: Vec<&str> = typed.split(['-', '/', '.']).collect();
    let numbers: Vec<u32> = parts
        .iter()
        .filter_map(|part| part.trim().parse().ok())
        .collect();
    let (year, month, day) = match numbers.as_slice() {
        [year @ 1000..=9999, month, day] | [day, month, year @ 1000..=9999] if parts.len() == 3 => {
            (*year, *month, *day)
        }
        _ => return false,
    };
    i32::try_from(year)
        .is_ok_and(|year| chrono::NaiveDate::from_ymd_opt(year, month, day).is_none())
}

/// The number that a text holds.
pub(super) fn for_number(typed: &str) -> String {
    const WORDS: &[&str] = &[
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    ];
    let lower = typed.to_lowercase();
    if let Some(number) = WORDS
        .iter()
        .position(|word| lower.split_whitespace().next() == Some(word))
    {
        return format!("write {number}");
    }
    if lower == "once" {
        return "write 1".to_owned();
    }
    if lower == "twice" {
        return "write 2".to_owned();
    }
    let start = typed.find(|letter: char| letter.is_ascii_digit());
    let digits = start
        .and_then(|start| typed.get(start..))
        .unwrap_or_default();
    let number: String = digits
        .chars()
        .take_while(|letter| letter.is_ascii_digit())
        .collect();
    // "4:1" and "20 mins" can only mean one number; "2 to 3" cannot.
    let others = digits.get(number.len()..).unwrap_or_default();
    let ratio = others
        .strip_prefix(':')
        .is_some_and(|rest| rest.trim() == "1");
    if !number.is_empty() && (ratio || !others.contains(|letter: char| letter.is_ascii_digit())) {
        return format!("write {number}");
    }
    "write the number alone, in figures".to_owned()
}

/// A value short enough for a message.
pub(super) fn short(text: &str) -> String {
    const MOST: usize = 40;
    let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let visible: String = one_line
        .chars()
        .filter(|letter| !letter.is_control())
        .collect();
    if visible.chars().count() <= MOST {
        return visible;
    }
    let start: String = visible.chars().take(MOST).collect();
    format!("{}…", start.trim_end())
}

/// "`a`, `b` or `c`".
fn listed(words: &[&str]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.as_slice() {
        [] => String::new(),
        [only] => only.clone(),
        [head @ .., last] => format!("{} or {last}", head.join(", ")),
    }
}
