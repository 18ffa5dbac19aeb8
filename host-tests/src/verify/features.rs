//! The feature sets of a crate that are checked: none, each alone, all.

use std::process::Stdio;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::cargo::cargo;
use crate::repo;

/// One set, as cargo's arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FeatureSet {
    pub(super) name: String,
    pub(super) arguments: String,
}

/// The sets of the package `name`. Asked of cargo, so that no new feature is forgotten here.
pub(super) fn feature_sets(name: &str) -> Result<Vec<FeatureSet>> {
    Ok(sets(&features(name)?))
}

/// All features of the package `name` that a device without a standard library can have, as cargo's argument.
pub(super) fn bare_features(name: &str) -> Result<String> {
    let mut features = features(name)?;
    features.retain(|feature| feature != "std");
    Ok(format!("--features {}", features.join(",")))
}

fn features(name: &str) -> Result<Vec<String>> {
    let mut command = cargo(repo::root());
    command.args(["metadata", "--no-deps", "--format-version", "1"]).stdin(Stdio::null());
    let output = command.stderr(Stdio::inherit()).output().context("cannot run cargo")?;
    let metadata: Value = serde_json::from_slice(&output.stdout).context("cargo tells no metadata")?;
    features_of(&metadata, name).with_context(|| format!("cargo knows no package {name}"))
}

fn features_of(metadata: &Value, name: &str) -> Option<Vec<String>> {
    let packages = metadata["packages"].as_array()?;
    let package = packages.iter().find(|package| package["name"] == name)?;
    let mut features: Vec<String> = package["features"].as_object()?.keys().cloned().collect();
    features.retain(|feature| feature != "default");
    features.sort();
    Some(features)
}

fn sets(features: &[String]) -> Vec<FeatureSet> {
    let set =
        |name: &str, arguments: &str| FeatureSet { name: name.to_owned(), arguments: arguments.to_owned() };
    let mut sets = vec![set("none", "--no-default-features")];
    let alone = |feature: &String| set(feature, &format!("--no-default-features --features {feature}"));
    sets.extend(features.iter().map(alone));
    // One feature alone is all features.
    if features.len() > 1 {
        sets.push(set("all", "--all-features"));
    }
    sets
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn none_each_alone_and_all() {
        let features = json!({ "heapless": ["dep:heapless"], "default": [], "defmt": [] });
        let metadata = json!({ "packages": [{ "name": "other", "features": {} }, { "name": "it", "features": features }] });
        let features = features_of(&metadata, "it").unwrap();
        let names: Vec<String> = sets(&features).into_iter().map(|set| set.name).collect();
        assert_eq!(names, ["none", "defmt", "heapless", "all"]);
        assert_eq!(sets(&features)[1].arguments, "--no-default-features --features defmt");
        assert_eq!(features_of(&metadata, "missing"), None);
    }

    #[test]
    fn the_core_has_sets() {
        assert!(feature_sets("corselet").unwrap().len() > 1);
        let bare = bare_features("corselet").unwrap();
        assert!(bare.contains("heapless") && !bare.contains("std"), "{bare}");
    }
}
