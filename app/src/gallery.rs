//! Every part once, with sample words: for those who build pages, and for those who judge how they look.
//! The words of the samples are a demonstration's and stand here, not among the interface's.

use domain::locale::Locale;
use leptos::prelude::*;

use crate::layout::{self, PageOptions};
use crate::parts::button::{Weight, button, button_group, button_link, start_button};
use crate::parts::card::{Card, card_grid, sheet};
use crate::parts::case_no::case_no;
use crate::parts::chart::{Bar, Chart, Tone, bars, columns};
use crate::parts::choice::{self, Choice};
use crate::parts::field::{self, Field, Width};
use crate::parts::form::{self, Encoding};
use crate::parts::hero::hero;
use crate::parts::lamp::{LampView, lamp, lamp_with};
use crate::parts::notification::{Notification, notification};
use crate::parts::process::{process_picture, samples};
use crate::parts::search_box::{SearchBox, search_box};
use crate::parts::stat::{Stat, stats};
use crate::parts::summary_list::{Row, summary_list};
use crate::parts::table::{Column, Table, table};
use crate::parts::tabs::{Tab, tabs};
use crate::parts::timeline::{Entry, Phase, timeline};
use crate::parts::{
    breadcrumb::breadcrumb, details::details, empty::empty, error_summary::error_summary,
    pager::pager, panel::panel, steps::steps, tag::tag, time,
};
use crate::shell::Shell;

/// Chooses the sample's language.
struct Say(Locale);

impl Say {
    fn s(&self, zh: &str, en: &str) -> String {
        match self.0 {
            Locale::ZhCn => zh.to_owned(),
            Locale::En => en.to_owned(),
        }
    }

    fn p(&self, zh: &str, en: &str) -> AnyView {
        let words = self.s(zh, en);
        view! { <p>{words}</p> }.into_any()
    }

    fn h2(&self, zh: &str, en: &str) -> AnyView {
        let words = self.s(zh, en);
        view! { <h2>{words}</h2> }.into_any()
    }
}

pub fn gallery(shell: &Shell) -> String {
    let say = Say(shell.locale);
    let search = SearchBox {
        action: "/search".into(),
        label: shell.t("search-label"),
        label_hidden: true,
        hint: Some(say.s(
            "例如：开餐馆、身份证、落户",
            "For example: open a restaurant, identity card",
        )),
        ..SearchBox::default()
    };
    let body = view! {
        {hero(say.s("您要办什么事？", "What do you need to do?"),
            Some(say.s("搜索办事事项，网上一次提交，全程可查。", "Find a service, apply once, see where it is.")),
            search_box(shell, &search))}
        <div class="wrap main">
            {cards(&say)} {messages(shell, &say)} {fields(shell, &say)} {facts(shell, &say)} {figures(shell, &say)} {process(shell, &say)}
        </div>
    };
    let options = PageOptions {
        no_search: true,
        bare: true,
        ..PageOptions::default()
    };
    layout::page_with(shell, &say.s("页面部件", "Parts"), options, body.into_any())
}

fn cards(say: &Say) -> AnyView {
    let cards = [
        Card::new("#1", say.s("开办餐馆", "Open a restaurant"))
            .text(say.s(
                "营业执照、食品经营许可、门头招牌一次办",
                "Licence, food permit and sign in one application",
            ))
            .meta(say.s("承诺5个工作日", "Promised: 5 working days")),
        Card::new("#2", say.s("新生儿出生", "A child is born")).text(say.s(
            "出生证明、户口、医保、社保卡",
            "Birth certificate, household, insurance, social card",
        )),
        Card::new("#3", say.s("公民身后事", "After a death"))
            .text(say.s("注销户口、社保、继承", "Household, insurance, estate")),
    ];
    let all = [
        Tab::new("#", say.s("个人", "Personal"), true).count(128),
        Tab::new("#", say.s("企业", "Business"), false).count(96),
        Tab::new("#", say.s("一件事", "Life events"), false),
        Tab::new("#", say.s("部门", "Agencies"), false),
    ];
    view! { {tabs(say.s("事项分类", "Kinds of service"), &all)}{card_grid(&cards)} }.into_any()
}

