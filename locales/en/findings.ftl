# Abnormal behaviour

findings-title = What looks wrong
findings-nav = What looks wrong
findings-note = Rules read the journal of each case and say what looks wrong. The head of the agency explains it, and supervision decides whether it is.
findings-none = Nothing of the kind was found
findings-count = { $count ->
    [one] { $shown } finding
   *[other] { $shown } findings
}
findings-rules = By rule
findings-list = Findings
findings-filters = Choose findings
findings-filter = Show
findings-any = All
findings-period = Period
findings-days = Last { $days } days
findings-total = All
findings-false = False alarms
findings-false-of = { $percent } % of { $count } decided
findings-undecided = None decided yet

finding-rule = The rule
finding-state = State
finding-state-open = Open
finding-state-explained = Explained
finding-state-justified = No fault
finding-state-confirmed = Confirmed
finding-officer = Whose act
finding-at = Happened
finding-found-at = Found
finding-rests = What it rests on
finding-history = What was said
finding-basis = It rests on{" "}
finding-said-explained = The agency explained
finding-said-justified = Supervision found no fault
finding-said-confirmed = Supervision confirmed it
finding-order = Order its correction
finding-order-note = The behaviour is confirmed. An order on the case has it put right within a limit.
finding-wait = The head of the agency has not said anything yet. You can decide without it.
finding-own = It is about your own act or your own agency. Somebody else decides it.
finding-decide = Decide
finding-explain = Explain
finding-said-already = Your explanation is with supervision.
findings-desk-title = What supervision has found
findings-desk-note = Rules found these in cases of your agency. Explain each: supervision decides after that.
findings-desk-none = There is nothing to explain

act-finding-decision-choice = What is it?
act-finding-decision-choice-missing = Select what it is
act-finding-decision-text = Reason
act-finding-decision-text-hint = Say what you looked at and why it is so. The agency reads this.
act-finding-decision-button = Record the decision
finding-choice-justified = No fault: the explanation holds, or the rule is mistaken here
finding-choice-confirmed = It is so, and has to be corrected
act-finding-explanation-text = Explanation
act-finding-explanation-text-hint = Say what happened and why. Do not name the applicant.
act-finding-explanation-button = Send the explanation

# The rules: name, what each looks for
rule-instant-closing = Decided minutes after acceptance
rule-instant-closing-words = A case that is not one of the spot was decided less than { $minutes } minutes after it was accepted. It may have been entered afterwards.
rule-bulk-closing = Closed in bulk
rule-bulk-closing-words = One person closed { $cases } cases within { $seconds } seconds.
rule-closing-out-of-hours = Closed outside office hours
rule-closing-out-of-hours-words = An officer closed the case on a rest day, or more than { $minutes } minutes before or after the counter’s hours.
rule-much-paused = Paused often or long
rule-much-paused-words = The clock was paused more than { $times } times, or for more than { $percent } % of the time.
rule-pause-without-basis = Paused without a basis in law
rule-pause-without-basis-words = The reason of the pause is not one of those in article 45.
rule-pause-not-told = Pause not told, or too long
rule-pause-not-told-words = No written notice of the pause went out, or it lasted longer than was announced.
rule-asked-again = Asked for more a second time
rule-asked-again-words = A second notice of correction asks for something that the first one did not name.
rule-refusal-without-reason = Refused without a reason of its own
rule-refusal-without-reason-words = The reason has fewer than { $characters } characters, or the agency gave the same words in { $cases } cases, or no written notice with the remedies went out.
rule-declined-without-agency = Declined without naming the right agency
rule-declined-without-agency-words = The application was declined as another agency’s, and the applicant was not told whose.
rule-step-out-of-order = Steps out of order, or duties in one hand
rule-step-out-of-order-words = A step that every case goes through was left out or came too late, or one person did what has to be kept apart.
rule-check-by-one = Check on the spot by too few
rule-check-by-one-words = Fewer people signed the check than the step needs.
rule-hearing-by-examiner = Hearing by the examiner
rule-hearing-by-examiner-words = Whoever recorded the result of the hearing had examined the application.
rule-wrong-extension = Extended against the rules
rule-wrong-extension-words = The limit was extended after its end, by the wrong head, or a second time.
rule-fee-not-in-catalogue = Fee complained of
rule-fee-not-in-catalogue-words = Supervision found a complaint about a fee to be founded. The portal takes no payments itself, so it can’t compare amounts.
rule-unlisted-demand = Asked for something that is not listed
rule-unlisted-demand-words = A correction asks for something that the service does not list, or supervision found a complaint about such a demand to be founded.
rule-ended-before-deadline = Voided or returned as time ran out
rule-ended-before-deadline-words = The case was closed as void or returned within { $hours } hours of its limit, or after it.
rule-sent-to-apply-again = Returned and applied for again
rule-sent-to-apply-again-words = The same applicant applied for the same service again within { $days } days of a return, and the clock began anew.
rule-not-delivered = Result not handed over in time
rule-not-delivered-words = The decision was not handed over within the service’s limit, 10 working days by law.
rule-recorded-late = Recorded late
rule-recorded-late-words = Something was written down more than { $hours } hours after it happened: a limit that passed, an answer by silence, or a licence with an earlier date.
rule-check-lapsed = Accepted by silence
rule-check-lapsed-words = Nobody told the applicant anything within the time for it, 5 working days by law, so the application counts as accepted.
rule-rating-in-series = Ratings in a series
rule-rating-in-series-words = { $ratings } ratings within { $minutes } minutes each came no more than { $seconds } seconds after the case closed, or a rating was given by an officer.
rule-promise-changed = Promise changed on a running case
rule-promise-changed-words = The case was moved to a version of the service with another promised limit.

