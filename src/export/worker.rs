//! Who sets the copies of a plan.

use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::sync::Arc;

use super::not_made::NotMade;
use super::request::{Picture, Request};
use crate::copy::Pictures;
use crate::make::{MakeError, prepare};
use crate::picture::{self, Prepared};
use crate::plan::Format;
use crate::press::{Pdf, Press};
use crate::printable::read_content;

/// Sets copies, one request at a time. Between [`Worker::start`] and [`Worker::finish`] it may be at work already.
pub trait Worker {
    /// Takes a request.
    fn start(&mut self, request: Request);
    /// Waits for what came of it: the copies, in the order they were wanted in.
    fn finish(&mut self) -> Result<Vec<Pdf>, NotMade>;
}

/// A worker on the thread that asks.
pub struct LocalWorker<'a> {
    press: &'a Press,
    format: Option<Format>,
    request: Option<Request>,
    /// The logo of the last plan, which is the next one's too in nearly every school.
    logo: Option<(Picture, Arc<Prepared>)>,
}

impl<'a> LocalWorker<'a> {
    /// A worker with this press, that sets copies as the plans say or in this format.
    pub fn new(press: &'a Press, format: Option<Format>) -> LocalWorker<'a> {
        LocalWorker {
            press,
            format,
            request: None,
            logo: None,
        }
    }

    fn make(&mut self, request: Request) -> Result<Vec<Pdf>, NotMade> {
        // What is not made is listed for the office, where the name of a picture may not stand: it may be a child's.
        let failed = |why: MakeError| match why {
            MakeError::Picture { why, .. } => {
                NotMade::Failed(format!("a picture of its plan cannot be used: {why}"))
            }
            MakeError::Press(why) => NotMade::Failed(why.to_string()),
        };
        let (plan, glossary) = read_content(&request.content).map_err(|_| NotMade::Fault)?;
        let photo = request.photo.as_ref();
        let photo =
            photo.map(|photo| prepare(Path::new(&photo.name), &photo.bytes, picture::PHOTO));
        let pictures = Pictures {
            photo: photo.transpose().map_err(failed)?,
            logo: self.logo(request.logo).map_err(failed)?,
        };
        let made = request.wanted.iter().map(|wanted| {
            let document = wanted.document(
                &plan,
                &glossary,
                self.format,
                &pictures,
                self.press.template(),
            );
            document.pdf(self.press).map_err(|why| failed(why.into()))
        });
        made.collect()
    }

    fn logo(&mut self, logo: Option<Picture>) -> Result<Option<Arc<Prepared>>, MakeError> {
        let Some(logo) = logo else { return Ok(None) };
        if let Some((last, prepared)) = &self.logo
            && *last == logo
        {
            return Ok(Some(Arc::clone(prepared)));
        }
        let prepared = prepare(Path::new(&logo.name), &logo.bytes, picture::LOGO)?;
        self.logo = Some((logo, Arc::clone(&prepared)));
        Ok(Some(prepared))
    }
}

impl Worker for LocalWorker<'_> {
    fn start(&mut self, request: Request) {
        self.request = Some(request);
    }

    fn finish(&mut self) -> Result<Vec<Pdf>, NotMade> {
        let request = self.request.take().ok_or(NotMade::Fault)?;
        // A fault of ours in one plan must not stop the others.
        let made = panic::catch_unwind(AssertUnwindSafe(|| self.make(request)));
        made.unwrap_or(Err(NotMade::Fault))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_a_picture_does_not_name_its_file() {
        let press = Press::new().expect("the embedded template");
        let mut worker = LocalWorker::new(&press, None);
        let bytes: &[u8] = b"\xff\xd8 no photo";
        worker.start(Request {
            content: r#"{"plan":{},"glossary":{}}"#.into(),
            photo: Some(Picture {
                name: "Amina Yusuf.jpg".to_owned(),
                bytes: bytes.into(),
            }),
            ..Request::default()
        });
        let why = worker.finish().expect_err("no copies").to_string();
        assert!(why.contains("picture") && !why.contains("Amina"), "{why}");
    }
}
