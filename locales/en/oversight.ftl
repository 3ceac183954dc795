# Oversight

oversight-nav-overview = Overview
oversight-nav-cases = Cases

# Overview
oversight-title = Oversight of cases: { $place }
oversight-now = Running now
oversight-period = Over time
oversight-days = Last { $days } days
oversight-year = Last year
oversight-since = Counted from{" "}
oversight-before = Period before: { $count }
oversight-before-same = Same as the period before ({ $count })
oversight-rate = Concluded in time
oversight-rate-of = { $kept } of { $of } decided
oversight-month-of = { $year }-{ $month }
oversight-quarter-of = Quarter { $quarter } of { $year }
oversight-year-of = { $year }
oversight-as-of = Figures as of
oversight-wall = Show on a big screen
oversight-wall-every = updates every { $seconds } seconds
oversight-from-day = From
oversight-in-numbers = Figures of the period
oversight-measure = What is counted
oversight-this-period = This period
oversight-share = Share
oversight-period-before = Period before
oversight-year-before = A year before
oversight-of-received = { $share } of received
oversight-of-concluded = { $share } of concluded
oversight-of-decided = { $share } of those in time or late
oversight-of-rated = { $share } of ratings
oversight-days-title = Average time taken (working days)
oversight-days-against = Against
oversight-days-promised = Time promised
oversight-days-law = Time the law allows
oversight-days-used = Taken
oversight-days-limit = Limit
oversight-days-saved = Saved
oversight-by-item = By service
oversight-by-officer = By person
oversight-officer = Person
oversight-show-all = Show all
oversight-more-items = { $count ->
    [one] { $count } more service is not listed. Download the figures to see it.
   *[other] { $count } more services are not listed. Download the figures to see all of them.
}
oversight-attention = Needs attention
oversight-chart-overdue = Agencies with the most overdue cases
oversight-chart-due-soon = Agencies with the most cases due soon
oversight-none = There are no such cases.
oversight-cases-head = Cases
oversight-by-division = By division
oversight-by-agency = By agency
oversight-division = Division
oversight-agency = Agency
oversight-more-agencies = { $count ->
    [one] { $count } more agency is not listed. Choose a division to see all of its agencies.
   *[other] { $count } more agencies are not listed. Choose a division to see all of its agencies.
}
oversight-warnings = Latest warnings
oversight-no-warnings = No warnings
oversight-no-warnings-next = When a case comes near its limit or passes it, the system gives a warning and shows it here.
oversight-when = When
oversight-level = Level
oversight-level-due-soon = Due soon
oversight-level-overdue = Overdue
oversight-level-statutory-overdue = Past the statutory limit
oversight-deadline = Time limit
oversight-supplement = Applicant’s time to supply corrections

# Numbers and lists
measure-received = Received
measure-online = Applied for online
measure-concluded = Concluded
measure-in_time = Concluded in time
measure-early = Concluded early
measure-late = Concluded late
measure-statutory_late = Concluded past the statutory limit
measure-immediate = Decided on the spot
measure-corrected = Corrections asked for
measure-granted = Granted
measure-refused = Refused
measure-declined = Not accepted
measure-returned = Returned
measure-withdrawn = Withdrawn by the applicant
measure-voided = Closed as void
measure-paused_once = Clock paused at some time
measure-zero_visit = Without a visit
measure-measured = Decided with a promise in working days
measure-days_used = Working days used, in all
measure-days_promised = Working days promised, in all
measure-law_measured = Decided with a statutory limit in working days
measure-law_promised = Working days promised where the law sets a limit, in all
measure-law_days_used = Working days used of the statutory limit, in all
measure-law_days = Working days of the statutory limit, in all
measure-rated_five = Rated very satisfied
measure-rated_four = Rated satisfied
measure-rated_three = Rated fairly satisfied
measure-rated_two = Rated dissatisfied
measure-rated_one = Rated very dissatisfied
measure-running = Running
measure-normal = On time
measure-paused = Clock paused
measure-due_soon = Due soon
measure-overdue = Overdue (promised or step)
measure-statutory_overdue = Overdue (statutory)
measure-reminded = Reminded by the applicant
oversight-head-received = Received
oversight-head-running = Running
oversight-head-paused = Paused
oversight-head-due-soon = Due soon
oversight-head-overdue = Overdue
oversight-head-statutory-overdue = Statutory
oversight-head-concluded = Concluded
oversight-head-in-time = In time
oversight-head-late = Late
oversight-head-rate = Rate

