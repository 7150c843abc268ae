//! What becomes of each key of a plan in the next one: decided here, key by key, and nowhere else.
//!
//! A key that is not in this list is not carried over, and a test says that nobody has decided about it.

use serde_json::{Map, Value};

use crate::plan::Plan;

/// What becomes of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Becomes {
    /// It goes on as it stands.
    Carried,
    /// It goes on within a school year, and is asked again in a new one: it may name people whom the child has left.
    CarriedInTheYear,
    /// It is asked again: a place to fill in, with last time's words in a note. Nobody signs old words as new by oversight.
    Asked,
    /// It is worked out from the last plan and its review.
    Begun,
    /// It was about the last plan alone.
    LeftOut,
}

use Becomes::{Asked, Begun, Carried, CarriedInTheYear, LeftOut};

/// Every key of a plan, in the format's order.
pub(super) const KEYS: &[(&str, Becomes)] = &[
    ("version", Begun),
    ("plan.id", Carried),
    ("plan.cycle", Begun),
    ("plan.term", Begun),
    ("plan.start", Begun),
    ("plan.review", Begun),
    ("plan.status", Begun),
    ("plan.written_by", CarriedInTheYear),
    ("plan.with_advice_from", Carried),
    ("school.name", Carried),
    ("school.kind", Carried),
    ("school.senco.name", Carried),
    ("school.senco.email", Carried),
    ("school.senco.phone", Carried),
    ("school.address", Carried),
    ("school.logo.file", Carried),
    ("school.logo.alt", Carried),
    ("child.name", Carried),
    ("child.known_as", Carried),
    ("child.pronouns", Carried),
    ("child.date_of_birth", Carried),
    ("child.year_group", Begun),
    ("child.class", CarriedInTheYear),
    ("child.key_person", CarriedInTheYear),
    ("child.photo.file", Carried),
    ("child.photo.alt", Carried),
    ("child.communication", Carried),
    ("child.home_language", Carried),
    ("child.interpreter", Carried),
    ("child.upn", Carried),
    ("child.provision", Carried),
    ("child.need.primary", Carried),
    ("child.need.secondary", Carried),
    ("about_me.gathered", Asked),
    ("about_me.people_like", Asked),
    ("about_me.good_at", Asked),
    ("about_me.likes", Asked),
    ("about_me.dislikes", Asked),
    ("about_me.worries", Asked),
    ("about_me.important_to_me", Asked),
    ("about_me.helps_me", Asked),
    ("about_me.does_not_help", Asked),
    ("about_me.says", Asked),
    ("hopes.child", Carried),
    ("hopes.parents", Carried),
    ("hopes.adulthood.theme", Carried),
    ("hopes.adulthood.text", Carried),
    ("parent_views.date", Asked),
    ("parent_views.present", Asked),
    ("parent_views.going_well", Asked),
    ("parent_views.concerns", Asked),
    ("parent_views.focus", Asked),
    ("needs.area", Carried),
    ("needs.strengths", Carried),
    ("needs.difficulties", Carried),
    ("needs.barrier", Carried),
    ("needs.assessments.name", Carried),
    ("needs.assessments.result", Carried),
    ("needs.assessments.date", Carried),
    ("needs.assessments.by", Carried),
    ("adjustments", Carried),
    ("other_plans.name", Carried),
    ("other_plans.held_by", Carried),
    ("other_plans.review", Carried),
    ("professionals.name", Carried),
    ("professionals.role", Carried),
    ("professionals.date", Carried),
    ("professionals.advice", Carried),
    ("outcomes.text", Carried),
    ("outcomes.by", Carried),
    ("outcomes.hope", Carried),
    // Of the targets that go on; those that are changed are asked for again where `targets.rs` says so.
    ("targets.target", Carried),
    ("targets.i_can", Carried),
    ("targets.set", Carried),
    ("targets.area", Carried),
    ("targets.outcome", Carried),
    ("targets.baseline.text", Begun),
    ("targets.baseline.date", Begun),
    ("targets.success", Carried),
    // The last plan's day has passed; where it is left out, the next review counts.
    ("targets.by", LeftOut),
    ("targets.measure.what", Carried),
    ("targets.measure.start", Begun),
    ("targets.measure.now", LeftOut),
    ("targets.measure.target", Carried),
    ("targets.strategies", Carried),
    ("targets.who_helps_me", CarriedInTheYear),
    ("targets.provision.what", Carried),
    ("targets.provision.who", Carried),
    ("targets.provision.staff", CarriedInTheYear),
    ("targets.provision.overseen_by", Carried),
    ("targets.provision.sessions_per_week", Carried),
    ("targets.provision.sessions", Carried),
    ("targets.provision.hours_per_week", Carried),
    ("targets.provision.when", Carried),
    ("targets.provision.minutes", Carried),
    ("targets.provision.group_size", Carried),
    ("targets.provision.in_class", Carried),
    ("targets.provision.weeks", Begun),
    ("targets.provision.where", Carried),
    ("targets.provision.start", LeftOut),
    ("targets.provision.sessions_delivered", LeftOut),
    ("targets.provision.cost_per_hour", Carried),
    ("targets.provision.targets", Begun),
    ("targets.provision.area", Carried),
    ("targets.result", LeftOut),
    ("targets.evidence", LeftOut),
    ("targets.next", LeftOut),
    ("provision.what", Carried),
    ("provision.who", Carried),
    ("provision.staff", CarriedInTheYear),
    ("provision.overseen_by", Carried),
    ("provision.sessions_per_week", Carried),
    ("provision.sessions", Carried),
    ("provision.hours_per_week", Carried),
    ("provision.when", Carried),
    ("provision.minutes", Carried),
    ("provision.group_size", Carried),
    ("provision.in_class", Carried),
    ("provision.weeks", Begun),
    ("provision.where", Carried),
    ("provision.start", LeftOut),
    ("provision.sessions_delivered", LeftOut),
    ("provision.cost_per_hour", Carried),
    ("provision.targets", Begun),
    ("provision.area", Carried),
    ("who_does_what.school", Carried),
    ("who_does_what.home", Carried),
    ("who_does_what.child", Carried),
    // Those of the last plan are done with: its own targets take their place.
    ("previous.target", Begun),
    ("previous.i_can", Begun),
    ("previous.result", Begun),
    ("previous.evidence", Begun),
    ("previous.next", Begun),
    ("review.meeting.start", Asked),
    ("review.meeting.minutes", Asked),
    ("review.meeting.place", Asked),
    ("review.date", LeftOut),
    ("review.present", LeftOut),
    ("review.child_view", LeftOut),
    ("review.parent_view", LeftOut),
    ("review.decision", LeftOut),
    ("review.parents_notified", LeftOut),
    ("recipients.name", Carried),
    ("recipients.relationship", Carried),
    ("recipients.email", Carried),
    ("recipients.format", Carried),
    ("staff_notes", Carried),
    ("funding", Carried),
    ("safeguarding_lead", Carried),
    ("retain_until", Carried),
];

