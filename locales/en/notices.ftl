# Notices: what applicants are told in writing, kept as it was sent.

notice-title-acceptance = Notice of acceptance
notice-title-deemed-acceptance = Notice of acceptance (deemed by law)
notice-title-correction = Notice of what to correct
notice-title-declination = Notice that your application is not accepted
notice-title-return = Notice that your application is returned
notice-title-withdrawal = Notice that your case is closed
notice-title-pause = Notice of a special procedure
notice-title-extension = Notice of a longer time limit
notice-title-granted = Decision: granted
notice-title-granted-licence = Decision to grant a licence
notice-title-refused = Decision: refused
notice-title-refused-licence = Decision to refuse a licence
notice-title-answer = Answer
notice-title-delivery = Proof of delivery
notice-title-revocation = Decision to revoke

# What all of them say
notice-number = No. { $no }-{ $seq }
notice-to = Dear { $to },
notice-reason = Reason:
notice-answer = Our answer:
notice-law = { $law }, { $article }
notice-and = {"; "}
notice-and-article = {", "}
notice-basis = Legal basis: { $basis }.
notice-rights = Your rights: { $remedies }
notice-government = the people’s government of { $place }
notice-organs = Apply for reconsideration to { $organ }. Bring an administrative action in the people’s court that has jurisdiction.
notice-contact = If you have questions, contact { $agency }: { $address }, telephone { $phone }. To complain, call { $complaint }.
notice-asked = { $what }: { $note }
notice-document = { $title } ({ $number })

# Articles of the Administrative Licensing Law
notice-article-acceptance = Administrative Licensing Law, article 32, paragraph 1(5)
notice-article-deemed-acceptance = Administrative Licensing Law, article 32, paragraph 1(4)
notice-article-correction = Administrative Licensing Law, article 32, paragraph 1(4)
notice-article-declination-not-required = Administrative Licensing Law, article 32, paragraph 1(1)
notice-article-declination-not-ours = Administrative Licensing Law, article 32, paragraph 1(2)
notice-article-return = Administrative Licensing Law, article 32
notice-article-granted = Administrative Licensing Law, article 38, paragraph 1
notice-article-refused = Administrative Licensing Law, article 38, paragraph 2
notice-article-delivery = Administrative Licensing Law, article 44
notice-article-revocation = Administrative Licensing Law, article 69

notice-acceptance = We have accepted your application for “{ $item }” (case { $no }) of { $received }. It is complete and in the form that the law asks for.
notice-deemed-acceptance = We did not tell you within the time limit whether your application for “{ $item }” (case { $no }) of { $received } had to be corrected. By law it is therefore deemed accepted from { $from }, and the time limits count from that day. You do not need to do anything.
notice-acceptance-promised = We promise a decision by { $promised }.
notice-acceptance-statutory = By law it has to be decided by { $statutory }.
notice-acceptance-excluded = The time for a hearing, tender, auction, inspection, test, quarantine, appraisal or expert review that the law asks for does not count towards these dates. We would tell you of it in writing.
notice-acceptance-owed = You promised to hand in the following later. Please do so by { $tolerated }:

notice-correction = Your application for “{ $item }” (case { $no }) of { $received } is not complete, or not in the form that the law asks for. This is everything that has to be corrected:
notice-correction-by = Please correct it by { $supplement }. You do not have to submit anything else again.
notice-correction-then = We accept your application once everything is corrected. Without the corrections in time, it goes back to you and you can apply again.
notice-promised = When you applied for “{ $item }” on { $received } (case { $no }), you promised to send these documents later. Please send them now:
notice-promised-by = Please send them by { $supplement }. You do not have to submit anything else again.
notice-promised-then = Your case goes on once we have them. Without them in time, the application goes back to you and you can apply again.

notice-declination-not-required = You applied for “{ $item }” (case { $no }) on { $received }. By law no licence is needed for this matter, so we do not accept the application.
notice-declination-not-ours = You applied for “{ $item }” (case { $no }) on { $received }. By law this agency has no power in this matter, so we do not accept the application.
notice-declination-answer = What you told us under “{ $item }” (case { $no }) on { $received } is not something that this window deals with, so we do not take it on.
notice-declination-agency = Apply to the agency that has the power: { $right }, { $rightaddress }, telephone { $rightphone }.

notice-return = Your application for “{ $item }” (case { $no }) of { $received } was not corrected in time and goes back to you. You can apply again once you have everything.
notice-return-owed = Your application for “{ $item }” (case { $no }) of { $received } was accepted because you promised to hand in what was missing. It did not come in time, so the application goes back to you. You can apply again once you have everything.

notice-withdrawal = You withdrew your application for “{ $item }” (case { $no }) on { $on }. We stop handling it from that day. You can apply again when you need it.
notice-withdrawal-reason = The reason that you gave:

notice-pause = Your application for “{ $item }” (case { $no }) needs the following procedure: { $procedure }.
notice-pause-legal = From { $on } the time that it takes does not count towards the time limit (Administrative Licensing Law, article 45).
notice-pause-no-basis = From { $on } the clock of your case is stopped. Article 45 of the Administrative Licensing Law does not list this procedure: the time that we promised stands still, the time limit set by law goes on, and the pause has been reported to supervision.
notice-pause-expected = It is expected to take { $limit }.
notice-pause-until = It is expected to end on { $until }.
notice-pause-end = When it ends, the clock runs again and we tell you the new dates.

