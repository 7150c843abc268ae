//! Makes everyone's copies on this thread: `cargo run --example term_end -- FOLDER OUT`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use sendplan::export::{
    self, Inventory, Layout, LocalWorker, Options, OutputFolder, RunOptions, Worker,
};
use sendplan::press::{self, Press};
use sendplan::template::Template;
use sendplan::{Checks, Reader};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut paths = std::env::args_os().skip(1).map(PathBuf::from);
    let folder = paths.next().unwrap_or_else(|| "examples/plans".into());
    let out = paths.next();
    let out = out.unwrap_or_else(|| std::env::temp_dir().join("sendplan-term-end"));
    let options = Options {
        folder,
        out: out.clone(),
        layout: Layout::Class,
        readers: Reader::ALL.to_vec(),
        format: None,
        names: false,
        shard: None,
        protect: None,
        made_with: press::digest(Template::islington(), &[]),
    };
    let inventory = Inventory::take(&options, &Checks::default(), NonZeroUsize::MIN)?;
    let how = RunOptions {
        jobs: NonZeroUsize::MIN,
        force: false,
        prune: false,
        replace: false,
    };
    let press = Press::new()?;
    let start = || -> Result<Box<dyn Worker + Send>, String> {
        Ok(Box::new(LocalWorker::new(&press, None)))
    };
    let outcome = export::run(
        inventory,
        &options,
        &OutputFolder::open(&out, None)?,
        how,
        &start,
        None,
        &mut |_| {},
    )?;
    println!("{} copies made in {}", outcome.made, out.display());
    Ok(())
}
