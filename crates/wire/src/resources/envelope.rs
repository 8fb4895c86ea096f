//! What surrounds every resource: attributes, links, collections.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A resource that says what it is and which version of it this is.
pub trait Resource: Serialize + JsonSchema {
    /// `attributes.objectType`.
    const OBJECT_TYPE: &'static str;
    /// Its attributes, once set.
    fn attributes(&self) -> Option<&Attributes>;
    /// Its attributes, to be set.
    fn attributes_mut(&mut self) -> &mut Option<Attributes>;
    /// The resource with its object type and, if it has versions, its version.
    #[must_use]
    fn marked(mut self, etag: Option<String>) -> Self
    where
        Self: Sized,
    {
        let object_type = Some(Self::OBJECT_TYPE.to_owned());
        *self.attributes_mut() = Some(Attributes { etag, object_type });
        self
    }
}

shape! {
    /// What kind of object a resource is, and which version of it.
    #[derive(Eq)]
    Attributes {
        /// The version; sent back with an update so that it changes only what was seen.
        etag: String,
        /// The name of the resource type.
        object_type: String,
    }
}

/// A header to send along when a link is followed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct LinkHeader {
    /// The header's name.
    pub key: String,
    /// The header's value.
    pub value: String,
}

/// Where a related resource is. `RequestLink` in client libraries.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Link {
    /// A reference relative to the service, without `/v1`. Absent where there is only a label.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uri: Option<String>,
    /// The HTTP method to follow it with.
    pub method: String,
    /// Headers to follow it with. Always an array, often empty.
    pub headers: Vec<LinkHeader>,
}

impl Link {
    /// A link to follow with GET and no headers.
    pub fn get(uri: impl Into<String>) -> Self {
        Self { uri: Some(uri.into()), method: "GET".to_owned(), headers: Vec::new() }
    }
    /// The same link with one more header.
    #[must_use]
    pub fn with_header(mut self, key: &str, value: &str) -> Self {
        self.headers.push(LinkHeader { key: key.to_owned(), value: value.to_owned() });
        self
    }
}

shape! {
    /// The links of a resource or of a page. The last page has no `next`.
    #[derive(Eq)]
    ResourceLinks {
        /// The resource itself.
        #[serde(rename = "self")]
        self_link: Link,
        /// The next page.
        next: Link,
        /// The previous page.
        previous: Link,
    }
}

impl ResourceLinks {
    /// Only the link to the resource itself.
    pub fn only_self(uri: impl Into<String>) -> Self {
        Self { self_link: Some(Link::get(uri)), ..Self::default() }
    }
}

/// The attributes of a collection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct CollectionAttributes {
    /// Always `Collection`.
    pub object_type: String,
}

impl Default for CollectionAttributes {
    fn default() -> Self {
        Self { object_type: "Collection".to_owned() }
    }
}

/// A page of a list, or a whole list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "ResourceCollectionOf{T}")]
pub struct ResourceCollection<T> {
    /// How many resources there are: on this page for seek paging, altogether for offset paging.
    pub total_count: u64,
    /// The resources.
    pub items: Vec<T>,
    /// This page, the next and the previous one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub links: Option<ResourceLinks>,
    /// Always `Collection`.
    #[serde(default)]
    pub attributes: CollectionAttributes,
}

impl<T> ResourceCollection<T> {
    /// A list that is answered whole.
    pub fn whole(items: Vec<T>) -> Self {
        let total_count = items.len() as u64;
        Self { total_count, items, links: None, attributes: CollectionAttributes::default() }
    }
}
