"""How the models are made; nothing in the program imports this."""
