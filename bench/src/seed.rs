//! Repeatable pseudo-random numbers: a run can be told again by its seed.

/// A xorshift64* generator; not for secrets.
pub(crate) struct Seeded(u64);

impl Seeded {
    /// Starts a sequence; `stream` separates the clients of one run.
    pub(crate) fn new(seed: u64, stream: u64) -> Self {
        // A state of zero would stay zero for ever, and neighbouring seeds must not run in parallel.
        let mixed = (seed ^ stream.wrapping_mul(0x9E37_79B9_7F4A_7C15)) | 1;
        let mut generator = Self(mixed);
        for _ in 0..8 {
            generator.next();
        }
        generator
    }

    /// The next 64 bits.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// One of `choices`, each about as likely as the others.
    pub(crate) fn pick<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        let place = (self.next() >> 33) % choices.len() as u64;
        usize::try_from(place).map_or("", |place| choices[place])
    }

    /// A number below `limit`.
    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        (self.next() >> 11) % limit
    }
}
