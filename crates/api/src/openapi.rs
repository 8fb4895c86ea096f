//! The published description of the API: `OpenAPI` 3.1, made from the table of operations.

use crate::operation::{Operation, SchemaOf};
use opc_wire::resources::{ApiFault, ThrottleFault};
use schemars::{SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};
use std::fmt::Display;

const JSON: &str = "application/json";
const FORM: &str = "application/x-www-form-urlencoded";

/// The failures any operation may answer: status, component, what it means.
const FAILURES: [(&str, &str, &str); 10] = [
    ("400", "Invalid", "The request is not valid; data names the members."),
    ("401", "Unauthorized", "No valid access token."),
    ("403", "Forbidden", "The caller may not do this."),
    ("404", "NotFound", "There is no such resource for this caller."),
    ("409", "Conflict", "The state of the resource does not allow this."),
    ("413", "TooLarge", "The body is too large."),
    ("415", "UnsupportedType", "The body is not JSON."),
    ("429", "Throttled", "Too many requests; Retry-After says when to come back."),
    ("500", "ServiceError", "The service failed."),
    ("503", "Unavailable", "The service cannot answer now; Retry-After says when it may."),
];

/// The request headers any operation takes: component, name, kind, what it does.
const HEADERS: [(&str, &str, &str, &str); 3] = [
    (
        "RequestId",
        "MS-RequestId",
        "uuid",
        "Names the request. A repeated id is a repeated request.",
    ),
    ("CorrelationId", "MS-CorrelationId", "uuid", "Names the chain of requests."),
    ("Locale", "X-Locale", "", "The language of texts, such as ja-JP."),
];

/// The document. `base_url` is where clients reach the service, without `/v1`.
pub fn document<S, P: Display>(operations: &[Operation<S, P>], base_url: &str) -> Value {
    let base = base_url.trim_end_matches('/');
    let mut generator = generator();
    let mut paths = Map::new();
    for operation in operations {
        let described = describe(operation, &mut generator);
        let path = paths.entry(operation.path).or_insert_with(|| json!({}));
        path[operation.method.as_str().to_lowercase()] = described;
    }
    generator.subschema_for::<ApiFault>();
    generator.subschema_for::<ThrottleFault>();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Open Partner Center",
            "version": "v1",
            "description": "Paths match in any case, as do member names of request bodies. Unknown members and query parameters are ignored.",
        },
        "servers": [{ "url": base }],
        "security": [{ "oauth": [] }, { "bearer": [] }],
        "tags": tags(operations),
        "paths": paths,
        "components": {
            "schemas": generator.take_definitions(true),
            "securitySchemes": security_schemes(base),
            "parameters": parameters(),
            "headers": response_headers(),
            "responses": failures(),
        },
    })
}

fn generator() -> SchemaGenerator {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.meta_schema = None;
    });
    settings.for_serialize().into_generator()
}

fn tags<S, P>(operations: &[Operation<S, P>]) -> Value {
    let mut areas: Vec<_> = operations.iter().map(|o| o.area).collect();
    areas.sort_unstable();
    areas.dedup();
    areas.into_iter().map(|area| json!({ "name": area })).collect()
}

fn describe<S, P: Display>(operation: &Operation<S, P>, generator: &mut SchemaGenerator) -> Value {
    let mut described = json!({
        "operationId": operation_id(operation),
        "summary": operation.summary,
        "tags": [operation.area],
        "parameters": operation_parameters(operation),
        "responses": responses(operation, generator),
        "x-opc-permission": operation.permission.to_string(),
        "x-opc-scope": operation.scope,
        "x-opc-mfa": operation.mfa,
        "x-opc-idempotent": operation.idempotent,
        "x-opc-app-only": operation.app_only,
        "x-opc-editions": operation.editions.iter().map(|cloud| cloud.name()).collect::<Vec<_>>(),
    });
    if operation.scope == "public" {
        described["security"] = json!([]);
    }
    let bodies = [(JSON, operation.request), (FORM, operation.form)];
    for (kind, schema) in bodies.into_iter().filter_map(|(kind, body)| Some((kind, body?))) {
        described["requestBody"] =
            json!({ "required": true, "content": content(kind, schema, generator) });
    }
    if !operation.file.is_empty() {
        let bytes = json!({ "schema": { "type": "string", "format": "binary" } });
        let kinds = operation.file.iter().map(|kind| ((*kind).to_owned(), bytes.clone()));
        described["requestBody"] =
            json!({ "required": true, "content": kinds.collect::<serde_json::Map<_, _>>() });
    }
    described
}

