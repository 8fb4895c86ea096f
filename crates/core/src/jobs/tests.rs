//! The queue on a real database, with a clock that is moved.

use super::{Claimed, Step, claim, fail, finish, progress, request_housekeeping, step};
use crate::{Clock, Core, Cx, Fault, Settings, Setup, access::Request, secrets::Keyring};
use opc_db::sql;
use opc_kernel::id::{Id, SessionId, UserId};

struct App {
    core: Core,
    clock: Clock,
    // Dropped last: the database lives in it.
    _dir: tempfile::TempDir,
}

impl App {
    fn open() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let clock = Clock::default();
        let core = Core::open(Setup {
            database: format!("sqlite:{}", dir.path().join("opc.db").display()).parse().unwrap(),
            db_options: crate::DbOptions::default(),
            keyring: Keyring::new(&[1; 32]),
            settings: Settings::default(),
            clock: clock.clone(),
        });
        Self { core: core.unwrap(), clock, _dir: dir }
    }
    fn write<T: Send + 'static>(
        &self,
        work: impl Fn(&mut Cx<'_, '_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        self.core.write_blocking(Request::system(), work)
    }
    fn later(&self, seconds: i64) {
        self.clock.move_to(self.clock.now().plus_seconds(seconds));
    }
    fn claim(&self) -> Option<Claimed> {
        self.write(claim).unwrap()
    }
}

#[test]
fn one_round_of_housekeeping_is_queued_at_a_time() {
    let app = App::open();
    assert!(app.write(request_housekeeping).unwrap().is_some());
    assert_eq!(app.write(request_housekeeping).unwrap(), None);
    assert!(app.claim().is_some());
    assert_eq!(app.write(request_housekeeping).unwrap(), None);
    assert_eq!(app.claim(), None, "one worker at a time");
}

#[test]
fn a_job_whose_worker_has_gone_silent_goes_on_at_its_cursor_and_the_old_worker_is_refused() {
    let app = App::open();
    app.write(request_housekeeping).unwrap();
    let mut first = app.claim().unwrap();
    first.cursor = "mails".into();
    first.done = 3;
    let held = first.clone();
    app.write(move |cx| progress(cx, &held)).unwrap();

    app.later(59);
    assert_eq!(app.claim(), None, "the lease was renewed and still runs");
    app.later(2);
    let second = app.claim().unwrap();
    assert_eq!((second.cursor.as_str(), second.done, second.attempt), ("mails", 3, 2));

    let late = first.clone();
    assert_eq!(app.write(move |cx| progress(cx, &late)), Err(Fault::Stale));
    assert_eq!(app.write(move |cx| finish(cx, &first)), Err(Fault::Stale));
    assert_eq!(app.write(move |cx| finish(cx, &second)), Ok(()));
    assert_eq!(app.claim(), None);
}

#[test]
fn a_job_that_fails_waits_and_is_given_up_after_the_tenth_time() {
    let app = App::open();
    app.write(request_housekeeping).unwrap();
    for attempt in 1..=10 {
        let held = app.claim().unwrap();
        assert_eq!(held.attempt, attempt);
        assert_eq!(app.write(move |cx| fail(cx, &held)), Ok(attempt < 10));
        assert_eq!(app.claim(), None, "it waits first");
        app.later(3601);
    }
    assert_eq!(app.claim(), None);
}

#[test]
fn housekeeping_forgets_every_expired_session_in_bounded_steps_and_keeps_the_others() {
    let app = App::open();
    app.write(|cx| {
        for n in 0..1203_i64 {
            insert_session(cx, n)?;
        }
        request_housekeeping(cx)
    })
    .unwrap();
    app.later(100);
    let mut held = app.claim().unwrap();
    let mut steps = 0;
    loop {
        let piece = held.clone();
        steps += 1;
        match app.write(move |cx| step(cx, &piece)).unwrap() {
            Step::More(further) => held = further,
            Step::Done => break,
        }
    }
    // Three for the sessions (500, 500, 200), one for each of the eight other kinds.
    assert_eq!(steps, 11);
    let left = app.core.read_blocking(Request::system(), |cx| {
        cx.first(sql!("SELECT count(*) FROM sessions"), &[], |r| r.take::<i64>())
    });
    assert_eq!(left, Ok(Some(3)));
}

/// The first 1200 end in a minute, the rest in an hour.
fn insert_session(cx: &mut Cx<'_, '_>, n: i64) -> Result<(), Fault> {
    let lives = if n < 1200 { 60 } else { 3600 };
    let (id, token) = (cx.new_id::<SessionId>(), crate::secrets::digest(&n.to_be_bytes()));
    cx.execute(
        sql!(
            "INSERT INTO sessions (id, token_hash, user_id, epoch, csrf, mfa_at, created_at, seen_at, expires_at)
             VALUES ($1, $2, $3, 0, '', NULL, $4, $4, $5)"
        ),
        &[
            id.into(),
            token.as_slice().into(),
            UserId::from_uuid(uuid::Uuid::nil()).into(),
            cx.now().into(),
            cx.now().plus_seconds(lives).into(),
        ],
    )?;
    Ok(())
}
