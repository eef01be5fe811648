// Who wears gloves at the scan page wears them on every page of the station.
"use strict";

document.body.classList.toggle("gloves", localStorage.getItem("station.gloves") === "1");
