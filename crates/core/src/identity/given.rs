//! What a person let an application have, as codes and refresh tokens keep it.

use super::client::Client;
use super::token::sign_in_event;
use crate::{Cx, Fault, access::OrganisationKind, audit::Event};
use opc_db::{DbError, Row, sql};
use opc_kernel::{
    id::{ApplicationId, OrganisationId, UserId},
    time::Timestamp,
};

/// What one code or refresh token hands to the next.
#[derive(Debug, Clone, Copy)]
pub(super) struct Consent {
    pub(super) family: uuid::Uuid,
    pub(super) user: UserId,
    pub(super) epoch: i64,
    pub(super) mfa: bool,
}

/// A consent, to whom it was given, and until when it is good.
#[derive(Debug, Clone, Copy)]
pub(super) struct Given {
    pub(super) consent: Consent,
    pub(super) application: ApplicationId,
    pub(super) spent: bool,
    pub(super) expires_at: Timestamp,
}

impl Given {
    /// From `family, user_id, epoch, mfa, application_id, spent_at, expires_at`, in that order.
    pub(super) fn read(r: &mut Row<'_>) -> Result<Self, DbError> {
        let consent =
            Consent { family: r.take()?, user: r.take()?, epoch: r.take()?, mfa: r.take()? };
        Ok(Self {
            consent,
            application: r.take()?,
            spent: r.take::<Option<Timestamp>>()?.is_some(),
            expires_at: r.take()?,
        })
    }
}

/// The person behind a consent, as they are now.
#[derive(Debug)]
pub(super) struct Holder {
    user: UserId,
    user_name: String,
    organisation: OrganisationId,
    kind: OrganisationKind,
    /// Active, of the consent's epoch, and with a password of their own choosing.
    pub(super) is_unchanged: bool,
}

impl Holder {
    /// The entry of the log that says that the application signs the person in.
    pub(super) fn event(&self, client: &Client, grant: &str) -> Event {
        let who = (self.user, self.user_name.as_str());
        sign_in_event(client, (self.kind, self.organisation), who, grant)
    }
}

/// The person behind a consent, if the client may hear of them.
pub(super) fn holder(
    cx: &mut Cx<'_, '_>,
    client: &Client,
    consent: &Consent,
) -> Result<Option<Holder>, Fault> {
    let found = cx.first(
        sql!(
            "SELECT u.user_name, u.organisation_id, o.kind, u.state, u.epoch, u.must_change_password
             FROM users u JOIN organisations o ON o.id = u.organisation_id WHERE u.id = $1"
        ),
        &[consent.user.into()],
        |r| {
            Ok(Holder {
                user: consent.user,
                user_name: r.take()?,
                organisation: r.take()?,
                kind: r.parse(OrganisationKind::parse)?,
                is_unchanged: r.take::<String>()? == "active"
                    && r.take::<i64>()? == consent.epoch
                    && !r.take::<bool>()?,
            })
        },
    )?;
    Ok(found.filter(|holder| holder.organisation == client.organisation))
}
