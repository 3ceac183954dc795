# 我的材料: what somebody keeps to give it again, and their licences.

wallet-title = My documents
wallet-lede = Licences that agencies issued to you, and documents you chose to keep. When an application asks for one of them, you can use it again instead of looking for it.
wallet-link = My documents and licences
wallet-licences = Licences
wallet-no-licences = No agency has issued a licence to you here yet.
wallet-number = Number
wallet-issued-on = Issued
wallet-validity = Valid
wallet-no-end = no end date
wallet-until = until{ " " }
wallet-days-left = { $count ->
        [0] Last day
        [one] 1 day left
       *[other] { $count } days left
    }
wallet-expired = Expired
wallet-revoked = Revoked
wallet-renew = Renew
wallet-renew-by = Apply for renewal by{ " " }
wallet-documents = Documents you keep
wallet-no-documents = You keep no documents yet
wallet-no-documents-next = After you have applied for something, you can keep your uploads here and use them again.
wallet-keep-title = Files from your cases that you can keep
wallet-keep-note = Only you see what you keep. An agency gets a copy when you use it in an application.
wallet-keep = Keep
wallet-keep-until = Valid until, if the document says so
wallet-keep-until-bad = Enter the date like 2030-01-31, or leave it out
wallet-kept = It is in your documents now
wallet-removed = It is no longer in your documents. Agencies keep what you gave to their cases.
wallet-full = You can keep { $count } documents. Remove one to keep another.
wallet-out-of-date = Out of date: it is no longer offered

wallet-valid = Valid
wallet-valid-from = From{ " " }
wallet-revoked-on = Revoked on
wallet-holder = Holder
wallet-credit-code = Unified social credit code
wallet-item = Service
wallet-agency = Issued by
wallet-state = State
wallet-covers = What it covers
wallet-covers-note = This comes from the application.
wallet-licence-print = You can print this page or save it as a PDF. It shows what this portal recorded when the licence was issued and does not replace the licence.
wallet-licence-qr = Code that leads to the check of this licence
wallet-licence-verify = To check that this licence is genuine and still stands, scan the code, or enter the licence number under “Check a notice” on this site.
