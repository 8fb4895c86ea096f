//! From the bodies of requests to the account form.

use opc_core::{Settings, customers::AccountForm};
use opc_kernel::{country::Country, language::Culture};
use opc_wire::resources::{Address, Customer, CustomerBillingProfile};

/// A ticked box.
const ON: &str = "on";

/// The form of a customer to be added, and the reseller it names.
///
/// Over the API nobody can be asked whether a warning is right, so warnings count as confirmed.
pub(crate) fn of_customer(
    customer: Customer,
    settings: &Settings,
) -> (AccountForm, Option<String>) {
    let company = customer.company_profile.unwrap_or_default();
    let profile = customer.billing_profile.unwrap_or_default();
    let domain = company.domain.unwrap_or_default();
    let administered = customer.enable_gdap_by_default == Some(true)
        || customer.allow_delegated_access == Some(true);
    let mut form = of_billing(profile);
    if form.company_name.is_empty() {
        form.company_name = company.company_name.unwrap_or_default();
    }
    // A foreign domain stays as it is: its dots break the rule of prefixes, which says so.
    let prefix = settings.domain_prefix(domain.trim()).unwrap_or(&domain);
    prefix.clone_into(&mut form.domain_prefix);
    form.registration_id = company.organization_registration_number.unwrap_or_default();
    form.admin_access = if administered { ON.to_owned() } else { String::new() };
    (form, customer.associated_partner_id.filter(|id| !id.trim().is_empty()))
}

/// The form of a bill-to profile. Culture and language that are missing are the country's own.
pub(crate) fn of_billing(profile: CustomerBillingProfile) -> AccountForm {
    let address = profile.default_address.unwrap_or_default();
    let Address { country, city, state, address_line1, address_line2, postal_code, .. } = address;
    let country = country.unwrap_or_default();
    let (culture, language) = tongue(&country, profile.culture, profile.language);
    AccountForm {
        company_name: profile.company_name.unwrap_or_default(),
        address_line_1: address_line1.unwrap_or_default(),
        address_line_2: address_line2.unwrap_or_default(),
        city: city.unwrap_or_default(),
        state: state.unwrap_or_default(),
        postal_code: postal_code.unwrap_or_default(),
        first_name: address.first_name.or(profile.first_name).unwrap_or_default(),
        last_name: address.last_name.or(profile.last_name).unwrap_or_default(),
        email: profile.email.unwrap_or_default(),
        phone: address.phone_number.unwrap_or_default(),
        country,
        culture,
        language,
        confirmed: ON.to_owned(),
        ..AccountForm::default()
    }
}

/// Culture and language. Many clients leave one of them out, and some send a whole culture where
/// the language belongs.
fn tongue(country: &str, culture: Option<String>, language: Option<String>) -> (String, String) {
    let usual = || Country::parse(country.trim()).ok().map(Country::default_culture);
    let given = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let culture = given(culture)
        .or_else(|| usual().map(|culture: Culture| culture.tag().to_owned()))
        .unwrap_or_default();
    let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().trim().to_owned();
    let language = given(language).map_or_else(|| primary(&culture), |tag| primary(&tag));
    (culture, language)
}

#[cfg(test)]
mod tests {
    use super::*;
    use opc_wire::fold;

    fn read(body: &str) -> (AccountForm, Option<String>) {
        let customer: Customer = fold::parse(body.as_bytes()).unwrap();
        of_customer(customer, &Settings::default())
    }

    #[test]
    fn a_customer_as_clients_send_it_becomes_a_form() {
        let (form, reseller) = read(
            r#"{"EnableGDAPByDefault":true,"AssociatedPartnerId":"4847383","CompanyProfile":{
            "Domain":"contoso.onmicrosoft.com","OrganizationRegistrationNumber":"1234567"},
            "BillingProfile":{"Culture":"EN-US","Language":"En","Email":"gena@contoso.example",
            "CompanyName":"Contoso","DefaultAddress":{"FirstName":"Gena","LastName":"Soto",
            "AddressLine1":"One Way","City":"Redmond","State":"WA","PostalCode":"98052",
            "Country":"US","PhoneNumber":"4255550101"}}}"#,
        );
        assert_eq!(
            (form.domain_prefix.as_str(), form.company_name.as_str()),
            ("contoso", "Contoso")
        );
        assert_eq!((form.culture.as_str(), form.language.as_str()), ("EN-US", "En"));
        assert_eq!((form.first_name.as_str(), form.phone.as_str()), ("Gena", "4255550101"));
        assert_eq!((form.admin_access.as_str(), form.confirmed.as_str()), ("on", "on"));
        assert_eq!(form.registration_id, "1234567");
        assert_eq!(reseller.as_deref(), Some("4847383"));
    }

    #[test]
    fn what_is_missing_comes_from_the_country_or_from_the_other_profile() {
        let (form, reseller) = read(
            r#"{"companyProfile":{"domain":"contoso","companyName":"Contoso"},"billingProfile":
            {"firstName":"Gena","defaultAddress":{"country":"JP"}}}"#,
        );
        assert_eq!((form.culture.as_str(), form.language.as_str()), ("ja-JP", "ja"));
        assert_eq!((form.first_name.as_str(), form.company_name.as_str()), ("Gena", "Contoso"));
        assert_eq!((form.admin_access.as_str(), reseller), ("", None));
    }

    #[test]
    fn nothing_at_all_is_a_form_that_breaks_rules_and_not_a_panic() {
        let (form, _) = read("{}");
        assert_eq!((form.country.as_str(), form.culture.as_str()), ("", ""));
        assert_eq!(
            read(r#"{"companyProfile":{"domain":"contoso.foreign.example"}}"#).0.domain_prefix,
            "contoso.foreign.example"
        );
    }
}
