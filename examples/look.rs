//! For layout work: PLAN.yaml OUTDIR [TEMPLATE_DIR]; the three copies without checks.
use std::{env, fs, path::Path, time::Instant};
use sendplan::{copy::*, plan::{Format, Plan}, press::{Press, Template}};
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = env::args().collect();
    let plan: Plan = serde_yaml::from_str(&fs::read_to_string(&args[1])?)?;
    let template = Template::from_folder(Path::new(args.get(3).map_or("layouts/islington", String::as_str)))?;
    let press = Press::with(&template, Vec::new())?;
    let pictures = Pictures::default();
    let stem = Path::new(&args[1]).file_stem().unwrap().to_string_lossy().into_owned();
    let formats: &[Format] = if env::var("ALL").is_ok() { Format::ALL } else { &[Format::Standard] };
    for format in formats {
        let f = format.word().replace(' ', "-");
        let t = Instant::now();
        let save = |name: &str, pdf: Result<sendplan::press::Pdf, _>| match pdf { Ok(pdf) => { let out = format!("{}/{stem}-{name}-{f}.pdf", args[2]); fs::write(&out, &pdf.bytes).unwrap(); println!("{out} {} pages {:?}", pdf.pages, t.elapsed()); } Err::<_, sendplan::press::PressError>(e) => println!("{name} {f}: {e}") };
        save("staff", press.pdf(&StaffCopy::of(&plan, *format, &pictures)));
        save("parent", press.pdf(&ParentCopy::of(&plan, 0, Some(*format), &pictures, &sendplan::glossary::Glossary::default())));
        save("child", press.pdf(&ChildCopy::of(&plan, *format, &pictures)));
    }
    Ok(())
}
