"""Documents that officers have beside plain text."""
