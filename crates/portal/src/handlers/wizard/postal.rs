//! The address that follows from a Japanese postal code.

use super::{
    account, fields,
    steps::{self, At},
};
use crate::{
    address::CountryRules,
    handlers::{
        forms::{Posted, Typed},
        frame::Answer,
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
        rule::{Problem, Rule, Severity},
        rules::{address, place},
    },
};

/// The field that says which code the address was last filled in from.
const BEFORE: &str = "postal-before";
/// The button that puts the place of the code where another one was typed.
const TAKE: &str = "take-place";

/// The button: the page again, the address filled in.
pub(super) async fn look(Path(at): Path<At>, form: Posted) -> Answer {
    let mut typed = fields::read(form.typed());
    let filled = filled_in(&mut typed, form.typed()).is_ok();
    let how = if filled { "#address-line-1" } else { "?postal=look#postal-code" };
    account::look_again(&at, &form, typed, how).await
}

/// The same parts of the page alone, while the code is typed. Nothing is kept, and nothing changes
/// before the code is whole.
pub(super) async fn fill(Path(at): Path<At>, form: Posted) -> Answer {
    let id = at.known(&form)?;
    if let Some(id) = id {
        form.read(move |cx| drafts::open(cx, id).map(drop)).await?;
    }
    Ok(part(&form, fields::read(form.typed()), steps::base(&form, id)))
}

/// The parts of an address that follow from its postal code, and what does not agree with it.
/// `lookup` is where the look-up is, without a slash at the end.
pub(in crate::handlers) fn part(form: &Posted, mut typed: AccountForm, lookup: String) -> Response {
    let w = form.w;
    let said = match filled_in(&mut typed, form.typed()) {
        Ok(()) => Vec::new(),
        Err(problem) if problem.rule.severity() < Severity::Error => vec![problem],
        // A code that is not whole yet.
        Err(_) => return StatusCode::NO_CONTENT.into_response(),
    };
    let Some(country) = Country::find(&typed.country) else {
        return StatusCode::NO_CONTENT.into_response();
    };
    let (shown, rules) = (fields::show(w, &typed, &said), CountryRules::of(w, country));
    form.page(&AddressPartsPart { w, form: shown, rules, lookup })
}

/// Why no address follows from the postal code of a form, or what contradicts it.
pub(super) fn said(form: &AccountForm) -> Option<Problem> {
    filled_in(&mut form.clone(), &Typed::default()).err()
}

/// Fills in prefecture, city and town of the postal code: where nothing stands, where the look-up
/// before put something, and prefecture and city where the person asks for it. What was typed
/// stays, and is named if it contradicts the code. Where the places of a code differ, it is what
/// they have in common.
pub(in crate::handlers) fn filled_in(form: &mut AccountForm, typed: &Typed) -> Result<(), Problem> {
    let of_code = |rule| Problem::new("postal-code", rule);
    let country = Country::find(&form.country).ok_or_else(|| of_code(Rule::CountryUnknown))?;
    let code = address::postal(country, &form.postal_code).map_err(of_code)?.unwrap_or_default();
    let shared = |code: &str| if country.code() == "JP" { shared(code) } else { None };
    let before = address::postal(country, typed.get(BEFORE)).ok().flatten();
    let before = before.and_then(|code| shared(&code)).unwrap_or_default();
    let now = shared(&code);
    form.postal_code.clone_from(&code);
    let parts = [&mut form.state, &mut form.city, &mut form.address_line_1];
    for (at, part) in parts.into_iter().enumerate() {
        let found = now.unwrap_or_default()[at];
        let own = part.trim().is_empty() || part.trim() == before[at];
        if own || (typed.has(TAKE) && at < 2 && !found.is_empty()) {
            found.clone_into(part);
        }
    }
    if now.is_none() {
        return Err(of_code(Rule::PostalUnknown { country: country.code(), code }));
    }
    contradiction(country, form).map_or(Ok(()), Err)
}

/// Prefecture, city and town, as far as all places of a code share them.
fn shared(code: &str) -> Option<[&'static str; 3]> {
    let places = japan::places(code);
    let first = places.first()?;
    let common = |part: fn(&japan::Place) -> &'static str| {
        if places.iter().all(|place| part(place) == part(first)) { part(first) } else { "" }
    };
    Some([common(|p| p.prefecture), common(|p| p.city), common(|p| p.town)])
}

/// What the rules of the address say about prefecture and city beside this code.
fn contradiction(country: Country, form: &AccountForm) -> Option<Problem> {
    let typed = place::Address {
        // A line that is still missing has no say in it.
        line_1: if form.address_line_1.trim().is_empty() { "1" } else { &form.address_line_1 }
            .into(),
        line_2: form.address_line_2.clone(),
        city: form.city.clone(),
        state: form.state.clone(),
        postal_code: form.postal_code.clone(),
    };
    let (_, verdict) = place::check(country, &typed);
    verdict.problems.into_iter().find(|p| matches!(p.rule, Rule::AddressDiffers { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(postal_code: &str, [state, city, line]: [&str; 3]) -> AccountForm {
        AccountForm {
            country: "JP".into(),
            postal_code: postal_code.into(),
            state: state.into(),
            city: city.into(),
            address_line_1: line.into(),
            ..AccountForm::default()
        }
    }
    fn filled(postal_code: &str, line: &str) -> [String; 4] {
        let mut form = form(postal_code, ["", "", line]);
        let _ = filled_in(&mut form, &Typed::default());
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

    fn asked(query: &str) -> Typed {
        Typed::of(&format!("/?{query}").parse().unwrap())
    }

    #[test]
    fn what_was_typed_stays_and_is_named_where_it_contradicts_the_code() {
        let mut osaka = form("100-0005", ["大阪府", "大阪市北区", "大深町4-20"]);
        let problem = filled_in(&mut osaka, &Typed::default()).unwrap_err();
        assert_eq!((problem.field, problem.rule.key()), ("state", "rule-address-differs"));
        assert_eq!((&*osaka.state, &*osaka.city), ("大阪府", "大阪市北区"));
        let kept = &*osaka.address_line_1.clone();
        assert_eq!(filled_in(&mut osaka, &asked("take-place=on")), Ok(()));
        assert_eq!(
            [&*osaka.state, &osaka.city, &osaka.address_line_1],
            ["東京都", "千代田区", kept]
        );
    }

    #[test]
    fn what_the_look_up_put_there_follows_the_next_code_and_goes_with_an_unknown_one() {
        let mut tokyo = form("530-0011", ["東京都", "千代田区", "丸の内"]);
        assert_eq!(filled_in(&mut tokyo, &asked("postal-before=100-0005")), Ok(()));
        assert_eq!(
            [&*tokyo.state, &tokyo.city, &tokyo.address_line_1],
            ["大阪府", "大阪市北区", "大深町"]
        );
        tokyo.postal_code = "999-9999".into();
        let unknown = filled_in(&mut tokyo, &asked("postal-before=530-0011")).unwrap_err();
        assert_eq!(unknown.rule.key(), "rule-postal-unknown");
        assert_eq!([&*tokyo.state, &tokyo.city, &tokyo.address_line_1], ["", "", ""]);
    }
}
