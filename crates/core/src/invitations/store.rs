//! Rows of invitations.

use super::{Asks, Invitation, State, Text, draft::stored_link, standing::Standing};
use crate::{
    Cx, Fault,
    access::{OrganisationKind, OrganisationState, Scope},
    customers::NewTenant,
};
use opc_db::{DbError, Row, sql};
use opc_kernel::{
    id::{InvitationId, OrganisationId},
    language::Lang,
    time::Timestamp,
};

pub(super) fn insert(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    new: &Invitation,
    (sealed, digest): (&[u8], &[u8; 32]),
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "INSERT INTO invitations (id, partner_id, asks, provider_id, delegated_admin, token,
                 token_hash, language, recipient, subject, body, state, expires_at, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)"
        ),
        &[
            new.id.into(),
            scope.partner().into(),
            new.asks.name().into(),
            new.provider.into(),
            new.delegated_admin.into(),
            sealed.into(),
            digest.as_slice().into(),
            new.language.code().into(),
            (&new.text.recipient).into(),
            (&new.text.subject).into(),
            (&new.text.body).into(),
            new.state.name().into(),
            new.expires_at.into(),
            new.created_at.into(),
        ],
    )?;
    Ok(())
}

/// Writes what can change. `false`: it has been answered or taken back meanwhile.
pub(super) fn save(cx: &mut Cx<'_, '_>, scope: Scope, of: &Invitation) -> Result<bool, Fault> {
    let changed = cx.execute(
        sql!(
            "UPDATE invitations SET recipient = $3, subject = $4, body = $5, state = $6, expires_at = $7,
                    sent_at = $8, ended_at = $9
             WHERE partner_id = $1 AND id = $2 AND state IN ('draft', 'sent')"
        ),
        &[
            scope.partner().into(),
            of.id.into(),
            (&of.text.recipient).into(),
            (&of.text.subject).into(),
            (&of.text.body).into(),
            of.state.name().into(),
            of.expires_at.into(),
            of.sent_at.into(),
            of.ended_at.into(),
        ],
    )?;
    Ok(changed == 1)
}

/// A row before its link is unsealed.
type Sealed = (Invitation, Vec<u8>);

fn row(r: &mut Row<'_>, now: Timestamp) -> Result<Sealed, DbError> {
    let mut invitation = Invitation {
        id: r.take()?,
        asks: r.parse(Asks::parse)?,
        provider: r.take()?,
        delegated_admin: r.take()?,
        language: r.parse(Lang::parse)?,
        text: Text { recipient: r.take()?, subject: r.take()?, body: r.take()? },
        link: String::new(),
        state: r.parse(State::parse)?,
        expires_at: r.take()?,
        created_at: r.take()?,
        sent_at: r.take()?,
        ended_at: r.take()?,
        answered_by: None,
    };
    invitation.state = standing(invitation.state, invitation.expires_at, now);
    let (by, name): (Option<OrganisationId>, Option<String>) = (r.take()?, r.take()?);
    invitation.answered_by = by.zip(name);
    Ok((invitation, r.take()?))
}

fn unsealed(cx: &Cx<'_, '_>, (invitation, sealed): Sealed) -> Result<Invitation, Fault> {
    Ok(Invitation { link: stored_link(cx, &sealed)?, ..invitation })
}

pub(super) fn find(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    id: InvitationId,
) -> Result<Option<Invitation>, Fault> {
    let now = cx.now();
    let found = cx.first(
        sql!(
            "SELECT i.id, i.asks, i.provider_id, i.delegated_admin, i.language, i.recipient, i.subject,
                    i.body, i.state, i.expires_at, i.created_at, i.sent_at, i.ended_at, i.answered_by,
                    o.name, i.token
             FROM invitations i LEFT JOIN organisations o ON o.id = i.answered_by
             WHERE i.partner_id = $1 AND i.id = $2"
        ),
        &[scope.partner().into(), id.into()],
        |r| row(r, now),
    )?;
    found.map(|found| unsealed(cx, found)).transpose()
}

