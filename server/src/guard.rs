//! Protection that every answer and every POST gets: headers, and refusal of posts that another
//! site's page made.

use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;

/// No script, no style but ours, no frame, no other origin.
const CSP: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
                   connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The same for a page that shows a document of ours in itself.
const CSP_WITH_DOCUMENT: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; \
                                 connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
                                 object-src 'self'; frame-src 'self'";

/// For the one page that shows a document in itself.
pub fn with_document() -> HeaderValue {
    HeaderValue::from_static(CSP_WITH_DOCUMENT)
}

static HEADERS: [(HeaderName, HeaderValue); 5] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(CSP),
    ),
    (
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    ),
    (
        header::REFERRER_POLICY,
        HeaderValue::from_static("same-origin"),
    ),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=()"),
    ),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        HeaderValue::from_static("same-origin"),
    ),
];

pub async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in &HEADERS {
        // A served file has a stricter policy of its own.
        headers.entry(name).or_insert_with(|| value.clone());
    }
    response
}

/// HSTS, where the site is served over HTTPS.
pub async fn https_only(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert(
        header::STRICT_TRANSPORT_SECURITY,
        HeaderValue::from_static("max-age=63072000; includeSubDomains"),
    );
    response
}

/// Every browser of the last years says where a request comes from; one that says another site
/// and wants to change something is not ours. A client that says nothing is no browser and holds
/// no cookie that could be abused.
pub fn is_ours(request: &Request) -> bool {
    let reads = matches!(
        *request.method(),
        Method::GET | Method::HEAD | Method::OPTIONS
    );
    // HTTP/2 has no Host header; its requests name the host in their target.
    let authority = request
        .uri()
        .authority()
        .map(|authority| authority.as_str());
    reads || is_same_site(request.headers(), authority)
}

fn is_same_site(headers: &HeaderMap, authority: Option<&str>) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    if let Some(origin) = text("origin") {
        let host = text("host").or(authority).unwrap_or_default();
        let same = origin
            .split_once("://")
            .is_some_and(|(_, rest)| rest.eq_ignore_ascii_case(host));
        if !same {
            return false;
        }
    }
    text("sec-fetch-site").is_none_or(|site| site == "same-origin" || site == "none")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| {
                (
                    HeaderName::from_static(name),
                    HeaderValue::from_static(value),
                )
            })
            .collect()
    }

    #[test]
    fn other_sites_are_told_apart() {
        let host = ("host", "gov.example");
        assert!(is_same_site(&headers(&[host]), None));
        let origin = ("origin", "https://gov.example");
        assert!(is_same_site(&headers(&[origin]), Some("gov.example")));
        assert!(!is_same_site(&headers(&[origin]), Some("evil.example")));
        assert!(is_same_site(
            &headers(&[host, ("origin", "https://gov.example")]),
            None
        ));
        assert!(is_same_site(
            &headers(&[host, ("sec-fetch-site", "same-origin")]),
            None
        ));
        assert!(!is_same_site(
            &headers(&[host, ("origin", "https://evil.example")]),
            None
        ));
        assert!(!is_same_site(&headers(&[host, ("origin", "null")]), None));
        assert!(!is_same_site(
            &headers(&[host, ("sec-fetch-site", "cross-site")]),
            None
        ));
        assert!(!is_same_site(
            &headers(&[host, ("sec-fetch-site", "same-site")]),
            None
        ));
        assert!(!is_same_site(
            &headers(&[
                host,
                ("origin", "https://evil.example"),
                ("sec-fetch-site", "same-origin"),
            ]),
            None
        ));
    }
}
