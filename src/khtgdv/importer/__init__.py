"""A Word, Excel or CSV table of a plan in, the text of a plan's files out, with what is unread."""
