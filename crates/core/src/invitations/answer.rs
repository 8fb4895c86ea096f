//! Answering an invitation.

use super::{
    Asks, State,
    draft::event,
    offered::{ended, held},
    standing,
    store::{self, Asking, Held, Link},
};
use crate::{
    Cx, Fault,
    access::{
        OrganisationState, Scope,
        permissions::{AnswerInvitation, AuthorizePartnership},
    },
    agreements,
    audit::Operation,
    customers::{self, Account, AccountForm, Surroundings, TakenOn},
    partners,
};
use opc_kernel::{
    country::Country,
    id::{CustomerId, OrganisationId, TemplateId},
    rule::{Problem, Rule},
};

/// What somebody says who accepts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Acceptance {
    /// What a customer says about itself; the partner keeps it as its bill-to profile.
    pub profile: AccountForm,
    /// The version of the customer agreement that was accepted, if it had not been.
    pub agreement: Option<TemplateId>,
}

/// Accepts for the acting organisation. Doing so again has no further effect.
///
/// A customer gets its account with the partner, and with the provider that is to sell; an ended
/// relationship is put back with the same customer id. A partner sells together with the provider
/// from now on. Who gives privileges away has shown their second factor, as for granular roles
/// (`docs/decisions/18`).
pub fn accept(cx: &mut Cx<'_, '_>, token: &str, said: &Acceptance) -> Result<(), Fault> {
    let held = held(cx, token)?;
    answering(cx, &held)?;
    let has_shown = cx.actor().person().is_some_and(|person| person.mfa);
    if held.delegated_admin && !has_shown {
        return Err(Fault::StepUp);
    }
    accept_first(cx, token, (said, Vec::new()))
}

/// [`accept`] by the first person of an organisation that has only just begun: there is nothing yet
/// that a second factor could protect. `known`: keys of warnings that it has confirmed already.
pub(super) fn accept_first(
    cx: &mut Cx<'_, '_>,
    token: &str,
    (said, known): (&Acceptance, Vec<String>),
) -> Result<(), Fault> {
    let held = held(cx, token)?;
    let own = answering(cx, &held)?;
    match held.state {
        State::Accepted if held.answered_by == Some(own) => return Ok(()),
        state if !state.is_open() => return Err(Fault::Refused(ended(state))),
        _ => {}
    }
    if let Some(rule) = held.closed(cx, Some(own))? {
        return Err(Fault::Refused(rule));
    }
    match held.asks {
        Asks::Partnership => partners::join(cx, held.partner.id, own)?,
        Asks::Customer | Asks::Combined => take_on(cx, &held, said, known)?,
    }
    close(cx, &held, State::Accepted, own)
}

/// Refuses for the acting organisation. Doing so again has no further effect.
pub fn decline(cx: &mut Cx<'_, '_>, token: &str) -> Result<(), Fault> {
    let held = held(cx, token)?;
    let own = answering(cx, &held)?;
    match (held.state, &held.link) {
        (State::Declined, _) if held.answered_by == Some(own) => Ok(()),
        (_, Link::Standing(_, Some(State::Accepted))) => Err(Fault::Refused(Rule::InvitationEnded)),
        (state, _) if !state.is_open() => Err(Fault::Refused(ended(state))),
        _ => close(cx, &held, State::Declined, own),
    }
}

/// The organisation that answers, if its person may, and if it is one that can be asked this.
fn answering(cx: &Cx<'_, '_>, held: &Held) -> Result<OrganisationId, Fault> {
    let scope = if held.asks.is_of_customer() {
        // A partner's tenant cannot be somebody's customer (`domain/01` §1).
        cx.allow(AnswerInvitation)?.scope()
    } else {
        cx.allow(AuthorizePartnership)?.scope()
    };
    if scope.organisation() == held.partner.id {
        return Err(Fault::Refused(Rule::InvitationOtherKind));
    }
    Ok(scope.organisation())
}

fn take_on(
    cx: &mut Cx<'_, '_>,
    held: &Held,
    said: &Acceptance,
    known: Vec<String>,
) -> Result<(), Fault> {
    let scope = cx.allow(AnswerInvitation)?.scope();
    let country = cx.actor().member().map(|home| home.country).ok_or(Fault::SignedOut)?;
    let around = held.surroundings(cx);
    let stated = customers::stated(&said.profile, country, &around);
    let wanted = held.to_accept(cx, (Some(scope.organisation().into()), country))?;
    let unticked = wanted.is_some() && said.agreement.is_none();
    let unticked = unticked.then(|| Problem::new("accepted", Rule::NotTicked));
    let stated = match (stated, unticked) {
        (Ok(stated), None) => stated,
        (stated, unticked) => {
            let broken = stated.err().unwrap_or_default();
            return Err(Fault::Invalid(broken.into_iter().chain(unticked).collect()));
        }
    };
    // What is accepted is what was read, not a version published in between.
    if wanted.is_some() && wanted != said.agreement {
        return Err(Fault::Stale);
    }
    let new = TakenOn {
        customer: scope.organisation().into(),
        billing: stated.billing,
        reseller: None,
        delegated_admin: held.delegated_admin,
        warnings: [stated.warnings, known].concat(),
    };
    let seller = match &held.provider {
        None => customers::take_on(cx, held.partner.scope(), &new)?,
        Some(provider) => with_provider(cx, held, provider, new)?,
    };
    match (wanted, held.seller()) {
        (Some(template), Some(partner)) => {
            agreements::accept_towards(cx, partner.id, (&seller, template))
        }
        _ => Ok(()),
    }
}

