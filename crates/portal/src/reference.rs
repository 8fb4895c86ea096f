//! The API reference: an `OpenAPI` document as a page to read and print, without script.

use crate::shell::Shell;
use askama::Template;
use opc_words::Words;
use serde_json::Value;

/// The reference page.
#[derive(Debug, Clone, Template)]
#[template(path = "reference/api.html")]
pub struct ReferencePage {
    /// Words.
    pub w: Words,
    /// Frame.
    pub shell: Shell,
    /// Version of the API.
    pub version: String,
    /// Operations by tag.
    pub groups: Vec<Group>,
    /// Path of the document itself.
    pub document_href: String,
}

impl ReferencePage {
    /// The heading of a group: words for the tags of this product.
    pub fn area(&self, group: &Group) -> String {
        let key = format!("area-{}", group.name);
        if self.w.has(&key) { self.w.t(&key) } else { group.name.clone() }
    }
}

/// Operations with the same tag.
#[derive(Debug, Clone)]
pub struct Group {
    /// The tag.
    pub name: String,
    /// Operations, in the order of the document.
    pub operations: Vec<Operation>,
}

/// One operation.
#[derive(Debug, Clone)]
pub struct Operation {
    /// Name of its anchor.
    pub anchor: String,
    /// `GET`, `POST`, …
    pub method: String,
    /// Path with its parameters in braces.
    pub path: String,
    /// One line.
    pub summary: String,
    /// More.
    pub description: String,
    /// Parameters.
    pub parameters: Vec<Parameter>,
    /// Example or schema of the body, as JSON; empty if there is none.
    pub body: String,
    /// Status and what it means.
    pub answers: Vec<(String, String)>,
}

/// A parameter.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Name.
    pub name: String,
    /// `path`, `query` or `header`.
    pub place: String,
    /// Whether it has to be sent.
    pub required: bool,
    /// What it is.
    pub description: String,
}

const METHODS: [&str; 6] = ["get", "post", "put", "patch", "delete", "head"];

/// The operations of an `OpenAPI` document, by their first tag.
pub fn groups(document: &Value) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let paths = document.get("paths").and_then(Value::as_object);
    for (path, item) in paths.into_iter().flatten() {
        for method in METHODS {
            let Some(found) = item.get(method) else { continue };
            let tag = found.pointer("/tags/0").and_then(Value::as_str).unwrap_or("/").to_owned();
            let operation = operation(method, path, found);
            match groups.iter_mut().find(|group| group.name == tag) {
                Some(group) => group.operations.push(operation),
                None => groups.push(Group { name: tag, operations: vec![operation] }),
            }
        }
    }
    groups
}

fn operation(method: &str, path: &str, found: &Value) -> Operation {
    let list = found.get("parameters").and_then(Value::as_array);
    let answers = found.get("responses").and_then(Value::as_object);
    // One kind of body each: JSON or a form.
    let content = found.pointer("/requestBody/content").and_then(Value::as_object);
    let content = content.and_then(|kinds| kinds.values().next());
    let body = content.and_then(|c| c.get("example").or_else(|| c.get("schema")));
    let slug: String =
        path.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    Operation {
        anchor: format!("{method}{slug}"),
        method: method.to_uppercase(),
        path: path.to_owned(),
        summary: text(found, "summary"),
        description: text(found, "description"),
        parameters: list.into_iter().flatten().map(parameter).collect(),
        body: body.and_then(|b| serde_json::to_string_pretty(b).ok()).unwrap_or_default(),
        answers: answers
            .into_iter()
            .flatten()
            .map(|(status, answer)| (status.clone(), text(answer, "description")))
            .collect(),
    }
}

fn parameter(found: &Value) -> Parameter {
    Parameter {
        name: text(found, "name"),
        place: text(found, "in"),
        required: found.get("required").and_then(Value::as_bool).unwrap_or(false),
        description: text(found, "description"),
    }
}

fn text(value: &Value, name: &str) -> String {
    value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn operations_are_grouped_by_tag() {
        let document = json!({"paths": {
            "/v1/customers": {
                "get": {"tags": ["customers"], "summary": "List", "responses": {"200": {"description": "ok"}}},
                "post": {"tags": ["customers"], "summary": "Create",
                    "requestBody": {"content": {"application/json": {"example": {"a": 1}}}}}
            },
            "/v1/orders/{id}": {"get": {"tags": ["orders"],
                "parameters": [{"name": "id", "in": "path", "required": true}]}}
        }});
        let groups = groups(&document);
        assert_eq!(groups.len(), 2);
        assert_eq!(groups[0].operations[1].method, "POST");
        assert!(groups[0].operations[1].body.contains("\"a\": 1"));
        assert!(groups[1].operations[0].parameters[0].required);
        assert_eq!(groups[1].operations[0].anchor, "get-v1-orders--id-");
    }
}
