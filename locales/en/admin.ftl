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
admin-changing-items = Publish another version of an item
admin-changing-calendars = Take over a notice of holidays
admin-changing-files = Agencies, divisions and people are kept in the catalogue’s files and take effect with a restart. Check them first:
admin-changing-why = Items and calendars change without a restart, and each change says who made it. Open cases keep the version that they were submitted under until you move them.

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
admin-end = concluded
admin-versions = Versions
admin-state = State
admin-current = Current
admin-earlier = Earlier

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
admin-level-village = Villages
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

# Versions of items

admin-upload = Upload a version
admin-upload-lede = An item’s file is first checked by the rules of `tongban catalogue check`. A sound version is shown with what it changes; nothing changes before you publish it. Shared processes come from the catalogue.
admin-upload-file = The item’s file
admin-upload-file-hint = A .toml file. It takes precedence over the text below.
admin-upload-source = Or its text
admin-upload-source-hint = The format is described in docs/adding-an-item.md and docs/processes.md.
admin-upload-check = Check the version
admin-upload-empty = Choose a file, or paste its text
admin-upload-no-text = The file is no text in UTF-8. Save it as UTF-8 and upload it again
admin-upload-refused = { $count ->
    [one] Nothing was published: { $count } problem to correct
   *[other] Nothing was published: { $count } problems to correct
}
admin-findings = What to correct
admin-finding-line = Line
admin-finding-rule = Rule
admin-finding-mend = What is wrong and how to correct it
admin-finding-file = File
admin-guide-none = None: agencies file this item themselves
admin-version-file = as in the catalogue’s file
admin-published = Published
admin-open-cases = Open cases
admin-version-migrate = Move its open cases to the current version
admin-version-title = Version of { $item }
admin-version-draft = Not published
admin-version-uploaded = Uploaded
admin-version-text = Text
admin-version-download = Download the file
admin-version-new-item = This item is new: no version of it has been published.
admin-version-against = Compared with the current version
admin-version-moved = Another version was published since you opened this page. Look at the changes again.
admin-changes = What changes
admin-changes-none = Nothing that an applicant or an officer would notice: comments, order or spacing only.
admin-changes-limits = Time limits
admin-changes-nodes = Steps, choices and parallels
admin-changes-fields = Questions of the form
admin-changes-materials = Documents
admin-changes-rest = Other parts of the item
admin-before = Now
admin-after = In this version
admin-change-name = Name
admin-change-key = Key
admin-change-kind = Change
admin-change-parts = What is different
admin-change-added = Added
admin-change-removed = Removed
admin-change-changed = Changed
admin-part-name = name and explanation
admin-part-suspended = Suspended
admin-part-role = role
admin-part-act = what is done
admin-part-limit = time limit
admin-part-people = number of people
admin-part-apart-from = separation of duties
admin-part-agency = agency
admin-part-silence = effect of silence
admin-part-excludes = time that does not count
admin-part-while = when it may be worked
admin-part-after-conclusion = after the conclusion
admin-part-field = form of the step
admin-part-proposal = proposals
admin-part-outcome = outcomes and where they lead
admin-part-branch = branches and conditions
admin-part-join = join
admin-part-next = where it leads
admin-part-kind = kind
admin-part-optional = whether it is required
admin-part-options = options
admin-part-text = what is declared
admin-part-members = what is asked of each member
admin-part-range = limits of the answer
admin-part-prefill = first value
admin-part-source = where it comes from
admin-part-tolerable = whether it may come later
admin-part-when = when it is asked
admin-part-basis = basis
admin-part-audience = who applies
admin-part-routing = routing
admin-part-warning = when a date counts as due soon
admin-part-fee = fee
admin-part-visits = visits and online depth
admin-part-confidential = confidentiality
admin-part-situation = questions of the guide
admin-part-guide = guide
admin-part-document = kind of document
admin-part-self-made = self-made
admin-part-example = example
admin-part-proves = what it proves
admin-part-awaits = what the applicant has to do
admin-part-page = pages of the form
admin-part-start = first step
admin-part-consultation = consultations
admin-part-special-procedure = special procedures
admin-part-answer = The result is an answer
admin-part-licence = licence
admin-limit-statutory = Statutory time limit
admin-limit-promised = Promised time limit
admin-limit-supplement = Time to make corrections
admin-limit-check = Check of the application
admin-limit-delivery = Delivery of the result
admin-limit-extension = Extension
admin-limit-tolerated = Time to hand in what may come later
admin-limit-rating-follow-up = Putting right what was rated badly
admin-publish = Publish
admin-publish-again = Publish again
admin-publish-note = New applications use the published version at once. Open cases keep the version that they were submitted under.

