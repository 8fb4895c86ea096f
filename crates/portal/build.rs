//! Rebuilds the crate when a template or an asset is added or removed.

fn main() {
    for folder in ["templates", "assets"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
