# Looking at a material, what a correction changed, other cases, a long journal.

viewer-document = { $name }: the document
viewer-fit = Fit to the window
viewer-whole = Show whole size
viewer-open = Open by itself
viewer-save = Download the original
viewer-no-pdf = Your browser cannot show a PDF within a page. Use the link above to open it.
viewer-replaced = This material was replaced by a supplement. It is kept for comparison.
viewer-facts = About this material
viewer-proves = What it proves
viewer-all-answers = Answers
viewer-trust = Trust
viewer-source = Source
viewer-way-applied = With the application
viewer-way-supplemented = With a supplement
viewer-way-promised = Promised first, handed in later
viewer-paper = Paper
viewer-scan = Virus check
viewer-scan-clean = Checked, safe to open
viewer-scan-none = No virus checker is connected here
viewer-scan-waiting = Being checked
viewer-scan-infected = A virus was found, it cannot be opened
viewer-file = File name
viewer-others = Other materials
viewer-which = Material { $number } of { $count }
viewer-previous = Previous: { $name }
viewer-next = Next: { $name }

desk-source-shared = (checked by data sharing)
desk-source-form = (made from the answers)
desk-promised = Promised by the applicant, to be handed in later:

changes = What the applicant changed
changes-at = Supplemented on{" "}
changes-was = Was:{" "}
changes-new = New, nothing was there before
changes-hidden = The change is in the hidden part. Show the data in full to compare.
changes-closed = (cannot be opened)

again = Other cases of this applicant for this item
again-more = Only the latest 10 are listed.

journal-earlier = Show the { $count } earlier entries
journal-latest = Latest entries
journal-older = Earlier entries
