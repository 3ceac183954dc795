# 以文字为主的办理动作及其告知文书。键以“act-”“notice-”“unit-”或者“calendar-fault-”开头。

act-text-missing = 请填写文字说明，内容会记入办件日志
act-too-long = 请控制在2000字以内
act-unit = 计算单位
act-unit-missing = 请选择按什么计算
unit-working-day = 个工作日
unit-natural-day = 日（含周末和节假日）
unit-hour = 小时
unit-minute = 分钟
unit-month = 个月

act-pause-lede = 只有所需时间依法不计入时限的程序才能停表。停表时向申请人送达书面告知，写明事由和所需时间。
act-pause-choice = 程序
act-pause-no-basis-hint = 《行政许可法》第四十五条没有列明。办件上会如实标明，并报监察机构。
act-pause-amount = 预计所需时间
act-pause-amount-hint = 最多{ $max }。超过告知的时间，系统会预警。
act-pause-text = 需要进行该程序的理由
act-pause-text-hint = 申请人会在告知书中看到。
act-resumption-lede = 请记录程序的结果。时限从次日起继续计算。
act-resumption-text = 程序的结果
act-resumption-text-hint = 例如由谁评审、何时评审、结论如何。申请人会看到。
act-resumption-button = 记录结果并恢复计时

act-extension-lede = 法定时限只能在届满前延长一次。承诺时限不变。
act-extension-amount = 延长
act-extension-amount-hint = 最多{ $max }。
act-extension-text = 延长的理由
act-extension-text-hint = 法律要求将理由告知申请人。申请人会在告知书中看到。
act-opinion-lede = 牵头部门需要本部门的意见才能作出决定。
act-opinion-choice = 本部门意见
act-opinion-choice-missing = 请选择同意或者不同意
act-opinion-agrees = 同意
act-opinion-objects = 不同意
act-opinion-text = 具体意见
act-opinion-text-hint = 请写明事实和依据。参与办理的部门可以看到。
act-opinion-button = 提交意见

act-order-lede = 承办机关负责人须在规定的时间内答复。不告知申请人。
act-order-choice = 监察手段
act-order-choice-missing = 请选择监察手段
act-order-amount = 答复时限
act-order-amount-hint = 最多{ $max }。
act-order-text = 需要纠正或者说明的问题
act-order-text-hint = 请写明事实，不要写申请人姓名。
act-order-button = 发出督办单

act-order-reply-lede = 答复督办单。
act-order-reply-shown = 督办单内容：
act-order-reply-text = 答复
act-order-reply-text-hint = 请写明情况、已采取的措施和完成时间。监察机构会看到。
act-order-reply-button = 提交答复

act-follow-up-lede = 请联系申请人，纠正问题，并记录处理情况。处理情况会告知申请人。
act-follow-up-shown = 申请人的评价：
act-follow-up-text = 处理情况
act-follow-up-text-hint = 申请人会看到。
act-follow-up-button = 记录整改情况

# 告知书的语句
# 日历文件不能使用的原因
calendar-fault-line = 第{ $line }行：{ $what }
calendar-fault-format = 格式不对：{ $words }
calendar-fault-source = 请在“source”中写明通知
calendar-fault-year = 年份应当在2000年至2100年之间
calendar-fault-two-layers = 行政区划和部门只能写一个
calendar-fault-counts-for = 全国放假日对各类时限都适用，请删去“counts-for”
calendar-fault-outside-year = { $date }不在该年度内
calendar-fault-off-on-weekend = { $date }本来就是周末，请删去这一行
calendar-fault-make-up-on-weekday = { $date }是平日，调休上班日只能是周六、周日
calendar-fault-make-up-of-layer = { $date }：只有国务院通知才能规定调休上班
calendar-fault-twice = { $date }写了两次，请删去一行
calendar-fault-festival-missing = { $date }缺少节日“festival”
calendar-fault-name-missing = { $date }缺少中英文名称“name”
calendar-fault-division = 没有这个行政区划，请核对“division”
calendar-fault-agency = 没有这个部门，请核对“agency”

act-order-review-title = 审核答复
act-order-review-lede = 认可后督办结束；退回后承办机关须重新答复。
act-order-review-choice = 处理意见
act-order-review-choice-missing = 请选择认可或者退回
act-order-review-accepted = 认可答复，督办结束
act-order-review-sent-back = 退回，要求重新答复
act-order-review-amount = 重新答复的时限（退回时填写）
act-order-review-amount-hint = 最多{ $max }。
act-order-review-text = 意见
act-order-review-text-hint = 退回时请写明答复有什么不足。
act-order-review-button = 提交审核意见
act-order-lifting-title = 撤销督办
act-order-lifting-lede = 督办有误或者已无必要时撤销。撤销人、时间和理由会记入办件日志，上级监察机构可以看到。
act-order-lifting-text = 撤销理由
act-order-lifting-text-hint = 请写明撤销的事实和理由。
act-order-lifting-button = 撤销督办

act-warning-explanation-lede = 写明超期的原因。每次预警说明一次，提交后不能修改。
act-warning-explanation-shown = 说明对象：
act-warning-explanation-text = 超期原因
act-warning-explanation-text-hint = 请写明超期的事实、原因、已采取的措施和预计办结时间。监察机构会看到。
act-warning-explanation-button = 提交说明
act-warning-clearance-lede = 摘牌后，对该次预警不再要求说明，也不再逐级督办。超期事实不变，统计和考核照常计入。摘牌人、时间和理由记入办件日志，承办部门可以看到。
act-warning-clearance-shown = 摘牌对象：
act-warning-clearance-text = 摘牌理由
act-warning-clearance-text-hint = 请写明摘牌的事实和理由。
act-warning-clearance-button = 摘牌
