"""An address and a socket in, the page on the desk served there until Ctrl+C out."""
