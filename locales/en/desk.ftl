# Room: desk. Keys begin with "desk-".

# Inbox
desk-inbox = Inbox
desk-tabs = Which cases
desk-tab-todo = To do
desk-tab-mine = Claimed by me
desk-tab-waiting = Waiting for applicant
desk-tab-agency = Whole agency
desk-filter-item = Service
desk-filter = Filter
desk-case-no = Case number
desk-item = Service
desk-applicant = Applicant
desk-step = Step
desk-lamp = Status
desk-due = Time left
desk-holder = Claimed by
desk-unclaimed = Nobody yet
desk-claimed-me = You
desk-days-left = { $count ->
    [one] { $count } working day left
   *[other] { $count } working days left
}
desk-due-today = Due today
desk-days-late = { $count ->
    [one] { $count } working day late
   *[other] { $count } working days late
}
desk-just-late = Just past due
desk-empty-todo = Nothing to do right now
desk-empty-todo-next = New cases for your role appear here, with the one that runs out first on top.
desk-empty-mine = You have not claimed any case
desk-empty-mine-next = Choose “Claim” on a case and it stays yours until you finish it or give it back.
desk-empty-waiting = No case is waiting for its applicant
desk-empty-waiting-next = After you ask for a correction, the case waits here. If the applicant’s time runs out, you can return it.
desk-empty-agency = Your agency has no running cases
desk-empty-agency-next = Cases that any role of your agency is working on appear here.
desk-empty-filter = No cases match
desk-show-all = Show all

# One case
desk-received = Received{" "}
desk-todo = What to do now
desk-for-role = For the role: { $role }
desk-turn-applicant = Waiting for the applicant
desk-applicant-until = They have until{" "}
desk-claimed-by = Claimed by{" "}
desk-claim = Claim
desk-claim-note = While you hold it, nobody else can work on this step.
desk-give-back = Give back
desk-give-back-note = Others in the role can then work on it.
desk-why-role = This step belongs to another role. You can look, but not act.
desk-why-separation = You worked on “{ $step }”. Duties are kept separate, so someone else must take this step.
desk-why-signed = You have recorded your opinion. This step takes { $people } people and now waits for another one.
desk-why-claimed = { $name } has claimed this case. If you need to take it, ask them to give it back.
desk-why-other = This step cannot be taken now.
desk-still-wanting = Still not right after the supplement?
desk-correct-again-note = Everything must be told at once. You can only ask again for what the first notice named.
desk-correct-again = Ask again for the same items
desk-signed-so-far = Recorded in this step
desk-opinions = Opinions so far
desk-concluded-granted = Granted
desk-concluded-refused = Refused
desk-concluded-declined = Declined
desk-concluded-returned = Returned
desk-concluded-withdrawn = Withdrawn by the applicant
desk-clock = The clock
desk-journal = Journal
desk-next-case = Next case in your inbox
desk-inbox-empty-now = Back to the inbox

# What the applicant gave
desk-answers = Answers
desk-account = The applicant’s account
desk-id-no = Identity number
desk-credit-code = Unified social credit code
desk-phone = Phone
desk-masked = Identity and phone numbers are shown in part only.
desk-materials = Materials
desk-no-materials = Nothing was uploaded.
desk-without-upload = Made by the system or checked by data sharing; the applicant must not be asked for:
desk-replaced = Replaced by a supplement
desk-material = Material
desk-file = Type and size
desk-given-on = Given on
desk-digest = Digest
desk-corrections = Corrections
desk-corrected = Asked for on{" "}
desk-supplemented = Supplemented on{" "}
desk-not-supplemented = Not supplemented yet

