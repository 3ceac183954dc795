# Finding an item, and following a case.

citizen-home-title = What do you need to do?
citizen-search-hint = For example: restaurant, residence permit, business registration
citizen-popular = Often applied for:
citizen-shelves = All services
citizen-shelves-by = Browse by
citizen-for-person = For you
citizen-for-entity = For businesses
citizen-for-agencies = Agencies
citizen-no-items = There is nothing to apply for online here yet
citizen-no-agencies = No agency here has joined the portal yet
citizen-divisions = Divisions below
home-more-turns = { $count ->
    [one] One more case needs you
   *[other] { $count } more cases need you
}
citizen-turns = Needs your action
citizen-drafts = Continue your application
citizen-continue = Continue
citizen-saved = Saved{" "}
citizen-hotline = If you need help, call the government services hotline{" "}
citizen-window = Tell us what could not be done
citizen-window-note = If you were passed around, asked for papers again and again or left without an answer, we look into it and answer you.

citizen-theme-business = Starting a business
citizen-theme-food = Food and catering
citizen-theme-health = Health
citizen-theme-household = Registration and residence
citizen-theme-family = Marriage and family
citizen-theme-housing = Housing and property
citizen-theme-transport = Transport
citizen-theme-welfare = Welfare
citizen-theme-construction = Construction
citizen-theme-water = Water
citizen-theme-justice = Law enforcement
citizen-theme-redress = When something goes wrong

citizen-search-title = Search services
citizen-search-for = Results for “{ $q }”
citizen-found = { $count ->
    [one] { $count } service found
   *[other] { $count } services found
}
citizen-nothing-found = Nothing matches exactly
citizen-nearest = You may be looking for
citizen-facet-all = All
citizen-facet-audience = Who it is for
citizen-facet-theme = Theme

citizen-who = Who can apply
citizen-no-statutory = None set by law
citizen-from-acceptance = from acceptance
citizen-from-receipt = from receipt
citizen-same-day = The day it is accepted
citizen-article = ,{" "}
citizen-fee = Fee
citizen-free = Free of charge
citizen-yuan = { $amount } yuan
citizen-visits = Visits in person
citizen-no-visits = None: everything is done online
citizen-visits-count = { $count ->
    [one] { $count } visit
   *[other] { $count } visits
}
citizen-materials = Documents
citizen-materials-count = { $all } in all, of which you upload at most { $upload }
citizen-agency = Agency
citizen-level-province = Handled at province level
citizen-level-prefecture = Handled at city or prefecture level
citizen-level-county = Handled at county or district level
citizen-level-township = Handled at township level
citizen-start = Start now
citizen-start-note = You apply with your account. What you enter is saved, so you can come back to it at any time.
citizen-contents = On this page
citizen-guide = Guide
citizen-guide-conditions = Conditions
citizen-guide-materials = Documents
citizen-guide-process = What happens
citizen-guide-limits = Time limits
citizen-guide-fee = Fee
citizen-guide-result = What you get
citizen-guide-basis = Legal basis
citizen-guide-questions = Questions
citizen-guide-remedies = Your rights
citizen-guide-contact = Agency and contact
citizen-basis = Legal basis:{" "}
citizen-source-form = Made from your answers
citizen-source-shared = We check it: nothing to submit
citizen-source-upload = You upload
citizen-source-form-note = Made from your answers
citizen-source-shared-note = Checked by data sharing: you do not have to submit it
citizen-source-promised-note = You promised to hand it in later
citizen-source-upload-note = Not uploaded
citizen-only-when = Only if you answer “{ $question }” with “{ $answer }”
citizen-or = ” or “
citizen-within = within { $limit }
citizen-choose-division = Choose your county or district to see which agency handles this, where it is and how to call it.
citizen-division = County or district
citizen-show-agency = Show
citizen-nobody-here = The agency for { $division } has not joined this portal yet, so you cannot apply online there for now.
citizen-address = Address
citizen-phone = Phone
citizen-complaint-phone = Complaints
citizen-printed = Printed on{" "}

