//! Makes any number of varied plans to try an export with: `cargo run --example make_plans -- 300 FOLDER [SEED] [worst]`.

#[path = "make_plans/mod.rs"]
mod plans;

use std::error::Error;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (count, folder) = (arguments.next(), arguments.next());
    let (Some(count), Some(folder)) = (count, folder) else {
        return Err("say how many plans and in which folder: make_plans 300 FOLDER".into());
    };
    let seed = arguments.next().map_or(Ok(1), |seed| seed.parse())?;
    let worst = arguments.next().is_some_and(|word| word == "worst");
    plans::make(count.parse()?, Path::new(&folder), seed, worst)
}
