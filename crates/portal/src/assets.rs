//! Style sheet and scripts, embedded, under URLs that change with their content.

use axum::{
    Router,
    extract::Path,
    response::{IntoResponse, Response},
    routing::get,
};
use http::{HeaderValue, StatusCode, header};
use include_dir::{Dir, include_dir};
use std::sync::OnceLock;

static FILES: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets");

/// A file a browser loads once and keeps.
#[derive(Debug)]
pub struct Asset {
    name: &'static str,
    kind: &'static str,
    body: String,
    url: String,
}

/// The URL of an asset by its plain name, such as `opc.css`; an unknown name gives an empty text.
pub fn url(name: &str) -> &'static str {
    debug_assert!(all().iter().any(|a| a.name == name), "no asset {name}");
    all().iter().find(|a| a.name == name).map_or("", |a| &a.url)
}

/// `GET /assets/{hash}/{name}`: cached for a year, since another content has another URL.
pub fn router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new().route("/assets/{hash}/{name}", get(serve))
}

async fn serve(Path((hash, name)): Path<(String, String)>) -> Response {
    let wanted = format!("/assets/{hash}/{name}");
    let Some(asset) = all().iter().find(|a| a.url == wanted) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(asset.kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
    ];
    (headers, asset.body.as_str()).into_response()
}

fn all() -> &'static [Asset] {
    static ALL: OnceLock<Vec<Asset>> = OnceLock::new();
    ALL.get_or_init(|| {
        vec![
            asset("opc.css", "text/css; charset=utf-8", sheet()),
            asset("opc.js", "text/javascript; charset=utf-8", text("opc.js").to_owned()),
            asset("htmx.min.js", "text/javascript; charset=utf-8", text("htmx.min.js").to_owned()),
            asset("icon.svg", "image/svg+xml", text("icon.svg").to_owned()),
        ]
    })
}

fn asset(name: &'static str, kind: &'static str, body: String) -> Asset {
    let url = format!("/assets/{:016x}/{name}", fnv(body.as_bytes()));
    Asset { name, kind, body, url }
}

fn text(name: &str) -> &'static str {
    let file = FILES.get_file(name).and_then(include_dir::File::contents_utf8);
    debug_assert!(file.is_some(), "no asset file {name}");
    file.unwrap_or_default()
}

/// The style sheet: the files of `css/` in the order of their names.
fn sheet() -> String {
    let mut parts: Vec<_> = FILES.get_dir("css").into_iter().flat_map(Dir::files).collect();
    parts.sort_by_key(|f| f.path());
    parts.iter().filter_map(|f| f.contents_utf8()).collect()
}

/// FNV-1a. It only has to change when the content changes; nobody can choose the content.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::Request;
    use tower::ServiceExt;

    async fn fetch(path: &str) -> Response {
        let request = Request::get(path).body(axum::body::Body::empty()).unwrap();
        router::<()>().oneshot(request).await.unwrap()
    }

    #[tokio::test]
    async fn an_asset_may_be_kept_for_ever() {
        let answer = fetch(url("opc.css")).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()[header::CONTENT_TYPE], "text/css; charset=utf-8");
        assert!(answer.headers()[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
    }

    #[tokio::test]
    async fn another_hash_is_not_found() {
        assert_eq!(fetch("/assets/0000000000000000/opc.css").await.status(), StatusCode::NOT_FOUND);
    }

    #[test]
    fn layers_are_declared_first() {
        assert!(sheet().trim_start().starts_with("@layer tokens, base, components, pages;"));
    }
}
