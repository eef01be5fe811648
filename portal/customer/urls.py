"""The addresses of the customer's pages."""

from django.urls import path

from portal.customer import (
    acts,
    again,
    boxes,
    case,
    check,
    files,
    item,
    order,
    own_parcels,
    papers,
    remedy,
    start,
    track,
)

app_name = "customer"

urlpatterns = [
    path("", start.start, name="start"),
    path("r/new/order", order.ask, name="order"),
    path("r/new/item", item.item, name="item"),
    path("r/new/remedy", remedy.remedy, name="remedy"),
    path("r/new/check", check.check, name="check"),
    path("o/<token>", order.by_token, name="ordered"),
    path("r/<number>/", case.show, name="case"),
    path("r/<number>/label", case.label, name="label"),
    path("r/<number>/label.pdf", papers.label, name="label_file"),
    path("r/<number>/parcels", own_parcels.parcels, name="parcels"),
    path(
        "r/<number>/parcels/<int:parcel_id>/withdraw",
        own_parcels.withdraw,
        name="withdraw_parcel",
    ),
    path("r/<number>/answer", acts.answer, name="answer"),
    path("r/<number>/cancel", acts.cancel, name="cancel"),
    path("r/<number>/again", again.again, name="again"),
    path("r/<number>/files", files.add, name="files"),
    path("r/<number>/files/<int:upload_id>", files.show, name="file"),
    path("r/<number>/more-time", acts.more_time, name="more_time"),
    path("r/<number>/boxes/add", boxes.add, name="add_box"),
    path("r/<number>/boxes/share", boxes.share, name="share_box"),
    path("r/<number>/boxes/leave", boxes.leave, name="leave_box"),
    path("r/<number>/boxes/<code>/remove", boxes.remove, name="remove_box"),
    path("r/<number>/<slug:kind>.pdf", papers.paper, name="paper"),
    path("t/<token>", track.by_token, name="token"),
    path("track", track.track, name="track"),
    path("S/<code>", track.scanned, name="scan"),
    path("s/<code>", track.scanned),
]
