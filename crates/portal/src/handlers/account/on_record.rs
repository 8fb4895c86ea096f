//! The indirect reseller on record of a subscription, and changing it.

use super::{
    heading::heading,
    reseller::{DIRECT, name},
};
use crate::{
    components::Fact,
    form::{Form, Trouble},
    handlers::{
        forms::Posted,
        frame::{Answer, Away, Visitor},
        wizard::{is_provider, reseller_choices},
    },
    partners::ResellerChangePage,
    shell,
};
use axum::extract::Path;
use http::StatusCode;
use opc_core::{
    Cx, Fault, Noun,
    customers::{self, Account},
    kernel::{
        id::{CustomerId, OrganisationId, SubscriptionId},
        rule::{Problem, Rule},
    },
    partners::{self, Reseller},
    subscriptions::{self, Subscription},
};

type Ids = Path<(String, String, String)>;

/// What the page is made from.
struct Ground {
    account: Account,
    subscription: Subscription,
    resellers: Vec<Reseller>,
}

/// The resellers to choose from.
pub(super) async fn ask(Path((_, id, subscription)): Ids, visitor: Visitor) -> Answer {
    let ground = look(&visitor, (&id, &subscription)).await?;
    let chosen =
        ground.subscription.reseller.map_or_else(|| DIRECT.to_owned(), |id| id.to_string());
    Ok(visitor.page(&render(&visitor, ground, &chosen, &[])))
}

/// Asks once more, then changes it.
pub(super) async fn change(Path((_, id, subscription)): Ids, form: Posted) -> Answer {
    let ground = look(&form, (&id, &subscription)).await?;
    let (chosen, etag) = (form.typed().get("reseller"), form.typed().get("etag").to_owned());
    let wanted = (chosen != DIRECT).then(|| chosen.parse::<OrganisationId>()).transpose();
    let Ok(wanted) = wanted else {
        let missing = [Problem::new("reseller", Rule::ResellerMissing)];
        let page = ResellerChangePage { etag, ..render(&form, ground, chosen, &missing) };
        return Ok(form.form_again(&page));
    };
    if !form.typed().has("confirmed") {
        let (w, now) = (form.w, ground.subscription.reseller);
        let facts = vec![
            Fact::new(w.t("reseller-now"), name(w, &ground.resellers, now)),
            Fact::new(w.t("reseller-then"), name(w, &ground.resellers, wanted)),
        ];
        let page = render(&form, ground, chosen, &[]);
        return Ok(form.page(&ResellerChangePage { confirm: Some(facts), etag, ..page }));
    }
    let (customer, id) = (ground.account.id, ground.subscription.id);
    let version = etag.parse().unwrap_or(-1);
    // `-1` is what clients of the API say for none.
    let named = wanted.map_or_else(|| "-1".to_owned(), |id| id.to_string());
    let changed = form.try_write(move |cx| {
        subscriptions::change_reseller(cx, customer, id, Some(version), &named)
    });
    match changed.await {
        Ok(_) => Ok(form.done(&format!("/customers/{customer}/subscriptions"), "saved")),
        Err(Fault::Stale) => {
            let page = render(&form, ground, chosen, &[]);
            Ok(shell::page(StatusCode::CONFLICT, &ResellerChangePage { stale: true, ..page }))
        }
        Err(fault) => {
            let problems = form.problems(fault)?;
            let page = ResellerChangePage { etag, ..render(&form, ground, chosen, &problems) };
            Ok(form.form_again(&page))
        }
    }
}

/// Only providers have resellers, for what they sell themselves.
async fn look(visitor: &Visitor, (id, subscription): (&str, &str)) -> Result<Ground, Away> {
    let (id, subscription): (CustomerId, SubscriptionId) =
        (visitor.id(id)?, visitor.id(subscription)?);
    let own = visitor.person().map(|person| person.organisation.id.into());
    let found = visitor.read(move |cx: &mut Cx<'_, '_>| {
        let account = customers::get(cx, id)?;
        let subscription = subscriptions::get(cx, id, subscription)?;
        Ok(Ground { account, subscription, resellers: partners::resellers(cx)? })
    });
    let found = found.await?;
    if is_provider(visitor) && Some(found.subscription.partner) == own {
        return Ok(found);
    }
    Err(visitor.refuse(Fault::NotFound(Noun::Subscription)))
}

fn render(
    visitor: &Visitor,
    ground: Ground,
    chosen: &str,
    problems: &[Problem],
) -> ResellerChangePage {
    let w = visitor.w;
    let Ground { account, subscription, resellers } = ground;
    let (shell, heading) = heading(visitor, &account, "subscriptions");
    let back = format!("{}/subscriptions", heading.base);
    ResellerChangePage {
        w,
        shell,
        title: w.t1("subscription-reseller-title", "name", subscription.friendly_name.clone()),
        text: w.t("subscription-reseller-text"),
        action: format!("{back}/{}/reseller", subscription.id),
        back,
        account: heading,
        form: Form {
            troubles: problems.iter().map(|p| Trouble::of(w, p)).collect(),
            ..Form::filled([("reseller", chosen)])
        },
        etag: subscription.version.to_string(),
        resellers: reseller_choices(w, resellers),
        confirm: None,
        stale: false,
    }
}
