"""A Document in, the draft of a message out, which any mail program opens."""
