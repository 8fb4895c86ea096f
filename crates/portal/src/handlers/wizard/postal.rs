//! The address that follows from a Japanese postal code.

use super::{account, fields, steps::At};
use crate::{
    address::CountryRules,
    handlers::{
        forms::Posted,
        frame::{Answer, Visitor},
    },
    wizard::AddressPartsPart,
};
use axum::{
    extract::Path,
    response::{IntoResponse as _, Response},
};
use http::StatusCode;
use opc_core::{
    customers::AccountForm,
    drafts,
    kernel::{
        country::{Country, japan},
        rule::{Problem, Rule},
        rules::address,
    },
};

/// The button: the page again, the address filled in.
pub(super) async fn look(Path(at): Path<At>, form: Posted) -> Answer {
    let mut typed = fields::read(form.typed());
    let filled = filled_in(&mut typed).is_ok();
    let how = if filled { "#address-line-1" } else { "?postal=look#postal-code" };
    account::look_again(&at, &form, typed, how).await
}

/// The same parts of the page alone, while the code is typed. Nothing is kept, and nothing changes
/// before the code is whole.
pub(super) async fn fill(Path(at): Path<At>, form: Posted) -> Answer {
    if let Some(id) = at.known(&form)? {
        form.read(move |cx| drafts::open(cx, id).map(drop)).await?;
    }
    Ok(part(&form, fields::read(form.typed())))
}

/// The parts of an address that follow from its postal code, or nothing.
pub(in crate::handlers) fn part(visitor: &Visitor, mut typed: AccountForm) -> Response {
    let w = visitor.w;
    match (filled_in(&mut typed), Country::find(&typed.country)) {
        (Ok(()), Some(country)) => visitor.page(&AddressPartsPart {
            w,
            form: fields::show(w, &typed, &[]),
            rules: CountryRules::of(w, country),
        }),
        _ => StatusCode::NO_CONTENT.into_response(),
    }
}

/// Why no address follows from the postal code of a form, if none does.
pub(super) fn unknown(form: &AccountForm) -> Option<Problem> {
    filled_in(&mut form.clone()).err().map(|rule| Problem::new("postal-code", rule))
}

/// Fills in prefecture and city, and the town where no line was typed. Where the places of a code
/// differ, what they have in common.
pub(in crate::handlers) fn filled_in(form: &mut AccountForm) -> Result<(), Rule> {
    let country = Country::find(&form.country).ok_or(Rule::CountryUnknown)?;
    let code = address::postal(country, &form.postal_code)?.unwrap_or_default();
    let places = japan::places(&code);
    let Some(first) = places.first().filter(|_| country.code() == "JP") else {
        return Err(Rule::PostalUnknown { country: country.code(), code });
    };
    let common = |part: fn(&japan::Place) -> &'static str| {
        if places.iter().all(|place| part(place) == part(first)) { part(first) } else { "" }
    };
    form.postal_code = code;
    common(|place| place.prefecture).clone_into(&mut form.state);
    common(|place| place.city).clone_into(&mut form.city);
    if form.address_line_1.trim().is_empty() {
        common(|place| place.town).clone_into(&mut form.address_line_1);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(postal_code: &str, line: &str) -> [String; 4] {
        let mut form = AccountForm {
            country: "JP".into(),
            postal_code: postal_code.into(),
            address_line_1: line.into(),
            ..AccountForm::default()
        };
        let _ = filled_in(&mut form);
        [form.postal_code, form.state, form.city, form.address_line_1]
    }

    #[test]
    fn a_postal_code_fills_in_what_it_stands_for() {
        assert_eq!(filled("1000005", ""), ["100-0005", "東京都", "千代田区", "丸の内"]);
        assert_eq!(filled("〒１００－０００５", "1-1"), ["100-0005", "東京都", "千代田区", "1-1"]);
        assert_eq!(filled("004-0000", ""), ["004-0000", "北海道", "", ""], "two wards");
        assert_eq!(filled("999-9999", "x"), ["999-9999", "", "", "x"]);
        assert_eq!(filled("100", ""), ["100", "", "", ""]);
    }
}
