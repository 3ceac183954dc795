# Filling in a form: its kinds of questions, lists of members, what is still to do, drafts, and a new version.

yuan = 元
address-division = 所在县（市、区）
address-street = 街道、小区、楼栋和门牌号
declared = 已承诺
group-hint = 每人（项）填一组；不需要的，清空那一组。

form-kept-until = 草稿保留到：
form-drafts-link = 查看全部草稿
form-tasks-link = 查看填写进度

form-member-removal = 删除“{ $name }”吗？
form-member-removal-note = 这一项填写的内容会一并删除，其他内容不变。
form-member-removal-button = 删除
form-draft-removal = 删除“{ $name }”的草稿吗？
form-draft-removal-note = 已经填写的内容和上传的文件会全部删除，不能恢复。
form-draft-removal-button = 删除草稿
form-keep = 不删除，返回
form-remove = 删除

form-add-first = 添加{ $name }
form-add = 再添加{ $name }
form-member-faulty = “{ $name }”还有内容没有填好，请点“修改”补全

form-changes-link = 看看哪些内容有变化
form-changes-title = 申请表有变化
form-changes-lede = 您上次保存之后，申请表换了新版。仍然适用的内容都已保留，不用重填。
form-new = 新增的问题
form-changed = 有改动的问题
form-gone = 不再需要回答的问题
form-unfit = 没能保留的内容
form-unfit-note = 这些内容在新版申请表中没有对应的位置，或者不再符合要求。如有需要，请先复制下来；点下面的按钮后不再显示。
form-earlier-answer = 以前填写的内容
form-changes-go-on = 知道了，继续填写

form-drafts-title = 我的草稿
form-drafts-lede = 没有提交的申请保存在您的账户里，换一台设备登录也能接着填。最后一次修改之后保留30天，到期自动删除。
form-drafts-none = 没有未提交的申请
form-drafts-find = 查找要办理的事项
form-saved-at = 上次保存
form-kept-to = 保留到
form-continue = 继续填写

form-tasks-title = 填写进度
form-tasks-done = 共 { $of } 部分，已填好 { $done } 部分。可以按任意顺序填写。
form-tasks-go-on = 继续填写
form-task-done = 已填好
form-task-check = 已代填，请核对
form-task-begun = 未填完
form-task-open = 未开始
form-task-later = 全部填好后才能核对

form-again = 已带入上次申请的内容
form-again-note = 符合现行申请表的内容已经填入，承诺和材料需要重新提供。请逐页核对，有变化的请修改。
