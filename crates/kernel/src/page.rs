//! Keyset pages: a limit and the place to go on from, never an offset.

/// How many rows a page may have. At least 1, at most the list's own maximum.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageSize(u32);

impl PageSize {
    /// The size asked for, cut to `max`; 0 or nothing means `default` (`reference/wire.md`, Requests).
    pub fn new(asked: Option<u32>, default: u32, max: u32) -> Self {
        match asked {
            None | Some(0) => Self(default.min(max)),
            Some(n) => Self(n.min(max)),
        }
    }
    /// Rows on a page.
    pub const fn rows(self) -> usize {
        self.0 as usize
    }
}

/// One page and, if there are more rows, the key of its last row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T, K> {
    /// The rows, in the list's total order.
    pub items: Vec<T>,
    /// Where the next page starts: after this key. `None` on the last page.
    pub next: Option<K>,
}

impl<T, K> Page<T, K> {
    /// A page from `size + 1` fetched rows: the extra row only proves that there is a next page.
    pub fn from_fetched(mut items: Vec<T>, size: PageSize, key: impl Fn(&T) -> K) -> Self {
        let more = items.len() > size.rows();
        items.truncate(size.rows());
        let next = if more { items.last().map(key) } else { None };
        Self { items, next }
    }
    /// The same page with its rows turned into something else.
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U, K> {
        Page { items: self.items.into_iter().map(f).collect(), next: self.next }
    }
}
