//! Where a request comes from: the peer, or whoever a proxy we trust says it speaks for.

use axum::{
    extract::{ConnectInfo, Request, State},
    http::HeaderMap,
    middleware::Next,
    response::Response,
};
use ipnet::IpNet;
use opc_core::guesses::Network;
use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

/// Networks: `10.0.0.0/8, 192.0.2.7`. Answers the part that is none.
pub(crate) fn networks(text: &str) -> Result<Arc<[IpNet]>, String> {
    let network = |part: &str| {
        let alone = || part.parse::<IpAddr>().map(IpNet::from);
        part.parse().or_else(|_| alone()).map_err(|_| part.to_owned())
    };
    text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(network).collect()
}

/// Tells everything further in where the request comes from.
pub(crate) async fn locate(
    State(trusted): State<Arc<[IpNet]>>,
    mut request: Request,
    next: Next,
) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    if let Some(ConnectInfo(peer)) = peer {
        let origin = origin(peer.ip().to_canonical(), request.headers(), &trusted);
        request.extensions_mut().insert(Network::from(origin));
    }
    next.run(request).await
}

/// Each proxy adds whom it speaks for at the end of the list. The list is believed from there on
/// back, as long as the last speaker is trusted: its beginning is what the client made up.
fn origin(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let lists = headers.get_all("x-forwarded-for").into_iter().rev();
    let spoken_for = lists.flat_map(|list| list.to_str().unwrap_or_default().rsplit(','));
    let mut origin = peer;
    for address in spoken_for.map(str::trim) {
        if !trusted.iter().any(|network| network.contains(&origin)) {
            break;
        }
        // Some proxies add the port.
        let with_port = || address.parse::<SocketAddr>().map(|socket| socket.ip());
        let Ok(address) = address.parse::<IpAddr>().or_else(|_| with_port()) else { break };
        origin = address.to_canonical();
    }
    origin
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(peer: &str, lists: &[&str], trusted: &str) -> String {
        let headers =
            lists.iter().map(|list| ("x-forwarded-for".parse().unwrap(), list.parse().unwrap()));
        let trusted = networks(trusted).unwrap();
        origin(peer.parse().unwrap(), &headers.collect(), &trusted).to_string()
    }

    #[test]
    fn a_stranger_is_not_believed() {
        assert_eq!(found("192.0.2.1", &["198.51.100.7"], ""), "192.0.2.1");
        assert_eq!(found("192.0.2.1", &["198.51.100.7"], "10.0.0.0/8"), "192.0.2.1");
    }

    #[test]
    fn a_proxy_is_believed_and_what_the_client_made_up_is_not() {
        let own = "10.0.0.0/8, ::1";
        assert_eq!(found("10.0.0.1", &["198.51.100.7"], own), "198.51.100.7");
        assert_eq!(found("10.0.0.1", &["1.1.1.1, 198.51.100.7"], own), "198.51.100.7");
        assert_eq!(found("10.0.0.1", &["1.1.1.1", "198.51.100.7, 10.0.0.2"], own), "198.51.100.7");
        assert_eq!(found("::1", &["198.51.100.7:4711"], own), "198.51.100.7");
        assert_eq!(found("10.0.0.1", &["[2001:db8::1]:4711"], own), "2001:db8::1");
        assert_eq!(found("10.0.0.1", &["1.1.1.1, unknown"], own), "10.0.0.1");
        assert_eq!(found("10.0.0.1", &[], own), "10.0.0.1");
    }

    #[test]
    fn what_is_no_network_is_named() {
        assert_eq!(networks("10.0.0.0/8,10.0.0.0/99").unwrap_err(), "10.0.0.0/99");
        assert_eq!(networks("proxy.example").unwrap_err(), "proxy.example");
        assert_eq!(networks(" 10.0.0.1 ,::1/128,").unwrap().len(), 2);
    }
}
