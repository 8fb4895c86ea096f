//! Every page, declared once: the router and the printed list come from the same lines.

use super::around;
use axum::{
    Extension, Router,
    extract::DefaultBodyLimit,
    handler::Handler,
    middleware,
    routing::{self, MethodRouter},
};
use opc_core::{
    Core,
    access::{Cloud, Permission},
};
use serde::{Serialize, Serializer};
use std::sync::Arc;

/// Most bytes of a posted form.
const FORM_BYTES: usize = 256 * 1024;

/// What the portal needs besides the product.
#[derive(Debug, Clone, Default)]
pub struct PortalOptions {
    /// The `OpenAPI` document, for the API reference.
    pub openapi: Arc<serde_json::Value>,
    /// Where that document is served.
    pub openapi_href: String,
    /// Accounts the sign-in page of a sandbox offers.
    pub demo_accounts: Vec<DemoAccount>,
}

/// An account of the sandbox whose password is no secret.
#[derive(Debug, Clone)]
pub struct DemoAccount {
    /// Sign-in name.
    pub user_name: String,
    /// Password.
    pub password: String,
    /// Its roles.
    pub roles: opc_core::access::RoleSet,
    /// Name of its organisation.
    pub organisation: String,
}

/// The state of every handler.
#[derive(Debug, Clone)]
pub(super) struct Portal {
    pub(super) core: Core,
    pub(super) options: Arc<PortalOptions>,
}

impl Portal {
    /// Whether browsers reach the portal by TLS: decides names and marks of cookies.
    pub(super) fn is_secure(&self) -> bool {
        self.core.settings().base_url.starts_with("https://")
    }
}

/// Who a page is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum PageScope {
    /// Everybody.
    Anyone,
    /// Whoever is signed in, even before a temporary password has been changed.
    SignedIn,
    /// People of the organisation in the path.
    Tenant,
}

/// A page, as `opc routes` prints it.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct PageRoute {
    /// `GET` or `POST`.
    pub method: &'static str,
    /// Path with parameters in braces.
    pub path: &'static str,
    /// What one must be allowed to do.
    #[serde(serialize_with = "permission_name")]
    pub permission: Option<Permission>,
    /// Who it is for.
    pub scope: PageScope,
    /// Whether a second factor is asked for.
    pub mfa: bool,
    /// The editions that have it.
    #[serde(serialize_with = "cloud_names")]
    pub editions: &'static [Cloud],
}

fn cloud_names<S: Serializer>(of: &'static [Cloud], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(of.iter().map(|cloud| cloud.name()))
}

#[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "as serde calls it")]
fn permission_name<S: Serializer>(of: &Option<Permission>, to: S) -> Result<S::Ok, S::Error> {
    of.map(|permission| permission.rule().name).serialize(to)
}

/// What stands in front of a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Gate {
    pub(super) scope: PageScope,
    pub(super) permission: Option<Permission>,
}

impl Gate {
    /// Open to everybody.
    pub(super) const ANYONE: Self = Self { scope: PageScope::Anyone, permission: None };
    /// Open to whoever is signed in; see [`PageScope::SignedIn`].
    pub(super) const SIGNED_IN: Self = Self { scope: PageScope::SignedIn, permission: None };

    /// Open to people of the tenant in the path who may do `permission`.
    pub(super) const fn needs(permission: Permission) -> Self {
        Self { scope: PageScope::Tenant, permission: Some(permission) }
    }
}

/// Pages of one area.
#[derive(Default)]
pub(super) struct Pages {
    list: Vec<PageRoute>,
    router: Router<Portal>,
}

impl Pages {
    /// A page to look at. The handler takes a [`Visitor`](super::frame::Visitor).
    pub(super) fn get<H, T>(self, path: &'static str, gate: Gate, handler: H) -> Self
    where
        H: Handler<T, Portal>,
        T: 'static,
    {
        self.add("GET", path, gate, routing::get(handler))
    }
    /// A form to send. The handler takes a [`Posted`](super::forms::Posted) form.
    pub(super) fn post<H, T>(self, path: &'static str, gate: Gate, handler: H) -> Self
    where
        H: Handler<T, Portal>,
        T: 'static,
    {
        self.add("POST", path, gate, routing::post(handler))
    }

    /// A form with a file of at most `most` bytes. The handler takes an
    /// [`Upload`](super::forms::Upload).
    pub(super) fn upload<H, T>(
        self,
        path: &'static str,
        gate: Gate,
        most: usize,
        handler: H,
    ) -> Self
    where
        H: Handler<T, Portal>,
        T: 'static,
    {
        let limit = DefaultBodyLimit::max(most + FORM_BYTES);
        self.add("POST", path, gate, routing::post(handler).layer(limit))
    }

    fn add(
        mut self,
        method: &'static str,
        path: &'static str,
        gate: Gate,
        route: MethodRouter<Portal>,
    ) -> Self {
        let Gate { scope, permission } = gate;
        let mfa = permission.is_some_and(|p| p.rule().mfa);
        let feature = permission.and_then(Permission::feature);
        let editions = feature.map_or(Cloud::ALL, |feature| feature.row().clouds);
        self.list.push(PageRoute { method, path, permission, scope, mfa, editions });
        self.router = self.router.route(path, route.layer(Extension(gate)));
        self
    }
    pub(super) fn and(mut self, other: Self) -> Self {
        self.list.extend(other.list);
        self.router = self.router.merge(other.router);
        self
    }
}

fn all() -> Pages {
    Pages::default()
        .and(super::sign_in::pages())
        .and(super::sign_out::pages())
        .and(super::authorize::pages())
        .and(super::device::pages())
        .and(super::preferences::pages())
        .and(super::hub::pages())
        .and(super::help::pages())
        .and(super::customers::pages())
        .and(super::requests::pages())
        .and(super::invited::pages())
        .and(super::own_partners::pages())
        .and(super::partners::pages())
        .and(super::imports::pages())
        .and(super::reviews::pages())
        .and(super::agreements::pages())
        .and(super::wizard::pages())
        .and(super::account::pages())
        .and(super::delegated_admin::pages())
        .and(super::organisations::pages())
        .and(super::users::pages())
        .and(super::activity::pages())
        .and(super::mailbox::pages())
        .and(super::palette::pages())
        .and(super::reference::pages())
}

/// Every page of the portal, for the printed list and for the tests of who may open what.
pub fn pages() -> Vec<PageRoute> {
    all().list
}

/// The portal: pages, assets, and a page for addresses that lead nowhere.
pub fn router(core: Core, options: PortalOptions) -> Router {
    let portal = Portal { core, options: Arc::new(options) };
    all()
        .router
        .merge(crate::assets::router())
        .fallback(super::errors::not_found)
        .method_not_allowed_fallback(super::errors::not_found)
        .layer(DefaultBodyLimit::max(FORM_BYTES))
        .layer(middleware::from_fn_with_state(portal.clone(), around::around))
        .with_state(portal)
}
