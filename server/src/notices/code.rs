//! 核验码: what whoever is shown a notice looks it up by. 80 bits, in the alphabet of the query by telephone: no letter
//! that is taken for a figure.

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Sixteen characters from ten random bytes.
pub fn new(entropy: [u8; 10]) -> String {
    let bits = entropy
        .iter()
        .fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
    (0..16)
        .rev()
        .filter_map(|place| ALPHABET.get((bits >> (place * 5) & 31) as usize))
        .map(|byte| char::from(*byte))
        .collect()
}

/// As it was typed: spaces, hyphens and lower case are put right, and what looks alike.
pub fn parse(typed: &str) -> Option<String> {
    let code: String = typed
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '-')
        .map(|c| match c {
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            other => other,
        })
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    let known = |c: char| c.is_ascii() && ALPHABET.contains(&(c as u8));
    (code.len() == 16 && code.chars().all(known)).then_some(code)
}

/// In groups of four.
pub fn grouped(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    let groups: Vec<String> = letters
        .chunks(4)
        .map(|four| four.iter().collect())
        .collect();
    groups.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = new([0, 1, 2, 3, 4, 5, 6, 7, 8, 255]);
        assert_eq!(code, "000G40R40M30E27Z");
        assert_eq!(grouped(&code), "000G-40R4-0M30-E27Z");
        for typed in [
            "000G-40R4-0M30-E27Z",
            " ooog40r4 om30e27z",
            "０００Ｇ40R40M30E27Z",
        ] {
            assert_eq!(parse(typed).as_deref(), Some(code.as_str()), "{typed}");
        }
        for wrong in [
            "",
            "000G-40R4-0M30-E27",
            "000G-40R4-0M30-E27U",
            "核验码核验",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
