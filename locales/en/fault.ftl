# Errors: what is wrong, and what to do next.

error-not-found = Page not found
error-not-found-next = The web address may be wrong, or you may not have permission to see this page. Go back to the home page and search again, or call { $hotline }.
error-sign-in = Sign in first
error-sign-in-next = You can continue once you have signed in.
error-denied = You do not have permission to do this
error-denied-next = This is not part of your role. If it needs to be done, speak to the head of your agency.
error-cross-site = Request refused
error-cross-site-next = This request came from another website, so we refused it to protect your account. Do it again on this site.
error-refused = This step cannot be done now
error-refused-next = Go back to the case, check its latest state, then continue.
error-stale = The case has changed
error-stale-next = Someone else acted on this case after you opened the page, so your action was not recorded. Go back to the case, check its latest state, then decide.
error-too-many = Too many attempts
error-too-many-next = To protect case information, try again in { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}, or call { $hotline }.
error-too-large = What you sent is too large
error-too-large-next = One file can be at most { $megabytes } MB. Make it smaller or split it, then upload it again.
error-bad-request = We could not understand this request
error-bad-request-next = Go back and send the form again. If it still does not work, call { $hotline }.
error-unavailable = The service is not available right now
error-unavailable-next = What you did was not saved, and nothing was left half done. Try again later, or call { $hotline }.
error-fault = Sorry, there is a problem with the service
error-fault-next = Try again later. If you need help, call { $hotline } and give this reference.
error-reference = Reference:{" "}
error-to-case = Go to the case
error-to-home = Go to the home page

denied-role = This is not part of your role.
denied-separation = You have already worked on a step of this case that must be kept separate from this one. Someone else must do it.
denied-already-signed = You have already recorded this. Another person must record it too.
blocked-stage = The case is at a stage that does not allow this.
blocked-outcome = Select an outcome
blocked-targets = Select at least one thing to correct
blocked-target-unknown = This is not on the item’s form or list of materials, so the applicant cannot be asked for it.
blocked-once-only = Everything to correct must be told at once. A second notice can only repeat what the first one named.
blocked-agency = Name the agency that the applicant should apply to. It cannot be your own
blocked-claimed = Someone else has claimed this case.
blocked-still-missing = Something you were asked to correct has not been supplied.
blocked-not-lapsed = The applicant still has time to supply the corrections, so the application cannot be returned.
blocked-check-lapsed = Nobody told the applicant what was missing within the limit, so by law the application is deemed accepted. It can no longer be corrected or declined. Accept it.
blocked-level = Select a rating
blocked-already-rated = You have already rated this case.
blocked-no-licence = This item does not issue a licence.
blocked-licence-number = The licence number could not be made. Contact the system administrator.

fault-required = Enter “{ $label }”
fault-too-long = “{ $label }” must be { $max } characters or fewer
fault-number = “{ $label }” must be a whole number, like 12
fault-too-small = “{ $label }” must be { $min } or more
fault-too-large = “{ $label }” must be { $max } or less
fault-date = “{ $label }” must be a real date, like 2026-06-03
fault-choice = Select an option for “{ $label }”
fault-email = “{ $label }” must be an email address, like name@example.com
fault-division = Select a county for “{ $label }”
fault-identifier-length = “{ $label }” has the wrong number of characters. Check it
fault-identifier-characters = “{ $label }” has a character that is not allowed. Check it
fault-identifier-province = “{ $label }” does not start with a province code. Check it
fault-identifier-birth-date = The date of birth in “{ $label }” is not a real date. Check it
fault-identifier-future-birth = The date of birth in “{ $label }” is in the future. Check it
fault-identifier-check-digit = “{ $label }” does not match its check digit, so a character may be wrong. Check it
fault-identifier-date = The date in “{ $label }” is not a real date. Check it
fault-identifier-division = The division code in “{ $label }” is wrong. Check it
fault-identifier-serial = The serial number in “{ $label }” is wrong. Check it
fault-identifier-shape = “{ $label }” is not in the right format. Check it
fault-file-missing = Select a file
fault-file-empty = The selected file is empty. Select another one
fault-file-too-large = The file is larger than { $megabytes } MB. Make it smaller and upload it again
fault-file-type = The file must be a PDF, JPG or PNG. Convert it and upload it again
