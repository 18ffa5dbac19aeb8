//! Who may set what off: one guard a kind of route. The names are the same for all.

use crate::routes::Route;
use corselet::guard;
use corselet::guard::{Guard, ResourcePolicy, Rule};

/// The gateway's name of its own (mDNS), and what a machine that emulates the board calls it: a forwarded port of its
/// own, or a name that its browser is told. The board's address comes at run time.
const HOSTS: &[&str] = &["gateway.local", "gateway.test", "localhost", "127.0.0.1"];

/// Measurements: every page of the web may have them, and none has anything to write.
static READING: Guard = guard! { hosts: HOSTS, resource_policy: ResourcePolicy::CrossOrigin };

/// The relay: the dashboards that may switch it. Those under `plant.example.com` may look, no more.
static RELAY: Guard = guard! {
    hosts: HOSTS,
    trusted_writers: ["https://dashboard.example.com", "https://ops.example.com"],
};

/// The configuration, and who stays paired: the one page that may set them.
static CONFIG: Guard = guard! { hosts: HOSTS, trusted_writers: ["https://config.example.com"] };

/// The settings: nothing that another site sets off gets to see them.
static SETTINGS: Guard = guard! { hosts: HOSTS, rule: Rule::RESOURCE_ISOLATION };

/// The log and the status page.
static PAGES: Guard = guard! { hosts: HOSTS };

/// The guard of a route: the one place that knows.
pub(crate) fn of(route: Route) -> &'static Guard<'static> {
    match route {
        Route::Relay => &RELAY,
        Route::Config | Route::Paired => &CONFIG,
        Route::Settings => &SETTINGS,
        Route::Page | Route::Log => &PAGES,
        Route::Reading | Route::Unknown => &READING,
    }
}
