//! Tags of a customer (`domain/02`): 150 at most, 50 characters each.

use super::name::longer;
use crate::rule::Rule;
use crate::text::{clean_line, search_key};
use std::collections::HashSet;

/// The most tags of a customer.
pub const MAX: u32 = 150;
/// The most characters of a tag.
pub const TAG_MAX: u32 = 50;

/// What stands between the tags of a text: a line's end, or one of the commas of either keyboard.
const SEPARATORS: [char; 7] = ['\n', ',', '，', '、', '､', ';', '；'];

/// The clean tags of a text, as [`tags`].
pub fn in_text(text: &str) -> Result<Vec<String>, Rule> {
    tags(text.split(SEPARATORS))
}

/// The clean tags in their order, empty ones and repetitions left out.
pub fn tags<'a>(typed: impl IntoIterator<Item = &'a str>) -> Result<Vec<String>, Rule> {
    let (mut tags, mut seen) = (Vec::new(), HashSet::new());
    for text in typed {
        let tag = clean_line(text)?;
        if longer(&tag, TAG_MAX) {
            return Err(Rule::TagTooLong { tag, max: TAG_MAX });
        }
        if tag.is_empty() || !seen.insert(search_key(&tag)) {
            continue;
        }
        if tags.len() == MAX as usize {
            return Err(Rule::TooManyTags { max: MAX });
        }
        tags.push(tag);
    }
    Ok(tags)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_cleaned_and_not_repeated() {
        let typed = [" 東京 ", "", "VIP", "vip", "ＶＩＰ", "east"];
        assert_eq!(tags(typed), Ok(vec!["東京".to_owned(), "VIP".to_owned(), "east".to_owned()]));
    }

    #[test]
    fn every_comma_separates_tags() {
        for text in ["a,b", "a，b", "a、b", "a､b", "a;b", "a；b", "a\r\nb"] {
            assert_eq!(in_text(text), Ok(vec!["a".to_owned(), "b".to_owned()]), "{text}");
        }
    }

    #[test]
    fn a_customer_has_at_most_150_tags_of_50_characters() {
        let many: Vec<String> = (0..151).map(|n| format!("tag{n}")).collect();
        assert_eq!(tags(many.iter().map(String::as_str)), Err(Rule::TooManyTags { max: 150 }));
        assert_eq!(tags(many[1..].iter().map(String::as_str)).map(|t| t.len()), Ok(150));
        let long = "札".repeat(51);
        assert_eq!(tags([&*long]), Err(Rule::TagTooLong { tag: long.clone(), max: 50 }));
        assert!(tags([&*"札".repeat(50)]).is_ok());
    }
}
