//! Paths as clients write them, brought to the form the routes have.
//!
//! Runs before routing, so it wraps the router instead of being one of its layers:
//! `tower::ServiceBuilder::new().layer(normalise::layer(paths)).service(router)`.

use http::{Request, Uri, uri::PathAndQuery};
use std::collections::HashMap;
use std::sync::Arc;
use tower::util::MapRequestLayer;

/// The fixed segments of all routes.
///
/// Only these change their case. Everything else in a path is an id or a name, and some ids are
/// told apart by case.
#[derive(Debug, Clone, Default)]
pub struct Segments(Arc<HashMap<String, String>>);

impl Segments {
    /// The fixed segments of path templates such as `/v1/customers/{customer_id}`.
    pub fn of<'a>(templates: impl IntoIterator<Item = &'a str>) -> Self {
        let segments = templates.into_iter().flat_map(|path| path.split('/'));
        let fixed = segments.filter(|s| !s.is_empty() && !s.starts_with('{'));
        Self(Arc::new(fixed.map(|s| (s.to_ascii_lowercase(), s.to_owned())).collect()))
    }
    /// The path with its fixed segments as the routes spell them, single slashes and none at the
    /// end; `None` if it is so already or is not a path of the API.
    pub fn normalise(&self, path: &str) -> Option<String> {
        let segments = segments(path);
        if !are_of_the_api(&segments) {
            return None;
        }
        let mut tidy = String::with_capacity(path.len());
        for segment in segments {
            let known = self.0.get(&segment.to_ascii_lowercase());
            tidy.push('/');
            tidy.push_str(known.map_or(segment, String::as_str));
        }
        (tidy != path).then_some(tidy)
    }
}

/// Whether a request with this path is answered as the API answers: all its paths but the page on
/// which a person consents.
pub fn is_of_the_api(path: &str) -> bool {
    let segments = segments(path);
    let is_page = segments.last().is_some_and(|last| last.eq_ignore_ascii_case("authorize"));
    are_of_the_api(&segments) && !is_page || path == "/openapi.json"
}

fn segments(path: &str) -> Vec<&str> {
    path.split('/').filter(|segment| !segment.is_empty()).collect()
}

/// Portal pages keep their paths as they are; the token endpoints begin with the tenant.
fn are_of_the_api(segments: &[&str]) -> bool {
    let is = |at: usize, names: &[&str]| {
        segments.get(at).is_some_and(|s| names.iter().any(|name| s.eq_ignore_ascii_case(name)))
    };
    is(0, &["v1", "generatetoken"])
        || (is(0, &["webhooks", "auditactivity"]) && is(1, &["v1"]))
        || is(1, &["oauth2", ".well-known"])
        || (is(1, &["v2.0"]) && is(2, &[".well-known"]))
        || (is(1, &["discovery"]) && is(segments.len() - 1, &["keys"]))
}

/// The request with its path normalised; the query stays as it is.
pub fn request<B>(segments: &Segments, mut request: Request<B>) -> Request<B> {
    if let Some(path) = segments.normalise(request.uri().path()) {
        let query = request.uri().query().map_or_else(String::new, |query| format!("?{query}"));
        let mut parts = request.uri().clone().into_parts();
        // Every piece came out of a valid URI; if putting them together fails, the request stays.
        parts.path_and_query = PathAndQuery::try_from(format!("{path}{query}")).ok();
        if parts.path_and_query.is_some()
            && let Ok(uri) = Uri::from_parts(parts)
        {
            *request.uri_mut() = uri;
        }
    }
    request
}

/// The layer to put around the router.
pub fn layer<B>(
    segments: Segments,
) -> MapRequestLayer<impl FnMut(Request<B>) -> Request<B> + Clone> {
    MapRequestLayer::new(move |incoming| request(&segments, incoming))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{Router, body::Body, extract::Path, routing::get};
    use http_body_util::BodyExt as _;
    use tower::{Layer as _, ServiceExt as _};

    const ROUTES: [&str; 4] = [
        "/v1/customers",
        "/v1/customers/{customer_id}/users",
        "/v1/productUpgrades/{upgrade_id}",
        "/{tenant}/oauth2/v2.0/token",
    ];

    fn normal(path: &str) -> Option<String> {
        Segments::of(ROUTES).normalise(path)
    }

    #[test]
    fn doubled_slashes_and_those_at_the_end_are_one_or_none() {
        assert_eq!(normal("/v1//customers").as_deref(), Some("/v1/customers"));
        assert_eq!(normal("//v1///customers//").as_deref(), Some("/v1/customers"));
        assert_eq!(normal("/v1/customers/7/users/").as_deref(), Some("/v1/customers/7/users"));
    }

    #[test]
    fn fixed_segments_match_in_any_case_and_ids_keep_theirs() {
        let tidy = Some("/v1/productUpgrades/CFQ7ttc:0001");
        assert_eq!(normal("/V1/productupgrades/CFQ7ttc:0001").as_deref(), tidy);
        assert_eq!(normal("/v1/PRODUCTUPGRADES/CFQ7ttc:0001").as_deref(), tidy);
        let token = Some("/Contoso.Example/oauth2/v2.0/token");
        assert_eq!(normal("/Contoso.Example/OAuth2/V2.0/Token").as_deref(), token);
    }

    #[test]
    fn paths_of_the_portal_and_tidy_paths_stay() {
        for path in ["/", "/Customers//", "/customers/V1", "/v1/customers", "/assets//x.CSS"] {
            assert_eq!(normal(path), None, "{path}");
        }
    }

    #[tokio::test]
    async fn a_router_behind_the_layer_sees_the_tidy_path_and_the_whole_query() {
        let users = |Path(id): Path<String>, uri: Uri| async move {
            format!("{id}?{}", uri.query().unwrap_or_default())
        };
        let router: Router = Router::new().route(ROUTES[1], get(users));
        let app = layer(Segments::of(ROUTES)).layer(router);
        let asked = Request::get("/v1//Customers/A%20b/USERS/?size=0&null=&Filter=%7B%7D");
        let answer = app.oneshot(asked.body(Body::empty()).unwrap()).await.unwrap();
        let body = answer.into_body().collect().await.unwrap().to_bytes();
        assert_eq!(body, "A b?size=0&null=&Filter=%7B%7D");
    }
}
