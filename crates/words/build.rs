//! Rebuilds the crate when a word is added, changed or removed.

fn main() {
    println!("cargo:rerun-if-changed=../../locales");
}
