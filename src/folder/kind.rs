//! What a YAML file is, by what the reader of plans has read in it: the same that `check` says of the file alone.

use std::sync::LazyLock;

use crate::diagnostic::Rule;
use crate::format::{self, Path, at, is_name, is_typo};
use crate::load::Loaded;
use crate::template;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A plan, whole or not. A file that nothing could be read in may be one, so it is one.
    Plan,
    /// A school's file.
    School,
    /// A template's file.
    Template,
    /// Something else: most of its parts are not a plan's.
    Other,
    /// Most likely something else: its only parts of a plan are in other files too.
    PerhapsOther,
}

/// The parts that a plan has and no school's file.
static PLAN_ONLY: LazyLock<Vec<String>> = LazyLock::new(|| {
    let school = parts(format::school());
    let mut parts = parts(format::plan());
    parts.retain(|part| !school.contains(part));
    parts
});

/// The parts of a school's file. `version` is in many files.
static OF_A_SCHOOL: LazyLock<Vec<String>> = LazyLock::new(|| {
    let mut parts = parts(format::school());
    parts.retain(|part| part != "version");
    parts
});

fn parts(format: &format::Kind) -> Vec<String> {
    let fields = format.fields().unwrap_or_default();
    fields.iter().map(|field| field.name.clone()).collect()
}

impl Kind {
    pub fn of(loaded: &Loaded) -> Kind {
        let source = &loaded.source;
        // A list of one plan is a mistake, and the plan is in it.
        let parts = |at: Path| {
            let has = |part: &&String| source.has(&at.field((*part).clone()));
            PLAN_ONLY.iter().filter(has).take(2).count()
        };
        let (parts, in_a_list) = (parts(Path::root()), parts(Path::root().item(0)));
        let strange = strange_names(loaded);
        if !strange.is_empty() && template::is_template_file(source.root()) {
            return Kind::Template;
        }
        if parts > 1 || in_a_list > 1 || !source.has(&Path::root()) {
            return Kind::Plan;
        }
        if parts == 0
            && OF_A_SCHOOL
                .iter()
                .any(|part| source.has(&Path::root().field((*part).clone())))
        {
            return Kind::School;
        }
        let (near_misses, rest): (Vec<&String>, Vec<&String>) =
            strange.iter().partition(|name| is_meant_for_a_part(name));
        let (of_the_format, others): (Vec<&String>, Vec<&String>) =
            rest.into_iter().partition(|name| is_name(name));
        let of_a_plan = parts + near_misses.len();
        let outnumber = of_a_plan + of_the_format.len() > others.len();
        if of_a_plan > 1 || of_a_plan == 1 && outnumber {
            Kind::Plan
        } else if of_a_plan == 1
            || in_a_list == 1
            || source.has(&at!("version")) && strange.is_empty()
        {
            Kind::PerhapsOther
        } else if strange.is_empty() && !source.has(&Path::root().item(0)) {
            Kind::Plan
        } else {
            Kind::Other
        }
    }

    /// Whether a file that is not called a plan holds one all the same: two parts of a plan at the least.
    pub fn surely_a_plan(loaded: &Loaded) -> bool {
        let parts = PLAN_ONLY
            .iter()
            .filter(|part| loaded.source.has(&Path::root().field((*part).clone())));
        parts.count() >= 2
    }
}

/// The names at the beginning of a line that no plan has there, in small letters.
fn strange_names(loaded: &Loaded) -> Vec<String> {
    let own = &loaded.source.file().name;
    let strange = loaded.found.iter().filter(|found| {
        let top = found.path.steps().len() == 1;
        found.rule == Rule::UnknownField && found.place.file.name == *own && top
    });
    strange
        .map(|found| found.path.to_string().to_lowercase())
        .collect()
}

fn is_meant_for_a_part(typed: &str) -> bool {
    PLAN_ONLY
        .iter()
        .any(|part| typed == part || is_typo(typed, part, 1))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Kind;
    use std::collections::BTreeMap;

    use crate::load::load_bytes;

    fn of(text: &str) -> Kind {
        Kind::of(
            &load_bytes(&BTreeMap::new(), Path::new("file.yaml"), text.as_bytes()).expect("a plan"),
        )
    }

    #[test]
    fn a_file_is_a_plan_unless_all_its_parts_are_anothers() {
        for text in [
            "",
            "\n# a note\n",
            "\0\0\0\0",
            "version: 1\nplan:\n  id: KF-1\n",
            "targets:\n",
            "  plan:\n    id: KF-1\n",
            "plan:\r  id: KF-1\r",
            "{\"child\": {\"name\": \"Ada\"}}",
            "- plan:\n    id: KF-1\n",
            "Child:\n  name: Ada\n",
            "provison:\n  - what: x\n",
            "only words",
            "plan:\n\tid: [\n",
            "child:\n  name: Ada\nlikes: [music]\nremarks: none\n",
        ] {
            assert_eq!(of(text), Kind::Plan, "{text:?}");
        }
        for text in [
            "version: \"3\"\nservices:\n  web:\n    image: nginx\n",
            "on: [push]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps:\n      - run: make\n",
            "milk: 2\n",
            "- one\n- two\n",
            "- hosts: all\n  tasks:\n    - ping:\n",
            "children:\n  - plan: none\n",
        ] {
            assert_eq!(of(text), Kind::Other, "{text:?}");
        }
        for text in [
            include_str!("../../layouts/islington/template.yaml"),
            include_str!("../../layouts/islington/words.yaml"),
            include_str!("../../examples/templates/wales/words.yaml"),
        ] {
            assert_eq!(of(text), Kind::Template, "{text:?}");
        }
        for text in [
            "version: 1\n",
            "name: site\nreview: {}\nservices: []\nimages: []\n",
            "- targets: [localhost]\n  labels: {job: node}\n",
        ] {
            assert_eq!(of(text), Kind::PerhapsOther, "{text:?}");
        }
        for text in [
            "school:\n  name: Kingfisher\n",
            "version: 1\nglossary:\n  EP: x\n",
        ] {
            assert_eq!(of(text), Kind::School, "{text:?}");
        }
    }
}
