# 代办的范围：能看什么，怎样切换，有什么等着代办人。
error-not-for-agent = 这个页面不在您的代理范围内
error-not-for-agent-next = 您正在代{ $name }办事，只限下列事项。如需查看您本人的内容，请恢复为本人办事。
error-not-for-agent-switch = 恢复为本人办事
error-uncovered = 这个事项不在您的代理范围内
error-uncovered-next = 您正在代{ $name }办事，只限下列事项。您可以以本人名义申请，或者请{ $name }重新委托。
error-uncovered-switch = 以本人名义申请
error-for-principal = 这是您代办的办件
error-for-principal-next = 这个办件是{ $name }的，您现在没有代{ $name }办事。切换后就可以查看和办理。
error-for-principal-switch = 切换为代{ $name }办事
acting-uncovered = 您正在代{ $name }办事，委托不包括这个事项。您可以以本人名义申请，或者请{ $name }重新委托。
others-title = 您代别人办的事：{ $count } 件等您处理
others-waiting = 代{ $name }：{ $count } 件
others-offered = 有人委托您代为办事
others-offers = 查看等您答复的委托（{ $count }）

mail-nominated-subject = { $principal }委托您代为办事
mail-nominated-lead = { $principal }委托您代为办事，等您同意。
mail-nominated-next = 请登录查看委托的事项和期限，您同意后才生效。不认识对方或者不愿意代办的，可以拒绝，也可以不理会。
mail-nominated-action = 登录查看委托
mail-why-delegations = 您收到它，是因为有人在{ $portal }用您的姓名和身份证件号码委托您代办。
sms-nominated = 有人委托您代为办事，请登录答复。
messages-topic-delegations = 委托代办
messages-topic-delegations-hint = 有人委托您代为办事时告诉您。

mail-corrected-for-other-subject = 请为{ $principal }补正申请：{ $item }
mail-corrected-for-other-lead = 您代{ $principal }提交的“{ $item }”申请需要补正后才能受理。
mail-corrected-for-other-next = 请在{ $supplement }前登录，切换为代{ $principal }办事，然后补正。需要补正的每一项和原因，登录后可以看到。逾期未补正的，申请将退回。我们也通知了{ $principal }。
mail-corrected-for-other-action = 登录查看并补正
sms-corrected-for-other = 代办的申请请在{ $supplement }前补正。
mail-reminder-for-other-subject = 补正期限将到：{ $item }
mail-reminder-for-other-lead = 您代{ $principal }提交的“{ $item }”申请还在等补正，期限快到了。
mail-reminder-for-other-next = 请在{ $supplement }前登录，切换为代{ $principal }办事，然后补正。逾期申请将退回。我们也通知了{ $principal }。
mail-reminder-for-other-action = 登录查看并补正
sms-reminder-for-other = 代办申请补正期限：{ $supplement }。
