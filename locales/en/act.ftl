# Acts that are mostly a text, and the notices that go with them. Keys begin with "act-", "notice-", "unit-" or "calendar-fault-".

act-text-missing = Write a few words: they go into the case’s journal
act-too-long = Keep it within 2,000 characters
act-unit = Counted in
act-unit-missing = Choose what the time is counted in
unit-working-day = working days
unit-natural-day = days (weekends and holidays included)
unit-hour = hours
unit-minute = minutes
unit-month = months

act-pause-lede = Stop the clock only for a procedure whose time does not count. The applicant gets a written notice with the reason and the time that it will take.
act-pause-choice = Procedure
act-pause-no-basis-hint = Not listed in article 45 of the Administrative Licensing Law. The case will say so, and supervision is told.
act-pause-amount = Expected time
act-pause-amount-hint = At most { $max }. If it takes longer, supervision is warned.
act-pause-text = Why the procedure is needed
act-pause-text-hint = The applicant will read this in the notice.
act-resumption-lede = Record how the procedure ended. The clock runs again from the next day.
act-resumption-text = Result of the procedure
act-resumption-text-hint = For example, who reviewed it, when, and what they found. The applicant will read this.
act-resumption-button = Record the end and start the clock

act-extension-lede = The statutory limit can be extended once, before it runs out. The promised limit does not move.
act-extension-amount = Extend by
act-extension-amount-hint = At most { $max }.
act-extension-text = Reason
act-extension-text-hint = The law asks you to tell the applicant why. They will read this in the notice.
act-opinion-lede = The lead agency needs your agency’s opinion before it can decide.
act-opinion-choice = Your agency
act-opinion-choice-missing = Choose whether your agency agrees
act-opinion-agrees = Agrees
act-opinion-objects = Objects
act-opinion-text = Opinion
act-opinion-text-hint = Give the facts and the legal basis. The agencies that handle the case can read it.
act-opinion-button = Send the opinion

act-order-lede = The head of the agency has to answer within the time that you set. The applicant is not told.
act-order-choice = What to issue
act-order-choice-missing = Select what to issue
act-order-amount = To be answered within
act-order-amount-hint = At most { $max }.
act-order-text = What must be put right or explained
act-order-text-hint = Name the facts. Do not name the applicant.
act-order-button = Issue the order

act-order-reply-lede = Answer the supervision order.
act-order-reply-shown = The order says:
act-order-reply-text = Answer
act-order-reply-text-hint = Say what happened, what you have done and by when the rest will be done. Supervision will read this.
act-order-reply-button = Send the answer

act-follow-up-lede = Call the applicant back, put right what was wrong, and write down what was done. The applicant is told.
act-follow-up-shown = The applicant wrote:
act-follow-up-text = What was done
act-follow-up-text-hint = The applicant will read this.
act-follow-up-button = Record the follow-up

# Sentences of the notices
# Why a calendar file is refused
calendar-fault-line = Line { $line }: { $what }
calendar-fault-format = this is not the expected format: { $words }
calendar-fault-source = name the notice in “source”
calendar-fault-year = the year must lie between 2000 and 2100
calendar-fault-two-layers = name a division or an agency, not both
calendar-fault-counts-for = the nation’s days stop every limit; leave “counts-for” out
calendar-fault-outside-year = { $date } is outside the year
calendar-fault-off-on-weekend = { $date } is a weekend already; leave the line out
calendar-fault-make-up-on-weekday = { $date } is a weekday; make-up days are Saturdays and Sundays
calendar-fault-make-up-of-layer = { $date }: only the State Council’s notice has make-up days
calendar-fault-twice = { $date } is named twice; leave one line out
calendar-fault-festival-missing = { $date } needs its “festival”
calendar-fault-name-missing = { $date } needs a “name” in both languages
calendar-fault-division = there is no such division; check “division”
calendar-fault-agency = there is no such agency; check “agency”

act-order-review-title = Judge the answer
act-order-review-lede = If you accept it, the matter is closed. If you send it back, the agency has to answer again.
act-order-review-choice = Your judgement
act-order-review-choice-missing = Select whether you accept the answer or send it back
act-order-review-accepted = Accept the answer and close the matter
act-order-review-sent-back = Send it back for another answer
act-order-review-amount = To be answered again within (if you send it back)
act-order-review-amount-hint = At most { $max }.
act-order-review-text = What you think of it
act-order-review-text-hint = If you send it back, say what the answer lacks.
act-order-review-button = Send your judgement
act-order-lifting-title = Take it back
act-order-lifting-lede = If it was a mistake or is no longer needed. Your name, the time and your reason are recorded, and the supervision above you can see them.
act-order-lifting-text = Reason
act-order-lifting-text-hint = Give the facts and the reason.
act-order-lifting-button = Take it back

act-warning-explanation-lede = Say why the time ran out. Each warning is explained once, and you cannot change it afterwards.
act-warning-explanation-shown = What you explain:
act-warning-explanation-text = Why it ran out
act-warning-explanation-text-hint = Say what happened, why, what you have done about it and when it will be concluded. Supervision will read this.
act-warning-explanation-button = Send the explanation
act-warning-clearance-lede = Nobody is asked to explain this warning any more, and the ladder climbs no further for it. The case stays late, and every figure and score counts it so. Your name, the time and your reason are recorded, and the agency can see them.
act-warning-clearance-shown = What you take off:
act-warning-clearance-text = Reason
act-warning-clearance-text-hint = Give the facts and the reason.
act-warning-clearance-button = Take it off
