# 效能监察

oversight-nav-overview = 总览
oversight-nav-cases = 办件

# Overview
oversight-title = { $place }办件监察
oversight-now = 当前在办
oversight-period = 统计时段
oversight-days = 近{ $days }天
oversight-year = 近一年
oversight-since = 统计起始日：
oversight-before = 上一时段：{ $count }件
oversight-before-same = 与上一时段持平（{ $count }件）
oversight-rate = 按期办结率
oversight-rate-of = 已作出决定{ $of }件，按期{ $kept }件
oversight-attention = 需要关注
oversight-chart-overdue = 已超期办件较多的部门
oversight-chart-due-soon = 即将到期办件较多的部门
oversight-none = 没有这类办件。
oversight-cases-head = 件数
oversight-by-division = 按区划统计
oversight-by-agency = 按部门统计
oversight-division = 区划
oversight-agency = 部门
oversight-more-agencies = 另有{ $count }个部门未列出。请先选择区划，再查看该区划的全部部门。
oversight-warnings = 最新预警
oversight-no-warnings = 没有预警
oversight-no-warnings-next = 办件临近到期或者超期时，系统会自动预警，并显示在这里。
oversight-when = 时间
oversight-level = 预警级别
oversight-level-due-soon = 即将到期
oversight-level-overdue = 超期
oversight-level-statutory-overdue = 超过法定时限
oversight-deadline = 期限
oversight-supplement = 申请人补正期限

# Numbers and lists
oversight-filter-received = 收件
oversight-filter-running = 在办
oversight-filter-normal = 正常办理
oversight-filter-paused = 已停表
oversight-filter-due-soon = 即将到期
oversight-filter-overdue = 超期（承诺或环节时限）
oversight-filter-statutory-overdue = 超期（法定时限）
oversight-filter-concluded = 办结
oversight-filter-in-time = 按期办结
oversight-filter-late = 逾期办结
oversight-head-received = 收件
oversight-head-running = 在办
oversight-head-paused = 停表
oversight-head-due-soon = 将到期
oversight-head-overdue = 超期
oversight-head-statutory-overdue = 法定超期
oversight-head-concluded = 办结
oversight-head-in-time = 按期
oversight-head-late = 逾期
oversight-head-rate = 按期率

# The list
oversight-cases-title = { $place }：{ $filter }
oversight-filters = 办件范围
oversight-count = { $count ->
   *[other] 共{ $shown }件
}
oversight-no-cases = 没有这类办件
oversight-to-overview = 返回总览
oversight-cut = 只能翻看到这里。请按区划、部门或者更短的时段缩小范围。
oversight-lamp = 状态
oversight-case = 办件编号
oversight-item = 事项
oversight-stage = 环节或结果
oversight-received = 收件日期
oversight-due = 到期或办结
oversight-concluded-on = 办结于
oversight-no-clock = 等待申请人补正
oversight-stage-received = 待受理
oversight-stage-awaiting-supplement = 待申请人补正
oversight-stage-in-process = 办理中
oversight-stage-concluded = 已办结
oversight-result-granted = 准予
oversight-result-refused = 不予批准
oversight-result-declined = 不予受理
oversight-result-returned = 已退件
oversight-result-withdrawn = 申请人撤回

# One case
oversight-case-title = 办件：{ $item }
oversight-applicant = 申请人
oversight-channel = 申请渠道
oversight-online = 网上申请
oversight-counter = 窗口申请
oversight-with = 当前经办人
oversight-rating = 好差评
oversight-rating-of = { $level ->
    [5] 非常满意
    [4] 满意
    [3] 基本满意
    [2] 不满意
   *[other] 非常不满意
}
oversight-clock = 办理时限
oversight-journal = 办件日志
oversight-warnings-given = 已发出的预警
oversight-no-warnings-given = 没有发出过预警。
oversight-case-note = 监察人员只查看时限和办理过程，不参与办理；申请人的证件号码、电话和申请材料不在此显示。
oversight-and = 、
oversight-right-agency = 告知应向{ $agency }申请
oversight-fact-at = { $fact }：{ $step }
oversight-fact-received = 收到申请
oversight-fact-corrected = 一次性告知补正
oversight-fact-supplemented = 申请人补正
oversight-fact-accepted = 受理
oversight-fact-deemed-accepted = 视为受理（逾期未告知补正）
oversight-fact-declined = 不予受理
oversight-fact-returned = 退件
oversight-fact-claimed = 认领
oversight-fact-released = 取消认领
oversight-fact-step-recorded = 办理
oversight-fact-granted = 作出准予决定
oversight-fact-refused = 作出不予批准决定
oversight-fact-licence-issued = 颁发证照
oversight-fact-delivered = 送达
oversight-fact-withdrawn = 申请人撤回申请
oversight-fact-rated = 申请人评价
oversight-fact-warned-due-soon = 预警（即将到期）
oversight-fact-warned-overdue = 预警（超期）
oversight-fact-warned-statutory-overdue = 预警（超过法定时限）
oversight-fact-paused = 停表
oversight-fact-paused-without-basis = 停表（无法定依据）
oversight-fact-resumed = 恢复计时
oversight-fact-extended = 延长法定时限
oversight-fact-opinion-agrees = 协办部门同意
oversight-fact-opinion-objects = 协办部门不同意
oversight-fact-consent-deemed = 协办部门视为同意
oversight-fact-deemed-renewed = 视为准予延续（届满前未作决定）
oversight-fact-ordered = 督办
oversight-fact-order-answered = 答复督办
oversight-fact-followed-up = 差评整改
oversight-fact-recalculated = 重新计算期限
oversight-fact-warned-no-legal-basis = 停表无法定依据
oversight-no-legal-basis = 停表无法定依据
oversight-act-order = 发出督办单
oversight-act-extension = 延长法定时限

oversight-fact-step-lapsed = 期满视为已答复
oversight-fact-revoked = 撤销证照
oversight-fact-assigned = 指派办理
oversight-fact-transferred = 转办
oversight-fact-disputed = 提出分办异议
oversight-fact-dispatched = 重新分办
oversight-fact-routed = 继续流转
oversight-fact-migrated = 改按新版流程办理
