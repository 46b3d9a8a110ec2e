//! The cases on this machine.
//!
//! The clock is that of the wall, but nearly all samples are shorter than a time slice, so the median is the time on the
//! processor even where others use it too.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use gateway_bench::case::{Amount, Case};
use gateway_bench::cases::CASES;

fn main() {
    divan::main();
}

#[divan::bench(args = CASES.iter(), min_time = 0.3, max_time = 3)]
fn model(bencher: Bencher<'_, '_>, case: &Case) {
    let mut prepared = case.prepare();
    match prepared.amount() {
        Amount::Bytes(bytes) => bencher.counter(BytesCount::new(bytes)).bench_local(|| prepared.call()),
        Amount::Gateways(count) => bencher.counter(ItemsCount::new(count)).bench_local(|| prepared.call()),
    }
}
