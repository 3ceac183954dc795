# 材料查看、补正前后对比、以前的办件、较长的日志。

viewer-document = { $name }的内容
viewer-fit = 按窗口大小显示
viewer-whole = 按原大显示
viewer-open = 单独打开
viewer-save = 下载原件
viewer-no-pdf = 您的浏览器不能在页面内显示 PDF，请点击上面的链接打开。
viewer-replaced = 这份材料已被补正材料替换，仅供对照。
viewer-facts = 关于这份材料
viewer-proves = 它证明的内容
viewer-all-answers = 填报内容
viewer-trust = 信任等级
viewer-source = 来源
viewer-way-applied = 随申请提交
viewer-way-supplemented = 补正时提交
viewer-way-promised = 承诺后补交
viewer-paper = 纸质
viewer-scan = 病毒查验
viewer-scan-clean = 已查验，可以打开
viewer-scan-none = 本系统没有接入病毒查验
viewer-scan-waiting = 正在查验
viewer-scan-infected = 发现病毒，不能打开
viewer-file = 文件名
viewer-others = 其他材料
viewer-which = 第{ $number }份，共{ $count }份
viewer-previous = 上一份：{ $name }
viewer-next = 下一份：{ $name }

desk-source-shared = （数据共享核验）
desk-source-form = （由填报内容生成）
desk-promised = 申请人承诺以后补交：

changes = 申请人补正了什么
changes-at = 补正时间：
changes-was = 原为：
changes-new = 新提交，原来没有
changes-hidden = 改动在隐去的部分，查看完整信息后可以对照。
changes-closed = （不能打开）

again = 同一申请人的同类办件
again-more = 只列出最近的10件。

journal-earlier = 查看更早的{ $count }条
journal-latest = 最新的记录
journal-older = 更早的记录
