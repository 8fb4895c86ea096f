//! What the deployment decides and the business needs to know.

use crate::{access::Cloud, vetting::ReviewPolicy};

/// Settings of a deployment.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Suffix of new customers' primary domains, without a leading dot.
    pub domain_suffix: String,
    /// Suffixes accepted in requests; the first part of such a domain is the prefix.
    pub accepted_suffixes: Vec<String>,
    /// The operator's own mail domain: never a customer's contact (`domain/02`, Contact email).
    pub operator_domain: String,
    /// The URL the deployment is reached by, without a trailing slash.
    pub base_url: String,
    /// Whether this is a sandbox: password grant, mailbox page, one-time codes on the sign-in page.
    pub demo: bool,
    /// Which new customers the operator verifies (`domain/02`, After creation).
    pub customer_review: ReviewPolicy,
    /// Days the answer to a request id is kept, so that a repeat gets the same one.
    pub request_days: i64,
    /// Which edition this is (`domain/01` §4).
    pub cloud: Cloud,
    /// Where people are managed in an edition that does not do it itself.
    pub directory_portal: Option<String>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            domain_suffix: "partnercenter.example".into(),
            accepted_suffixes: vec!["partnercenter.example".into(), "onmicrosoft.com".into()],
            operator_domain: "operator.example".into(),
            base_url: "http://127.0.0.1:8080".into(),
            demo: false,
            customer_review: ReviewPolicy::default(),
            request_days: 7,
            cloud: Cloud::default(),
            directory_portal: None,
        }
    }
}

impl Settings {
    /// The prefix of a requested domain: the domain itself if it has no dot, otherwise what
    /// stands before an accepted suffix. `None` for a foreign domain.
    pub fn domain_prefix<'a>(&self, domain: &'a str) -> Option<&'a str> {
        if !domain.contains('.') {
            return Some(domain);
        }
        self.accepted_suffixes.iter().find_map(|suffix| {
            let at = domain.len().checked_sub(suffix.len() + 1)?;
            let (prefix, rest) = domain.split_at_checked(at)?;
            rest.strip_prefix('.')?.eq_ignore_ascii_case(suffix).then_some(prefix)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_what_stands_before_a_suffix_of_ours() {
        let settings = Settings::default();
        for (domain, prefix) in [
            ("contoso", Some("contoso")),
            ("contoso.partnercenter.example", Some("contoso")),
            ("contoso.OnMicrosoft.com", Some("contoso")),
            ("contoso.example", None),
            ("onmicrosoft.com", None),
            // As long as one of ours, and what stands where its dot would be has several bytes.
            ("xénmicrosoft.com", None),
            ("青葉onmicrosoft.com", None),
        ] {
            assert_eq!(settings.domain_prefix(domain), prefix, "{domain}");
        }
    }
}