citizen-cases = My cases
citizen-no-cases = You have no cases yet
citizen-find-item = Find a service
citizen-applied-on = Applied{" "}
citizen-by = By{" "}
citizen-stage-received = Received, being checked
citizen-stage-awaiting-supplement = Waiting for your corrections
citizen-stage-in-process = In process
citizen-stage-granted = Closed: granted
citizen-stage-refused = Closed: refused
citizen-stage-declined = Not accepted
citizen-stage-returned = Returned
citizen-stage-withdrawn = Withdrawn

citizen-case = About this case
citizen-case-no = Case number
citizen-query-code = Query code
citizen-stage = Status
citizen-progress = Progress
citizen-now-with = Now with{" "}
citizen-clock = Time limits
citizen-right-agency = Apply to this agency instead:{" "}
citizen-deemed-note = The agency did not tell you in time what to correct, so your application counts as accepted since the day it was received (Administrative Licensing Law, article 32).
citizen-given-answers = Your answers
citizen-given-materials = Your documents
citizen-kilobytes = { $count } KB
citizen-megabytes = { $count } MB

citizen-fact-submit = You send your application
citizen-fact-check = The counter checks your application
citizen-fact-supplement = Waiting for your corrections
citizen-fact-step = In process
citizen-fact-received = We received your application
citizen-fact-corrected = We told you what to correct
citizen-fact-supplemented = You sent your corrections
citizen-fact-accepted = Accepted
citizen-fact-deemed-accepted = Deemed accepted
citizen-fact-declined = Not accepted
citizen-fact-returned = Returned: not corrected in time
citizen-fact-granted = Granted
citizen-fact-refused = Refused
citizen-fact-licence-issued = Licence issued
citizen-fact-delivered = Result delivered
citizen-fact-withdrawn = You withdrew your application
citizen-fact-rated = You rated this service
citizen-fact-paused = Clock stopped for a procedure
citizen-fact-paused-without-basis = Clock stopped
citizen-fact-resumed = Clock runs again
citizen-fact-extended = Statutory time limit extended
citizen-fact-opinion-agrees = Another agency gave its opinion
citizen-fact-opinion-objects = Another agency gave its opinion
citizen-fact-consent-deemed = Another agency’s consent is taken as given
citizen-fact-deemed-renewed = Renewed by law
citizen-fact-followed-up = We followed up your rating
citizen-fact-recalculated = Due dates worked out again
citizen-consulted = While it is examined, these agencies are asked for their opinions:
citizen-may-extend = May be extended once by at most
citizen-renewed-note = The agency did not decide before your licence ran out, so by law it is renewed (Administrative Licensing Law, article 50).
citizen-recalculated-note = A new notice of holidays changed the working days, so some dates have moved.
citizen-renewal = Renewal
citizen-renew-by = Apply for renewal by
citizen-renew-from = You can apply for renewal from{" "}
citizen-renewal-timely = If you apply by then and the agency has not decided when the licence runs out, it counts as renewed.
citizen-renewal-late = You can still apply, but the licence is not renewed by itself if there is no decision before it runs out.
citizen-renew = Apply to renew
citizen-result = Result
citizen-decision = Decision
citizen-decided-on = Decided
citizen-answer-outcome = Answer
citizen-answered-on = Answered
citizen-reason = Reasons
citizen-answer = What we answer
citizen-licence = Licence
citizen-licence-no = Licence number
citizen-issued-on = Issued on
citizen-valid-until = Valid until
citizen-no-expiry = No expiry date
citizen-delivery = Delivery
citizen-delivery-counter = Collected at the counter
citizen-delivery-post = Sent by post
citizen-delivery-electronic = Delivered electronically

citizen-turn-title = Correct the following
citizen-pay-by = Pay the fee by{" "}
citizen-supplement-by = Send your corrections by{" "}
citizen-supplement = Make corrections
citizen-supplement-title = Correct your application
citizen-supplement-intro = Correct only what is listed here. Everything else stays as it is. The counter then checks your application again.
citizen-supplement-send = Send corrections
citizen-clerk-note = What the counter says:{" "}
citizen-file-fault = { $name }: { $fault }
citizen-done-supplement = Your corrections are sent. The counter will check them
citizen-done-withdrawal = Your application is withdrawn
citizen-done-rating = Thank you for your rating

