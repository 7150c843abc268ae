//! Where a measure's start, present and aim lie on the line that is drawn for it.

use serde::Serialize;

use crate::plan::Measure;

/// Places on a line from 0, its left end, to 1. The start lies left of the aim, also where the numbers fall.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct Way {
    start: f64,
    now: Option<f64>,
    aim: f64,
    /// The whole steps between the start and the aim, where they are few enough to be told apart.
    steps: Vec<f64>,
}

impl Way {
    /// More steps than this are a blur.
    const MOST_STEPS: u32 = 12;

    /// None where the numbers are not there, or the aim is the start: there is then no way to draw.
    pub fn of(measure: &Measure) -> Option<Way> {
        let (start, aim) = measure.start.zip(measure.target)?;
        let forward = if aim < start { -1.0 } else { 1.0 };
        let along = |number: f64| (number - start) * forward;
        // The child may have fallen back behind the start, or be past the aim.
        let now = measure.now.map(along);
        let least = now.unwrap_or(0.0).min(0.0);
        let most = now.unwrap_or(0.0).max(along(aim));
        let length = most - least;
        if !length.is_finite() || along(aim) <= 0.0 {
            return None;
        }
        let place = |along: f64| (along - least) / length;
        let steps = (1..Self::MOST_STEPS).map(f64::from);
        let few = along(aim) <= f64::from(Self::MOST_STEPS);
        Some(Way {
            start: place(0.0),
            now: now.map(place),
            aim: place(along(aim)),
            steps: steps
                .filter(|step| few && *step < along(aim))
                .map(place)
                .collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(start: f64, now: Option<f64>, aim: f64) -> Option<Way> {
        Way::of(&Measure {
            what: None,
            start: Some(start),
            now,
            target: Some(aim),
        })
    }

    #[test]
    fn the_start_lies_left_of_the_aim_also_where_the_numbers_fall() {
        let (start, now, aim) = (0.0, Some(0.5), 1.0);
        let steps = vec![0.25, 0.5, 0.75];
        let expected = Some(Way {
            start,
            now,
            aim,
            steps,
        });
        assert_eq!(way(0.0, Some(2.0), 4.0), expected);
        assert_eq!(way(8.0, Some(6.0), 4.0), expected);
    }

    #[test]
    fn whoever_fell_back_or_is_past_the_aim_is_still_on_the_line() {
        let behind = way(2.0, Some(1.0), 4.0).expect("a way");
        assert_eq!((behind.now, behind.aim), (Some(0.0), 1.0));
        assert!(behind.start > 0.0);
        let past = way(2.0, Some(6.0), 4.0).expect("a way");
        assert_eq!((past.start, past.now, past.aim), (0.0, Some(1.0), 0.5));
    }

    #[test]
    fn no_way_is_drawn_where_the_aim_is_the_start_or_the_numbers_are_past_counting() {
        assert_eq!(way(4.0, Some(3.0), 4.0), None);
        assert_eq!(way(f64::MAX, None, f64::MIN), None);
        assert_eq!(way(0.0, None, 100.0).map(|way| way.steps), Some(Vec::new()));
    }
}
