//! What a country asks of an address, and whether an address holds (`domain/02`).

use super::row::{Row, row, shape};
use crate::{
    body::Body,
    call::{Call, no_resource},
    failure::Answered,
    members::Members,
    reply,
};
use axum::routing::{get, post};
use http::{Method, StatusCode};
use opc_core::{Fault, access::Permission};
use opc_kernel::{
    country::{Country, Subdivision},
    rule::Rule,
    rules::place::{self, Verdict},
};
use opc_wire::resources::{self as wire, AddressValidationResponse, CountryValidationRules};
use opc_words::Words;

const AREA: &str = "validation";

/// The rows of the table.
pub(crate) fn table() -> Vec<Row> {
    vec![
        Row {
            responses: const { &[(200, Some(shape::<CountryValidationRules>()))] },
            handler: || get(rules),
            ..row(
                AREA,
                (Method::GET, "/v1/countryvalidationrules/{country_iso2}"),
                "Read the rules of a country",
                Permission::BrowseCatalogue,
            )
        },
        Row {
            request: Some(shape::<wire::Address>()),
            responses: const { &[(200, Some(shape::<AddressValidationResponse>()))] },
            handler: || post(address),
            // Nothing is made, so a repeat need not be remembered.
            idempotent: false,
            ..row(
                AREA,
                (Method::POST, "/v1/validations/address"),
                "Check an address",
                Permission::AddCustomer,
            )
        },
    ]
}

async fn rules(call: Call) -> Answered {
    call.read(|cx| cx.allow(opc_core::access::permissions::BrowseCatalogue).map(drop)).await?;
    match Country::parse(call.segment("country_iso2").trim()) {
        Ok(country) => Ok(reply::resource(StatusCode::OK, &rules_of(country))),
        Err(_) => Err(no_resource(call.words)),
    }
}

fn rules_of(country: Country) -> CountryValidationRules {
    let texts = |texts: Vec<&str>| Some(texts.into_iter().map(ToOwned::to_owned).collect());
    // The list of prefectures is a suggestion: any text is a state in Japan.
    let states = if country.state_from_list() { country.subdivisions() } else { &[] };
    let id = country.registration();
    let id_format = || id.map(|id| id.pattern.source().to_owned());
    let is_vat = id.is_some_and(|id| id.kind == "vat");
    CountryValidationRules {
        iso2_code: Some(country.code().to_owned()),
        default_culture: Some(country.default_culture().tag().to_owned()),
        is_state_required: Some(country.state_required()),
        supported_states_list: texts(states.iter().map(Subdivision::code).collect()),
        supported_languages_list: texts(country.languages().collect()),
        supported_cultures_list: texts(country.cultures().iter().map(|c| c.tag()).collect()),
        is_postal_code_required: Some(country.postal_required()),
        postal_code_regex: country.postal().map(|postal| postal.source().to_owned()),
        is_city_required: Some(country.city_required()),
        is_vat_id_supported: Some(is_vat),
        tax_id_format: id_format(),
        tax_id_sample: id.map(|id| id.pattern.example().to_owned()),
        vat_id_regex: is_vat.then(id_format).flatten(),
        phone_number_regex: country.phone().map(|phone| phone.source().to_owned()),
        is_tax_id_supported: Some(id.is_some()),
        is_tax_id_optional: Some(!country.registration_required()),
        country_calling_codes_list: texts(vec![country.dial_prefix()]),
        ..CountryValidationRules::default()
    }
}

async fn address(call: Call, body: Body) -> Answered {
    let call = call.with(Members::Address);
    call.read(|cx| cx.allow(opc_core::access::permissions::AddCustomer).map(drop)).await?;
    let sent: wire::Address = call.read_body(&body)?;
    let code = sent.country.clone().unwrap_or_default();
    let unknown = if code.trim().is_empty() { Rule::Required } else { Rule::CountryUnknown };
    let country =
        Country::find(&code).ok_or_else(|| call.fail(&Fault::field("country", unknown)))?;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let typed = place::Address {
        line_1: text(&sent.address_line1),
        line_2: text(&sent.address_line2),
        city: text(&sent.city),
        state: text(&sent.state),
        postal_code: text(&sent.postal_code),
    };
    let (_, verdict) = place::check(country, &typed);
    Ok(reply::json(StatusCode::OK, &answer(sent, country, verdict, call.words)))
}

fn answer(
    sent: wire::Address,
    country: Country,
    verdict: Verdict,
    words: Words,
) -> AddressValidationResponse {
    let suggested = |address: place::Address| {
        let given = |text: String| Some(text).filter(|text| !text.is_empty());
        wire::Address {
            country: Some(country.code().to_owned()),
            city: given(address.city),
            state: given(address.state),
            address_line1: given(address.line_1),
            address_line2: given(address.line_2),
            postal_code: given(address.postal_code),
            ..sent.clone()
        }
    };
    let said: Vec<_> = verdict.problems.iter().map(|problem| words.problem(problem)).collect();
    AddressValidationResponse {
        suggested_addresses: Some(verdict.suggestions.into_iter().map(suggested).collect()),
        status: Some(verdict.status.name().to_owned()),
        validation_message: (!said.is_empty()).then(|| said.join("\n")),
        original_address: Some(sent),
        links: None,
    }
}
