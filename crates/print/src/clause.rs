//! The headings of a plain text.

/// Longest heading, in characters.
const HEADING_MAX: usize = 60;

/// A paragraph, and the heading over it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// The heading, if it has one.
    pub heading: Option<String>,
    /// The text, its line ends kept.
    pub text: String,
}

/// The paragraphs of a text, which have blank lines between them. The first of several lines is
/// a heading if it is short and does not end like a sentence.
pub fn clauses(text: &str) -> Vec<Clause> {
    let mut lines = text.lines().map(str::trim_end).peekable();
    let mut found = Vec::new();
    while lines.peek().is_some() {
        let paragraph: Vec<_> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
        let (heading, text) = match paragraph.split_first() {
            None => continue,
            Some((first, rest)) if !rest.is_empty() && is_heading(first) => (Some(*first), rest),
            Some(_) => (None, paragraph.as_slice()),
        };
        found.push(Clause { heading: heading.map(str::to_owned), text: text.join("\n") });
    }
    found
}

fn is_heading(line: &str) -> bool {
    line.chars().count() <= HEADING_MAX
        && !line.ends_with(['.', ',', ';', ':', '。', '．', '、', '，', '；', '：'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_first_line_is_the_heading_of_its_paragraph() {
        let text = "\n1. Scope\nThis applies.\nAlways.\n\n \n準拠法\n日本法です。\n\nOne line\n\n\
                    A sentence.\nAnother.";
        let found = clauses(text);
        let told: Vec<_> = found.iter().map(|c| (c.heading.as_deref(), c.text.as_str())).collect();
        assert_eq!(
            told,
            [
                (Some("1. Scope"), "This applies.\nAlways."),
                (Some("準拠法"), "日本法です。"),
                (None, "One line"),
                (None, "A sentence.\nAnother."),
            ]
        );
        assert_eq!(clauses(&format!("{}\nb", "a".repeat(61)))[0].heading, None);
        assert_eq!(clauses(" \n"), []);
    }
}
