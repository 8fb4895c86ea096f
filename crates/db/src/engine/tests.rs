//! What the embedded engine promises to each use case of a group.

use crate::{Access, Db, DbError, Options, Pending, Statement, Tx, Url};
use std::{
    future::Future,
    hash::{BuildHasher as _, RandomState},
    path::{Path, PathBuf},
    pin::pin,
    sync::mpsc,
    task::{Context, Poll, Waker},
    thread,
    time::Duration,
};

// Not registered with the program's own statements, of which every one is prepared on both engines.
static STORE: Statement =
    Statement::new("INSERT INTO settings (name, value) VALUES ($1, $1)", file!(), line!());
static NAMES: Statement =
    Statement::new("SELECT name FROM settings ORDER BY name", file!(), line!());
/// Its first word is not one of those that write: only the engine itself can tell.
static HIDDEN: Statement = Statement::new(
    "WITH one AS (SELECT 1) INSERT INTO settings (name, value) VALUES ('smuggled', '')",
    file!(),
    line!(),
);

/// A migrated database in a folder that goes with the test.
struct Home {
    db: Db,
    folder: PathBuf,
}

impl Home {
    fn new() -> Self {
        let folder =
            std::env::temp_dir().join(format!("opc-db-{}", RandomState::new().hash_one(0)));
        let db = open(&folder);
        Self { db, folder }
    }
    /// The names that are stored, in order.
    fn names(&self) -> Vec<String> {
        names(&self.db)
    }
    /// The names a database opened afresh on the same file finds.
    fn names_on_disk(&self) -> Vec<String> {
        names(&open(&self.folder))
    }
    /// Makes the writer busy until the answer is dropped, so that what is queued meanwhile is
    /// committed with it as one group.
    fn hold(&self) -> Held {
        let (started, has_started) = mpsc::channel();
        let (release, released) = mpsc::channel::<()>();
        let answer = self.db.run(Access::Write, move |tx| {
            started.send(()).expect("the test waits");
            // The end of the channel is the sign to go on.
            let _ = released.recv();
            store(tx, "first")
        });
        has_started.recv().expect("the writer has begun");
        Held { answer, _release: release }
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

struct Held {
    answer: Pending<(), DbError>,
    _release: mpsc::Sender<()>,
}

impl Held {
    fn let_go(self) -> Pending<(), DbError> {
        self.answer
    }
}

fn open(folder: &Path) -> Db {
    let url = Url::Sqlite(folder.join("opc.db"));
    Db::open(&url, Options { connections: 2 }).expect("a database")
}

fn store(tx: &mut Tx<'_>, name: &str) -> Result<(), DbError> {
    tx.execute(&STORE, &[name.into()])?;
    Ok(())
}

fn seen(tx: &mut Tx<'_>) -> Result<Vec<String>, DbError> {
    tx.all(&NAMES, &[], |r| r.take())
}

fn names(db: &Db) -> Vec<String> {
    db.run_blocking(Access::Read, seen).expect("the names")
}

/// Waits for an answer without a runtime.
fn wait<T>(answer: impl Future<Output = T>) -> T {
    let mut answer = pin!(answer);
    let mut cx = Context::from_waker(Waker::noop());
    for _ in 0..10_000 {
        if let Poll::Ready(done) = answer.as_mut().poll(&mut cx) {
            return done;
        }
        thread::sleep(Duration::from_millis(1));
    }
    panic!("no answer");
}

fn refused(name: &'static str) -> impl FnMut(&mut Tx<'_>) -> Result<(), DbError> + Send + 'static {
    move |tx| {
        store(tx, name)?;
        Err(DbError::Contention)
    }
}

#[test]
fn a_group_keeps_the_others_when_one_of_them_fails() {
    let home = Home::new();
    let held = home.hold();
    let before = home.db.run(Access::Write, |tx| store(tx, "before"));
    let fails = home.db.run(Access::Write, refused("failed"));
    let after = home.db.run(Access::Write, |tx| store(tx, "later"));
    wait(held.let_go()).expect("the first of the group");
    wait(before).expect("what came before the failure");
    assert!(matches!(wait(fails), Err(DbError::Contention)), "its own error comes back");
    wait(after).expect("what came after the failure");
    assert_eq!(home.names(), ["before", "first", "later"]);
    assert_eq!(home.names_on_disk(), ["before", "first", "later"]);
}

#[test]
fn a_group_keeps_the_others_when_one_of_them_panics() {
    let home = Home::new();
    let held = home.hold();
    let panics = home.db.run(Access::Write, |tx| -> Result<(), DbError> {
        store(tx, "panicked")?;
        panic!("out of luck")
    });
    let after = home.db.run(Access::Write, |tx| store(tx, "later"));
    wait(held.let_go()).expect("the first of the group");
    let Err(DbError::Panicked(words)) = wait(panics) else { panic!("it panicked") };
    assert_eq!(words, "out of luck");
    wait(after).expect("what came after the panic");
    assert_eq!(home.names(), ["first", "later"]);
    home.db.run_blocking(Access::Write, |tx| store(tx, "next")).expect("the writer lives");
}

#[test]
fn a_group_keeps_the_others_when_a_statement_of_one_is_refused() {
    let home = Home::new();
    let held = home.hold();
    let twice = home.db.run(Access::Write, |tx| {
        store(tx, "twice")?;
        store(tx, "twice")
    });
    let after = home.db.run(Access::Write, |tx| store(tx, "later"));
    wait(held.let_go()).expect("the first of the group");
    assert!(matches!(wait(twice), Err(DbError::Statement { .. })));
    wait(after).expect("what came after it");
    assert_eq!(home.names(), ["first", "later"]);
}

#[test]
fn one_of_a_group_sees_what_those_before_it_did_but_not_what_was_undone() {
    let home = Home::new();
    let held = home.hold();
    let fails = home.db.run(Access::Write, refused("undone"));
    let looks = home.db.run(Access::Write, |tx| {
        let found = seen(tx)?;
        store(tx, "looked")?;
        Ok::<_, DbError>(found)
    });
    wait(held.let_go()).expect("the first of the group");
    assert!(wait(fails).is_err());
    assert_eq!(wait(looks).expect("what it saw"), ["first"]);
}

#[test]
fn readers_see_nothing_of_a_group_before_it_is_committed() {
    let home = Home::new();
    let held = home.hold();
    let later = home.db.run(Access::Write, |tx| store(tx, "later"));
    assert!(home.names().is_empty());
    wait(held.let_go()).expect("the first of the group");
    wait(later).expect("the rest");
    assert_eq!(home.names(), ["first", "later"], "whoever has the answer finds the rows");
}

#[test]
fn a_use_case_whose_caller_has_gone_away_is_done_all_the_same() {
    let home = Home::new();
    let held = home.hold();
    drop(home.db.run(Access::Write, |tx| store(tx, "unheard")));
    wait(held.let_go()).expect("the first of the group");
    home.db.run_blocking(Access::Write, |_| Ok::<_, DbError>(())).expect("the writer is idle");
    assert_eq!(home.names(), ["first", "unheard"]);
}

#[test]
fn nested_work_that_fails_undoes_only_itself() {
    let home = Home::new();
    let written = home.db.run_blocking(Access::Write, |tx| {
        store(tx, "outer")?;
        let inner: Result<(), DbError> = tx.nested(|tx| {
            store(tx, "inner")?;
            Err(DbError::Contention)
        });
        assert!(inner.is_err());
        tx.nested(|tx| store(tx, "second"))?;
        Ok::<_, DbError>(tx.written().to_vec())
    });
    assert_eq!(written.expect("the outer work"), ["settings"]);
    assert_eq!(home.names(), ["outer", "second"]);
}

#[test]
fn nested_work_inside_nested_work_undoes_only_the_innermost() {
    let home = Home::new();
    let done = home.db.run_blocking(Access::Write, |tx| {
        tx.nested(|tx| {
            store(tx, "outer")?;
            let inner: Result<(), DbError> = tx.nested(|tx| {
                store(tx, "inner")?;
                Err(DbError::Contention)
            });
            assert!(inner.is_err());
            store(tx, "still outer")
        })
    });
    done.expect("the outer work");
    assert_eq!(home.names(), ["outer", "still outer"]);
}

#[test]
fn nested_work_that_was_kept_goes_with_the_work_around_it() {
    let home = Home::new();
    let done: Result<(), DbError> = home.db.run_blocking(Access::Write, |tx| {
        tx.nested(|tx| store(tx, "inner"))?;
        Err(DbError::Contention)
    });
    assert!(done.is_err());
    assert!(home.names().is_empty());
}

#[test]
fn a_refused_statement_in_nested_work_leaves_the_rest_usable() {
    let home = Home::new();
    let done = home.db.run_blocking(Access::Write, |tx| {
        store(tx, "outer")?;
        assert!(tx.nested(|tx| store(tx, "outer")).is_err(), "it is there already");
        store(tx, "later")
    });
    done.expect("the outer work");
    assert_eq!(home.names(), ["later", "outer"]);
}

#[test]
fn only_the_tables_that_were_really_written_count_as_written() {
    let home = Home::new();
    let written = home.db.run_blocking(Access::Write, |tx| {
        let inner: Result<(), DbError> = tx.nested(|tx| {
            store(tx, "inner")?;
            Err(DbError::Contention)
        });
        assert!(inner.is_err());
        Ok::<_, DbError>(tx.written().to_vec())
    });
    assert!(written.expect("the outer work").is_empty(), "it was undone");
}

#[test]
fn a_read_cannot_write() {
    let home = Home::new();
    let tried = home.db.run_blocking(Access::Read, |tx| store(tx, "smuggled"));
    assert!(matches!(tried, Err(DbError::WriteInRead("settings"))), "{tried:?}");
    let nested = home.db.run_blocking(Access::Read, |tx| tx.nested(|tx| store(tx, "smuggled")));
    assert!(matches!(nested, Err(DbError::WriteInRead("settings"))), "{nested:?}");
    assert!(home.names().is_empty());
}

#[test]
fn a_write_the_statement_hides_is_refused_by_the_engine() {
    let home = Home::new();
    let tried = home.db.run_blocking(Access::Read, |tx| tx.execute(&HIDDEN, &[]));
    assert!(matches!(tried, Err(DbError::Statement { .. })), "{tried:?}");
    assert!(home.names().is_empty());
}

#[test]
fn a_panic_in_a_read_leaves_the_reader_alive() {
    let home = Home::new();
    for _ in 0..5 {
        let done: Result<(), DbError> =
            home.db.run_blocking(Access::Read, |_| panic!("out of luck"));
        assert!(matches!(done, Err(DbError::Panicked(_))));
    }
    assert!(home.names().is_empty());
}
