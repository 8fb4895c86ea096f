//! Which column is which field.

use super::{act, base, find, outcome, said, shell};
use crate::{
    form::{Choice, Form, Trouble},
    handlers::{
        forms::{Posted, Typed},
        frame::{Answer, Away, Visitor},
    },
    imports::{Column, MappingPage, SampleRow},
};
use axum::extract::Path;
use opc_core::{
    Fault,
    access::Permission,
    imports::{self, Field, Import, Mapping, Prefix, Sample},
    partners,
};
use opc_words::Words;

type At = Path<(String, String)>;

/// Fields that can be given for all rows.
const CONSTANTS: [Field; 9] = [
    Field::Country,
    Field::Culture,
    Field::Language,
    Field::FirstName,
    Field::LastName,
    Field::Email,
    Field::Phone,
    Field::Tags,
    Field::Reseller,
];

pub(super) async fn show(Path((_, id)): At, visitor: Visitor) -> Answer {
    let import = find(&visitor, &id).await?;
    let form = filled(&import.mapping);
    let mapping = import.mapping.clone();
    Ok(visitor.page(&page(&visitor, &import, (&mapping, form)).await?))
}

pub(super) async fn check(Path((_, id)): At, form: Posted) -> Answer {
    let import = find(&form, &id).await?;
    let mapping = typed(form.typed(), &import);
    if form.typed().has("preview") {
        let again = form.typed().form();
        return Ok(form.page(&page(&form, &import, (&mapping, again)).await?));
    }
    let wanted = mapping.clone();
    match act(&form, import.id, move |cx, id| imports::check(cx, id, Some(&wanted))).await? {
        Ok(_) => Ok(form.go(&base(&form, import.id))),
        Err(mut again) => {
            for trouble in &mut again.troubles {
                missing(form.w, trouble);
            }
            Ok(form.form_again(&page(&form, &import, (&mapping, again)).await?))
        }
    }
}

/// What is missing is no field of this page but a column that fills it.
fn missing(w: Words, trouble: &mut Trouble) {
    let (field, key) = match trouble.field.as_str() {
        "company-name" => ("columns", "import-needs-name"),
        "domain-prefix" => ("prefix-from", "import-needs-prefix"),
        _ => return,
    };
    field.clone_into(&mut trouble.field);
    trouble.text = w.t(key);
}

fn column_key(number: usize) -> String {
    format!("column-{number}")
}

fn filled(mapping: &Mapping) -> Form {
    let mut form = Form::default();
    for (number, field) in mapping.columns.iter().enumerate() {
        let field = field.map(Field::name).unwrap_or_default();
        form.values.insert(column_key(number), field.to_owned());
    }
    let constants = mapping.constants.iter();
    form.values.extend(constants.map(|(field, text)| (field.name().to_owned(), text.clone())));
    form.values.insert("prefix-from".into(), mapping.prefix.name().to_owned());
    form.values.insert("prefix-stem".into(), mapping.stem.clone());
    form
}

fn typed(typed: &Typed, import: &Import) -> Mapping {
    let column = |number| Field::parse(typed.get(&column_key(number)));
    let constants = CONSTANTS.iter().map(|field| (*field, typed.get(field.name()).to_owned()));
    Mapping {
        columns: (0..import.columns.len()).map(column).collect(),
        constants: constants.filter(|(_, text)| !text.is_empty()).collect(),
        prefix: Prefix::parse(typed.get("prefix-from")).unwrap_or_default(),
        stem: typed.get("prefix-stem").to_owned(),
    }
}

async fn page(
    visitor: &Visitor,
    import: &Import,
    (mapping, form): (&Mapping, Form),
) -> Result<MappingPage, Away> {
    let (w, id, mapping) = (visitor.w, import.id, mapping.clone());
    let read = visitor.read(move |cx| {
        // Without a column for the name there is nothing to show yet.
        let samples = match imports::preview(cx, id, &mapping) {
            Err(Fault::Invalid(_)) => Vec::new(),
            done => done?,
        };
        Ok((imports::head(cx, id)?, samples, partners::resellers(cx)?))
    });
    let (head, samples, resellers) = read.await?;
    let suffix = &visitor.portal.core.settings().domain_suffix;
    let column = |(number, name): (usize, &String)| Column {
        key: column_key(number),
        name: if name.is_empty() {
            w.t1("import-column", "number", number + 1)
        } else {
            name.clone()
        },
        cells: head.iter().filter_map(|cells| cells.get(number).cloned()).take(3).collect(),
    };
    let choice = |family: &str, name: &str| Choice::new(name, w.of_family(family, name));
    let mut shell = shell(visitor, true);
    shell.here = format!("{}/mapping", base(visitor, id));
    Ok(MappingPage {
        w,
        shell,
        base: base(visitor, id),
        file: import.file_name.clone(),
        form,
        columns: import.columns.iter().enumerate().map(column).collect(),
        fields: Field::ALL.iter().map(|field| choice("field", field.name())).collect(),
        resellers: resellers
            .iter()
            .filter(|reseller| reseller.is_active())
            .map(|reseller| Choice::new(reseller.id.to_string(), &reseller.name))
            .collect(),
        prefixes: Prefix::ALL.iter().map(|one| choice("import-prefix", one.name())).collect(),
        samples: samples.iter().map(|sample| sample_row(w, sample, suffix)).collect(),
        may_tag: visitor.may(Permission::TagCustomers),
    })
}

fn sample_row(w: Words, sample: &Sample, suffix: &str) -> SampleRow {
    let Sample { form, result } = sample;
    let name = crate::labels::person_name(w, &form.first_name, &form.last_name);
    SampleRow {
        row: result.row,
        company: form.company_name.clone(),
        address: crate::address::lines(form),
        contact: [name.as_str(), &form.email, &form.phone].join(" ").trim().to_owned(),
        domain: format!("{}.{suffix}", result.prefix),
        outcome: outcome(w, result.outcome),
        problems: result.broken.iter().map(|broken| said(w, broken)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{form::Severity, language::Lang};
    use opc_core::kernel::rule::{Problem, Rule};

    #[test]
    fn what_is_missing_points_at_the_columns() {
        let w = Words::of(Lang::En);
        let problem = Problem::new("company-name", Rule::Required);
        let mut trouble = Trouble::of(w, &problem);
        missing(w, &mut trouble);
        assert_eq!((trouble.field.as_str(), trouble.severity), ("columns", Severity::Error));
    }
}
