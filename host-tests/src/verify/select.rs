//! Which steps a person asked for.

use anyhow::{Result, bail};

use super::step::Step;

/// The steps that `words` name, in the table's order: a whole name, or a group's. No words, all steps.
pub(super) fn select(steps: Vec<Step>, words: &[String]) -> Result<Vec<Step>> {
    let named = |step: &Step, word: &String| {
        step.name == *word || step.name.split_once('/').is_some_and(|(group, _)| group == word)
    };
    if let Some(unknown) = words.iter().find(|word| !steps.iter().any(|step| named(step, word))) {
        bail!("no step is named `{unknown}`; `cargo verify --list` shows them");
    }
    let wanted = |step: &Step| words.is_empty() || words.iter().any(|word| named(step, word));
    Ok(steps.into_iter().filter(wanted).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selected(words: &[&str]) -> Result<Vec<String>> {
        let steps = ["format/a", "test/a", "test/b"].map(|name| Step::cargo(name, "fmt")).into();
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        Ok(select(steps, &words)?.into_iter().map(|step| step.name).collect())
    }

    #[test]
    fn names_and_groups_in_the_tables_order() {
        assert_eq!(selected(&[]).unwrap().len(), 3);
        assert_eq!(selected(&["test"]).unwrap(), ["test/a", "test/b"]);
        assert_eq!(selected(&["test/b", "format"]).unwrap(), ["format/a", "test/b"]);
        assert!(selected(&["tes"]).is_err());
    }
}
