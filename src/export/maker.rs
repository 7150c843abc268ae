//! Who makes the copies of a plan.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

use super::order::Order;
use crate::check::{Checks, check};
use crate::load::School;
use crate::make::{copy, pictures};
use crate::plan::Format;
use crate::press::{self, Pdf, Press};

/// What came of an order.
#[derive(Clone, Debug)]
pub enum Answer {
    /// The copies, in the order they were wanted in.
    Made(Vec<Pdf>),
    /// There are none, and why, as a sentence without its full stop.
    NotMade(String),
}

/// Makes copies, one order at a time: [`Maker::take`] gives it the next, [`Maker::give`] waits for what came of it. Between
/// the two the maker may be at work already.
pub trait Maker {
    /// Takes an order.
    fn take(&mut self, order: &Order);
    /// Gives what came of the order that it took.
    fn give(&mut self) -> Answer;
}

/// A maker that works on the thread that asks.
pub struct Bench<'a> {
    press: &'a Press,
    checks: Checks,
    format: Option<Format>,
    order: Option<Order>,
    /// The school of the last plan.
    school: Option<Arc<School>>,
}

impl<'a> Bench<'a> {
    /// A maker with this press. Plans are checked again with `checks`, since a copy is only made of what was checked.
    pub fn new(press: &'a Press, checks: Checks, format: Option<Format>) -> Bench<'a> {
        Bench {
            press,
            checks,
            format,
            order: None,
            school: None,
        }
    }

    fn make(&mut self, order: &Order) -> Result<Vec<Pdf>, String> {
        let loaded = order
            .load(&mut self.school)
            .map_err(|trouble| trouble.to_string())?
            .in_words_of(self.checks.template());
        if !order.is_of(&loaded) {
            return Err("its plan was changed during the export: run it again".to_owned());
        }
        let report = check(&loaded, &self.checks);
        let checked = report.checked(&loaded).ok_or("its plan has errors")?;
        let pictures = pictures(&loaded).map_err(|why| why.to_string())?;
        let made = order.wanted.iter().map(|wanted| {
            let made = copy(checked, wanted, self.format, &pictures, self.press);
            press::forget();
            made
        });
        made.collect::<Result<Vec<Pdf>, _>>()
            .map_err(|why| why.to_string())
    }
}

impl Maker for Bench<'_> {
    fn take(&mut self, order: &Order) {
        self.order = Some(order.clone());
    }

    fn give(&mut self) -> Answer {
        let Some(order) = self.order.take() else {
            return Answer::NotMade("nothing was asked for".to_owned());
        };
        // A fault of ours in one plan must not stop the others.
        let made = panic::catch_unwind(AssertUnwindSafe(|| self.make(&order)));
        press::forget();
        match made {
            Ok(Ok(made)) => Answer::Made(made),
            Ok(Err(why)) => Answer::NotMade(why),
            Err(_) => Answer::NotMade(
                "the program failed on it, which is a fault of the program's".to_owned(),
            ),
        }
    }
}
