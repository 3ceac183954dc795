# Room: mail. Keys begin with "mail-".

mail-greeting = { $name }，您好：

mail-received-subject = 已收到您的申请：{ $item }
mail-received-lead = 您提交的“{ $item }”申请已经收到，由{ $agency }办理。
mail-received-next = 工作人员将在{ $check }前告诉您是否受理；材料不齐的，会一次性告知需要补正的全部内容。请保存办件编号和查询码，不登录也可以凭它们查询进度。
mail-received-action = 查看办理进度

mail-corrected-subject = 请补正申请：{ $item }
mail-corrected-lead = 您的“{ $item }”申请需要补正后才能受理。
mail-corrected-next = 请在{ $supplement }前登录补正。需要补正的每一项和原因，登录后可以看到；其他内容不用重填。逾期未补正的，申请将退回。
mail-corrected-action = 登录查看并补正
mail-promised-due-subject = 请补交承诺的材料：{ $item }
mail-promised-due-lead = 您申请“{ $item }”时承诺补交的材料，现在需要交来。
mail-promised-due-next = 请在{ $supplement }前登录补交，其他内容不用重填。逾期未补交的，申请将退回。
mail-promised-due-action = 登录补交材料

mail-supplemented-subject = 已收到补正：{ $item }
mail-supplemented-lead = 您对“{ $item }”申请的补正已经收到。
mail-supplemented-next = 工作人员将在{ $check }前告诉您是否受理。您现在不用做什么。
mail-supplemented-action = 查看办理进度

mail-accepted-subject = 已受理：{ $item }
mail-accepted-lead = { $agency }已受理您的“{ $item }”申请，办理时限开始计算。
mail-accepted-next = 我们承诺在{ $promised }前作出决定。有结果时会再通知您。
mail-accepted-action = 查看办理进度

mail-deemed-accepted-subject = 视为受理：{ $item }
mail-deemed-accepted-lead = { $agency }没有在法定期限内告知您是否受理。依照《行政许可法》第三十二条，您的“{ $item }”申请自{ $from }起视为受理。
mail-deemed-accepted-next = 办理时限从那一天起计算，我们承诺在{ $promised }前作出决定。您不用做什么。
mail-deemed-accepted-action = 查看办理进度

mail-declined-subject = 不予受理：{ $item }
mail-declined-lead = { $agency }对您的“{ $item }”申请作出了不予受理的决定。
mail-declined-next = 具体理由请登录查看。
mail-declined-action = 登录查看理由

mail-returned-subject = 申请已退回：{ $item }
mail-returned-lead = 您的“{ $item }”申请没有在期限内补正，已经退回。
mail-returned-next = 这不影响您再次申请。材料齐备后，可以随时重新提交。
mail-returned-action = 查看办件

mail-granted-subject = 准予决定：{ $item }
mail-granted-lead = { $agency }对您的“{ $item }”申请作出了准予的决定。
mail-granted-next = 证照和文书办好后，会再通知您。
mail-granted-action = 查看决定

mail-refused-subject = 不予批准：{ $item }
mail-refused-lead = { $agency }对您的“{ $item }”申请作出了不予批准的决定。
mail-refused-next = 决定的理由请登录查看，书面决定将送达给您。
mail-refused-action = 登录查看理由
mail-answered-subject = 您反映的问题有了答复：{ $item }
mail-answered-lead = { $agency }已经查清您通过“{ $item }”反映的情况，并作出答复。
mail-answered-next = 答复的内容请登录查看。对答复不满意的，可以在办件页面评价或者投诉。
mail-answered-action = 登录查看答复

mail-licence-issued-subject = 证照已制作：{ $item }
mail-licence-issued-lead = 您的{ $licence }已经制作完成。
mail-licence-issued-next = 我们会尽快送达。您现在就可以查看和打印证照的内容。
mail-licence-issued-action = 查看证照

mail-delivered-subject = 已办结，请您评价：{ $item }
mail-delivered-lead = 您的“{ $item }”申请已经办结，结果已经送达。
mail-delivered-next = 请用一分钟评价这次服务，您的评价会帮助我们改进。不满意的评价会有人逐件核实、整改和回复。
mail-delivered-action = 查看结果并评价

mail-withdrawn-subject = 已撤回：{ $item }
mail-withdrawn-lead = 您的“{ $item }”申请已按您的要求撤回，不再办理。
mail-withdrawn-next = 需要时可以随时重新申请。如果不是您本人撤回的，请尽快致电办理部门。
mail-withdrawn-action = 查看办件

