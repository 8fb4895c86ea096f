//! SQL statements, written once for both engines and known to the prepare-all test.

use crate::error::Location;
use std::sync::OnceLock;

/// Every statement of the program, collected at link time.
#[linkme::distributed_slice]
pub static STATEMENTS: [Statement];

/// One portable SQL text with `$1` parameters.
#[derive(Debug)]
pub struct Statement {
    text: &'static str,
    at: Location,
    numbered: OnceLock<String>,
    target: OnceLock<Option<&'static str>>,
}

impl Statement {
    /// Use [`sql!`](crate::sql), which also registers the statement.
    #[must_use]
    pub const fn new(text: &'static str, file: &'static str, line: u32) -> Self {
        let at = Location { file, line };
        Self { text, at, numbered: OnceLock::new(), target: OnceLock::new() }
    }
    /// The text as PostgreSQL takes it.
    pub const fn text(&self) -> &'static str {
        self.text
    }
    /// Where it is written.
    pub const fn location(&self) -> Location {
        self.at
    }
    /// The text as SQLite takes it. There `$1` would be a *name*, bound in order of appearance;
    /// `?1` is a number. A list of ids is a table there, not an array.
    pub fn numbered(&self) -> &str {
        let numbered = || self.run().replace("= ANY($", "IN rarray($").replace('$', "?");
        self.numbered.get_or_init(numbered)
    }
    #[cfg(not(debug_assertions))]
    fn run(&self) -> &str {
        self.text
    }
    /// `cargo xtask predicates` takes predicates away one by one, to see whether a test minds:
    /// `OPC_MUTANT` is the location of a statement, a line break, and the text to run instead.
    /// `OPC_STATEMENTS` is a file to which the locations of all that run are added.
    #[cfg(debug_assertions)]
    fn run(&self) -> std::borrow::Cow<'static, str> {
        if let Some(path) = std::env::var_os("OPC_STATEMENTS") {
            let file = std::fs::OpenOptions::new().create(true).append(true).open(path);
            let _ = file.and_then(|mut file| {
                std::io::Write::write_all(&mut file, format!("{}\n", self.at).as_bytes())
            });
        }
        let mutant = std::env::var("OPC_MUTANT").unwrap_or_default();
        match mutant.split_once('\n') {
            Some((at, text)) if at == self.at.to_string() => text.to_owned().into(),
            _ => self.text.into(),
        }
    }
    /// The table it writes to; `None` for a query.
    pub fn target(&self) -> Option<&'static str> {
        *self.target.get_or_init(|| target(self.text))
    }
}

fn target(text: &'static str) -> Option<&'static str> {
    let mut words = text.split(|c: char| c.is_whitespace() || c == '(').filter(|w| !w.is_empty());
    while let Some(word) = words.next() {
        match word {
            "INSERT" | "REPLACE" | "DELETE" => {
                return words.find(|word| matches!(*word, "INTO" | "FROM")).and(words.next());
            }
            "UPDATE" => return words.next(),
            "SELECT" => return None,
            _ => {}
        }
    }
    None
}

/// Makes a statement and registers it: `tx.first(sql!("SELECT name FROM users WHERE id = $1"), …)`.
#[macro_export]
macro_rules! sql {
    ($text:expr) => {{
        #[$crate::linkme::distributed_slice($crate::STATEMENTS)]
        #[linkme(crate = $crate::linkme)]
        static STATEMENT: $crate::Statement = $crate::Statement::new($text, file!(), line!());
        &STATEMENT
    }};
}

#[cfg(test)]
mod tests {
    use super::target;

    #[test]
    fn the_written_table_is_found_and_a_query_writes_nowhere() {
        assert_eq!(target("INSERT INTO users(id) VALUES ($1)"), Some("users"));
        assert_eq!(target("UPDATE users SET a = 1"), Some("users"));
        assert_eq!(target("REPLACE INTO users (id) VALUES ($1)"), Some("users"));
        assert_eq!(target("INSERT OR REPLACE INTO users (id) VALUES ($1)"), Some("users"));
        assert_eq!(target("\n  DELETE FROM users WHERE a = 1"), Some("users"));
        assert_eq!(target("SELECT a FROM users FOR UPDATE"), None);
    }
}
