# Monthly reports

reports-nav = Monthly reports
reports-title = Monthly reports: { $place }
reports-lede = Each report has the figures of a whole month against the month before and the same month a year before, by division, agency and service. It can be printed.
reports-of = Report of { $month }: { $place }
reports-days = Cases received, concluded and rated from { $from } to { $until }.
reports-ratings = Ratings of the month
reports-no-ratings = There were no ratings in this month.
reports-satisfied = Satisfied
reports-to-figures = Open the month in the overview
reports-by-mail = By mail
reports-by-mail-lede = On the first working day of a month we send the main figures of the month before, with a link to the report. You can end it at any time.
reports-subscribed = The report goes to { $address }.
reports-address = Mail address
reports-address-hint = The mail holds figures alone and no personal data.
reports-address-wrong = Enter a mail address such as name@example.cn
reports-subscribe = Send me the report
reports-change = Send it to this address
reports-end = Stop sending it
reports-stop-title = Monthly report by mail
reports-stop-lede = Do you no longer want the monthly report by mail?
reports-stopped = The report is no longer sent
reports-stopped-next = You can ask for it again under “Monthly reports”.

mail-report-subject = Report of { $month }: { $place }
mail-report-lead = These are the main figures of { $place } for { $month }. The month before is in brackets.
mail-report-next = The report has them by division, agency and service, and can be printed.
mail-report-action = Open the report
mail-report-row = { $value } ({ $before })
mail-report-why = You get this mail since you asked for the monthly report.
mail-report-stop = Stop sending it
