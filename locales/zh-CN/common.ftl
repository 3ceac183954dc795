# Words that every room uses.

skip-to-content = 跳到正文
head-links = 语言、字号与账户
search-label = 搜索办事事项
search-button = 搜索
sign-in = 登录
sign-out = 退出
signed-in-as = 当前用户：
text-size-large = 大字版
text-size-normal = 标准字号
rooms-nav = 工作区
sections-nav = 主要栏目
nav-home = 首页
nav-cases = 我的办件
nav-track = 进度查询
room-citizen = 办事大厅
room-desk = 审批工作台
room-oversight = 效能监察
room-admin = 系统管理

# Footer
demo-title = 演示网站。
demo-notice = 这里的机构、人员和事项均为虚构，请勿填写真实个人信息。
hotline-label = 政务服务热线
hotline-note = 不会网上办理？请拨打热线，或者到政务大厅窗口，工作人员会帮您办。
about-link = 关于本站
accessibility-link = 无障碍说明
privacy-link = 个人信息保护
foot-promise = 一点受理、内部分流、全程监督、结果反馈

# About
about-title = 关于本站
about-lede = { $portal }是政府部门统一的网上办事入口：查事项、交申请、看进度、取结果，都在这里。
about-promise = 您只需在一处提交。部门之间的流转由我们负责，每一步的时限依法计算，全程受到监督，结果主动告知您。
about-authentic = 办事指南以中文版本为准；英文为方便阅读的译文。
accessibility-standard = 本站按照《网页内容可及性指南》（WCAG）2.2 AA 级和国家标准 GB/T 37668-2019 设计。
accessibility-keyboard = 所有功能都可以只用键盘或读屏软件完成。
accessibility-large = 页面顶部的“大字版”会放大全部文字，换页后仍然有效。
accessibility-script = 关闭脚本、使用旧手机或信号较弱时，同样可以办事。
accessibility-counter = 网上能办的，政务大厅窗口都能替您办，办件相同、进度相同。
accessibility-report = 使用中遇到困难，请拨打{ $hotline }告诉我们。
privacy-purpose = 只收集办理该事项依法需要的信息，表单会说明用途。
privacy-sealed = 证件号码、电话、银行账号和住址加密保存，页面上只显示一部分。
privacy-recorded = 工作人员查看完整信息须填写理由，并留有记录。
privacy-cookies = 本站只使用登录和语言、字号设置所必需的 Cookie。

# Forms
back = 返回
breadcrumb = 当前位置
continue = 继续
save = 保存
cancel = 取消
change = 修改
remove = 删除
choose = 请选择
choose-all = 全部
yes = 是
no = 否
optional = （选填）
not-given = 未填写
date-hint = 例如 2026-06-03，也可以写 20260603 或者 2026年6月3日
error-prefix = 错误：
error-summary-title = 请更正以下内容
steps = 第{ $page }页，共{ $of }页

# Parts
lamp-normal = 正常
lamp-paused = 已停表
lamp-due-soon = 即将到期
lamp-overdue = 超期（承诺时限）
lamp-statutory-overdue = 超期（法定时限）
lamp-closed-in-time = 按期办结
lamp-closed = 已终结
lamp-closed-late = 逾期办结
banner-success = 操作成功
banner-info = 提示
banner-your-turn = 需要您处理
banner-warning = 请注意
phase-done = 已完成：
phase-current = 当前：
phase-next = 接下来：
pager = 翻页
pager-previous = 上一页
pager-next = 下一页
chart-as-table = 查看数据表

# Measures
working-days = { $count ->
    [0] 当日
   *[other] { $count }个工作日
}
natural-days = { $count }日
hours = { $count }小时

# The clock
months = { $count }个月
minutes = { $count }分钟
clock-check = 收件审查期限
clock-supplement = 补正期限
clock-statutory = 法定办结时限
clock-promised = 承诺办结时限
clock-step = 本环节时限
clock-step-of = 环节时限：{ $step }
clock-opinion = 协办部门意见期限
clock-opinion-of = { $step }
clock-pause = 停表告知的期限
clock-not-counted = 不计入时限的时间
clock-pause-note = 从前一日期的次日起，到后一日期止
clock-delivery = 送达期限
clock-renewal = 延续决定期限：许可证有效期届满前
clock-order-reply = 督办答复期限
clock-rating-follow-up = 差评整改期限
clock-due = 截止：
clock-due-as-announced = 如按告知时间结束停表，截止：
clock-received = 收到日期
clock-cut-off-note = 在本部门截止时点{ $hour }之后或者休息日收到，视为下一个工作日收到
clock-extension = 延长
clock-counted = 计入的日期
clock-critical = 作出决定目前等这一意见的时间最长
clock-critical-lead = 协办部门意见已经全部收齐，现在只等牵头部门作出决定。
clock-is-paused = 已停表：
clock-was-paused = 曾停表：
clock-pause-from = 自
clock-pause-expected = 预计需要{ $limit }
clock-pause-ended = 结束于
clock-pause-legal = 依照《行政许可法》第四十五条，所需时间不计入办理时限。
clock-pause-no-basis = 无法定依据：《行政许可法》第四十五条没有列明这一程序，已报监察机构。
clock-extended-by = 法定时限已延长{ $limit }
clock-extended-on = 批准日期
clock-notice-no = 文书编号
clock-notice = 〔{ $year }〕{ $serial }号
clock-met = 完成于：
clock-kept = 按期完成
clock-missed = 超期完成
clock-why = 这个日期怎么算出来的
clock-limit = 时限
clock-start = 起算日
clock-start-note = 当日不计入，从次日开始计算
clock-weekends = 周末
clock-days-skipped = { $count }天，不计入
clock-holiday = { $festival }放假，不计入
clock-make-up = 调休上班，计入
clock-moved = 期满日
clock-moved-note = 遇休息日，顺延至休息日结束后的第一个工作日
clock-basis = 依据
clock-provisional = 暂定
clock-provisional-note = 期限内有年份的放假安排尚未公布，公布后重新计算并告知您。

festival-new-year = 元旦
festival-spring-festival = 春节
festival-qingming = 清明节
festival-labour-day = 劳动节
festival-dragon-boat = 端午节
festival-mid-autumn = 中秋节
festival-national-day = 国庆节

# 不计入时限的程序（行政许可法第四十五条）
pause-hearing = 听证
pause-tender = 招标
pause-auction = 拍卖
pause-inspection = 检验
pause-testing = 检测
pause-quarantine = 检疫
pause-appraisal = 鉴定
pause-expert-review = 专家评审

# 办件日志各条的说明
fact-lasts = { $limit }
fact-within = 须在{ $limit }内答复
fact-colon = ：
fact-nothing-moved = 各项期限均未变动。
fact-because = 依据：
fact-happened = 发生时间：

clock-tolerated = 补交材料的期限
colon = ：
substitute-for = { $name }（代理{ $absent }，至{ $until }）
clock-finished = 已结束的时限（{ $count }项）
phase-missed = 未完成：
