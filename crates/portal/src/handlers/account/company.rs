//! Company info; ending the relationship; deleting in a sandbox.

use super::heading::{heading, may, only_if};
use crate::{
    account::{CompanyPage, ConfirmPage},
    components::{Fact, Offered},
    form::{Form, Trouble},
    handlers::{
        forms::Posted,
        frame::{Answer, Away, Visitor},
        wizard::is_provider,
    },
    labels,
    sure::Hindered,
};
use axum::extract::Path;
use opc_core::{
    Cx, Fault,
    access::{Feature, OrganisationKind, Permission},
    customers::{
        self, Account, Capacity, HeldQualification, Qualification, QualificationState, Source,
    },
    kernel::{
        country::Country,
        id::CustomerId,
        rule::{Problem, Rule},
    },
    partners,
    subscriptions::{self, Status, Subscription},
};
use opc_words::Words;

/// Active subscriptions named on the page that ends the relationship; the others are in their section.
const ACTIVE_SHOWN: usize = 20;

type Id = Path<(String, String)>;

/// The section.
pub(super) async fn show(Path((_, id)): Id, visitor: Visitor) -> Answer {
    let id: CustomerId = visitor.id(&id)?;
    let may_end = visitor.may(Permission::EndRelationship);
    let found = visitor.read(move |cx| {
        let account = customers::get(cx, id)?;
        let active = may_end && !active(cx, id)?.is_empty();
        let known = (customers::capacities(cx, id)?, customers::sources(cx, id)?);
        Ok((account, active, partners::own_profile(cx)?.sandbox, known))
    });
    let (account, active, sandbox, (capacities, sources)) = found.await?;
    let (shell, heading) = heading(&visitor, &account, "company");
    let w = visitor.w;
    let remove = if !account.is_open_to(Permission::EndRelationship) {
        Offered::Closed(w.t("remove-by-provider"))
    } else if !may_end {
        Offered::Closed(w.t("remove-needs-admin"))
    } else if active {
        Offered::Closed(visitor.w.rule(&Rule::SubscriptionsActive))
    } else {
        Offered::Open(format!("{}/remove", heading.base))
    };
    let may_delete = sandbox && may(&visitor, &account, Permission::DeleteCustomer);
    let page = CompanyPage {
        w,
        shell,
        facts: facts(&visitor, &account, (&capacities, &sources)),
        qualify: may(&visitor, &account, Permission::QualifyCustomers)
            .then(|| format!("{}/qualification", heading.base)),
        remove,
        delete: may_delete.then(|| Offered::Open(format!("{}/delete", heading.base))),
        account: heading,
    };
    Ok(visitor.page(&page))
}

fn facts(
    visitor: &Visitor,
    account: &Account,
    (capacities, sources): (&[Capacity], &[Source]),
) -> Vec<Fact> {
    let w = visitor.w;
    let capacities: Vec<_> = capacities.iter().map(|one| labels::capacity(w, one)).collect();
    let named = |family: &str, name: &str| w.of_family(family, name.replace('_', "-"));
    let country = Country::parse(&account.billing.country);
    let qualification = |held: &HeldQualification| {
        let name = named("qualification", held.kind.name());
        if held.state == QualificationState::None {
            return name;
        }
        let state = named("vetting", held.state.name());
        let said = w.t2("qualification-state", &("name", name), &("state", state));
        if held.reason.is_empty() { said } else { format!("{said}: {}", held.reason) }
    };
    let held: Vec<_> = account.qualifications.iter().map(qualification).collect();
    let held =
        if held.is_empty() { w.t("qualification-none") } else { held.join(&w.t("list-comma")) };
    let mut facts = vec![
        Fact::new(w.t("col-id"), account.id.to_string()),
        Fact::new(w.t("company-directory-name"), &account.directory_name),
        Fact::new(w.t("col-domain"), &account.domain),
        Fact::new(w.field("country"), country.map(|c| w.t(&c.name_key())).unwrap_or_default()),
        Fact::new(w.field("registration-id"), account.registration_id.clone().unwrap_or_default()),
        Fact::new(w.t("col-relationship"), capacities.join(&w.t("list-comma"))),
        Fact::new(
            w.t("company-admin-access"),
            w.t(if account.delegated_admin { "yes" } else { "no" }),
        ),
        Fact::new(w.t("company-added"), w.time(account.created_at)),
    ];
    if visitor.has(Feature::Qualifications) {
        facts.insert(5, Fact::new(w.field("qualification"), held));
    }
    let source = |one: &Source| Fact::new(w.t("col-source"), format!("{} {}", one.name, one.id));
    facts.extend(sources.iter().map(source));
    if let Some(school) =
        account.qualifications.iter().find(|held| held.kind == Qualification::Education)
    {
        let segment = match school.education_segment.as_str() {
            "" => String::new(),
            key => named("segment", key),
        };
        facts.push(Fact::new(w.field("education-segment"), segment));
        facts.push(Fact::new(w.field("website"), &school.website));
    }
    facts
}

/// What the visitor's organisation has sold to the customer and is still active: it is in the way of
/// the end.
fn active(cx: &mut Cx<'_, '_>, customer: CustomerId) -> Result<Vec<Subscription>, Fault> {
    let own = cx.actor().member().map(|member| member.id.into());
    let mut sold = subscriptions::list(cx, customer, None)?;
    sold.retain(|one| Some(one.partner) == own && one.status == Status::Active);
    Ok(sold)
}

