//! stub until the language rules land
use std::ops::Range;
/// f
pub struct Finding {
    /// r
    pub rule: &'static str,
    /// m
    pub message: String,
    /// h
    pub help: String,
    /// w
    pub words: Option<Range<usize>>,
}
/// c
pub struct Child<'a> {
    /// n
    pub names: &'a [&'a str],
    /// p
    pub pronouns: &'a str,
    /// y
    pub year: i8,
}
/// t
pub fn target(_: &str, _: bool, _: Option<&str>, _: &Child) -> Vec<Finding> {
    vec![]
}
/// t
pub fn success(_: &str, _: &Child) -> Vec<Finding> {
    vec![]
}
/// t
pub fn outcome(_: &str, _: &Child) -> Vec<Finding> {
    vec![]
}
/// t
pub fn child_line(_: &str, _: usize, _: &Child) -> Vec<Finding> {
    vec![]
}
/// t
pub fn jargon(_: &str, _: &dyn Fn(&str) -> bool) -> Vec<Finding> {
    vec![]
}
/// t
pub fn pronouns(_: &str, _: &Child) -> Option<Finding> {
    None
}
/// t
pub fn safeguarding(_: &str) -> Option<Finding> {
    None
}
/// t
pub fn contact(_: &str) -> Vec<Finding> {
    vec![]
}
