"""Words that stand in pictures: scanned pages, banners, plaques.  Offline, and an optional extra."""