fn messages(shell: &Shell, say: &Say) -> AnyView {
    let crumbs = [
        ("/".to_owned(), shell.t("nav-home")),
        ("/cases".to_owned(), shell.t("nav-cases")),
    ];
    let errors = [
        (
            "shop-name".to_owned(),
            say.s("请填写店铺名称", "Enter the name of the shop"),
        ),
        (
            "opened-on".to_owned(),
            say.s(
                "开业日期须是真实日期，例如 2026-06-03",
                "The opening day must be a real date, like 2026-06-03",
            ),
        ),
    ];
    let number = case_no("6201-20260603-0017-K");
    let due = time::day(shell, shell.today);
    let told = say.s("我们会短信通知您。", "We will send you a text message.");
    view! {
        {breadcrumb(shell, &crumbs)}
        {notification(shell, Notification::YourTurn, say.s("请在6月10日前补正2项材料", "Correct 2 materials by 10 June"),
            say.p("补正完成后，办理时限自动开始计算。", "Your time limit starts once they are corrected."))}
        {notification(shell, Notification::Success, say.s("材料已收到", "Your material has arrived"), ().into_any())}
        {notification(shell, Notification::Info, say.s("端午节放假期间时限顺延", "The holiday does not count"), ().into_any())}
        {notification(shell, Notification::Warning, say.s("本件明天到期", "This case is due tomorrow"), ().into_any())}
        {error_summary(shell, &errors)}
        {panel(say.s("申请已提交", "Application submitted"), view! {
            <p>{say.s("办件编号", "Your case number")}<br/>{number}</p><p>{told}</p>
            <p>{say.s("最迟办结：", "Due by: ")}{due}</p>
        }.into_any())}
        {empty(say.s("您还没有办件", "You have no cases yet"),
            button_link(say.s("查找事项", "Find a service"), "/search", Weight::Quiet))}
    }
    .into_any()
}

fn fields(shell: &Shell, say: &Say) -> AnyView {
    let wrong = say.s("请填写店铺名称", "Enter the name of the shop");
    let kinds = [
        Choice::new("a", say.s("堂食", "Meals on the premises")),
        Choice::new("b", say.s("外卖", "Takeaway"))
            .hint(say.s("通过网络平台配送", "Delivered through an online platform")),
        Choice::new("c", say.s("冷食类制售", "Cold dishes")),
    ];
    let two = [kinds[0].clone().chosen(true), kinds[1].clone()];
    let body = view! {
        {steps(shell, 2, 5)}
        {field::text(shell, &Field::new("shop-name", say.s("店铺名称", "Name of the shop")).heading()
            .hint(say.s("与门头招牌一致", "As it is on the sign")).error(Some(wrong)).width(Width::Medium))}
        {field::tel(shell, &Field::new("phone", say.s("手机号码", "Mobile number")).autocomplete("tel").width(Width::Short))}
        {field::email(shell, &Field::new("email", say.s("电子邮箱", "E-mail")).optional().width(Width::Medium))}
        {field::decimal(shell, &Field::new("area", say.s("经营面积", "Floor area")).unit(say.s("平方米", "m²")).width(Width::Tiny).value("86.5"))}
        {field::number(shell, &Field::new("seats", say.s("座位数", "Seats")).width(Width::Tiny))}
        {field::date(shell, &Field::new("opened-on", say.s("开业日期", "Opening day")).value("2026-06-31")
            .error(Some(say.s("开业日期须是真实日期", "The opening day must be a real date"))))}
        {field::code(shell, &Field::new("query-code", say.s("查询码", "Query code")).width(Width::Short))}
        {field::password(shell, &Field::new("password", say.s("密码", "Password")).autocomplete("current-password").width(Width::Medium))}
        {choice::radios(shell, &Field::new("kind", say.s("主要经营方式", "Main kind of business")).value("b"), &kinds)}
        {choice::checkboxes(shell, &Field::new("also", say.s("还经营什么？", "What else?")).hint(say.s("可多选", "Choose all that apply")), &two)}
        {choice::yes_no(shell, &Field::new("sign", say.s("需要设置门头招牌吗？", "Will there be a sign?")))}
        {choice::select(shell, &Field::new("district", say.s("所在区县", "District")), &kinds)}
        {field::textarea(shell, &Field::new("note", say.s("补充说明", "Anything else")).optional(), 4)}
        {field::file(shell, &Field::new("plan", say.s("平面布局图", "Floor plan")).hint(say.s("PDF、JPG 或 PNG，不超过10MB", "PDF, JPG or PNG, at most 10 MB")), ".pdf,.jpg,.png")}
        {choice::checkbox(shell, &Field::new("true", say.s("我承诺以上内容真实", "What I have said is true")))}
        {button_group(vec![
            button(shell.t("continue"), Weight::Main),
            button_link(shell.t("save"), "#", Weight::Quiet),
            button(shell.t("remove"), Weight::Grave),
        ])}
    };
    view! { {say.h2("表单", "Forms")}{form::post("/gallery", Encoding::Files, body.into_any())} }
        .into_any()
}