# Running cases that change version

admin-migrations = Cases moved between versions
admin-migration-title = Move open cases to the current version
admin-migration-open = { $count ->
    [one] { $count } open case uses the earlier version.
   *[other] { $count } open cases use the earlier version.
}
admin-migration-standing = Where open cases are
admin-migration-standing-lead = Choose for each which step of the current version they continue at.
admin-migration-others = Other steps
admin-migration-others-lead = What was done there keeps counting for the separation of duties under the name you choose.
admin-migration-cases = { $count ->
    [one] { $count } case is here
   *[other] { $count } cases are here
}
admin-migration-choose = Choose what “{ $node }” becomes
admin-migration-none = No counterpart
admin-migration-look = See what would change
admin-migration-mapping = Steps that change
admin-migration-same = Every step keeps its name.
admin-migration-seen = Cases looked at
admin-migration-goes = Would move
admin-migration-stays = Would stay as they are
admin-migration-counting = Looking at every open case. This page does not refresh by itself.
admin-migration-outdated = Another version is current by now. Start again from the item’s page.
admin-migration-note = Each case is moved on its own and its journal says so. A case that something forbids stays as it is and is listed.
admin-migration-run = Move the cases
admin-migration-is-running = Cases are being moved.
admin-migration-is-done = Finished. Cases that stayed behind are listed below.
admin-migration-running = Running
admin-migration-done = Finished
admin-migration-started = Started
admin-migration-migrated = Moved
admin-migration-left = Stayed behind
admin-migration-remaining = Open cases that still use the earlier version
admin-migration-each = What would change, case by case
admin-migration-behind = Cases that stayed behind
admin-migration-nodes = Open steps
admin-migration-dates = Due dates
admin-migration-no-date = none
admin-migration-obstacles = What forbids it
admin-migration-no-obstacle = Nothing
admin-obstacle-no-place = No case of the current version comes to stand like this one
admin-obstacle-closed = The case has ended
admin-obstacle-no-node = No counterpart in the current version
admin-obstacle-merged = Two open steps would become one
admin-obstacle-other-branch = In another branch of a parallel there
admin-obstacle-signed = Somebody has begun to sign it
admin-obstacle-other-agency = Another agency has the step there
admin-obstacle-no-consultation = A running consultation has no counterpart
admin-obstacle-no-agency = No agency for a step of the current version
admin-obstacle-unread = The journal of the case could not be read

# Cases that stand still

admin-standing = Cases that stand still
admin-standing-count = { $count ->
    [0] None
    [one] { $count } case waits for you
   *[other] { $count } cases wait for you
}
admin-standing-alarm = { $count ->
    [one] { $count } case stands still: a condition of its process can’t be evaluated
   *[other] { $count } cases stand still: a condition of their process can’t be evaluated
}
admin-standing-look = See the cases that stand still
admin-standing-lede = A condition in the process of these cases gives neither yes nor no, so they take no branch. Nobody but you can set them going, and their time limits go on.
admin-standing-none = No case stands still
admin-standing-none-note = When one does, it is listed here and every page of administration says so.
admin-standing-done = The case goes on.
admin-standing-choice = Choice
admin-standing-why = Condition, and why it gives no answer
admin-standing-since = Since
admin-standing-ready = It could be evaluated now. Try again.
admin-because-absent = “{ $what }” is not known.
admin-because-mistyped = “{ $what }” is of the wrong kind.
admin-because-not-comparable = “{ $what }” compares what is not alike.
admin-because-division = “{ $what }” divides by zero.
admin-because-overflow = “{ $what }” is larger than can be counted.
admin-standing-title = A case that stands still
admin-standing-still = It was tried again, and the condition still can’t be evaluated.
admin-standing-again-title = Try again
admin-standing-again-note = After the case was moved to a version with another condition, or a fault was put right.
admin-standing-again = Try again
admin-standing-hand-title = Go on by hand
admin-standing-hand-note = Your choice and your reason are recorded in the case’s journal under your name.
admin-standing-way = Where the case goes on
admin-standing-way-missing = Choose where the case goes on
admin-standing-reason = Reason
admin-standing-reason-hint = Why the case belongs there. The officers of the case can read it.
admin-standing-reason-missing = Give a reason
admin-standing-hand = Go on by hand
