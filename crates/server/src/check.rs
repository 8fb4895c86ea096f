//! `opc check` and `opc migrate --status`: asking the database, changing no data.

use crate::{config::Config, failure::Failure, open::open};
use opc_core::{access::Request, integrity};

/// Prints which migrations the database has. Fails if one is missing.
pub(crate) fn migrations(config: &Config) -> Result<(), Failure> {
    let missing = missing(config)?;
    if missing == 0 { Ok(()) } else { Err(Failure::Found(missing)) }
}

fn missing(config: &Config) -> Result<usize, Failure> {
    let status = opc_db::migration_status(&config.database)?;
    for migration in &status {
        let mark = if migration.applied { "applied" } else { "missing" };
        println!("{mark}\t{}", migration.name);
    }
    Ok(status.iter().filter(|m| !m.applied).count())
}

/// Prints everything that is wrong, one finding a line. Fails if there is any.
pub(crate) fn run(config: &Config) -> Result<(), Failure> {
    let missing = missing(config)?;
    if missing > 0 {
        return Err(Failure::Found(missing));
    }
    let unprepared = opc_db::Db::unprepared(&config.database)?;
    for statement in &unprepared {
        println!("statement\t{statement}");
    }
    let core = open(config, String::new())?;
    let findings = core.read_blocking(Request::system(), integrity::findings);
    let findings = findings.map_err(Failure::fault("check"))?;
    for finding in &findings {
        for row in &finding.rows {
            println!("{}\t{row}", finding.invariant);
        }
    }
    match unprepared.len() + findings.len() {
        0 => {
            println!("ok");
            Ok(())
        }
        found => Err(Failure::Found(found)),
    }
}
