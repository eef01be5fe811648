"""What carriers call: verify, keep, answer; nothing else happens here."""
