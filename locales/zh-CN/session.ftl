# Signing in.

sign-in-title = 登录
sign-in-login = 用户名、邮箱或手机号码
sign-in-password = 密码
sign-in-by-password = 用密码登录
sign-in-missing = 请输入用户名、邮箱或手机号码，以及密码
sign-in-wrong = 用户名、邮箱、手机号码或密码不正确，请重新输入。连续输错 5 次，账户将锁定 15 分钟
sign-in-kept = 您填写的内容已为您保留
sign-in-kept-next = 登录时间已过期。重新登录后，可以继续提交刚才填写的内容。
sign-in-demo = 演示人员
sign-in-demo-note = 这是演示网站。选择一名人员，即可以其身份登录。
sign-in-as = 以{ $name }的身份登录
sign-in-forgotten = 忘记密码
sign-in-register = 注册账户
sign-in-demo-agency = { $place }（{ $count }人）
continuation-title = 继续提交刚才的内容
continuation-note = 您登录之前填写的内容已为您保留，尚未提交。点击下面的按钮即可提交。
continuation-send = 提交保留的内容
persona-person = 申请人（个人）
persona-entity = 申请人（企业）

# Roles
role-counter = 窗口受理
role-examiner = 承办审查
role-reviewer = 审核
role-decider = 审批决定
role-issuer = 制证送达
role-head = 机关负责人
role-government-head = 本级人民政府负责人
role-supervisor = 电子监察
role-admin = 系统管理
role-applicant = 申请人
role-system = 系统
