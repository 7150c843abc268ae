//! What a template asks of a plan: data in `template.yaml`, so that another authority's template is another file.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::path::Path;
use crate::plan::{Plan, Status};

static ISLINGTON: LazyLock<Template> = LazyLock::new(|| {
    Template::from_yaml(include_str!("../../layouts/islington/template.yaml")).unwrap_or_default()
});

/// The part of `template.yaml` that `check` reads.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Template {
    /// The template's name.
    pub name: String,
    /// What an agreed plan must hold, in the template's order.
    pub required: Vec<Required>,
}

/// One thing that an agreed plan must hold.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Required {
    /// The plan path, with `[]` for each item of a list.
    pub key: String,
    /// Another path that serves as well.
    pub or: Option<String>,
    /// The part of the plan that must be there for this to be asked.
    pub r#if: Option<String>,
    /// When it is asked; always where left out.
    #[serde(default)]
    pub when: When,
    /// The question a teacher is asked where it is missing.
    pub ask: String,
}

/// When something is required.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum When {
    /// In every plan.
    #[default]
    #[serde(rename = "always")]
    Always,
    /// From Year 9 on.
    #[serde(rename = "year 9")]
    FromYear9,
    /// Once the plan is reviewed.
    #[serde(rename = "reviewed")]
    Reviewed,
}

impl When {
    /// Whether it is asked of this plan.
    pub fn applies(self, plan: &Plan) -> bool {
        match self {
            When::Always => true,
            When::FromYear9 => plan.child.year_group.is_some_and(|year| year.number() >= 9),
            When::Reviewed => plan.plan.status == Some(Status::Reviewed),
        }
    }
}

impl Template {
    /// The embedded template.
    pub fn islington() -> &'static Template {
        &ISLINGTON
    }

    /// What it asks for a field of the format, by its path without list numbers; nothing where it may be left out.
    pub fn needed(&self, field: &Path) -> Option<&Required> {
        let field = field.fields().to_string();
        self.required
            .iter()
            .find(|required| required.key.replace("[]", "") == field)
    }

    /// A template from the text of its `template.yaml`.
    ///
    /// # Errors
    /// Where the text is not a template: what YAML says of it.
    pub fn from_yaml(text: &str) -> Result<Template, serde_yaml::Error> {
        serde_yaml::from_str(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_template_reads_and_asks_for_what_the_format_marks_as_required() {
        let template = Template::islington();
        assert_eq!(template.name, "islington-2015-reconstructed");
        assert!(template.required.len() > 50, "{}", template.required.len());
    }
}
