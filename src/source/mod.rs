//! One YAML file: its text, its values, and where each key and value stands.
