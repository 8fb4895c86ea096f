//! A product with so many customers.

use crate::{Failure, client::Connection, server::Server};
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// Starts the product with `size` customers more than the demo has. What an earlier run has made
/// is used again.
pub(crate) fn of(
    binary: &Path,
    base: &Path,
    postgres: Option<&str>,
    size: u64,
) -> Result<Server, Failure> {
    let engine = if postgres.is_some() { "postgres" } else { "sqlite" };
    let folder = base.join(format!("search-{engine}-{size}"));
    std::fs::create_dir_all(&folder)?;
    let database: Vec<String> = match postgres {
        Some(server) => vec!["--database".to_owned(), server.replace("{size}", &size.to_string())],
        None => Vec::new(),
    };
    // The first start makes the demo programme, whose partner gets the customers.
    drop(Server::product(binary, &folder, &database)?);
    let seeded = Command::new(binary)
        .args(["seed", "--customers", &size.to_string(), "--data-dir"])
        .arg(&folder)
        .args(&database)
        .status()?;
    if !seeded.success() {
        return Err("opc seed failed".into());
    }
    Server::product(binary, &folder, &database)
}

/// The names of all customers, page by page.
pub(crate) async fn names(
    connection: &mut Connection,
    headers: &str,
) -> Result<Vec<String>, Failure> {
    let mut names = Vec::new();
    let mut next: Option<(String, String)> = None;
    loop {
        let (path, headers) = match &next {
            None => ("GET /v1/customers?size=500".to_owned(), headers.to_owned()),
            Some((uri, token)) => {
                (format!("GET /v1{uri}"), format!("{headers}MS-ContinuationToken: {token}\r\n"))
            }
        };
        let answer = connection.send(&path, &headers, "").await?;
        let page: Value = serde_json::from_slice(answer.body)?;
        for item in page["items"].as_array().ok_or("a page without items")? {
            let name = item["companyProfile"]["companyName"].as_str().unwrap_or_default();
            names.push(name.to_owned());
        }
        let link = &page["links"]["next"];
        let token = link["headers"][0]["value"].as_str();
        match (link["uri"].as_str(), token) {
            (Some(uri), Some(token)) => next = Some((uri.to_owned(), token.to_owned())),
            _ => return Ok(names),
        }
    }
}
