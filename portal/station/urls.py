"""The addresses of the station."""

from django.urls import path

from portal.station import (
    bench,
    checking,
    counting,
    day,
    labels,
    mystery,
    offline,
    people,
    photo,
    scan,
    scans,
    sheet,
    shipping_out,
)

app_name = "station"

urlpatterns = [
    path("", scan.home, name="home"),
    path("scans", scans.scans, name="scans"),
    path("now", people.now, name="now"),
    path("enrol", people.enrol, name="enrol"),
    path("unlock", people.unlock, name="unlock"),
    path("lock", people.lock, name="lock"),
    path("photo", photo.photo, name="photo"),
    path("day", day.day, name="day"),
    path("put-away", bench.put_away, name="put_away"),
    path("mystery", mystery.park, name="mystery"),
    path("mystery/<str:number>", mystery.parked, name="parked"),
    path("mystery/<str:number>/label", mystery.label, name="mystery_label"),
    path("labels/commands", labels.command_sheet, name="commands"),
    path("labels/calibration", labels.calibration, name="calibration"),
    path("labels/shelves", labels.shelves, name="shelf_labels"),
    path("labels/badge/<int:user_id>", labels.badge, name="badge"),
    path("<str:number>/unit/<int:line_id>", labels.unit, name="unit_label"),
    path("manifest", offline.manifest, name="manifest"),
    path("shell", offline.shell, name="shell"),
    path("worker.js", offline.worker, name="worker"),
    path("<str:number>/", sheet.show, name="sheet"),
    path("<str:number>/receive", counting.receive, name="receive"),
    path("<str:number>/difference", counting.difference, name="difference"),
    path("<str:number>/photos", bench.photos, name="photos"),
    path("<str:number>/photos/<int:upload_id>", bench.photo, name="case_photo"),
    path("<str:number>/erase/<int:line_id>", bench.erase, name="erase"),
    path("<str:number>/undo/<str:deed>/<int:row_id>", day.undo, name="undo"),
    path("<str:number>/inspect/<int:line_id>", checking.inspect, name="inspect"),
    path("<str:number>/decide/<int:line_id>", checking.decide, name="decide"),
    path("<str:number>/resolve/<int:line_id>", checking.resolve, name="resolve"),
    path("<str:number>/ship/<int:dispatch_id>", shipping_out.ship, name="ship"),
    path(
        "<str:number>/handed-over/<int:parcel_id>",
        shipping_out.hand_over,
        name="hand_over",
    ),
    path("<str:number>/label/<int:purchase_id>.pdf", shipping_out.label, name="label"),
]
