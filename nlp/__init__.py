"""Feedback on police safeguarding referrals, on your own machine."""
