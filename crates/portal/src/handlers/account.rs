//! Pages of this area.

use super::routes::Pages;

/// The pages of this area.
pub(super) fn pages() -> Pages {
    Pages::default()
}
