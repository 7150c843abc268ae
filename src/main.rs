//! The `sendplan` command: parse the arguments, do the work, give the exit code.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
