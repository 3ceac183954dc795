# Room: mail. Keys begin with "mail-".

mail-greeting = Dear { $name },

mail-received-subject = We have your application: { $item }
mail-received-lead = We have received your application for “{ $item }”. { $agency } will handle it.
mail-received-next = By { $check } we will tell you whether it is accepted. If something is missing, we will tell you everything at once. Keep the case number and the query code: with them you can follow the case without signing in.
mail-received-action = Follow your case

mail-corrected-subject = Please correct your application: { $item }
mail-corrected-lead = Your application for “{ $item }” needs corrections before it can be accepted.
mail-corrected-next = Sign in and correct it by { $supplement }. You will see each thing to correct and why; you do not have to fill in anything else again. After that date the application is returned to you.
mail-corrected-action = Sign in to see and correct it
mail-promised-due-subject = Please send what you promised: { $item }
mail-promised-due-lead = When you applied for “{ $item }”, you promised to send some documents later. We need them now.
mail-promised-due-next = Sign in and send them by { $supplement }; you do not have to fill in anything else again. After that date the application is returned to you.
mail-promised-due-action = Sign in to send them

mail-supplemented-subject = We have your corrections: { $item }
mail-supplemented-lead = We have received your corrections to the application for “{ $item }”.
mail-supplemented-next = By { $check } we will tell you whether it is accepted. You do not need to do anything now.
mail-supplemented-action = Follow your case

mail-accepted-subject = Accepted: { $item }
mail-accepted-lead = { $agency } has accepted your application for “{ $item }”. The time limits now run.
mail-accepted-next = We promise a decision by { $promised }, and will write to you when there is one.
mail-accepted-action = Follow your case

mail-deemed-accepted-subject = Deemed accepted: { $item }
mail-deemed-accepted-lead = { $agency } did not tell you in the statutory time whether it accepts your application. Under article 32 of the Administrative Licensing Law, your application for “{ $item }” is deemed accepted from { $from }.
mail-deemed-accepted-next = The time limits count from that day, and we promise a decision by { $promised }. You do not need to do anything.
mail-deemed-accepted-action = Follow your case

mail-declined-subject = Not accepted: { $item }
mail-declined-lead = { $agency } has decided not to accept your application for “{ $item }”.
mail-declined-next = Sign in to read the reason.
mail-declined-action = Sign in to read the reason

mail-returned-subject = Application returned: { $item }
mail-returned-lead = Your application for “{ $item }” was not corrected in time and has been returned to you.
mail-returned-next = You can apply again whenever everything is ready.
mail-returned-action = See the case

mail-granted-subject = Granted: { $item }
mail-granted-lead = { $agency } has granted your application for “{ $item }”.
mail-granted-next = We will write again when your documents are ready.
mail-granted-action = See the decision

mail-refused-subject = Refused: { $item }
mail-refused-lead = { $agency } has refused your application for “{ $item }”.
mail-refused-next = Sign in to read the reasons. You will also receive the decision in writing.
mail-refused-action = Sign in to read the reasons
mail-answered-subject = An answer to what you told us: { $item }
mail-answered-lead = { $agency } has looked into what you told us under “{ $item }” and has answered you.
mail-answered-next = Sign in to read the answer. If you are not content with it, you can rate it or complain on the page of the case.
mail-answered-action = Sign in to read the answer

mail-licence-issued-subject = Your document is ready: { $item }
mail-licence-issued-lead = Your document has been issued: { $licence }.
mail-licence-issued-next = It will reach you soon. You can see and print what it says now.
mail-licence-issued-action = See the document

mail-delivered-subject = Finished: please rate { $item }
mail-delivered-lead = Your application for “{ $item }” is finished and the result has been delivered.
mail-delivered-next = Please take a minute to rate this service: it helps us to improve. Every poor rating is looked into and answered.
mail-delivered-action = See the result and rate it

mail-withdrawn-subject = Withdrawn: { $item }
mail-withdrawn-lead = Your application for “{ $item }” has been withdrawn, as you asked.
mail-withdrawn-next = You can apply again at any time. If it was not you who withdrew it, call the agency as soon as you can.
mail-withdrawn-action = See the case

