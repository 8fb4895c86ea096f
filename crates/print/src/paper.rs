//! The paper people print on.

use opc_kernel::country::Country;

/// Where Letter is usual: CLDR, supplemental data, `paperSize`.
const LETTER: [&str; 14] =
    ["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"];

/// A size of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm.
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

impl Paper {
    /// What a country prints on.
    pub fn of(country: Country) -> Self {
        if LETTER.contains(&country.code()) { Self::Letter } else { Self::A4 }
    }
    /// Width and height, in points.
    pub(crate) const fn size(self) -> (f32, f32) {
        match self {
            Self::A4 => (595.276, 841.89),
            Self::Letter => (612.0, 792.0),
        }
    }
}
