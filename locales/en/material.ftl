# One material of an application: from the wallet, uploaded, or promised.

material-use = Use this one
material-wallet-title = Use one you already gave
material-wallet-note = You kept these in your documents. We add a copy to this application, for this purpose only.
material-given-to = Given to case { $number }
material-kept-on = Kept on{ " " }
material-valid-until = Valid until{ " " }
material-upload-instead = Or upload files
material-from-wallet = From your documents
material-choose-files = Choose one or more files
material-file-kinds = Up to { $count } PDF, JPG or PNG files of at most { $megabytes } MB each. You can also take a photo with your phone.
material-fault-joint = ;{ " " }
material-refused = { $name }: { $what }
material-others-taken = { $count ->
        [one] The other file was uploaded. You do not have to send it again.
       *[other] The { $count } other files were uploaded. You do not have to send them again.
    }
material-replace-title = Files that are there already
material-replace = Replace them with the new files
material-uploading = Uploading…
material-upload-failed = The upload broke off. Check your connection and upload the files again.

material-scan-waiting = Not checked for viruses yet. You can go on and submit; the agency opens the file once it is checked.
material-infected = We took a file away because a virus was found in it
material-infected-next = The agency does not get it. Scan your device for viruses, then upload a clean file or a new photo of the document.

material-promise-title = You can apply without it and hand it in after acceptance
material-promise = I promise to hand it in on time
material-promise-by = If your application is accepted today, the last day is{ " " }
material-promised = You promised to hand this in later
material-promise-back = Take the promise back
material-state-promised = Promised for later
material-held = You have this in your documents: you can use it again
material-state-held = In your documents: choose it

# 信任等级: how far an agency may rely on a document.
material-trust-a = Level A: issued by an agency
material-trust-b = Level B: checked by an agency
material-trust-c = Level C: uploaded by you, no agency has checked it
material-trust-d = Level D: written by you, you answer for it
material-later-note = Your draft is saved. You can come back and upload it any time before you send the application.