/// At most `limit`, the newest first.
pub(super) fn list(
    cx: &mut Cx<'_, '_>,
    scope: Scope,
    (of_customers, state): (bool, Option<State>),
    (after, limit): (Option<InvitationId>, usize),
) -> Result<Vec<Invitation>, Fault> {
    let now = cx.now();
    let found = cx.all(
        sql!(
            "SELECT i.id, i.asks, i.provider_id, i.delegated_admin, i.language, i.recipient, i.subject,
                    i.body, i.state, i.expires_at, i.created_at, i.sent_at, i.ended_at, i.answered_by,
                    o.name, i.token
             FROM invitations i LEFT JOIN organisations o ON o.id = i.answered_by
             WHERE i.partner_id = $1 AND (i.asks <> 'partnership') = $2
               AND (i.id < $3 OR $3 IS NULL)
               AND ($4 = '' OR $4 = CASE WHEN i.state IN ('draft', 'sent') AND i.expires_at <= $5
                                         THEN 'expired' ELSE i.state END)
             ORDER BY i.id DESC LIMIT $6"
        ),
        &[
            scope.partner().into(),
            of_customers.into(),
            after.into(),
            state.map_or("", State::name).into(),
            now.into(),
            i64::try_from(limit).unwrap_or(i64::MAX).into(),
        ],
        |r| row(r, now),
    )?;
    found.into_iter().map(|found| unsealed(cx, found)).collect()
}

/// How many invitations of the scope can still be answered.
pub(super) fn count_open(cx: &mut Cx<'_, '_>, scope: Scope) -> Result<u32, Fault> {
    let found = cx.first(
        sql!(
            "SELECT COUNT(*) FROM invitations
             WHERE partner_id = $1 AND state IN ('draft', 'sent') AND expires_at > $2"
        ),
        &[scope.partner().into(), cx.now().into()],
        |r| r.take::<i64>(),
    )?;
    Ok(u32::try_from(found.unwrap_or_default()).unwrap_or(u32::MAX))
}

/// Who asks, as far as the one who is asked has to know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Asking {
    pub(super) id: OrganisationId,
    pub(super) kind: OrganisationKind,
    pub(super) state: OrganisationState,
    pub(super) name: String,
    pub(super) domain: String,
    pub(super) language: Lang,
    pub(super) market: Vec<String>,
}

/// An organisation that may ask. Whoever holds its link may know this much of it.
pub(super) fn asking(cx: &mut Cx<'_, '_>, id: OrganisationId) -> Result<Option<Asking>, Fault> {
    cx.first(
        sql!("SELECT id, kind, state, name, domain, language, market FROM organisations WHERE id = $1"),
        &[id.into()],
        |r| {
            Ok(Asking {
                id: r.take()?,
                kind: r.parse(OrganisationKind::parse)?,
                state: r.parse(OrganisationState::parse)?,
                name: r.take()?,
                domain: r.take()?,
                language: Lang::parse(&r.take::<String>()?).unwrap_or_default(),
                market: r.take::<String>()?.split_whitespace().map(str::to_owned).collect(),
            })
        },
    )
}

/// The customer that began with all of these facts and this first administrator. Who repeats them
/// typed them before, or learns no more than that they are so.
pub(super) fn begun(
    cx: &mut Cx<'_, '_>,
    tenant: &NewTenant,
    user_name: &str,
) -> Result<Option<OrganisationId>, Fault> {
    let said = &tenant.billing;
    cx.first(
        sql!(
            "SELECT o.id FROM organisations o JOIN users u ON u.organisation_id = o.id
             WHERE o.domain = $1 AND o.name = $2 AND o.country = $3 AND u.user_name = $4
                 AND u.first_name = $5 AND u.last_name = $6 AND u.email = $7"
        ),
        &[
            (&tenant.domain).into(),
            (&said.company_name).into(),
            (&said.country).into(),
            user_name.into(),
            (&said.first_name).into(),
            (&said.last_name).into(),
            (&said.email).into(),
        ],
        |r| r.take(),
    )
}

