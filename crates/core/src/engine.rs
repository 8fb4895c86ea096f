//! The open product: a database, keys and a clock, and the two ways to run a use case.

use crate::{
    Clock, Cx, Fault, Settings,
    access::{Caller, Request, resolve},
    customers::Shelf,
    guesses::Guesses,
    identity::SigningKeys,
    ids::IdSource,
    secrets::Keyring,
};
use opc_db::{Access, Db};
use std::sync::Arc;

/// An answer that is on its way: a future, whatever the runtime.
pub type Pending<T> = opc_db::Pending<T, Fault>;

/// What every use case shares.
#[derive(Debug)]
pub struct Env {
    /// Settings of the deployment.
    pub settings: Settings,
    /// Who was wrong how often.
    pub guesses: Guesses,
    pub(crate) keyring: Keyring,
    pub(crate) signing: SigningKeys,
    pub(crate) ids: IdSource,
    pub(crate) shelf: Shelf,
}

/// What is needed to open the product.
#[derive(Debug)]
pub struct Setup {
    /// Where the data is.
    pub database: opc_db::Url,
    /// Threads of the database.
    pub db_options: opc_db::Options,
    /// Key of everything sealed; the same on every node.
    pub keyring: Keyring,
    /// Settings of the deployment.
    pub settings: Settings,
    /// The clock.
    pub clock: Clock,
}

/// The product, open for use. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Core {
    db: Db,
    env: Arc<Env>,
    clock: Clock,
}

impl Core {
    /// Opens the database, migrates it, checks the master key and loads the signing keys.
    pub fn open(setup: Setup) -> Result<Self, Fault> {
        let db = Db::open(&setup.database, setup.db_options)?;
        let env = Env {
            settings: setup.settings,
            guesses: Guesses::default(),
            keyring: setup.keyring,
            signing: SigningKeys::default(),
            ids: IdSource::default(),
            shelf: Shelf::default(),
        };
        let core = Self { db, env: Arc::new(env), clock: setup.clock };
        core.write_blocking(Request::system(), crate::secrets::check_master_key)?;
        core.write_blocking(Request::system(), crate::customers::forget_foreign_feed)?;
        crate::identity::refresh_signing_keys(&core)?;
        Ok(core)
    }

    /// Runs a use case that only looks.
    pub fn read<T: Send + 'static>(
        &self,
        request: Request,
        work: impl Fn(&mut Cx<'_, '_>) -> Result<T, Fault> + Send + 'static,
    ) -> Pending<T> {
        let (env, clock) = (Arc::clone(&self.env), self.clock.clone());
        self.db.run(Access::Read, move |tx| {
            let mut cx = Cx::new(tx, &env, clock.now(), request.correlation);
            enter(&mut cx, &request)?;
            work(&mut cx)
        })
    }

    /// Runs a use case that changes something. It commits if it answers `Ok` and has recorded an
    /// event; it may run more than once, so its effects outside are rows of the outbox.
    pub fn write<T: Send + 'static>(
        &self,
        request: Request,
        work: impl Fn(&mut Cx<'_, '_>) -> Result<T, Fault> + Send + 'static,
    ) -> Pending<T> {
        let (env, clock) = (Arc::clone(&self.env), self.clock.clone());
        self.db.run(Access::Write, move |tx| {
            audited(&mut Cx::new(tx, &env, clock.now(), request.correlation), &request, &work)
        })
    }

    /// [`Core::read`] for a thread that may wait.
    pub fn read_blocking<T: Send + 'static>(
        &self,
        request: Request,
        work: impl Fn(&mut Cx<'_, '_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let (env, clock) = (Arc::clone(&self.env), self.clock.clone());
        self.db.run_blocking(Access::Read, move |tx| {
            let mut cx = Cx::new(tx, &env, clock.now(), request.correlation);
            enter(&mut cx, &request)?;
            work(&mut cx)
        })
    }

    /// [`Core::write`] for a thread that may wait.
    pub fn write_blocking<T: Send + 'static>(
        &self,
        request: Request,
        work: impl Fn(&mut Cx<'_, '_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let (env, clock) = (Arc::clone(&self.env), self.clock.clone());
        self.db.run_blocking(Access::Write, move |tx| {
            audited(&mut Cx::new(tx, &env, clock.now(), request.correlation), &request, &work)
        })
    }

    /// Settings of the deployment.
    pub fn settings(&self) -> &Settings {
        &self.env.settings
    }
    /// The clock.
    pub fn clock(&self) -> &Clock {
        &self.clock
    }
    /// What use cases share.
    pub fn env(&self) -> &Env {
        &self.env
    }
}

fn enter(cx: &mut Cx<'_, '_>, request: &Request) -> Result<(), Fault> {
    if !matches!(request.caller, Caller::Anonymous) {
        let actor = resolve(cx, &request.caller)?;
        cx.act_as(actor);
    }
    Ok(())
}

fn audited<T>(
    cx: &mut Cx<'_, '_>,
    request: &Request,
    work: &impl Fn(&mut Cx<'_, '_>) -> Result<T, Fault>,
) -> Result<T, Fault> {
    enter(cx, request)?;
    let answer = work(cx)?;
    if cx.forgot_the_feed() {
        return Err(Fault::Internal("an account was written without a line in its feed".into()));
    }
    let unaudited = cx.unaudited();
    if unaudited.is_empty() {
        Ok(answer)
    } else {
        Err(Fault::Internal(format!("write without an event: {}", unaudited.join(", "))))
    }
}
