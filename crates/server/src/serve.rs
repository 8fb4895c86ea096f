//! `opc serve`: from options to an answering server, and down again without losing anything.

use crate::{
    app, config::Config, demo, failure::Failure, logging, mail::Post, open::open, tls,
    workers::Workers,
};
use axum::Router;
use axum_server::{Address, Handle};
use hyper_util::rt::TokioTimer;
use opc_core::{Core, DbUrl, access::Request, jobs};
use std::{
    net::{SocketAddr, TcpListener},
    path::PathBuf,
    time::Duration,
};

/// How long requests and workers may go on after the signal to stop.
const DRAIN: Duration = Duration::from_secs(10);
/// How long a client may take to send its headers.
const HEADER_TIME: Duration = Duration::from_secs(10);

/// Serves until told to stop.
pub(crate) fn run(config: Config) -> Result<(), Failure> {
    logging::start(config.log_format);
    tls::choose_provider();
    let metrics = app::metrics()?;
    let (listener, address) = listen(config.listen)?;
    let scheme = if config.tls.is_some() { "https" } else { "http" };
    let url = format!("{scheme}://{address}");
    let core = open(&config, config.base_url.clone().unwrap_or_else(|| url.clone()))?;
    if matches!(config.database, DbUrl::Sqlite(_)) {
        let taken = core.write_blocking(Request::system(), jobs::take_over);
        taken.map_err(Failure::fault("jobs"))?;
    }
    let demo = config.demo.then(|| demo::load(&core, &config.data_dir)).transpose()?;
    let post = Post::new(config.smtp_url.as_deref(), core.settings())?;
    let router = app::app(&core, &config, demo.as_ref(), metrics.clone());
    let runtime = tokio::runtime::Runtime::new().map_err(io("runtime"))?;
    runtime.block_on(async {
        let workers = Workers::start(&core, post, metrics);
        if let Some(demo) = &demo {
            demo.print(&config.data_dir);
        }
        println!("Listening on {url}");
        let served = serve(listener, router, config.tls.as_ref()).await;
        workers.finish(DRAIN).await;
        served
    })?;
    close(core);
    Ok(())
}

/// Binds first: a port that is taken is found before the database is touched.
fn listen(address: SocketAddr) -> Result<(TcpListener, SocketAddr), Failure> {
    let listener = TcpListener::bind(address).map_err(io("listen"))?;
    listener.set_nonblocking(true).map_err(io("listen"))?;
    let address = listener.local_addr().map_err(io("listen"))?;
    Ok((listener, address))
}

async fn serve(
    listener: TcpListener,
    router: Router,
    tls: Option<&(PathBuf, PathBuf)>,
) -> Result<(), Failure> {
    let handle = Handle::new();
    tokio::spawn(stop_on_signal(handle.clone()));
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    if let Some(tls) = tls {
        let config = tls::config(tls).await?;
        let server = axum_server::from_tcp_rustls(listener, config).map_err(io("listen"))?;
        let mut server = server.handle(handle);
        server.http_builder().http1().timer(TokioTimer::new()).header_read_timeout(HEADER_TIME);
        server.serve(service).await.map_err(io("serve"))
    } else {
        let server = axum_server::from_tcp(listener).map_err(io("listen"))?;
        let mut server = server.handle(handle);
        server.http_builder().http1().timer(TokioTimer::new()).header_read_timeout(HEADER_TIME);
        server.serve(service).await.map_err(io("serve"))
    }
}

/// Waits for SIGINT or SIGTERM; then nobody new is let in, and whoever is in may finish.
async fn stop_on_signal<A: Address>(handle: Handle<A>) {
    if let Err(error) = signal().await {
        tracing::error!(%error, "no signals: stop the process with SIGKILL");
        return;
    }
    tracing::info!("stopping");
    handle.graceful_shutdown(Some(DRAIN));
}

#[cfg(unix)]
async fn signal() -> std::io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        result = tokio::signal::ctrl_c() => result,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn signal() -> std::io::Result<()> {
    tokio::signal::ctrl_c().await
}

/// The database threads end when the last handle is gone.
fn close(core: Core) {
    drop(core);
    tracing::info!("stopped");
}

fn io(what: &str) -> impl FnOnce(std::io::Error) -> Failure {
    let what = what.to_owned();
    move |source| Failure::Io { what, source }
}