/// `get_v1_customers_customer_id`: unique because method and path are.
fn operation_id<S, P>(operation: &Operation<S, P>) -> String {
    let words = operation.path.split(|c: char| !c.is_ascii_alphanumeric());
    let words = words.filter(|word| !word.is_empty());
    words.fold(operation.method.as_str().to_lowercase(), |id, word| format!("{id}_{word}"))
}

fn content(kind: &str, schema: SchemaOf, generator: &mut SchemaGenerator) -> Value {
    json!({ kind: { "schema": schema(generator).to_value() } })
}

fn operation_parameters<S, P>(operation: &Operation<S, P>) -> Vec<Value> {
    let mut all = Vec::new();
    for segment in operation.path.split('/') {
        if let Some(name) = segment.strip_prefix('{').and_then(|s| s.strip_suffix('}')) {
            let name = name.trim_start_matches('*');
            let text = json!({ "type": "string" });
            all.push(json!({ "name": name, "in": "path", "required": true, "schema": text }));
        }
    }
    for query in operation.query {
        all.push(json!({
            "name": query.name,
            "in": "query",
            "description": query.about,
            "schema": { "type": query.kind },
        }));
        if query.name == "seekOperation" {
            all.push(reference("parameters", "ContinuationToken"));
        }
    }
    if matches!(operation.method, http::Method::PUT | http::Method::PATCH) {
        all.push(reference("parameters", "IfMatch"));
    }
    all.extend(HEADERS.map(|(component, ..)| reference("parameters", component)));
    all
}

fn responses<S, P>(operation: &Operation<S, P>, generator: &mut SchemaGenerator) -> Value {
    let mut all = Map::new();
    for (status, component, _) in FAILURES {
        all.insert(status.to_owned(), reference("responses", component));
    }
    for (status, schema) in operation.responses {
        let reason = http::StatusCode::from_u16(*status).ok().and_then(|s| s.canonical_reason());
        let mut headers = id_headers();
        if matches!(status, 201 | 202) {
            headers["Location"] = reference("headers", "Location");
        }
        if schema.is_some() && *status < 300 {
            headers["ETag"] = reference("headers", "ETag");
        }
        let mut answer = json!({ "description": reason.unwrap_or("Answer"), "headers": headers });
        if let Some(schema) = schema {
            answer["content"] = content(JSON, *schema, generator);
        } else if let Some(kind) = operation.answers_file {
            answer["content"] = json!({ kind: { "schema": { "type": "string" } } });
        }
        all.insert(status.to_string(), answer);
    }
    all.into()
}

fn reference(kind: &str, name: &str) -> Value {
    json!({ "$ref": format!("#/components/{kind}/{name}") })
}

fn id_headers() -> Value {
    json!({
        "MS-RequestId": reference("headers", "RequestId"),
        "MS-CorrelationId": reference("headers", "CorrelationId"),
    })
}

fn failures() -> Value {
    let mut all = Map::new();
    for (status, component, about) in FAILURES {
        let throttled = status == "429";
        let schema = reference("schemas", if throttled { "ThrottleFault" } else { "ApiFault" });
        let mut headers = id_headers();
        if throttled || status == "503" {
            headers["Retry-After"] = reference("headers", "RetryAfter");
        }
        let answer = json!({
            "description": about,
            "headers": headers,
            "content": { "application/json": { "schema": schema } },
        });
        all.insert(component.to_owned(), answer);
    }
    all.into()
}

fn parameters() -> Value {
    let header = |name: &str, about: &str, schema: Value| json!({ "name": name, "in": "header", "description": about, "schema": schema });
    let text = || json!({ "type": "string" });
    let mut all = Map::new();
    for (component, name, format, about) in HEADERS {
        let mut schema = text();
        if !format.is_empty() {
            schema["format"] = format.into();
        }
        all.insert(component.to_owned(), header(name, about, schema));
    }
    let version = "The version to change; attributes.etag in the body does the same.";
    all.insert("IfMatch".to_owned(), header("If-Match", version, text()));
    let place = "Where to go on, from the headers of the link to the next page.";
    all.insert("ContinuationToken".to_owned(), header("MS-ContinuationToken", place, text()));
    all.into()
}

fn response_headers() -> Value {
    let header = |about: &str, schema: Value| json!({ "description": about, "schema": schema });
    let (text, guid) = (json!({ "type": "string" }), json!({ "type": "string", "format": "uuid" }));
    json!({
        "RequestId": header("The id of the request, as sent or as made.", guid.clone()),
        "CorrelationId": header("The id of the chain of requests.", guid),
        "ETag": header("The version of the resource, where it has one.", text.clone()),
        "Location": header("Where the resource is, relative to the service.", text),
        "RetryAfter": header("Seconds to wait.", json!({ "type": "integer" })),
    })
}

