//! The account page of a customer (`domain/04`): one page a section.

mod activity;
mod admin;
mod agreement;
mod bill_to;
mod company;
mod document;
mod files;
mod heading;
mod history;
mod new_order;
mod on_record;
mod orders;
mod permissions;
mod qualification;
mod reseller;
mod status;
mod tags;
mod verification;

use super::routes::{Gate, Pages};
use opc_core::{access::Permission, vetting::DOCUMENT_MEGABYTES};

const ON_RECORD: &str = "/p/{tenant}/customers/{id}/subscriptions/{subscription}/reseller";
const SUSPEND: &str = "/p/{tenant}/customers/{id}/subscriptions/{subscription}/suspend";
const ACTIVATE: &str = "/p/{tenant}/customers/{id}/subscriptions/{subscription}/activate";
const DOCUMENT_BYTES: usize = DOCUMENT_MEGABYTES as usize * 1_000_000;

/// The pages of this area. What a section shows beyond the account is asked for again by its use
/// case: an order, for example, is not for everybody who may see customers.
pub(super) fn pages() -> Pages {
    let view = Gate::needs(Permission::ViewCustomers);
    let (end, delete) =
        (Gate::needs(Permission::EndRelationship), Gate::needs(Permission::DeleteCustomer));
    let attest = Gate::needs(Permission::AttestAgreement);
    let (see_permissions, set_permissions) = (
        Gate::needs(Permission::ViewPurchasePermissions),
        Gate::needs(Permission::SetPurchasePermissions),
    );
    let give_up = Gate::needs(Permission::EndAdmin);
    let qualify = Gate::needs(Permission::QualifyCustomers);
    let edit = Gate::needs(Permission::EditBilling);
    let submit = Gate::needs(Permission::SubmitDocuments);
    Pages::default()
        .get("/p/{tenant}/customers/{id}", view, company::show)
        .get("/p/{tenant}/customers/{id}/company", view, company::show)
        .get("/p/{tenant}/customers/{id}/remove", end, company::ask_to_remove)
        .post("/p/{tenant}/customers/{id}/remove", end, company::remove)
        .get("/p/{tenant}/customers/{id}/qualification", qualify, qualification::ask)
        .post("/p/{tenant}/customers/{id}/qualification", qualify, qualification::save)
        .get("/p/{tenant}/customers/{id}/delete", delete, company::ask_to_delete)
        .post("/p/{tenant}/customers/{id}/delete", delete, company::delete)
        .get("/p/{tenant}/customers/{id}/bill-to", view, bill_to::show)
        .post("/p/{tenant}/customers/{id}/bill-to", edit, bill_to::save)
        .post("/p/{tenant}/customers/{id}/bill-to/postal", edit, bill_to::look)
        .post("/p/{tenant}/customers/{id}/bill-to/postal-fill", edit, bill_to::fill)
        .get("/p/{tenant}/customers/{id}/agreement", view, agreement::show)
        .get("/p/{tenant}/customers/{id}/agreement/attest", attest, agreement::ask)
        .post("/p/{tenant}/customers/{id}/agreement/attest", attest, agreement::attest)
        .post("/p/{tenant}/customers/{id}/agreement/direct", attest, agreement::direct)
        .get("/p/{tenant}/customers/{id}/verification", view, verification::show)
        .upload(
            "/p/{tenant}/customers/{id}/verification",
            submit,
            DOCUMENT_BYTES,
            verification::add,
        )
        .post("/p/{tenant}/customers/{id}/verification/again", submit, verification::again)
        .get("/p/{tenant}/customers/{id}/documents/{document}", view, verification::download)
        .get("/p/{tenant}/customers/{id}/reseller", view, reseller::show)
        .get("/p/{tenant}/customers/{id}/reseller/change", edit, reseller::ask)
        .post("/p/{tenant}/customers/{id}/reseller/change", edit, reseller::change)
        .get("/p/{tenant}/customers/{id}/tags", view, tags::show)
        .post("/p/{tenant}/customers/{id}/tags", Gate::needs(Permission::TagCustomers), tags::save)
        .get("/p/{tenant}/customers/{id}/permissions", see_permissions, permissions::show)
        .post("/p/{tenant}/customers/{id}/permissions", set_permissions, permissions::save)
        .get(
            "/p/{tenant}/customers/{id}/admin-relationships",
            Gate::needs(Permission::ViewAdmin),
            admin::show,
        )
        .get("/p/{tenant}/customers/{id}/give-up-admin", give_up, admin::ask_to_give_up)
        .post("/p/{tenant}/customers/{id}/give-up-admin", give_up, admin::give_up)
        .get("/p/{tenant}/customers/{id}/activity", view, activity::show)
        .get("/p/{tenant}/customers/{id}/history", view, history::show)
        .post("/p/{tenant}/customers/{id}/history/undo", view, history::undo)
        .get(
            "/p/{tenant}/agreements/{template}",
            Gate::needs(Permission::UsePortal),
            document::of_tenant,
        )
        .get("/agreements/{template}", Gate::ANYONE, document::of_anyone)
        .and(bought())
}

/// Those about what the customer has bought.
fn bought() -> Pages {
    let view = Gate::needs(Permission::ViewCustomers);
    let order = Gate::needs(Permission::PlaceOrder);
    let manage = Gate::needs(Permission::ManageSubscriptions);
    Pages::default()
        .get("/p/{tenant}/customers/{id}/subscriptions", view, orders::subscriptions)
        .get("/p/{tenant}/customers/{id}/subscriptions.csv", view, files::subscriptions)
        .get(ON_RECORD, manage, on_record::ask)
        .post(ON_RECORD, manage, on_record::change)
        .get(SUSPEND, manage, status::ask_to_suspend)
        .post(SUSPEND, manage, status::suspend)
        .get(ACTIVATE, manage, status::ask_to_activate)
        .post(ACTIVATE, manage, status::activate)
        .get("/p/{tenant}/customers/{id}/orders", view, orders::list)
        .get("/p/{tenant}/customers/{id}/orders/new", order, new_order::show)
        .post("/p/{tenant}/customers/{id}/orders/new", order, new_order::submit)
        .post("/p/{tenant}/customers/{id}/orders/new/filter", order, new_order::filter)
        .get("/p/{tenant}/customers/{id}/orders/{order}", view, orders::show)
        .post("/p/{tenant}/customers/{id}/orders/{order}/retry", order, orders::retry)
}
