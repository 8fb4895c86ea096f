//! Clients that write without pause and give up no request: what was not answered is sent again with
//! the same request id until it is.

use super::ledger::{Acknowledged, Attempt, Kind, Ledger};
use super::partner::{Answer, Partner};
use super::seeded::Seeded;
use super::sides::Side;
use crate::process::Result;
use serde_json::Value;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// How long writers may take at the end to get an answer to everything they sent.
const DRAIN_WITHIN: Duration = Duration::from_mins(1);

/// How many of its own acknowledged requests a writer keeps to repeat.
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
    threads: Vec<JoinHandle<()>>,
}

/// What it takes to get an answer.
#[derive(Clone)]
struct Voice {
    partner: Partner,
    ledger: Arc<Ledger>,
    phase: Arc<AtomicU8>,
}

struct Writer {
    voice: Voice,
    seeded: Seeded,
    prefix: String,
    pace: Duration,
    mine: Vec<Acknowledged>,
}

impl Writers {
    /// Starts writers that act for the partners in turn.
    pub(super) fn start(sides: &[Side], habits: Habits) -> Self {
        let phase = Arc::new(AtomicU8::new(WRITING));
        let threads = (0..habits.clients)
            .zip(sides.iter().cycle())
            .map(|(number, side)| {
                let (partner, ledger) = (side.partner.clone(), Arc::clone(&side.ledger));
                let writer = Writer {
                    voice: Voice { partner, ledger, phase: Arc::clone(&phase) },
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
    pub(super) fn drain(self, sides: &[Side]) -> Result {
        self.phase.store(DRAINING, Ordering::SeqCst);
        let begun = Instant::now();
        while self.threads.iter().any(|thread| !thread.is_finished()) {
            if begun.elapsed() > DRAIN_WITHIN {
                self.phase.store(ENDING, Ordering::SeqCst);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        self.join()?;
        for side in sides {
            let mut book = side.ledger.book();
            let open = std::mem::take(&mut book.open);
            let late = open.iter().map(|it| format!("{it}: no answer within {DRAIN_WITHIN:?}"));
            book.broken.extend(late);
        }
        Ok(())
    }

    /// Ends the writers in the middle of what they do.
    pub(super) fn abandon(self) -> Result {
        self.phase.store(ENDING, Ordering::SeqCst);
        self.join()
    }

    fn join(self) -> Result {
        let mut ends = self.threads.into_iter().map(JoinHandle::join);
        Ok(ends.try_for_each(|end| end).map_err(|_| "a writer panicked")?)
    }
}

impl Writer {
    /// Writes until told to stop; a request that is still open then is left to the ledger.
    fn work(mut self) {
        for number in 0_u64.. {
            if self.voice.phase.load(Ordering::SeqCst) != WRITING {
                break;
            }
            // One in eight repeats an old request: it must be answered as before and make nothing.
            if !self.mine.is_empty() && self.seeded.below(8) == 0 {
                let old = self.mine[self.seeded.place(self.mine.len())].clone();
                if let Some(answer) = self.voice.until_answered(&old.attempt) {
                    self.voice.ledger.replayed(&old, answer.status, &answer.body);
                }
            } else {
                self.add(number);
            }
            std::thread::sleep(self.pace);
        }
    }

    /// Adds a customer; every fourth also agrees and orders.
    fn add(&mut self, number: u64) {
        let body = self.customer(number);
        let domain = body["companyProfile"]["domain"].as_str().unwrap_or_default().to_owned();
        let Some(added) = self.write(Kind::Customer(domain), body) else { return };
        if self.seeded.below(4) != 0 {
            return;
        }
        let agreement = serde_json::json!({
            "type": "MicrosoftCustomerAgreement",
            "templateId": self.voice.partner.template,
            "dateAgreed": "2025-09-04T00:00:00Z",
            "primaryContact": {
                "firstName": "花子", "lastName": "佐藤", "email": "hanako.sato@contact.example",
            },
        });
        if self.write(Kind::Agreement(added.id.clone()), agreement).is_none() {
            return;
        }
        let line = serde_json::json!({
            "lineItemNumber": 0, "offerId": self.voice.partner.offer, "quantity": 5,
        });
        let order = serde_json::json!({ "billingCycle": "monthly", "lineItems": [line] });
        self.write(Kind::Order(added.id), order);
    }

    /// Sends a new request until it is answered. One in eight is sent twice at the same time: it
    /// must have one effect and the same answer for both.
    fn write(&mut self, kind: Kind, body: Value) -> Option<Acknowledged> {
        let attempt = Attempt { request_id: self.seeded.guid(), kind, body };
        let twin = (self.seeded.below(8) == 0).then(|| {
            let (mut voice, attempt) = (self.voice.clone(), attempt.clone());
            voice.partner.fail_over();
            std::thread::spawn(move || voice.until_answered(&attempt))
        });
        let answer = self.voice.until_answered(&attempt);
        let second = twin.map(JoinHandle::join);
        let ledger = &self.voice.ledger;
        let Some(answer) = answer else {
            ledger.book().open.push(attempt);
            return None;
        };
        let noted = ledger.answered(attempt, answer.status, &answer.body)?;
        match second {
            Some(Ok(Some(second))) => ledger.replayed(&noted, second.status, &second.body),
            Some(Err(_)) => {
                ledger.book().broken.push(format!("{}: its twin panicked", noted.attempt));
            }
            Some(Ok(None)) | None => {}
        }
        if self.mine.len() < KEPT {
            self.mine.push(noted.clone());
        } else {
            let place = self.seeded.place(KEPT);
            self.mine[place] = noted.clone();
        }
        Some(noted)
    }

    fn customer(&mut self, number: u64) -> Value {
        let name = NAMES[self.seeded.place(NAMES.len())];
        let street = format!("丸の内{}丁目{}番", number % 9 + 1, number % 40 + 1);
        let mut body = serde_json::json!({
            "companyProfile": { "domain": format!("{}{number}.onmicrosoft.com", self.prefix) },
            "billingProfile": {
                "culture": "ja-JP",
                "email": format!("contact@{}{number}.example", self.prefix),
                "language": "ja",
                "companyName": format!("{name} {}第{number}支店", self.prefix),
                "defaultAddress": {
                    "firstName": "花子", "lastName": "佐藤",
                    "addressLine1": street, "city": "千代田区", "state": "東京都",
                    "postalCode": "100-0005", "country": "JP", "phoneNumber": "03-1234-5678",
                },
            },
        });
        if let Some(reseller) = &self.voice.partner.reseller {
            body["associatedPartnerId"] = reseller.as_str().into();
        }
        body
    }
}

impl Voice {
    /// Sends the request until it has a final answer; nothing when the run ends before.
    fn until_answered(&mut self, attempt: &Attempt) -> Option<Answer> {
        let mut sent = 0_u32;
        while self.phase.load(Ordering::SeqCst) != ENDING {
            sent += 1;
            let wait = match self.partner.send(attempt) {
                Ok(answer) if answer.status == 401 => {
                    // Nothing was done: the token has ended. The next try uses a new one, if any.
                    let _ = self.partner.renew(&attempt.kind);
                    Duration::from_millis(500)
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
}
