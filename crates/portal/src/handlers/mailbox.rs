//! The mailbox of a sandbox.

use super::{
    frame::{Answer, Visitor},
    routes::{Gate, Pages},
};
use crate::{
    mailbox::{self, MailPage, MailView, MailboxPage},
    shell::Crumb,
};
use axum::extract::Path;
use opc_core::{
    access::Permission,
    kernel::{id::MailId, page::PageSize},
    notifications::{self, SentMail},
};

/// The pages of this area.
pub(super) fn pages() -> Pages {
    Pages::default().get("/p/{tenant}/mailbox", Gate::needs(Permission::UsePortal), list).get(
        "/p/{tenant}/mailbox/{id}",
        Gate::needs(Permission::UsePortal),
        one,
    )
}

async fn list(visitor: Visitor) -> Answer {
    let after: Option<MailId> = visitor.after()?;
    let size = PageSize::new(None, 50, 50);
    let page = visitor.read(move |cx| notifications::mailbox(cx, after, size)).await?;
    Ok(visitor.page(&MailboxPage {
        w: visitor.w,
        shell: visitor.shell("mailbox"),
        mails: page.items.iter().map(|mail| view(&visitor, mail)).collect(),
        pager: visitor.pager(page.next.as_ref()),
    }))
}

async fn one(Path((_, id)): Path<(String, String)>, visitor: Visitor) -> Answer {
    let id: MailId = visitor.id(&id)?;
    let mail = visitor.read(move |cx| notifications::mail(cx, id)).await?;
    let mut shell = visitor.shell("mailbox");
    let crumb = Crumb::new(visitor.w.t("mailbox-title"), format!("{}/mailbox", visitor.base()));
    shell.crumbs.push(crumb);
    Ok(visitor.page(&MailPage { w: visitor.w, shell, mail: view(&visitor, &mail) }))
}

/// A mail in its own language, whatever the reader's.
fn view(visitor: &Visitor, mail: &SentMail) -> MailView {
    let text = mailbox::write(mail.language, &mail.message);
    MailView {
        href: format!("{}/mailbox/{}", visitor.base(), mail.id),
        to: mail.recipient.clone(),
        language: mail.language.code(),
        subject: text.subject,
        at: visitor.w.time(mail.at),
        body: text.body,
    }
}
