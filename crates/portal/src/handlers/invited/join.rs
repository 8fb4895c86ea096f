//! Beginning an organisation from a personal link.

use super::{accepted, text};
use crate::{
    address::{self, CountryRules},
    form::Form,
    handlers::{
        forms::Posted,
        frame::{Answer, Away, Visitor},
        wizard::fields,
    },
    invited::JoinPage,
};
use axum::extract::Path;
use opc_core::{
    Fault, Noun,
    customers::AccountForm,
    identity,
    invitations::{self, JoinForm},
    kernel::{
        country::Country,
        rule::{Problem, Rule},
    },
};

pub(super) async fn ask(Path(token): Path<String>, visitor: Visitor) -> Answer {
    let typed = AccountForm::default();
    let page = join_page(&visitor, &token, (typed, &[], Form::default())).await?;
    Ok(visitor.page(&page))
}

/// The page for another country. Nothing is judged.
pub(super) async fn country(Path(token): Path<String>, form: Posted) -> Answer {
    let typed = fields::read(form.typed());
    let page = join_page(&form, &token, (typed, &[], form.typed().form())).await?;
    Ok(form.page(&page))
}

async fn join_page(
    visitor: &Visitor,
    token: &str,
    (mut typed, problems, rest): (AccountForm, &[Problem], Form),
) -> Result<JoinPage, Away> {
    let w = visitor.w;
    let link = token.to_owned();
    let offered = visitor.read(move |cx| invitations::offered(cx, &link)).await?;
    let first = || offered.market.iter().find_map(|code| Country::find(code));
    let country = Country::find(&typed.country).or_else(first);
    let country = country.ok_or_else(|| visitor.refuse(Fault::NotFound(Noun::Page)))?;
    let is_open = offered.state.is_open() && offered.closed.is_none();
    if !offered.asks.is_of_customer() || !is_open || visitor.person().is_some() {
        return Err(visitor.go(&format!("/i/{token}")).into());
    }
    country.code().clone_into(&mut typed.country);
    fields::settle(&mut typed, country);
    let link = token.to_owned();
    let agreement = visitor
        .read(move |cx| {
            let wanted = invitations::agreement_there(cx, &link, country)?;
            text(cx, (wanted, country.code()), w.code())
        })
        .await?;
    let rules = CountryRules::of(w, country);
    let shown = fields::show(w, &typed, problems);
    let mut values = rest.values;
    values.extend(shown.values.clone());
    Ok(JoinPage {
        w,
        shell: visitor.shell(""),
        here: format!("/i/{token}"),
        partner: offered.partner,
        form: Form { values, labels: rules.names.clone(), ..shown },
        countries: address::countries(w, &offered.market),
        rules,
        cultures: address::cultures(w, country),
        languages: address::languages(w, country),
        domain_suffix: visitor.portal.core.settings().domain_suffix.clone(),
        min_length: identity::PASSWORD_MIN,
        agreement,
    })
}

/// The sign-in name of an organisation that had begun from the link with another password.
fn begun_before(problems: &[Problem]) -> Option<&str> {
    problems.iter().find_map(|problem| match &problem.rule {
        Rule::UserNameTaken { name } => Some(name.as_str()),
        _ => None,
    })
}

/// Begins the organisation, accepts with it, and leads to the sign-in page with its new name.
pub(super) async fn join(Path(token): Path<String>, form: Posted) -> Answer {
    let typed = form.typed();
    let company = fields::read(typed);
    let password = typed.raw("new-password").to_owned();
    let confirmed = if typed.has("confirmed") { fields::warned(typed) } else { Vec::new() };
    let agreement = accepted(typed);
    let repeated = typed.raw("repeat-password").to_owned();
    let sent = JoinForm { company: company.clone(), password, repeated, agreement, confirmed };
    let (core, request, link) = (form.portal.core.clone(), form.request(), token.clone());
    let work = move || invitations::join(&core, request, (&link, &sent));
    match form.guess(form.wait_for(work)).await? {
        Ok(user_name) => {
            let name = crate::language::encoded(&user_name);
            Ok(form.go(&format!("/sign-in?done=joined&user-name={name}")))
        }
        Err(problems) => {
            if let Some(name) = begun_before(&problems) {
                let name = crate::language::encoded(name);
                return Ok(form.go(&format!("/sign-in?done=joined-before&user-name={name}")));
            }
            let page = join_page(&form, &token, (company, &problems, typed.form())).await?;
            Ok(form.form_again(&page))
        }
    }
}