/// The provider sells, and the reseller serves; answers the provider's account.
fn with_provider(
    cx: &mut Cx<'_, '_>,
    held: &Held,
    provider: &Asking,
    new: TakenOn,
) -> Result<Account, Fault> {
    let of_provider =
        TakenOn { reseller: Some(held.partner.id), delegated_admin: false, ..new.clone() };
    let account = customers::take_on(cx, provider.scope(), &of_provider)?;
    customers::serve(cx, (provider.scope(), held.partner.scope()), &account, new.delegated_admin)?;
    Ok(account)
}

/// Notes the answer and tells both that asked. An invitation ends with it; a standing link goes on.
fn close(cx: &mut Cx<'_, '_>, held: &Held, to: State, own: OrganisationId) -> Result<(), Fault> {
    let id = match held.link {
        Link::Standing(_, Some(before)) if before == to => return Ok(()),
        Link::Standing(standing, _) => standing::record(cx, (standing, held), (to, own))?,
        Link::Of(id) if store::close(cx, (id, held.partner.id), (to, own))? => id,
        Link::Of(_) => return Err(Fault::Stale),
    };
    let operation = match to {
        State::Accepted => Operation::AcceptInvitation,
        _ => Operation::DeclineInvitation,
    };
    let facts = serde_json::json!({
        "invitation": id,
        "asks": held.asks.name(),
        "state": to.name(),
        "delegated_admin": held.delegated_admin,
        "answered_by": cx.actor().member().map(|home| home.name.clone()),
    });
    for one in [Some(&held.partner), held.provider.as_ref()].into_iter().flatten() {
        cx.record(event(operation).in_log_of(one.id).to(&facts))?;
    }
    Ok(())
}

impl Held {
    /// Who is going to sell; nobody where a reseller asks for itself alone.
    pub(super) fn seller(&self) -> Option<&Asking> {
        let own = Some(&self.partner).filter(|partner| partner.kind.sells());
        self.provider.as_ref().or(own)
    }
    /// Why it leads nowhere at present for the organisation that reads it. A link that everybody can
    /// use does not bring back what has ended (`domain/03`, Reinstate).
    pub(super) fn closed(
        &self,
        cx: &mut Cx<'_, '_>,
        own: Option<OrganisationId>,
    ) -> Result<Option<Rule>, Fault> {
        if !self.may_begin(cx)? {
            return Ok(Some(Rule::InvitationNotNow));
        }
        let (Link::Standing(..), Some(own)) = (&self.link, own) else { return Ok(None) };
        for one in [Some(&self.partner), self.provider.as_ref()].into_iter().flatten() {
            if customers::has_parted(cx, one.scope(), own.into())? {
                return Ok(Some(Rule::InvitationParted));
            }
        }
        Ok(None)
    }
    /// Whether all who ask may begin new business, and still together.
    fn may_begin(&self, cx: &mut Cx<'_, '_>) -> Result<bool, Fault> {
        let asking = [Some(&self.partner), self.provider.as_ref()];
        if asking.into_iter().flatten().any(|one| one.state != OrganisationState::Active) {
            return Ok(false);
        }
        match &self.provider {
            Some(provider) if self.asks == Asks::Combined => {
                Ok(partners::may_sell_with(cx, provider.scope(), self.partner.id)?.is_ok())
            }
            _ => Ok(true),
        }
    }
    /// Countries that all who ask may serve.
    pub(super) fn market(&self) -> Vec<String> {
        let shared = |code: &&String| {
            self.provider.as_ref().is_none_or(|provider| provider.market.contains(code))
        };
        self.partner.market.iter().filter(shared).cloned().collect()
    }
    /// What the rules of the customer's form need to know.
    pub(super) fn surroundings(&self, cx: &Cx<'_, '_>) -> Surroundings {
        let settings = &cx.env().settings;
        let asking = [Some(&self.partner), self.provider.as_ref()];
        Surroundings {
            market: self.market(),
            operator_domains: vec![settings.operator_domain.clone()],
            partner_domains: asking.into_iter().flatten().map(|one| one.domain.clone()).collect(),
            tenant_domains: settings.accepted_suffixes.clone(),
            now: cx.now(),
            cloud: settings.cloud,
            government: false,
            may_attest: false,
            may_tag: false,
        }
    }
    /// The version of the customer agreement a customer of the country has yet to accept towards who
    /// is going to sell; one that is not there yet has accepted nothing.
    pub(super) fn to_accept(
        &self,
        cx: &mut Cx<'_, '_>,
        (customer, country): (Option<CustomerId>, Country),
    ) -> Result<Option<TemplateId>, Fault> {
        let Some(seller) = self.seller() else { return Ok(None) };
        agreements::to_accept(cx, seller.id, (customer, country))
    }
}

impl Asking {
    /// The rows of who asks: the one asked has agreed.
    pub(super) fn scope(&self) -> Scope {
        Scope::of_asking(self.id, self.kind)
    }
}
