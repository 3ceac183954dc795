//! Letters of eight by eight dots, turned and tiled over a picture.

use font8x8::legacy::BASIC_LEGACY;
use image::RgbImage;
use image::codecs::jpeg::JpegEncoder;

use crate::small_copy::decode;

const QUALITY: u8 = 88;
/// Dots of one letter each way.
const LETTER: i64 = 8;
/// Dots between two of them in a row, and between two rows.
const BETWEEN: i64 = 32;

/// A JPEG of the same size, the right way up.
pub(super) fn mark(original: &[u8], words: &str) -> Option<Vec<u8>> {
    let mut image = decode(original, None)?;
    write_over(&mut image, words);
    let mut marked = Vec::new();
    JpegEncoder::new_with_quality(&mut marked, QUALITY)
        .encode_image(&image)
        .ok()?;
    Some(marked)
}

fn write_over(image: &mut RgbImage, words: &str) {
    let letters = i64::try_from(words.len()).unwrap_or(1).max(1);
    let row = letters * LETTER + BETWEEN;
    // Once across the shorter side, and never so small that it can't be read.
    let shorter = i64::from(image.width().min(image.height()));
    let dot = (shorter / row).max(1);
    for (x, y, pixel) in image.enumerate_pixels_mut() {
        let (x, y) = (i64::from(x), i64::from(y));
        // Turned by the angle of the triangle of 3, 4 and 5.
        let across = (4 * x + 3 * y).div_euclid(5 * dot);
        let down = (4 * y - 3 * x).div_euclid(5 * dot);
        let line = down.div_euclid(LETTER + BETWEEN);
        // Each row begins elsewhere, so that no place is free in all of them.
        let across = (across + line * (row / 3)).rem_euclid(row);
        let down = down.rem_euclid(LETTER + BETWEEN);
        if is_ink(words, across, down) {
            let light = pixel.0.iter().map(|part| u32::from(*part)).sum::<u32>() > 3 * 110;
            for part in &mut pixel.0 {
                let kept = u16::from(*part) * 11 / 20;
                let part_of_white = if light { 0 } else { 114 };
                *part = u8::try_from(kept + part_of_white).unwrap_or(u8::MAX);
            }
        }
    }
}

fn is_ink(words: &str, across: i64, down: i64) -> bool {
    let (letter, column) = (across / LETTER, across % LETTER);
    let dots = usize::try_from(letter)
        .ok()
        .and_then(|letter| words.as_bytes().get(letter))
        .and_then(|letter| BASIC_LEGACY.get(usize::from(*letter)));
    let line = usize::try_from(down).ok();
    let line = dots.and_then(|dots| dots.get(line?));
    line.is_some_and(|line| line >> column & 1 == 1)
}

#[cfg(test)]
mod tests {
    use image::{Rgb, RgbImage};

    use super::*;

    fn changed(shade: u8, words: &str) -> (RgbImage, usize) {
        let mut image = RgbImage::from_pixel(900, 600, Rgb([shade; 3]));
        write_over(&mut image, words);
        let count = image.pixels().filter(|pixel| pixel.0 != [shade; 3]).count();
        (image, count)
    }

    #[test]
    fn every_part_of_a_picture_is_written_over_and_stays_to_be_seen() {
        let words = "620102-2026-00001 000131001001 2026-11-25";
        for shade in [0, 110, 128, 255] {
            let (image, count) = changed(shade, words);
            let share = count * 100 / (900 * 600);
            assert!((2..20).contains(&share), "{share} percent of {shade}");
            for (x, y) in [(0, 0), (600, 0), (0, 300), (600, 300), (300, 150)] {
                let part = image::imageops::crop_imm(&image, x, y, 300, 300).to_image();
                assert!(part.pixels().any(|pixel| pixel.0 != [shade; 3]));
            }
        }
        assert_ne!(changed(255, words).0, changed(255, "620102-2026-00002").0);
        assert_eq!(changed(255, "").1, 0);
    }
}
