//! Drafts, their versions and the one submission.

use domain::id::MaterialId;
use jiff::SignedDuration;

use super::*;
use crate::{
    accounts, materials,
    testing::{at, samples, stores},
};

#[tokio::test]
async fn an_older_version_is_refused_and_a_stranger_finds_nothing() {
    for store in stores().await {
        let mut tx = store.begin().await.unwrap();
        let new = samples::applied(&mut tx).await;
        let (me, id) = (new.applicant_id, new.id);
        let answers = Personal::from(r#"{"name":"张三"}"#);
        assert_eq!(
            save_answers(&mut tx, me, id, 1, "d2", &answers, at(5))
                .await
                .unwrap(),
            2
        );
        let stale = save_answers(&mut tx, me, id, 1, "d2", &Personal::from("{}"), at(6)).await;
        assert!(matches!(stale, Err(Error::Stale)));
        let stored = get(&mut tx, me, id).await.unwrap().unwrap();
        assert_eq!(
            (stored.version, stored.answers, stored.definition.as_str()),
            (2, answers, "d2")
        );
        assert_eq!(drafts(&mut tx, me, 10).await.unwrap().len(), 1);
        assert_eq!(draft_for(&mut tx, me, &new.item).await.unwrap(), Some(id));
        assert_eq!(draft_for(&mut tx, me, "other").await.unwrap(), None);
        let second = NewApplication {
            id: ApplicationId::new(at(7), [7; 10]),
            ..new.clone()
        };
        assert!(matches!(create(&mut tx, &second).await, Err(Error::Stale)));
        let held = hold(&mut tx, me, id).await.unwrap().unwrap();
        assert_eq!((held.id, held.version), (id, 2));

        let stranger = samples::applicant(2).id;
        assert_eq!(get(&mut tx, stranger, id).await.unwrap(), None);
        assert_eq!(hold(&mut tx, stranger, id).await.unwrap(), None);
        let hidden =
            save_answers(&mut tx, stranger, id, 2, "d2", &Personal::from("{}"), at(6)).await;
        assert!(matches!(hidden, Err(Error::NotFound)));
        assert!(matches!(
            discard(&mut tx, stranger, id).await,
            Err(Error::NotFound)
        ));
        assert!(discard(&mut tx, me, id).await.unwrap().is_empty());
        assert_eq!(get(&mut tx, me, id).await.unwrap(), None);
    }
}

#[tokio::test]
async fn submission_happens_once_however_often_it_is_asked_for() {
    for store in stores().await {
        let mut tx = store.begin().await.unwrap();
        let new = samples::applied(&mut tx).await;
        tx.commit().await.unwrap();
        let calls: Vec<_> = (1..=6)
            .map(|n| {
                let (store, me, id) = (store.clone(), new.applicant_id, new.id);
                tokio::spawn(async move {
                    let mut tx = store.begin().await.unwrap();
                    let case = CaseId::new(at(n), [1; 10]);
                    let submission = mark_submitted(&mut tx, me, id, 1, case, at(n))
                        .await
                        .unwrap();
                    tx.commit().await.unwrap();
                    (case, submission)
                })
            })
            .collect();
        let mut outcomes = Vec::new();
        for call in calls {
            outcomes.push(call.await.unwrap());
        }
        let made: Vec<_> = outcomes
            .iter()
            .filter(|(_, outcome)| *outcome == Submission::Made)
            .collect();
        assert_eq!(made.len(), 1);
        let case = made[0].0;
        assert_eq!(
            outcomes
                .iter()
                .filter(|(_, o)| *o == Submission::Already(case))
                .count(),
            5
        );

        let mut tx = store.begin().await.unwrap();
        let stored = of_case(&mut tx, case).await.unwrap().unwrap();
        assert_eq!(
            (stored.id, stored.state),
            (new.id, ApplicationState::Submitted)
        );
        assert!(
            drafts(&mut tx, new.applicant_id, 10)
                .await
                .unwrap()
                .is_empty()
        );
        let late = save_answers(
            &mut tx,
            stored.applicant_id,
            stored.id,
            1,
            "d",
            &stored.answers,
            at(9),
        )
        .await;
        assert!(matches!(late, Err(Error::Stale)));
        assert!(matches!(
            discard(&mut tx, stored.applicant_id, stored.id).await,
            Err(Error::Stale)
        ));
        let corrected = Personal::from(r#"{"corrected":true}"#);
        let version = correct_answers(
            &mut tx,
            stored.applicant_id,
            stored.id,
            1,
            &corrected,
            at(9),
        )
        .await;
        assert_eq!(version.unwrap(), 2);
    }
}

#[tokio::test]
async fn submission_of_a_changed_draft_is_stale() {
    for store in stores().await {
        let mut tx = store.begin().await.unwrap();
        let new = samples::applied(&mut tx).await;
        let case = CaseId::new(at(1), [1; 10]);
        let stale = mark_submitted(&mut tx, new.applicant_id, new.id, 7, case, at(1)).await;
        assert!(matches!(stale, Err(Error::Stale)));
        assert!(
            accounts::applicant(&mut tx, new.applicant_id)
                .await
                .unwrap()
                .is_some()
        );
    }
}

#[tokio::test]
async fn each_officer_has_a_draft_of_their_own() {
    for store in stores().await {
        let mut tx = store.begin().await.unwrap();
        let agency = accounts::Applicant {
            account_id: None,
            agency: Some("a".into()),
            ..samples::applicant(3)
        };
        let agency = accounts::agency_applicant(&mut tx, &agency).await.unwrap();
        let of = |n: u8, officer: OfficerId| NewApplication {
            id: ApplicationId::new(at(0), [n; 10]),
            applicant_id: agency,
            item: "referral".into(),
            definition: "d".into(),
            division: "620102".into(),
            answers: "{}".into(),
            created_at: at(0),
            filed_by: Some(officer),
        };
        let (one, other) = (samples::officer(1).id, samples::officer(2).id);
        create(&mut tx, &of(1, one)).await.unwrap();
        create(&mut tx, &of(2, other)).await.unwrap();
        let second = create(&mut tx, &of(3, one)).await;
        assert!(matches!(second, Err(Error::Stale)), "one of an item");
        let own = draft_by(&mut tx, agency, one, "referral").await.unwrap();
        let own = own.unwrap();
        assert_eq!((own.id, own.filed_by), (of(1, one).id, Some(one)));
        let listed = drafts_by(&mut tx, agency, other, 10).await.unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!(listed[0].id, of(2, other).id);
        let case = CaseId::new(at(1), [1; 10]);
        mark_submitted(&mut tx, agency, own.id, 1, case, at(1))
            .await
            .unwrap();
        assert_eq!(
            draft_by(&mut tx, agency, one, "referral").await.unwrap(),
            None
        );
        create(&mut tx, &of(4, one)).await.unwrap();
    }
}

#[tokio::test]
async fn old_drafts_go_with_their_files_and_others_stay() {
    for store in stores().await {
        let mut tx = store.begin().await.unwrap();
        let new = samples::applied(&mut tx).await;
        let id = new.id;
        let before = get(&mut tx, new.applicant_id, id).await.unwrap().unwrap();
        let first = before.updated_at;
        let none = purge_drafts(&mut tx, first - SignedDuration::from_secs(1));
        assert_eq!(none.await.unwrap(), (0, Vec::new()));
        // A file counts as a change.
        let later = materials::Material {
            id: MaterialId::new(first, [3; 10]),
            application_id: id,
            rule: "plan".into(),
            file_name: "a.pdf".into(),
            size: 1,
            media_type: "application/pdf".into(),
            digest: "d".into(),
            object_key: "applications/a".into(),
            uploaded_at: first + SignedDuration::from_secs(60),
            removed_at: None,
            scan: materials::Scan::None,
            copy: materials::SmallCopy::None,
            trust: None,
            origin: None,
        };
        materials::add(&mut tx, &later).await.unwrap();
        assert_eq!(purge_drafts(&mut tx, first).await.unwrap().0, 0);
        let gone = purge_drafts(&mut tx, later.uploaded_at).await.unwrap();
        assert_eq!(gone, (1, vec![later.object_key]));
        assert_eq!(get(&mut tx, new.applicant_id, id).await.unwrap(), None);
    }
}
