//! How pages look. The language is switched by `?lang=` on any page.

use super::{
    forms::Posted,
    frame::Answer,
    paths,
    routes::{Gate, Pages},
    session,
    sign_in::set_cookie,
};
use crate::shell::Theme;

/// The pages of this area.
pub(super) fn pages() -> Pages {
    Pages::default().post("/theme", Gate::ANYONE, theme)
}

async fn theme(form: Posted) -> Answer {
    let theme = Theme::from_key(form.typed().get("theme"));
    let mut response = form.go(paths::local(form.typed().get("return")).unwrap_or("/"));
    set_cookie(&mut response, session::keep(&form.portal, session::THEME, theme.key()));
    Ok(response)
}