fn facts(shell: &Shell, say: &Say) -> AnyView {
    let rows = vec![
        Row::new(
            say.s("店铺名称", "Name of the shop"),
            say.s("黄河边牛肉面", "Yellow River Noodles"),
        )
        .change("#a"),
        Row::of(
            say.s("开业日期", "Opening day"),
            time::day(shell, shell.today),
        )
        .change("#b"),
        Row::not_given(shell, say.s("电子邮箱", "E-mail")).change("#c"),
    ];
    let soon = jiff::civil::date(2026, 6, 10);
    let course = vec![
        Entry::new(Phase::Done, say.s("已提交", "Submitted"))
            .when(time::day(shell, jiff::civil::date(2026, 5, 28))),
        Entry::new(Phase::Done, say.s("已受理", "Accepted"))
            .when(time::day(shell, jiff::civil::date(2026, 5, 29))),
        Entry::new(Phase::Current, say.s("现场核查", "Inspection on site"))
            .when(time::day(shell, shell.today))
            .body(say.p(
                "城关区市场监管局正在安排上门核查。",
                "The district market authority is arranging its visit.",
            )),
        Entry::new(Phase::Next, say.s("作出决定", "Decision")).when(time::day(shell, soon)),
        Entry::new(Phase::Next, say.s("领取结果", "Result")),
    ];
    view! {
        {say.h2("事实", "Facts")}
        {start_button(say.s("在线办理", "Start now"), "#")}
        {sheet(summary_list(shell, rows))}
        {timeline(shell, course)}
        {details(say.s("时限是怎样计算的？", "How was this date worked out?"),
            say.p("20个工作日；5月12日至19日因专家评审停表；周六调休上班1天。", "20 working days; paused 12 to 19 May for expert review; 1 make-up Saturday."))}
        {pager(shell, Some("#p"), Some("#n"))}
    }
    .into_any()
}

fn process(shell: &Shell, say: &Say) -> AnyView {
    let view = samples::underway();
    view! { {say.h2("流程图", "Process")}{process_picture(shell, &view)} }.into_any()
}

fn figures(shell: &Shell, say: &Say) -> AnyView {
    let lamps: Vec<AnyView> = LampView::ALL
        .iter()
        .map(|state| lamp(shell, *state))
        .collect();
    let tags = [Tone::Plain, Tone::Done, Tone::Attention, Tone::Late]
        .map(|tone| tag(say.s("承诺件", "Promised"), tone));
    let rows = LampView::ALL
        .into_iter()
        .skip(2)
        .take(3)
        .map(|state| {
            vec![
                view! { <a href="#1">{case_no("6201-20260603-0017-K")}</a> }.into_any(),
                say.s("食品经营许可", "Food business permit").into_any(),
                time::short_day(shell, shell.today),
                lamp_with(state, shell.t(state.key())),
                "2".into_any(),
            ]
        })
        .collect();
    let inbox = Table {
        caption: say.s("待我办理", "Waiting for me"),
        columns: vec![
            Column::new(say.s("办件编号", "Case")),
            Column::new(say.s("事项", "Service")),
            Column::new(say.s("到期", "Due")),
            Column::new(say.s("状态", "State")),
            Column::new(say.s("剩余天数", "Days left")).numeric(),
        ],
        rows,
        ..Table::default()
    };
    let stat = |value: &str, label: String, tone| Stat {
        value: value.into(),
        label,
        href: Some("#".into()),
        change: Some(say.s("较上周 +3", "+3 on last week")),
        tone,
    };
    let chart = Chart {
        title: say.s("各区县逾期办件", "Late cases by district"),
        label_head: say.s("区县", "District"),
        value_head: say.s("件", "Cases"),
        bars: vec![
            Bar::new(say.s("城关区", "Chengguan"), 42)
                .href("#")
                .tone(Tone::Late),
            Bar::new(say.s("七里河区", "Qilihe"), 17).href("#"),
            Bar::new(say.s("永登县", "Yongdeng"), 5).href("#"),
        ],
    };
    let months = Chart {
        title: say.s("每月办结", "Closed each month"),
        label_head: say.s("月份", "Month"),
        value_head: say.s("件", "Cases"),
        bars: [310, 280, 402, 388, 420, 96]
            .iter()
            .zip(1..)
            .map(|(n, m)| Bar::new(say.s(&format!("{m}月"), &format!("M{m}")), *n))
            .collect(),
    };
    view! {
        {say.h2("数字", "Figures")}
        <div class="row">{lamps}</div>
        <p class="row section">{Vec::from(tags)}</p>
        {stats(&[
            stat("1,284", say.s("在办", "Open"), Tone::Plain),
            stat("36", say.s("即将到期", "Due soon"), Tone::Attention),
            stat("7", say.s("超时", "Overdue"), Tone::Late),
            stat("98.2%", say.s("按期办结率", "Closed in time"), Tone::Done),
        ])}
        {table(inbox)}
        {bars(shell, &chart)}
        {columns(shell, &months)}
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renders_in_both_languages() {
        for locale in Locale::ALL {
            let html = gallery(&Shell::sample(locale));
            for bad in ["⟦", "<!>", " style=", "<script"] {
                assert!(!html.contains(bad), "{bad} in {html}");
            }
        }
    }
}
