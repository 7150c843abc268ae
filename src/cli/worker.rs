//! A process of its own for making copies, so that no plan can spoil another's and every core is used in full.
//!
//! Threads that share Typst's memory of earlier layouts wait for each other's locks: on two cores they make 1.6 times what
//! one makes, and two processes 2.0 times. A process that dies takes one plan with it and is replaced.
//!
//! The worker reads an order from each line of its standard input. It answers on standard output with a line that says what
//! came of it, and the bytes of the PDFs behind it. Where no more orders can come it ends at once, even in the midst of a copy:
//! an export waits for every answer before it lets a worker go, so then the export has gone, and nobody wants the copy.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio, exit};
use std::sync::mpsc;
use std::thread;

use sendplan::export::{Answer, Bench, Maker, Order};
use sendplan::press::{Pdf, Press};
use serde::{Deserialize, Serialize};

use super::args::{General, Worker};
use super::{Ended, Trouble};

const FAILED: &str = "the program failed on it, which is a fault of the program's";

/// What came of an order, before the bytes.
#[derive(Serialize, Deserialize)]
struct Head {
    made: Vec<HeadOfOne>,
    not_made: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct HeadOfOne {
    pages: usize,
    archival: bool,
    bytes: u64,
}

/// Makes copies until no more orders come.
pub fn serve(asked: &Worker, general: &General) -> Result<Ended, Trouble> {
    let (template, fonts) = (asked.with.template()?, asked.with.fonts()?);
    let checks = asked.with.checks(general, &template, &fonts);
    let press = Press::with(&template, fonts)?.archival(!asked.protected);
    let mut bench = Bench::new(&press, checks, asked.format.map(Into::into));
    let mut out = io::stdout().lock();
    for line in orders() {
        let order: Order = serde_json::from_str(&line?)?;
        bench.take(&order);
        let (head, made) = match bench.give() {
            Answer::Made(made) => (
                Head {
                    made: made.iter().map(HeadOfOne::of).collect(),
                    not_made: None,
                },
                made,
            ),
            Answer::NotMade(why) => (
                Head {
                    made: Vec::new(),
                    not_made: Some(why),
                },
                Vec::new(),
            ),
        };
        serde_json::to_writer(&mut out, &head)?;
        out.write_all(b"\n")?;
        made.iter().try_for_each(|pdf| out.write_all(&pdf.bytes))?;
        out.flush()?;
    }
    Ok(Ended::Well)
}

/// The orders, read beside the work so that their end is seen during it.
fn orders() -> mpsc::Receiver<io::Result<String>> {
    let (send, orders) = mpsc::channel();
    thread::spawn(move || {
        for line in io::stdin().lock().lines() {
            let failed = line.is_err();
            if send.send(line).is_err() || failed {
                return;
            }
        }
        exit(Ended::Well as i32);
    });
    orders
}

impl HeadOfOne {
    fn of(pdf: &Pdf) -> HeadOfOne {
        HeadOfOne {
            pages: pdf.pages,
            archival: pdf.archival,
            bytes: u64::try_from(pdf.bytes.len()).unwrap_or(u64::MAX),
        }
    }
}

/// A worker seen from the export: started when there is something to do, and again after it has died.
pub struct Process<F> {
    start: F,
    running: Option<Running>,
    /// The plan of the last order, where its name cannot be told to a worker.
    unnamed: Option<PathBuf>,
}

struct Running {
    child: Child,
    orders: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl<F: Fn() -> Command> Process<F> {
    /// A worker that `start` says how to start.
    ///
    /// # Errors
    /// Where the system does not start it.
    pub fn start(start: F) -> io::Result<Process<F>> {
        let running = Running::start(start())?;
        Ok(Process {
            start,
            running: Some(running),
            unnamed: None,
        })
    }
}

impl<F: Fn() -> Command> Maker for Process<F> {
    fn take(&mut self, order: &Order) {
        if order.path.to_str().is_none() {
            // Orders are text, and this name is none. It may have come from a disk of another time or system.
            self.unnamed = Some(order.path.clone());
            return;
        }
        if self.running.is_none() {
            self.running = Running::start((self.start)()).ok();
        }
        let told = self.running.as_mut().map(|running| running.tell(order));
        if !matches!(told, Some(Ok(()))) {
            self.end();
        }
    }

    fn give(&mut self) -> Answer {
        if let Some(path) = self.unnamed.take() {
            return Answer::NotMade(format!(
                "the name of the file `{}` has a sign that cannot be read: give the file another name",
                path.display()
            ));
        }
        match self.running.as_mut().map(Running::answer) {
            Some(Ok(answer)) => answer,
            _ => {
                self.end();
                Answer::NotMade(FAILED.to_owned())
            }
        }
    }
}

impl<F> Process<F> {
    fn end(&mut self) {
        if let Some(mut running) = self.running.take() {
            // It may have ended by itself.
            let _ = running.child.kill();
            let _ = running.child.wait();
        }
    }
}

impl<F> Drop for Process<F> {
    fn drop(&mut self) {
        if let Some(Running {
            mut child, orders, ..
        }) = self.running.take()
        {
            // No more orders: it ends by itself.
            drop(orders);
            let _ = child.wait();
        }
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
        let orders = child.stdin.take().ok_or_else(no_pipe)?;
        let answers = BufReader::new(child.stdout.take().ok_or_else(no_pipe)?);
        Ok(Running {
            child,
            orders,
            answers,
        })
    }

    fn tell(&mut self, order: &Order) -> io::Result<()> {
        let mut line = serde_json::to_vec(order)?;
        line.push(b'\n');
        self.orders.write_all(&line)?;
        self.orders.flush()
    }

    fn answer(&mut self) -> io::Result<Answer> {
        let mut line = String::new();
        if self.answers.read_line(&mut line)? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let head: Head = serde_json::from_str(&line)?;
        if let Some(why) = head.not_made {
            return Ok(Answer::NotMade(why));
        }
        let mut made = Vec::new();
        for one in head.made {
            let mut bytes = Vec::new();
            self.answers
                .by_ref()
                .take(one.bytes)
                .read_to_end(&mut bytes)?;
            if u64::try_from(bytes.len()) != Ok(one.bytes) {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
            made.push(Pdf {
                bytes,
                pages: one.pages,
                archival: one.archival,
            });
        }
        Ok(Answer::Made(made))
    }
}
