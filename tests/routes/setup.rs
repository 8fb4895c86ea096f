//! What only the program itself may do.

use opc_core::{
    Fault,
    access::{Caller, OrganisationKind, Request},
    catalog::{self, Catalogue},
    identity,
    kernel::{country::Country, money::Currency},
    partners::{self, NewOrganisation},
};
use opc_testkit::both_engines;

both_engines! {
    async fn only_the_program_itself_sets_up(app: TestApp) {
        let id = app.direct.id;
        let nobody = Request { caller: Caller::Anonymous, ..Request::system() };
        let registered = app.core.write(nobody.clone(), move |cx| {
            identity::register_application(cx, id, "mine", &[]).map(|_| ())
        });
        assert_eq!(registered.await, Err(Fault::SignedOut));
        let registered = app.core.write(nobody.clone(), move |cx| {
            identity::register_public_application(cx, id, "mine", &[]).map(|_| ())
        });
        assert_eq!(registered.await, Err(Fault::SignedOut));
        let published = app.core.write(nobody.clone(), |cx| catalog::publish(cx, &Catalogue::default()));
        assert_eq!(published.await, Err(Fault::SignedOut));
        let created = app.core.write(nobody.clone(), |cx| {
            let country = Country::parse("JP").expect("a country");
            let new = NewOrganisation {
                kind: OrganisationKind::DirectBill, name: "Mine".into(), country, language: "ja".into(),
                currency: Currency::parse("JPY").expect("a currency"), domain: "mine.example".into(),
                network_id: None, market: Vec::new(), agreement_signed: true, sandbox: false, government: false,
            };
            partners::create_organisation(cx, &new).map(|_| ())
        });
        assert_eq!(created.await, Err(Fault::SignedOut));
        let partnered = app.core.write(nobody.clone(), move |cx| partners::add_partnership(cx, id, id));
        assert_eq!(partnered.await, Err(Fault::SignedOut));
        let signed = app.core.write(nobody, move |cx| partners::record_partner_agreement(cx, id, false));
        assert_eq!(signed.await, Err(Fault::SignedOut));
    }
}
