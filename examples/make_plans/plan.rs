//! Composes a plan at random.

use std::error::Error;
use std::fmt::Write as _;

use super::dice::Dice;
use super::words::{FIRST, HELPS, IDEAS, Idea, LAST, LIKES, WHEN, WHERE, WORRIES};

/// The school days of the first half of December 2026, when reviews are held.
const REVIEWS: &[u32] = &[1, 2, 3, 4, 7, 8, 9, 10, 11, 14];

/// Returns the text of a plan.
pub fn plan(
    number: usize,
    class: &(&str, &str, i32, &str),
    photo: bool,
    dice: &mut Dice,
) -> Result<String, Box<dyn Error>> {
    let (class, year, born, teacher) = class;
    let first = FIRST[number % FIRST.len()];
    let last = LAST[(number / FIRST.len() + dice.throw(3) * 7) % LAST.len()];
    let last = format!(
        "{last}{}",
        if number >= FIRST.len() * LAST.len() {
            format!("-{}", dice.pick(LAST))
        } else {
            String::new()
        }
    );
    let (she, her, pronouns) = *dice.pick(&[
        ("She", "her", "she/her"),
        ("He", "his", "he/him"),
        ("They", "their", "they/them"),
    ]);
    let mut text = String::new();
    let list = |text: &mut String, items: &[&str], indent: &str| {
        items
            .iter()
            .try_for_each(|item| writeln!(text, "{indent}- {item}"))
    };
    write!(
        text,
        "version: 1
plan:
  id: MS-{number:04}
  cycle: 1
  term: autumn 2026
  start: 2026-09-07
  review: 2026-12-{:02}
  status: agreed
  written_by: {teacher}, class teacher
child:
  name: {first} {last}
  pronouns: {pronouns}
  date_of_birth: {born}-{:02}-{:02}
  year_group: {year}
  class: {class}
  key_person: {teacher}
  provision: K
",
        REVIEWS[dice.throw(REVIEWS.len())],
        1 + dice.throw(8),
        1 + dice.throw(27),
    )?;
    if photo {
        write!(
            text,
            "  photo:\n    file: MS-{number:04}.jpg\n    alt: {first} in the classroom\n"
        )?;
    }
    write!(
        text,
        "about_me:\n  gathered: Talking with {teacher} in September\n  likes:\n"
    )?;
    list(&mut text, &dice.some(LIKES, 3), "    ")?;
    writeln!(text, "  worries:")?;
    list(&mut text, &dice.some(WORRIES, 2), "    ")?;
    writeln!(text, "  helps_me:")?;
    list(&mut text, &dice.some(HELPS, 3), "    ")?;
    let hope = dice.pick(LIKES).to_lowercase();
    write!(
        text,
        "hopes:
  child: I want more time for {hope}.
  parents: That {first} looks forward to school.
parent_views:
  date: 2026-09-{:02}
  present:
    - Parent of {first}
    - {teacher}
  going_well: {she} can tell us all about {hope}.
  concerns: Mornings are hard after a short night.
  focus: Feeling sure about what to do first.
",
        10 + dice.throw(15),
    )?;
    let start = dice.throw(IDEAS.len());
    let ideas: Vec<&Idea> = (0..3 + dice.throw(2))
        .map(|step| &IDEAS[(start + 3 * step) % IDEAS.len()])
        .collect();
    writeln!(text, "needs:")?;
    for (index, idea) in ideas.iter().enumerate() {
        if ideas
            .iter()
            .take(index)
            .all(|earlier| earlier.area != idea.area)
        {
            write!(
                text,
                "  - area: {}\n    strengths: Tries again after a mistake, and enjoys {hope}.\n    difficulties: Needs an adult close by before {first} {}.\n",
                idea.area, idea.does
            )?;
        }
    }
    write!(
        text,
        "outcomes:\n  - text: {first} takes part in lessons with other children and is proud of {her} work.\n    by: end of {year}\n    hope: child\ntargets:\n"
    )?;
    for idea in &ideas {
        let (of, now) = (*dice.pick(&[5, 8, 10]), 1 + dice.throw(2));
        let aim = of - 1;
        let (place, day) = (dice.pick(WHERE), dice.pick(WHEN));
        write!(
            text,
            "  - target: {first} {} in {place} on {aim} out of {of} {}, in each of two weeks.
    i_can: {}
    set: with the child
    area: {}
    outcome: 1
    baseline:
      text: {now} out of {of} {} in September
      date: 2026-09-{:02}
    success: A tally shows {aim} out of {of} in each of two weeks.
    measure:
      what: {} out of {of}
      start: {now}
      target: {aim}
    strategies:
      - In {place} on {day}, {}
    who_helps_me: {teacher} helps me.
    provision:
      - what: {}
        who: teaching assistant
        sessions_per_week: {}
        minutes: {}
        group_size: {}
        weeks: 12
",
            idea.does,
            idea.what,
            idea.i_can,
            idea.area,
            idea.what,
            7 + dice.throw(9),
            idea.what,
            idea.strategy,
            idea.support,
            2 + dice.throw(3),
            10 + 5 * dice.throw(3),
            1 + dice.throw(4),
        )?;
    }
    write!(
        text,
        "who_does_what:\n  school:\n    - {teacher} greets {first} at the door\n  home:\n    - Five minutes of talk about the day\n  child:\n    - I will try\nrecipients:\n"
    )?;
    for (title, relationship) in [("Ms", "mother"), ("Mr", "father")]
        .iter()
        .take(1 + number % 2)
    {
        write!(
            text,
            "  - name: {title} {last}\n    relationship: {relationship}\n"
        )?;
    }
    Ok(text)
}
