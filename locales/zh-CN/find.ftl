# Finding an item, and where.

find-here = 您在：
find-change = 更换
find-change-what = 办事地点
find-choose = 选择您所在的地区，看看哪些能办、找谁办
find-call = 拨打{ $number }
find-at = { $agency }办理
find-and = 、
find-elsewhere = { $here }还不能办，目前在{ $places }办理
find-suspended = 暂停办理：{ $reason }
find-suspended-until = 暂停办理至{ $until }：{ $reason }
find-nowhere = { $here }还不能办
find-facet-place = 办理地点
find-facet-here = 我这里能办
find-shown = 以上是第{ $from }至{ $to }个，最相近的在前。换更具体的词，或者用分类，可以缩小范围。
find-narrowed-away = 这个分类里没有符合的事项
find-unnarrowed = 查看全部分类的结果
find-division-title = 选择办事地点
find-division-lede = 只需选一次，我们记一年，不用登录。之后看到的部门、地址和能不能办，都以这里为准。
find-division-now = 当前：
find-division-whole = 就选{ $place }
find-division-all = 不选地区
find-division-unknown = 请从下面的列表中选择一个地区
find-browse = 按主题查看全部事项
find-others = 大家常办的事项
