//! The worst of lengths and scripts in every text of a plan: what a page has to hold without a word where it cannot be read.

use serde_yaml::{Mapping, Value};

use super::dice::Dice;

/// What is written freely: names and sentences, but nothing that is chosen from a list, counted or a date.
const FREE: &[&str] = &[
    "i_can",
    "target",
    "text",
    "success",
    "strategies",
    "who_helps_me",
    "what",
    "who",
    "where",
    "key_person",
    "class",
    "going_well",
    "concerns",
    "focus",
    "strengths",
    "difficulties",
    "likes",
    "worries",
    "helps_me",
    "gathered",
    "written_by",
    "present",
    "school",
    "home",
    "child",
    "parents",
    "name",
];

/// Which of it are names: each of a few words, and no longer than a plan takes.
const NAMES: &[&str] = &[
    "name",
    "class",
    "key_person",
    "who",
    "where",
    "written_by",
    "present",
];
const LONGEST_NAME: usize = 255;

/// Words that are long, wide or of one piece, in the scripts that the faces have.
const WORDS: &[&str] = &[
    "Pneumonoultramicroscopicsilicovolcanoconiosis",
    "Llanfairpwllgwyngyllgogerychwyrndrobwll",
    "electroencephalographically",
    "Donaudampfschifffahrtsgesellschaft",
    "WWWWWWWWWWWWWWWWWWWW",
    "ஆசிரியர்களிடமிருந்து",
    "разнообразнейшими",
    "Μεταπτυχιακόςφοιτητής",
    "ਵਿਦਿਆਰਥੀਆਂ",
    "વિદ્યાર્થીઓને",
    "बहुभाषिकताविशेषज्ञ",
    "শিক্ষকদেরমধ্যে",
    "የትምህርትቤትተማሪዎች",
    "one.name.of.many.parts.that.nobody.has.put.a.space.between",
    "yes/no/perhaps/sometimes/never/whenever",
    "Nguyễn",
    "und",
    "a",
];

const RIGHT_TO_LEFT: &[&str] = &[
    "أحب المدرسة في 3 أيام من 5، وأصدقائي معي في ساحة اللعب",
    "وہ استاد کے ساتھ ہر روز پڑھتی ہے اور خوش ہوتی ہے",
];

/// The plan with other words for its own.
pub fn worsen(plan: &str, dice: &mut Dice) -> Result<String, serde_yaml::Error> {
    let mut plan: Value = serde_yaml::from_str(plan)?;
    if let Some(targets) = plan.get_mut("targets").and_then(Value::as_sequence_mut) {
        for target in targets.iter_mut() {
            measure(target, dice);
            repeat(target, "provision", 1 + dice.throw(3));
        }
    }
    walk(&mut plan, "", dice);
    serde_yaml::to_string(&plan)
}

/// A measure that falls, stands still, is past its aim or behind its start.
fn measure(target: &mut Value, dice: &mut Dice) {
    let numbers = [
        (10, 2, 8),
        (4, 4, 4),
        (0, 9, 3),
        (5, 1, 9),
        (0, 0, 1000),
        (1, 2, 4),
    ];
    let (start, now, aim) = *dice.pick(&numbers);
    if let Some(measure) = target.get_mut("measure").and_then(Value::as_mapping_mut) {
        for (key, number) in [("start", start), ("now", now), ("target", aim)] {
            measure.insert(key.into(), number.into());
        }
    }
}

fn repeat(map: &mut Value, key: &str, times: usize) {
    if let Some(list) = map.get_mut(key).and_then(Value::as_sequence_mut) {
        let first = list.first().cloned();
        list.extend(first.into_iter().cycle().take(times - 1));
    }
}

fn walk(value: &mut Value, key: &str, dice: &mut Dice) {
    match value {
        Value::Mapping(map) => fields(map, dice),
        Value::Sequence(items) => {
            if FREE.contains(&key) && items.iter().all(Value::is_string) {
                let first = items.first().cloned();
                items.extend(first.into_iter().cycle().take(dice.throw(6)));
            }
            items.iter_mut().for_each(|item| walk(item, key, dice));
        }
        Value::String(text) if NAMES.contains(&key) => {
            *text = words(4, dice).chars().take(LONGEST_NAME).collect();
        }
        Value::String(text) if FREE.contains(&key) => *text = words(30, dice),
        _ => {}
    }
}

fn fields(map: &mut Mapping, dice: &mut Dice) {
    for (key, value) in map.iter_mut() {
        let key = key.as_str().unwrap_or_default().to_owned();
        walk(value, &key, dice);
    }
}

/// A word, a line, a paragraph or several of them.
fn words(most: usize, dice: &mut Dice) -> String {
    let count = most.min(*dice.pick(&[1, 1, 2, 4, 8, 12, 30]));
    if dice.throw(8) == 0 {
        return (*dice.pick(RIGHT_TO_LEFT)).to_owned();
    }
    if dice.throw(12) == 0 {
        return "Ab".repeat(150);
    }
    let words: Vec<&str> = (0..count).map(|_| *dice.pick(WORDS)).collect();
    let apart = *dice.pick(&[" ", " ", "\n", "\n\n"]);
    words
        .chunks(12)
        .map(|line| line.join(" "))
        .collect::<Vec<_>>()
        .join(apart)
}