citizen-withdraw-title = Withdraw your application
citizen-withdraw-warning = This ends the application and cannot be undone. You can apply again later.
citizen-withdraw-reason = Why are you withdrawing?
citizen-withdraw-confirm = Withdraw application
citizen-text-too-long = Enter 500 characters or fewer

citizen-rate = Rate this service
citizen-rate-invite = Your case is closed. How did we do?
citizen-rate-title = Rate this service
citizen-rate-level = How satisfied are you with this service?
citizen-rate-comment = Anything you would like to say
citizen-rate-hint = Do not include personal information, such as identity numbers.
citizen-rate-send = Send rating
citizen-your-rating = Your rating
citizen-level-of-rating-5 = Very satisfied
citizen-level-of-rating-4 = Satisfied
citizen-level-of-rating-3 = Fairly satisfied
citizen-level-of-rating-2 = Dissatisfied
citizen-level-of-rating-1 = Very dissatisfied

citizen-track = Track a case
citizen-track-intro = See the progress of a case with its case number and query code. You do not need to sign in.
citizen-track-number-hint = 21 characters, on your receipt, for example 620102 20261123 000001 F. You can leave out the spaces.
citizen-track-code-hint = 6 digits, on your receipt.
citizen-track-show = Show progress
citizen-track-number-missing = Enter the case number
citizen-track-code-missing = Enter the query code
citizen-track-wrong = The case number and query code do not match. Check both and enter them again
citizen-track-lost = Lost your receipt? Sign in and look under “My cases”, or call { $hotline }.
citizen-track-more = Sign in to see the decision, the licence and what you submitted.
citizen-track-another = Track another case

citizen-account = Your account
citizen-kind = Type
citizen-kind-person = Personal
citizen-kind-entity = Business or other organisation
citizen-name = Name
citizen-resident-id = Identity number
citizen-credit-code = Unified social credit code
citizen-email = Email
citizen-account-note = To protect your personal information, we show numbers only in part.

citizen-fact-step-lapsed = Time ran out
citizen-fact-revoked = Your licence was revoked
citizen-fact-transferred = Your application went to the agency that handles it
citizen-owed-title = Hand in what you promised
citizen-owed-by = Hand it in by{" "}
citizen-owed = Hand in documents
citizen-owed-intro = Upload what you promised when you applied. Your case goes on, but nothing is decided until everything is there.
citizen-events = Life events
citizen-events-lede = One form for what several agencies do. We open each part for you, in the right order.
citizen-no-events = There are no life events yet
citizen-event-joint = {", "}
citizen-event-parts = What it includes
citizen-event-parts-count = { $count ->
    [one] { $count } service
   *[other] up to { $count } services
}
citizen-event-whole = Time for everything
citizen-event-whole-note = The longest way through all parts, counted from acceptance, where every promise is kept. Services that run side by side do not add up.
citizen-event-order = What opens, and in which order
citizen-event-order-note = You apply once. What waits for another part starts by itself as soon as that part is granted.
citizen-event-first = At once, side by side
citizen-event-then = After that, side by side
citizen-event-after = Starts when granted: { $parts }
citizen-event-agencies = Who does it
citizen-event-agencies-note = Choose a place to see the agencies there. Which of them get your application follows from the places that you give in the form.
citizen-event-submitted = You sent the one application
citizen-event-course = What has happened
citizen-event-happened = { $part }: { $what }
citizen-event-waits = Waits until granted: { $parts }
citizen-event-not-opened = Not started, because “{ $part }” was not granted
citizen-event-not-startable = Could not be started: no agency handles it there any more
citizen-event-singly = Guide, to apply for it alone
citizen-event-not-needed = Not needed, by your answers
citizen-event-begun = Under way now
citizen-event-later = These follow
citizen-event-later-note = You need not apply again. We write to you when each of them starts.
citizen-event-follow = Follow all parts
citizen-event-waiting = { $count ->
    [one] { $count } more part waits for these.
   *[other] { $count } more parts wait for these.
}
citizen-fact-not-opened = Not started
