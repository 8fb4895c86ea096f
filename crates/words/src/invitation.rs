//! The mail by which a partner asks somebody to come together: a draft, to be changed as one likes.

use crate::Words;
use fluent_bundle::FluentArgs;
use opc_kernel::language::Lang;

/// What the mail has to tell.
#[derive(Debug, Clone, Copy)]
pub struct InvitationFacts<'a> {
    /// What is asked for: `customer`, `combined` or `partnership`.
    pub asks: &'a str,
    /// Name of who asks.
    pub partner: &'a str,
    /// Combined: name of the provider that is to sell.
    pub provider: &'a str,
    /// Whether who asks can sell by itself.
    pub sells: bool,
    /// Whether delegated administration is asked for as well.
    pub delegated_admin: bool,
    /// The personal link.
    pub link: &'a str,
}

/// Subject and text.
pub fn invitation(lang: Lang, of: &InvitationFacts<'_>) -> (String, String) {
    let w = Words::of(lang);
    let mut args = FluentArgs::new();
    args.set("partner", of.partner.to_owned());
    args.set("provider", of.provider.to_owned());
    args.set("admin", if of.delegated_admin { "yes" } else { "no" });
    args.set("sells", if of.sells { "yes" } else { "no" });
    args.set("link", of.link.to_owned());
    let part = |part: &str| w.text_with(&format!("invite-{}-{part}", of.asks), &args);
    (part("subject"), part("body"))
}
