# 查看完整信息：理由、记录、谁看过。

disclosure-title = 查看完整的证件号码、电话和地址
disclosure-lede = 请选择理由。提交后，您可以在一小时内查看本办件的完整信息；其他办件仍然隐去。
disclosure-reason = 为什么要查看？
disclosure-reason-check-paper = 核对纸质材料或者其他登记
disclosure-reason-contact = 联系申请人
disclosure-reason-site-visit = 上门核查
disclosure-reason-other = 其他理由
disclosure-words = 说明
disclosure-words-hint = 选择“其他理由”的，请写明，不超过500字
disclosure-button = 查看完整信息
disclosure-reason-missing = 请选择查看的理由
disclosure-words-missing = 请写明其他理由
disclosure-words-long = 说明请不超过500字
disclosure-logged = 查看会留下记录
disclosure-logged-note = 系统记录您的姓名、办件、理由和时间。您的负责人和监察人员可以看到记录；申请人下载个人数据时，可以看到哪个部门、什么岗位的人因为什么看过，看不到您的姓名。
disclosure-until = 以下信息完整显示，到期后重新隐去。到期时间：
disclosure-agent-id-no = 代办人证件号码

looks = 谁看过完整信息
looks-for = （代{ $absent }）
looks-and = 、
looks-reason = 理由：{ $reason }
looks-fields = 看到：{ $fields }
