//! Numbers and times as readers of a language write them, by the browser's own `Intl`.

use std::cell::{OnceCell, RefCell};

use gateway::text::Language;
use js_sys::Intl::{DateTimeFormat, NumberFormat, RelativeTimeFormat};
use js_sys::{Array, Date, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use crate::language::use_language;

/// How long a time ago is written, in seconds of each unit, the longest first.
const UNITS: [(f64, &str); 6] = [
    (31_557_600.0, "year"),
    (2_629_800.0, "month"),
    (86_400.0, "day"),
    (3_600.0, "hour"),
    (60.0, "minute"),
    (1.0, "second"),
];

/// How numbers and times are written in one language. To make a format takes the browser longer than to use it, and
/// longer than anything else on the way to the first page: each is made when something is written with it.
struct Formats {
    language: Language,
    locales: Array,
    number: OnceCell<NumberFormat>,
    exact: OnceCell<DateTimeFormat>,
    ago: OnceCell<RelativeTimeFormat>,
}

/// The first number that has a mark between its digits.
const THOUSAND: usize = 1000;

thread_local! {
    static FORMATS: RefCell<Vec<Formats>> = const { RefCell::new(Vec::new()) };
}

/// A whole number with the marks between thousands.
pub(crate) fn count(language: Language, number: usize) -> String {
    if number < THOUSAND {
        return number.to_string();
    }
    with_formats(language, |formats| {
        let text = formats.number().format().call1(&JsValue::UNDEFINED, &JsValue::from(number));
        text.ok().and_then(|text| text.as_string()).unwrap_or_else(|| number.to_string())
    })
}

/// A time (RFC 3339) to the second, in the reader's own zone; as it is where it is none.
pub(crate) fn exact(language: Language, at: &str) -> String {
    let date = Date::new(&at.into());
    if date.get_time().is_nan() {
        return at.to_owned();
    }
    with_formats(language, |formats| {
        let text = formats.exact().format().call1(&JsValue::UNDEFINED, &date);
        text.ok().and_then(|text| text.as_string()).unwrap_or_else(|| at.to_owned())
    })
}

/// How long before `now` (milliseconds since 1970) a time (RFC 3339) was: `3 minutes ago`.
pub(crate) fn ago(language: Language, at: &str, now: f64) -> String {
    let then = Date::parse(at);
    if then.is_nan() {
        return at.to_owned();
    }
    // The clocks of two machines are never quite the same, and nothing was saved in the future.
    let seconds = ((now - then) / 1000.0).max(0.0);
    let (length, unit) = UNITS.into_iter().find(|(length, _)| seconds >= *length).unwrap_or((1.0, "second"));
    with_formats(language, |formats| formats.ago().format(-(seconds / length).floor(), unit).into())
}

/// What time it is, told anew every half minute.
#[derive(Clone, Copy)]
pub(crate) struct Now(RwSignal<f64>);

impl Now {
    /// A clock that goes as long as the component that asks for it lives.
    pub(crate) fn start() -> Self {
        let now = RwSignal::new(Date::now());
        let tick = move || now.set(Date::now());
        if let Ok(interval) = set_interval_with_handle(tick, std::time::Duration::from_secs(30)) {
            on_cleanup(move || interval.clear());
        }
        Self(now)
    }
}

/// A time (RFC 3339), as how long ago it was; the exact one is its title, which is written once it is pointed at.
#[component]
pub(crate) fn Ago(#[prop(into)] at: Signal<String>, now: Now) -> impl IntoView {
    let language = use_language();
    let is_pointed_at = RwSignal::new(false);
    let title = move || is_pointed_at.get().then(|| at.with(|at| exact(language.get(), at)));
    view! {
        <time datetime=at title=title on:pointerenter=move |_| is_pointed_at.set(true)>
            // What was saved since the clock went last was saved now.
            {move || at.with(|at| ago(language.get(), at, now.0.get()))}
        </time>
    }
}

fn with_formats<T>(language: Language, write: impl FnOnce(&Formats) -> T) -> T {
    FORMATS.with_borrow_mut(|known| {
        let place = known.iter().position(|formats| formats.language == language).unwrap_or_else(|| {
            known.push(Formats::of(language));
            known.len() - 1
        });
        write(&known[place])
    })
}

impl Formats {
    fn of(language: Language) -> Self {
        // Whoever reads English in Britain does not write dates as in America.
        let preferred = window().navigator().language().filter(|tag| tag.starts_with(base(language)));
        let tag = preferred.unwrap_or_else(|| language.tag().to_owned());
        let locales = Array::of1(&tag.into());
        let (number, exact, ago) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { language, locales, number, exact, ago }
    }

    fn number(&self) -> &NumberFormat {
        self.number.get_or_init(|| NumberFormat::new(&self.locales, &Object::new()))
    }

    fn exact(&self) -> &DateTimeFormat {
        let medium = || options(&[("dateStyle", "medium"), ("timeStyle", "medium")]);
        self.exact.get_or_init(|| DateTimeFormat::new(&self.locales, &medium()))
    }

    fn ago(&self) -> &RelativeTimeFormat {
        let in_words = || options(&[("numeric", "auto")]);
        self.ago.get_or_init(|| RelativeTimeFormat::new(&self.locales, &in_words()))
    }
}

/// The language without its script or country.
fn base(language: Language) -> &'static str {
    match language {
        Language::English => "en",
        Language::Chinese => "zh",
    }
}

fn options(given: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (name, value) in given {
        // It fails only where the object takes no new properties, and this one does.
        let _ = Reflect::set(&options, &(*name).into(), &(*value).into());
    }
    options
}
