# Administration

admin-overview = Overview
admin-items = Service items
admin-organisation = Agencies and divisions
admin-people = People
admin-calendars = Working-day calendars
admin-and = ,{" "}

admin-overview-title = Administration
admin-overview-lede = The items, agencies, people and calendars that are published, in one place.
admin-items-count = { $count ->
    [one] { $count } item
   *[other] { $count } items
}
admin-agencies-count = { $count ->
    [one] { $count } agency
   *[other] { $count } agencies
}
admin-divisions-count = { $count ->
    [one] { $count } division
   *[other] { $count } divisions
}
admin-people-count = { $count ->
    [one] { $count } member of staff
   *[other] { $count } members of staff
}
admin-announced-years = Years with a published holiday notice
admin-all-proved = All pass the check before publication
admin-findings-count = { $count ->
    [one] { $count } problem to correct
   *[other] { $count } problems to correct
}
admin-changing = How to make a change
admin-changing-edit = Edit the files in{" "}
admin-changing-check = Check them; each problem is named with its file, its line and how to correct it:{" "}
admin-changing-restart = Restart the service. A catalogue that fails the check does not start.
admin-changing-why = Definitions are published as files, so every change is recorded and can be reviewed and undone. Open cases keep the version that they were submitted under.

admin-kept-in = What is on this page is kept in{" "}
admin-proved-by = After a change, check it and restart the service:{" "}

admin-item = Item
admin-code = Code
admin-version = Version
admin-steps = Steps
admin-proof = Check
admin-proved = Passed
admin-proved-title = Passed the check before publication
admin-proved-note = Every step can be reached and can end, no limit exceeds the statutory one, both languages are complete, and the guide says what the law asks for.
admin-no-limit = None set
admin-same-day = The same day
admin-form = Form
admin-form-of = Pages: { $pages }. Questions: { $fields }. Documents: { $materials }.
admin-handled-by = Handled by
admin-guide = Guide
admin-guide-link = See the guide
admin-process = Process
admin-step = Step
admin-step-role = Role
admin-step-people = { $count } people together
admin-step-apart = Not by anyone who worked on
admin-step-outcomes = Outcomes and what follows
admin-then = → { $step }
admin-end = concluded
admin-acceptance = Acceptance
admin-versions = Versions that cases use
admin-no-versions = No case uses this item yet.
admin-first-used = First used
admin-state = State
admin-current = Current
admin-earlier = Earlier
admin-items-note = Each item is a file, and the file’s content is its version. New applications use the current version.

admin-agency = Agency
admin-agencies = Agencies
admin-division = Division
admin-credit-code = Credit code
admin-phone = Phone
admin-address = Address
admin-people-head = People
admin-level-province = Provinces
admin-level-prefecture = Prefectures
admin-level-county = Counties
admin-level-township = Townships
admin-search-agencies = Find an agency
admin-search-agencies-hint = Enter the name of an agency or a division, or a division’s code.
admin-all-agencies = See all agencies
admin-no-agencies = No agency found
admin-more-agencies = { $count ->
    [one] { $count } more agency is not listed. Search for something narrower.
   *[other] { $count } more agencies are not listed. Search for something narrower.
}
admin-organisation-note = An agency is named by its division and its function; applications are routed by both.

admin-search-people = Find by agency
admin-all-people = See all people
admin-no-people = Nobody found
admin-teams = People by agency
admin-roles = Roles
admin-role-count = { $role }: { $count }
admin-people-note = The demonstration imports its people from this file when it starts. Steps that check each other need different people, so every role needs somebody.

admin-calendars-lede = Time limits count working days. Until the State Council’s notice for a year is published, its days follow the national rules on public holidays.
admin-calendar-version = Calendar version{" "}
admin-announced = Published
admin-provisional = Provisional by rule
admin-provisional-note = The holiday notice is not published yet. When it is, add the year’s file, and time limits that run through it are counted again.
admin-festival = Holiday
admin-off = Weekdays off
admin-make-up = Weekend days worked
admin-days-of = Holidays and make-up days of { $year }
admin-calendars-note = Each year is a file that names its notice.
admin-calendars-behind = { $count ->
    [one] { $count } open case is still counted by an earlier calendar.
   *[other] { $count } open cases are still counted by an earlier calendar.
}
admin-calendars-running = { $count ->
    [one] { $count } open case is still to be counted anew.
   *[other] { $count } open cases are still to be counted anew.
}
admin-calendars-compare = See what would change
admin-local-calendars = Days off of regions and agencies
admin-local-year = Year
admin-import = Import a notice
admin-import-lede = Paste the year’s file. You first see which open cases change; nothing is changed before you confirm.
admin-import-notice = The notice as a file
admin-import-notice-hint = The same format as in catalogue/calendars: year, source, off, make_up; for a region “division”, for an agency “agency”.
admin-import-read = Read and compare
admin-import-title = Calendar of { $year }: what changes
admin-import-layer = Whose days
admin-import-national = The nation
admin-import-source = Source
admin-import-files = The files of the catalogue
admin-import-counts = Counts for
admin-import-counts-statutory = Statutory and promised limits
admin-import-counts-promised = Promised limits only
admin-import-days = Days that change
admin-import-no-days = None
admin-import-works = worked
admin-import-off = off
admin-import-cases = Open cases
admin-import-seen = { $count ->
    [one] { $count } looked at
   *[other] { $count } looked at
}
admin-import-touched = { $count } to be counted by another calendar
admin-import-moved = { $count } with a due date that moves
admin-import-firm = { $count } due dates no longer provisional
admin-import-comparing = Comparing with every open case. This page does not refresh by itself.
admin-import-confirm-note = On confirmation every open case is counted anew. Applicants whose dates move are told by mail, clerks in their inbox, and each case’s journal says why. Closed cases keep the calendar that they were judged by.
admin-import-confirm = Confirm and count anew
admin-import-running = Confirmed. Open cases are being counted anew.
admin-import-done = Confirmed. Every open case is counted by this calendar.
admin-import-reload = Refresh
admin-import-dates = Due dates that move
admin-import-case = Case
admin-import-agency = Agency
admin-import-limit = Time limit
admin-import-from = Was due
admin-import-to = Will be due
