//! Clients that write without pause and give up no request: what was not answered is sent again with
//! the same request id until it is.

use super::ledger::{Acknowledged, Attempt, Ledger};
use super::partner::{Answer, Partner};
use super::seeded::Seeded;
use crate::process::Result;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long writers may take at the end to get an answer to everything they sent.
const DRAIN_WITHIN: Duration = Duration::from_mins(1);

/// How many of its own acknowledged creations a writer keeps to repeat.
const KEPT: usize = 256;

const WRITING: u8 = 0;
const DRAINING: u8 = 1;
const ENDING: u8 = 2;

const NAMES: [&str; 8] = [
    "株式会社青葉製作所",
    "東雲商事株式会社",
    "合同会社みなとシステム",
    "医療法人白樺会",
    "有限会社若竹食品",
    "北星運輸株式会社",
    "学校法人千歳学園",
    "すずらん印刷株式会社",
];

/// How a group of writers works.
#[derive(Clone, Copy)]
pub(super) struct Habits {
    /// How many there are.
    pub(super) clients: u32,
    /// Rest between two requests.
    pub(super) pace: Duration,
    /// Seed of their choices.
    pub(super) seed: u64,
}

/// The running writers.
pub(super) struct Writers {
    phase: Arc<AtomicU8>,
    threads: Vec<JoinHandle<Option<Attempt>>>,
}

struct Writer {
    partner: Partner,
    ledger: Arc<Ledger>,
    phase: Arc<AtomicU8>,
    seeded: Seeded,
    prefix: String,
    pace: Duration,
    mine: Vec<Acknowledged>,
}

impl Writers {
    /// Starts writers that act for `partner`.
    pub(super) fn start(partner: &Partner, ledger: &Arc<Ledger>, habits: Habits) -> Self {
        let phase = Arc::new(AtomicU8::new(WRITING));
        let threads = (0..habits.clients)
            .map(|number| {
                let writer = Writer {
                    partner: partner.clone(),
                    ledger: Arc::clone(ledger),
                    phase: Arc::clone(&phase),
                    seeded: Seeded::new(habits.seed, u64::from(number) + 1),
                    prefix: format!("k{:x}c{number}n", habits.seed & 0xffff_ffff),
                    pace: habits.pace,
                    mine: Vec::new(),
                };
                std::thread::spawn(move || writer.work())
            })
            .collect();
        Self { phase, threads }
    }

    /// Lets every writer finish what it has sent, and waits for them.
    pub(super) fn drain(self, ledger: &Ledger) -> Result {
        self.phase.store(DRAINING, Ordering::SeqCst);
        let begun = Instant::now();
        while self.threads.iter().any(|thread| !thread.is_finished()) {
            if begun.elapsed() > DRAIN_WITHIN {
                self.phase.store(ENDING, Ordering::SeqCst);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        for open in self.join()? {
            let text = format!("{}: no answer within {DRAIN_WITHIN:?}", open.domain);
            ledger.book().broken.push(text);
        }
        Ok(())
    }

    /// Ends the writers in the middle of what they do.
    pub(super) fn abandon(self) -> Result {
        self.phase.store(ENDING, Ordering::SeqCst);
        self.join().map(|_| ())
    }

    fn join(self) -> Result<Vec<Attempt>> {
        let ends = self.threads.into_iter().map(JoinHandle::join);
        let open = ends.collect::<std::result::Result<Vec<_>, _>>();
        Ok(open.map_err(|_| "a writer panicked")?.into_iter().flatten().collect())
    }
}

impl Writer {
    /// Writes until told to stop; gives back the creation that was still open then.
    fn work(mut self) -> Option<Attempt> {
        for number in 0_u64.. {
            if self.phase.load(Ordering::SeqCst) != WRITING {
                break;
            }
            // One in eight repeats an old creation: it must be answered as before and make nothing.
            if !self.mine.is_empty() && self.seeded.below(8) == 0 {
                let old = self.mine[self.seeded.place(self.mine.len())].clone();
                if let Some(answer) = self.until_answered(&old.attempt) {
                    self.ledger.replayed(&old, answer.status, &answer.body);
                }
            } else {
                let attempt = self.new_attempt(number);
                let Some(answer) = self.until_answered(&attempt) else { return Some(attempt) };
                self.note(attempt, &answer);
            }
            std::thread::sleep(self.pace);
        }
        None
    }

    fn note(&mut self, attempt: Attempt, answer: &Answer) {
        if answer.status != 201 {
            let text = format!("{}: {} {}", attempt.domain, answer.status, answer.body);
            self.ledger.book().broken.push(text);
        } else if let Some(noted) = self.ledger.acknowledge(attempt, &answer.body) {
            if self.mine.len() < KEPT {
                self.mine.push(noted);
            } else {
                let place = self.seeded.place(KEPT);
                self.mine[place] = noted;
            }
        }
    }

    /// Sends the creation until it has a final answer; nothing when the run ends before.
    fn until_answered(&mut self, attempt: &Attempt) -> Option<Answer> {
        let mut sent = 0_u32;
        while self.phase.load(Ordering::SeqCst) != ENDING {
            sent += 1;
            let wait = match self.partner.create(&attempt.request_id, &attempt.body) {
                Ok(answer) if answer.status == 401 => {
                    // Nothing was done: the token has ended. The next try uses a new one, if any.
                    let _ = self.partner.sign_in();
                    Duration::from_millis(20)
                }
                Ok(answer) if answer.status == 429 || answer.status >= 500 => {
                    *self.ledger.book().later.entry(answer.status).or_default() += 1;
                    self.partner.fail_over();
                    Duration::from_secs(answer.retry_after.unwrap_or(0).min(5))
                        + Duration::from_millis(50)
                }
                Ok(answer) => return Some(answer),
                Err(_) => {
                    self.ledger.book().unknown += u64::from(sent == 1);
                    self.partner.fail_over();
                    Duration::from_millis(10)
                }
            };
            std::thread::sleep(wait);
        }
        None
    }

    fn new_attempt(&mut self, number: u64) -> Attempt {
        let domain = format!("{}{number}.onmicrosoft.com", self.prefix);
        let name = NAMES[self.seeded.place(NAMES.len())];
        let street = format!("丸の内{}丁目{}番", number % 9 + 1, number % 40 + 1);
        let body = serde_json::json!({
            "companyProfile": { "domain": domain },
            "billingProfile": {
                "culture": "ja-JP",
                "email": format!("contact@{}{number}.example", self.prefix),
                "language": "ja",
                "companyName": format!("{name} 第{number}支店"),
                "defaultAddress": {
                    "firstName": "花子", "lastName": "佐藤",
                    "addressLine1": street, "city": "千代田区", "state": "東京都",
                    "postalCode": "100-0001", "country": "JP", "phoneNumber": "03-1234-5678",
                },
            },
        });
        Attempt { request_id: self.seeded.guid(), domain, body: body.to_string() }
    }
}
