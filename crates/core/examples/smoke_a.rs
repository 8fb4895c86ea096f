use opc_core::{*, access::*, identity::*, identity::users, secrets::*, partners::*};
use opc_kernel::{page::PageSize, country::Country, money::Currency};
fn main() {
    let dir = std::env::temp_dir().join(format!("smoke-a-{}", std::process::id()));
    std::fs::create_dir_all(&dir).unwrap();
    let url: DbUrl = format!("sqlite:{}/a.db", dir.display()).parse().unwrap();
    let settings = Settings { demo: true, ..Settings::default() };
    let core = Core::open(Setup { database: url, db_options: DbOptions::default(), keyring: Keyring::new(&[7; 32]), settings, clock: Clock::default() }).unwrap();
    let hash = hash_password("correct horse battery");
    let (org, app, boss) = core.write_blocking(Request::system(), move |cx| {
        let org = create_organisation(cx, &NewOrganisation { kind: OrganisationKind::DirectBill, name: "P".into(), country: Country::parse("JP").unwrap(), language: "ja".into(), currency: Currency::parse("JPY").unwrap(), domain: "p.example".into(), network_id: None, market: vec![], agreement_signed: true, sandbox: true })?;
        let app = register_application(cx, org, "app")?;
        let new = users::NewUser { user_name: "boss".into(), first_name: "B".into(), last_name: "O".into(), email: "b@p.example".into(), language: "en".into(), roles: RoleSet::of(&[Role::GlobalAdmin]) };
        let boss = users::create_for(cx, org, &new, Some(hash.clone()), Some([3; 20]))?;
        Ok((org, app, boss))
    }).unwrap();
    let (id, tenant) = (app.id.to_string(), org.to_string());
    let anon = || Request { caller: Caller::Anonymous, ..Request::system() };
    let ask = |grant| issue(&core, anon(), &TokenRequest { tenant: &tenant, client_id: &id, client_secret: &app.secret, grant });
    let t = ask(Grant::ClientCredentials).unwrap();
    assert!(verify_token(&core, &t.access_token).unwrap().user.is_none());
    let code = core.read_blocking(anon(), |cx| code_now(cx, "boss@p.example")).unwrap().unwrap();
    let pw = |p: &str, code: Option<String>| ask(Grant::Password { user_name: "boss@p.example".into(), password: p.into(), code });
    assert_eq!(pw("wrong", None).err(), Some(TokenFault::InvalidGrant));
    assert_eq!(pw("correct horse battery", Some("000000".into())).err(), Some(TokenFault::InvalidGrant));
    let t = pw("correct horse battery", Some(code)).unwrap();
    let claims = verify_token(&core, &t.access_token).unwrap();
    assert!(claims.mfa);
    let first = t.refresh_token.unwrap();
    let r2 = ask(Grant::RefreshToken { token: first.clone() }).unwrap().refresh_token.unwrap();
    assert_eq!(ask(Grant::RefreshToken { token: first }).err(), Some(TokenFault::InvalidGrant));
    assert_eq!(ask(Grant::RefreshToken { token: r2 }).err(), Some(TokenFault::InvalidGrant));
    let as_boss = || Request { caller: Caller::Token(claims), ..Request::system() };
    let added = core.write_blocking(as_boss(), |cx| users::add(cx, &users::NewUser { user_name: "hana".into(), first_name: "H".into(), last_name: "Y".into(), email: "h@p.example".into(), language: "ja".into(), roles: RoleSet::of(&[Role::SalesAgent]) })).unwrap();
    sign_in(&core, anon(), "hana@p.example", &added.one_time_password).unwrap();
    let hana = added.id;
    core.write_blocking(as_boss(), move |cx| users::set_roles(cx, hana, RoleSet::of(&[Role::AdminAgent]))).unwrap();
    sign_in(&core, anon(), "hana@p.example", &added.one_time_password).unwrap();
    let again = core.write_blocking(as_boss(), move |cx| users::reset_password(cx, hana)).unwrap();
    assert!(sign_in(&core, anon(), "hana@p.example", &added.one_time_password).is_err());
    sign_in(&core, anon(), "hana@p.example", &again.one_time_password).unwrap();
    core.write_blocking(as_boss(), move |cx| users::deactivate(cx, hana)).unwrap();
    assert!(sign_in(&core, anon(), "hana@p.example", &again.one_time_password).is_err());
    let last = core.write_blocking(as_boss(), move |cx| users::deactivate(cx, boss));
    println!("{last:?}");
    let page = core.read_blocking(as_boss(), |cx| users::list(cx, None, PageSize::new(Some(1), 10, 10))).unwrap();
    println!("{:?} {}", page.next, page.items.len());
    for _ in 0..5 { let _ = pw("wrong", None); }
    println!("{:?}", pw("correct horse battery", None).err());
    core.clock().move_to(opc_kernel::time::Timestamp::from_micros(core.clock().now().micros() + 31 * 86_400_000_000));
    let t = ask(Grant::ClientCredentials).unwrap();
    println!("{} keys, verified {}, purged {:?}", public_keys(&core).len(), verify_token(&core, &t.access_token).is_some(), core.write_blocking(Request::system(), |cx| purge_refresh_tokens(cx, 10)));
    std::fs::remove_dir_all(&dir).unwrap();
}
