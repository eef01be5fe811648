"""A carrier's circuit: whether calls are made at all, known to every worker alike."""

from django.db import models
from typing_extensions import override

from shipping.breaker import REMEMBERED, Circuit


class CarrierCircuit(models.Model):
    """This will hold one line to one carrier and how its last calls went."""

    carrier = models.CharField(max_length=32)
    line = models.CharField(max_length=8)
    recent = models.CharField(max_length=REMEMBERED, blank=True, default="")
    failures = models.PositiveIntegerField(default=0)
    openings = models.PositiveIntegerField(default=0)
    open_until = models.DateTimeField(null=True, blank=True)
    probe_until = models.DateTimeField(null=True, blank=True)
    quiet_until = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=200, blank=True, default="")
    milliseconds = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["carrier", "line"], name="one_circuit_per_carrier_and_line"
            )
        ]

    @override
    def __str__(self) -> str:
        return f"{self.carrier} {self.line}"

    @property
    def circuit(self) -> Circuit:
        """Return the row as a value."""
        return Circuit(
            self.recent,
            self.failures,
            self.openings,
            self.open_until,
            self.probe_until,
        )

    def take(self, circuit: Circuit) -> None:
        """Take over the values of a circuit; the caller saves."""
        self.recent = circuit.recent
        self.failures = circuit.failures
        self.openings = circuit.openings
        self.open_until = circuit.open_until
        self.probe_until = circuit.probe_until
