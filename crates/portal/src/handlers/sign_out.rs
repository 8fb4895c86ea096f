//! The way out.

use super::{
    forms::Posted,
    frame::{Answer, Visitor},
    paths,
    routes::{Gate, Pages},
    session,
    sign_in::set_cookie,
};
use crate::{language::with_query, signin::SignOutEverywherePage};
use axum::response::Response;
use opc_core::{Fault, identity};

/// The pages of this area.
pub(super) fn pages() -> Pages {
    Pages::default()
        .post("/p/{tenant}/sign-out", Gate::SIGNED_IN, sign_out)
        .get("/p/{tenant}/sign-out-everywhere", Gate::SIGNED_IN, ask)
        .post("/p/{tenant}/sign-out-everywhere", Gate::SIGNED_IN, sign_out_everywhere)
}

async fn sign_out(form: Posted) -> Answer {
    let ended = form.try_write(identity::sign_out).await;
    gone(&form, ended)
}

async fn ask(visitor: Visitor) -> Answer {
    visitor.owes_nothing()?;
    Ok(visitor.page(&SignOutEverywherePage { w: visitor.w, shell: visitor.shell("") }))
}

async fn sign_out_everywhere(form: Posted) -> Answer {
    let ended = form.try_write(identity::sign_out_everywhere).await;
    gone(&form, ended)
}

fn is_link(path: &str) -> bool {
    ["/i/", "/a/"].iter().any(|start| path.starts_with(start))
}

/// Removes the cookie. A session that ended in the meantime is as good.
fn gone(form: &Posted, ended: Result<(), Fault>) -> Answer {
    if let Err(fault) = ended
        && fault != Fault::SignedOut
    {
        return Err(form.refuse(fault));
    }
    // From a personal link: back to it, to be read with another account.
    let link = paths::local(form.typed().get("next")).filter(|path| is_link(path));
    let mut response: Response =
        form.go(&with_query(link.unwrap_or("/sign-in"), "done", "signed-out"));
    set_cookie(&mut response, session::end(&form.portal));
    Ok(response)
}
