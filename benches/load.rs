//! How long facts take to load beside `toml::from_str` of the same file: `FACTLINT_LOAD=facts.toml cargo bench --bench load`.
//! `benches/multiples.py` makes the file and calls this.
#![allow(clippy::expect_used, clippy::float_arithmetic, clippy::print_stdout, reason = "it measures and tells")]

use factlint::{Lexicon, facts};
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

/// The times of five, in order.
fn times<T>(mut work: impl FnMut() -> T) -> Vec<f64> {
    let mut out: Vec<f64> = (0..5)
        .map(|_| {
            let begun = Instant::now();
            black_box(work());
            begun.elapsed().as_secs_f64()
        })
        .collect();
    out.sort_by(f64::total_cmp);
    out
}

fn told(name: &str, times: &[f64]) -> f64 {
    let (low, mid, high) = (times[0], times[times.len() / 2], times[times.len() - 1]);
    println!("{name:<46} {mid:9.3} s ({low:.3} to {high:.3})");
    mid
}

fn main() {
    let Ok(file) = std::env::var("FACTLINT_LOAD") else {
        println!("FACTLINT_LOAD names no facts file: nothing is loaded");
        return;
    };
    let text = std::fs::read_to_string(&file).expect("a facts file");
    let lexicon = Lexicon::english().expect("the packs load");
    let plain = told("toml::from_str of 100,000 facts", &times(|| toml::from_str::<toml::Table>(&text)));
    for threads in [1, 2] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let load = || pool.install(|| facts::parse(&text, Path::new("facts.toml"), &lexicon));
        let ours =
            told(&format!("loading them, {threads} thread{}", if threads == 1 { "" } else { "s" }), &times(load));
        println!("{:<46} {:9.2} ×", "  a multiple of", ours / plain);
    }
}
