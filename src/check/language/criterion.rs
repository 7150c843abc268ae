//! Whether a text says how often, how many, how well or with how little help the child does something.

use super::lexicon::{Class, Line};

/// How firmly a text can be measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Criterion {
    /// Not at all.
    None,
    /// A bare percentage: nobody can say of what.
    Weak,
    /// Two people who look would agree.
    Sound,
}

/// The firmest criterion in some words of a line.
pub(super) fn criterion(line: &Line<'_>, range: std::ops::Range<usize>) -> Criterion {
    // "…, as recorded in a 20-minute observation each week": how often adults look says nothing of the child.
    let looked_at = range.clone().find(|at| {
        line.low(*at, &["as"])
            && line.low(
                at + 1,
                &[
                    "recorded",
                    "observed",
                    "noted",
                    "monitored",
                    "logged",
                    "seen",
                    "checked",
                    "measured",
                ],
            )
    });
    let shares = |at: usize| {
        line.words
            .get(at)
            .is_some_and(|word| word.ratio().is_some())
            || line.low(at + 1, &["of", "out", "%"])
    };
    range
        .filter(|at| looked_at.is_none_or(|from| *at < from || shares(*at)))
        .map(|at| at_word(line, at))
        .max()
        .unwrap_or(Criterion::None)
}

fn at_word(line: &Line<'_>, at: usize) -> Criterion {
    let sound = |yes: bool| {
        if yes {
            Criterion::Sound
        } else {
            Criterion::None
        }
    };
    let Some(word) = line.words.get(at) else {
        return Criterion::None;
    };
    let low = word.low.as_str();
    // "4/5", "4 out of 5", "4 of 5", "4 days in 5".
    if word.ratio().is_some() && word.low.matches('/').count() == 1 {
        return Criterion::Sound;
    }
    let by_itself = line.low(
        at,
        &[
            "independently",
            "unaided",
            "unprompted",
            "alone",
            "unsupported",
        ],
    );
    let on_own = line.low(at, &["own"]) && at >= 2 && line.low(at - 2, &["on"]);
    let themself = line.low(
        at,
        &["himself", "herself", "themself", "themselves", "myself"],
    ) && at >= 1
        && line.low(at - 1, &["by"]);
    let without = low == "without" && at + 1 < line.words.len();
    let once = matches!(low, "once" | "twice")
        && line.low(at + 1, &["a", "an", "each", "every", "per", "in", "daily"]);
    let every = line.is(at, Class::Every) && low != "both" && followed_by_occasion(line, at);
    // "No mistakes", "with no letter reversed"; but not "with no problems".
    let zero = low == "no"
        && (line.low(at + 1, &["more", "fewer", "errors", "mistakes", "help"])
            || at >= 1
                && line.low(at - 1, &["with", "needing", "has"])
                && !line.low(
                    at + 1,
                    &[
                        "problems",
                        "problem",
                        "difficulty",
                        "fuss",
                        "issues",
                        "trouble",
                    ],
                ));
    // "Half of the errors", "a third of his turns".
    let part = line.low(at, &["half", "third", "thirds", "quarter", "quarters"])
        && line.low(at + 1, &["of"]);
    // "For the whole lesson", "a full mock exam".
    let whole = line.low(at, &["whole", "full", "entire", "complete"])
        && (1..=2).any(|step| line.is_any(at + step, &[Class::Occasion, Class::Universal]));
    if by_itself || on_own || themself || without || once || every || zero || part || whole {
        return Criterion::Sound;
    }
    // A clock time or an age in years and months: 8.45, 9:30, 6:10.
    let time = low.replace(':', ".").parse::<f32>();
    if low.contains(['.', ':'])
        && time.is_ok_and(|time| time < 24.6)
        && !line.low(at + 1, &["metres", "m", "cm", "kg"])
    {
        return Criterion::Sound;
    }
    let Some(number) = line.number(at) else {
        // "10am", "3m".
        return sound(
            low.len() > 2
                && (low.ends_with("am") || low.ends_with("pm"))
                && low.starts_with(|first: char| first.is_ascii_digit()),
        );
    };
    if is_a_date(line, at, number) || (at > 0 && line.is(at - 1, Class::NotCount)) {
        return Criterion::None;
    }
    if line.low(at + 1, &["%", "percent"])
        || (line.low(at + 1, &["per"]) && line.low(at + 2, &["cent"]))
    {
        let from_to = line.low(at + 2, &["to", "or"]) || (at >= 2 && line.low(at - 1, &["to"]));
        let of_the_time = line.low(at + 4, &["time"]) || line.low(at + 3, &["time"]);
        let of_what = line.low(at + 2, &["attendance", "of"]) && !of_the_time;
        // "Arrives at lessons on time 90% of the time" is a share of the lessons.
        let occasions =
            |at: usize| line.is(at, Class::Occasion) && !line.low(at, &["time", "times"]);
        let of_occasions = of_the_time && (0..at).any(occasions);
        // "Reads a Turquoise band book with 95% accuracy": what is read is named.
        let of_a_text = line.low(at + 2, &["accuracy"])
            && (0..at).any(|before| line.low(before, &["book", "text", "passage", "band"]));
        return if from_to || of_a_text || of_what || of_occasions {
            Criterion::Sound
        } else {
            Criterion::Weak
        };
    }
    // "sits next to 2 friends", "in a group of 4", "Year 6": numbers of the setting.
    let counted = (1..=3).find_map(|step| {
        let next = at + step;
        let word = line.words.get(next)?;
        if !word.is_word() {
            return Some(None);
        }
        let plain = line.is_any(
            next,
            &[
                Class::NotMeasure,
                Class::Occasion,
                Class::Duration,
                Class::Level,
            ],
        );
        plain.then_some(Some(next))
    });
    let of_a_level = (at.saturating_sub(4)..at).any(|before| line.is(before, Class::Level));
    if let Some(Some(noun)) = counted.filter(|_| !of_a_level) {
        let of_setting =
            line.is(noun, Class::NotMeasure) && !line.is(noun, Class::Occasion) && noun == at + 1;
        return sound(!of_setting);
    }
    // "six words", "20 coins", "count to 20", "level 3".
    let to = at > 0
        && line.low(
            at - 1,
            &[
                "to", "than", "least", "most", "by", "of", "in", "or", "first", "until",
            ],
        );
    let thing = line.words.get(at + 1).is_some_and(|next| next.is_word());
    sound(of_a_level || to || thing || at + 1 == line.words.len())
}

