# Room: the reader's message box, and how messages come. Keys begin with "messages-".

messages-nav = 我的消息
messages-nav-unread = 我的消息（{ $count ->
    [100] 99+
   *[other] { $count }
}条未读）
messages-title = 我的消息
messages-none = 还没有消息。您的申请有进展时，会在这里告诉您。
messages-unread = 未读
messages-read-all = 全部标为已读
messages-choose = 选择接收方式
messages-what-next = 接下来怎么做

messages-choices-title = 消息接收方式
messages-choices-saved = 接收方式已保存
messages-choices-lede = 所有消息都保存在“我的消息”里。您还可以选择哪些用邮件或者短信提醒。
messages-choices-nowhere = 您没有留邮箱，也没有可用的手机号码，消息只保存在“我的消息”里。
messages-choices-must = 必须告知您的
messages-choices-must-why = 这些消息关系到您的期限或者权利，不能关闭，只能选择用邮件还是短信。
messages-choices-may = 可以选择的
messages-by-mail = 邮件（{ $address }）
messages-by-sms = 短信（{ $address }）
messages-by-box = 只在“我的消息”里看

messages-topic-corrections = 补正
messages-topic-corrections-hint = 要您补正的内容和最后期限。错过了，申请会退回。
messages-topic-decisions = 决定和送达
messages-topic-decisions-hint = 准予或者不予批准、证照制作、送达、撤销。起诉、复议的期限从送达起算。
messages-topic-notices = 受理、暂停计时和延期
messages-topic-notices-hint = 法律要求部门书面告知您（《行政许可法》第三十二条、第四十二条、第四十五条）。
messages-topic-progress = 办理进度
messages-topic-progress-hint = 收到申请、收到补正、恢复计时、转交、期限变动。
messages-topic-replies = 答复
messages-topic-replies-hint = 对您的咨询、投诉和评价的答复。
messages-topic-drafts = 草稿提醒
messages-topic-drafts-hint = 没提交的申请在删除前提醒您。
messages-topic-licences = 证照到期提醒
messages-topic-licences-hint = 可以申请延续时，以及快到期时提醒您。

messages-stop-title = 停止接收“{ $topic }”邮件
messages-stop = 按下面的按钮后，我们不再用邮件向您发送“{ $topic }”类消息。
messages-stop-rest = 其他邮件不受影响。这类消息仍会保存在“我的消息”里。
messages-stop-confirm = 停止接收
messages-stopped-title = 已停止接收“{ $topic }”邮件
messages-stopped = 我们不再用邮件向您发送“{ $topic }”类消息。如果不是您要停的，可以恢复。
messages-resume = 恢复接收

# 消息用另一种语言写成
messages-sent-zh-cn = 这条消息是用中文发给您的。
messages-sent-en = 这条消息是用英文发给您的。
