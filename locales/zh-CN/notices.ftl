# 文书：发给申请人的书面通知，发出后原样保存。

notice-title-acceptance = 受理通知书
notice-title-deemed-acceptance = 受理通知书（视为受理）
notice-title-correction = 补正材料告知书
notice-title-declination = 不予受理通知书
notice-title-return = 退件通知书
notice-title-withdrawal = 终止办理通知书
notice-title-pause = 特别程序告知书
notice-title-extension = 延长办理期限告知书
notice-title-granted = 准予办理决定书
notice-title-granted-licence = 准予行政许可决定书
notice-title-refused = 不予办理决定书
notice-title-refused-licence = 不予行政许可决定书
notice-title-answer = 答复书
notice-title-delivery = 送达回证
notice-title-revocation = 撤销决定书

# 各类文书共用
notice-number = 编号：{ $no }-{ $seq }
notice-to = { $to }：
notice-reason = 理由：
notice-answer = 答复内容：
notice-law = { $law }{ $article }
notice-and = 、
notice-and-article = 、
notice-basis = 法律依据：{ $basis }。
notice-rights = 您的权利：{ $remedies }
notice-government = { $place }人民政府
notice-organs = 行政复议机关：{ $organ }。行政诉讼：向有管辖权的人民法院提起。
notice-contact = 如有疑问，请联系{ $agency }：{ $address }，电话{ $phone }；监督投诉电话{ $complaint }。
notice-asked = { $what }：{ $note }
notice-document = { $title }（{ $number }）

# 《行政许可法》的条款
notice-article-acceptance = 《中华人民共和国行政许可法》第三十二条第一款第五项
notice-article-deemed-acceptance = 《中华人民共和国行政许可法》第三十二条第一款第四项
notice-article-correction = 《中华人民共和国行政许可法》第三十二条第一款第四项
notice-article-declination-not-required = 《中华人民共和国行政许可法》第三十二条第一款第一项
notice-article-declination-not-ours = 《中华人民共和国行政许可法》第三十二条第一款第二项
notice-article-return = 《中华人民共和国行政许可法》第三十二条
notice-article-granted = 《中华人民共和国行政许可法》第三十八条第一款
notice-article-refused = 《中华人民共和国行政许可法》第三十八条第二款
notice-article-delivery = 《中华人民共和国行政许可法》第四十四条
notice-article-revocation = 《中华人民共和国行政许可法》第六十九条

notice-acceptance = 您于{ $received }提交的“{ $item }”申请（办件编号{ $no }），材料齐全、符合法定形式，现予受理。
notice-deemed-acceptance = 您于{ $received }提交的“{ $item }”申请（办件编号{ $no }），本机关没有在规定期限内告知您需要补正的内容，依法自{ $from }起视为受理，办理期限从该日起计算。您不用再做什么。
notice-acceptance-promised = 承诺办结日期：{ $promised }。
notice-acceptance-statutory = 法定办结日期：{ $statutory }。
notice-acceptance-excluded = 依法需要听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审的，所需时间不计入上述期限，我们会另行书面告知您。
notice-acceptance-owed = 您承诺后补的下列材料，请于{ $tolerated }前补交：

notice-correction = 您于{ $received }提交的“{ $item }”申请（办件编号{ $no }），材料不齐全或者不符合法定形式。现将需要补正的全部内容一次告知您：
notice-correction-by = 请于{ $supplement }前补正，其他内容不用重新提交。
notice-correction-then = 补正齐全后，我们予以受理。逾期没有补正的，申请将退回，您可以重新申请。
notice-promised = 您于{ $received }提交“{ $item }”申请（办件编号{ $no }）时，承诺容缺补交以下材料。现请您按承诺补交：
notice-promised-by = 请于{ $supplement }前补交，其他内容不用重新提交。
notice-promised-then = 补交后，我们继续办理。逾期没有补交的，申请将退回，您可以重新申请。

notice-declination-not-required = 您于{ $received }提交的“{ $item }”申请（办件编号{ $no }），所申请的事项依法不需要取得行政许可，现决定不予受理。
notice-declination-not-ours = 您于{ $received }提交的“{ $item }”申请（办件编号{ $no }），所申请的事项依法不属于本机关职权范围，现决定不予受理。
notice-declination-answer = 您于{ $received }提交的“{ $item }”（办件编号{ $no }），所反映的情况不属于本窗口处理的范围，现决定不予受理。
notice-declination-agency = 请向有权办理的机关申请：{ $right }，{ $rightaddress }，电话{ $rightphone }。

notice-return = 您于{ $received }提交的“{ $item }”申请（办件编号{ $no }），没有在期限内补正，现予退回。材料准备齐全后，您可以重新申请。
notice-return-owed = 您于{ $received }提交的“{ $item }”申请（办件编号{ $no }），按您的承诺容缺受理后，承诺补交的材料没有在期限内交来，现予退回。材料准备齐全后，您可以重新申请。

notice-withdrawal = 您于{ $on }撤回了“{ $item }”申请（办件编号{ $no }），我们自即日起终止办理。需要办理时，您可以重新申请。
notice-withdrawal-reason = 您说明的原因：

notice-pause = 您的“{ $item }”申请（办件编号{ $no }）需要进行下列程序：{ $procedure }。
notice-pause-legal = 依照《中华人民共和国行政许可法》第四十五条，自{ $on }起，所需时间不计入办理期限。
notice-pause-no-basis = 自{ $on }起停止计时。《中华人民共和国行政许可法》第四十五条没有列明这一程序：承诺时限停止计算，法定期限继续计算，本次停表已报监察机构。
notice-pause-expected = 预计需要{ $limit }。
notice-pause-until = 预计结束日期：{ $until }。
notice-pause-end = 程序结束后恢复计时，我们会把新的期限告知您。

