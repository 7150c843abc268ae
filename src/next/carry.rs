//! Copies fields into the next plan or asks for them again, as each field's `x-next` says.

use serde_json::{Map, Value, json};

use super::notes::Notes;
use super::phrases::last_time;
use crate::format::{self, Field, Kind, Next, Path};
use crate::plan::Plan;

/// Returns a plan with only what is carried over from `old`. What must be asked again is left open, with last time's
/// value in a note.
pub(super) fn carried(old: &Plan, new_year: bool, notes: &mut Notes) -> Plan {
    let value = serde_json::to_value(old).unwrap_or_default();
    let mut carry = Carry { new_year, notes };
    let kept = carry.below(&value, format::plan(), &Path::root());
    // A part of a valid plan is a valid plan.
    serde_json::from_value(kept.unwrap_or_default()).unwrap_or_default()
}

struct Carry<'a> {
    new_year: bool,
    notes: &'a mut Notes,
}

impl Carry<'_> {
    fn below(&mut self, value: &Value, kind: &Kind, path: &Path) -> Option<Value> {
        match (value, kind) {
            (Value::Object(values), Kind::Group(fields)) => {
                let mut kept = Map::new();
                for field in fields {
                    let value = values.get(&field.name).unwrap_or(&Value::Null);
                    if let Some(value) = self.field(value, field, &path.field(field.name.clone())) {
                        kept.insert(field.name.clone(), value);
                    }
                }
                (!kept.is_empty()).then_some(Value::Object(kept))
            }
            // An item stays even if nothing of it is kept, so that indices stay the same.
            (Value::Array(items), Kind::List(kind)) if kind.fields().is_some() => {
                let items = items.iter().enumerate().map(|(index, value)| {
                    let kept = self.below(value, kind, &path.item(index));
                    kept.unwrap_or_else(|| json!({}))
                });
                Some(Value::Array(items.collect()))
            }
            _ => None,
        }
    }

    fn field(&mut self, value: &Value, field: &Field, path: &Path) -> Option<Value> {
        match field.next {
            None => self.below(value, &field.kind, path),
            Some(Next::Carried) => Some(value.clone()),
            Some(Next::CarriedInTheYear) if !self.new_year => Some(value.clone()),
            Some(Next::CarriedInTheYear | Next::Asked) => {
                self.ask(value, path);
                None
            }
            Some(Next::Begun | Next::LeftOut) => None,
        }
        .filter(|value| !value.is_null())
    }

    fn ask(&mut self, value: &Value, path: &Path) {
        match value {
            Value::Array(items) if !items.is_empty() => self.notes.ask_list(path, value.clone()),
            Value::String(text) => self.notes.ask(path, last_time(text)),
            Value::Number(number) => self.notes.ask(path, last_time(&number.to_string())),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::format::{Path, plan};

    #[test]
    fn every_field_says_what_happens_to_it() {
        plan().walk(&Path::root(), &mut |path, field| {
            let item = field.kind.item().unwrap_or(&field.kind);
            let has_fields = item.fields().is_some();
            let decided = field.next.is_some();
            assert!(
                has_fields || decided,
                "say with `x-next` in src/plan what happens to `{path}` in the next plan"
            );
            assert!(
                !has_fields || !decided,
                "the fields of `{path}` have `x-next` of their own"
            );
        });
    }
}