fn hindered(w: Words, base: &str, active: &[Subscription]) -> Option<Hindered> {
    let way = |one: &Subscription| {
        (format!("{base}/subscriptions/{}/suspend", one.id), one.friendly_name.clone())
    };
    let mut ways: Vec<_> = active.iter().take(ACTIVE_SHOWN).map(way).collect();
    if active.len() > ACTIVE_SHOWN {
        ways.push((format!("{base}/subscriptions"), w.t("remove-all-subscriptions")));
    }
    let reason = || w.rule(&Rule::SubscriptionsActive);
    let first = || w.t("remove-first");
    (!ways.is_empty()).then(|| Hindered { reason: reason(), first: first(), ways })
}

/// What whoever ends a relationship states and has to know (`domain/03`, Removing).
fn remove_points(visitor: &Visitor, capacities: &[Capacity]) -> Vec<String> {
    let w = visitor.w;
    let states = ["remove-good-faith", "remove-contract", "remove-indemnity", "remove-notice"];
    let mut points: Vec<_> = states.iter().map(|key| w.t(key)).collect();
    let through = capacities.iter().filter_map(|one| match one {
        Capacity::Seller => None,
        Capacity::Reseller { name, .. } => Some(name.as_str()),
    });
    let through = through.collect::<Vec<_>>().join(&w.t("list-comma"));
    let kind = visitor.person().map(|person| person.organisation.kind);
    let (effects, admin) = if !through.is_empty() {
        (w.t1("remove-effects-kept", "providers", through), "remove-admin-kept")
    } else if kind == Some(OrganisationKind::IndirectReseller) {
        (w.t("remove-effects-reseller"), "remove-admin")
    } else {
        (w.t("remove-effects"), "remove-admin")
    };
    points.extend([effects, w.t(admin)]);
    points.extend(is_provider(visitor).then(|| w.t("remove-resellers")));
    points.push(w.t("remove-history"));
    points.extend(visitor.has(Feature::RelationshipRequests).then(|| w.t("remove-again")));
    points
}

/// What cannot be undone.
#[derive(Clone, Copy)]
enum Step {
    Remove,
    Delete,
}

/// Asks before the relationship ends.
pub(super) async fn ask_to_remove(Path((_, id)): Id, visitor: Visitor) -> Answer {
    let page = ask(&visitor, &id, Step::Remove, &[]).await?;
    Ok(visitor.page(&page))
}

/// Ends the relationship.
pub(super) async fn remove(Path((_, id)): Id, form: Posted) -> Answer {
    let customer: CustomerId = form.id(&id)?;
    match form.write(move |cx| customers::end_relationship(cx, customer)).await? {
        Ok(_) => Ok(form.done("/customers", "relationship-ended")),
        Err(problems) => {
            let page = ask(&form, &id, Step::Remove, &problems).await?;
            Ok(form.form_again(&page))
        }
    }
}

/// Asks before the customer is deleted.
pub(super) async fn ask_to_delete(Path((_, id)): Id, visitor: Visitor) -> Answer {
    let page = ask(&visitor, &id, Step::Delete, &[]).await?;
    Ok(visitor.page(&page))
}

/// Deletes the customer of a sandbox.
pub(super) async fn delete(Path((_, id)): Id, form: Posted) -> Answer {
    let customer: CustomerId = form.id(&id)?;
    match form.write(move |cx| customers::delete(cx, customer)).await? {
        Ok(()) => Ok(form.done("/customers", "customer-deleted")),
        Err(problems) => {
            let page = ask(&form, &id, Step::Delete, &problems).await?;
            Ok(form.form_again(&page))
        }
    }
}

async fn ask(
    visitor: &Visitor,
    id: &str,
    step: Step,
    problems: &[Problem],
) -> Result<ConfirmPage, Away> {
    let id: CustomerId = visitor.id(id)?;
    let permission = match step {
        Step::Remove => Permission::EndRelationship,
        Step::Delete => Permission::DeleteCustomer,
    };
    let found = visitor.read(move |cx| {
        let account = customers::get(cx, id)?;
        only_if(&account, permission)?;
        let active = match step {
            Step::Remove => active(cx, id)?,
            Step::Delete => Vec::new(),
        };
        Ok((account, active, customers::capacities(cx, id)?))
    });
    let (account, active, capacities) = found.await?;
    let (shell, heading) = heading(visitor, &account, "company");
    let w = visitor.w;
    let (path, title, text, label) = match step {
        Step::Remove => {
            ("remove", "action-remove-relationship", "remove-asked", "action-remove-relationship")
        }
        Step::Delete => {
            ("delete", "company-delete", "company-delete-text", "action-delete-customer")
        }
    };
    Ok(ConfirmPage {
        w,
        shell,
        title: w.t(title),
        text: w.t(text),
        points: match step {
            Step::Remove => remove_points(visitor, &capacities),
            Step::Delete => Vec::new(),
        },
        form: Form {
            troubles: problems.iter().map(|p| Trouble::of(w, p)).collect(),
            ..Form::default()
        },
        action: format!("{}/{path}", heading.base),
        label: w.t(label),
        back: format!("{}/company", heading.base),
        hindered: hindered(w, &heading.base, &active),
        account: heading,
    })
}
