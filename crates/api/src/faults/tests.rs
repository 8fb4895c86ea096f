//! The table of faults as clients see it.

use super::*;
use opc_core::access::Permission;
use opc_kernel::language::Lang;

fn english() -> Words {
    Words::of(Lang::En)
}

fn answer(fault: &Fault) -> (u16, u32) {
    let (status, body) = of_fault(fault, english(), Members::Customer);
    (status.as_u16(), body.code)
}

#[test]
fn no_broken_rule_is_the_services_mistake() {
    for rule in Rule::all_examples() {
        for fault in [Fault::Refused(rule.clone()), Fault::field("company-name", rule.clone())] {
            let (status, body) = of_fault(&fault, english(), Members::Customer);
            assert!(status.is_client_error(), "{rule:?}");
            assert!(!body.description.is_empty() || rule.severity() != Severity::Error, "{rule:?}");
        }
    }
}

/// `domain/02`, Error catalogue.
#[test]
fn the_catalogued_errors_have_their_codes() {
    for (rule, expected) in [
        (Rule::AgreementNotConfirmed, (403, 13605)),
        (Rule::AgreementDuplicate, (400, 600_061)),
        (Rule::PartnerAgreementUnsigned, (403, 900_124)),
        (Rule::AddOnWithoutBase { offer: "x".into() }, (400, 400_041)),
        (Rule::LicenceCountOutOfRange { min: 1, max: 300 }, (400, 2002)),
        (Rule::StaleEtag, (400, 2055)),
    ] {
        assert_eq!(answer(&Fault::Refused(rule)), expected);
    }
    assert_eq!(answer(&Fault::Stale), (400, 2055));
    assert_eq!(answer(&Fault::NotFound(Noun::Customer)), (404, 1000));
    let denied = |denial| answer(&Fault::Denied(denial));
    assert_eq!(denied(Denial::UserNeeded(Permission::EndRelationship)), (403, 900_329));
    assert_eq!(denied(Denial::Role(Permission::AddCustomer)), (403, 900_150));
    assert_eq!(answer(&Fault::SignedOut), (401, 400));
    assert_eq!(answer(&Fault::Internal("x".into())), (500, 800_003));
}

#[test]
fn broken_rules_of_a_body_are_all_named_with_label_path_and_rule() {
    let problem = Problem::new;
    let fault = Fault::Invalid(vec![
        problem("company-name", Rule::Required),
        problem("registration-id", Rule::RegistrationMissing { kind: "cnpj", example: "1" }),
        problem("company-name", Rule::NameMayBeShort),
    ]);
    let (status, body) = of_fault(&fault, english(), Members::Customer);
    assert_eq!((status.as_u16(), body.code), (400, 600_049));
    assert!(body.description.starts_with("Company name: This field is required."));
    assert_eq!(
        body.data,
        [
            "billingProfile.companyName",
            "rule-required",
            "companyProfile.organizationRegistrationNumber",
            "rule-registration-missing",
        ]
    );
    let (_, japanese) = of_fault(&fault, Words::of(Lang::Ja), Members::Customer);
    assert!(japanese.description.starts_with("会社名："), "{}", japanese.description);
}

#[test]
fn an_inside_of_the_service_is_never_told() {
    let (_, body) = of_fault(&Fault::Internal("stored tags".into()), english(), Members::Plain);
    assert!(!body.description.contains("tags") && body.data.is_empty());
}

#[test]
fn a_refused_token_is_a_challenge() {
    for (shown, how) in [(false, "Bearer"), (true, r#"Bearer error="invalid_token""#)] {
        let answer = unauthorized(english(), shown);
        assert_eq!(answer.status(), StatusCode::UNAUTHORIZED);
        assert_eq!(answer.headers()[header::WWW_AUTHENTICATE], how);
    }
}
