# Applying: start, form, materials, check, receipt.

application-start-title = Apply online
application-start = Start now
application-resume-title = Continue your application
application-resume = Continue
application-draft = You have an application that you have not submitted
application-draft-saved = Last saved:{" "}
application-start-lede = Answer the questions page by page, upload your documents, check everything and submit.
application-start-saved = Each page is saved when you continue. You can leave at any time and carry on when you next sign in.
application-start-once = You submit once, here. We pass it to the agency that handles it.
application-promise = The agency promises to decide within { $limit } of accepting your application.
application-promise-same-day = The agency promises to decide on the day it accepts your application.
application-have-ready = Have these documents ready
application-if-it-applies = {" "}(if it applies to you)
application-no-uploads = You do not need to upload anything for this service.
application-file-kinds = PDF, JPG or PNG files of at most { $megabytes } MB each. A clear photo from your phone is fine.
application-not-for-you = This service is not for your kind of account
application-not-for-you-next = See “Who can apply” in the guide, and sign in with a personal or an organisation’s account. If you are not sure, call { $hotline }.
application-to-guide = Read the guide

application-moved = The form has been updated
application-moved-note = A new version of this form was published after you last saved. The answers that still apply are kept: check them, and answer the new questions.
application-saved-note = We save this page when you continue.
application-newer = Saved in another window:
application-conflict = You changed this page in another window
application-conflict-note = Both versions are below. Keep the one that is right: when you continue, we save what is in the boxes.

application-materials-title = Documents
application-materials-give = To upload
application-materials-have = Nothing for you to do
application-materials-have-note = We do not ask you for documents that we can get by data sharing.
application-material-form = Made from your answers
application-material-shared = Checked by the agency through data sharing
application-material-files = { $count ->
    [one] { $count } file uploaded
   *[other] { $count } files uploaded
}
application-material-missing = Not uploaded yet
application-material-optional = Optional
application-material-optional-note = You do not have to upload this document.
application-next-material = Next document: { $name }
application-to-answers = Check your answers
application-choose-file = Choose a file
application-another-file = Add another file
application-upload = Upload
application-later = Upload it later
application-files = Files you have uploaded
application-too-many-files = You can upload at most { $count } files for one document. To replace one, remove it first.
application-basis = Legal basis:{" "}

application-answers-title = Check your answers
application-answers-lede = Check everything before you submit. To correct something, select “Change”; you will come back to this page.
application-page-missing = Complete “{ $title }”
application-upload-missing = Upload “{ $name }”
application-changed = Your answers were changed in another window
application-changed-note = These are the latest answers. Nothing has been submitted yet: check them again, then submit.
application-what-then = After you submit
application-agency = Agency
application-agency-later = Shown when you have chosen the place
application-no-agency = No agency handles this service online in the place you chose
application-no-agency-next = Your answers are saved. Check that the place is right, or call { $hotline } and we will tell you where to apply.
application-told = How we tell you
application-told-at = We email { $address } whenever there is news
application-told-nowhere = You have not given us an email address. You can follow progress with the case number and the query code
application-declaration-title = Submit your application
application-declaration = I confirm that my answers and documents are true and valid, and that I am responsible for them (Administrative Licensing Law, article 31).
application-submit = Submit application
application-not-yet = You can submit once this is complete.
application-complete = Complete “{ $name }”

application-receipt-title = Application submitted
application-case-no = Case number
application-query-code = Query code
application-keep-numbers = Keep the case number and the query code. With both, you can follow progress without signing in. Do not share them with anyone else.
application-to-case = See your case
application-next-title = What happens next
application-by = By{" "}
application-next-received = We have received your application
application-next-check = The agency checks your documents and decides whether to accept the application
application-next-check-note = If something has to be corrected, the agency tells you everything at once. If it says nothing by this date, your application is deemed accepted.
application-next-decision = After acceptance, the agency examines and decides
application-next-delivery = You get the result
application-delivery = If it is granted, the licence or result is delivered within { $limit } of the decision.
application-who-title = Who handles it
application-agency-phone = Telephone
application-agency-address = Address
application-notified = Who was told
application-was-told = We are emailing a confirmation to { $address }, and will email again whenever there is news
application-track-note = Without signing in:
application-print-note = You can bookmark this page, or print it or save it as a PDF with your browser’s print function.
application-material-later = Can be handed in after acceptance
application-promise-title = You can apply now and hand these in later
application-promise-hint = Hand them in within { $limit } of acceptance. Nothing is decided until you do. If you do not, your application is returned, and you can apply again.
application-promise-tick = I promise to hand these in on time
application-promise-missing = Tick the promise, or go back and upload these documents
application-list-joint = {", "}
application-no-agency-for = No agency handles this part online in the place you chose: { $parts }. Nothing has been sent.
