//! Runs the commands of `docs/api-walkthrough.md` and compares what they print with the page.

use std::path::Path;
use std::process::Command;

use crate::process::{Result, root};

/// A line of the page's expected output that matches anything from here on.
const ANYTHING: char = '…';
/// Printed between blocks, to tell their outputs apart.
const MARK: &str = "==== next block ====";

/// Commands and the output the page promises.
struct Block {
    commands: String,
    expected: String,
}

/// Runs the page against the demo server whose facts are in `demo`.
pub(crate) fn run_walkthrough(demo: &Path) -> Result {
    let page = std::fs::read_to_string(root().join("docs/api-walkthrough.md"))?;
    let blocks = blocks(&page);
    let mark = format!("\necho '{MARK}'\n");
    let script: String = blocks.iter().map(|b| b.commands.clone() + &mark).collect();
    let done = Command::new("bash")
        .args(["-euo", "pipefail", "-c", &script])
        .env("OPC_DEMO_JSON", demo)
        .output()?;
    let printed = String::from_utf8_lossy(&done.stdout);
    let outputs: Vec<&str> = printed.split(MARK).collect();
    for (number, block) in blocks.iter().enumerate() {
        let actual = outputs.get(number).copied().unwrap_or_default().trim();
        if !matches(actual, block.expected.trim()) {
            let errors = String::from_utf8_lossy(&done.stderr);
            return Err(format!(
                "docs/api-walkthrough.md, block {}:\n{}\nexpected\n{}\ngot\n{actual}\n{errors}",
                number + 1,
                block.commands,
                block.expected
            )
            .into());
        }
    }
    if !done.status.success() {
        let errors = String::from_utf8_lossy(&done.stderr);
        return Err(
            format!("docs/api-walkthrough.md: bash ended with {}\n{errors}", done.status).into()
        );
    }
    println!("    docs/api-walkthrough.md: {} blocks as promised", blocks.len());
    Ok(())
}

/// The `sh` blocks of a page, each with the `text` block that follows it.
fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut fences = page.split("\n```");
    fences.next();
    for fence in fences {
        let (kind, body) = fence.split_once('\n').unwrap_or((fence, ""));
        match (kind, blocks.last_mut()) {
            ("sh", _) => blocks.push(Block { commands: body.to_owned(), expected: String::new() }),
            ("text", Some(last)) => body.clone_into(&mut last.expected),
            _ => {}
        }
    }
    blocks
}

fn matches(actual: &str, expected: &str) -> bool {
    let (mut actual, mut expected) = (actual.lines(), expected.lines());
    loop {
        match (actual.next(), expected.next()) {
            (None, None) => return true,
            (Some(a), Some(e)) if line_matches(a, e) => {}
            _ => return false,
        }
    }
}

fn line_matches(actual: &str, expected: &str) -> bool {
    match expected.split_once(ANYTHING) {
        Some((start, _)) => actual.starts_with(start),
        None => actual == expected,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_its_commands_and_the_output_after_them() {
        let blocks = blocks("a\n```sh\nls\n```\nb\n```text\nx\n```\n```sh\npwd\n```\n");
        let read: Vec<_> = blocks.iter().map(|b| (b.commands.trim(), b.expected.trim())).collect();
        assert_eq!(read, [("ls", "x"), ("pwd", "")]);
    }

    #[test]
    fn the_rest_of_a_line_may_differ_only_where_the_page_says_so() {
        assert!(matches("a 1\nb", "a …\nb"));
        assert!(!matches("a 1\nc", "a …\nb"));
        assert!(!matches("a", "a\nb"));
        assert!(!matches("", "a"));
    }
}
