"""The rows of a document in, a calendar (RFC 5545) out."""
