//! Asking for a special qualification of the customer (`domain/04`: *Update* of the company info).

use super::heading::{heading, only_if};
use crate::{
    form::{Choice, Form},
    handlers::{
        forms::{Posted, Typed},
        frame::{Answer, Away, Visitor},
    },
    history::QualificationPage,
    labels,
};
use axum::extract::Path;
use opc_core::{
    Fault,
    access::Permission,
    customers::{self, NewQualification, Qualification},
    kernel::{id::CustomerId, rule::Rule},
    partners,
};

type Id = Path<(String, String)>;

/// Asks which.
pub(super) async fn ask(Path((_, id)): Id, visitor: Visitor) -> Answer {
    let page = render(&visitor, visitor.id(&id)?, Form::default()).await?;
    Ok(visitor.page(&page))
}

/// Asks the operator for it.
pub(super) async fn save(Path((_, id)): Id, form: Posted) -> Answer {
    let id: CustomerId = form.id(&id)?;
    let typed = form.typed().clone();
    let asked = form.write(move |cx| customers::qualify(cx, id, &read(&typed)?));
    match asked.await? {
        Ok(_) => Ok(form.done(&format!("/customers/{id}/company"), "saved")),
        Err(problems) => {
            let sent = form.typed().form_with(form.w, &problems);
            Ok(form.form_again(&render(&form, id, sent).await?))
        }
    }
}

fn read(typed: &Typed) -> Result<NewQualification, Fault> {
    let kind = Qualification::parse(typed.get("qualification"))
        .ok_or_else(|| Fault::field("qualification", Rule::Required))?;
    let is_school = kind == Qualification::Education;
    // What belongs to another choice was typed before the choice was changed.
    let of_school = |field| if is_school { typed.get(field).to_owned() } else { String::new() };
    let (education_segment, website) = (of_school("education-segment"), of_school("website"));
    Ok(NewQualification { kind, education_segment, website })
}

async fn render(visitor: &Visitor, id: CustomerId, form: Form) -> Result<QualificationPage, Away> {
    let work = move |cx: &mut opc_core::Cx<'_, '_>| {
        let account = customers::get(cx, id)?;
        only_if(&account, Permission::QualifyCustomers)?;
        Ok((account, partners::own_profile(cx)?.government))
    };
    let (account, government) = visitor.read(work).await?;
    let w = visitor.w;
    let offered = |kind: &&Qualification| match kind {
        Qualification::Commercial => false,
        Qualification::GovernmentCommunityCloud => government,
        _ => true,
    };
    let choice = |kind: &Qualification| Choice::new(kind.name(), labels::qualification(w, *kind));
    let segment = |key: &&str| Choice::new(*key, w.of_family("segment", key));
    let (shell, heading) = heading(visitor, &account, "company");
    Ok(QualificationPage {
        w,
        shell,
        account: heading,
        form,
        qualifications: Qualification::ALL.iter().filter(offered).map(choice).collect(),
        segments: SEGMENTS.iter().map(segment).collect(),
    })
}

/// Segments of education customers (`domain/02`).
const SEGMENTS: [&str; 4] = ["k12", "higher-education", "library", "other"];
