//! Any number of varied plans for trying a term's end: `cargo run --example make_plans -- 300 FOLDER [SEED]`.
//!
//! The same number and seed give the same files. The children are invented; their plans have no errors.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

const FIRST: &[&str] = &[
    "Amara",
    "Bilal",
    "Chidera",
    "Dafydd",
    "Elif",
    "Femi",
    "Gwen",
    "Harriet",
    "Ioana",
    "Jakub",
    "Khadija",
    "Linh",
    "Mateo",
    "Niamh",
    "Oluwaseun",
    "Priya",
    "Quentin",
    "Rosa",
    "Siôn",
    "Thanh",
    "Umar",
    "Viktória",
    "Wren",
    "Xin",
    "Yusuf",
    "Zofia",
];
const LAST: &[&str] = &[
    "Adeyemi",
    "Begum",
    "Chowdhury",
    "Davies",
    "Evans",
    "Farah",
    "Gill",
    "Hussein",
    "Ivanova",
    "Jones",
    "Kowalska",
    "Lewis",
    "Mensah",
    "Nguyễn",
    "O’Connor",
    "Patel",
    "Quinn",
    "Rahman",
    "Szabó",
    "Taylor",
    "Uddin",
    "Vega",
    "Williams",
    "Xu",
    "Yılmaz",
    "Zielińska",
];
const CLASSES: &[(&str, &str, i32, &str)] = &[
    ("Otters", "Reception", 2022, "Miss Hale"),
    ("Wrens", "Year 1", 2021, "Mr Osei"),
    ("Foxes", "Year 2", 2020, "Mrs Lund"),
    ("Badgers", "Year 3", 2019, "Ms Okafor"),
    ("Herons", "Year 4", 2018, "Mr Silva"),
    ("Falcons", "Year 5", 2017, "Miss Park"),
    ("Eagles", "Year 6", 2016, "Mrs Amin"),
];
const LIKES: &[&str] = &[
    "Football",
    "Trains and timetables",
    "Drawing cats",
    "Singing",
    "Building dens",
    "Baking with Nan",
    "Swimming",
    "Dinosaurs",
    "Reading comics",
    "Helping the little ones",
    "Maps",
    "Dancing",
    "Looking after the fish",
];
const HELPS: &[&str] = &[
    "Pictures beside the words",
    "A quiet corner",
    "Time to think",
    "Sitting near the front",
    "Knowing what comes next",
    "A grown-up who checks in",
    "Moving about between tasks",
    "Doing the first one together",
    "Headphones",
];
const WORRIES: &[&str] = &[
    "Loud rooms",
    "Reading out loud",
    "New people",
    "When the plan changes",
    "Being last",
    "Long assemblies",
];

const WHERE: &[&str] = &[
    "English",
    "maths",
    "science",
    "art",
    "history",
    "geography",
    "music",
    "design",
    "computing",
    "assembly",
    "the library",
    "small groups",
    "the hall",
    "guided reading",
    "the garden",
    "pairs",
    "circle time",
    "the morning",
    "the afternoon",
];
const WHEN: &[&str] = &["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays"];

/// A kind of target: its area, what the child does, how the child says it, what is counted, and what is done in class.
struct Idea {
    area: &'static str,
    does: &'static str,
    i_can: &'static str,
    what: &'static str,
    support: &'static str,
    strategy: &'static str,
}

const IDEAS: &[Idea] = &[
    Idea {
        area: "communication and interaction",
        does: "asks a partner a question",
        i_can: "I can ask my partner a question.",
        what: "talk times",
        support: "Talk group",
        strategy: "a question card on the table",
    },
    Idea {
        area: "communication and interaction",
        does: "follows an instruction with two steps",
        i_can: "I can do two things when I am told.",
        what: "instructions",
        support: "Listening games",
        strategy: "each step said once and shown once",
    },
    Idea {
        area: "cognition and learning",
        does: "reads the new words of the week without help",
        i_can: "I can read my new words.",
        what: "words",
        support: "Phonics catch-up",
        strategy: "sound buttons under the new words",
    },
    Idea {
        area: "cognition and learning",
        does: "writes a sentence with a capital letter and a full stop",
        i_can: "I can write a sentence.",
        what: "sentences",
        support: "Writing workshop",
        strategy: "a sentence said aloud before it is written",
    },
    Idea {
        area: "cognition and learning",
        does: "answers a number fact within five seconds",
        i_can: "I can say my number facts.",
        what: "facts",
        support: "Number club",
        strategy: "a number line within reach",
    },
    Idea {
        area: "social, emotional and mental health",
        does: "uses the calm card and is back at work within five minutes",
        i_can: "I can use my calm card.",
        what: "occasions",
        support: "Check-in time",
        strategy: "a calm card that no adult remarks on",
    },
    Idea {
        area: "social, emotional and mental health",
        does: "joins a game at playtime",
        i_can: "I can join in a game.",
        what: "playtimes",
        support: "Playtime club",
        strategy: "a game chosen before going out",
    },
    Idea {
        area: "sensory and/or physical",
        does: "cuts along a line with spring scissors",
        i_can: "I can cut on the line.",
        what: "lines",
        support: "Finger gym",
        strategy: "spring scissors and thick paper",
    },
];

/// Numbers that look random and are the same for the same seed (SplitMix64).
pub struct Dice(u64);

impl Dice {
    fn throw(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^= mixed >> 31;
        usize::try_from(mixed % below.max(1) as u64).unwrap_or_default()
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.throw(from.len())]
    }

    fn some(&mut self, from: &[&'static str], most: usize) -> Vec<&'static str> {
        let (start, count) = (self.throw(from.len()), 1 + self.throw(most));
        (0..count)
            .map(|step| from[(start + step) % from.len()])
            .collect()
    }
}

/// Writes `count` plans and their `school.yaml` into a folder, a folder for each class.
pub fn make(count: usize, folder: &Path, seed: u64) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("school.yaml"), SCHOOL)?;
    fs::write(
        folder.join("logo.svg"),
        include_str!("plans/pictures/kingfisher.svg"),
    )?;
    for number in 0..count {
        let mut dice = Dice(seed.wrapping_mul(1_000_003).wrapping_add(number as u64));
        let class = &CLASSES[number % CLASSES.len()];
        let place = folder.join(class.0);
        fs::create_dir_all(&place)?;
        let photo = number % 3 == 0;
        if photo {
            fs::write(
                place.join(format!("MS-{number:04}.jpg")),
                include_bytes!("plans/pictures/oskar.jpg"),
            )?;
        }
        let text = plan(number, class, photo, &mut dice)?;
        fs::write(place.join(format!("MS-{number:04}.yaml")), text)?;
    }
    Ok(())
}

const SCHOOL: &str = "school:
  name: Meadow Street Primary School
  senco:
    name: Mrs Ruth Calder
    email: senco@meadow.example
    phone: 020 7946 0155
  address: 4 Meadow Street, London N7 0AA
  logo:
    file: logo.svg
    alt: Meadow Street Primary School
";

fn plan(
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
        1 + dice.throw(14),
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

#[allow(dead_code, reason = "the tests use the plans without the command")]
fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (count, folder) = (arguments.next(), arguments.next());
    let (Some(count), Some(folder)) = (count, folder) else {
        return Err("say how many plans and in which folder: make_plans 300 FOLDER".into());
    };
    let seed = arguments.next().map_or(Ok(1), |seed| seed.parse())?;
    make(count.parse()?, Path::new(&folder), seed)
}