notice-extension = 您的“{ $item }”申请（办件编号{ $no }）不能在法定期限内办结，经批准，法定期限延长{ $limit }。
notice-extension-due = 延长后的法定期限至{ $statutory }止。

notice-granted = 您于{ $received }提交的“{ $item }”申请（办件编号{ $no }），经审查，符合法定条件，现决定准予办理。
notice-granted-licence = 您于{ $received }提交的“{ $item }”申请（办件编号{ $no }），经审查，符合法定条件、标准，现决定准予行政许可。
notice-granted-delivery = 办理结果将于{ $delivery }前送达您。

notice-refused = 您于{ $received }提交的“{ $item }”申请（办件编号{ $no }），经审查，不符合法定条件，现决定不予办理。
notice-refused-licence = 您于{ $received }提交的“{ $item }”申请（办件编号{ $no }），经审查，不符合法定条件、标准，现决定不予行政许可。
notice-answer-granted = 您于{ $received }提交的“{ $item }”（办件编号{ $no }）已经查清，您反映的问题已经解决。
notice-answer-refused = 您于{ $received }提交的“{ $item }”（办件编号{ $no }）已经查清，您要办的事依法不能办理，理由和您还可以采取的办法如下。

notice-delivery-to = 受送达人：{ $to }
notice-delivery-item = 事项和办件编号：{ $item }，{ $no }
notice-delivery-document = 送达文书：{ $document }
notice-delivery-licence = 送达证照：{ $licence }，编号{ $licenceno }
notice-delivery-method = 送达方式：{ $procedure }
notice-delivery-taker = 领取人：{ $taker }
notice-delivery-agent = { $name }（代理人，身份证号码{ $number }）
notice-delivery-shown = 核验的证件：{ $shown }
notice-delivery-at = 送达时间：{ $at }
notice-delivery-officer = 送达人：{ $officer }
notice-delivery-note = 备注：
notice-delivery-signature = 受送达人签名：＿＿＿＿＿＿＿＿　日期：＿＿＿＿＿＿＿＿
notice-method-counter = 窗口领取
notice-method-post = 邮寄送达
notice-method-electronic = 电子送达

notice-revocation = 您经“{ $item }”（办件编号{ $no }）取得的{ $licence }（编号{ $licenceno }），现决定撤销，自{ $on }起失效。
notice-revocation-outcome = 核查结果：{ $outcome }。

# 页面
notice-download = 下载PDF
notice-print-hint = 也可以用浏览器打印这一页。
notice-no-pdf = 暂时不能生成PDF。请用浏览器打印这一页，打印时可以选择保存为PDF。
notice-code = 核验码
notice-verify = 扫描二维码，或者在本网站“文书核验”中输入核验码，可以核验真伪。
notice-qr = 核验这份文书的二维码
notice-old = 这份文书发出时系统还没有保存原文，以下按当时的记录显示。

# 办理人员：发出前预览
preview-title = 发出前请核对：{ $act }
preview-lede = 下面是申请人将收到的文书，发出后不能修改。
preview-none = 这一步不发文书。
preview-number = 编号在发出时确定；在此之前有别的文书发出的，顺延到下一个号。
preview-code = 核验码和二维码在发出时生成。
preview-clock = 对时限的影响
preview-clock-none = 这一步不改变任何时限。
preview-starts = 开始计算，到{ $to }止
preview-moves = 由{ $from }改为{ $to }
preview-stops = 停止计时；按告知的时间，到{ $to }止
preview-ends = 到此结束
preview-goes-on = 恢复计时，到{ $to }止
preview-supplement = 申请人的补正期限
preview-tolerated = 申请人补交材料的期限
preview-send = 确认并发出
preview-edit = 返回修改
preview-button = 预览文书

# 核验
verify-title = 文书和证照核验
verify-lede = 输入文书上的核验码，或者证照编号，核对它是不是本网站的部门发出的、现在是否有效。
verify-code = 核验码或者证照编号
verify-code-hint = 核验码印在二维码旁，共16位，例如 7K2M-0QXR-93BD-HE4T
verify-show = 核验
verify-missing = 请输入核验码或者证照编号
verify-wrong = 没有查到这个核验码或者证照编号。请对照文书核对后重新输入；仍然查不到的，请联系发出文书的部门，或者拨打{ $hotline }
verify-found = 查到了：这是{ $agency }发出的
verify-standing = 有效
verify-revoked = 已于{ $on }撤销，不再有效
verify-expired = 有效期已于{ $on }届满
verify-state = 现在的状态
verify-agency = 发出机关
verify-kind = 名称
verify-number = 编号
verify-item = 事项
verify-on = 日期
verify-until = 有效期至
verify-compare = 请把上面的内容与您手里的文书逐项核对，有一项不同就不是原件。为保护个人信息，这里不显示姓名和正文。
verify-again = 再核验一份
verify-licence = 电子证照
nav-verify = 文书核验

# 办件日志
desk-fact-notice-sent = 已发出文书
oversight-fact-notice-sent = 已发出文书

# 准予决定书同时通知缴费
notice-title-granted-payment = 准予办理决定书、缴费通知书
notice-payment = 现通知您缴纳{ $feename }{ $fee }。
notice-payment-by = 请于{ $pay }前缴纳。
notice-payment-how = 请向{ $agency }（{ $address }）缴纳，缴费时报办件编号{ $no }。请不要向个人账户转账。
notice-payment-basis = 收费依据：{ $feebasis }。
