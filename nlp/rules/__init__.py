"""The rule book: knowledge as data, each rule with its source and tested examples."""
