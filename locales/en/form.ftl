# Filling in a form: its kinds of questions, lists of members, what is still to do, drafts, and a new version.

yuan = yuan
address-division = County or district
address-street = Street, building and number
declared = Declared
group-hint = One set of answers for each. Clear a set that you do not need.

form-kept-until = Your draft is kept until{" "}
form-drafts-link = See all your drafts
form-tasks-link = See what is done and what is left

form-member-removal = Remove “{ $name }”?
form-member-removal-note = What you entered about it goes too. Nothing else changes.
form-member-removal-button = Remove
form-draft-removal = Delete your draft for “{ $name }”?
form-draft-removal-note = All that you have entered and the files that you have uploaded will be deleted. You cannot get them back.
form-draft-removal-button = Delete draft
form-keep = Keep it and go back
form-remove = Remove

form-add-first = Add: { $name }
form-add = Add another: { $name }
form-member-faulty = “{ $name }” is not complete. Choose Change to complete it

form-changes-link = See what has changed
form-changes-title = The form has changed
form-changes-lede = A new version of this form was published after you last saved. We have kept every answer that still fits.
form-new = New questions
form-changed = Questions that have changed
form-gone = Questions that are no longer asked
form-unfit = Answers that could not be kept
form-unfit-note = These answers have no place in the new form, or no longer fit. Copy what you need now: they are not shown again after you continue.
form-earlier-answer = What you had entered
form-changes-go-on = Continue with the new form

form-drafts-title = Your drafts
form-drafts-lede = Applications that you have not submitted are kept in your account, so you can go on with them on any device. They are deleted 30 days after you last changed them.
form-drafts-none = You have no drafts
form-drafts-find = Find a service
form-saved-at = Last saved
form-kept-to = Kept until
form-continue = Continue

form-tasks-title = What is done and what is left
form-tasks-done = { $done } of { $of } sections are complete. You can go through them in any order.
form-tasks-go-on = Continue
form-task-done = Complete
form-task-check = Filled in for you: check it
form-task-begun = Incomplete
form-task-open = Not started
form-task-later = You can check your answers when everything is complete

form-again = We have copied your answers from last time
form-again-note = We have filled in what still fits the form. Declarations and documents have to be given again. Check each page, and change what is no longer right.
