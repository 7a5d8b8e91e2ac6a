"""The published cl100k_base ranks, packed, so that counting tokens needs no network."""
