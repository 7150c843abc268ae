//! Every rule of `check`, by the name that people configure and look up. `check/rules.yaml` explains each.

use std::fmt;
use std::str::FromStr;

use crate::plan::Severity;

/// Declares the rules: variant, name, default severity, family.
macro_rules! rules {
    ($($variant:ident $name:literal $severity:ident $family:ident,)+) => {
        /// A rule of `check`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[expect(missing_docs, reason = "each rule's name says it, and `rules.yaml` explains it")]
        pub enum Rule { $($variant,)+ }

        impl Rule {
            /// Every rule, family by family.
            pub const ALL: &'static [Rule] = &[$(Rule::$variant),+];

            /// Returns the rule's name, such as `vague-target`.
            pub fn name(self) -> &'static str {
                match self { $(Rule::$variant => $name),+ }
            }

            /// Returns the default severity.
            pub fn severity(self) -> Severity {
                match self { $(Rule::$variant => Severity::$severity),+ }
            }

            /// Returns the rule's family.
            pub fn family(self) -> Family {
                match self { $(Rule::$variant => Family::$family),+ }
            }

            /// Whether a school cannot change its severity, because a plan could not be read or a copy not be made
            /// without it.
            pub fn is_fixed(self) -> bool {
                let cannot_be_read = self.family() == Family::Reading && self.severity() == Severity::Error;
                // Two plans cannot share file names, a character that no font has stops a copy, and a possible
                // disclosure must be looked at by a person, whatever the settings.
                cannot_be_read || matches!(self, Rule::DuplicateId | Rule::UnprintableLetter | Rule::Disclosure)
            }
        }
    };
}

/// What a rule is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Family {
    /// Reading the file: errors, with a few exceptions.
    Reading,
    /// The template's sections.
    Sections,
    /// Dates that must be consistent.
    Dates,
    /// What good practice asks of a target, an outcome and a success measure.
    Smart,
    /// What must not be in a shared copy.
    Privacy,
    /// Words that the reader understands.
    PlainWords,
    /// Codes and numbers.
    Codes,
    /// Problems that only show across several plans.
    Folder,
}

rules! {
    YamlSyntax "yaml-syntax" Error Reading,
    DuplicateField "duplicate-field" Error Reading,
    UnknownField "unknown-field" Error Reading,
    WrongType "wrong-type" Error Reading,
    BadDate "bad-date" Error Reading,
    CommaInBraces "comma-in-braces" Error Reading,
    SplitText "split-text" Warning Reading,
    TextLost "text-lost" Error Reading,
    UnknownValue "unknown-value" Error Reading,
    UnsupportedVersion "unsupported-version" Error Reading,
    TooLarge "too-large" Error Reading,
    NotUtf8 "not-utf8" Error Reading,
    MissingFile "missing-file" Error Reading,
    UnsafePath "unsafe-path" Error Reading,
    BadPicture "bad-picture" Error Reading,
    HugePicture "huge-picture" Warning Reading,

    MissingSection "missing-section" Error Sections,
    MissingField "missing-field" Error Sections,
    EmptyText "empty-text" Error Sections,
    TargetCount "target-count" Warning Sections,
    TargetWithoutProvision "target-without-provision" Error Sections,
    TargetWithoutStrategy "target-without-strategy" Error Sections,
    UnknownOutcome "unknown-outcome" Error Sections,
    UnknownTarget "unknown-target" Error Sections,
    NoOutcome "no-outcome" Warning Sections,
    UnquantifiedProvision "unquantified-provision" Warning Sections,
    PreviousMissing "previous-missing" Error Sections,
    PreviousUnrated "previous-unrated" Error Sections,
    NoParentRecipient "no-parent-recipient" Error Sections,
    AdulthoodMissing "adulthood-missing" Error Sections,
    NoParentContribution "no-parent-contribution" Warning Sections,
    PlaceholderText "placeholder-text" Warning Sections,

    ReviewBeforeStart "review-before-start" Error Dates,
    TargetAfterReview "target-after-review" Error Dates,
    ReviewTooLate "review-too-late" Warning Dates,
    TermMismatch "term-mismatch" Warning Dates,
    ProvisionOutsidePlan "provision-outside-plan" Warning Dates,
    OverdueReview "overdue-review" Warning Dates,
    MeetingMismatch "meeting-mismatch" Warning Dates,
    ReviewStillToCome "review-still-to-come" Warning Dates,
    NotifiedBeforeReview "notified-before-review" Warning Dates,
    SchoolClosed "school-closed" Warning Dates,
    TermDates "term-dates" Warning Dates,

    VagueTarget "vague-target" Warning Smart,
    UnmeasurableTarget "unmeasurable-target" Warning Smart,
    UnmeasurableSuccess "unmeasurable-success" Warning Smart,
    NotAnOutcome "not-an-outcome" Warning Smart,
    NoTimeLimit "no-time-limit" Warning Smart,
    SeveralTargets "several-targets" Warning Smart,
    NegativeTarget "negative-target" Warning Smart,
    NotObservable "not-observable" Warning Smart,
    NoBaselineChange "no-baseline-change" Warning Smart,

    OtherChildNamed "other-child-named" Warning Privacy,
    ContactInSharedText "contact-in-shared-text" Error Privacy,
    SafeguardingWords "safeguarding-words" Warning Privacy,
    NameInReference "name-in-reference" Error Privacy,
    Disclosure "disclosure" Error Privacy,
    PerhapsDisclosure "perhaps-disclosure" Warning Privacy,
    AdultWordsForTheChild "adult-words-for-the-child" Warning Privacy,
    LeftFromAnotherPlan "left-from-another-plan" Error Privacy,

    HardForTheChild "hard-for-the-child" Warning PlainWords,
    JargonForParents "jargon-for-parents" Warning PlainWords,
    ThirdPersonChildLine "third-person-child-line" Warning PlainWords,
    TooLongForTheLeaf "too-long-for-the-leaf" Warning PlainWords,

    UpnCheckLetter "upn-check-letter" Error Codes,
    UnknownNeedCode "unknown-need-code" Error Codes,
    NsaWithEhcp "nsa-with-ehcp" Warning Codes,
    YearGroupAndAge "year-group-and-age" Warning Codes,
    PronounMismatch "pronoun-mismatch" Warning Codes,
    MisspeltName "misspelt-name" Warning Codes,
    BadEmail "bad-email" Warning Codes,
    TargetUnchanged "target-unchanged" Warning Codes,
    UnprintableLetter "unprintable-letter" Error Codes,

    DuplicateId "duplicate-id" Error Folder,
    SameText "same-text" Warning Folder,
}

impl Rule {
    /// Returns the rule with the most similar name, if one is similar enough.
    pub fn nearest(name: &str) -> Option<Rule> {
        let likeness = |rule: &Rule| strsim::jaro_winkler(rule.name(), name);
        let best = Rule::ALL
            .iter()
            .max_by(|a, b| likeness(a).total_cmp(&likeness(b)));
        best.filter(|rule| likeness(rule) > 0.8).copied()
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Rule {
    type Err = String;

    fn from_str(name: &str) -> Result<Rule, String> {
        let found = Rule::ALL.iter().find(|rule| rule.name() == name);
        found
            .copied()
            .ok_or_else(|| format!("there is no rule called `{name}`"))
    }
}
