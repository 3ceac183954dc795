# Seeing personal data whole: the reason, the log, who looked.

disclosure-title = Show identity numbers, phones and addresses in full
disclosure-lede = Choose a reason. You then see this case in full for one hour; other cases stay hidden.
disclosure-reason = Why do you need to see them?
disclosure-reason-check-paper = To check them against the paper or another register
disclosure-reason-contact = To contact the applicant
disclosure-reason-site-visit = To visit the site
disclosure-reason-other = Another reason
disclosure-words = Details
disclosure-words-hint = Needed for another reason. Up to 500 characters
disclosure-button = Show in full
disclosure-reason-missing = Choose why you need to see them
disclosure-words-missing = Say what the other reason is
disclosure-words-long = Use at most 500 characters
disclosure-logged = This is recorded
disclosure-logged-note = We record your name, the case, the reason and the time. Your head and supervision can read the record. Applicants who download their data see which agency and role looked and why, but not your name.
disclosure-until = Shown in full until{" "}
disclosure-agent-id-no = Identity number of the agent

looks = Who has seen personal data in full
looks-for = (in place of { $absent })
looks-and = ,{" "}
looks-reason = Reason: { $reason }
looks-fields = Shown: { $fields }
