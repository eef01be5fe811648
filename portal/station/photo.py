"""A photo instead of a scanner: the server reads what stands on it."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from portal.files import SENTENCES
from portal.limits import is_too_often
from portal.station.guard import station_page
from rma.documents import reading
from rma.rules import numbers
from rma.rules.uploads import Problem, objection_to


class PhotoForm(forms.Form):
    """Ask for one photo of a code."""

    photo = forms.FileField(
        label=gettext_lazy("Photo of the code"),
        widget=forms.ClearableFileInput(
            attrs={
                "accept": "image/jpeg,image/png,image/webp",
                "capture": "environment",
            }
        ),
        error_messages={"required": gettext_lazy("Take or choose a photo.")},
    )


@require_POST
@station_page("receive")
def photo(request: HttpRequest) -> HttpResponse:
    """Read a photo and look its code up; a program of the page gets the code alone."""
    form = PhotoForm(request.POST, request.FILES)
    code = ""
    if is_too_often(request, "photo", most=60):
        form.add_error(None, _("That was a lot at once. Wait a minute."))
    elif form.is_valid():
        code = _code_on(form, form.cleaned_data["photo"])
    if request.headers.get("Accept", "").startswith("application/json"):
        return _told(form, code)
    if code:
        return redirect(f"{reverse('station:home')}?{urlencode({'code': code})}")
    return render(request, "station/photo.html", {"form": form}, status=422)


def _code_on(form: PhotoForm, file: Any) -> str:  # noqa: ANN401 - Django's upload
    """Return the code a photo shows, ours before anybody else's."""
    start = file.read(64)
    problem = objection_to(start, size=file.size)
    found = problem or reading.codes_on(start + file.read())
    if isinstance(found, Problem):
        form.add_error("photo", str(SENTENCES[found]).format(name=file.name))
        return ""
    if not found:
        form.add_error("photo", _("No code is sharp on this photo. Go closer."))
        return ""
    return next((text for text in found if numbers.parse(text)), found[0])


def _told(form: PhotoForm, code: str) -> JsonResponse:
    if code:
        return JsonResponse({"code": code})
    sentences = [text for texts in form.errors.values() for text in texts]
    return JsonResponse({"sentence": " ".join(map(str, sentences))}, status=422)
