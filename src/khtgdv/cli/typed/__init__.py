"""Words that cannot be run as they were typed in, the command line or periods meant out."""