mail-supplement-reminder-subject = 补正期限将到：{ $item }
mail-supplement-reminder-lead = 您的“{ $item }”申请还在等您补正，期限快到了。
mail-supplement-reminder-next = 请在{ $supplement }前登录补正，逾期申请将退回。遇到困难请致电办理部门或政务服务热线，工作人员会帮您办。
mail-supplement-reminder-action = 登录查看并补正

mail-remedies = 您的权利：{ $remedies }

mail-row-item = 事项
mail-row-case-no = 办件编号
mail-row-query-code = 查询码
mail-row-agency = 办理部门
mail-row-check = 受理答复期限
mail-row-supplement = 补正期限
mail-row-from = 受理起算日
mail-row-promised = 承诺办结时限
mail-row-statutory = 法定办结时限
mail-row-right-agency = 应向其申请的部门
mail-row-right-agency-contact = 该部门地址和电话
mail-row-licence-name = 证照名称
mail-row-licence-no = 证照编号
mail-row-valid-until = 有效期至

mail-foot-agency = { $agency }：{ $phone }
mail-foot-hotline = 政务服务热线：{ $hotline }
mail-foot-sender = 本邮件由{ $portal }自动发送，请勿回复。我们不会在邮件中索要密码、验证码或费用。
mail-why-corrections = 您收到它，是因为您在{ $portal }提交的申请需要您处理。
mail-why-decisions = 您收到它，是因为您在{ $portal }提交的申请有了结果。
mail-why-notices = 您收到它，是因为法律规定这件事应当书面告知您。
mail-why-progress = 您收到它，是因为您在{ $portal }提交过申请，并选择了接收办理进度。
mail-why-replies = 您收到它，是因为您在{ $portal }提过问题、投诉或者评价。
mail-why-drafts = 您收到它，是因为您在{ $portal }有没提交的申请。
mail-why-licences = 您收到它，是因为您通过{ $portal }取得了有期限的证照。
mail-why-account = 您收到它，是因为有人在{ $portal }使用了这个地址。如果不是您本人，请不要理会。
mail-foot-stop = 不想再收到这类邮件，可以一键退订：
mail-foot-always = 这类邮件关系到您的期限或者权利，不能退订；可以改用短信接收：
mail-paused-subject = 办件{ $no }已停表
mail-paused-lead = 您申请的“{ $item }”需要进行{ $reason }，所需时间不计入办理时限，预计{ $until }前结束。
mail-paused-next = 您不需要做什么。书面告知书和理由请在办件页面查看。
mail-paused-action = 查看告知书
mail-resumed-subject = 办件{ $no }已恢复计时
mail-resumed-lead = 您申请的“{ $item }”所需程序已经结束，恢复计时。
mail-resumed-next = 新的期限见上。程序的结果请在办件页面查看。
mail-resumed-action = 查看办件
mail-extended-subject = 办件{ $no }的办理时限已延长
mail-extended-lead = 您申请的“{ $item }”法定时限已延长{ $by }。
mail-extended-next = 书面告知书和理由请在办件页面查看。
mail-extended-action = 查看告知书
mail-deemed-renewed-subject = 办件{ $no }依法视为准予延续
mail-deemed-renewed-lead = { $agency }在许可证有效期届满前没有对您的“{ $item }”申请作出决定，依照《行政许可法》第五十条，视为准予延续。
mail-deemed-renewed-next = 将为您制作并送达延续后的证照。
mail-deemed-renewed-action = 查看办件
mail-followed-up-subject = 您对办件{ $no }的评价已整改
mail-followed-up-lead = { $agency }已就您对“{ $item }”不满意的地方进行了处理。
mail-followed-up-next = 处理情况请在办件页面查看。
mail-followed-up-action = 查看处理情况
mail-recalculated-subject = 办件{ $no }的期限有变动
mail-recalculated-lead = 新公布的放假安排改变了工作日，您申请的“{ $item }”各项期限已重新计算。
mail-recalculated-next = 新的期限见上。每个日期怎样算出，请在办件页面查看。
mail-recalculated-action = 查看办件
mail-row-notice-no = 文书编号
mail-row-pause-reason = 程序
mail-row-paused-until = 预计结束日期
mail-row-extended-by = 延长
mail-row-because = 依据

mail-transferred-subject = 您的办件{ $no }已转交办理部门
mail-transferred-lead = 您申请的“{ $item }”已转交{ $agency }办理。
mail-transferred-next = 您不需要重新申请，办理期限不受影响。
mail-transferred-action = 查看办件
mail-revoked-subject = 您的证照已被撤销（办件{ $no }）
mail-revoked-lead = { $agency }在后续核查后撤销了通过“{ $item }”取得的证照。
mail-revoked-next = 理由和救济途径请在办件页面查看。
mail-revoked-action = 查看办件

