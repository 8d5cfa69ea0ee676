"""Where commands with many cases carry them out; it changes no result, and is no part of the digest."""

from __future__ import annotations

from typing import Annotated, Final, Self

from pydantic import Field, model_validator

from planning.scenario.strict import ContradictionError, Strict
from planning.words import message

#: A Dask scheduler's address, or a cluster of this machine.
ADDRESS: Final = r"^(local|(tcp|tls|ws|wss)://\S+)$"


class ComputePart(Strict):
    """Where commands with many cases, such as ``planning round``, carry them out."""

    processes: Annotated[int, Field(ge=1, le=1024)] | None = Field(
        default=None, description="Processes of this machine; 1: in the process of the command itself"
    )
    cluster: Annotated[str, Field(pattern=ADDRESS)] | None = Field(
        default=None,
        description="Address of a Dask scheduler, such as tcp://head:8786; local: of this machine",
    )

    @model_validator(mode="after")
    def _one_of_them(self) -> Self:
        if (self.processes is None) == (self.cluster is None):
            raise ContradictionError(message("scenario.compute.processes_or_cluster"))
        return self
