//! All pages.

use super::{
    account, customers, delegated_admin, home, imports, organisations, partners, relationships,
    selling, signin, tools, users, vetting, wizard,
};
use crate::language::Lang;
use askama::Template;
use opc_words::Words;

/// A page: its name and its HTML.
pub(crate) type Rendered = (String, String);

/// Every page in one language.
pub(crate) fn all(lang: Lang) -> Vec<Rendered> {
    let nouns = [
        account::pages,
        customers::pages,
        delegated_admin::pages,
        home::pages,
        imports::pages,
        organisations::pages,
        partners::pages,
        relationships::pages,
        selling::pages,
        signin::pages,
        tools::pages,
        users::pages,
        vetting::pages,
        wizard::pages,
    ];
    nouns.iter().flat_map(|pages| pages(Words::of(lang))).collect()
}

pub(super) fn html(name: impl Into<String>, page: &impl Template) -> Rendered {
    (name.into(), page.render().unwrap())
}
