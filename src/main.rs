//! The `sendplan` command: all of it is in [`sendplan::cli`].

fn main() -> std::process::ExitCode {
    sendplan::cli::run()
}