# The list
oversight-cases-title = { $filter }: { $place }
oversight-filters = Which cases
oversight-count = { $count ->
    [one] { $shown } case
   *[other] { $shown } cases
}
oversight-no-cases = There are no such cases
oversight-to-overview = Back to the overview
oversight-cut = The list ends here. Choose a division, an agency or a shorter period to see the rest.
oversight-lamp = State
oversight-case = Case number
oversight-item = Service
oversight-stage = Stage or result
oversight-received = Received
oversight-due = Due or concluded
oversight-concluded-on = Concluded{" "}
oversight-no-clock = Waiting for the applicant
oversight-stage-received = Awaiting acceptance
oversight-stage-awaiting-supplement = Awaiting corrections from the applicant
oversight-stage-in-process = In progress
oversight-stage-concluded = Concluded
oversight-result-granted = Granted
oversight-result-refused = Refused
oversight-result-declined = Declined
oversight-result-returned = Returned
oversight-result-withdrawn = Withdrawn by the applicant

# One case
oversight-case-title = Case: { $item }
oversight-applicant = Applicant
oversight-channel = Applied
oversight-online = Online
oversight-counter = At the counter
oversight-with = With
oversight-rating = Rating
oversight-rating-of = { $level ->
    [5] Very satisfied
    [4] Satisfied
    [3] Fairly satisfied
    [2] Dissatisfied
   *[other] Very dissatisfied
}
oversight-clock = Time limits
oversight-journal = Case journal
oversight-warnings-given = Warnings given
oversight-no-warnings-given = No warning has been given.
oversight-case-note = Supervision sees the time limits and the course of a case, and does not handle it. Identity numbers, telephone numbers and documents are not shown here.
oversight-and = ,{" "}
oversight-right-agency = Referred to { $agency }
oversight-fact-at = { $fact }: { $step }
oversight-fact-received = Application received
oversight-fact-corrected = Corrections asked for, all at once
oversight-fact-supplemented = Applicant supplied corrections
oversight-fact-accepted = Accepted
oversight-fact-deemed-accepted = Deemed accepted (nothing was asked for in time)
oversight-fact-declined = Declined
oversight-fact-returned = Returned
oversight-fact-claimed = Claimed
oversight-fact-released = Released
oversight-fact-step-recorded = Recorded
oversight-fact-granted = Decision: granted
oversight-fact-refused = Decision: refused
oversight-fact-licence-issued = Licence issued
oversight-fact-delivered = Delivered
oversight-fact-withdrawn = Withdrawn by the applicant
oversight-fact-rated = Rated by the applicant
oversight-fact-warned-due-soon = Warning (due soon)
oversight-fact-warned-overdue = Warning (overdue)
oversight-fact-warned-statutory-overdue = Warning (past the statutory limit)
oversight-fact-paused = Clock stopped
oversight-fact-paused-without-basis = Clock stopped without a legal basis
oversight-fact-resumed = Clock runs again
oversight-fact-extended = Statutory limit extended
oversight-fact-opinion-agrees = Consulted agency agrees
oversight-fact-opinion-objects = Consulted agency objects
oversight-fact-consent-deemed = Deemed consent of a consulted agency
oversight-fact-deemed-renewed = Deemed renewed (nobody decided in time)
oversight-fact-ordered = Supervision order
oversight-fact-ordered-reminder = Reminder by supervision
oversight-fact-order-answered = Supervision order answered
oversight-fact-followed-up = Bad rating followed up
oversight-fact-recalculated = Due dates worked out again
oversight-fact-warned-no-legal-basis = Paused without a legal basis
oversight-no-legal-basis = Paused without a legal basis
oversight-act-order = Issue a supervision order
oversight-act-extension = Extend the statutory limit

oversight-fact-step-lapsed = Time ran out, which counts as an answer
oversight-fact-revoked = Licence revoked
oversight-fact-assigned = Assigned
oversight-fact-transferred = Transferred to another agency
oversight-fact-disputed = Sent back as not theirs
oversight-fact-dispatched = Sent on to an agency
oversight-fact-routed = Goes on
oversight-fact-migrated = Moved to a new version of the process
oversight-fact-ordered-correction = Notice of correction
oversight-fact-ordered-recommendation = Supervisory recommendation
oversight-fact-order-accepted = Answer accepted
oversight-fact-order-sent-back = Answer sent back
oversight-fact-order-lifted = Order taken back
oversight-fact-order-raised = Not answered in time: gone one level up
oversight-act-warning-clearance = Take a warning off
oversight-fact-warning-explained = Said why the time ran out
oversight-fact-warning-cleared = Warning taken off
