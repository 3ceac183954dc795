# 一项申请材料：使用已存材料、上传或者承诺后补。

material-use = 使用这份
material-wallet-title = 使用您已经提交过的材料
material-wallet-note = 这些是您保存在“我的材料”中的文件。我们只为本次办理复制一份。
material-given-to = 曾用于办件 { $number }
material-kept-on = 保存日期：
material-valid-until = 有效期至：
material-upload-instead = 或者上传文件
material-from-wallet = 来自“我的材料”
material-choose-files = 选择文件，可以多选
material-file-kinds = 最多上传 { $count } 个 PDF、JPG 或 PNG 文件，每个不超过 { $megabytes } MB。使用手机时可以直接拍照。
material-fault-joint = ；
material-refused = { $name }：{ $what }
material-others-taken = 其余 { $count } 个文件已经上传，不用重新上传。
material-replace-title = 已有的文件
material-replace = 用新上传的文件替换
material-uploading = 正在上传……
material-upload-failed = 上传中断。请检查网络后重新上传。

material-scan-waiting = 尚未完成病毒查验。您可以继续填写并提交，查验通过后部门才会打开这个文件。
material-infected = 文件中发现病毒，已经移除
material-infected-next = 部门不会收到这个文件。请先查杀您设备上的病毒，再上传安全的文件，或者重新拍照上传。

material-promise-title = 这项材料可以先不交，受理后再补
material-promise = 我承诺按期补交
material-promise-by = 如果今天受理，最迟补交日期为：
material-promised = 您已承诺后补这项材料
material-promise-back = 撤回承诺
material-state-promised = 已承诺后补
material-held = “我的材料”中已有，可以直接选用
material-state-held = “我的材料”中有，请选用

# 信任等级
material-trust-a = A级：部门签发
material-trust-b = B级：部门核验过
material-trust-c = C级：您自行上传，部门还没有核验
material-trust-d = D级：您自行出具，由您负责
material-later-note = 草稿已经保存，提交申请之前随时可以回来上传。
