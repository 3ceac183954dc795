# Room: text messages. Keys begin with "sms-"; each is the template’s name. One part is 70 characters in Chinese and 160 in
# plain ASCII, with the portal’s name and the link. No name, no item, no number.

sms-whole = 【{ $portal }】{ $said } { $link }
sms-received = 您的申请已收到。
sms-corrected = 请在{ $supplement }前补正申请。
sms-promised-due = 请在{ $supplement }前补交承诺的材料。
sms-supplemented = 您的补正已收到。
sms-accepted = 您的申请已受理。
sms-deemed-accepted = 您的申请依法视为受理。
sms-declined = 您的申请不予受理，理由见：
sms-returned = 您的申请已退回，可重新申请。
sms-payment-due = 您的申请需要缴费，怎样缴见：
sms-granted = 您的申请已获准。
sms-refused = 您的申请未获批准，理由见：
sms-answered = 您反映的问题已有答复。
sms-licence-issued = 您的证照已制作。
sms-delivered = 您的申请已办结，请评价。
sms-withdrawn = 您的申请已撤回。
sms-supplement-reminder = 请在{ $supplement }前补正，逾期退回。
sms-paused = 您的办件已停表，告知书见：
sms-resumed = 您的办件已恢复计时。
sms-extended = 您的办件已延期，告知书见：
sms-deemed-renewed = 您的证照依法视为准予延续。
sms-followed-up = 您的评价已整改。
sms-recalculated = 您的办件期限有变动。
sms-transferred = 您的办件已转交办理部门。
sms-revoked = 您的证照已被撤销，理由见：
sms-not-opened = 您申请的部分事项不再启动。
sms-not-startable = 您申请的部分事项未能启动。
sms-enquiry-answered = 您的咨询有了答复。
sms-complaint-answered = 您的投诉有了答复。
sms-draft-expiring = 您的草稿3天后删除。
sms-licence-renewable = 您的证照可以申请延续了。
sms-licence-ending = 您的证照即将到期，请延续。
sms-appointment-booked = 您已预约到窗口办理。
sms-handed-in = 您补交的材料已收到。
