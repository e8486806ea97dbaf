"""Our own grades under audit: whom they wrong, whether they drift, how often people overrule them."""
