//! `opc init`: an empty database becomes a deployment people can sign in to.

use crate::{
    config::Config,
    failure::Failure,
    open::open,
    programme::{self, FirstPasswords, Plan, Tenant, Texts},
};
use opc_core::{access::Request, integrity};
use std::{
    io::{self, Write},
    path::PathBuf,
    sync::Arc,
};

/// Makes the programme of the folder and prints who can sign in, and with what. Changes nothing if
/// a file has a mistake or there is data already.
pub(crate) fn run(config: &Config, folder: PathBuf) -> Result<(), Failure> {
    let tenants = fill(config, folder)?;
    print(&tenants, &mut io::stdout().lock())
        .map_err(|source| Failure::Io { what: "stdout".to_owned(), source })
}

fn fill(config: &Config, folder: PathBuf) -> Result<Vec<Tenant>, Failure> {
    if config.demo {
        return Err(Failure::setting("demo", "a sandbox fills itself: opc serve --demo"));
    }
    // Before the database is touched: most mistakes are found here.
    let plan = Plan::read(&Texts::Folder(folder))?;
    let core = open(config, config.base_url.clone().unwrap_or_default())?;
    let new = core.read_blocking(Request::system(), integrity::is_new);
    if !new.map_err(Failure::fault("init"))? {
        return Err(Failure::setting("database", "not empty; nothing was changed"));
    }
    let made = programme::make(&core, &plan, FirstPasswords::OneTime(Arc::new(config.keyring()?)))?;
    Ok(made.into_iter().map(|made| made.tenant).collect())
}

/// The only time that these secrets are shown.
fn print(tenants: &[Tenant], to: &mut dyn Write) -> io::Result<()> {
    for tenant in tenants {
        tenant.print(to)?;
        tenant.print_app(to)?;
    }
    to.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{options::Options, programme::EMBEDDED};
    use std::{fs, path::Path};

    fn config(dir: &Path) -> Config {
        let data_dir = Some(dir.join("data"));
        Config::load(Options { data_dir, demo: Some(false), ..Options::default() }).unwrap()
    }

    fn folder(dir: &Path, change: impl Fn(&str) -> String) -> PathBuf {
        let folder = dir.join("programme");
        fs::create_dir_all(&folder).unwrap();
        for (file, text) in EMBEDDED {
            fs::write(folder.join(file), change(text)).unwrap();
        }
        folder
    }

    #[test]
    fn an_empty_database_is_filled_once_and_everybody_gets_a_password() {
        let dir = tempfile::tempdir().unwrap();
        let (config, folder) = (config(dir.path()), folder(dir.path(), str::to_owned));
        let tenants = fill(&config, folder.clone()).unwrap();
        let mut printed = Vec::new();
        print(&tenants, &mut printed).unwrap();
        let printed = String::from_utf8(printed).unwrap();
        let users: Vec<_> = tenants.iter().flat_map(|t| &t.users).collect();
        assert_eq!(tenants.len(), 8, "the operator and seven partners, no customer");
        for user in &users {
            assert!(user.totp_secret.is_none());
            let other = users.iter().filter(|u| u.password == user.password).count();
            assert_eq!(other, 1, "{}", user.user_name);
            let line = printed.lines().find(|line| line.contains(&user.user_name)).unwrap();
            assert!(line.contains(&user.password), "{}", user.user_name);
        }
        for app in tenants.iter().map(|tenant| &tenant.app) {
            assert!(printed.contains(&app.client_secret));
        }
        let public: Vec<_> = tenants.iter().flat_map(|t| &t.applications).collect();
        assert_eq!(public.len(), 1, "the command-line client");
        assert!(public[0].client_secret.is_none());
        assert!(printed.contains(&public[0].client_id.to_string()));
        let again = fill(&config, folder).err().unwrap().to_string();
        assert!(again.starts_with("database: not empty"), "{again}");
    }

    #[test]
    fn a_mistake_is_named_and_leaves_an_empty_database() {
        let dir = tempfile::tempdir().unwrap();
        let config = config(dir.path());
        let refused = |from: &'static str, to: &'static str| {
            let folder = folder(dir.path(), |text| text.replacen(from, to, 1));
            fill(&config, folder).err().unwrap().to_string()
        };
        let known = refused("currency = \"USD\"", "currency = \"usd\"");
        assert!(known.contains(".toml: ") && known.contains(": currency: "), "{known}");
        let provider = refused("providers = [\"toto\"]", "providers = [\"tota\"]");
        assert_eq!(provider, "programme.toml: partner naniwa: providers: tota");
        let domain = refused("jun.hasebe@totoclouddist.", "jun.hasebe@toto.");
        let place = "programme.toml: toto: user jun.hasebe@toto.tenant.example: user_name: ";
        assert!(domain.starts_with(place), "{domain}");
        assert!(fill(&config, folder(dir.path(), str::to_owned)).is_ok(), "still empty");
    }
}
