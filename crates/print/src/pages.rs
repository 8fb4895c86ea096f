//! Putting lines on pages.

/// A line that is to be put on a page; lengths are in points.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Height {
    /// Space above it, unless it is the first of its page.
    pub(crate) above: f32,
    /// The line itself.
    pub(crate) line: f32,
    /// Whether the next line has to be on the same page.
    pub(crate) with_next: bool,
}

/// Which lines are on each page, and how far below its top each begins.
pub(crate) fn pages(lines: &[Height], height: f32) -> Vec<Vec<(usize, f32)>> {
    let mut pages = vec![Vec::new()];
    let mut y = 0.0;
    for (at, line) in lines.iter().enumerate() {
        let group = lines[at..].iter().position(|it| !it.with_next).unwrap_or_default();
        let further: f32 = lines[at + 1..=at + group].iter().map(|it| it.above + it.line).sum();
        let is_first = pages.last().is_some_and(Vec::is_empty);
        let above = if is_first { 0.0 } else { line.above };
        if !is_first && y + above + line.line + further > height {
            pages.push(vec![(at, 0.0)]);
            y = line.line;
            continue;
        }
        pages.last_mut().expect("a page").push((at, y + above));
        y += above + line.line;
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: Height = Height { above: 0.0, line: 10.0, with_next: false };
    const TIED: Height = Height { with_next: true, ..LINE };
    const APART: Height = Height { above: 5.0, ..LINE };

    fn on(lines: &[Height]) -> Vec<Vec<(usize, f32)>> {
        pages(lines, 30.0)
    }

    #[test]
    fn a_page_is_filled_before_the_next_one() {
        assert_eq!(on(&[LINE; 4]), [vec![(0, 0.0), (1, 10.0), (2, 20.0)], vec![(3, 0.0)]]);
        assert_eq!(on(&[]), [vec![]]);
    }

    #[test]
    fn the_space_above_a_line_counts_within_a_page_only() {
        assert_eq!(on(&[APART, APART, APART]), [vec![(0, 0.0), (1, 15.0)], vec![(2, 0.0)]]);
    }

    #[test]
    fn lines_that_belong_together_go_to_the_next_page_together() {
        assert_eq!(on(&[LINE, TIED, TIED, LINE])[1], [(1, 0.0), (2, 10.0), (3, 20.0)]);
        let more_than_a_page = on(&[TIED, TIED, TIED, TIED, LINE]);
        assert_eq!(more_than_a_page.iter().map(Vec::len).sum::<usize>(), 5);
    }
}
