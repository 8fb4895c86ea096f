//! Rebuilds the crate when a word, a template or an asset is added or removed.

fn main() {
    for folder in ["../../locales", "templates", "assets"] {
        println!("cargo:rerun-if-changed={folder}");
    }
}
