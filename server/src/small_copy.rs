//! What a clerk opens instead of a photograph of ten megabytes: a JPEG of at most 1600 pixels, the right way up. It is
//! made from the pixels alone, so that the place and the phone that a photograph names are not in it.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageReader, Limits, Rgb, RgbImage};

const EDGE: u32 = 1600;
const QUALITY: u8 = 82;
/// More than the largest camera of a phone has; an image that claims more is not decoded.
const MOST_PIXELS: u64 = 64_000_000;
const MOST_BYTES: u64 = 300 * 1024 * 1024;

/// `None` for what is no sound image, or too large to be decoded. Takes a part of a second: not for an async task.
pub fn small_copy(original: &[u8]) -> Option<Vec<u8>> {
    let image = decode(original, Some(EDGE))?;
    let mut copy = Vec::new();
    JpegEncoder::new_with_quality(&mut copy, QUALITY)
        .encode_image(&image)
        .ok()?;
    Some(copy)
}

/// The right way up, on paper, and no edge longer than `edge`. As `small_copy`.
pub fn decode(original: &[u8], edge: Option<u32>) -> Option<RgbImage> {
    let mut reader = ImageReader::new(Cursor::new(original))
        .with_guessed_format()
        .ok()?;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS || decoder.total_bytes() > MOST_BYTES {
        return None;
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut image = DynamicImage::from_decoder(decoder).ok()?;
    if let Some(edge) = edge.filter(|edge| width.max(height) > *edge) {
        image = image.resize(edge, edge, FilterType::Triangle);
    }
    image.apply_orientation(orientation);
    Some(on_white(&image))
}

/// JPEG knows no transparency: what shows through is paper.
fn on_white(image: &DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.to_rgb8();
    }
    let image = image.to_rgba8();
    RgbImage::from_fn(image.width(), image.height(), |x, y| {
        let [r, g, b, a] = image.get_pixel(x, y).0;
        let over = |colour: u8| {
            let (colour, a) = (u32::from(colour), u32::from(a));
            u8::try_from((colour * a + 255 * (255 - a)) / 255).unwrap_or(255)
        };
        Rgb([over(r), over(g), over(b)])
    })
}

#[cfg(test)]
mod tests {
    use image::{ImageFormat, Rgba, RgbaImage};

    use super::*;

    fn jpeg(width: u32, height: u32) -> Vec<u8> {
        // Dark above, light below: which way is up can be seen.
        let image = RgbImage::from_fn(width, height, |_, y| {
            Rgb([if y * 2 < height { 10 } else { 240 }; 3])
        });
        let mut bytes = Vec::new();
        JpegEncoder::new(&mut bytes).encode_image(&image).unwrap();
        bytes
    }

    /// The same with an EXIF segment that says which way is up, and something else.
    fn with_exif(jpeg: &[u8], orientation: u16) -> Vec<u8> {
        let mut tiff = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01".to_vec();
        tiff.extend(orientation.to_be_bytes());
        tiff.extend(b"\0\0\0\0\0\0GPS-36.06-103.83");
        let length = u16::try_from(tiff.len() + 2).unwrap();
        let mut bytes = jpeg[..2].to_vec();
        bytes.extend([0xff, 0xe1]);
        bytes.extend(length.to_be_bytes());
        bytes.extend(tiff);
        bytes.extend(&jpeg[2..]);
        bytes
    }

    fn read(copy: &[u8]) -> RgbImage {
        image::load_from_memory_with_format(copy, ImageFormat::Jpeg)
            .unwrap()
            .to_rgb8()
    }

    #[test]
    fn it_is_small_the_right_way_up_and_without_a_place() {
        let original = with_exif(&jpeg(2400, 1200), 6);
        assert!(original.windows(3).any(|part| part == b"GPS"));
        let copy = small_copy(&original).unwrap();
        assert!(!copy.windows(3).any(|part| part == b"GPS"));
        let image = read(&copy);
        assert_eq!(image.dimensions(), (800, 1600), "a quarter turn");
        assert!(
            image.get_pixel(700, 800).0[0] < 60,
            "the top is to the right"
        );
        assert!(image.get_pixel(100, 800).0[0] > 200);
    }

    #[test]
    fn small_images_keep_their_size_and_paper_shows_through() {
        let clear = RgbaImage::from_pixel(40, 30, Rgba([0, 0, 0, 0]));
        let mut png = Vec::new();
        DynamicImage::ImageRgba8(clear)
            .write_to(&mut Cursor::new(&mut png), ImageFormat::Png)
            .unwrap();
        let image = read(&small_copy(&png).unwrap());
        assert_eq!(image.dimensions(), (40, 30));
        assert!(image.get_pixel(5, 5).0[0] > 250);
    }

    #[test]
    fn bombs_and_broken_images_are_refused() {
        assert!(small_copy(&jpeg(100, 100)[..50]).is_none());
        assert!(small_copy(b"\xff\xd8\xff\xe0 no image").is_none());
        // A PNG head of 60,000 by 60,000 pixels.
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        png.extend(60_000u32.to_be_bytes());
        png.extend(60_000u32.to_be_bytes());
        png.extend([8, 2, 0, 0, 0]);
        let mut crc = flate2::Crc::new();
        crc.update(&png[12..]);
        png.extend(crc.sum().to_be_bytes());
        png.extend(b"\0\0\0\0IDAT\x35\xaf\x06\x1e");
        assert!(small_copy(&png).is_none());
    }
}
