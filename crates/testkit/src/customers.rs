//! A customer that keeps every rule, to be changed by one thing at a time.

use crate::{Tenant, TestApp, programme};
use opc_core::access::Role;
use serde_json::{Value, json};

impl TestApp {
    /// A customer of a partner, which administers it: the tenant, with an application and a global
    /// administrator who has a second factor.
    pub async fn customer_of(&self, partner: &Tenant, prefix: &str) -> Tenant {
        let agent = partner.as_user(self, Role::AdminAgent).await;
        let mut body = new_customer(prefix);
        body["allowDelegatedAccess"] = true.into();
        let added = agent.post("/v1/customers", &body).await;
        assert_eq!(added.status, 201, "{}", added.text);
        self.staffed(added.json["id"].as_str().expect("an id"), prefix).await
    }

    /// Gives a customer that has been added an application and such an administrator.
    pub async fn staffed(&self, customer: &str, prefix: &str) -> Tenant {
        self.staffed_with(customer, prefix, Role::GlobalAdmin).await
    }

    /// Gives an organisation that has been made an application and a person with this role.
    pub async fn staffed_with(&self, organisation: &str, prefix: &str, role: Role) -> Tenant {
        let id = organisation.parse().expect("an id");
        let (core, domain) = (self.core.clone(), format!("{prefix}.partnercenter.example"));
        let made = tokio::task::spawn_blocking(move || programme::staffed(&core, id, domain, role));
        made.await.expect("a thread").expect("an organisation")
    }
}

/// The body of `POST /v1/customers` for a company in Tokyo.
pub fn new_customer(prefix: &str) -> Value {
    json!({
        "companyProfile": { "domain": format!("{prefix}.onmicrosoft.com") },
        "billingProfile": {
            "culture": "ja-JP",
            "email": "info@hinode.example",
            "language": "ja",
            "companyName": "日の出製作所株式会社",
            "defaultAddress": {
                "firstName": "太郎",
                "lastName": "山田",
                "addressLine1": "丸の内1-1-1",
                "city": "千代田区",
                "state": "東京都",
                "postalCode": "100-0005",
                "country": "JP",
                "phoneNumber": "03-1234-5678"
            }
        }
    })
}

/// The fields of the *Account info* page for the same company, the agreement attested.
pub fn account_form(prefix: &str) -> Vec<(&'static str, String)> {
    let fields = [
        ("country", "JP"),
        ("company-name", "日の出製作所株式会社"),
        ("postal-code", "100-0005"),
        ("state", "東京都"),
        ("city", "千代田区"),
        ("address-line-1", "丸の内1-1-1"),
        ("first-name", "太郎"),
        ("last-name", "山田"),
        ("email", "info@hinode.example"),
        ("phone", "03-1234-5678"),
        ("culture", "ja-JP"),
        ("language", "ja"),
        ("agreement", "attested"),
        ("agreement-attested", "on"),
        ("agreement-date", "2026-11-19"),
    ];
    let mut form: Vec<_> = fields.iter().map(|(n, v)| (*n, (*v).to_owned())).collect();
    form.push(("domain-prefix", prefix.to_owned()));
    form
}
