//! What a search means, and that what it compares gives nothing away.

use super::*;
use crate::testing::samples::{account, applicant};
use crate::testing::stores;

#[test]
fn a_text_says_what_it_looks_for() {
    let name = |pairs: &[&str]| {
        Some(Sought::Name(
            pairs.iter().map(ToString::to_string).collect(),
        ))
    };
    assert_eq!(Sought::read("马·尤素夫"), name(&["马尤", "尤素", "素夫"]));
    assert_eq!(Sought::read(" Li  Si"), name(&["li", "is", "si"]));
    assert_eq!(Sought::read("张"), None);
    assert_eq!(Sought::read(""), None);
    assert_eq!(Sought::read("123x"), Some(Sought::Tail("123X".into())));
    assert_eq!(Sought::read("１２３４"), Some(Sought::Tail("1234".into())));
    let no = CaseNo::new("620102", jiff::civil::date(2026, 11, 23), 1).unwrap();
    let spaced = no.as_str().replace("2026", "2026 ").to_lowercase();
    assert_eq!(
        Sought::read(&spaced),
        Some(Sought::Number(no.as_str().into()))
    );
    // A mistyped one is still no name.
    assert!(matches!(
        Sought::read("620102202611230000019"),
        Some(Sought::Number(_))
    ));
}

#[tokio::test]
async fn nothing_of_a_name_or_number_is_in_the_table() {
    for store in stores().await {
        let mut tx = store.begin().await.unwrap();
        let person = applicant(1);
        accounts::create_applicant(&mut tx, &account(1), &person)
            .await
            .unwrap();
        let rows: Vec<(String,)> =
            sql("SELECT digest FROM applicant_terms WHERE applicant_id = $1")
                .bind(person.id)
                .all(&mut tx)
                .await
                .unwrap();
        assert_eq!(rows.len(), 2, "a pair of the name, and the number's end");
        let (name, number) = (person.name.as_str(), person.id_no.expose());
        for (digest,) in &rows {
            assert!(digest.len() == 64 && !digest.contains(name) && !digest.contains(number));
        }
        // Those of a database from before are made by and by, once.
        sql("DELETE FROM applicant_terms")
            .execute(&mut tx)
            .await
            .unwrap();
        sql("UPDATE applicants SET indexed = 0")
            .execute(&mut tx)
            .await
            .unwrap();
        assert_eq!(index_some(&mut tx, 10).await.unwrap(), 1);
        assert_eq!(index_some(&mut tx, 10).await.unwrap(), 0);
        let (again,): (i64,) = sql("SELECT COUNT(*) FROM applicant_terms")
            .one(&mut tx)
            .await
            .unwrap();
        assert_eq!(again, 2);
        accounts::set_name(&mut tx, person.id, "欧阳明月")
            .await
            .unwrap();
        let (renamed,): (i64,) = sql("SELECT COUNT(*) FROM applicant_terms")
            .one(&mut tx)
            .await
            .unwrap();
        assert_eq!(renamed, 4, "three pairs, and none of the name before");
    }
}
