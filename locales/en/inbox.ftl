# The inbox's lists and filters, and the team. Keys begin with "inbox-" or "team".

desk-tab-returned = Come back
desk-tab-paused = Clock paused
desk-tab-done = Done
desk-empty-returned = Nothing has come back
desk-empty-returned-next = Cases that applicants have corrected, that another agency sent back, and steps to be done again appear here.
desk-empty-paused = No case has its clock paused
desk-empty-paused-next = While an expert review, a test or another special procedure runs, the case is listed here. Resume the clock when it ends.
desk-empty-done = Nothing finished lately
desk-empty-done-next = Acceptances and steps that you finish appear here for { $days } days, the latest first.

inbox-q = Find a case
inbox-q-hint = Case number, at least two letters of the applicant’s name, or the last four characters of their ID number
inbox-short = Enter at least two letters of the name
inbox-more-filters = More filters
inbox-division = Area
inbox-from = Received from
inbox-to = Received until
inbox-day-hint = For example 2026-12-01
inbox-date = Enter a date, for example 2026-12-01
inbox-order = The second date cannot be before the first
inbox-arrived = Only what came since{" "}
inbox-clear = Clear filters
inbox-first-page = Back to the first page
inbox-more-rows = Show 200 on a page
inbox-news = { $shown } new since you opened this list
inbox-fresh = New
inbox-returned = Came back
inbox-done-at = Finished
inbox-done-by = Done by
inbox-views = Saved views
inbox-view-name = Save these filters as
inbox-view-keep = Save view
inbox-view-remove = Remove
inbox-view-remove-of = {" "}{ $name }
inbox-view-name-missing = Enter a name
inbox-view-name-long = The name can have at most { $max } characters
inbox-view-most = You can keep 20 views. Remove one that you no longer need
inbox-view-kept = Saved. You find it under “Saved views”
inbox-view-removed = Removed

team = Workload of the team
team-people = What each person holds
team-person = Person
team-open = Open
team-late = Late
team-soon = Due within { $ahead } working days
team-done = Finished in { $days } working days
team-red-of = Likely to be late
team-act = Action
team-give = Reassign
team-give-of = : { $name }
team-open-all = open steps
team-late-all = late already
team-soon-all = due by { $until }
team-red-all = will be late by { $until } at the present speed
team-done-all = finished in the last { $days } working days
team-red = Cases that will be late by { $until } at the present speed
team-red-of-all = Cases likely to be late
team-due = Due
team-more = The first { $shown } of { $count } are listed.
team-none-red = No other case will be late at the present speed
team-none-red-next = New cases, and people who come or go, change this.
team-method-title = How this is worked out
team-method = The speed is the number of acceptances and steps finished in the last { $back } working days and today, divided by { $back }. The open steps are queued by when they run out and done one after another at that speed. A step that is due within { $ahead } working days, today included, will be late if its end has passed when its turn comes. What is late already comes first and takes its time, but is not counted again.
team-method-limits = Each person’s own steps are measured by their own speed, and all steps of the agency, claimed or not, by the agency’s. What a substitute does counts for both people, and once for the agency. This is an estimate and no deadline: what counts is on each case’s page.

desk-bulk-transfer = Transfer several
desk-bulk-preview-button = Check, then continue
desk-bulk-preview-lede = { $count ->
    [0] This is what happens in the case. Check it before you confirm.
    [one] This is what happens in the first case. The other case is treated in the same way, with a notice and dates of its own. Check it before you confirm.
   *[other] This is what happens in the first case. The other { $count } cases are treated in the same way, each with a notice and dates of its own. Check it before you confirm.
}
inbox-bulk-transfer-lede = Before their acceptance, cases that are not yours can go to another agency. The time for the check does not start again. Each is transferred by itself; the result says which could not be.
inbox-bulk-transfer-button = { $count ->
    [one] Transfer { $count } case
   *[other] Transfer { $count } cases
}
