# Words that every room uses.

skip-to-content = Skip to main content
head-links = Language, text size and account
search-label = Search services
search-button = Search
sign-in = Sign in
sign-out = Sign out
signed-in-as = Signed in as{" "}
text-size-large = Large text
text-size-normal = Normal text
rooms-nav = Workspaces
sections-nav = Main sections
nav-home = Home
nav-cases = My cases
nav-track = Track a case
room-citizen = Services
room-desk = Desk
room-oversight = Oversight
room-admin = Administration

# Footer
demo-title = Demonstration site.{" "}
demo-notice = Its agencies, people and services are invented. Do not enter real personal information.
hotline-label = Government services hotline{" "}
hotline-note = Not comfortable online? Call the hotline or visit a service hall, and staff will do it with you.
about-link = About this site
accessibility-link = Accessibility
privacy-link = Personal information
foot-promise = Apply once, in one place. We pass it to the right agency, supervise every step and bring you the result.

# About
about-title = About this site
about-lede = { $portal } is the single online entrance to government: find a service, apply, follow your case and get the result, all in one place.
about-promise = You submit once, in one place. Passing it between agencies is our work. Every step has a time limit set by law, supervised throughout, and we tell you the result.
about-authentic = Service guides are authentic in Chinese. The English version is a translation to help you read them.
accessibility-standard = This site is designed to meet WCAG 2.2 level AA and the national standard GB/T 37668-2019.
accessibility-keyboard = Everything works with a keyboard alone or with a screen reader.
accessibility-large = “Large text” at the top of each page enlarges all text, and stays on as you move around.
accessibility-script = You can use every service with scripts turned off, on an old phone or on a weak signal.
accessibility-counter = Whatever you can do online, the counter can do for you, on the same case.
accessibility-report = If something is hard to use, call { $hotline } and tell us.
privacy-purpose = We ask only for what the service legally needs, and forms say what it is for.
privacy-sealed = Identity numbers, telephone numbers, bank accounts and addresses are stored encrypted and shown only in part.
privacy-recorded = Staff who need the full details must give a reason, which is recorded.
privacy-cookies = We use only the cookies needed for signing in and for your language and text size.

# Forms
back = Back
breadcrumb = Where you are
continue = Continue
save = Save
cancel = Cancel
change = Change
remove = Remove
choose = Choose one
choose-all = All
yes = Yes
no = No
optional = {" "}(optional)
not-given = Not given
date-hint = For example, 2026-06-03 or 20260603
error-prefix = Error:{" "}
error-summary-title = There is a problem
steps = Page { $page } of { $of }

# Parts
lamp-normal = On time
lamp-paused = Clock paused
lamp-due-soon = Due soon
lamp-overdue = Overdue (promised limit)
lamp-statutory-overdue = Overdue (statutory limit)
lamp-closed-in-time = Closed in time
lamp-closed = Closed
lamp-closed-late = Closed late
banner-success = Success
banner-info = Information
banner-your-turn = Your turn
banner-warning = Warning
phase-done = Done:{" "}
phase-current = Now:{" "}
phase-next = Next:{" "}
pager = Pages
pager-previous = Previous
pager-next = Next
chart-as-table = Show the data

# Measures
working-days = { $count ->
    [0] the same day
    [one] { $count } working day
   *[other] { $count } working days
}
natural-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
hours = { $count ->
    [one] { $count } hour
   *[other] { $count } hours
}

# The clock
months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
clock-check = Check of the application
clock-supplement = Time to make corrections
clock-statutory = Statutory time limit
clock-promised = Promised time limit
clock-step = Time limit of this step
clock-step-of = Time limit of this step: { $step }
clock-opinion = Opinion of another agency
clock-opinion-of = { $step }
clock-pause = The pause, as announced
clock-not-counted = Time that does not count
clock-pause-note = from the day after the first date until the second
clock-delivery = Delivery of the result
clock-renewal = Renewal: until the licence runs out
clock-order-reply = Answer to the supervision order
clock-rating-follow-up = Putting right what was rated badly
clock-due = Due:{" "}
clock-due-as-announced = Due, if the pause ends as announced:{" "}
clock-received = Received
clock-cut-off-note = After the agency’s cut-off hour, { $hour }, or on a rest day: it counts as received on the next working day
clock-extension = Extended by
clock-counted = Days counted
clock-critical = The decision waits longest for this opinion
clock-critical-lead = Every opinion has been given. The decision now waits for the lead agency alone.
clock-is-paused = The clock is paused:{" "}
clock-was-paused = The clock was paused:{" "}
clock-pause-from = From
clock-pause-expected = expected to take { $limit }
clock-pause-ended = ended on
clock-pause-legal = This time does not count (Administrative Licensing Law, article 45).
clock-pause-no-basis = No legal basis: article 45 of the Administrative Licensing Law does not list this procedure. It has been reported to supervision.
clock-extended-by = The statutory limit has been extended by { $limit }
clock-extended-on = Decided on
clock-notice-no = Notice
clock-notice = No. { $serial } of { $year }
clock-met = Done:{" "}
clock-kept = Done in time
clock-missed = Done late (overdue)
clock-why = How this date is worked out
clock-limit = Time limit
clock-start = Starts
clock-start-note = This day is not counted
clock-weekends = Weekends
clock-days-skipped = { $count ->
    [one] { $count } day, not counted
   *[other] { $count } days, not counted
}
clock-holiday = { $festival } holiday, not counted
clock-make-up = Working weekend days, counted
clock-moved = Last day
clock-moved-note = This is a rest day, so the limit ends on the next working day
clock-basis = Legal basis
clock-provisional = Provisional
clock-provisional-note = The holidays of a year within this limit are not announced yet. We will work the date out again and tell you.

festival-new-year = New Year
festival-spring-festival = Spring Festival
festival-qingming = Qingming Festival
festival-labour-day = Labour Day
festival-dragon-boat = Dragon Boat Festival
festival-mid-autumn = Mid-Autumn Festival
festival-national-day = National Day

# Procedures whose time does not count (Administrative Licensing Law, article 45)
pause-hearing = Hearing
pause-tender = Tender
pause-auction = Auction
pause-inspection = Inspection
pause-testing = Testing
pause-quarantine = Quarantine
pause-appraisal = Appraisal
pause-expert-review = Expert review

# What entries of a journal say
fact-lasts = { $limit }
fact-within = To be answered within { $limit }
fact-colon = :{" "}
fact-nothing-moved = No due date moved.
fact-because = Because of:
fact-happened = This happened on

clock-tolerated = Time to hand in what you promised
colon = {": "}
substitute-for = { $name } (for { $absent }, until { $until })
clock-finished = Finished limits ({ $count })
phase-missed = Not done:{" "}
