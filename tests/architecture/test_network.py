"""Rule 10: tests reach this machine and nothing else, and a warning is an error."""

import socket
import warnings

import pytest

from tests.conftest import NetworkBlocked

# An address set aside for documentation: nobody answers there.
ELSEWHERE = "192.0.2.1"


class TestNetwork:
    @pytest.mark.parametrize("call", ["connect", "connect_ex"])
    def test_refuses_a_connection_to_elsewhere(self, call):
        with socket.socket() as sock, pytest.raises(NetworkBlocked):
            getattr(sock, call)((ELSEWHERE, 80))

    def test_refuses_a_datagram_to_elsewhere(self):
        kind = socket.SOCK_DGRAM
        with socket.socket(type=kind) as sock, pytest.raises(NetworkBlocked):
            sock.sendto(b"x", (ELSEWHERE, 53))

    def test_refuses_to_look_up_a_name(self):
        with pytest.raises(NetworkBlocked):
            socket.create_connection(("carrier.example", 443))

    def test_allows_this_machine(self):
        with (
            socket.create_server(("127.0.0.1", 0)) as server,
            socket.create_connection(server.getsockname()) as client,
        ):
            assert client.getpeername() == server.getsockname()


class TestWarnings:
    def test_a_warning_is_an_error(self):
        with pytest.raises(UserWarning, match="loud"):
            warnings.warn("loud", stacklevel=1)
