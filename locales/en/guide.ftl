guide-situation-find = Find out what you need in your situation
guide-situation-why = A few questions; then your own documents, fee and steps.
guide-situation-title = Your situation
guide-situation-lede = Answer these questions to see which documents you need, what it costs and what happens. Nothing is saved, and you do not have to sign in.
guide-situation-next = Continue
guide-needs-title = What you need
guide-needs-carried = Your answers are filled in for you. You apply with your account; what you enter is saved.
guide-start-with-these = Start with these answers
guide-checklist = Your checklist
guide-checklist-print = You can print this page and tick off what you have.
guide-your-answers = Your answers
guide-whole = The whole guide, for every situation
guide-choose-agency = Choose your county or district to see which agency handles this.
guide-not-counted = Not counted in these limits
guide-uploads = { $most ->
    [one] One document to upload
   *[other] { $most } documents to upload
}
guide-uploads-or-more = { $surely } to { $most } documents to upload
guide-uploads-none = Nothing to upload
guide-fee-free-or = Free, or up to { $most } yuan, depending on your situation
guide-fee-range = { $least } to { $most } yuan, depending on your situation
guide-fee-when = if you answer “{ $question }” with “{ $answer }”
guide-fee-otherwise = in all other cases
guide-issuer = Source:{" "}
guide-valid = Valid:{" "}
guide-no-paper = A photo or scan is enough; nothing on paper.
guide-originals = Bring { $originals ->
    [one] the original
   *[other] { $originals } originals
} when you come; a photo or scan now.
guide-copies = Bring { $copies ->
    [one] a copy
   *[other] { $copies } copies
} when you come; a photo or scan now.
guide-originals-and-copies = Bring { $originals ->
    [one] the original
   *[other] { $originals } originals
} and { $copies ->
    [one] a copy
   *[other] { $copies } copies
} when you come; a photo or scan now.
guide-sample-of = What a good one looks like
guide-blank-form = Blank form
guide-filled-sample = Filled-in sample
guide-form-note = For printing, and for the counter. You can apply online without it.
guide-sample-note = Names and numbers are made up. Pages that do not apply here are left out.
guide-fill-in-when = Fill this in only if you answered “{ $question }” with “{ $answer }”.
guide-enclosed = Enclosed
guide-declaration = Declaration
guide-declaration-text = What I have entered is true, and the documents are genuine. I know that I am responsible for what is not.
guide-signature = Signature or seal
guide-signed-on = Date
guide-sample-signature = Wang Xiaofang
guide-enquiries = Enquiries
guide-counter = Counter
guide-hours = Opening hours
guide-days = { $first } to { $last }
guide-closed = closed
guide-and-times = {" and "}
guide-hours-holidays = Closed on public holidays; open on make-up working days as on Mondays to Fridays.
guide-elsewhere = Choose another place, or ask by phone