notice-extension = Your application for “{ $item }” (case { $no }) cannot be decided within the statutory time limit. With the approval that the law asks for, the limit is extended by { $limit }.
notice-extension-due = The statutory time limit now ends on { $statutory }.

notice-granted = We have examined your application for “{ $item }” (case { $no }) of { $received }. It meets what the law requires, and we grant it.
notice-granted-licence = We have examined your application for “{ $item }” (case { $no }) of { $received }. It meets the conditions and standards of the law, and we grant the licence.
notice-granted-delivery = You receive the result by { $delivery }.

notice-refused = We have examined your application for “{ $item }” (case { $no }) of { $received }. It does not meet what the law requires, and we refuse it.
notice-refused-licence = We have examined your application for “{ $item }” (case { $no }) of { $received }. It does not meet the conditions and standards of the law, and we refuse the licence.
notice-answer-granted = We have looked into what you told us under “{ $item }” (case { $no }) on { $received }. It is solved.
notice-answer-refused = We have looked into what you told us under “{ $item }” (case { $no }) on { $received }. It cannot be done by law. Below is why, and what else you can do.

notice-delivery-to = Delivered to: { $to }
notice-delivery-item = Item and case number: { $item }, { $no }
notice-delivery-document = Document: { $document }
notice-delivery-licence = Licence: { $licence }, number { $licenceno }
notice-delivery-method = How: { $procedure }
notice-delivery-taker = Collected by: { $taker }
notice-delivery-agent = { $name } (agent, identity number { $number })
notice-delivery-shown = Document checked: { $shown }
notice-delivery-at = When: { $at }
notice-delivery-officer = Delivered by: { $officer }
notice-delivery-note = Note:
notice-delivery-signature = Signature of the recipient: ________________ Date: ________________
notice-method-counter = collected at the counter
notice-method-post = by post
notice-method-electronic = electronically

notice-revocation = We revoke your { $licence } (number { $licenceno }), granted under “{ $item }” (case { $no }). It is no longer valid from { $on }.
notice-revocation-outcome = What was found: { $outcome }.

# On the page
notice-download = Download PDF
notice-print-hint = You can also print this page with your browser.
notice-no-pdf = A PDF file cannot be made at the moment. Print this page with your browser; you can choose to save it as PDF.
notice-code = Verification code
notice-verify = To check that this notice is genuine, scan the code, or enter the verification code under “Check a notice” on this site.
notice-qr = Code that leads to the check of this notice
notice-old = The wording of this notice was not yet kept when it was sent. This is what the records of the time say.

# Before it is sent
preview-title = Check before sending: { $act }
preview-lede = This is the notice that the applicant will receive. It cannot be changed once sent.
preview-none = No notice is sent with this step.
preview-number = The number is fixed on sending. If another notice is sent first, this one gets the next.
preview-code = The verification code is made on sending.
preview-clock = What this does to the clock
preview-clock-none = This changes no time limit.
preview-starts = Starts, and ends on { $to }
preview-moves = Moves from { $from } to { $to }
preview-stops = Stands still; as announced it then ends on { $to }
preview-ends = Ends here
preview-goes-on = Runs again, and ends on { $to }
preview-supplement = The applicant’s time to correct
preview-tolerated = The applicant’s time to hand in the rest
preview-send = Confirm and send
preview-edit = Go back and change
preview-button = Preview the notice

# Verification
verify-title = Check a notice or licence
verify-lede = Enter the verification code of a notice, or the number of a licence, to see whether an agency on this site issued it and whether it still stands.
verify-code = Verification code or licence number
verify-code-hint = The verification code is printed beside the square code and has 16 characters, like 7K2M-0QXR-93BD-HE4T
verify-show = Check
verify-missing = Enter a verification code or a licence number
verify-wrong = We found nothing under this code or number. Compare it with the document and enter it again. If it is still not found, ask the agency named on the document, or call { $hotline }
verify-found = Found: issued by { $agency }
verify-standing = It stands
verify-revoked = Revoked on { $on }; no longer valid
verify-expired = Expired on { $on }
verify-state = State now
verify-agency = Issued by
verify-kind = Name
verify-number = Number
verify-item = Item
verify-on = Date
verify-until = Valid until
verify-compare = Compare each line with the document in your hand. If one differs, it is not genuine. To protect personal information, names and text are not shown here.
verify-again = Check another
verify-licence = Electronic licence
nav-verify = Check a notice

# In the journal
desk-fact-notice-sent = Notice sent
oversight-fact-notice-sent = Notice sent

# The decision to grant asks for the fee as well
notice-title-granted-payment = Decision to grant, with payment notice
notice-payment = Please pay the { $feename }: { $fee }.
notice-payment-by = Pay it by { $pay }.
notice-payment-how = Pay it to { $agency } ({ $address }), and name the case { $no }. Never pay into a private account.
notice-payment-basis = Basis of the fee: { $feebasis }.
