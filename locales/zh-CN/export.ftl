# 清单导出

export-as = 导出本清单（最多 10,000 行）：
export-csv = CSV
export-json = JSON
export-yes = 是
export-no = 否
export-item-code = 事项编码
export-result = 办理结果
export-late = 已超期
export-answered-on = 答复时间
export-founded = 属实
export-due-at = 到期
export-concluded-at = 办结
export-code = 代码
export-name = 名称
export-from = 起始日
export-to = 截止日
export-entry = 日志序号
export-measure = 数值
