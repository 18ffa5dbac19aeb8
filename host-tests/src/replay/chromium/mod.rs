//! What Chromium did, replayed with its profile.
