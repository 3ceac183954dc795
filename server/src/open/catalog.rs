//! `/open/catalog.jsonld`: what data there are, for other catalogues to read: DCAT 3 by the profile DCAT-AP, with the
//! fields as a table schema of CSV on the Web.

use app::open::datasets::{Dataset, FIELDS};
use app::text;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::locale::{Locale, Localised};
use serde_json::{Value, json};

use super::datasets::{FOR_ALL, modified, terms};
use crate::error::Error;
use crate::published;
use crate::reader::Reader;
use crate::state::App;

const EU: &str = "http://publications.europa.eu/resource/authority";

pub async fn show(State(app): State<App>, reader: Reader) -> Result<Response, Error> {
    let terms = terms(&app)?;
    let figures = published::figures(&app, reader.now).await?;
    let place = &app.catalogue.jurisdiction;
    let base = &app.settings.base_url;
    let at = |path: &str| json!({ "@id": format!("{base}{path}") });
    let dated = |day: jiff::civil::Date| json!({ "@type": "xsd:date", "@value": day.to_string() });
    let publisher = json!({
        "@id": format!("{base}/open/datasets#publisher"),
        "@type": "foaf:Agent",
        "foaf:name": in_both(&terms.publisher),
    });
    let licence = json!({ "@id": terms.licence });
    let (issued, changed) = (dated(terms.issued), dated(modified(terms, &figures)));
    let spatial = json!({
        "@type": "dct:Location",
        "dct:identifier": place.code,
        "skos:prefLabel": in_both(&place.name),
    });
    let temporal = json!({
        "@type": "dct:PeriodOfTime",
        "dcat:startDate": dated(figures.from()),
        "dcat:endDate": dated(figures.until()),
    });
    let languages = ["zh", "en"].map(
        |language| json!({ "@id": format!("http://id.loc.gov/vocabulary/iso639-1/{language}") }),
    );
    let columns = FIELDS.map(|(name, kind)| {
        json!({
            "@type": "csvw:Column",
            "csvw:name": name,
            "csvw:datatype": kind,
            "dct:description": said(&format!("open-field-{name}")),
        })
    });
    let schema = json!({
        "@id": format!("{base}/open/datasets#fields"),
        "@type": "csvw:Schema",
        "csvw:column": { "@list": columns },
    });
    let contact = json!({
        "@type": "vcard:Organization",
        "vcard:fn": in_both(&terms.publisher),
        "vcard:hasTelephone": { "@id": format!("tel:{}", place.hotline) },
    });
    let sets = Dataset::ALL.map(|dataset| {
        let key = dataset.key();
        let [title, about] = dataset.words();
        let files = [
            ("csv", "text/csv", "CSV"),
            ("json", "application/json", "JSON"),
        ];
        let files = files.map(|(end, media, format)| {
            json!({
                "@id": format!("{base}/open/datasets/{key}.{end}"),
                "@type": "dcat:Distribution",
                "dct:title": said(&title),
                "dcat:accessURL": at("/open/datasets"),
                "dcat:downloadURL": at(&format!("/open/datasets/{key}.{end}")),
                "dcat:mediaType": { "@id": format!("https://www.iana.org/assignments/media-types/{media}") },
                "dct:format": { "@id": format!("{EU}/file-type/{format}") },
                "dct:license": licence,
                "dct:issued": issued,
                "dct:modified": changed,
                "csvw:tableSchema": { "@id": format!("{base}/open/datasets#fields") },
            })
        });
        json!({
            "@id": format!("{base}/open/datasets#{key}"),
            "@type": "dcat:Dataset",
            "dct:identifier": key,
            "dct:title": said(&title),
            "dct:description": both(|locale| {
                format!("{} {}", text::t(locale, &about), text::t(locale, "open-method-small"))
            }),
            "dct:publisher": { "@id": format!("{base}/open/datasets#publisher") },
            "dcat:contactPoint": contact,
            "dcat:theme": { "@id": format!("{EU}/data-theme/GOVE") },
            "dct:accessRights": { "@id": format!("{EU}/access-right/PUBLIC") },
            "dct:accrualPeriodicity": { "@id": format!("{EU}/frequency/MONTHLY") },
            "dct:license": licence,
            "dct:language": languages,
            "dct:spatial": spatial,
            "dct:temporal": temporal,
            "dcat:temporalResolution": { "@type": "xsd:duration", "@value": "P1M" },
            "dct:issued": issued,
            "dct:modified": changed,
            "dcat:landingPage": at("/open/datasets"),
            "dcat:distribution": files,
        })
    });
    let catalog = json!({
        "@context": {
            "csvw": "http://www.w3.org/ns/csvw#",
            "dcat": "http://www.w3.org/ns/dcat#",
            "dct": "http://purl.org/dc/terms/",
            "foaf": "http://xmlns.com/foaf/0.1/",
            "skos": "http://www.w3.org/2004/02/skos/core#",
            "vcard": "http://www.w3.org/2006/vcard/ns#",
            "xsd": "http://www.w3.org/2001/XMLSchema#",
        },
        "@id": format!("{base}/open/catalog.jsonld"),
        "@type": "dcat:Catalog",
        "dct:title": said("open-data-title"),
        "dct:description": said("open-data-lede"),
        "dct:publisher": publisher,
        "dct:license": licence,
        "dct:language": languages,
        "dct:spatial": spatial,
        "dct:issued": issued,
        "dct:modified": changed,
        "foaf:homepage": at("/open"),
        "dcat:dataset": sets,
        "dct:conformsTo": schema,
    });
    let body = serde_json::to_vec(&catalog).map_err(|error| Error::fault(error.to_string()))?;
    Ok((
        FOR_ALL,
        [(header::CONTENT_TYPE, "application/ld+json")],
        body,
    )
        .into_response())
}

fn both(words: impl Fn(Locale) -> String) -> Value {
    Value::Array(
        Locale::ALL
            .into_iter()
            .map(|locale| json!({ "@language": locale.tag(), "@value": words(locale) }))
            .collect(),
    )
}

fn said(key: &str) -> Value {
    both(|locale| text::t(locale, key))
}

fn in_both(name: &Localised) -> Value {
    both(|locale| name.get(locale).to_owned())
}