impl Becomes {
    /// Whether it is asked again.
    pub fn is_asked(self, new_year: bool) -> bool {
        self == Asked || (self == CarriedInTheYear && new_year)
    }

    fn is_carried(self, new_year: bool) -> bool {
        self == Carried || (self == CarriedInTheYear && !new_year)
    }
}

/// A plan with what is carried over from another, and nothing else.
pub(super) fn carried(plan: &Plan, new_year: bool) -> Plan {
    let value = serde_json::to_value(plan).unwrap_or_default();
    let kept = keep(&value, "", new_year).unwrap_or_default();
    // What is left out of a plan's own value still is a plan's value.
    serde_json::from_value(kept).unwrap_or_default()
}

fn keep(value: &Value, field: &str, new_year: bool) -> Option<Value> {
    match value {
        Value::Object(fields) => {
            let mut kept = Map::new();
            for (key, value) in fields {
                let below = if field.is_empty() {
                    key.clone()
                } else {
                    format!("{field}.{key}")
                };
                if let Some(value) = keep(value, &below, new_year) {
                    kept.insert(key.clone(), value);
                }
            }
            (!kept.is_empty() || field.is_empty()).then_some(Value::Object(kept))
        }
        // An item keeps its place though nothing of it is kept: others are counted from it.
        Value::Array(items) if items.iter().any(Value::is_object) => {
            let items = items.iter().map(|item| {
                let kept = keep(item, field, new_year);
                kept.unwrap_or_else(|| Value::Object(Map::new()))
            });
            Some(Value::Array(items.collect()))
        }
        Value::Null => None,
        value => {
            let (_, becomes) = KEYS.iter().find(|(key, _)| *key == field)?;
            becomes.is_carried(new_year).then(|| value.clone())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::KEYS;
    use crate::format::plan_schema;
    use serde_json::Value;

    fn keys(schema: &Value, root: &Value, path: &str, found: &mut Vec<String>) {
        let target = schema.get("$ref").and_then(Value::as_str);
        if let Some(target) = target.and_then(|target| root.pointer(target.trim_start_matches('#')))
        {
            return keys(target, root, path, found);
        }
        let inner = ["allOf", "anyOf"]
            .iter()
            .find_map(|key| schema.get(key)?.get(0));
        if let Some(inner) = inner.or(schema.get("items")) {
            return keys(inner, root, path, found);
        }
        match schema.get("properties").and_then(Value::as_object) {
            Some(fields) => {
                for (key, field) in fields {
                    let dot = if path.is_empty() { "" } else { "." };
                    keys(field, root, &format!("{path}{dot}{key}"), found);
                }
            }
            None => found.push(path.to_owned()),
        }
    }

    #[test]
    fn somebody_has_decided_what_becomes_of_each_key() {
        let schema = plan_schema();
        let mut there = Vec::new();
        keys(&schema, &schema, "", &mut there);
        let decided: Vec<&str> = KEYS.iter().map(|(key, _)| *key).collect();
        assert_eq!(
            decided, there,
            "decide in `keys.rs` what becomes of a new key in the next plan"
        );
    }
}
