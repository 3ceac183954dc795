# The inbox's lists and filters, and the team. Keys begin with "inbox-" or "team".

desk-tab-returned = 退回和补正
desk-tab-paused = 已停表
desk-tab-done = 已办
desk-empty-returned = 没有退回或者补正交回的办件
desk-empty-returned-next = 申请人补正后交回的、其他单位退回的，以及需要重做的环节会显示在这里。
desk-empty-paused = 没有停表的办件
desk-empty-paused-next = 专家评审、检验检测等特别程序期间，办件会显示在这里；程序结束后请恢复计时。
desk-empty-done = 最近没有办完的环节
desk-empty-done-next = 办完的受理和环节会显示在这里，最近办完的排在最前，保留{ $days }天。

inbox-q = 查找办件
inbox-q-hint = 输入办件编号、申请人姓名或名称（至少两个字），或者证件号码后四位
inbox-short = 请至少输入姓名或名称中的两个字
inbox-more-filters = 更多筛选条件
inbox-division = 所属区划
inbox-from = 收件日期从
inbox-to = 收件日期到
inbox-day-hint = 例如2026-12-01
inbox-date = 请输入日期，例如2026-12-01
inbox-order = 结束日期不能早于开始日期
inbox-arrived = 只看新到的，从这时起：
inbox-clear = 清除筛选
inbox-first-page = 回到第一页
inbox-more-rows = 每页显示200件
inbox-news = 打开待办箱之后新到{ $shown }件
inbox-fresh = 新到
inbox-returned = 再次办理
inbox-done-at = 办完时间
inbox-done-by = 办理人
inbox-views = 常用筛选
inbox-view-name = 保存当前筛选，名称
inbox-view-keep = 保存
inbox-view-remove = 删除
inbox-view-remove-of = ：{ $name }
inbox-view-name-missing = 请输入名称
inbox-view-name-long = 名称最多{ $max }个字
inbox-view-most = 最多保存20个，请先删除不用的
inbox-view-kept = 已保存，可以在“常用筛选”中打开
inbox-view-removed = 已删除

team = 团队工作量
team-people = 各人手上的办件
team-person = 人员
team-open = 在办
team-late = 已超期
team-soon = { $ahead }个工作日内到期
team-done = 前{ $days }个工作日办完
team-red-of = 预计超期
team-act = 操作
team-give = 改派
team-give-of = ：{ $name }
team-open-all = 在办环节
team-late-all = 已超期
team-soon-all = { $until }前到期
team-red-all = 按目前速度，{ $until }前会超期
team-done-all = 前{ $days }个工作日办完
team-red = 按目前速度，到{ $until }会超期的办件
team-red-of-all = 预计超期的办件
team-due = 截止日期
team-more = 只列出最先到期的{ $shown }件，共{ $count }件。
team-none-red = 按目前速度，没有其他办件会超期
team-none-red-next = 新来的办件和人员变动会改变这个结果。
team-method-title = 怎样推算
team-method = 速度是前{ $back }个工作日（不含今天以前的休息日，含今天）办完的受理和环节数除以{ $back }。把手上的环节按到期先后排队，按这个速度逐件办理；{ $ahead }个工作日内（含今天）到期、但轮到时已经过期的，就算会超期。已经超期的排在最前，占用时间，但不重复计算。
team-method-limits = 每个人按本人的速度推算本人认领的环节；全单位按全单位的速度推算全部环节，包括还没有人认领的。代理办理的，两个人都计入，全单位只计一次。这是推算，不是期限；期限以办件页面为准。

desk-bulk-transfer = 批量转办
desk-bulk-preview-button = 核对后办理
desk-bulk-preview-lede = { $count ->
    [0] 下面是这一件办理后的结果。核对无误后再确认。
   *[other] 下面以第一件为例，说明办理后的结果。其余 { $count } 件同样办理，各有各的文书和期限。核对无误后再确认。
}
inbox-bulk-transfer-lede = 受理以前，不属于本单位的办件可以转给其他单位，收件审查的期限不重新计算。各件分别转办，不能转办的会在结果中说明。
inbox-bulk-transfer-button = 转办{ $count }件
