//! Loading the demo data into an empty database.

use super::{customers, output::Demo};
use crate::{
    failure::Failure,
    programme::{self, FirstPasswords, Made, Plan, Texts},
};
use opc_core::{
    Core, Cx, Fault,
    access::Request,
    integrity,
    secrets::{hash_password, random_token},
};
use std::path::Path;

const LOADED: &str = "demo-loaded";

/// Loads the demo data unless it is there, and answers who can sign in.
pub(crate) fn load(core: &Core, data_dir: &Path) -> Result<Demo, Failure> {
    let base_url = core.settings().base_url.clone();
    if ask(core, "demo-loaded", |cx| integrity::milestone(cx, LOADED))? {
        let mut demo = Demo::read(data_dir)?;
        if demo.base_url != base_url {
            demo.base_url = base_url;
            demo.write(data_dir)?;
        }
        return Ok(demo);
    }
    if !ask(core, "demo-loaded", integrity::is_new)? {
        return Err(Failure::setting("demo", "the database holds other data"));
    }
    let demo = make(core, base_url)?;
    // The secrets are in the file before the database says that it is complete.
    demo.write(data_dir)?;
    act(core, "demo-loaded", |cx| integrity::reach(cx, LOADED))?;
    Ok(demo)
}

fn make(core: &Core, base_url: String) -> Result<Demo, Failure> {
    let plan = Plan::read(&Texts::Embedded(core.settings().cloud))?;
    let text =
        random_token().chars().filter(char::is_ascii_alphanumeric).take(16).collect::<String>();
    let passwords = FirstPasswords::Shared { hash: hash_password(&text), text };
    let mut made = programme::make(core, &plan, passwords.clone())?;
    let customer_tenant = customers::make(core, &plan.customers, &mut made, &passwords)?;
    let tenants = made.into_iter().map(|m| m.tenant).chain(customer_tenant).collect();
    Ok(Demo { base_url, tenants })
}

pub(super) fn find<'a>(made: &'a [Made], key: &str) -> Result<&'a Made, Failure> {
    made.iter().find(|m| m.key == key).ok_or_else(|| Failure::setting("demo", key))
}

pub(super) fn act<T: Send + 'static>(
    core: &Core,
    what: &str,
    work: impl Fn(&mut Cx<'_, '_>) -> Result<T, Fault> + Send + 'static,
) -> Result<T, Failure> {
    core.write_blocking(Request::system(), work).map_err(Failure::fault(what))
}

fn ask<T: Send + 'static>(
    core: &Core,
    what: &str,
    work: impl Fn(&mut Cx<'_, '_>) -> Result<T, Fault> + Send + 'static,
) -> Result<T, Failure> {
    core.read_blocking(Request::system(), work).map_err(Failure::fault(what))
}