# Journal
desk-fact-received = Application received
desk-fact-corrected = Correction asked for
desk-fact-supplemented = Applicant supplemented
desk-fact-accepted = Accepted
desk-fact-deemed-accepted = Deemed accepted
desk-fact-declined = Declined
desk-fact-returned = Returned to the applicant
desk-fact-claimed = Claimed “{ $step }”
desk-fact-released = Gave back “{ $step }”
desk-fact-step-recorded = { $step }: { $outcome }
desk-fact-granted = Decision: granted
desk-fact-refused = Decision: refused
desk-fact-licence-issued = Licence issued
desk-fact-delivered = Delivered
desk-fact-withdrawn = Withdrawn by the applicant
desk-fact-rated = Rated by the applicant
desk-fact-warned-due-soon = Warning: due soon ({ $outcome })
desk-fact-warned-overdue = Warning: overdue ({ $outcome })
desk-fact-warned-statutory-overdue = Warning: past the statutory limit ({ $outcome })
desk-fact-paused = Clock stopped
desk-fact-paused-without-basis = Clock stopped without a legal basis
desk-fact-resumed = Clock runs again
desk-fact-extended = Statutory limit extended
desk-fact-opinion-agrees = Consulted agency agrees
desk-fact-opinion-objects = Consulted agency objects
desk-fact-consent-deemed = Consulted agency stayed silent: deemed consent
desk-fact-deemed-renewed = Deemed renewed: nobody decided before the licence ran out
desk-fact-ordered = Supervision order
desk-fact-order-answered = Supervision order answered
desk-fact-followed-up = Bad rating followed up
desk-fact-recalculated = Due dates worked out again under a new calendar
desk-fact-warned-no-legal-basis = Reported: paused without a legal basis ({ $outcome })
desk-right-agency = The right agency:{" "}
desk-valid-until = Valid until{" "}
desk-rated-level = { $level ->
    [5] Very satisfied
    [4] Satisfied
    [3] Fairly satisfied
    [2] Dissatisfied
   *[other] Very dissatisfied
}
desk-counts-from = Counted from{" "}

