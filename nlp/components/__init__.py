"""What reads the text: each component finds, purely, and annotates the one shared parse."""
