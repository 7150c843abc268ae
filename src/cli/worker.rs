//! A separate process that typesets copies, so that no plan can break another's and every core is fully used.
//!
//! Threads that share Typst's cache wait for each other's locks: on two cores they are 1.6 times as fast as one, two processes
//! 2.0 times. A process that dies only loses one plan and is replaced.
//!
//! The worker reads requests from its standard input and opens none of a plan's files. It answers on standard output with a
//! status line, followed by the bytes of the PDFs. When its input is closed it exits at once, even in the middle of a copy: an
//! export waits for every answer before it closes a worker's input, so the export must have died.

use std::io::{self, BufReader};
use std::process::{Child, ChildStdin, Command, Stdio, exit};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::export::{LocalWorker, NotMade, Request, Worker, wire};
use crate::press::{Pdf, Press};

use super::{Ended, Trouble, args};

/// Typesets copies until there are no more requests.
pub fn serve(options: &args::Worker) -> Result<Ended, Trouble> {
    let press = Press::with(&options.appearance.template()?, options.appearance.fonts()?)?;
    let press = press.archival(!options.protected);
    let mut worker = LocalWorker::new(&press, options.format.map(Into::into));
    let mut out = io::stdout().lock();
    for request in requests() {
        worker.start(request?);
        wire::write_answer(&mut out, &worker.finish())?;
    }
    Ok(Ended::Well)
}

/// Reads the requests on another thread, so that the end of the input is noticed during the work.
fn requests() -> mpsc::Receiver<io::Result<Request>> {
    let (send, requests) = mpsc::channel();
    thread::spawn(move || {
        let mut from = io::stdin().lock();
        while let Some(request) = wire::read_request(&mut from).transpose() {
            let failed = request.is_err();
            if send.send(request).is_err() || failed {
                return;
            }
        }
        exit(Ended::Well as i32);
    });
    requests
}

/// How long a plan's copies may take: the largest plan takes a few seconds.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// A worker's answer for one plan.
type Answer = Result<Vec<Pdf>, NotMade>;

/// The export's handle on a worker process, which is started on demand and restarted if it dies.
pub struct ProcessWorker<F> {
    command: F,
    patience: Duration,
    running: Option<Running>,
}

struct Running {
    child: Child,
    requests: ChildStdin,
    answers: mpsc::Receiver<io::Result<Answer>>,
}

impl<F: Fn() -> Command> ProcessWorker<F> {
    /// Creates a worker that is started with this command, and killed if a plan takes longer than `patience`.
    ///
    /// # Errors
    /// If the process cannot be started.
    pub fn new(command: F, patience: Duration) -> io::Result<ProcessWorker<F>> {
        let running = Some(Running::start(command())?);
        Ok(ProcessWorker {
            command,
            patience,
            running,
        })
    }
}

impl<F: Fn() -> Command> Worker for ProcessWorker<F> {
    fn start(&mut self, request: Request) {
        if self.running.is_none() {
            self.running = Running::start((self.command)()).ok();
        }
        let running = self.running.as_mut();
        let sent = running.map(|running| wire::write_request(&mut running.requests, &request));
        if !matches!(sent, Some(Ok(()))) {
            self.running = None;
        }
    }

    fn finish(&mut self) -> Answer {
        let running = self.running.as_mut().ok_or(NotMade::Fault)?;
        let why = match running.answers.recv_timeout(self.patience) {
            Ok(Ok(made)) => return made,
            Err(RecvTimeoutError::Timeout) => NotMade::TookTooLong,
            Ok(Err(_)) | Err(RecvTimeoutError::Disconnected) => NotMade::Fault,
        };
        self.running = None;
        Err(why)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It is idle or has failed, and may have exited already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Running {
    fn start(mut command: Command) -> io::Result<Running> {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let no_pipe = || io::Error::from(io::ErrorKind::BrokenPipe);
        let requests = child.stdin.take().ok_or_else(no_pipe)?;
        let mut from = BufReader::new(child.stdout.take().ok_or_else(no_pipe)?);
        let (send, answers) = mpsc::channel();
        // It ends with the process, or with what listens.
        thread::spawn(move || while send.send(wire::read_answer(&mut from)).is_ok() {});
        Ok(Running {
            child,
            requests,
            answers,
        })
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::cell::Cell;
    use std::time::Instant;

    use super::*;

    #[test]
    fn a_worker_that_takes_too_long_is_given_up_and_replaced() {
        let started = Cell::new(0);
        let command = || {
            started.set(started.get() + 1);
            let mut command = Command::new("sleep");
            command.arg(if started.get() == 1 { "60" } else { "0" });
            command
        };
        let begun = Instant::now();
        let mut worker = ProcessWorker::new(command, Duration::from_millis(100)).expect("a worker");
        worker.start(Request::default());
        let why = worker.finish().expect_err("it slept");
        assert_eq!(why, NotMade::TookTooLong);
        worker.start(Request::default());
        assert_eq!(worker.finish().expect_err("it ended"), NotMade::Fault);
        assert_eq!(started.get(), 2);
        assert!(begun.elapsed() < Duration::from_secs(30));
    }
}
