# Room: text messages. Keys begin with "sms-"; each is the template’s name. One part is 70 characters in Chinese and 160 in
# plain ASCII, with the portal’s name and the link. No name, no item, no number.

sms-whole = { $portal }: { $said } { $link }
sms-received = We have your application.
sms-corrected = Please correct your application by { $supplement }.
sms-promised-due = Please send the documents that you promised by { $supplement }.
sms-supplemented = We have your corrections.
sms-accepted = Your application is accepted.
sms-deemed-accepted = By law your application counts as accepted.
sms-declined = Your application is not accepted. Reasons:
sms-returned = Your application was returned. You can apply again.
sms-payment-due = A fee is due on your application. See how to pay:
sms-granted = Your application is granted.
sms-refused = Your application is refused. Reasons:
sms-answered = What you told us is answered.
sms-licence-issued = Your document is ready.
sms-delivered = Your application is finished. Please rate us.
sms-withdrawn = Your application is withdrawn.
sms-supplement-reminder = Correct your application by { $supplement } or it goes back.
sms-paused = The clock of your case is stopped. Notice:
sms-resumed = The clock of your case runs again.
sms-extended = The time limit of your case is extended. Notice:
sms-deemed-renewed = By law your licence counts as renewed.
sms-followed-up = We followed up your rating.
sms-recalculated = Dates of your case have moved.
sms-transferred = Your case went to the agency that handles it.
sms-revoked = Your licence was revoked. Reasons:
sms-not-opened = Part of your application will not start.
sms-not-startable = Part of your application could not start.
sms-enquiry-answered = Your question has an answer.
sms-complaint-answered = Your complaint has an answer.
sms-draft-expiring = Your draft will be deleted in 3 days.
sms-licence-renewable = You can renew your licence now.
sms-licence-ending = Your licence ends soon. Please renew it.
sms-appointment-booked = Your time at the counter is booked.
sms-handed-in = We have what you promised.
