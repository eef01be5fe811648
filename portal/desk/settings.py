"""Set-up: the ways to what an administrator sets, each with how it stands."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from portal import gate
from portal.desk import door
from rma.queries import set_up
from rma.rules.words import AccountKind


@require_safe
@gate.staff_page("set up")
def settings(request: HttpRequest) -> HttpResponse:
    """Show what is set up."""
    today = timezone.localdate()
    policies = set_up.policies()
    running = [
        next(
            row
            for row in sorted(
                policies, key=lambda row: (row.starts_on, row.version), reverse=True
            )
            if row.party == kind
            and row.starts_on <= today
            and (row.ends_on is None or row.ends_on > today)
        )
        for kind in AccountKind
        if any(row.party == kind and row.starts_on <= today for row in policies)
    ]
    context = {
        "sites": set_up.sites(),
        "makers": set_up.makers(),
        "policies": policies,
        "in_force": {row.pk for row in running},
        "people": set_up.people(),
        "today": today,
    }
    return door.page(request, "desk/settings.html", context)
