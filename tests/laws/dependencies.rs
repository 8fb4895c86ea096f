//! Which crate may see which.
//!
//! `kernel ← db ← core ← {api, portal} ← server` · `kernel ← print ← {core, portal, server}` ·
//! `wire ← {api, cli}` · `cli ← server` · `words ← {api, portal, cli}` ·
//! `testkit ← tests only`.

use cargo_metadata::{DependencyKind, MetadataCommand, Package};

use super::source::{assert_none, root};

/// Each crate of the product and the crates of ours that it may see.
const PLAN: [(&str, &[&str]); 11] = [
    ("opc-kernel", &[]),
    ("opc-db", &["opc-kernel"]),
    ("opc-print", &["opc-kernel"]),
    ("opc-core", &["opc-kernel", "opc-db", "opc-print"]),
    ("opc-wire", &["opc-kernel"]),
    ("opc-words", &["opc-kernel"]),
    ("opc-api", &["opc-kernel", "opc-core", "opc-wire", "opc-words"]),
    ("opc-portal", &["opc-kernel", "opc-core", "opc-print", "opc-words"]),
    ("opc-cli", &["opc-kernel", "opc-wire", "opc-words"]),
    (
        "opc-server",
        &[
            "opc-kernel",
            "opc-db",
            "opc-print",
            "opc-core",
            "opc-words",
            "opc-api",
            "opc-portal",
            "opc-cli",
        ],
    ),
    ("opc-testkit", &["opc-kernel", "opc-db", "opc-core", "opc-api", "opc-portal"]),
];

/// What never ships: these may see everything, except that `xtask` must compile without the product.
const TOOLS: [&str; 3] = ["opc-tests", "opc-bench", "xtask"];

/// Foreign crates that stay at one edge of the product, by the start of their names; the longest
/// start decides.
const EDGES: [(&str, &[&str]); 13] = [
    ("askama", &["opc-portal"]),
    ("axum", &["opc-api", "opc-portal", "opc-server"]),
    ("tower", &["opc-api", "opc-portal", "opc-server"]),
    ("http", &["opc-api", "opc-portal", "opc-server"]),
    ("tokio", &["opc-api", "opc-portal", "opc-server"]),
    ("tokio-postgres", &["opc-db"]),
    ("rusqlite", &["opc-db"]),
    ("postgres", &["opc-db"]),
    ("refinery", &["opc-db"]),
    ("schemars", &["opc-wire", "opc-api"]),
    ("krilla", &["opc-print"]),
    ("clap", &["opc-server", "opc-cli"]),
    ("openssl", &[]),
];

/// What one crate asks for.
struct Asks {
    package: String,
    dependency: String,
    /// Only its own tests see it.
    for_tests: bool,
}

impl Asks {
    fn of(package: &Package) -> impl Iterator<Item = Asks> {
        package.dependencies.iter().map(|dependency| Asks {
            package: package.name.to_string(),
            dependency: dependency.name.clone(),
            for_tests: dependency.kind == DependencyKind::Development,
        })
    }

    /// Why this may not be, if it may not.
    fn offence(&self) -> Option<String> {
        let Asks { package, dependency, for_tests } = self;
        let ours = dependency.starts_with("opc-");
        if TOOLS.contains(&package.as_str()) {
            let forbidden = package == "xtask" && ours;
            return forbidden.then(|| format!("xtask must compile without {dependency}"));
        }
        let Some((_, may_see)) = PLAN.iter().find(|(name, _)| name == package) else {
            return Some(format!("{package} has no place in the plan"));
        };
        if ours {
            let allowed = may_see.contains(&dependency.as_str())
                || (*for_tests && dependency == "opc-testkit");
            return (!allowed).then(|| format!("{package} must not see {dependency}"));
        }
        if *for_tests || package == "opc-testkit" {
            return None;
        }
        let edges = EDGES.iter().filter(|(start, _)| dependency.starts_with(start));
        let edge = edges.max_by_key(|(start, _)| start.len());
        let allowed = edge.is_none_or(|(_, edge)| edge.contains(&package.as_str()));
        (!allowed).then(|| format!("{dependency} must stay out of {package}"))
    }
}

#[test]
fn dependencies_point_one_way() {
    let manifest = root().join("Cargo.toml");
    let workspace = MetadataCommand::new().manifest_path(manifest).no_deps().exec().unwrap();
    let asks = workspace.packages.iter().flat_map(Asks::of);
    assert_none(&asks.filter_map(|asks| asks.offence()).collect::<Vec<_>>());
}

#[test]
fn every_crate_of_the_plan_exists() {
    let manifest = root().join("Cargo.toml");
    let workspace = MetadataCommand::new().manifest_path(manifest).no_deps().exec().unwrap();
    let exists = |name: &str| workspace.packages.iter().any(|package| *package.name == *name);
    let planned = PLAN.iter().map(|(name, _)| *name).chain(TOOLS);
    assert_none(&planned.filter(|name| !exists(name)).map(String::from).collect::<Vec<_>>());
}

#[test]
fn the_law_has_teeth() {
    let offence = |package: &str, dependency: &str, for_tests| {
        let (package, dependency) = (package.to_owned(), dependency.to_owned());
        Asks { package, dependency, for_tests }.offence()
    };
    for (package, dependency) in [
        ("opc-api", "opc-db"),
        ("opc-portal", "opc-db"),
        ("opc-kernel", "opc-core"),
        ("opc-wire", "opc-core"),
        ("opc-core", "opc-testkit"),
        ("opc-core", "axum"),
        ("opc-core", "tower-http"),
        ("opc-api", "askama"),
        ("opc-server", "rusqlite"),
        ("opc-db", "tokio"),
        ("opc-server", "tokio-postgres-rustls"),
        ("opc-everything", "serde"),
        ("xtask", "opc-core"),
    ] {
        assert!(offence(package, dependency, false).is_some(), "{package} saw {dependency}");
    }
    assert_eq!(offence("opc-core", "opc-testkit", true), None);
    assert!(offence("opc-api", "opc-db", true).is_some(), "tests are no way around the plan");
}
