//! Opening the product as the options say.

use crate::{config::Config, failure::Failure};
use opc_core::{Clock, Core, DbOptions, DbUrl, Settings, Setup};

/// Opens the database, brings its schema up to date, and loads the keys.
pub(crate) fn open(config: &Config, base_url: String) -> Result<Core, Failure> {
    std::fs::create_dir_all(&config.data_dir).map_err(Failure::file(&config.data_dir))?;
    if let DbUrl::Sqlite(path) = &config.database
        && let Some(dir) = path.parent().filter(|dir| !dir.as_os_str().is_empty())
    {
        std::fs::create_dir_all(dir).map_err(Failure::file(dir))?;
    }
    let setup = Setup {
        database: config.database.clone(),
        db_options: DbOptions { connections: config.db_connections },
        keyring: config.keyring()?,
        settings: settings(config, base_url),
        clock: Clock::default(),
    };
    Core::open(setup).map_err(Failure::fault("database"))
}

fn settings(config: &Config, base_url: String) -> Settings {
    let mut settings = Settings { base_url, demo: config.demo, ..Settings::default() };
    if let Some(suffix) = &config.domain_suffix {
        settings.domain_suffix.clone_from(suffix);
        if !settings.accepted_suffixes.contains(suffix) {
            settings.accepted_suffixes.insert(0, suffix.clone());
        }
    }
    if let Some(domain) = &config.operator_domain {
        settings.operator_domain.clone_from(domain);
    }
    settings.customer_review = config.customer_review;
    settings.cloud = config.cloud;
    settings.directory_portal.clone_from(&config.directory_portal);
    settings
}
