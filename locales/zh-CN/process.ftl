# How a case is handled: the drawing and the same in words.

process-title = { $name }：办理流程图
process-about = 自上而下共{ $count }个环节。图下的“文字说明”内容相同。
process-scroll = 办理流程图，可以左右滑动查看
process-in-words = 文字说明
process-start = 受理
process-end = 办结
process-if-needed = 需要时办理
process-one-of = 按情况办理其中一路
process-together = 同时办理
process-join-all = 全部完成后继续
process-join-any = 任一项完成后继续，其余终止
process-join-count = { $count }项完成后继续，其余终止
process-join-first-act = 最先办理的一项继续，其余终止
process-condition = 符合条件
process-condition-of = 符合条件{ $place }
process-otherwise = 其他情况
process-later = 办结以后
process-people = { $count }人共同办理
process-other-agency = 其他部门
process-agency-level = { $level }{ $agency }
process-agency-elsewhere = { $agency }（所选地区）
process-level-province = 省级
process-level-prefecture = 市（州）级
process-level-county = 县（市、区）级
process-level-township = 乡镇（街道）
process-level-village = 村（社区）

# Where a case stands
process-done = 已完成
process-here = 正在办理
process-to-come = 尚未办理
process-passed-by = 未经过

# The words
process-and = 、
process-colon = ：
process-open = （
process-close = ）
process-depends = 取决于：{ $name }
process-goes-to = ，转“{ $next }”
process-goes-back = ，退回“{ $next }”
process-ends = ，办结
process-arrives = ，本项完成
process-cancels = ，其余各项终止
process-apart = 办理过{ $steps }的人员不得办理本环节。
process-silence = 期满没有办理的，视为“{ $outcome }”。

# What shapes and lines mean
process-key-choice = 按条件选择去向
process-key-back = 退回重办
process-key-give-up = 其余各项终止
process-key-end = 到此办结

# Agencies by what they do
function-civil-affairs = 民政部门
function-civil-defence = 人防部门
function-disabled-federation = 残疾人联合会
function-ecology-environment = 生态环境部门
function-fire-rescue = 消防救援机构
function-government = 人民政府
function-government-services = 政务服务部门
function-health = 卫生健康部门
function-housing-construction = 住房和城乡建设部门
function-human-resources = 人力资源和社会保障部门
function-market-supervision = 市场监督管理部门
function-medical-insurance = 医疗保障部门
function-meteorology = 气象主管机构
function-natural-resources = 自然资源部门
function-procuratorate = 人民检察院
function-public-security = 公安机关
function-supervision = 政务监督机构
function-tax = 税务机关
function-township-service = 乡镇（街道）便民服务中心
function-transport = 交通运输部门
function-urban-management = 城市管理部门
function-village-service = 村（社区）便民服务站
function-water-resources = 水行政主管部门
