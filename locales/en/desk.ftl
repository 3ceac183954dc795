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
desk-process = How it is handled
desk-journal = Journal
desk-next-case = Next case in your inbox
desk-inbox-empty-now = Back to the inbox

# What the applicant gave
desk-answers = Answers
desk-account = The applicant’s account
desk-id-no = Identity number
desk-credit-code = Unified social credit code
desk-phone = Phone
desk-masked = Identity numbers, phones, email and door addresses are shown in part only.
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
desk-done-licence = The licence has been issued. Its number: { $number }
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
desk-decision-reason-hint = Give the facts and the legal basis. The notice of the decision states this reason.
desk-remedies = If you refuse, the applicant is also told:
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
desk-correction-lede = Tick what must be put right and say how. You must tell everything at once: nothing can be added later.
desk-correction-note = What to put right in “{ $label }”
desk-correction-told = A notice was given before. You can only tick what is marked “told before”.
desk-told-before = Told before
desk-correction-will-be-told = What you ticked, what you wrote, and how long they have.
desk-correction-clock = While you wait, the check limit does not run; it starts anew when the supplement arrives.
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
desk-method-counter-hint = Say below who collects it and what you checked.
desk-method-post = By post
desk-method-post-hint = Put the tracking number in the note.
desk-method-electronic = Electronically
desk-method-electronic-hint = The applicant finds it under “My cases”.
desk-delivery-note = Note
desk-delivery-note-hint = For example, the tracking number.
desk-return-lede = The applicant’s time is over and nothing was supplemented. Returning ends this case; they may apply again.
desk-return-reason-hint = Say what is still missing. The applicant will read this.
desk-for-agency = For the role { $role } at { $agency }
desk-task-milestone = This step can be worked only while the step it goes with is open.
desk-task-disputed = The agency says that this step is not its own. The lead agency has to send it on.
desk-task-standing = The system cannot tell which way the case goes from here, so it stands still. The administrator has been told.
desk-why-owed = The applicant still owes materials promised for later. The decision has to wait for them.
desk-proposed = The system proposes: { $outcome }
desk-proposed-note = This is only a proposal. Check it, then decide yourself.
desk-against-proposal = Not as the system proposed
desk-excludes = { $procedure }: by law its time does not count. Stop the clock, and tell the applicant in writing how long it will take.
desk-excludes-link = Stop the clock
desk-to = {"To: "}
desk-fact-step-lapsed = { $step }: counts as “{ $outcome }” as time ran out
desk-fact-revoked = Licence revoked
desk-fact-assigned = Assigned: { $step }
desk-fact-transferred = Transferred to another agency
desk-fact-disputed = Sent back as not ours: { $step }
desk-fact-dispatched = Sent on: { $step }
desk-fact-routed = Goes on: { $step }
desk-fact-migrated = Moved to a new version of the process
desk-acceptance-owed = Accepted without, promised for later
desk-acceptance-owed-by = Due by{" "}

# Claims, assignment
desk-claim-step = Claim “{ $step }”
desk-give-back-step = Give back “{ $step }”
desk-act-assignment = Assign
desk-assignment-of = Assign: { $step }
desk-assignment-lede = Give this step to someone in your agency. Only people who have the role, and need not keep apart from it, are listed.
desk-assignment-to = Who should do it
desk-assignment-hint = Those with the least at hand come first.
desk-assignment-button = Assign
desk-assignment-nobody = Nobody in your agency can do this step
desk-assignment-nobody-next = Nobody has the role, or whoever has it worked on a step that must be kept apart. Ask your administrator to add someone.
desk-assignment-least = Each to whoever has least at hand
desk-assignment-least-hint = People who are absent today come last.
desk-assignee-missing = Select who should do it
desk-load = { $count ->
    [one] Holds { $count } task
   *[other] Holds { $count } tasks
}
desk-absent-now = absent today, { $name } acts until { $until }
desk-holds-it = has it now
desk-and-also = {"; "}
desk-open-tasks = Open steps
desk-done-assignment = Assigned.

