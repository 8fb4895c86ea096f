//! Writing down what the clock has done, once, with its mails and entries of the log.

use super::{
    AdminRelationship, assign,
    relationship::Due,
    store::{self, Stored},
    tell,
};
use crate::{Cx, Fault, access::Actor, audit::Operation, notifications::AdminNews as News};
use opc_kernel::time::Timestamp;

/// Relationships looked at in one transaction.
const BATCH: u32 = 20;

/// Looks after the relationships the clock has something to do with; answers how many they were.
/// Only for the program itself. However late it comes and on however many nodes, everything is
/// written down and mailed once: the row says what it waits for, and moves on with it.
pub fn wake(cx: &mut Cx<'_, '_>) -> Result<usize, Fault> {
    let due = store::due(cx, BATCH)?;
    let found = due.len();
    for stored in due {
        catch_up(cx, stored)?;
    }
    Ok(found)
}

/// The relationship as it stands now, written down; nothing if it is forgotten. Of several notices
/// that were missed the last one is sent, and none for an end that has come.
pub(super) fn catch_up(
    cx: &mut Cx<'_, '_>,
    (of, wake_at): Stored,
) -> Result<Option<AdminRelationship>, Fault> {
    let Some(first) = wake_at.filter(|at| *at <= cx.now()) else { return Ok(Some(of)) };
    // What the clock does is not done by whoever looks first.
    let actor = cx.actor().clone();
    cx.act_as(Actor::System);
    let caught_up = settle(cx, of, first);
    cx.act_as(actor);
    caught_up
}

fn settle(
    cx: &mut Cx<'_, '_>,
    mut of: AdminRelationship,
    first: Timestamp,
) -> Result<Option<AdminRelationship>, Fault> {
    let now = cx.now();
    let mut after = first.plus_seconds(-1);
    let (mut notice, mut events, mut forgotten) = (None, Vec::new(), false);
    while let Some((at, due)) = of.stage.next(of.terms.auto_extend, after) {
        if at > now {
            break;
        }
        of.stage = of.stage.after(due, at);
        after = at;
        match due {
            Due::Expire => {
                notice = Some(News::Expired);
                events.push(Operation::ExpireAdminRelationship);
            }
            Due::Extend => {
                notice = Some(News::Extended);
                events.push(Operation::ExtendAdminRelationship);
            }
            Due::Notice => notice = Some(News::Expiring),
            Due::Forget => {
                forgotten = true;
                break;
            }
        }
    }
    let of = if events.is_empty() {
        store::save_wake(cx, &of)?;
        of
    } else {
        store::save(cx, of)?
    };
    for operation in events {
        tell::record(cx, &of, operation)?;
    }
    if !of.stage.is_open() {
        assign::close(cx, &of)?;
    }
    if forgotten {
        store::delete(cx, &of)?;
        tell::record(cx, &of, Operation::DeleteAdminRelationship)?;
        return Ok(None);
    }
    if let Some(news) = notice {
        tell::mail(cx, &of, news)?;
    }
    Ok(Some(of))
}
