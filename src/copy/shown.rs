//! One line for each field that a copy shows: its type and, where it is not shown as it stands, how it is made fit for print.

use crate::template::Template;

/// Declares what a copy shows of a part of the plan, field by field: what is not named here is not shown.
macro_rules! shown {
    ($(#[$doc:meta])* $name:ident of $part:ty { $($field:ident: $type:ty $(= $how:expr)?,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, serde::Serialize)]
        pub(in crate::copy) struct $name {
            $($field: $type,)+
        }

        impl $name {
            pub fn of(part: &$part, template: &$crate::template::Template) -> $name {
                let _ = template;
                $name {
                    $($field: shown!(@ part, template, $field $(, $how)?),)+
                }
            }
        }
    };
    (@ $part:ident, $template:ident, $field:ident) => { $part.$field.clone() };
    (@ $part:ident, $template:ident, $field:ident, $how:expr) => {
        $crate::copy::shown::made($part, $template, $how)
    };
}
pub(super) use shown;

/// A value made of a part of the plan: it tells a closure what it is given.
pub(super) fn made<P, T>(part: &P, template: &Template, how: impl Fn(&P, &Template) -> T) -> T {
    how(part, template)
}

/// What a copy shows of each part of a list.
pub(super) fn each<P, C>(parts: &[P], template: &Template, of: fn(&P, &Template) -> C) -> Vec<C> {
    parts.iter().map(|part| of(part, template)).collect()
}
