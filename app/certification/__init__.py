"""Certification: what a certificate asks, who may sign off, the certificates themselves, and who may take calls."""
