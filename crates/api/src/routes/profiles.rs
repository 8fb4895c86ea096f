//! The company and the bill-to profile of a customer.

use super::row::{Row, row, shape};
use crate::call::Call;
use crate::failure::Answered;
use crate::shapes::{account_form, customer as shapes};
use crate::{body::Body, members::Members, reply};
use axum::routing::{get, put};
use http::{Method, StatusCode};
use opc_core::access::Permission;
use opc_core::customers;
use opc_wire::resources::{CustomerBillingProfile, CustomerCompanyProfile};

const AREA: &str = "customers";
const COMPANY: &str = "/v1/customers/{customer_id}/profiles/company";
const BILLING: &str = "/v1/customers/{customer_id}/profiles/billing";

/// The rows of the table.
pub(crate) fn table() -> Vec<Row> {
    vec![
        Row {
            responses: const { &[(200, Some(shape::<CustomerCompanyProfile>()))] },
            handler: || get(company),
            ..row(
                AREA,
                (Method::GET, COMPANY),
                "Read a customer's company",
                Permission::ViewCustomers,
            )
        },
        Row {
            responses: const { &[(200, Some(shape::<CustomerBillingProfile>()))] },
            handler: || get(billing),
            ..row(
                AREA,
                (Method::GET, BILLING),
                "Read a customer's bill-to profile",
                Permission::ViewCustomers,
            )
        },
        Row {
            request: Some(shape::<CustomerBillingProfile>()),
            responses: const { &[(200, Some(shape::<CustomerBillingProfile>()))] },
            handler: || put(bill_to),
            ..row(
                AREA,
                (Method::PUT, BILLING),
                "Change a customer's bill-to profile",
                Permission::EditBilling,
            )
        },
    ]
}

async fn company(call: Call) -> Answered {
    let id = call.customer()?;
    let account = call.read(move |cx| customers::get(cx, id)).await?;
    Ok(reply::resource(StatusCode::OK, &shapes::company(&account)))
}

async fn billing(call: Call) -> Answered {
    let id = call.customer()?;
    let account = call.read(move |cx| customers::get(cx, id)).await?;
    Ok(reply::resource(StatusCode::OK, &shapes::billing(account)))
}

async fn bill_to(call: Call, body: Body) -> Answered {
    let call = call.with(Members::Billing);
    let id = call.customer()?;
    let profile: CustomerBillingProfile = call.read_body(&body)?;
    let seen = call.seen(profile.attributes.as_ref())?;
    let form = account_form::of_billing(profile);
    let account = call.write(move |cx| {
        if !form.culture.is_empty() {
            return customers::update_billing(cx, id, seen, &form);
        }
        // Neither the profile nor its country says a culture: the customer keeps its own.
        let billing = customers::get(cx, id)?.billing;
        let mut form = form.clone();
        (form.culture, form.language) = (billing.culture, billing.language);
        customers::update_billing(cx, id, seen, &form)
    });
    Ok(reply::resource(StatusCode::OK, &shapes::billing(account.await?)))
}
