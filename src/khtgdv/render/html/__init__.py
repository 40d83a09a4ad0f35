"""A Document in, one page that stands alone out: for a leader's screen, a phone, a printer."""