fn followed_by_occasion(line: &Line<'_>, at: usize) -> bool {
    let alone = line.low(at, &["daily", "weekly", "nightly", "hourly"]);
    // "Every piece of homework", "each sentence": none is left out. "Every aspect" is not a thing to look at.
    let none_left_out = line.low(at, &["each", "every"])
        && line.words.get(at + 1).is_some_and(|next| next.is_word())
        && !line.low(
            at + 1,
            &["other", "way", "aspect", "area", "respect", "effort", "one"],
        )
        && !line.is(at + 1, Class::VagueNoun);
    alone
        || none_left_out
        || (1..=3).any(|step| {
            line.is_any(
                at + step,
                &[Class::Occasion, Class::Duration, Class::Universal],
            )
        })
}

/// Whether a number is part of a day, a month or a year, and measures nothing.
fn is_a_date(line: &Line<'_>, at: usize, number: f32) -> bool {
    let year = (1990.0..2100.0).contains(&number);
    let beside_month = line.is(at + 1, Class::Month) || (at > 0 && line.is(at - 1, Class::Month));
    let deadline = at > 0
        && line.low(at - 1, &["within", "in"])
        && line.is(at + 1, Class::Duration)
        && line.low(
            at + 1,
            &["week", "weeks", "months", "month", "term", "terms"],
        );
    year || beside_month || deadline
}

/// Whether all that is counted is how often or how long: amounts that a service has as much as a child's act.
pub(super) fn amounts_alone(line: &Line<'_>) -> bool {
    let helped_less = |at: usize| {
        line.low(
            at,
            &[
                "without",
                "independently",
                "unaided",
                "unprompted",
                "alone",
                "correctly",
                "correct",
            ],
        )
    };
    let counted = |at: usize| {
        let Some(word) = line.words.get(at) else {
            return false;
        };
        let share = word.ratio().is_some()
            || word.number().is_some() && line.low(at + 1, &["of", "out", "%", "percent"]);
        let thing = word.number().is_some()
            && !(1..=2).any(|step| line.is_any(at + step, &[Class::Occasion, Class::Duration]))
            && !line.low(at + 1, &[":", "to"]);
        share || thing
    };
    !(0..line.words.len()).any(|at| helped_less(at) || counted(at))
}

/// Whether a number counts the work itself ("12 of 15 spellings", "from 71% to 88%"), and not only how often or how long.
pub(super) fn counts_the_work(line: &Line<'_>) -> bool {
    (0..line.words.len()).any(|at| {
        let Some(word) = line.words.get(at) else {
            return false;
        };
        let number = word.number();
        if number.is_none() && word.ratio().is_none()
            || number.is_some_and(|number| is_a_date(line, at, number))
            || at > 0 && line.is(at - 1, Class::NotCount)
        {
            return false;
        }
        let percent = line.low(at + 1, &["%", "percent"]);
        let from_to = at > 0
            && line.low(at - 1, &["from"])
            && (at + 1..at + 6).any(|to| line.low(to, &["to"]) && line.number(to + 1).is_some());
        if percent && line.low(at + 2, &["to"]) || from_to {
            return true;
        }
        // The thing counted is the last of its name: "4 out of 5 literacy lessons".
        let mut next = at + 1 + usize::from(percent);
        while line.low(next, &["of", "out", "the", "first"]) {
            next += 1;
        }
        if line.number(next).is_some() {
            return false;
        }
        let named = (next..next + 4).take_while(|at| {
            line.words.get(*at).is_some_and(|word| word.is_word())
                && !line.is(*at, Class::Lead)
                && !line.low(*at, &["a", "an", "per"])
        });
        // "No more than two behaviour points": what is limited is counted, whatever it is.
        let limited = at > 1 && line.low(at - 1, &["than"]) && line.low(at - 2, &["more", "fewer"]);
        let mut named = named.peekable();
        named.peek().is_some()
            && !named.any(|at| {
                line.is_any(at, &[Class::Occasion, Class::Duration])
                    || !limited && line.is_any(at, &[Class::Level, Class::NotMeasure])
            })
    })
}

/// Whether a text says how often or how long: "once a term", "three times a week", "for ten minutes", "daily".
pub(super) fn how_often(line: &Line<'_>, from: usize) -> bool {
    (from..line.words.len()).any(|at| {
        let times = line.low(at, &["once", "twice", "times"])
            && line.low(at + 1, &["a", "an", "per", "each", "every"]);
        times || line.is_any(at, &[Class::Duration, Class::Every])
    })
}
