# 月度报告

reports-nav = 月度报告
reports-title = { $place }月度报告
reports-lede = 每份报告列出一个完整月份的数据，与上月、去年同月对比，并按区划、部门、事项分列，可以打印。
reports-of = { $place }{ $month }报告
reports-days = 统计{ $from }至{ $until }收件、办结的办件和收到的评价。
reports-ratings = 本月评价
reports-no-ratings = 本月没有评价。
reports-satisfied = 满意率
reports-to-figures = 在总览中查看本月
reports-by-mail = 邮件订阅
reports-by-mail-lede = 每月第一个工作日，我们把上月主要数据和报告链接发到您的邮箱。您可以随时退订。
reports-subscribed = 报告发送至{ $address }。
reports-address = 邮箱
reports-address-hint = 邮件只有统计数据，不含个人信息。
reports-address-wrong = 请填写邮箱，例如 name@example.cn
reports-subscribe = 订阅月度报告
reports-change = 改发到这个邮箱
reports-end = 退订
reports-stop-title = 退订月度报告
reports-stop-lede = 您不再接收月度报告邮件吗？
reports-stopped = 已退订
reports-stopped-next = 需要时，可以在“月度报告”中重新订阅。

mail-report-subject = { $place }{ $month }报告
mail-report-lead = 以下是{ $place }{ $month }的主要数据，括号内为上月数据。
mail-report-next = 报告按区划、部门、事项列出数据，可以打印。
mail-report-action = 查看报告
mail-report-row = { $value }（{ $before }）
mail-report-why = 您订阅了月度报告，因此收到这封邮件。
mail-report-stop = 退订
