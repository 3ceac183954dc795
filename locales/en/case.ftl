# One case to its applicant: what can be done, what was asked and answered, notices, the receipt, the list.

case-part-of = Part of
case-since = Since
case-paused = The clock stands still: { $reason }.
case-paused-until = Announced to end by
case-can = What you can do now
case-can-enquiry = Ask the agency
case-can-enquiry-note = The answer is shown here, and we write to you.
case-can-reminder = Remind the agency
case-can-reminder-note = Due soon or overdue: ask the agency to get on with it.
case-can-complaint = Complain to supervision
case-can-complaint-note = It goes to those who supervise the agency, not to those who handle your case.
case-can-rating = Rate this service
case-can-rating-note = Those who handled your case do not see who rated it.
case-can-withdrawal = Withdraw your application
case-can-withdrawal-note = Until the case is decided.
case-can-receipt = Your receipt
case-can-receipt-note = To print, with a code to track the case.
case-why-early = Possible when the case is due soon, from
case-why-today = You have reminded the agency today. Possible again from
case-why-paused = The clock stands still, so nothing can be due.
case-why-nothing-due = The agency has no time limit running.
case-why-enquiries = Three of your questions wait for an answer. You can ask again when one is answered.
case-why-complaints = Three of your complaints wait for an answer. You can complain again when one is answered.
case-again = Apply again
case-again-note = Your answers are taken over as far as they fit the form of today. You check each page.
case-not-the-end = This need not be the end of it
case-notices = Notices
case-rate-by = Possible until
case-next = Next: { $what }
case-turn-now = Do it now

case-list-filters = Which cases
case-list-all = All
case-list-turn = Needs your action
case-list-open = In process
case-list-ended = Closed
case-list-none = There are no such cases
case-list-show-all = Show all cases
case-list-number = Find by case number
case-list-find = Find
case-list-not-found = None of your cases has this number. Check all 21 characters, or look in the list
track-part-waiting = Waits for other parts

receipt-applicant = Applicant: { $name }
receipt-materials = What you submitted
receipt-qr = QR code: track case { $no }
receipt-qr-note = Scan to track this case. You need the query code, too.

act-enquiry-title = Ask the agency
act-enquiry-lede = Your question goes to the agency that has your case. It does not stop the clock. For something urgent, call the agency.
act-enquiry-text = Your question
act-enquiry-text-hint = Up to 500 characters. Leave out identity numbers and bank accounts.
act-enquiry-button = Send question
act-reminder-title = Remind the agency
act-reminder-lede = { $agency } is told that you ask to get on with your case. Supervision sees it, too. You can do this once a day.
act-reminder-before = { $count ->
    [one] You have reminded the agency once before.
   *[other] You have reminded the agency { $count } times before.
}
act-reminder-button = Send reminder
act-complaint-title = Complain to supervision
act-complaint-lede = Your complaint is read by those who supervise the agency. They may give it to the head of the agency, if they cannot look into it otherwise. We write to you when there is an answer.
act-complaint-choice = What is it about?
act-complaint-choice-missing = Select what it is about
act-complaint-text = What happened?
act-complaint-text-hint = Up to 500 characters. Say what happened and when.
act-complaint-button = Send complaint
complaint-ground-delay = It takes too long
complaint-ground-attitude = How I was treated
complaint-ground-demand = Asked for something that the guide does not name
complaint-ground-fee = A fee
complaint-ground-other = Something else

voice-title = Your questions and complaints
voice-enquiry = Your question
voice-complaint = Complaint: { $ground }
voice-answer = { $by } answered:
voice-awaited = An answer is due by
voice-founded = Your complaint was founded
voice-unfounded = Your complaint was not founded
voice-forwarded = Given to the head of the agency to comment on
voice-further = If you are not satisfied with the answer, call { $hotline }.
voice-supervision = Supervision

citizen-fact-enquired = You asked a question
citizen-fact-enquiry-answered = The agency answered your question
citizen-fact-reminded = You reminded the agency
citizen-fact-complained = You complained to supervision
citizen-fact-complaint-forwarded = Supervision asked the head of the agency
citizen-fact-complaint-answered = Supervision answered your complaint
citizen-done-enquiry = Your question is sent
citizen-done-reminder = The agency is reminded
citizen-done-complaint = Your complaint is sent to supervision

rating-anonymous = Those who handled your case see neither this rating nor who gave it. They see totals of many ratings. A poor rating goes to the head of the agency, who has to put things right and tell you.
rating-efficiency = Speed
rating-accuracy = Accuracy of the guide
rating-convenience = Convenience
rating-usability = Ease of use of the pages
rating-totals = Ratings
rating-totals-note = Whole months that are over. Fewer than { $least } ratings are not shown, so that nobody can be recognised. The year counts the months that have enough.
rating-period = Period
rating-count = Ratings
rating-content = Satisfied
rating-level = Average of 5
rating-few = Too few