/// An invitation as whoever holds its link may know it.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub(super) link: Link,
    pub(super) partner: Asking,
    pub(super) asks: Asks,
    pub(super) provider: Option<Asking>,
    pub(super) delegated_admin: bool,
    pub(super) language: Lang,
    pub(super) state: State,
    pub(super) answered_by: Option<OrganisationId>,
}

/// What a link belongs to.
#[derive(Debug, Clone)]
pub(super) enum Link {
    /// An invitation, for one answer.
    Of(InvitationId),
    /// A partner, for an answer of each customer; with what the actor's organisation said last.
    Standing(Standing, Option<State>),
}

/// The invitation of a link. Whoever holds the link may see it; it stands for the permission.
pub(super) fn held(cx: &mut Cx<'_, '_>, digest: &[u8; 32]) -> Result<Option<Held>, Fault> {
    let now = cx.now();
    let found = cx.first(
        sql!(
            "SELECT id, partner_id, provider_id, asks, delegated_admin, language, state, expires_at,
                    answered_by
             FROM invitations WHERE token_hash = $1"
        ),
        &[digest.as_slice().into()],
        |r| {
            let ids: (InvitationId, OrganisationId, Option<OrganisationId>) =
                (r.take()?, r.take()?, r.take()?);
            let what = (r.parse(Asks::parse)?, r.take()?, r.parse(Lang::parse)?);
            let state = standing(r.parse(State::parse)?, r.take()?, now);
            Ok((ids, what, state, r.take()?))
        },
    )?;
    let Some(((id, partner, provider), what, state, answered_by)) = found else { return Ok(None) };
    let Some(partner) = asking(cx, partner)? else { return Ok(None) };
    let provider = provider.map(|id| asking(cx, id)).transpose()?.flatten();
    let (asks, delegated_admin, language) = what;
    Ok(Some(Held {
        link: Link::Of(id),
        partner,
        asks,
        provider,
        delegated_admin,
        language,
        state,
        answered_by,
    }))
}

/// How far an invitation is now: what is stored, and the clock.
fn standing(stored: State, expires_at: Timestamp, now: Timestamp) -> State {
    if stored.is_open() && expires_at <= now { State::Expired } else { stored }
}

/// Ends an invitation that is open. `false`: somebody was quicker.
pub(super) fn close(
    cx: &mut Cx<'_, '_>,
    (id, partner): (InvitationId, OrganisationId),
    (state, by): (State, OrganisationId),
) -> Result<bool, Fault> {
    let changed = cx.execute(
        sql!(
            "UPDATE invitations SET state = $3, answered_by = $4, ended_at = $5
             WHERE partner_id = $1 AND id = $2 AND state IN ('draft', 'sent')"
        ),
        &[partner.into(), id.into(), state.name().into(), by.into(), cx.now().into()],
    )?;
    Ok(changed == 1)
}

/// What an organisation answered to a standing link; `digest` is of the link and the organisation.
pub(super) fn answer(
    cx: &mut Cx<'_, '_>,
    (partner, by): (OrganisationId, OrganisationId),
    digest: &[u8; 32],
) -> Result<Option<(InvitationId, State)>, Fault> {
    cx.first(
        sql!(
            "SELECT id, state FROM invitations
             WHERE partner_id = $1 AND answered_by = $2 AND token_hash = $3"
        ),
        &[partner.into(), by.into(), digest.as_slice().into()],
        |r| Ok((r.take()?, r.parse(State::parse)?)),
    )
}

/// Notes that an organisation that had declined has accepted.
pub(super) fn answer_again(
    cx: &mut Cx<'_, '_>,
    (id, partner): (InvitationId, OrganisationId),
    (state, by): (State, OrganisationId),
) -> Result<(), Fault> {
    cx.execute(
        sql!(
            "UPDATE invitations SET state = $4, ended_at = $5
             WHERE partner_id = $1 AND id = $2 AND answered_by = $3"
        ),
        &[partner.into(), id.into(), by.into(), state.name().into(), cx.now().into()],
    )?;
    Ok(())
}
