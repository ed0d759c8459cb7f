"""A user without a browser: Streamlit's own protocol, so that many users cost the machine little beside the server."""

import time
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

LARGEST = 50 * 2**20  # bytes of one message


class User:
    """One session of the officer's page.

    Args:
        url: the app's address.
    """

    def __init__(self, url: str) -> None:
        self._url = f"ws://{urlsplit(url).netloc}/_stcore/stream"
        self._line: ClientConnection
        self._box = self._button = ""
        self._page = ""
        self.checks = 0

    async def __aenter__(self) -> Self:
        """Open the page and wait until it stands."""
        self._line = await connect(self._url, subprotocols=["streamlit"], max_size=LARGEST, ping_interval=None)
        await self._send("", press=False)
        await self._until_finished()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the page."""
        await self._line.close()

    async def check(self, text: str) -> float:
        """Put ``text`` into the box, press Check, and wait for the whole page.

        Returns:
            Seconds from the press to the last message of the page.

        Raises:
            RuntimeError: where the page has no result of this check, or the server hung up.
        """
        self.checks += 1
        start = time.perf_counter()
        await self._send(text, press=True)
        page = await self._until_finished()
        took = time.perf_counter() - start
        if f'data-check="{self.checks}"' not in page or "Back to your draft" not in page:
            raise RuntimeError(f"check {self.checks} was not answered")
        return took

    async def _send(self, text: str, *, press: bool) -> None:
        message = BackMsg()
        states = message.rerun_script.widget_states.widgets
        message.rerun_script.page_script_hash = self._page
        if self._box:
            states.add(id=self._box, string_value=text)
        if press:
            states.add(id=self._button, trigger_value=True)
        await self._line.send(message.SerializeToString())

    async def _until_finished(self) -> str:
        """All HTML that came with the run, and with the run that it asked for."""
        shown: list[str] = []
        async for data in self._line:
            message = ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode())
            kind = message.WhichOneof("type")
            if kind == "new_session":
                self._page = message.new_session.page_script_hash
            elif kind == "delta":
                shown.append(self._seen(message))
            elif kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return "".join(shown)
        raise RuntimeError("the server hung up")

    def _seen(self, message: ForwardMsg) -> str:
        """The HTML of one element; the box and the button of the page are remembered."""
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "text_area":
            self._box = element.text_area.id
        if kind == "button" and element.button.label.startswith("Check"):
            self._button = element.button.id
        return element.html.body if kind == "html" else ""