# Why a rule holds here
finding-instant-closing = Decided { $number ->
    [one] 1 minute
   *[other] { $number } minutes
} after it was accepted.
finding-bulk-closing = The last of { $number } cases that one person closed in a row.
finding-closing-out-of-hours-rest-day = Closed on a rest day.
finding-closing-out-of-hours-hours = Closed { $number } minutes outside the counter’s hours.
finding-much-paused-times = Paused for the { $number ->
    [3] third
   *[other] { $number }th
} time.
finding-much-paused-share = Paused for { $number } % of the time.
finding-pause-without-basis = Paused for a reason that the law does not know.
finding-pause-not-told-no-notice = No written notice of the pause went out.
finding-pause-not-told-too-long = The pause lasted longer than was announced.
finding-asked-again = The second notice asks for more than the first.
finding-refusal-without-reason-short = The reason has { $number } characters.
finding-refusal-without-reason-template = The agency gave the same reason in { $number } cases.
finding-refusal-without-reason-not-told = No written notice of the refusal went out, so the remedies were not told.
finding-declined-without-agency = The right agency was not named.
finding-step-out-of-order-skipped = A step before this one was left out.
finding-step-out-of-order-same-person = One person did what has to be kept apart.
finding-check-by-one = { $number ->
    [one] 1 person
   *[other] { $number } people
} signed the check, fewer than it needs.
finding-hearing-by-examiner = Whoever recorded the hearing had examined the application.
finding-wrong-extension-too-late = Extended after the limit had ended.
finding-wrong-extension-wrong-role = Extended by somebody who may not.
finding-wrong-extension-twice = Extended a second time.
finding-fee-not-in-catalogue-complaint = A complaint about a fee was founded.
finding-unlisted-demand-correction = The correction asks for something that the service does not list.
finding-unlisted-demand-complaint = A complaint about a demand was founded.
finding-ended-before-deadline-near = Closed { $number ->
    [0] less than an hour
    [one] 1 hour
   *[other] { $number } hours
} before the limit ended.
finding-ended-before-deadline-overdue = Closed after the limit had ended.
finding-sent-to-apply-again = Applied for again { $number ->
    [0] on the day
    [one] 1 day
   *[other] { $number } days
} after the last application was returned.
finding-not-delivered = The decision was not handed over in time.
finding-recorded-late-crossing = A limit passed { $number } hours before it was written down.
finding-recorded-late-silence = An answer by silence came { $number } hours before it was written down.
finding-recorded-late-licence = The licence is dated { $number } hours before it was issued.
finding-check-lapsed = Nobody answered in time, and silence accepted the application.
finding-rating-in-series-series = The last of { $number } ratings in a row, each right after its case closed.
finding-rating-in-series-counter = An officer gave the rating.
finding-promise-changed = The version that the case goes by now promises another limit.
