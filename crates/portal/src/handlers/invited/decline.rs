//! Declining what a link asks, asked once more.

use super::{again, first, known, may_decline};
use crate::{
    form::Form,
    handlers::{
        forms::Posted,
        frame::{Answer, Visitor},
    },
    sure::SurePage,
};
use axum::extract::Path;
use opc_core::invitations::{self, Offered};

pub(super) async fn ask(Path(token): Path<String>, visitor: Visitor) -> Answer {
    first(&visitor, &token)?;
    let link = token.clone();
    let of = visitor.read(move |cx| invitations::offered(cx, &link)).await?;
    let here = format!("/i/{token}");
    if may_decline(&of) {
        Ok(visitor.page(&page(&visitor, here, &of)))
    } else {
        Ok(visitor.go(&here))
    }
}

fn page(visitor: &Visitor, here: String, of: &Offered) -> SurePage {
    let w = visitor.w;
    let said = |key| w.t1(key, "partner", of.partner.clone());
    let asked = if of.asks.is_of_customer() { "customer" } else { "partnership" };
    let after = if invitations::is_standing(&here) { "decline-standing" } else { "decline-link" };
    SurePage {
        w,
        shell: visitor.shell(""),
        title: said("decline-asked"),
        points: vec![said(&format!("decline-{asked}")), said("decline-told"), said(after)],
        form: Form::default(),
        etag: String::new(),
        action: format!("{here}/decline"),
        back: here,
        label: w.t("offer-decline"),
        hindered: None,
    }
}

pub(super) async fn decline(Path(token): Path<String>, form: Posted) -> Answer {
    first(&form, &token)?;
    let link = token.clone();
    match form.write(move |cx| invitations::decline(cx, &link)).await? {
        Ok(()) => Ok(form.go(&format!("/i/{token}"))),
        Err(problems) => {
            let known = known(&form, &token).await?;
            Ok(again(&form, (&token, known), &problems))
        }
    }
}
