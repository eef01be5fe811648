"""The ticks beside the steps of sending something: one press each, kept by us."""

from contextlib import suppress
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.customer import granted
from rma.actions import ticking
from rma.documents import instructions
from rma.models import Case
from rma.queries.dossier import Dossier
from rma.rules.actors import Actor, ActorKind


def steps_of(case: Case, dossier: Dossier) -> list[dict[str, Any]]:
    """Return the numbered steps, the ones slip and letter have, and what is done."""
    done = case.steps_done
    return [
        {
            "key": step.key,
            "text": step.title,
            "more": step.detail,
            "done_at": datetime.fromisoformat(done[step.key])
            if step.key in done
            else None,
        }
        for step in instructions.of_return(dossier)
    ]


@require_POST
@never_cache
@granted.its_customer
def tick(request: HttpRequest, case: Case) -> HttpResponse:
    """Keep a tick or take it back; the page then shows what is so."""
    is_done = "done" in request.POST
    # Where the steps changed meanwhile, the page shows those of now.
    with suppress(ticking.NoSuchStep):
        ticking.tick_step(
            case=case.ref,
            key=request.POST.get("done" if is_done else "undone", ""),
            is_done=is_done,
            by=Actor(ActorKind.CUSTOMER, case.contact.name),
            at=timezone.now(),
        )
    return redirect(f"{reverse('customer:case', args=[case.number])}#how")
