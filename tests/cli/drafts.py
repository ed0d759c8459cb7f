"""Invented drafts for the command line."""

DRAFT = (
    "Subject: Tanya Reed, dob 02/09/2013. She told me that dad shouts at night.\r\nMum agreed to early help. Zoë 😀\n"
)
URGENT = "The boy, 7, has bruises on both arms. He said dad hits him with a belt."