mail-list-joint = 、

mail-not-opened-subject = 未启动：{ $unopened }
mail-not-opened-lead = 您申请的“{ $item }”没有办成，需要等待它的事项不再启动：{ $unopened }。
mail-not-opened-next = 其他事项照常办理。请登录查看理由；改正后，可以单独申请这些事项。
mail-not-opened-action = 查看全部事项

mail-not-startable-subject = 未能启动：{ $unopened }
mail-not-startable-lead = “{ $item }”已经办成，但随后的事项当地目前没有办理部门，未能启动：{ $unopened }。
mail-not-startable-next = 其他事项照常办理。请拨打热线，我们会告诉您到哪里办理。
mail-not-startable-action = 查看全部事项

mail-row-renew-by = 请在此日期前申请延续
mail-row-deleted = 草稿删除日期

mail-enquiry-answered-subject = 您的咨询有了答复
mail-enquiry-answered-lead = { $agency }答复了您就“{ $item }”提出的问题。
mail-enquiry-answered-next = 答复请登录查看。
mail-enquiry-answered-action = 登录查看答复

mail-complaint-answered-subject = 您的投诉有了答复
mail-complaint-answered-lead = 您就“{ $item }”提出的投诉已经有了答复。
mail-complaint-answered-next = 答复请登录查看。对答复不满意的，可以按页面说明继续反映。
mail-complaint-answered-action = 登录查看答复

mail-draft-expiring-subject = 草稿即将删除：{ $item }
mail-draft-expiring-lead = 您填写的“{ $item }”申请还没有提交，草稿将在{ $deleted }删除。
mail-draft-expiring-next = 想继续办的，请在此之前打开草稿，保存或者提交后会重新计算保留时间。不办了的，什么都不用做。
mail-draft-expiring-action = 继续填写

mail-licence-renewable-subject = { $licence }可以申请延续了
mail-licence-renewable-lead = 您的{ $licence }有效期至{ $valid }。
mail-licence-renewable-next = 继续使用的，请在{ $renew }前申请延续。按时申请而部门到期没有决定的，依法视为准予延续。
mail-licence-renewable-action = 查看证照并申请延续

mail-licence-ending-subject = { $licence }即将到期
mail-licence-ending-lead = 您的{ $licence }有效期至{ $valid }，还没有申请延续。
mail-licence-ending-next = 继续使用的，请尽快申请延续；到期后要重新申请。不再使用的，什么都不用做。
mail-licence-ending-action = 查看证照并申请延续

mail-payment-due-subject = 请缴费：{ $item }
mail-payment-due-lead = 您的“{ $item }”申请需要缴费：{ $fee }。
mail-payment-due-next = 请在{ $pay }前向办理部门缴纳，怎样缴费登录后可以看到。办理部门收到后继续办理，您不用上传凭证。请不要向短信、电话中的个人账户转账。
mail-payment-due-action = 查看怎样缴费
mail-row-fee = 应缴费用
mail-row-pay-by = 缴费截止
mail-appointment-booked-subject = 预约成功：{ $item }
mail-appointment-booked-lead = 您已预约到窗口办理“{ $item }”。
mail-appointment-booked-next = 请携带身份证件和申请材料准时到窗口。不能来的，请取消预约。
mail-appointment-booked-action = 查看或者取消预约
mail-row-appointment = 预约

# 补交承诺的材料
mail-handed-in-subject = 已收到补交的材料：{ $item }
mail-handed-in-lead = 您为“{ $item }”申请补交的材料已经收到。
mail-handed-in-next = 办理继续进行，有结果会通知您。您现在不用做什么。
mail-handed-in-action = 查看办理进度

mail-warnings-subject = 时限预警：{ $count }项
mail-warnings-lead = 以下办件的时限即将届满或者已经届满：
mail-warnings-row-due-soon = { $item }，{ $clock }，将于{ $day }届满 { $link }
mail-warnings-row-overdue = { $item }，{ $clock }，已于{ $day }届满 { $link }
mail-warnings-row-statutory-overdue = { $item }，{ $clock }，已于{ $day }届满，超过法定时限 { $link }
mail-warnings-more = 另有{ $count }项，请登录工作台查看。
mail-warnings-next = 请及时办理。已经超期的，请说明原因；仍不办结的，监察机构将逐级督办。
mail-warnings-action = 打开工作台
mail-warnings-why = 您是这些办件的经办人或者部门负责人，因此收到本邮件。
