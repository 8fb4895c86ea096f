//! Imports of customers from a file. The reference has none: these are the product's own.

use crate::date::DateTime;
use crate::enums::{ImportPrefixSource, ImportRowOutcome, ImportState};

shape! {
    /// What a column of the file is.
    #[derive(Eq)]
    ImportColumn {
        /// Its name in the header.
        column: String,
        /// The key of the field it fills; absent leaves the column out.
        field: String,
    }
}

shape! {
    /// What a field is where the file says nothing.
    #[derive(Eq)]
    ImportConstant {
        /// The key of the field.
        field: String,
        /// The value.
        value: String,
    }
}

shape! {
    /// What the domain prefix of a row is made from.
    #[derive(Eq)]
    ImportPrefix {
        /// Where it comes from.
        from: ImportPrefixSource,
        /// What stands before the row's number where nothing else leads to a prefix.
        stem: String,
    }
}

shape! {
    /// How a file is read. Members that are absent stay as they are.
    #[derive(Eq)]
    ImportMapping {
        /// The columns; several of one field are joined in their order.
        columns: Vec<ImportColumn>,
        /// The constants.
        constants: Vec<ImportConstant>,
        /// The domain prefix.
        domain_prefix: ImportPrefix,
    }
}

shape! {
    /// Which warnings are meant.
    #[derive(Eq)]
    ImportConfirmation {
        /// Keys of rules, or `all`.
        confirm: Vec<String>,
    }
}

shape! {
    /// How many rows came to what.
    #[derive(Eq)]
    ImportCounts {
        /// Rows that keep every rule.
        ready: u32,
        /// Rows with a warning that has to be confirmed.
        unconfirmed: u32,
        /// Rows that break a rule.
        refused: u32,
        /// Rows that are customers now.
        added: u32,
    }
}

shape! {
    /// How often a rule was broken.
    #[derive(Eq)]
    ImportRule {
        /// The key of the rule.
        rule: String,
        /// The key of the field.
        field: String,
        /// Whether it is a warning, which can be confirmed.
        is_warning: bool,
        /// Rows that break it.
        count: u32,
        /// The first of them, by their numbers in the file.
        rows: Vec<u32>,
        /// What is wrong with the first one and how to mend it.
        description: String,
    }
}

resource! {
    /// A file of customers to be added, and how far it is.
    #[derive(Eq)]
    CustomerImport {
        /// Its id.
        id: String,
        /// The name of the file.
        file_name: String,
        /// SHA-256 of the file in hex: whoever has the file finds its import by it.
        file_digest: String,
        /// How far it is.
        state: ImportState,
        /// Why it is paused although nobody paused it: starter or failed.
        halt: String,
        /// Rows below the header.
        total_rows: u32,
        /// Rows the present job has been through.
        rows_done: u32,
        /// What came of the rows.
        counts: ImportCounts,
        /// How the file is read.
        mapping: ImportMapping,
        /// What is wrong with the rows, by rule.
        rules: Vec<ImportRule>,
        /// Keys of the rules whose warnings were confirmed.
        confirmed: Vec<String>,
        /// When it was uploaded.
        created_date: DateTime,
        /// When it last moved.
        updated_date: DateTime,
    }
}

shape! {
    /// Something that is wrong with a row.
    #[derive(Eq)]
    ImportProblem {
        /// The key of the field.
        field: String,
        /// The key of the rule.
        rule: String,
        /// Whether it is a warning.
        is_warning: bool,
        /// What is wrong and how to mend it.
        description: String,
    }
}

shape! {
    /// What came of a row.
    #[derive(Eq)]
    ImportRow {
        /// Its number in the file; the header is usually row 1.
        row: u32,
        /// What came of it.
        outcome: ImportRowOutcome,
        /// The domain prefix it gets or got.
        domain_prefix: String,
        /// The customer it became.
        customer_id: String,
        /// What is wrong with it.
        problems: Vec<ImportProblem>,
        /// Its cells, as they are in the file.
        cells: Vec<String>,
    }
}
