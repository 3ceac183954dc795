# A list as a file

export-as = Take this list with you, up to 10,000 rows, as
export-csv = CSV
export-json = JSON
export-yes = Yes
export-no = No
export-item-code = Service code
export-result = Result
export-late = A limit had run out
export-answered-on = Answered at
export-founded = Founded
export-due-at = Due
export-concluded-at = Concluded
export-code = Code
export-name = Name
export-from = From
export-to = To
export-entry = Journal entry
export-measure = Counted
