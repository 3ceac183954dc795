//! Who signs in: one account a name, sealed fields, and the lock.

use super::*;
use crate::testing::{at, samples, stores};

#[tokio::test]
async fn an_applicant_comes_back_opened_and_is_stored_sealed() {
    for store in stores().await {
        let mut tx = store.begin().await.unwrap();
        let (account, applicant) = (samples::account(1), samples::applicant(1));
        assert!(
            create_applicant(&mut tx, &account, &applicant)
                .await
                .unwrap()
        );
        assert_eq!(
            super::applicant(&mut tx, applicant.id).await.unwrap(),
            Some(applicant.clone())
        );
        assert_eq!(
            applicants_of(&mut tx, account.id).await.unwrap(),
            std::slice::from_ref(&applicant)
        );
        assert_eq!(
            applicants_by_id_no(&mut tx, applicant.id_no.expose())
                .await
                .unwrap()
                .len(),
            1
        );
        assert!(
            applicants_by_id_no(&mut tx, "other")
                .await
                .unwrap()
                .is_empty()
        );
        let (sealed,) = sql("SELECT phone_sealed FROM applicants")
            .one::<(Vec<u8>,)>(&mut tx)
            .await
            .unwrap();
        let phone = applicant.phone.expose().as_bytes();
        assert!(!sealed.windows(phone.len()).any(|window| window == phone));

        let again = NewAccount {
            id: samples::account(2).id,
            persona: None,
            ..account.clone()
        };
        assert!(
            !create_applicant(&mut tx, &again, &samples::applicant(2))
                .await
                .unwrap()
        );
        let found = by_login(&mut tx, &account.login).await.unwrap().unwrap();
        assert_eq!(
            (found.id, found.kind, found.locale),
            (account.id, AccountKind::Applicant, Locale::ZhCn)
        );
        assert_eq!(
            by_persona(&mut tx, "persona1").await.unwrap(),
            Some(found.clone())
        );
        assert_eq!(personas(&mut tx).await.unwrap(), [found]);
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn failures_lock_from_the_limit_on() {
    for store in stores().await {
        let mut tx = store.begin().await.unwrap();
        let (account, officer) = (samples::account(1), samples::officer(1));
        assert!(create_officer(&mut tx, &account, &officer).await.unwrap());
        assert_eq!(
            officer_of(&mut tx, account.id).await.unwrap(),
            Some(officer.clone())
        );
        assert_eq!(
            officers_of_agency(&mut tx, &officer.agency).await.unwrap(),
            [officer]
        );
        assert_eq!(
            record_failure(&mut tx, account.id, 2, at(60))
                .await
                .unwrap(),
            1
        );
        assert_eq!(
            by_id(&mut tx, account.id)
                .await
                .unwrap()
                .unwrap()
                .locked_until,
            None
        );
        assert_eq!(
            record_failure(&mut tx, account.id, 2, at(60))
                .await
                .unwrap(),
            2
        );
        assert_eq!(
            by_id(&mut tx, account.id)
                .await
                .unwrap()
                .unwrap()
                .locked_until,
            Some(at(60))
        );
        reset_failures(&mut tx, account.id).await.unwrap();
        let reset = by_id(&mut tx, account.id).await.unwrap().unwrap();
        assert_eq!((reset.failures, reset.locked_until), (0, None));
        let nobody = samples::account(9).id;
        assert!(matches!(
            record_failure(&mut tx, nobody, 2, at(60)).await,
            Err(Error::NotFound)
        ));
    }
}

#[tokio::test]
async fn an_agency_is_an_applicant_once_and_has_no_account() {
    for store in stores().await {
        let mut tx = store.begin().await.unwrap();
        let agency = |n: u8| Applicant {
            account_id: None,
            agency: Some("620102-market-supervision".into()),
            entity: true,
            ..samples::applicant(n)
        };
        assert_eq!(
            applicant_of_agency(&mut tx, "620102-market-supervision")
                .await
                .unwrap(),
            None
        );
        let id = agency_applicant(&mut tx, &agency(3)).await.unwrap();
        let again = agency_applicant(&mut tx, &agency(4)).await.unwrap();
        assert_eq!((id, again), (agency(3).id, agency(3).id));
        assert_eq!(applicant(&mut tx, id).await.unwrap().unwrap(), agency(3));
        assert_eq!(applicant(&mut tx, agency(4).id).await.unwrap(), None);
        let by_number = applicants_by_id_no(&mut tx, agency(3).id_no.expose()).await;
        assert!(
            by_number.unwrap().is_empty(),
            "nobody acts for it as an applicant"
        );
        let nobody = agency_applicant(&mut tx, &samples::applicant(5)).await;
        assert!(matches!(nobody, Err(Error::Internal(_))));
    }
}

#[tokio::test]
async fn officers_are_found_by_id_and_agencies_by_a_role() {
    for store in stores().await {
        let mut tx = store.begin().await.unwrap();
        let mut ids = Vec::new();
        for (number, agency, role) in [(1, "a", "counter"), (2, "b", "head"), (3, "b", "counter")] {
            let officer = Officer {
                agency: agency.into(),
                roles: vec!["issuer".into(), role.into()],
                ..samples::officer(number)
            };
            let account = samples::account(number);
            assert!(create_officer(&mut tx, &account, &officer).await.unwrap());
            ids.push(officer.id);
        }
        let mut found: Vec<_> = officers(&mut tx, &ids[1..])
            .await
            .unwrap()
            .into_iter()
            .map(|officer| officer.id)
            .collect();
        found.sort();
        assert_eq!(found, ids[1..]);
        assert!(officers(&mut tx, &[]).await.unwrap().is_empty());
        for (agencies, role, expected) in [
            (&["a", "b", "c"][..], "counter", 2),
            (&["a", "c"][..], "head", 0),
            (&["b"][..], "head", 1),
            // A part of a role's name is no role.
            (&["a", "b"][..], "count", 0),
            (&[][..], "counter", 0),
        ] {
            let staffed = staffed(&mut tx, agencies, role).await.unwrap();
            assert_eq!(staffed.len(), expected, "{agencies:?} {role}");
        }
    }
}