fn security_schemes(base: &str) -> Value {
    let flow = json!({ "tokenUrl": format!("{base}/common/oauth2/v2.0/token"), "scopes": {} });
    json!({
        "oauth": { "type": "oauth2", "flows": { "clientCredentials": flow } },
        "bearer": { "type": "http", "scheme": "bearer", "bearerFormat": "JWT" },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::{Query, router};
    use axum::routing::{get, post};
    use http::Method;
    use opc_wire::resources::{Customer, Order, ResourceCollection, Subscription};

    const QUERY: &[Query] =
        &[Query::number("size", "Rows on a page."), Query::text("seekOperation", "Which page.")];

    fn list() -> Operation<()> {
        Operation {
            method: Method::GET,
            path: "/v1/customers",
            summary: "List customers",
            area: "customers",
            permission: "customers-read",
            scope: "own",
            editions: opc_core::access::Cloud::ALL,
            app_only: true,
            mfa: false,
            idempotent: false,
            query: QUERY,
            request: None,
            file: &[],
            form: None,
            responses: &[(
                200,
                Some(SchemaGenerator::subschema_for::<ResourceCollection<Customer>>),
            )],
            answers_file: None,
            handler: || get(async || "list"),
        }
    }

    fn operations() -> Vec<Operation<()>> {
        let create = Operation {
            method: Method::POST,
            summary: "Create a customer",
            idempotent: true,
            mfa: true,
            query: &[],
            request: Some(SchemaGenerator::subschema_for::<Customer>),
            responses: &[(201, Some(SchemaGenerator::subschema_for::<Customer>))],
            handler: || post(async || "create"),
            ..list()
        };
        let change = Operation {
            method: Method::PATCH,
            path: "/v1/customers/{customer_id}/orders/{order_id}",
            area: "orders",
            request: Some(SchemaGenerator::subschema_for::<Order>),
            responses: &[(200, Some(SchemaGenerator::subschema_for::<Subscription>)), (204, None)],
            handler: || axum::routing::patch(async || "change"),
            ..list()
        };
        vec![list(), create, change]
    }

    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(members) => {
                let here = members.get("$ref").and_then(Value::as_str);
                found.extend(here.map(ToOwned::to_owned));
                members.values().for_each(|v| references(v, found));
            }
            Value::Array(items) => items.iter().for_each(|v| references(v, found)),
            _ => {}
        }
    }

    #[test]
    fn every_reference_of_the_document_leads_somewhere() {
        let document = document(&operations(), "https://opc.example/");
        let mut found = Vec::new();
        references(&document, &mut found);
        assert!(found.len() > 40);
        for reference in found {
            let place = reference.strip_prefix('#').unwrap();
            assert!(document.pointer(place).is_some(), "{reference}");
        }
    }

    #[test]
    fn component_names_are_names_and_operation_ids_differ() {
        let document = document(&operations(), "https://opc.example");
        for kind in ["schemas", "responses", "parameters", "headers"] {
            for name in document["components"][kind].as_object().unwrap().keys() {
                let fits = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
                assert!(name.chars().all(fits), "{name}");
            }
        }
        let operations = operations();
        let ids: std::collections::HashSet<_> = operations.iter().map(operation_id).collect();
        assert_eq!(ids.len(), operations.len());
        assert!(ids.contains("patch_v1_customers_customer_id_orders_order_id"));
    }

    #[test]
    fn an_operation_says_who_may_call_it_and_with_what() {
        let document = document(&operations(), "https://opc.example");
        let create = &document["paths"]["/v1/customers"]["post"];
        assert_eq!(create["x-opc-permission"], "customers-read");
        assert_eq!(
            (&create["x-opc-mfa"], &create["x-opc-idempotent"]),
            (&json!(true), &json!(true))
        );
        let schema = &create["requestBody"]["content"]["application/json"]["schema"];
        assert_eq!(*schema, reference("schemas", "Customer"));
        assert_eq!(
            create["responses"]["201"]["headers"]["Location"],
            reference("headers", "Location")
        );
        let order = &document["paths"]["/v1/customers/{customer_id}/orders/{order_id}"]["patch"];
        let named = |p: &Value| p["in"] == "path" && p["required"] == true;
        let parameters = order["parameters"].as_array().unwrap();
        assert_eq!(parameters.iter().filter(|p| named(p)).count(), 2);
        assert!(parameters.contains(&reference("parameters", "IfMatch")));
    }

    #[test]
    fn operations_on_one_path_share_a_route() {
        let _ = router(&operations(), |_, handler| handler);
    }
}
