# 我的材料：保存起来以便再次使用的文件，以及证照。

wallet-title = 我的材料
wallet-lede = 这里有部门颁发给您的证照，以及您同意保存的材料。以后办事需要时可以直接选用，不用重新准备。
wallet-link = 我的材料和证照
wallet-licences = 证照
wallet-no-licences = 目前没有部门在本平台颁发给您的证照。
wallet-number = 编号
wallet-issued-on = 颁发日期
wallet-validity = 有效期
wallet-no-end = 长期有效
wallet-until = 至{ " " }
wallet-days-left = { $count ->
        [0] 今天到期
       *[other] 还有 { $count } 天
    }
wallet-expired = 已过期
wallet-revoked = 已撤销
wallet-renew = 办理延续
wallet-renew-by = 请在此日期前申请延续：
wallet-documents = 保存的材料
wallet-no-documents = 您还没有保存材料
wallet-no-documents-next = 办过事以后，可以把上传过的文件保存在这里，下次直接选用。
wallet-keep-title = 办件中可以保存的文件
wallet-keep-note = 保存的材料只有您能看到。您在申请中选用时，部门才会得到一份副本。
wallet-keep = 保存
wallet-keep-until = 材料上写明的有效期至（没有可不填）
wallet-keep-until-bad = 请按 2030-01-31 的格式填写日期，没有可不填
wallet-kept = 已经保存到“我的材料”
wallet-removed = 已从“我的材料”中删除。您提交给部门的办件材料不受影响。
wallet-full = 最多保存 { $count } 份材料。如需保存新的，请先删除一份。
wallet-out-of-date = 已过有效期，不再供选用

wallet-valid = 有效
wallet-valid-from = 自{ " " }
wallet-revoked-on = 撤销日期
wallet-holder = 持有人
wallet-credit-code = 统一社会信用代码
wallet-item = 办理事项
wallet-agency = 颁发部门
wallet-state = 状态
wallet-covers = 许可或者登记的内容
wallet-covers-note = 以下内容来自您的申请。
wallet-licence-print = 可以打印或者保存为 PDF。本页记载的是本平台的颁发记录，不能代替证照本身。
wallet-licence-qr = 核验这份证照的二维码
wallet-licence-verify = 扫描二维码，或者在本网站“文书核验”中输入证照编号，可以核验是不是真的、现在是否有效。