act-enquiry-reply-lede = The applicant has asked something. The answer is shown to them, and we write to them.
act-enquiry-reply-shown = The applicant asks:
act-enquiry-reply-text = Your answer
act-enquiry-reply-text-hint = Answer the question itself, then say what the applicant can do.
act-enquiry-reply-button = Send answer
desk-act-enquiry-reply = Answer a question
desk-done-enquiry-reply = The answer was sent.
desk-fact-enquired = The applicant asked
desk-fact-enquiry-answered = Question answered
desk-fact-reminded = The applicant asked to get on with it
desk-fact-complained = The applicant complained to supervision
desk-fact-complaint-forwarded = Supervision gave the complaint to the head
desk-fact-complaint-answered = Supervision answered the complaint
desk-reminders = { $count ->
    [one] The applicant has reminded you once, on
   *[other] The applicant has reminded you { $count } times, last on
}
desk-reminded = { $count ->
    [one] Reminded once
   *[other] Reminded { $count } times
}
clock-enquiry-reply = Answer to a question

complaint-list = Complaints
complaint-list-note = Of the applicants of your area. Those who handle their cases do not see them.
complaint-window = What could not be done
complaint-window-note = Whoever could not even get a case tells it there, and the government services centre answers. You can see how each was handled.
complaint-window-running = { $count ->
    [one] { $count } in process
   *[other] { $count } in process
}
complaint-window-received = { $count ->
    [one] { $count } received in the last 30 days
   *[other] { $count } received in the last 30 days
}
complaint-open = To be answered
complaint-answered = Answered
complaint-none = There are no complaints here
complaint-about = About
complaint-made = Made
complaint-state = State
complaint-by = Answer by
complaint-late = Late
complaint-nth = Complaint { $number }
complaint-answer = Answer
complaint-forwarded = Given to the head of the agency
complaint-forward-title = Ask the head of the agency
complaint-forward-note = The head of the agency can then read the complaint. Those who handle the case still cannot. The applicant is told.
complaint-forward = Give it to the head
act-complaint-reply-title = Answer the complaint
act-complaint-reply-lede = The applicant reads your answer.
act-complaint-reply-choice = What did you find?
act-complaint-reply-choice-missing = Select what you found
act-complaint-reply-text = Answer
act-complaint-reply-text-hint = Say what you looked into, what you found and what follows from it.
act-complaint-reply-button = Send answer
complaint-finding-founded = The complaint is founded
complaint-finding-unfounded = The complaint is not founded
oversight-reminders = Reminders
oversight-reminders-count = { $count ->
    [one] Once, by the applicant
   *[other] { $count } times, by the applicant
}
oversight-fact-enquired = The applicant asked the agency
oversight-fact-enquiry-answered = The agency answered a question
oversight-fact-reminded = The applicant asked to get on with it
oversight-fact-complained = The applicant complained
oversight-fact-complaint-forwarded = The complaint was given to the head of the agency
oversight-fact-complaint-answered = The complaint was answered
admin-limit-enquiry-reply = Answering a question
admin-limit-complaint-reply = Answering a complaint
admin-limit-rating = Time to rate

blocked-rating-over = The time to rate this case is over.
blocked-enquiries-open = Three of your questions wait for an answer. You can ask again when one is answered.
blocked-no-enquiry = This question has been answered, or there is none.
blocked-complaints-open = Three of your complaints wait for an answer. You can complain again when one is answered.
blocked-no-complaint = This complaint has been answered, or there is none.
blocked-reminder-early = You can remind the agency when the case is due soon. The page of your case says from which day.
blocked-reminded-today = You have reminded the agency today. You can do so again tomorrow.
blocked-nothing-due = The agency has no time limit running, so there is nothing to remind it of.

case-text-missing = Write what you want to say
supplement-files-hint = You can select several files at once, at most { $count }. PDF, JPG or PNG, at most { $megabytes } MB each.
supplement-uploaded = These files are uploaded, but not sent yet. You can add more. Tick those that you do not want to send.
supplement-unchanged = I have checked what I did not change. Send it unchanged
supplement-leave-out = Do not send “{ $name }”
receipt-qr-event = QR code: track all parts
receipt-qr-event-note = Scan to see how all parts stand. You need the query code of the first case, too.

case-fee = Fee
case-pay-by = Pay by
case-pay-to = Pay to
case-pay-title = Please pay the fee
case-pay-how = Give the case number { $no } when you pay, and ask for a receipt. The agency records your payment and goes on; you do not have to upload anything. No official will ask you to pay into a private account.

# Handing in what was promised with the application
case-promised-title = Hand in what you promised
case-promised-intro = Upload what you promised when you applied. Everything else stays as it is. The counter then checks your application again.
case-promised-send = Send documents
citizen-done-promised = We have the documents that you promised
citizen-fact-handed-in = You handed in what you promised
citizen-fact-promised = Waiting for what you promised
case-list-appointments = Your appointments
citizen-fact-payment = Waiting for your payment
