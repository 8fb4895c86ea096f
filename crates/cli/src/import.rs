//! `opc import customers`: what can be asked for, and the exit code.

use crate::{Failure, client::Client, follow::Follower, report, sign_in::Connection, tongue};
use opc_wire::{
    enums::ImportState,
    resources::{CustomerImport, ImportConstant, ImportMapping},
};
use opc_words::Words;
use std::{
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// What is beside the list of options.
const MORE: &str = "\
The file is uploaded, checked row by row by every rule of “Add customer”, and the rows that passed are
added. Columns are recognised by their header, in English or Japanese; fields that the file lacks are
given with --set. How a header was matched is remembered for the next file with it.

Fields: company-name, company-name-kana, country, postal-code, state, city, address-line-1,
address-line-2, first-name, last-name, email, phone, registration-id, domain-prefix, culture, language,
website, tags, qualification, education-segment, reseller.

The server does the work: if this command, its connection or the server ends early, type the same
command again. It finds the import of the same file and goes on with it; no row is added twice. A file
whose import has ended is not imported once more unless --again is given.

Exit codes:
  0  every row is a customer (with --dry-run: could be one)
  1  the command failed; it says why
  2  the command was not typed right
  3  rows were left out: the summary names the rules, the error file has the rows
  4  the import was paused or cancelled

Example:
  opc import customers businesses-jp.csv --tenant ID --client-id ID --prefix kana \\
    --set country=JP --set first-name=太郎 --set last-name=山田 --set email=info@{prefix}.example --dry-run";

/// What to import.
#[derive(Debug, Clone, clap::Args)]
#[command(after_long_help = MORE)]
pub struct Args {
    /// CSV (UTF-8, UTF-16, Shift JIS) or XLSX file, up to 10 MB and 50,000 rows
    file: PathBuf,
    #[command(flatten)]
    connection: Connection,
    /// What a field is where the file says nothing; {prefix} and {row} stand for a row's own in the
    /// e-mail address
    #[arg(long = "set", value_name = "FIELD=VALUE", value_parser = constant)]
    constants: Vec<ImportConstant>,
    /// What domain prefixes are made from [default: what the header suggests]
    #[arg(long, value_parser = ["column", "kana", "name", "number"])]
    prefix: Option<String>,
    /// JSON file that says which column is which field, as the REST API takes it
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,
    /// Check every row and add nothing
    #[arg(long)]
    dry_run: bool,
    /// Add rows with warnings too: all of them, or those with warnings of these rules
    #[arg(
        long,
        value_name = "RULE,…",
        num_args = 0..,
        require_equals = true,
        value_delimiter = ',',
        default_missing_value = "all"
    )]
    confirm_warnings: Vec<String>,
    /// Import a file once more although it has been imported
    #[arg(long)]
    again: bool,
    /// Where to write the rows that were left out, to mend and import them
    /// [default: FILE with .rejected.csv, beside it]
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
    /// Language of the messages: en or ja [default: that of the terminal]
    #[arg(long, env = "OPC_LANGUAGE")]
    language: Option<String>,
}

/// Imports, or tries to, and says what came of it.
pub fn run(args: &Args) -> ExitCode {
    let lang = tongue::language(args.language.as_deref());
    let w = Words::of(lang);
    match import(args, w) {
        Ok(code) => ExitCode::from(code),
        Err(failure) => {
            eprintln!("opc: {}", failure.said(w));
            ExitCode::FAILURE
        }
    }
}

fn import(args: &Args, w: Words) -> Result<u8, Failure> {
    let bytes = fs::read(&args.file).map_err(in_file(&args.file))?;
    let mapping = args.wanted_mapping()?;
    let client = args.connection.open(w)?;
    let import = Follower::find(&client, w, (&args.file, &bytes), args.again)?;
    let import = match import.state {
        Some(ImportState::Done | ImportState::Cancelled) => {
            eprintln!("{}", w.t1("cli-imported-before", "id", import.id.as_deref().unwrap_or("")));
            import
        }
        _ => Follower::new(&client, w, &import).follow(args, &mapping)?,
    };
    args.report(&client, w, &import)
}

impl Args {
    /// Whether nothing shall be added.
    pub(crate) const fn is_dry(&self) -> bool {
        self.dry_run
    }
    /// Keys of the rules whose warnings are meant.
    pub(crate) fn confirmed(&self) -> &[String] {
        &self.confirm_warnings
    }

    fn wanted_mapping(&self) -> Result<ImportMapping, Failure> {
        let mut mapping: ImportMapping = match &self.mapping {
            None => ImportMapping::default(),
            Some(path) => {
                let text = fs::read_to_string(path).map_err(in_file(path))?;
                let path = path.display().to_string();
                serde_json::from_str(&text)
                    .map_err(|e| Failure::Mapping { path, message: e.to_string() })?
            }
        };
        if !self.constants.is_empty() {
            mapping.constants.get_or_insert_default().extend(self.constants.iter().cloned());
        }
        if let Some(from) = &self.prefix {
            let prefix = mapping.domain_prefix.get_or_insert_default();
            prefix.from = opc_wire::enums::ImportPrefixSource::read(from);
        }
        Ok(mapping)
    }

    fn report(&self, client: &Client, w: Words, import: &CustomerImport) -> Result<u8, Failure> {
        report::print(w, import);
        let left = report::left_out(import);
        if left > 0 {
            let written =
                report::write_left_out(client, import, (&self.file, self.errors.as_deref()))?;
            println!("{}", w.t1("cli-errors-written", "path", written.display().to_string()));
        }
        let all = self.confirm_warnings.iter().any(|key| key == "all");
        let meant = import.counts.as_ref().and_then(|counts| counts.unconfirmed).filter(|_| all);
        Ok(match import.state {
            Some(ImportState::Paused | ImportState::Cancelled) => 4,
            // Nobody paused it and yet it is where it began: the dry run failed.
            Some(ImportState::Mapping) => 1,
            _ if left > meant.unwrap_or(0) => 3,
            _ => 0,
        })
    }
}

fn constant(text: &str) -> Result<ImportConstant, String> {
    let (field, value) = text.split_once('=').ok_or("FIELD=VALUE")?;
    Ok(ImportConstant { field: Some(field.to_owned()), value: Some(value.to_owned()) })
}

pub(crate) fn in_file(path: &Path) -> impl FnOnce(io::Error) -> Failure {
    let path = path.display().to_string();
    move |source| Failure::File { path, message: source.to_string() }
}
