//! The member names a type knows, collected from its JSON schema once per type.

use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::Value;
use std::any::TypeId;
use std::collections::HashMap;
use std::sync::{Arc, OnceLock, PoisonError, RwLock};

/// The names of a whole type: its root and the named types inside, which may be recursive.
#[derive(Debug, Default)]
pub(super) struct Names {
    pub(super) root: Node,
    defs: HashMap<String, Node>,
}

/// What is known of one place. Alternatives (`anyOf` and its kin) are merged: a member is known if
/// any alternative knows it, and the typed step decides.
#[derive(Debug, Default)]
pub(super) struct Node {
    members: HashMap<String, (String, Node)>,
    items: Option<Box<Node>>,
    refs: Vec<String>,
    open: bool,
}

impl Names {
    /// The names of `T`.
    pub(super) fn of<T: JsonSchema + 'static>() -> Arc<Self> {
        static SEEN: OnceLock<RwLock<HashMap<TypeId, Arc<Names>>>> = OnceLock::new();
        let seen = SEEN.get_or_init(RwLock::default);
        let id = TypeId::of::<T>();
        if let Some(names) = seen.read().unwrap_or_else(PoisonError::into_inner).get(&id) {
            return Arc::clone(names);
        }
        let names = Arc::new(Self::collect::<T>());
        seen.write().unwrap_or_else(PoisonError::into_inner).insert(id, Arc::clone(&names));
        names
    }

    fn collect<T: JsonSchema>() -> Self {
        let schema = SchemaSettings::draft2020_12()
            .for_deserialize()
            .into_generator()
            .into_root_schema_for::<T>();
        let defs = schema.get("$defs").and_then(Value::as_object);
        let defs = defs.into_iter().flatten().map(|(name, def)| (name.clone(), Node::of(def)));
        Self { defs: defs.collect(), root: Node::of(schema.as_value()) }
    }

    /// The canonical name of a member and what is known inside it; `None` if nobody knows it.
    pub(super) fn member<'a>(&'a self, node: &'a Node, lower: &str) -> Option<(&'a str, &'a Node)> {
        if let Some((name, inside)) = node.members.get(lower) {
            return Some((name, inside));
        }
        self.referred(node).find_map(|node| self.member(node, lower))
    }
    /// What is known of the items of an array here.
    pub(super) fn items<'a>(&'a self, node: &'a Node) -> Option<&'a Node> {
        node.items.as_deref().or_else(|| self.referred(node).find_map(|node| self.items(node)))
    }
    /// Whether members of any name are kept here, as in a map.
    pub(super) fn is_open(&self, node: &Node) -> bool {
        node.open || self.referred(node).any(|node| self.is_open(node))
    }
    fn referred<'a>(&'a self, node: &'a Node) -> impl Iterator<Item = &'a Node> {
        node.refs.iter().filter_map(|name| self.defs.get(name))
    }
}

impl Node {
    fn of(schema: &Value) -> Self {
        let mut node = Self::default();
        node.merge(schema);
        node
    }

    fn merge(&mut self, schema: &Value) {
        let Some(schema) = schema.as_object() else {
            self.open |= schema == &Value::Bool(true);
            return;
        };
        self.open |= schema.is_empty();
        self.open |= schema.get("additionalProperties").is_some_and(|more| more != false);
        if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
            self.refs.push(reference.rsplit('/').next().unwrap_or(reference).to_owned());
        }
        for (name, inside) in
            schema.get("properties").and_then(Value::as_object).into_iter().flatten()
        {
            let known = self.members.entry(name.to_lowercase());
            known.or_insert_with(|| (name.clone(), Self::default())).1.merge(inside);
        }
        if let Some(items) = schema.get("items") {
            self.items.get_or_insert_default().merge(items);
        }
        for key in ["allOf", "anyOf", "oneOf"] {
            for one in schema.get(key).and_then(Value::as_array).into_iter().flatten() {
                self.merge(one);
            }
        }
    }
}
