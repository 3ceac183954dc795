//! 脱敏: what somebody wrote, as everybody may read it: without numbers that lead to a person, addresses of mail,
//! and names. What a rule can't know, such as a name that stands alone, whoever releases the text has to see: it
//! masks too much rather than too little.

/// What stands for anything that was taken out.
const MASK: &str = "***";

/// Digits in a row, separators apart, from which on they may be a number of a person: a telephone, a card, an account.
const LONG: usize = 7;

/// The family names that most people have.
const FAMILY_NAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";

const TITLES: [&str; 24] = [
    "先生", "女士", "小姐", "同志", "老师", "师傅", "大夫", "医生", "律师", "经理", "主任", "科长",
    "股长", "处长", "局长", "所长", "队长", "站长", "书记", "主席", "老板", "大姐", "大哥", "阿姨",
];

/// After these a name follows.
const BEFORE_NAMES: [&str; 8] = [
    "姓名",
    "名叫",
    "我叫",
    "他叫",
    "她叫",
    "联系人",
    "经办人",
    "本人",
];

const ENGLISH_TITLES: [&str; 5] = ["Mr", "Mrs", "Ms", "Miss", "Dr"];

/// Before these a number says where somebody lives.
const HOME: [&str; 6] = ["号楼", "单元", "室", "栋", "幢", "户"];

/// `names`: those of the people of the matter, as far as they are known.
pub fn redacted(text: &str, names: &[&str]) -> String {
    let mut text = text.to_owned();
    let mut names: Vec<&str> = names.iter().map(|name| name.trim()).collect();
    // The longer first: one may be part of another.
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    for name in names.into_iter().filter(|name| name.chars().count() >= 2) {
        text = text.replace(name, MASK);
    }
    let letters: Vec<char> = text.chars().collect();
    let mut hidden = vec![false; letters.len()];
    mark_numbers(&letters, &mut hidden);
    mark_words(&letters, &mut hidden);
    mark_names(&letters, &mut hidden);
    let mut out = String::with_capacity(text.len());
    let mut within = false;
    for (letter, hide) in letters.into_iter().zip(hidden) {
        if !hide {
            out.push(letter);
        } else if !within {
            out.push_str(MASK);
        }
        within = hide;
    }
    out
}

fn is_digit(letter: char) -> bool {
    letter.is_ascii_digit() || ('\u{ff10}'..='\u{ff19}').contains(&letter)
}

fn begins(letters: &[char], at: usize, word: &str) -> bool {
    let mut rest = letters.iter().skip(at);
    word.chars().all(|letter| rest.next() == Some(&letter))
}

fn hide(hidden: &mut [bool], from: usize, to: usize) {
    for one in hidden.iter_mut().take(to).skip(from) {
        *one = true;
    }
}

/// Long numbers, with the separators in them and the X that ends a card's, and those of homes.
fn mark_numbers(letters: &[char], hidden: &mut [bool]) {
    let separates =
        |letter: char| matches!(letter, '-' | '－' | '—' | ' ' | '(' | ')' | '（' | '）');
    let mut at = 0;
    while at < letters.len() {
        if !letters.get(at).copied().is_some_and(is_digit) {
            at += 1;
            continue;
        }
        let (from, mut end, mut digits) = (at, at, 0);
        while let Some(letter) = letters.get(at).copied() {
            if is_digit(letter) {
                digits += 1;
                end = at + 1;
            } else if !separates(letter) || at - end >= 2 {
                break;
            }
            at += 1;
        }
        if digits >= LONG {
            let ends = letters.get(end).is_some_and(|x| matches!(x, 'x' | 'X'));
            hide(hidden, from, end + usize::from(ends));
        } else if HOME.iter().any(|word| begins(letters, end, word)) {
            hide(hidden, from, end);
        }
        at = at.max(end).max(from + 1);
    }
}

