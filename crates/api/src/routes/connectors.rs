//! Customers of other portals, sent by a connector (`domain/03`, Other portals). The reference has
//! none.

use super::row::{Row, row, shape};
use crate::call::Call;
use crate::failure::{Answered, Failure};
use crate::members::Members;
use crate::shapes::account_form;
use crate::{body::Body, reply};
use axum::routing::post;
use http::Method;
use opc_core::access::{
    Permission::{AddCustomer, ConnectPortals},
    permissions,
};
use opc_core::customers::{self, AccountForm, Source};
use opc_core::{Cx, Fault};
use opc_kernel::rule::{Problem, Rule};
use opc_wire::enums::ConnectorOutcome;
use opc_wire::resources::{ConnectorBatch, ConnectorResult, ResourceCollection};

/// The most customers of one request.
const MOST: usize = 100;

/// The rows of the table.
pub(crate) fn table() -> Vec<Row> {
    let (area, path) = ("customers", "/v1/connectors/customers");
    let summary = "Add the customers of another portal that are not here yet";
    vec![Row {
        request: Some(shape::<ConnectorBatch>()),
        responses: const { &[(200, Some(shape::<ResourceCollection<ConnectorResult>>()))] },
        handler: || post(send),
        ..row(area, (Method::POST, path), summary, ConnectPortals)
    }]
}

/// Each customer stands or falls alone; sent again, those that are here are answered as known. An
/// indirect reseller, who adds no customers, has those noted that it serves already.
async fn send(call: Call, body: Body) -> Answered {
    let call = call.with(Members::Customer);
    let batch: ConnectorBatch = call.read_body(&body)?;
    let source = batch.source.unwrap_or_default();
    if source.trim().is_empty() {
        return Err(call.fail(&Fault::field("source", Rule::Required)));
    }
    let sent = batch.customers.unwrap_or_default();
    if sent.len() > MOST {
        let words = call.words.t1("api-too-many-customers", "most", MOST);
        return Err(Failure::bad(words, "customers"));
    }
    let settings = call.core.settings();
    let forms: Vec<AccountForm> = sent
        .into_iter()
        .map(|one| {
            let (form, _) = account_form::of_customer(one.customer.unwrap_or_default(), settings);
            AccountForm {
                source: source.clone(),
                source_id: one.source_id.unwrap_or_default(),
                ..form
            }
        })
        .collect();
    let words = call.words;
    let done = call.write(move |cx| {
        cx.allow(permissions::ConnectPortals)?;
        let each = forms.iter().map(|form| Ok((form.source_id.clone(), add(cx, form)?)));
        each.collect::<Result<Vec<_>, Fault>>()
    });
    let results = done.await?.into_iter().map(|(id, outcome)| result(id, outcome, words));
    Ok(reply::collection(&ResourceCollection::whole(results.collect())))
}

/// What came of a customer.
enum Outcome {
    Added(opc_kernel::id::CustomerId),
    Known(opc_kernel::id::CustomerId),
    Refused(Vec<Problem>),
}

fn add(cx: &mut Cx<'_, '_>, form: &AccountForm) -> Result<Outcome, Fault> {
    if form.source_id.trim().is_empty() {
        return Ok(Outcome::Refused(vec![Problem::new("source-id", Rule::Required)]));
    }
    let source = Source { name: form.source.trim().into(), id: form.source_id.trim().into() };
    if let Some(known) = customers::of_source(cx, &source, &form.domain_prefix)? {
        return Ok(Outcome::Known(known));
    }
    if !cx.actor().may(AddCustomer) {
        let problem = Problem::new("domain-prefix", Rule::CustomerToInvite);
        return Ok(Outcome::Refused(vec![problem]));
    }
    let added = cx.nested(|cx| {
        let checked = customers::examine(cx, form, false)?;
        let new = checked.customer.ok_or(Fault::Invalid(checked.problems))?;
        customers::create(cx, &new)
    });
    match added {
        Ok(created) => Ok(Outcome::Added(created.account.id)),
        Err(Fault::Invalid(problems)) => Ok(Outcome::Refused(problems)),
        Err(fault) => Err(fault),
    }
}

fn result(source_id: String, outcome: Outcome, words: opc_words::Words) -> ConnectorResult {
    let (outcome, id, problems) = match outcome {
        Outcome::Added(id) => (ConnectorOutcome::Added, Some(id), Vec::new()),
        Outcome::Known(id) => (ConnectorOutcome::Known, Some(id), Vec::new()),
        Outcome::Refused(problems) => (ConnectorOutcome::Refused, None, problems),
    };
    let said = |problem: &Problem| {
        format!("{}: {}", Members::Customer.path_of(problem), words.rule(&problem.rule))
    };
    ConnectorResult {
        source_id: Some(source_id),
        outcome: Some(outcome),
        customer_id: id.map(|id| id.to_string()),
        problems: Some(problems.iter().map(said).collect()),
    }
}