# Transfer, dispute, dispatch
desk-act-transfer = Transfer
desk-act-dispute = Say it is not ours
desk-act-dispatch = Settle the dispute
desk-dispatch-of = Settle the dispute: { $step }
desk-done-transfer = Transferred, and the applicant has been told. The case leaves your inbox; if the other agency says it is not theirs, it comes back here.
desk-done-dispute = Recorded. Whoever sent it decides.
desk-done-dispatch = The dispute is settled.
desk-fact-disputed-whole = Sent back as not theirs
desk-came-from = Transferred by { $agency }
desk-came-back = Sent back by { $agency }
desk-to-agency = Which agency
desk-to-agency-hint = Agencies above and below, and those of the same area. Search for any other first.
desk-agency-found = Found
desk-agency-found-count = { $count ->
    [0] No agency with people for it was found.
    [one] { $count } agency found. It comes first in the list.
   *[other] { $count } agencies found. They come first in the list.
}
desk-agency-other = Not in the list?
desk-agency-search = Name, area or id of the agency
desk-agency-search-hint = Search before you write the reason: searching opens this page anew.
desk-agency-search-button = Search
desk-agency-missing = Select an agency
desk-agency-unstaffed = That agency has nobody who could do it. Select another one
desk-transfer-lede = Before its acceptance, a case that is not yours can go to another agency. The time for the check does not start again. What belongs to a higher or another agency later on goes there by the item’s own steps.
desk-transfer-reason-hint = Say why the other agency should handle it. They will read it.
desk-transfer-told = Which agency has the case now, and its phone number. They are not told the reason.
desk-transfer-button = Transfer
desk-dispute-lede = If something came to you that is not your agency’s, you can say so within 2 working days. Whoever sent it decides.
desk-dispute-step = Which step is not yours
desk-dispute-step-missing = Select the step that is not yours
desk-dispute-whole = The whole case
desk-dispute-until = From { $agency }; you can say so until { $until }
desk-dispute-reason-hint = Say on what grounds, and whose it should be.
desk-dispute-button = Say it is not ours
desk-dispatch-lede = Decide which agency does this step. Give a reason, whether it goes to another agency or stays. The step’s time starts again.
desk-dispatch-reason-hint = Say what you base it on. Both agencies will read it.
desk-dispatch-button = Settle
desk-disputed-by = { $agency } says that it is not theirs
desk-disputed-tasks = Disputed steps

# Several cases at once
desk-pick = Select
desk-pick-one = Select { $no } ({ $step })
desk-pick-all = Select all on this page
desk-pick-none = Select none
desk-bulk = With the selected cases:
desk-bulk-claim = Claim
desk-bulk-release = Give back
desk-bulk-outcome = Record the same opinion
desk-bulk-assignment = Assign several
desk-bulk-none = Select some cases first
desk-bulk-mixed = The same opinion can only be recorded for cases of the same service and version, at the same step
desk-bulk-single = This step has to be done case by case: it asks for details of each, or decides it
desk-bulk-nothing-left = None of the selected cases is in your inbox any more
desk-bulk-picked = { $count ->
    [one] { $count } case selected
   *[other] { $count } cases selected
}
desk-bulk-due = due{" "}
desk-bulk-step = Several at once: { $step }
desk-bulk-step-lede = The outcome and the opinion are recorded in each case. Make sure that you have looked at every one. Each is done by itself: one that fails does not hold up the others.
desk-bulk-opinion-hint = It goes into the journal of each case, word for word.
desk-bulk-step-button = { $count ->
    [one] Record in { $count } case
   *[other] Record in { $count } cases
}
desk-bulk-assignment-lede = Each case is assigned by itself. Where the person can’t do it, the result says why.
desk-bulk-result = What came of it
desk-bulk-result-lede = { $done } done, { $left } not done.
desk-bulk-outcome-of = Result
desk-bulk-done = Done
desk-bulk-not-done = Not done
desk-bulk-stale = Somebody has worked on this case since you opened the inbox. Open the case to see.
desk-bulk-gone = This case is no longer with your agency.
desk-bulk-failed = The system could not do this one. Try again later.