/// Addresses of mail, and words of letters and digits that are long enough to be an account's, a plate's or a code.
fn mark_words(letters: &[char], hidden: &mut [bool]) {
    let of_word = |letter: &char| letter.is_ascii_alphanumeric() || "@._-+".contains(*letter);
    let mut at = 0;
    while at < letters.len() {
        let length = letters
            .iter()
            .skip(at)
            .take_while(|one| of_word(one))
            .count();
        let word = letters.get(at..at + length).unwrap_or_default();
        let digits = word.iter().filter(|one| one.is_ascii_digit()).count();
        let alphabetic = word.iter().any(char::is_ascii_alphabetic);
        if word.contains(&'@') || alphabetic && digits >= 3 && length >= 5 {
            hide(hidden, at, at + length);
        }
        at += length.max(1);
    }
}

/// A family name with what follows it, before a title or after what announces a name.
fn mark_names(letters: &[char], hidden: &mut [bool]) {
    let family = |at: usize| {
        letters
            .get(at)
            .is_some_and(|one| FAMILY_NAMES.contains(*one))
    };
    let han = |at: usize| {
        letters
            .get(at)
            .is_some_and(|one| ('\u{4e00}'..='\u{9fff}').contains(one))
    };
    for at in 0..letters.len() {
        if TITLES.iter().any(|title| begins(letters, at, title)) {
            let longest = (1..=3)
                .rev()
                .find(|back| at >= *back && family(at - back) && (at - back..at).all(han));
            if let Some(back) = longest {
                hide(hidden, at - back, at);
            }
        }
        for word in BEFORE_NAMES {
            if begins(letters, at, word) {
                let mut from = at + word.chars().count();
                while letters
                    .get(from)
                    .is_some_and(|one| matches!(one, ':' | '：' | '是' | ' '))
                {
                    from += 1;
                }
                if family(from) {
                    let given = (1..=2).take_while(|on| han(from + on)).count();
                    hide(hidden, from, from + 1 + given);
                }
            }
        }
        let free = at == 0
            || letters
                .get(at - 1)
                .is_some_and(|one| !one.is_ascii_alphabetic());
        for title in ENGLISH_TITLES {
            if free && begins(letters, at, title) {
                let mut from = at + title.len();
                while letters
                    .get(from)
                    .is_some_and(|one| matches!(one, '.' | ' '))
                {
                    from += 1;
                }
                let length = letters
                    .iter()
                    .skip(from)
                    .take_while(|one| one.is_alphabetic())
                    .count();
                let capital = letters
                    .get(from)
                    .is_some_and(|one| one.is_ascii_uppercase());
                if from > at + title.len() && capital {
                    hide(hidden, from, from + length);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_leads_to_a_person_is_taken_out() {
        for (text, shown) in [
            ("请打我电话13919001234，谢谢", "请打我电话***，谢谢"),
            ("电话 139-1900-1234。", "电话 ***。"),
            ("身份证62010219900101123X", "身份证***"),
            ("座机（0931）8800001", "座机（***"),
            ("１３９１９００１２３４", "***"),
            ("邮箱 li.si@example.com 回复", "邮箱 *** 回复"),
            ("微信号abc12345", "微信号***"),
            ("找王科长问了三次", "找***科长问了三次"),
            ("窗口的李小明先生很好", "窗口的***先生很好"),
            ("我叫欧阳", "我叫欧阳"),
            ("我叫张伟强，等了2小时", "我叫***，等了2小时"),
            ("经办人：赵敏", "经办人：***"),
            ("住3号楼2单元501室", "住***号楼***单元***室"),
            ("Ask Ms. Wang at window 3", "Ask Ms. *** at window 3"),
            ("Missing form, 3 visits", "Missing form, 3 visits"),
            ("等了3天，跑了2次，材料要6份", "等了3天，跑了2次，材料要6份"),
            ("", ""),
        ] {
            assert_eq!(redacted(text, &[]), shown, "{text}");
        }
    }

    #[test]
    fn known_names_are_taken_out_wherever_they_stand() {
        assert_eq!(
            redacted("欧阳娜娜说马有福没来", &["马有福", "欧阳娜娜", "娜", ""]),
            "***说***没来"
        );
    }
}
