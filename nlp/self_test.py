"""Does a review ask for the network? Tried in a process of its own, in which every socket refuses and counts."""

import subprocess
import sys

from nlp.errors import RefcheckError

LONGEST = 60  # seconds
_TEXT = (
    "Mum Tanya Reed, tanya.reed@mail.example.co.uk, https://www.example.co.uk/page, rang 07700 900123 about her son. "
    "She agreed to a referral. PC Leach 2231, response team."
)
_GUARDED = f"""
import socket
tried = []
def refuse(*args, **kwargs):
    tried.append(1)
    raise OSError("refused by the self-test")
socket.socket.connect = socket.socket.connect_ex = socket.socket.sendto = refuse
socket.getaddrinfo = socket.gethostbyname = socket.create_connection = refuse
from nlp.reviewer import Reviewer
found = Reviewer.load().review({_TEXT!r})
assert found.pii
print(len(tried))
"""


def network_look_ups() -> int:
    """How often a first review, of a text with an e-mail address and a link in it, asked for the network.

    Raises:
        RefcheckError: where the review could not be made.
    """
    command = [sys.executable, "-c", _GUARDED]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=LONGEST)  # noqa: S603 - our own words
        return int(done.stdout.split()[-1])
    except (subprocess.SubprocessError, ValueError, IndexError) as error:
        raise RefcheckError("The self-test could not be run. Tell whoever runs this program.") from error