# Acts
desk-act-acceptance = Accept
desk-act-correction = Ask for a correction
desk-act-declination = Decline
desk-act-return = Return to the applicant
desk-act-step = Work on: { $step }
desk-act-decision = Decide
desk-act-licence = Issue the licence
desk-act-delivery = Deliver
desk-done-acceptance = Accepted. The clock has started.
desk-done-correction = The applicant has been asked for a correction.
desk-done-declination = Declined. The applicant has been told why.
desk-done-claim = Claimed. It is yours to work on.
desk-done-release = Given back.
desk-done-step = Your opinion has been recorded.
desk-done-decision = The decision has been recorded.
desk-done-licence = The licence has been issued; its number is in the journal.
desk-done-delivery = The delivery has been recorded.
desk-done-return = Returned. The applicant has been told why.
desk-act-pause = Stop the clock
desk-act-resumption = Let the clock run again
desk-act-extension = Extend the statutory limit
desk-act-opinion = Give your agency’s opinion
desk-act-order-reply = Answer the supervision order
desk-act-follow-up = Follow up the bad rating
desk-done-pause = The clock is stopped. The applicant has been sent the notice.
desk-done-resumption = The clock runs again. The applicant has been told the new dates.
desk-done-extension = The statutory limit is extended. The applicant has been sent the notice.
desk-done-opinion = Your agency’s opinion has been recorded.
desk-done-order-reply = Your answer has been sent to supervision.
desk-done-follow-up = The follow-up has been recorded and the applicant told.
desk-moved-dates = { $count ->
    [one] A new calendar moved the due dates of { $count } of your agency’s cases in the last { $days } days.
   *[other] A new calendar moved the due dates of { $count } of your agency’s cases in the last { $days } days.
}
desk-moved-see = See old and new dates
desk-moved-title = Due dates that a new calendar moved
desk-moved-limit = Time limit
desk-moved-from = Was due
desk-moved-to = Now due
desk-why-paused = The clock stands still. Record the end of the procedure first.
desk-why-opinions = The decision waits for the opinions of other agencies.
desk-your-opinion = Your agency is asked for its opinion
desk-acceptance-lede = Accept when the application is complete and in the form the law requires. The clock starts, and the applicant is told.
desk-acceptance-deemed = The five working days for checking are over and no correction was asked for. Under article 32 of the Administrative Licensing Law the application is deemed accepted, counted from its receipt.
desk-acceptance-from = Counted from
desk-acceptance-statutory = Statutory limit
desk-acceptance-promised = Promised limit
desk-acceptance-next = Next step
desk-acceptance-button = Accept
desk-notice = What the applicant will read
desk-notice-to = Dear { $name },
desk-notice-accepted = Your application for “{ $item }” (case { $no }) is complete, and we have accepted it.
desk-notice-deemed = Your application for “{ $item }” (case { $no }) is deemed accepted from the day we received it.
desk-notice-by = We promise a decision by{" "}
desk-outcome = Outcome
desk-then = Next: { $step }
desk-opinion = Opinion
desk-opinion-hint = Say what you found and on what basis. It goes into the case’s journal.
desk-opinion-missing = Enter your opinion
desk-too-long = Keep it within 2,000 characters
desk-together-first = This step is finished when { $people } people have recorded the same outcome.
desk-together-second = Someone has already recorded an outcome. If yours is the same, the step is finished; if it differs, the earlier record is set aside and recording starts again.
desk-step-button = Record
desk-decision = Decision
desk-decision-lede = The applicant is told as soon as you decide.
desk-reason = Reason
desk-reason-missing = Enter the reason
desk-decision-reason-hint = Give the facts and the legal basis. A refusal states this reason to the applicant.
desk-remedies = If you refuse, the applicant is also told:
desk-decision-button = Record the decision
desk-declination-lede = Decline only where no licence is needed, or the matter is outside your agency’s powers. If something is missing, ask for a correction instead.
desk-ground = Ground
desk-ground-missing = Choose the ground
desk-ground-not-ours = Outside this agency’s powers
desk-ground-not-ours-hint = Name the agency that the applicant should turn to.
desk-ground-not-required = No licence is needed
desk-ground-not-required-hint = Administrative Licensing Law, article 32(1).
desk-agency = The right agency
desk-agency-hint = Only where the matter is outside your agency’s powers.
desk-declination-reason-hint = Say why. The applicant will read this.
desk-will-be-told = What the applicant will be told
desk-declination-told = The ground, the reason, the right agency, and these remedies:
desk-declination-button = Decline the application
desk-correction-lede = Tick what must be put right and say how. You must tell everything at once: nothing can be added later.
desk-correction-note = What to put right in “{ $label }”
desk-correction-told = A notice was given before. You can only tick what is marked “told before”.
desk-told-before = Told before
desk-correction-will-be-told = What you ticked, what you wrote, and how long they have.
desk-correction-clock = While you wait, the check limit does not run; it starts anew when the supplement arrives.
desk-correction-button = Send the notice
desk-note-missing = Say what to put right in “{ $label }”
desk-note-unticked = You wrote a note for “{ $label }” but did not tick it. Tick it or clear the note
desk-note-too-long = Keep the note on “{ $label }” within 2,000 characters
desk-once-only = “{ $label }” was not in the first notice, so it cannot be asked for now
desk-not-asked = This service does not ask for “{ $label }”
desk-licence-lede = Check the details. Once issued, the number is fixed.
desk-licence-name = Licence
desk-licence-holder = Holder
desk-licence-issuer = Issued by
desk-licence-type = Licence type code
desk-licence-issued-on = Issued on
desk-licence-until = Valid until
desk-licence-open-ended = Until revoked
desk-licence-number = Licence number
desk-licence-number-later = Formed on issue
desk-licence-button = Issue the licence
desk-delivery-lede = Record how the result reached the applicant. This concludes the case.
desk-to-deliver = To be delivered
desk-method = Method
desk-method-missing = Choose the method
desk-method-counter = Collected at the counter
desk-method-counter-hint = You have checked who collected it.
desk-method-post = By post
desk-method-post-hint = Put the tracking number in the note.
desk-method-electronic = Electronically
desk-method-electronic-hint = The applicant finds it under “My cases”.
desk-delivery-note = Note
desk-delivery-note-hint = For example, who collected it, or the tracking number.
desk-delivery-button = Record the delivery
desk-return-lede = The applicant’s time is over and nothing was supplemented. Returning ends this case; they may apply again.
desk-return-reason-hint = Say what is still missing. The applicant will read this.
desk-return-button = Return the application
