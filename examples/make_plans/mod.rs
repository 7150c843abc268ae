//! Varied plans of invented children, without errors. The same number and seed give the same files.

mod dice;
mod plan;
mod words;
mod worst;

use std::error::Error;
use std::fs;
use std::path::Path;

/// Writes `count` plans and their `school.yaml` into a folder, a folder for each class; with the `worst` texts that a page may
/// have to hold, where that is asked.
pub fn make(count: usize, folder: &Path, seed: u64, worst: bool) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("school.yaml"), SCHOOL)?;
    fs::write(
        folder.join("logo.svg"),
        include_str!("../plans/pictures/kingfisher.svg"),
    )?;
    for number in 0..count {
        let mut dice = dice::Dice(seed.wrapping_mul(1_000_003).wrapping_add(number as u64));
        let class = &words::CLASSES[number % words::CLASSES.len()];
        let place = folder.join(class.0);
        fs::create_dir_all(&place)?;
        let photo = number % 3 == 0;
        if photo {
            fs::write(
                place.join(format!("MS-{number:04}.jpg")),
                include_bytes!("../plans/pictures/oskar.jpg"),
            )?;
        }
        let mut text = plan::plan(number, class, photo, &mut dice)?;
        if worst {
            text = worst::worsen(&text, &mut dice)?;
        }
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
