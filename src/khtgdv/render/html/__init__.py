"""HTML: one page that stands alone, for a leader's screen, a phone, a printer."""