# Absence and substitution
desk-act-for = Act for { $name } (until { $until })
desk-act-for-whom = People you may act for
desk-acting-for = You are acting for { $name }, until { $until }.
desk-acting-note = The journal records both your names.
desk-act-in-person = Stop acting for them
desk-absences = Absence and substitutes
desk-absences-lede = While you are on leave, away or ill, a colleague of your agency works your tasks, so that nothing lies idle.
desk-absences-rules = How it works
desk-absences-rule-named = The substitute signs in with their own account. The journal says “substitute (for the absent person)”.
desk-absences-rule-apart = Duties stay apart: the substitute can’t take a step that must be kept apart from what either of the two has done.
desk-absences-rule-chain = A substitute has no substitute; one substitute for a person at a time; at most a year.
desk-absences-list = Recorded absences
desk-absences-none = No absence is recorded
desk-absences-none-next = Once recorded it appears here, and can be ended early.
desk-absence-officer = Who is absent
desk-absence-substitute = Substitute
desk-absence-substitute-hint = They have the absent person’s roles while they act for them.
desk-absence-from = First day
desk-absence-until = Last day
desk-absence-button = Record the absence
desk-absence-end = End now
desk-absence-end-of = : { $name }
desk-absence-ahead = Not begun
desk-absence-now = Now
desk-absence-over = Over
desk-absence-ended = Ended early
desk-absence-recorded = Recorded. When the time comes, the substitute chooses whom to act for at the top of the desk’s pages.
desk-absence-officer-unknown = Select who is absent
desk-absence-substitute-missing = Select a substitute in your agency
desk-absence-self = Nobody is their own substitute
desk-absence-date = Enter a date, such as 2026-12-01
desk-absence-past = The first day can’t be before today
desk-absence-order = The last day can’t be before the first
desk-absence-length = An absence is recorded for a year at most
desk-absence-overlaps = Some of these days are in an absence that is recorded. End that one first
desk-absence-substitute-absent = The substitute is absent on some of these days. Select another person
desk-absence-acts-then = The absent person acts for somebody else on some of these days. Give that person another substitute first
desk-part-of = Part of
desk-part-here = (this case)
desk-part-received = received
desk-part-awaiting-supplement = awaiting corrections
desk-part-in-process = in progress
desk-part-granted = granted
desk-part-refused = refused
desk-part-declined = not accepted
desk-part-returned = returned
desk-part-withdrawn = withdrawn
desk-part-waiting = waits for another part
desk-part-not-opened = not started
desk-part-not-needed = not needed
desk-hours-left = { $count ->
    [0] Less than an hour left
    [one] { $count } hour left
   *[other] { $count } hours left
}
desk-hours-late = { $count ->
    [one] { $count } hour late
   *[other] { $count } hours late
}
desk-filings = File for your agency
desk-filings-lede = What your agency registers itself. A case that you file is received and accepted at once, and you then count as having accepted it.
desk-filings-none = There is nothing for your agency to file
desk-filings-none-note = Services that agencies file themselves appear here when the catalogue gives them to an agency like yours.
desk-filing-begin = Begin
desk-filing-continue = Continue your draft
desk-filing-saved = Saved
desk-filing-save = Save and continue
desk-filing-kept = What you enter is kept each time you choose “Save and continue”. Only you see the draft.
desk-filing-conflict = Somebody saved other answers in the meantime
desk-filing-conflict-note = You may have the form open in another window. Nothing was overwritten. Compare the answers, then save again.
desk-filing-moved = The form has changed
desk-filing-moved-note = It was published anew after you last saved your draft. Please look through your answers.
desk-filing-more = Something is not answered yet
desk-filing-more-note = Your answers are saved. Further questions follow from them, or some are still open.
desk-filing-materials = What goes with the case
desk-filing-answers = Back to the answers
desk-filing-no-materials = Nothing has to be uploaded.
desk-filing-made = Made by the system or checked by data sharing; nothing to upload:
desk-filing-file = File the case
desk-filing-file-note = It then becomes a case of { $agency }, accepted with its receipt, and the clocks start. You can no longer change it.
desk-filing-send = File the case
desk-filing-unanswered = The form is not complete. Go back to the answers
desk-filing-missing = Upload “{ $material }”
desk-filing-changed = The answers have changed
desk-filing-changed-note = They were saved anew after this page was shown. Please check them, then file again.
desk-done-filing = Filed and accepted. The clocks have started.
desk-filed-by = Filed by
desk-filing-agency = Agency
desk-shared = Cases of other agencies
desk-shared-lede = The cases in which your agency has a step, had one, or looks on.
desk-shared-none = There are none at the moment
desk-shared-none-note = Cases of other agencies appear here once your agency has a part in them.
desk-lead-agency = Lead agency
desk-received-on = Received on
desk-in-process = In process

# Materials: opening them, and how far they may be relied on
desk-original = Original
desk-scan-waiting = Being checked for viruses. You can open it afterwards.
desk-scan-infected = A virus was found. Nobody can open it: ask the applicant to correct this document.
desk-purpose = For { $item } only, { $on }
desk-from-wallet = From the applicant’s documents
desk-unmarked = This file cannot carry the watermark (it is encrypted, damaged or too large). You open it as it was given.
desk-origin = given to case { $number } before
desk-trust-a = Level A: issued by an agency, use it as it is
desk-trust-b = Level B: checked at acceptance of an earlier case, no need to check it again
desk-trust-c = Level C: uploaded by the applicant, check the original
desk-trust-d = Level D: written by the applicant, who answers for it; use it as it is
desk-fact-ordered-reminder = Reminder by supervision
desk-fact-ordered-correction = Notice of correction
desk-fact-ordered-recommendation = Supervisory recommendation
desk-fact-order-accepted = Answer accepted by supervision
desk-fact-order-sent-back = Answer sent back by supervision
desk-fact-order-lifted = Order taken back by supervision
desk-fact-order-raised = Order not answered in time: gone one level up
desk-act-warning-explanation = Say why the time ran out
desk-act-warning-explanation-of = Say why the time ran out: { $step }
desk-done-warning-explanation = Your explanation has been recorded. Supervision can read it.
desk-fact-warning-explained = Said why the time ran out
desk-fact-warning-cleared = Warning taken off by supervision
desk-unexplained = { $count ->
    [one] { $shown } time limit has run out and waits for an explanation.
   *[other] { $shown } time limits have run out and wait for an explanation.
}
desk-unexplained-see = See and explain them