mail-supplement-reminder-subject = Time to correct is running out: { $item }
mail-supplement-reminder-lead = Your application for “{ $item }” is still waiting for your corrections, and the time is nearly over.
mail-supplement-reminder-next = Sign in and correct it by { $supplement }, or it will be returned to you. If you need help, call the agency or the government services hotline.
mail-supplement-reminder-action = Sign in to see and correct it

mail-remedies = Your rights: { $remedies }

mail-row-item = Service
mail-row-case-no = Case number
mail-row-query-code = Query code
mail-row-agency = Agency
mail-row-check = Answer on acceptance by
mail-row-supplement = Correct by
mail-row-from = Accepted from
mail-row-promised = Promised decision by
mail-row-statutory = Statutory limit
mail-row-right-agency = Agency to apply to
mail-row-right-agency-contact = Its address and telephone
mail-row-licence-name = Document
mail-row-licence-no = Number
mail-row-valid-until = Valid until

mail-foot-agency = { $agency }: { $phone }
mail-foot-hotline = Government services hotline: { $hotline }
mail-foot-sender = { $portal } sent this message automatically: please do not reply. We never ask for passwords, codes or payment by mail.
mail-why-corrections = You get it because an application that you sent through { $portal } needs you.
mail-why-decisions = You get it because there is a result for an application that you sent through { $portal }.
mail-why-notices = You get it because the law has us tell you this in writing.
mail-why-progress = You get it because you applied through { $portal } and hear how your application goes on.
mail-why-replies = You get it because you asked, complained or rated something at { $portal }.
mail-why-drafts = You get it because you have an application at { $portal } that is not sent.
mail-why-licences = You get it because you got a licence with an end date through { $portal }.
mail-why-account = You get it because somebody used this address at { $portal }. If it was not you, you need do nothing.
mail-foot-stop = To stop mails of this kind with one click:
mail-foot-always = Mails of this kind are about your time limits or rights and can’t be stopped. You can get them as text messages instead:
mail-paused-subject = The clock of your case { $no } is stopped
mail-paused-lead = A procedure is needed for your application for “{ $item }”: { $reason }. The time it needs does not run against you or the agency; it is expected to end by { $until }.
mail-paused-next = You need do nothing. The written notice, with the reason, is on your case’s page.
mail-paused-action = Read the notice
mail-resumed-subject = The clock of your case { $no } runs again
mail-resumed-lead = The procedure for your application for “{ $item }” has ended, and the clock runs again.
mail-resumed-next = The new dates are above. What the procedure came to is on your case’s page.
mail-resumed-action = See your case
mail-extended-subject = The time limit of your case { $no } is extended
mail-extended-lead = The statutory time limit of your application for “{ $item }” has been extended by { $by }.
mail-extended-next = The written notice, with the reason, is on your case’s page.
mail-extended-action = Read the notice
mail-deemed-renewed-subject = Your licence is renewed by law (case { $no })
mail-deemed-renewed-lead = { $agency } did not decide on your application for “{ $item }” before the licence ran out. By law it counts as renewed (Administrative Licensing Law, article 50).
mail-deemed-renewed-next = The renewed licence will be made out and delivered to you.
mail-deemed-renewed-action = See your case
mail-followed-up-subject = We followed up your rating of case { $no }
mail-followed-up-lead = { $agency } has looked into what you were not satisfied with in “{ $item }”.
mail-followed-up-next = What was done is on your case’s page.
mail-followed-up-action = See what was done
mail-recalculated-subject = Dates of your case { $no } have moved
mail-recalculated-lead = A new notice of holidays has changed the working days, so the due dates of your application for “{ $item }” have been worked out again.
mail-recalculated-next = The new dates are above. How each is worked out is on your case’s page.
mail-recalculated-action = See your case
mail-row-notice-no = Notice
mail-row-pause-reason = Procedure
mail-row-paused-until = Expected to end by
mail-row-extended-by = Extended by
mail-row-because = Because of

mail-transferred-subject = Your case { $no } went to the agency that handles it
mail-transferred-lead = Your application for “{ $item }” went to { $agency }.
mail-transferred-next = You do not have to apply again, and your dates stay as they are.
mail-transferred-action = See your case
mail-revoked-subject = Your licence was revoked (case { $no })
mail-revoked-lead = After a later check { $agency } revoked what you were granted under “{ $item }”.
mail-revoked-next = The reasons, and what you can do about it, are on your case’s page.
mail-revoked-action = See your case

mail-list-joint = {", "}

mail-not-opened-subject = Not started: { $unopened }
mail-not-opened-lead = Your application for “{ $item }” was not granted. What had to wait for it is therefore not started: { $unopened }.
mail-not-opened-next = Everything else in your application goes on. Sign in to read the reasons. When they are put right, you can apply for the rest one by one.
mail-not-opened-action = See all parts

mail-not-startable-subject = Could not be started: { $unopened }
mail-not-startable-lead = “{ $item }” is granted, but we could not start what was to follow, because no agency handles it there any more: { $unopened }.
mail-not-startable-next = Everything else in your application goes on. Please call us and we will tell you where to apply for it.
mail-not-startable-action = See all parts

mail-row-renew-by = Apply for renewal by
mail-row-deleted = Draft will be deleted on

mail-enquiry-answered-subject = Your question has an answer
mail-enquiry-answered-lead = { $agency } answered your question about “{ $item }”.
mail-enquiry-answered-next = Sign in to read the answer.
mail-enquiry-answered-action = Sign in to read the answer

mail-complaint-answered-subject = Your complaint has an answer
mail-complaint-answered-lead = Your complaint about “{ $item }” has been answered.
mail-complaint-answered-next = Sign in to read the answer. If you are not satisfied, the page says where you can turn.
mail-complaint-answered-action = Sign in to read the answer

mail-draft-expiring-subject = Your draft will be deleted: { $item }
mail-draft-expiring-lead = Your application for “{ $item }” is not sent yet. The draft will be deleted on { $deleted }.
mail-draft-expiring-next = To go on, open the draft before then: when you save or send it, it is kept anew. If you no longer need it, you need do nothing.
mail-draft-expiring-action = Continue your application

mail-licence-renewable-subject = You can renew: { $licence }
mail-licence-renewable-lead = Your licence “{ $licence }” is valid until { $valid }.
mail-licence-renewable-next = To keep it, apply for renewal by { $renew }. If you apply by then and the agency does not decide before the licence ends, it counts as renewed by law.
mail-licence-renewable-action = See the licence and renew it

mail-licence-ending-subject = Ends soon: { $licence }
mail-licence-ending-lead = Your licence “{ $licence }” is valid until { $valid }, and nobody has asked to renew it.
mail-licence-ending-next = To keep it, apply for renewal as soon as you can: after the last day you would have to apply anew. If you no longer need it, you need do nothing.
mail-licence-ending-action = See the licence and renew it

mail-payment-due-subject = Please pay the fee: { $item }
mail-payment-due-lead = A fee is due for your application for “{ $item }”: { $fee }.
mail-payment-due-next = Pay it to the agency by { $pay }. Sign in to see how. The agency goes on when your payment is in; you do not have to upload anything. Never pay into a private account that somebody names in a text or a call.
mail-payment-due-action = See how to pay
mail-row-fee = Fee
mail-row-pay-by = Pay by
mail-appointment-booked-subject = Booked: { $item }
mail-appointment-booked-lead = You have booked a time at the counter for “{ $item }”.
mail-appointment-booked-next = Bring your identity document and the documents for the application, and come on time. If you can’t come, cancel the booking.
mail-appointment-booked-action = See or cancel the booking
mail-row-appointment = Booking

# Handing in what was promised
mail-handed-in-subject = We have what you promised: { $item }
mail-handed-in-lead = We have received the documents that you promised for your application for “{ $item }”.
mail-handed-in-next = Your case goes on, and we will tell you when there is news. You do not need to do anything now.
mail-handed-in-action = Follow your case

mail-warnings-subject = Time limits: { $count ->
    [one] one warning
   *[other] { $count } warnings
}
mail-warnings-lead = The time for these cases is about to run out, or has run out:
mail-warnings-row-due-soon = { $item }, { $clock }, ends on { $day } { $link }
mail-warnings-row-overdue = { $item }, { $clock }, ended on { $day } { $link }
mail-warnings-row-statutory-overdue = { $item }, { $clock }, ended on { $day }: past the law’s limit { $link }
mail-warnings-more = There are { $count } more. Sign in to see them.
mail-warnings-next = Please get on with them. Say why for each that has run out. If it stays open, supervision takes it up step by step.
mail-warnings-action = Open your desk
mail-warnings-why = You get this mail since you have these cases in hand, or head the agency.
